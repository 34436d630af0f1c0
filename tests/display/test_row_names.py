"""What rows of printed tables are called in a sentence."""

from __future__ import annotations

import pytest
from whole_book import BOOK

from clusterbook.data.book import Book
from clusterbook.display.row_names import row_names


@pytest.mark.parametrize("table", BOOK.tables)
def test_every_row_has_a_name_of_its_own(book: Book, table: str) -> None:
    names = row_names(book, table)
    assert list(names) == [str(key) for key in book.printed(table).index]
    assert len({name for name in names.values() if name}) == len(names)


def test_a_label_alone_is_enough_where_it_is_the_only_one(book: Book) -> None:
    assert row_names(book, "10.4")["gamarra_garment"] == "Gamarra (Peru)"


def test_a_label_of_several_rows_takes_on_the_words_of_their_group(book: Book) -> None:
    names = set(row_names(book, "9.2").values())
    assert {"Chile, salmon fresh", "Chile, salmon smoked"} <= names
