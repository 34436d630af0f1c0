"""Cells of printed tables that a claim names: ``10.4:tile.upgrading_*;10.2:*.market``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache

import pandas as pd

from clusterbook.data.book import Book
from clusterbook.data.reading import KEY_JOINT
from clusterbook.reproduction_vocabulary import RestorationRule

FORM = re.compile(r"(?P<table>\d+\.\d+):(?P<row>.+)\.(?P<column>[^.]+)")
DIGITS_KEPT = (
    RestorationRule.MERGED_CELL,
    RestorationRule.SPLIT_CELL,
    RestorationRule.LOST_SEPARATOR,
    RestorationRule.EXTRA_SEPARATOR,
    RestorationRule.LOST_FOOTNOTE_MARK,
    RestorationRule.MISREAD_FOOTNOTE_MARK,
)
"""Restorations that divide, join or separate what the scan shows and leave every digit as it stands."""


@dataclass(frozen=True)
class CellReference:
    """One or more cells of a printed table; ``*`` stands for any part of a row's key or a column's name."""

    table: str
    row: str
    column: str

    def __str__(self) -> str:
        return f"{self.table}:{self.row}.{self.column}"

    def covers(self, table: str, row: str, column: str) -> bool:
        """Whether a cell is one of these."""
        return table == self.table and fnmatchcase(row, self.row) and fnmatchcase(column, self.column)


def parse_references(cells: str) -> list[CellReference]:
    """The references of a semicolon list, those in another form aside."""
    found = (FORM.fullmatch(part) for part in _parts(cells))
    return [CellReference(**match.groupdict()) for match in found if match]


def unknown_references(book: Book, cells: str) -> list[str]:
    """References in another form, or to no cell of the tables."""
    return [part for part in _parts(cells) if not (match := parse_references(part)) or not _is_there(book, match[0])]


def named_tables(cells: str) -> list[str]:
    """Printed numbers of the tables that a list of cells names, in order, each once."""
    return list(dict.fromkeys(reference.table for reference in parse_references(cells)))


def restored_cells(book: Book, cells: str) -> list[str]:
    """Cells among the named ones whose digits were restored or are in doubt, as ``table:row.column``."""
    references = parse_references(cells)
    return sorted({str(cell) for cell in _restored(book) if any(one.covers(*_place(cell)) for one in references)})


def _parts(cells: str) -> list[str]:
    """The parts of a semicolon list."""
    return [part.strip() for part in cells.split(";") if part.strip()]


def _is_there(book: Book, reference: CellReference) -> bool:
    """Whether a reference names at least one cell."""
    if reference.table not in book.tables:
        return False
    rows, columns = _names(book, reference.table)
    return any(fnmatchcase(row, reference.row) for row in rows) and any(
        fnmatchcase(column, reference.column) for column in columns
    )


@cache
def _names(book: Book, table: str) -> tuple[list[str], list[str]]:
    """Row keys and columns of a printed table."""
    frame = book.printed(table)
    return list(frame.index), list(frame.columns)


@cache
def _restored(book: Book) -> list[CellReference]:
    """Every cell whose digits were restored; a row of the restorations may name several columns, joined by a bar."""
    restorations: pd.DataFrame = book.restorations
    changed = restorations[~restorations["rule"].isin(list(DIGITS_KEPT))]
    return [
        CellReference(table, row, column)
        for table, row, columns in changed[["table", "row", "column"]].itertuples(index=False)
        for column in columns.split(KEY_JOINT)
    ]


def _place(cell: CellReference) -> tuple[str, str, str]:
    """Table, row and column of a single cell."""
    return cell.table, cell.row, cell.column
