"""Small parts that the functions of statements share: a stated number against a value, and numbers in one line."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from clusterbook.data.book import Stated
from clusterbook.reproduction.hedges import RULES, about, between, close_to, exactly, nearly

ROUNDING = (exactly, about, close_to, nearly)
"""The rules that allow for the digits which the sentence prints."""


def fits(value: float, stated: Stated, *, unit: float = 0.0) -> bool:
    """Whether a value fits a stated number or range under the rule of its hedge.

    Parameters
    ----------
    value : float
        What the data give, in the unit of the stated number.
    stated : Stated
        The number or range of the sentence.
    unit : float
        One unit of the last digit that the sentence prints; 0 if the number must be met as it stands.
    """
    if stated.low != stated.high:
        return between(value, stated.low, stated.high, unit=unit)
    rule = RULES[stated.hedge]
    return rule(value, stated.value, unit=unit) if rule in ROUNDING else rule(value, stated.value)


def numbers_by_row(
    values: pd.Series | Mapping[str, float], digits: int = 1, *, names: Mapping[str, str] | None = None
) -> str:
    """Values with their rows in one line: ``1995: 6.5, 1996: 21.2``; rows without a name have no underscores."""
    named = names or {}
    return ", ".join(
        f"{named.get(str(row), str(row).replace('_', ' '))}: {value:,.{digits}f}" for row, value in values.items()
    )
