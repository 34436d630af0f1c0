"""Statuses of single numbers, and comparisons of small invented tables."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterbook.reproduction.reconcile import (
    compare,
    last_digit_unit,
    recomputed_column,
    recomputed_row,
    status_of,
    together,
)
from clusterbook.vocabulary import Status


@pytest.mark.parametrize(
    ("published", "recomputed", "status"),
    [
        ("2.10", 2.10, Status.MATCHES),
        ("6.31", 6.315, Status.MATCHES),
        ("6.31", 6.305, Status.MATCHES),
        ("1.86", 28 / 15, Status.ROUNDING),
        ("1.86", 1.8701, Status.DIFFERS),
        ("0.70", 0.75, Status.DIFFERS),
        ("7", 7.5, Status.MATCHES),
        ("7", 7.9, Status.ROUNDING),
        ("7", 8.0, Status.DIFFERS),
        ("-3.5", -3.55, Status.MATCHES),
        ("4", float("nan"), Status.NOT_REPRODUCIBLE),
    ],
)
def test_status_is_decided_at_the_last_printed_digit(published: str, recomputed: float, status: Status) -> None:
    assert status_of(published, recomputed) is status


def test_the_same_fact_printed_with_fewer_digits_agrees() -> None:
    assert status_of("23.3", 23.0) is Status.DIFFERS
    assert status_of("23.3", 23.0, unit=1.0) is Status.MATCHES


@pytest.mark.parametrize(("published", "unit"), [("1898", 1.0), ("0.50", 0.01), ("12.5", 0.1)])
def test_printed_zeros_count_as_digits(published: str, unit: float) -> None:
    assert last_digit_unit(published) == pytest.approx(unit)


@given(st.floats(-1000, 1000), st.integers(0, 4))
def test_a_number_matches_its_own_rounding(value: float, decimals: int) -> None:
    assert status_of(f"{value:.{decimals}f}", value) is Status.MATCHES


def test_compare_puts_both_numbers_and_their_difference_side_by_side() -> None:
    printed = pd.DataFrame({"jobs": ["3", "4", "8"]}, index=["a", "b", "total"])
    compared = compare(recomputed_row("1.1", "total", values={"jobs": 7.0}, rule="sum"), printed)
    assert compared[["published", "recomputed", "difference", "status"]].to_dict("records") == [
        {"published": "8", "recomputed": 7.0, "difference": -1.0, "status": "differs"}
    ]


def test_cells_that_the_book_leaves_empty_are_not_compared() -> None:
    printed = pd.DataFrame({"jobs": ["3", ""]}, index=["a", "b"])
    compared = compare(recomputed_column("1.1", "jobs", values={"a": 3.0, "b": 5.0}, rule="sum"), printed)
    assert compared["row"].tolist() == ["a"]


def test_parts_of_a_recomputation_stand_in_one_frame() -> None:
    parts = together(
        recomputed_column("1.1", "x", values={"a": 1.0}, rule="r"),
        recomputed_row("1.1", "total", values={"x": 1.0}, rule="s"),
    )
    assert parts["axis"].tolist() == ["column", "row"]
