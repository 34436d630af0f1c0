"""A stated number against a value, and numbers in one line."""

from __future__ import annotations

import pandas as pd
import pytest

from clusterbook.data.book import Stated
from clusterbook.reproduction.statements import fits, numbers_by_row
from clusterbook.vocabulary import Hedge


def _stated(low: float, hedge: Hedge = Hedge.NONE, high: float | None = None) -> Stated:
    return Stated(low, low if high is None else high, hedge, "percent", "1998", "Opening, paragraph 1")


@pytest.mark.parametrize(
    ("value", "stated", "unit", "expected"),
    [
        (4.8, _stated(5), 1, True),
        (4.4, _stated(5), 1, False),
        (4.8, _stated(5), 0, False),
        (28500, _stated(28000, Hedge.ABOUT), 0, True),
        (12500, _stated(12500, Hedge.MORE_THAN), 1000, False),
        (1.82, _stated(2, Hedge.MULTIPLE), 0, True),
        (40, _stated(20, high=40), 0, True),
        (45, _stated(20, high=40), 0, False),
        (40.4, _stated(20, high=40), 0, False),
        (40.4, _stated(20, high=40), 1, True),
    ],
)
def test_the_hedge_decides_and_digits_count_only_where_it_allows(
    value: float, stated: Stated, unit: float, expected: bool
) -> None:
    assert fits(value, stated, unit=unit) is expected
    assert unit or fits(value, stated) is expected


def test_numbers_stand_in_one_line_with_their_rows() -> None:
    assert numbers_by_row(pd.Series({"1995": 6.51, "total_manufacturing": 1234.0})) == (
        "1995: 6.5, total manufacturing: 1,234.0"
    )
    assert numbers_by_row({"exports": -78.1}, 0) == "exports: -78"


def test_rows_with_a_name_stand_under_it() -> None:
    years = pd.Series({1995: 6.5, 1996: 7.0})
    assert numbers_by_row(years, names={"1995": "first year", "None": "no year"}) == "first year: 6.5, 1996: 7.0"
