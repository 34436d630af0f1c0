"""Many analyses under the same relabelings: what cause each cluster has is exchanged within strata, ratings stay."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from clusterbook.chapters.ch10_cross_case.ratings import cause, upgrading
from clusterbook.chapters.ch10_cross_case.study import Study
from clusterbook.stats import Measure
from clusterbook.stats.joint import distinct_orders, kendall_statistics, number_of_orders, step_down_apart
from clusterbook.vocabulary import Upgrading

DRAWS = 4_000
MOST_ORDERS = 100_000  # of a sector: 16 megabytes with twenty clusters


def relabelings(study: Study, draws: int = DRAWS) -> tuple[pd.Index, np.ndarray]:
    """Clusters of the study, and whose cause each of them has in every relabeling.

    Returns
    -------
    tuple of Index and array of int
        The clusters, shape (n,), and places among them, shape (draws + 1, n): first as observed, then random
        orders within strata.
    """
    members = study.stratify(pd.DataFrame({"sector": study.members["sector"].astype(str)}))
    rng, places = np.random.default_rng(study.settings.test.effort.seed), np.arange(len(members))
    orders = np.tile(places, (draws + 1, 1))
    for _, part in pd.Series(places).groupby(members["stratum"].to_numpy()):
        within = part.to_numpy()
        orders[1:, within] = rng.permuted(orders[1:, within], axis=1)
    return members.index, orders


def statistics(causes: np.ndarray, frame: pd.DataFrame, *, measure: Measure) -> np.ndarray:
    """The statistic of an association within strata in every relabeling.

    Parameters
    ----------
    causes : array of float, shape (labellings, n)
        Cause of each cluster; NaN where it has none.
    frame : DataFrame, n rows
        y (rating, NaN where there is none) and stratum.
    measure : Measure
        Pairs are counted, or products of scores (midranks for Spearman) summed about stratum means.
    """
    total = np.zeros(len(causes))
    for _, places in pd.Series(range(len(frame))).groupby(frame["stratum"].to_numpy()):
        part, y = causes[:, places.to_numpy()], frame["y"].to_numpy(dtype=float)[places.to_numpy()]
        total += (
            _products(part, y, ranks=measure is Measure.SPEARMAN) if measure.is_linear else kendall_statistics(part, y)
        )
    return total


def _products(causes: np.ndarray, y: np.ndarray, *, ranks: bool) -> np.ndarray:
    """Sums of products about the means of those clusters that have both values."""
    if ranks:
        causes, y = (pd.DataFrame(np.atleast_2d(values)).rank(axis=1).to_numpy() for values in (causes, y))
    both = ~np.isnan(causes) & ~np.isnan(np.atleast_2d(y))
    x, rating = np.where(both, causes, 0.0), np.where(both, y, 0.0)
    size = np.maximum(both.sum(axis=1), 1)
    return (x * rating).sum(axis=1) - x.sum(axis=1) * rating.sum(axis=1) / size


def westfall_young_of_cells(study: Study) -> np.ndarray:
    """Step-down smallest p over all sectors and outcomes of the study, in the order of its cells.

    The statistic is Kendall's S, two-sided, whatever the measure. NaN where cause or rating does not vary. Exact: no
    cause leaves its sector, so that each sector's orders are counted by themselves; only those of a sector with more
    than ``MOST_ORDERS`` are drawn, and chance then decides which of its cells tie with others.
    """
    sectors = study.stratify(pd.DataFrame({"sector": study.members["sector"].astype(str)}))
    frames = [rated(study, outcome) for outcome in study.outcomes]
    parts = []
    for sector in study.sectors:
        here = (sectors["sector"] == sector.value).to_numpy()
        orders = orders_of_causes(study, here, strata=sectors["stratum"].to_numpy())
        columns = [statistics(orders, frame[here], measure=Measure.TAU_B) for frame in frames]
        parts.append(np.column_stack(columns) if columns else np.zeros((len(orders), 0)))
    return step_down_apart(parts)


def orders_of_causes(study: Study, here: np.ndarray, *, strata: np.ndarray) -> np.ndarray:
    """Causes of some clusters in all orders within strata, the observed one first; drawn where they are too many.

    Parameters
    ----------
    study : Study
        The clusters.
    here : array of bool, shape (n,)
        Which of its members; strata are theirs as a whole.
    strata : array of str, shape (n,)
        Stratum of each member.
    """
    causes = causes_of(study).to_numpy()
    parts = [np.flatnonzero(here & (strata == stratum)) for stratum in dict.fromkeys(strata[here])]
    if math.prod(number_of_orders(causes[places]) for places in parts) > MOST_ORDERS:
        return causes[relabelings(study)[1]][:, here]
    orders = causes[None, :]
    for places in parts:
        own = distinct_orders(causes[places])
        orders = np.repeat(orders, len(own), axis=0)
        orders[:, places] = np.tile(own, (len(orders) // len(own), 1))
    return orders[:, here]


def causes_of(study: Study) -> pd.Series:
    """The cause of each cluster of the study, whether or not it was rated; NaN where it has none."""
    return cause(study.members, study.relation, coding=study.settings.coding).astype(float)


def rated(study: Study, outcome: Upgrading) -> pd.DataFrame:
    """Sector, y (rating, NaN where there is none) and stratum of every cluster of the study."""
    ratings = upgrading(study.members, outcome, na_policy=study.settings.coding.na_policy)
    return study.stratify(pd.DataFrame({"sector": study.members["sector"].astype(str), "y": ratings}))
