"""The rules of relations, each kept and broken by a row or two."""

from __future__ import annotations

from typing import Any

import pytest

from clusterbook.data.relations import relation_faults, unfit_relations

FIELDS = [{"name": "low", "type": "number"}, {"name": "high", "type": "number"}, {"name": "word", "type": "string"}]


def found(relation: dict[str, Any], *rows: tuple[Any, ...]) -> list[str]:
    """What one relation says of rows of ``a`` and ``b``."""
    columns = dict(zip("ab", zip(*rows, strict=True), strict=True))
    faults = relation_faults([{"fields": ["a", "b"]} | relation], columns, place_of=lambda at: f"row {at}")
    return [f"{fault.where}: {fault.found}" for fault in faults]


@pytest.mark.parametrize(
    ("relation", "kept", "broken"),
    [
        ({"rule": "ordered"}, (1, 1), (2, 1)),
        ({"rule": "ordered"}, (None, 1), (1.5, 1.25)),
        ({"rule": "within", "minimum": 0, "maximum": 100}, (0, 100), (0, 101)),
        ({"rule": "within", "minimum": 0}, (None, 10**9), (-1, None)),
        ({"rule": "alike", "maximum": 10}, (0.5, 5), (0.5, 5.5)),
        ({"rule": "alike", "maximum": 10}, (0, 500), (57.3, 0.0573)),
        ({"rule": "among", "values": ["x", "y"]}, ("x", None), ("x", "z")),
        ({"rule": "one_of"}, ("x", None), ("x", "y")),
        ({"rule": "one_of"}, (None, "y"), (None, None)),
        ({"rule": "empty"}, (None, None), (None, False)),
        ({"rule": "same"}, ("x", "x"), ("x", None)),
        ({"rule": "different"}, ("x", None), ("x", "x")),
        ({"rule": "of_chapter"}, ("ch02_e01", 2), ("ch12_e01", 2)),
    ],
)
def test_a_row_keeps_a_rule_or_is_named(
    relation: dict[str, Any], kept: tuple[Any, ...], broken: tuple[Any, ...]
) -> None:
    (fault,) = found(relation, kept, broken)
    assert fault.startswith("row 1, column a, b: ")


@pytest.mark.parametrize("relation", [{"rule": "unique"}, {"rule": "paired"}])
def test_rows_are_compared_with_earlier_ones(relation: dict[str, Any]) -> None:
    once, other = ("x", 1), ("x", 2)
    assert found(relation, once) == []
    assert bool(found(relation, once, other)) == (relation["rule"] == "paired")
    assert bool(found(relation, once, once)) == (relation["rule"] == "unique")


def test_a_rule_holds_where_it_is_said_to() -> None:
    relation = {"rule": "within", "fields": ["a"], "maximum": 100, "where": {"b": ["percent"]}}
    assert found(relation, (500, "usd"), (500, None)) == []
    assert found(relation, (500, "percent")) == ["row 0, column a: 500"]


def test_numbers_have_the_limit_of_their_unit_and_a_unit_has_one() -> None:
    relation = {"rule": "within", "fields": ["a"], "by": "b", "limits": {"percent": 100, "usd": 5000}}
    assert found(relation, (500, "usd"), (100, "percent"), (None, None)) == []
    assert found(relation, (500, "percent")) == ["row 0, column a: 500"]
    assert found(relation, (1, "parsec")) == ["row 0, column b: parsec"]


@pytest.mark.parametrize(
    ("relation", "words"),
    [
        ({"rule": "ordered", "fields": ["low", "hihg"]}, "hihg"),
        ({"rule": "empty", "fields": ["low"], "where": {"unti": ["x"]}}, "unti"),
        ({"rule": "paired", "fields": ["low"]}, "1 columns"),
        ({"rule": "within", "fields": ["word"], "maximum": 1}, "word"),
        ({"rule": "alike", "fields": ["low", "high"]}, "no maximum from 1"),
    ],
)
def test_a_relation_that_fits_no_column_is_refused(relation: dict[str, Any], words: str) -> None:
    (fault,) = unfit_relations([relation], FIELDS, where="data/x.schema.json")
    assert fault.found == words and fault.where == "data/x.schema.json, relations, 1"


def test_relations_that_fit_are_not_refused() -> None:
    assert list(unfit_relations([{"rule": "ordered", "fields": ["low", "high"]}], FIELDS, where="x")) == []
