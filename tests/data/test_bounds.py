"""Printed bounds ("150+"): a column beside the number says which way, and everything compares it as a bound."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from clusterbook.data.book import Book
from clusterbook.data.codebook import MADE
from clusterbook.data.package import resource, resource_names
from clusterbook.data.reading import read_strings
from clusterbook.data.remedies import NUMERIC
from clusterbook.data.validation import check_rows, schema_faults
from clusterbook.reproduction.checks import CheckKind, checks_of, same_fact
from clusterbook.vocabulary import Hedge

BOUND = {"name": "bound", "type": "string", "kind": "bound", "bounds": "firms", "constraints": {"enum": ["at_least"]}}
FIRMS = {"name": "firms", "type": "integer", "constraints": {}}


def descriptor(**changed: Any) -> dict[str, Any]:
    """A small file with one number and its bound, the latter changed."""
    return {"name": "small", "path": "small.csv", "schema": {"fields": [FIRMS, {**BOUND, **changed}]}}


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"bounds": "firm"}, "small.schema.json, bound, bounds: found firm; allowed firms"),
        ({"bounds": "bound"}, "found bound; allowed firms"),
        ({"constraints": {"enum": ["nearly"]}}, "bound, enum: found nearly; allowed at_least, at_most"),
        ({"constraints": {}}, "bound, enum: found none; allowed at_least, at_most"),
    ],
)
def test_a_column_of_bounds_stands_beside_a_number_and_allows_bounds_only(changed: dict[str, Any], words: str) -> None:
    assert list(schema_faults(descriptor())) == []
    assert [words in str(fault) for fault in schema_faults(descriptor(**changed))] == [True]


def test_a_bound_beside_an_empty_cell_is_a_fault() -> None:
    _, faults = check_rows(descriptor(), [["150", "at_least"], ["150", ""], ["", "at_least"]], numbers=[2, 3, 4])
    assert [str(fault) for fault in faults] == [
        "data/small.csv, row 4, column bound: found at_least; expected a number in firms that it bounds. "
        "Clear it, or add the number."
    ]


def test_the_three_bounds_of_the_book_are_those_of_table_3_1() -> None:
    book = Book()
    bounds = {(table, *cell): hedge for table in book.tables for cell, hedge in book.bounds(table).items()}
    assert set(bounds.values()) == {Hedge.AT_LEAST}
    assert {(table, row) for table, row, _ in bounds} == {("3.1", "growers")} and len(bounds) == 3


@pytest.mark.parametrize(
    ("hedge", "kind"), [(Hedge.AT_LEAST, CheckKind.UPPER_BOUND), (Hedge.AT_MOST, CheckKind.LOWER_BOUND)]
)
def test_what_stands_behind_a_printed_bound_is_compared_as_the_other_bound(
    monkeypatch: pytest.MonkeyPatch, hedge: Hedge, kind: CheckKind
) -> None:
    plain = same_fact("3.1", "Table 1.2").cell("growers", "apples_santa_catarina", value=1.0)
    functions = {"table_03_01": lambda _: plain}
    monkeypatch.setattr("clusterbook.reproduction.checks.chapter_functions", lambda *_: functions)
    monkeypatch.setattr(Book, "bounds", lambda *_: {("growers", "apples_santa_catarina"): hedge})
    (check,) = checks_of(Book(), "3.1")
    assert check.kind is kind and check.rule.startswith("the same fact in Table 1.2: a number printed as at ")
    assert dataclasses.replace(check, kind=CheckKind.SAME_FACT, rule=plain[0].rule) == plain[0]


def test_numbers_of_a_unit_a_thousand_times_too_large_are_refused() -> None:
    """A column that was typed in another unit; factors of ``fact_links`` are held by the facts that they join."""
    names = [name for name in resource_names() if not name.startswith((MADE, "fact_links"))]
    assert [what for name in names for what in accepted_enlarged(resource(name))] == []


def accepted_enlarged(descriptor: dict[str, Any]) -> Iterator[str]:
    """Columns and units of a file whose numbers may all be 1,000 times as large."""
    strings = read_strings(descriptor)
    units = strings["unit"] if "unit" in strings else pd.Series("", index=strings.index)
    for field in descriptor["schema"]["fields"]:
        if field["type"] not in NUMERIC or field["kind"] == "key":
            continue
        filled = strings[field["name"]].map(lambda cell: bool(cell) and Decimal(cell) != 0)
        for unit, rows in strings[filled].groupby(units):
            larger = rows.assign(**{field["name"]: [f"{Decimal(cell).scaleb(3):f}" for cell in rows[field["name"]]]})
            _, faults = check_rows(descriptor | {"printed_rows": []}, larger.to_numpy().tolist(), numbers=larger.index)
            if not faults:
                yield f"{descriptor['name']}, {field['name']}, {unit}"
