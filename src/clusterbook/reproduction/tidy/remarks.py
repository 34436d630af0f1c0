"""The notes of a printed table taken apart: a remark per cell, and why a cell is empty as a code.

A note names its cells by their columns: ``"exports, jobs: n.a. in print; firms: footnote a"``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from clusterbook.data.book import Book
from clusterbook.errors import ClusterbookError, Fault, listed
from clusterbook.paths import table_name
from clusterbook.reproduction_vocabulary import EmptyReason

NOTE = "note"
JOINT = "; "
NAMED = re.compile(r"(?P<columns>\w+(?:(?:, | and )\w+)*): (?P<remark>.*)")
FOOTNOTE = re.compile(r"\bfootnotes? (?P<marks>[a-z](?: and [a-z])*)\b")
WORDS = {
    "n.a. in print": EmptyReason.NOT_AVAILABLE,
    "N/A in print": EmptyReason.NOT_AVAILABLE,
    "dash in print": EmptyReason.DASH,
    "blank in print": EmptyReason.BLANK,
    "none in print": EmptyReason.NOT_PRINTED,
    "not stated": EmptyReason.NOT_PRINTED,
    "not printed": EmptyReason.NOT_PRINTED,
    "print gives only": EmptyReason.NOT_PRINTED,
    "printed as the present": EmptyReason.NOT_PRINTED,
    "printed once for both": EmptyReason.MERGED,
    "counted in the cell for": EmptyReason.MERGED,
    "lost in the scan": EmptyReason.DAMAGED,
    "undecided": EmptyReason.DAMAGED,
    "the printed value belongs to no row": EmptyReason.NOT_APPLICABLE,
    "not one cluster": EmptyReason.NOT_APPLICABLE,
    "Table 6.1 splits": EmptyReason.NOT_APPLICABLE,
}


def remarks_of(book: Book, table: str) -> dict[tuple[str, str], str]:
    """What the notes of a table say of single cells, by row key and column; footnotes are written out."""
    printed, columns = book.printed(table), book.field_names(table)
    if NOTE not in columns:
        return {}
    footnotes = book.describe(table_name(table)).get("footnotes", {})
    found: dict[tuple[str, str], list[str]] = {}
    for row, note in printed[NOTE].items():
        for column, remark in parse_note(note, columns):
            found.setdefault((str(row), column), []).append(_with_footnotes(remark, footnotes))
    return {cell: JOINT.join(remarks) for cell, remarks in found.items()}


def parse_note(note: str, columns: Collection[str]) -> Iterator[tuple[str, str]]:
    """Column and remark of every cell that a note names; a part that names none goes on with the one before."""
    named: list[str] = []
    for names, part, remark in parts_of(note):
        if names and set(names) <= set(columns):
            named, part = names, remark
        for column in named:
            yield column, part


def parts_of(note: str) -> Iterator[tuple[list[str], str, str]]:
    """Each part of a note: the names before its colon, if any; the whole of it; what stands behind the colon."""
    for part in filter(None, note.split(JOINT)):
        match = NAMED.fullmatch(part)
        yield (re.split(", | and ", match["columns"]), part, match["remark"]) if match else ([], part, "")


def note_faults(book: Book) -> Iterator[Fault]:
    """Notes of printed tables that name no column of their table, or a footnote that it does not have."""
    for table in book.tables:
        columns, printed = book.field_names(table), book.printed(table)
        marks = book.describe(table_name(table)).get("footnotes", {})
        for row, note in printed[NOTE].items() if NOTE in columns else ():
            where = f"data/published/{table_name(table)}.csv, row {row}, column {NOTE}"
            if lost := _lost_columns(note, columns):
                yield Fault(where, lost, f"expected columns first, of {listed(columns)}", "Correct the name.")
            named = {mark for match in FOOTNOTE.finditer(note) for mark in match["marks"].split(" and ")}
            if unknown := sorted(named - set(marks)):
                yield Fault(where, f"footnote {listed(unknown)}", f"allowed {listed(marks)}", "Correct the mark.")


def _lost_columns(note: str, columns: Collection[str]) -> str:
    """The names before the colon of the first part that should name columns and does not; empty if all do."""
    for place, (names, part, _) in enumerate(parts_of(note)):
        if place == 0 and not names:
            return part
        if not set(names) <= set(columns):
            return part.partition(":")[0]
    return ""


def empty_reason(table: str, cell: tuple[str, str], *, remark: str, usual: str) -> EmptyReason:
    """Why a cell is empty: by the words of its remark, else as the schema says of its column.

    Parameters
    ----------
    table : str
        Printed number.
    cell : tuple of str
        Row key and column.
    remark : str
        What the notes say of the cell.
    usual : str
        The code ``empty_means`` of the column, or nothing.

    Raises
    ------
    ClusterbookError
        If neither says why.
    """
    by_words = next((reason for words, reason in WORDS.items() if remark.startswith(words)), None)
    if by_words or usual:
        return by_words or EmptyReason(usual)
    row, column = cell
    raise ClusterbookError(
        f"data/published/{table_name(table)}.csv, row {row}, column {column}: found no reason why the cell is empty; "
        f"expected one in the note ('{column}: n.a. in print'). Add it, or empty_means to the column's schema."
    )


def _with_footnotes(remark: str, footnotes: dict[str, str]) -> str:
    """A remark with the text of the footnotes that it names."""
    match = FOOTNOTE.search(remark)
    texts = [footnotes[mark] for mark in match["marks"].split(" and ") if mark in footnotes] if match else []
    return f"{remark} ({'; '.join(texts)})" if texts else remark
