"""The book with one number of a printed table corrected by one unit, and what reads that table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

import pandas as pd
from notebooks import CHAPTERS, run_notebook, undrawn
from whole_book import BOOK

from clusterbook.data.book import Book
from clusterbook.data.validation import check_rows
from clusterbook.paths import table_name
from clusterbook.reproduction.checks import checks_of
from clusterbook.reproduction.claims import claim_function

NUMBERS = ("number", "integer")
CHAPTERS_CALLED = (1, 2, 3, 4, 5, 6, 7, 8, 9, 11)  # a statement of Chapter 10 takes seconds; its pages are run


@dataclass(frozen=True)
class Cell:
    """A number of a printed table: the table, the row from 0, the column, and the digits as printed."""

    table: str
    row: int
    column: str
    printed: str

    def __str__(self) -> str:
        return f"Table {self.table}, {BOOK.table(self.table).index[self.row]}, {self.column}"


class WatchedBook(Book):
    """A book that notes the printed tables which it is asked for."""

    def __init__(self) -> None:
        super().__init__()
        object.__setattr__(self, "asked", set())

    def _kept(self, key: str, make: Any) -> pd.DataFrame:
        """The frame, and its name noted; of the clusters, the tables that they are made of are noted each time."""
        self.__dict__["asked"].update({"10.1", "10.2", "10.4", "10.5", "10.6"} if key == "the clusters" else {key})
        return super()._kept(key, make)


def numeric_cells() -> Iterator[Cell]:
    """Every filled cell of every column of numbers that is no key."""
    for table in BOOK.tables:
        printed = BOOK.printed(table)
        for field in BOOK.fields(table):
            if field["type"] in NUMBERS and field["kind"] != "key":
                for row, text in enumerate(printed[field["name"]]):
                    if text:
                        yield Cell(table, row, field["name"], text)


def neighbours(cell: Cell) -> list[str]:
    """The printed number one unit of its last digit, or one step of its column, higher and lower."""
    value = Decimal(cell.printed)
    field = next(one for one in BOOK.fields(cell.table) if one["name"] == cell.column)
    step = field.get("constraints", {}).get("multipleOf") or field.get("item_constraints", {}).get("multipleOf")
    unit = Decimal(str(step)) if step else Decimal(1).scaleb(int(value.as_tuple().exponent))
    return [str(value + unit), str(value - unit)]


def corrected_books(cell: Cell) -> list[Book]:
    """The book with the cell one unit higher, and with it one unit lower, as far as its column allows them."""
    return [book for text in neighbours(cell) if (book := _changed({cell: text})) is not None]


def corrected_together(cells: Sequence[Cell], *, way: int) -> Book:
    """The book with cells of one table higher (0) or lower (1), each as far as its column allows it alone."""
    texts = {cell: neighbours(cell)[way] for cell in cells}
    book = _changed({cell: text for cell, text in texts.items() if _changed({cell: text}) is not None})
    assert book is not None
    return book


def _changed(texts: Mapping[Cell, str]) -> Book | None:
    """The book with other digits in cells of one table, or None if the schema refuses them."""
    if not texts:
        return BOOK
    table = next(iter(texts)).table
    name = table_name(table)
    BOOK.table(table)
    strings = BOOK.strings(name)
    for cell, text in texts.items():
        strings.loc[cell.row, cell.column] = text
    numbers = range(2, len(strings) + 2)
    if check_rows(BOOK.describe(name), strings.to_numpy().tolist(), numbers=numbers)[1]:
        return None
    book = Book()
    kept = {key: frame for key, frame in BOOK._frames.items() if key != "the clusters" and not key.startswith(name)}
    book._frames.update(kept)
    book._frames[f"{name}, the file"] = strings
    return book


@cache
def claims_on(table: str, chapter: int) -> list[str]:
    """Statements of a chapter whose functions ask the book for the table."""
    rows = BOOK.claims.query("chapter == @chapter")["claim_id"]
    return [claim_id for claim_id in rows if table in _tables_of(claim_id)]


@cache
def _tables_of(claim_id: str) -> set[str]:
    """Printed tables that a statement's function asks for."""
    book = WatchedBook()
    book._frames.update({key: frame for key, frame in BOOK._frames.items() if key.endswith("the file")})
    claim_function(claim_id)(book)
    return _numbers(book.__dict__["asked"])


def _numbers(asked: set[str]) -> set[str]:
    """Printed numbers of the tables among the names that a book was asked for."""
    names = {table_name(table): table for table in BOOK.tables}
    return {one if one in BOOK.tables else names.get(one.partition(",")[0], "") for one in asked} - {""}


def failures_of(book: Book, cell: Cell) -> Iterator[str]:
    """What fails on a corrected book: the checks of the table and the statements that rest on it."""
    try:
        checks_of(book, cell.table)
    except Exception as error:
        yield f"{cell}: checks: {error!r}"
    for chapter in CHAPTERS_CALLED:
        for claim_id in claims_on(cell.table, chapter):
            try:
                claim_function(claim_id)(book)
            except Exception as error:
                yield f"{cell}: {claim_id}: {error!r}"


def page_failure(book: Book, cell: Cell, *, page: str) -> Iterator[str]:
    """What fails on a page of the book, its figures unwritten."""
    try:
        with undrawn():
            run_notebook(page, book=book)
    except Exception as error:
        yield f"{cell}: {page}: {error!r}"


def pages_of(table: str) -> list[str]:
    """Notebooks of the chapter that prints the table."""
    return sorted(path.stem for path in CHAPTERS.glob(f"ch{int(table.partition('.')[0]):02d}_*.ipynb"))
