"""Every statement, table, figure and item of the argument is reached from the text of its chapter."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from whole_book import BOOK

ROOT = Path(__file__).parents[2]
COVERAGE = pd.read_csv(Path(__file__).with_name("coverage.csv"), dtype={"chapter": int})
CHAPTERS = sorted(set(COVERAGE["chapter"]))
TABLES = sorted(path.stem.removeprefix("table_") for path in (ROOT / "data" / "published").glob("*.csv"))
DIAGRAMS = sorted(path.stem for path in (ROOT / "data" / "diagrams").glob("figure_*_nodes.csv"))
PLACE = re.compile(r"\[([^\]]+)\]\{\.place\}")
OF_A_PLACE = re.compile(r", (?:¶|notes?\b)")  # what follows the heading of a section
NOTES = "Notes"  # a statement of a note hangs on the paragraph or the table that has it
OPENING = {"opening of the chapter": "opening"}


@cache
def cells_of(page: Path) -> list[tuple[str, str]]:
    """Kind and source of the cells of a page."""
    cells = json.loads(page.read_text(encoding="utf-8"))["cells"]
    return [(cell["cell_type"], "".join(cell["source"])) for cell in cells]


def pages_of(chapter: int) -> list[Path]:
    """Notebooks of a chapter."""
    return sorted((ROOT / "chapters").glob(f"ch{chapter:02d}_*.ipynb"))


def text_of(chapter: int) -> str:
    """All prose of a chapter's pages."""
    return "\n".join(source for page in pages_of(chapter) for kind, source in cells_of(page) if kind == "markdown")


def sections_told(chapter: int) -> Iterator[str]:
    """Headings that the places below paragraphs name; a heading may be cut short with an ellipsis."""
    for places in PLACE.findall(text_of(chapter)):
        for place in places.split(";"):
            heading = OF_A_PLACE.split(place.strip())[0].casefold().rstrip(" …")
            yield OPENING.get(heading, heading)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_each_section_with_a_tested_statement_is_told(chapter: int) -> None:
    claims = BOOK.claims[BOOK.claims["chapter"] == chapter]
    told = tuple(sections_told(chapter))
    sections = {section for section in claims["section"] if not section.startswith(NOTES)}
    assert sorted(section for section in sections if not section.casefold().startswith(told)) == []


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_the_statements_of_a_chapter_stand_once_on_its_pages(chapter: int) -> None:
    code = [source for page in pages_of(chapter) for kind, source in cells_of(page) if kind == "code"]
    assert sum(source.count(f"show_claims(book, {chapter})") for source in code) == 1


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_shown_below_its_anchor(table: str) -> None:
    chapter, number = int(table[:2]), f"{int(table[:2])}.{int(table[3:])}"
    anchor = f"(tbl-{table.replace('_', '-')})="
    below = [
        next((source for _, source in cells_of(page)[place + 1 :] if source.startswith("(tbl-") or shows(source)), "")
        for page in pages_of(chapter)
        for place, (_, text) in enumerate(cells_of(page))
        if anchor in text
    ]
    assert len(below) == 1 and f'show_table(book,"{number}"' in "".join(below[0].split())


def shows(source: str) -> bool:
    """Whether a cell shows a table of the book."""
    return "show_table(" in source


@pytest.mark.parametrize("diagram", DIAGRAMS)
def test_a_redrawn_figure_is_shown_and_named(diagram: str) -> None:
    _, chapter, number, _ = diagram.split("_")
    code = "\n".join(source for page in pages_of(int(chapter)) for kind, source in cells_of(page) if kind == "code")
    names = f"(fig-{chapter}-{number})=", f"Figure {int(chapter)}.{int(number)}", f"Figure {int(number)} of the article"
    assert f'"{diagram}"' in code and any(name in text_of(int(chapter)) + code for name in names)


@pytest.mark.parametrize(
    ("chapter", "page", "words"),
    COVERAGE[["chapter", "page", "words"]].to_numpy().tolist(),
    ids=[f"{chapter:02d} {item}" for chapter, item in zip(COVERAGE["chapter"], COVERAGE["item"], strict=True)],
)
def test_an_item_of_the_argument_is_told(chapter: int, page: str, words: str) -> None:
    path = ROOT / "chapters" / f"{page}.ipynb"
    assert path in pages_of(chapter)
    assert any(words in source for kind, source in cells_of(path) if kind == "markdown")
