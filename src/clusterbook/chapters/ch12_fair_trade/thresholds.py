"""Which degree of collective efficiency follows under every pair of thresholds; the book published none."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd

from clusterbook.chapters.ch12_fair_trade.coding import dimension_sums, efficiency_readings
from clusterbook.vocabulary import CollectiveEfficiency

STEP, HIGHEST = 0.5, 12.0  # of the index: half the sum of eight whole ratings of 0 to 3
DEGREES = [degree.value for degree in CollectiveEfficiency]


def threshold_pairs() -> np.ndarray:
    """Every pair of thresholds on the index that leaves room for all three degrees: rows of low, medium."""
    cuts = np.arange(0, HIGHEST, STEP)  # the highest value itself must stay High
    return np.array(list(combinations(cuts, 2)))


def degree_ranks(index: float, pairs: np.ndarray) -> np.ndarray:
    """Rank of the degree (0 Low, 1 Medium, 2 High) of one index under each pair of thresholds."""
    return (index > pairs).sum(axis=1)


def degrees_over_thresholds(codes: pd.DataFrame, reading: str) -> pd.DataFrame:
    """Percent of all pairs of thresholds that give each degree, with the codes of one reading.

    Parameters
    ----------
    codes : DataFrame
        As ``load_case_codes`` gives them.
    reading : str
        main, lowest or highest.

    Returns
    -------
    DataFrame
        One row per cluster: ``index`` (0 to 12) and the percent of the pairs that give Low, Medium and High.
    """
    pairs = threshold_pairs()
    index = dimension_sums(codes, reading)["collective_efficiency_index"]
    rows = {key: _percents(degree_ranks(float(value), pairs)) for key, value in index.items()}
    shares = pd.DataFrame.from_dict(rows, orient="index", columns=DEGREES)
    return pd.concat([index.rename("index"), shares], axis=1).rename_axis("cluster_id")


def order_over_thresholds(codes: pd.DataFrame, lower: str, upper: str) -> pd.Series:
    """How often one cluster stands above another, over all pairs of thresholds and admissible readings of both.

    Parameters
    ----------
    codes : DataFrame
        As ``load_case_codes`` gives them.
    lower, upper : str
        ``cluster_id`` of the two.

    Returns
    -------
    Series
        Percent of pairs and readings, each counted once, in which the degree of ``upper`` is ``above``, the ``same``
        or ``below``.
    """
    pairs = threshold_pairs()
    totals = np.zeros(3)
    for one, weight in efficiency_readings(codes, lower).items():
        for other, share in efficiency_readings(codes, upper).items():
            step = np.sign(degree_ranks(float(other), pairs) - degree_ranks(float(one), pairs))
            totals += weight * share * np.array([(step == sign).mean() for sign in (1, 0, -1)])
    return pd.Series(100 * totals, index=["above", "same", "below"])


def _percents(ranks: np.ndarray) -> list[float]:
    """Percent of each of the three ranks."""
    return [100 * float((ranks == rank).mean()) for rank in range(len(DEGREES))]
