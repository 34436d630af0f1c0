"""An author's ordinary day: any number of any printed table may be corrected without a page or a statement failing."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from corrected import (
    Cell,
    corrected_books,
    corrected_together,
    failures_of,
    neighbours,
    numeric_cells,
    page_failure,
    pages_of,
)
from whole_book import BOOK

CELLS = list(numeric_cells())
TABLES = sorted({cell.table for cell in CELLS}, key=lambda table: [int(part) for part in table.split(".")])
SEED = 20061

LONG = ("9", "10")  # chapters with long pages
TOGETHER = 20  # cells that the slow run corrects at once for a run of the pages; checks and statements have each alone
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


def test_cells_corrected_together_hold_all_their_corrections() -> None:
    cells = [cell for cell in CELLS if cell.table == "6.1"][:3]
    book, printed = corrected_together(cells, way=0), BOOK.strings("table_06_01")
    strings = book.strings("table_06_01")
    assert [strings.at[cell.row, cell.column] for cell in cells] == [neighbours(cell)[0] for cell in cells]
    assert int((strings != printed).to_numpy().sum()) == len(cells)


def failed_pages(cells: Sequence[Cell]) -> list[str]:
    """What fails on the pages of a table whose cells are corrected together; if anything does, of each cell alone."""
    failed = [
        said
        for way in (0, 1)
        for page in pages_of(cells[0].table)
        for said in page_failure(corrected_together(cells, way=way), cells[0], page=page)
    ]
    alone = [said for cell in cells for said in failed_pages([cell])] if failed and len(cells) > 1 else []
    return alone or failed


@pytest.mark.slow
@pytest.mark.parametrize("table", TABLES)
def test_no_corrected_number_stops_a_check_a_statement_or_a_page(table: str) -> None:
    cells = [cell for cell in CELLS if cell.table == table]
    groups = [cells[place : place + TOGETHER] for place in range(0, len(cells), TOGETHER)]
    failed = [said for group in groups for said in failed_pages(group)]
    failed += [said for cell in cells for book in corrected_books(cell) for said in failures_of(book, cell)]
    assert failed == []
