"""Every number and code is watched: change any one of them, and the control total of its file moves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from whole_book import BOOK

from bookbuilder.results.declared import load_declarations
from clusterbook.data.book import Book
from clusterbook.data.control import PREFIX, control_total, control_totals, watched_files, worths
from clusterbook.paths import book_root

NUMBERS = ("number", "integer")
# Columns of words that no total holds, with the reason; all of them are of type string.
WORDS = {
    "key": "the rows of a printed table have to be those printed; other files refer to each other by these words",
    "label": "the words of the stub and the headings, which a reader compares with the scan",
    "note": "a remark of this project's own",
    "bound": "has its own code list",
    "primitive": "prose of this project outside the printed tables: reasons, evidence, quotes",
}


def corrected(book: Book, name: str, *, row: int, column: str, cell: str) -> Book:
    """The book with other text in one cell of a file, whose keys into other files are as before."""
    strings = book.strings(name)
    strings.loc[row, column] = cell
    other = Book()
    other._frames.update({key: frame for key, frame in book._frames.items() if key.endswith(", the file")})
    other._frames[f"{name}, the file"] = strings
    return other


def one_more(cell: str) -> str:
    """A number one unit of its last digit higher."""
    value = Decimal(cell)
    return str(value + Decimal(1).scaleb(int(value.as_tuple().exponent)))


def other_texts(name: str, column: str, cell: str) -> Iterator[str]:
    """What a cell may be changed to: one unit more and less of a number, or each other text of its column."""
    kinds = {field["name"]: field["type"] for field in BOOK.describe(name)["schema"]["fields"]}
    if kinds[column] in NUMBERS:
        yield one_more(cell)
        yield str(2 * Decimal(cell) - Decimal(one_more(cell)))
    else:
        yield from (one for one in BOOK.strings(name)[column].unique() if one not in ("", cell))


@pytest.mark.parametrize("name", watched_files())
def test_any_other_number_or_code_in_any_cell_adds_something_else_to_the_total(name: str) -> None:
    strings = BOOK.strings(name)
    unseen = [
        (column, cell, other)
        for column, worth in worths(BOOK, name).items()
        for cell in strings[column].unique()
        for other in (other_texts(name, column, cell) if cell else ())
        if worth(cell) == worth(other)
    ]
    assert unseen == []


def test_a_changed_number_and_a_changed_code_move_the_total_by_what_they_changed() -> None:
    before = control_total(BOOK, "table_10_04")
    rated = BOOK.strings("table_10_04")["upgrading_product"].tolist()
    row = rated.index("1")
    after = control_total(corrected(BOOK, "table_10_04", row=row, column="upgrading_product", cell="2"), "table_10_04")
    assert after.numbers - before.numbers == 1 and after.codes == before.codes
    assert (after.rows, after.filled) == (before.rows, before.filled)
    other = next(
        one for one in BOOK.strings("table_10_02")["sector"] if one != BOOK.strings("table_10_02").at[0, "sector"]
    )
    moved = corrected(BOOK, "table_10_02", row=0, column="sector", cell=other)
    assert control_total(moved, "table_10_02").codes != control_total(BOOK, "table_10_02").codes
    emptied = control_total(corrected(BOOK, "table_10_04", row=row, column="upgrading_product", cell=""), "table_10_04")
    assert emptied.filled == before.filled - 1


@pytest.mark.parametrize(("name", "column"), [("table_10_01", "external_economies_index"), ("countries", "country_id")])
def test_two_cells_that_change_places_move_the_checksum_alone(name: str, column: str) -> None:
    first, second = BOOK.strings(name)[column].unique()[:2]
    rows = BOOK.strings(name)[column].tolist()
    swapped = corrected(BOOK, name, row=rows.index(first), column=column, cell=second)
    swapped = corrected(swapped, name, row=rows.index(second), column=column, cell=first)
    before, after = control_total(BOOK, name), control_total(swapped, name)
    assert after.checksum != before.checksum and replace(after, checksum=before.checksum) == before


def test_a_word_of_a_printed_table_moves_its_checksum_and_the_order_of_rows_none() -> None:
    before = control_total(BOOK, "table_06_01")
    other = corrected(BOOK, "table_06_01", row=0, column="geographic_area", cell="Elsewhere")
    assert control_total(other, "table_06_01").checksum != before.checksum
    turned = Book()
    turned._frames["table_06_01, the file"] = BOOK.strings("table_06_01")[::-1]
    assert control_total(turned, "table_06_01") == before


def test_only_words_are_without_a_total_and_each_kind_of_them_has_its_reason() -> None:
    for name in watched_files():
        described, watched = BOOK.describe(name), worths(BOOK, name)
        for field in described["schema"]["fields"]:
            if field["name"] not in watched:
                assert field["type"] == "string" and "enum" not in field.get("constraints", {}), (name, field["name"])
                assert field["kind"] in WORDS, (name, field["name"])
                assert "table" not in described or field["kind"] != "primitive"


def test_every_file_has_a_declared_total() -> None:
    declared = load_declarations(book_root() / "results" / "declared" / "data.csv")
    assert {name for name in declared if name.startswith(PREFIX)} == set(control_totals(BOOK))
    assert str(control_total(BOOK, "table_04_01")) == (
        "6 rows, 30 filled cells; sum of numbers 16446.9, of codes 0; checksum 14387273496"
    )
