"""The book: each file read once, frames that no caller can spoil, clear errors."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from clusterbook.data import load_clusters, load_keyed, reading
from clusterbook.data.book import Book, load_book
from clusterbook.errors import ClusterbookError
from clusterbook.vocabulary import Hedge


@pytest.fixture(scope="module")
def book() -> Book:
    return load_book()


def test_tables_are_typed_and_as_printed_under_one_row_key(book: Book) -> None:
    pd.testing.assert_frame_equal(book.table("10.4"), load_keyed("10.4"))
    assert book.printed("10.4").at["average", "upgrading_functional"] == "0.70"


def test_clusters_are_those_of_chapter_10(book: Book) -> None:
    pd.testing.assert_frame_equal(book.clusters, load_clusters())


def test_each_file_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    reads: Counter[str] = Counter()
    original = reading.read_text

    def counting(path: Path) -> str:
        reads[path.name] += 1
        return original(path)

    monkeypatch.setattr(reading, "read_text", counting)
    book = load_book()
    for _ in range(2):
        book.table("10.4"), book.printed("10.4"), book.clusters, book.errata, book.stated_numbers
    wanted = ["table_10_02", "table_10_04", "table_10_05", "table_10_06", "errata", "stated"]
    assert reads == Counter({f"{name}.csv": 1 for name in wanted})


def test_a_frame_handed_out_does_not_change_the_next_one(book: Book) -> None:
    spoilt = book.table("1.2")
    spoilt.loc[:, "firms"] = 0
    assert book.table("1.2").at["salmon", "firms"] == 65


def test_two_books_are_different_keys() -> None:
    assert load_book() != load_book()


def test_chapters_name_their_tables(book: Book) -> None:
    assert book.tables_of(8) == ("8.1",)
    assert book.tables_of(7) == ()
    assert book.tables[0] == "1.1"


def test_a_stated_number_has_bounds_unit_and_place(book: Book) -> None:
    tariffs = book.stated("ch02_tariff_customs")
    assert (tariffs.low, tariffs.high, tariffs.value, tariffs.unit) == (40, 60, 40, "percent")
    assert (tariffs.hedge, tariffs.place) == (Hedge.NONE, "Joint Actions, paragraph 6")


def test_stated_values_of_a_chapter_name_both_ends_of_a_range(book: Book) -> None:
    values = book.stated_values(2)
    assert (values["tariff_customs_low"], values["tariff_customs_high"]) == (40, 60)
    assert values["internal_market_share"] == book.stated("ch02_internal_market_share").value
    assert book.stated_values(99) == {}


@pytest.mark.parametrize(
    "ask",
    [lambda book: book.stated("ch99_nothing"), lambda book: book.resource("nothing"), lambda book: book.table("99.1")],
)
def test_what_is_not_in_the_package_is_said(book: Book, ask: object) -> None:
    with pytest.raises(ClusterbookError, match="found no"):
        ask(book)


def test_kinds_of_columns_are_checked(book: Book) -> None:
    assert book.field_names("8.1", "derived")
    with pytest.raises(ClusterbookError, match="no column of kind"):
        book.field_names("1.1", "derived")
