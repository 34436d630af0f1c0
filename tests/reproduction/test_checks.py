"""Checks as a chapter derives them: along a column or a row, of one cell, and of a cell that prints a bound."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from whole_book import BOOK

from clusterbook.reproduction import registry
from clusterbook.reproduction.checks import Axis, Check, CheckKind, Derivation, _of_bound, checks_of, same_fact
from clusterbook.vocabulary import Hedge

RULE = Derivation("1.2", "the sum of the parts", CheckKind.UPPER_BOUND, reason="never published", unit=0.5)
REST = ("the sum of the parts", CheckKind.UPPER_BOUND)


def test_a_rule_makes_the_checks_of_a_column_of_a_row_and_of_a_cell() -> None:
    of_column, of_row = (Check("1.2", "a", "x", *REST, 3.0, axis, "never published", 0.5) for axis in Axis)
    assert RULE.column("x", {"a": 3}) == RULE.cell("a", "x", value=3) == (of_column,)
    assert RULE.row("a", pd.Series({"x": 3})) == (of_row,)
    assert [(check.row, check.column) for check in RULE.column("x", pd.Series([1, 2], index=[1995, 1996]))] == [
        ("1995", "x"), ("1996", "x")
    ]  # fmt: skip
    assert [(check.row, check.column) for check in RULE.row("a", {"x": 1, "y": 2})] == [("a", "x"), ("a", "y")]


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA])
def test_a_value_that_is_missing_is_no_number(missing: object) -> None:
    (check,) = RULE.column("x", {"a": missing})  # type: ignore[dict-item]
    assert math.isnan(check.value)


def test_what_is_printed_elsewhere_is_the_same_fact() -> None:
    assert same_fact("1.2", "Table 3.1", unit=1.0) == Derivation(
        "1.2", "the same fact in Table 3.1", CheckKind.SAME_FACT, "", 1.0
    )
    assert same_fact("1.2", "Table 3.1").unit == 0


def test_a_cell_that_prints_a_bound_is_compared_as_one() -> None:
    exact = Check("1.2", "a", "x", "counted", CheckKind.EXACT, 3.0)
    assert _of_bound(exact, None) == exact
    least, most = (_of_bound(exact, hedge) for hedge in (Hedge.AT_LEAST, Hedge.AT_MOST))
    assert (least.kind, most.kind) == (CheckKind.UPPER_BOUND, CheckKind.LOWER_BOUND)
    assert least.rule == "counted: a number printed as at least this many can be no more than they are"
    assert most.rule == "counted: a number printed as at most this many can be no less than they are"
    assert (least.value, least.row, least.column) == (3.0, "a", "x")
    assert _of_bound(least, Hedge.AT_MOST) == least


def test_checks_of_cells_that_print_a_bound_are_bounds_and_a_table_without_a_function_has_none() -> None:
    bounds = BOOK.bounds("3.1")
    kinds = {check.kind for check in checks_of(BOOK, "3.1") if (check.row, check.column) in bounds}
    assert kinds and all(kind.is_bound for kind in kinds)
    assert checks_of(BOOK, "11.1") == ()


def test_the_functions_of_chapters_are_those_of_the_finder_that_was_handed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_finders", {})
    registry.use_chapters(lambda chapter, part: {f"{chapter}, {part}": len})
    assert registry.chapter_functions("ch10", "tables") == {"ch10, tables": len}
