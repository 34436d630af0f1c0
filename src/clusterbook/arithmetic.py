"""The book's indices and the arithmetic its tables share: shares, growth rates, collective efficiency."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

import pandas as pd

from clusterbook.vocabulary import parse_choice

Numbers = TypeVar("Numbers", float, pd.Series)


class GrowthMeasure(StrEnum):
    """How growth between two years is measured."""

    TOTAL = "total"
    """Over the whole period, in percent."""
    ANNUAL = "annual"
    """The compound average per year, in percent."""


def collective_efficiency_index(external_economies: Numbers, joint_action: Numbers, *, weight: float = 0.5) -> Numbers:
    """Weighted mean of the two summed ratings: ``weight`` on external economies, the rest on joint action.

    Parameters
    ----------
    external_economies, joint_action : float or Series
        Summed ratings of four components each, 0 to 12; two series share one index.
    weight : float
        Weight of external economies, 0 to 1.

    Returns
    -------
    float or Series
        The index, 0 to 12, missing where a part is.

    References
    ----------
    Upgrading to Compete, Chapter 1, note 10 and Table 10.1, note (weight 0.5).
    """
    return weight * external_economies + (1 - weight) * joint_action


def share_percent(part: Numbers, whole: Numbers) -> Numbers:
    """Part in percent of the whole, both in one unit; missing where either is."""
    return 100 * part / whole


def growth_percent(first: Numbers, last: Numbers, *, years: float = 1, measure: str = GrowthMeasure.TOTAL) -> Numbers:
    """Growth from ``first`` to ``last`` in percent, over the whole period or a year on average (compound).

    Parameters
    ----------
    first, last : float or Series
        Values in one unit, positive; two series share one index.
    years : float
        Length of the period, counts only for ``annual``.
    measure : str
        ``total`` or ``annual``.

    Returns
    -------
    float or Series
        Percent, missing where a value is.

    Raises
    ------
    ClusterbookError
        If the measure is neither total nor annual.
    """
    measure = parse_choice(GrowthMeasure, measure, where="growth")
    exponent = 1 / years if measure == GrowthMeasure.ANNUAL else 1
    return 100 * ((last / first) ** exponent - 1)
