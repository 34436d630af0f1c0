"""Quotes and places against a scanned text: on an invented page, and on the real one where it is at hand."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd
import pytest
from scanned_text import (
    Layout,
    check_claims,
    check_evidence,
    check_stated,
    load_layouts,
    places,
    problems,
    stands_in,
    stated_problem,
)

from clusterbook.data.book import load_book

FOLDER = "CLUSTERBOOK_SCANNED_TEXTS"
PAGE = [
    "Firms grow in clus-",
    "ters of the same trade.",
    "",
    "12 A running head",
    "",
    "A second paragraph counts *eight* firms.¹",
    "¹ A note that counts 9.",
    "Joint Actions",
    "",
    "Here the firms",
    "act together.",
    "- They buy together.",
    "Table 1: numbers",
]
LAYOUT = Layout(1, len(PAGE), {8: "Joint Actions"}, frozenset(), frozenset(), frozenset())


def claim(quote: str, line: int, *, section: str = "Opening", paragraph: str = "1") -> pd.Series:
    """A claim with a quote and a place."""
    return pd.Series({"quote": quote, "source_line": line, "section": section, "paragraph": paragraph})


def found_problems(row: pd.Series) -> list[str]:
    """What of the claim is not so on the invented page."""
    return problems(row, PAGE, places(PAGE, LAYOUT))


def test_paragraphs_are_counted_in_their_sections_without_notes_captions_and_running_heads() -> None:
    assert places(PAGE, LAYOUT) == {
        1: ("Opening", 1),
        2: ("Opening", 1),
        6: ("Opening", 2),
        10: ("Joint Actions", 1),
        11: ("Joint Actions", 1),
        12: ("Joint Actions", 2),
    }


def test_the_layout_can_join_and_part_paragraphs_and_leave_lines_out() -> None:
    layout = Layout(1, len(PAGE), {8: "Joint Actions"}, frozenset({1, 2}), frozenset({11}), frozenset({12}))
    assert set(places(PAGE, layout)) == {6, 10, 11, 12}
    assert [places(PAGE, layout)[line][1] for line in (6, 10, 11, 12)] == [1, 1, 2, 2]


@pytest.mark.parametrize(
    "quote", ["in clusters of the same trade", "Firms grow ... the same trade", "counts eight firms", "eight firms."]
)
def test_a_quote_is_found_across_lines_hyphens_emphasis_and_omissions(quote: str) -> None:
    assert stands_in(quote, PAGE)


@pytest.mark.parametrize("quote", ["in clusters of another trade", "the same trade ... Firms grow", "nine firms"])
def test_words_that_do_not_stand_there_are_not_found(quote: str) -> None:
    assert not stands_in(quote, PAGE)


def test_a_right_quote_at_its_place_passes() -> None:
    assert found_problems(claim("counts eight firms", 6, paragraph="2")) == []
    assert found_problems(claim("act together", 11, section="Joint Actions")) == []


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (claim("counts nine firms", 6, paragraph="2"), "no such words near line 6"),
        (claim("counts eight firms", 6), "line 6 is Opening, paragraph 2; the row says Opening, paragraph 1"),
        (claim("act together", 11), "line 11 is Joint Actions, paragraph 1"),
        (claim("A note that counts 9", 7), "line 7 is no text"),
        (claim("a " * 26, 1), "26 words; expected at most 25"),
    ],
)
def test_a_wrong_quote_or_place_is_told(row: pd.Series, message: str) -> None:
    assert any(message in problem for problem in found_problems(row))


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("opening of the chapter, paragraph 2", 6),
        ("Joint Actions, paragraph 1", 11),
        ("Chapter 1, Joint Actions, paragraph 1", 11),
        ("opening of the chapter, note 1", 7),
        ("Table 1.2", 13),
        ("note b to Table 1.2", 13),
    ],
)
def test_the_place_of_a_stated_number_passes(place: str, line: int) -> None:
    assert place_problem(place, line) == ""


@pytest.mark.parametrize(
    ("place", "line", "message"),
    [
        ("opening of the chapter, paragraph 1", 6, "line 6 is Opening, paragraph 2"),
        ("Joint Actions, paragraph 1", 7, "line 7 is no text"),
        ("opening of the chapter, note 2", 7, "line 7 is not the note"),
        ("Table 1.2", 6, "line 6 is no such place"),
        ("somewhere", 13, "line 13 is no such place"),
    ],
)
def test_a_wrong_place_of_a_stated_number_is_told(place: str, line: int, message: str) -> None:
    assert message in place_problem(place, line)


def place_problem(place: str, line: int) -> str:
    """What of the place of a stated number on the invented page is not so."""
    row = pd.Series({"place": place, "source_line": line, "chapter": 1})
    return stated_problem(row, PAGE, {1: places(PAGE, LAYOUT)})


def test_every_chapter_has_its_lines_and_headings() -> None:
    layouts = load_layouts()
    assert sorted(layouts) == list(range(1, 13))
    assert all(layout.first < min(layout.headings) <= max(layout.headings) < layout.last for layout in layouts.values())


@pytest.mark.skipif(FOLDER not in os.environ, reason=f"the scanned texts are no part of the book; {FOLDER} names none")
def test_every_quote_and_place_is_that_of_the_scanned_text() -> None:
    assert check_claims(load_book().claims, Path(os.environ[FOLDER])) == []


@pytest.mark.skipif(FOLDER not in os.environ, reason=f"the scanned texts are no part of the book; {FOLDER} names none")
def test_every_stated_number_has_its_place_in_the_scanned_text() -> None:
    assert check_stated(load_book().stated_numbers, Path(os.environ[FOLDER])) == []


@pytest.mark.skipif(FOLDER not in os.environ, reason=f"the scanned texts are no part of the book; {FOLDER} names none")
def test_every_row_of_evidence_has_its_place_in_the_scanned_text() -> None:
    assert check_evidence(load_book(), Path(os.environ[FOLDER])) == []
