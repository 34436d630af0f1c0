"""Places in the text: a section is a heading of its chapter, and a line stands in its section, or in its chapter."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

import pandas as pd

from clusterbook.data.book import Book
from clusterbook.data.codebook import MADE
from clusterbook.data.package import resource_names
from clusterbook.errors import Fault, listed
from clusterbook.vocabulary import ARTICLE_CHAPTER

SECTIONS = "sections"
OPENING, OPENING_IN_WORDS, NOTES = "Opening", "opening of the chapter", "Notes"
LINES, LINES_OF_ARTICLE = 3973, 212  # of the scanned texts
LINE_COLUMNS = ("source_line", "first_line", "second_line")
IN_TEXT = re.compile(r"(?:Chapter (?P<chapter>\d+), )?(?P<section>.+), (?P<kind>paragraph|note) \d+")
BESIDE_TEXT = re.compile(r"(?:note(?: \w)? to )?(?P<kind>Table|Figure) (?P<number>\d+\.\d+)")

Span = tuple[int, int]
Spans = Mapping[tuple[int, str], Span]
Row = Mapping[Hashable, Any]


def section_faults(book: Book) -> Iterator[Fault]:
    """Places that the text does not have; asked only while all files are in order."""
    sections, tables = book.resource(SECTIONS), book.tables
    for number, row in enumerate(sections.to_dict("records"), start=2):
        if pd.isna(row["source_line"]) == (row["section"] != NOTES):
            where = f"data/{SECTIONS}.csv, row {number}, column source_line"
            found = "none" if pd.isna(row["source_line"]) else str(row["source_line"])
            yield Fault(where, found, f"expected one, and none for {NOTES} alone", "Correct it.")
    spans = section_spans(sections)
    for described in map(book.describe, resource_names()):
        names = [field["name"] for field in described["schema"]["fields"]]
        if described["name"].startswith((MADE, SECTIONS)) or not {*names} & {*LINE_COLUMNS}:
            continue
        for number, row in enumerate(book.strings(described["name"]).to_dict("records"), start=2):
            where = f"data/{described['path']}, row {number}, column"
            chapter = int(row.get("chapter") or row.get("table", "").split(".")[0] or described["chapter"])
            if "place" in row and "chapter" in row:
                yield from place_faults(f"{where} place", row, spans=spans, tables=tables)
            elif "section" in row:
                section = (chapter, row["section"])
                yield from _section_faults(f"{where} section", section, line=int(row["source_line"]), spans=spans)
            else:
                for column, line in lines_of(row):
                    yield from _line_faults(f"{where} {column}", line, span=chapter_span(chapter, spans))


def lines_of(row: Row) -> Iterator[tuple[str, int]]:
    """Lines of the text that a row names, several in a cell set apart by semicolons, with their columns."""
    for column in LINE_COLUMNS:
        yield from ((column, int(line)) for line in str(row.get(column, "")).split(";") if line)


def section_spans(sections: pd.DataFrame) -> Spans:
    """First and last line of every section by chapter and heading; notes stand anywhere in their chapter.

    Parameters
    ----------
    sections : DataFrame
        ``chapter``, ``section`` and ``source_line``, missing for notes, as ``data/sections.csv`` has them.
    """
    headed = sections.dropna(subset="source_line").sort_values("source_line")
    in_article = headed["chapter"] == ARTICLE_CHAPTER
    ends = in_article.map({True: LINES_OF_ARTICLE, False: LINES})
    lasts = (headed.groupby(in_article)["source_line"].shift(-1) - 1).fillna(ends)
    rows = zip(headed["chapter"], headed["section"], headed["source_line"], lasts, strict=True)
    spans = {(chapter, section): (int(first), int(last)) for chapter, section, first, last in rows}
    notes = sections.loc[sections["source_line"].isna(), ["chapter", "section"]].itertuples(index=False, name=None)
    return spans | {(chapter, section): chapter_span(chapter, spans) for chapter, section in notes}


def chapter_span(chapter: int, spans: Spans) -> Span:
    """First and last line of a chapter."""
    own = [span for (number, _), span in spans.items() if number == chapter]
    return min(first for first, _ in own), max(last for _, last in own)


def place_faults(where: str, row: Row, *, spans: Spans, tables: Sequence[str]) -> Iterator[Fault]:
    """What is wrong with a place in words: a paragraph or note of a section, a table, a figure, or a note to one.

    Parameters
    ----------
    where : str
        The cell as the messages name it.
    row : mapping
        ``chapter``, ``place`` and ``source_line`` of the row.
    spans : mapping
        What ``section_spans`` gives.
    tables : sequence of str
        Printed numbers of the tables.
    """
    in_text, beside = IN_TEXT.fullmatch(row["place"]), BESIDE_TEXT.fullmatch(row["place"])
    if in_text:
        chapter = int(in_text["chapter"] or row["chapter"])
        section = (chapter, in_text["section"].replace(OPENING_IN_WORDS, OPENING))
        if section in spans and in_text["kind"] == "note":  # it stands at the foot of a page
            yield from _line_faults(where, int(row["source_line"]), span=chapter_span(chapter, spans))
        else:
            yield from _section_faults(where, section, line=int(row["source_line"]), spans=spans)
    elif not beside:
        expected = "expected a section with ', paragraph 3' or ', note 3' behind it, a table or a figure"
        yield Fault(where, row["place"], expected, "Correct the place.")
    elif beside["kind"] == "Table" and beside["number"] not in tables:
        yield Fault(where, row["place"], f"expected one of Tables {listed(tables)}", "Correct the place.")
    elif beside["number"].split(".")[0] != str(row["chapter"]):
        yield Fault(where, row["place"], f"expected one of Chapter {row['chapter']}", "Correct the place.")


def _section_faults(where: str, section: tuple[int, str], *, line: int, spans: Spans) -> Iterator[Fault]:
    """A section that the chapter does not have, or a line outside it."""
    chapter, heading = section
    if section in spans:
        yield from _line_faults(where, line, span=spans[section])
        return
    near = get_close_matches(heading, [name for number, name in spans if number == chapter], n=1)
    remedy = f"Write {near[0]}." if near else "Correct the section."
    yield Fault(where, heading, f"expected a section of Chapter {chapter} in data/{SECTIONS}.csv", remedy)


def _line_faults(where: str, line: int, *, span: Span) -> Iterator[Fault]:
    """A line that stands elsewhere."""
    if not span[0] <= line <= span[1]:
        yield Fault(where, f"line {line}", f"expected line {span[0]} to {span[1]}", "Correct the place or the line.")
