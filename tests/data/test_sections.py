"""Places in the text: a section is one of its chapter, and the line stands in it."""

from __future__ import annotations

import pandas as pd
import pytest
from whole_book import BOOK

from clusterbook.data.book import Book
from clusterbook.data.sections import (
    LINES,
    LINES_OF_ARTICLE,
    chapter_span,
    place_faults,
    section_faults,
    section_spans,
)

SECTIONS = pd.DataFrame(
    [(1, "Opening", 5), (1, "Value Chains", 20), (1, "Notes", None), (2, "Opening", 40), (12, "Opening", 1)],
    columns=["chapter", "section", "source_line"],
)
SPANS = section_spans(SECTIONS)


def test_a_section_ends_where_the_next_begins_and_the_article_counts_its_own_lines() -> None:
    assert SPANS[1, "Opening"] == (5, 19) and SPANS[1, "Value Chains"] == (20, 39)
    assert SPANS[2, "Opening"] == (40, LINES) and SPANS[12, "Opening"] == (1, LINES_OF_ARTICLE)
    assert SPANS[1, "Notes"] == chapter_span(1, SPANS) == (5, 39)


@pytest.mark.parametrize(
    "place",
    ["Value Chains, paragraph 2", "Chapter 1, Value Chains, paragraph 2", "Opening, note 3", "note a to Table 1.2"],
)
def test_a_place_that_the_text_has_is_no_fault(place: str) -> None:
    row = {"chapter": 1, "place": place, "source_line": 21}
    assert list(place_faults("x", row, spans=SPANS, tables=["1.2"])) == []


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (
            "Value Chain, paragraph 2",
            "found Value Chain; expected a section of Chapter 1 in data/sections.csv. Write Value",
        ),
        ("opening of the chapter, paragraph 2", "found line 21; expected line 5 to 19"),
        ("Chapter 2, Opening, paragraph 2", "found line 21; expected line 40 to 3973"),
        ("The Moon, note 1", "found The Moon"),
        ("Chapter 2, Opening, note 2", "found line 21; expected line 40 to 3973"),
        ("Value Chains, page 2", "expected a section with ', paragraph 3' or"),
        ("Table 1.9", "expected one of Tables 1.2"),
        ("Figure 4.1", "expected one of Chapter 1"),
    ],
)
def test_a_place_that_the_text_does_not_have_is_told(place: str, words: str) -> None:
    row = {"chapter": 1, "place": place, "source_line": 21}
    (fault,) = place_faults("x", row, spans=SPANS, tables=["1.2"])
    assert words in str(fault)


@pytest.mark.parametrize(
    ("name", "column", "cell", "words"),
    [
        (
            "claims",
            "source_line",
            "1",
            "claims.csv, row 2, column section: found line 1; expected line 173 to 274",
        ),
        ("districts", "section", "The Moon", "data/evidence/districts.csv, row 2, column section: found The Moon;"),
        ("errata", "source_line", "500", "row 2, column source_line: found line 500; expected line 1 to 434"),
        ("fair_trade_contradictions", "second_line", "77;300", "row 2, column second_line: found line 300"),
        ("figure_02_01_nodes", "source_line", "4", "row 2, column source_line: found line 4; expected line 435 to 723"),
        ("timeline", "place", "Joint Action, paragraph 1", "row 2, column place: found Joint Action;"),
    ],
)
def test_a_place_of_each_kind_of_file_is_told(
    monkeypatch: pytest.MonkeyPatch, name: str, column: str, cell: str, words: str
) -> None:
    monkeypatch.setattr("clusterbook.data.sections.resource_names", lambda: [name])
    assert list(section_faults(BOOK)) == []
    changed = BOOK.strings(name).copy()
    changed.loc[0, column] = cell
    monkeypatch.setattr(Book, "strings", lambda *_: changed)
    (fault,) = section_faults(BOOK)
    assert words in str(fault)


def test_a_section_without_its_line_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    lost = BOOK.resource("sections").copy()
    lost.loc[1, "source_line"] = pd.NA
    monkeypatch.setattr(Book, "resource", lambda *_: lost)
    assert str(next(section_faults(BOOK))).startswith("data/sections.csv, row 3, column source_line: found ")
