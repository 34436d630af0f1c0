"""Digits, signs, separators and the places of decimals."""

from __future__ import annotations

import math

import pytest

from clusterbook.display.numbers import decimal_pads, needs_separators, number_text, value_text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (14162, "14,162"),
        (1994, "1994"),
        (-12000, "−12,000"),
        (-3, "−3"),
        (1234.5, "1,234.50"),
        (True, "yes"),
        (None, "–"),
        (0.004, "<0.01"),
        (-0.004, ">−0.01"),
        (-0.0, "0.00"),
        (-3e-17, "0.00"),
        (-math.inf, "−∞"),
    ],
)
def test_values_of_results_as_a_table_prints_them(value: object, text: str) -> None:
    assert value_text(value) == text


def test_printed_digits_are_kept_and_the_minus_is_a_minus() -> None:
    assert number_text("-6.50", grouped=False) == "−6.50"
    assert number_text("17400", grouped=True) == "17,400"
    assert number_text("0.50", grouped=True) == "0.50"
    assert number_text("≤ 29000", grouped=True) == "≤ 29,000"
    assert number_text("1995 to 2002", grouped=True) == "1995 to 2002"


def test_one_number_of_five_digits_gives_its_column_separators() -> None:
    assert needs_separators(["6800", "", "17400"])
    assert not needs_separators(["1987", "2001", "n.a."])


def test_what_a_number_lacks_puts_the_points_below_each_other() -> None:
    assert decimal_pads(["1.5", "2", "−0.25", "n.a.", "150+"]) == ["0", ".00", "", "", ".00"]
    assert decimal_pads(["3", "4"]) == ["", ""]
