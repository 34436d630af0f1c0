"""An author's ordinary day: any number of any printed table may be corrected without a page or a statement failing."""

from __future__ import annotations

import random

import pytest
from corrected import Cell, corrected_books, failures_of, neighbours, numeric_cells, page_failure, pages_of

CELLS = list(numeric_cells())
TABLES = sorted({cell.table for cell in CELLS}, key=lambda table: [int(part) for part in table.split(".")])
SEED = 20061

LONG = ("9", "10")  # chapters with long pages: in the slow run two cells of each of their tables, of the others all
# A few cells of the other chapters in every run.
SAMPLE = random.Random(SEED).sample([cell for cell in CELLS if cell.table.split(".")[0] not in LONG], 3)
# Corrections that once stopped their chapter.
ONCE = [
    next(cell for cell in CELLS if (cell.table, cell.column) == ("6.1", "turnover_usd_million")),
    next(cell for cell in CELLS if (cell.table, cell.column, cell.printed) == ("4.2", "first_year", "1996")),
]


def test_a_number_moves_by_one_unit_of_its_last_digit_or_by_one_step_of_its_column() -> None:
    rating = next(cell for cell in CELLS if (cell.table, cell.column) == ("10.4", "upgrading_product"))
    decimal = next(cell for cell in CELLS if cell.table == "4.1" and cell.printed == "291.4")
    assert neighbours(decimal) == ["291.5", "291.3"]
    assert [float(text) - float(rating.printed) for text in neighbours(rating)] == [0.5, -0.5]


def test_every_number_of_the_tables_is_a_cell() -> None:
    assert len(CELLS) == len(set(CELLS)) > 1300


@pytest.mark.parametrize("cell", [*ONCE, *SAMPLE], ids=str)
def test_a_corrected_number_stops_no_page(cell: Cell) -> None:
    book = corrected_books(cell)[0]
    assert [said for page in pages_of(cell.table) for said in page_failure(book, cell, page=page)] == []


def _cells_of(table: str) -> list[Cell]:
    """The cells of a table that the slow run corrects."""
    cells = [cell for cell in CELLS if cell.table == table]
    return random.Random(SEED).sample(cells, 2) if table.split(".")[0] in LONG else cells


@pytest.mark.slow
@pytest.mark.parametrize("table", TABLES)
def test_no_corrected_number_stops_a_check_a_statement_or_a_page(table: str) -> None:
    failed = [
        said
        for cell in _cells_of(table)
        for book in corrected_books(cell)
        for said in [
            *failures_of(book, cell),
            *(one for page in pages_of(table) for one in page_failure(book, cell, page=page)),
        ]
    ]
    assert failed == []
