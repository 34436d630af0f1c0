"""Where a table and a cell stand on a page."""

from __future__ import annotations

from collections import Counter

import pytest

from clusterbook.data.book import Book
from clusterbook.errors import ClusterbookError
from clusterbook.paths import anchor, book_root, cell_anchor, chapter_page, claim_anchor, table_page


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


def test_a_table_stands_on_the_page_that_shows_it(book: Book) -> None:
    for table in book.tables:
        page = (book_root() / "chapters" / f"{table_page(table)}.ipynb").read_text(encoding="utf-8")
        assert f"({anchor(table)})=" in page, f"name the page of Table {table} in PAGES_OF_TABLES"


def test_a_chapter_has_one_page_that_opens_it_and_without_any_is_an_error() -> None:
    assert chapter_page(4) == "ch04_salmon"
    assert chapter_page(10) == "ch10_cross_case"
    with pytest.raises(ClusterbookError, match="no page of Chapter 40"):
        chapter_page(40)


def test_a_statement_has_an_address() -> None:
    assert claim_anchor("c10-04") == "claim-c10-04"
