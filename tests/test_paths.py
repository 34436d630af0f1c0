"""Where a table and a cell stand on a page."""

from __future__ import annotations

from collections import Counter

from clusterbook.data.book import Book
from clusterbook.paths import anchor, cell_anchor


def test_a_table_and_its_cells_share_the_printed_number() -> None:
    assert anchor("10.4") == "tbl-10-04"
    assert cell_anchor("10.4", "sinos_valley", "external_economies") == "cell-10-04-sinos_valley-external_economies"


def test_no_two_cells_of_the_book_share_an_anchor(book: Book) -> None:
    cells = [
        cell_anchor(table, str(row), column)
        for table in book.tables
        for row in book.printed(table).index
        for column in book.field_names(table)
    ]
    assert [cell for cell, count in Counter(cells).items() if count > 1] == []
