"""Permutation distributions: exact within the budget, sampled beyond it, pooled over strata."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from clusterbook.errors import Fault, FaultsError
from clusterbook.stats.choices import Effort
from clusterbook.stats.enumeration import LARGEST_COUNT, STATE_OVERHEAD, cost, fourfold, memory, sparse_walk, walk
from clusterbook.stats.margins import Margins, NullDistribution
from clusterbook.stats.sampling import sampled_distribution

MOST_PAIRS = 1_000_000  # pairs of values summed one by one; more are convolved densely
MOST_WRITTEN = 200_000  # relabelings written out one by one, at most
MOST_CELLS = 50_000_000  # numbers held at one time, at most: 400 megabytes


@lru_cache(maxsize=20_000)
def null_distribution(margins: Margins, effort: Effort = Effort()) -> NullDistribution:
    """Distribution of the statistic over all distinct relabelings with these margins.

    Exact wherever the cheaper of the two walks (rows or columns as state) stays within
    ``effort.budget``, and for two by two tables of any size; beyond that sampled, which ``exact`` and
    ``draws`` of the result tell. Distributions are kept, so that thousands of specifications share a few.

    Parameters
    ----------
    margins : Margins
        Group sizes, and scores where the statistic is a sum of products.
    effort : Effort
        Budget, and draws and seed beyond it.

    Returns
    -------
    NullDistribution
        Values of the statistic, rising, with their probabilities.
    """
    if margins.constant:
        return NullDistribution(np.array([_constant_value(margins)]), np.ones(1), margins.centre, margins.relabelings)
    shorter = min(margins, margins.transpose(), key=cost)
    if cost(shorter) > effort.budget or memory(shorter) > MOST_CELLS or margins.relabelings > LARGEST_COUNT:
        return _beyond_the_walk(margins, effort)
    low, weights = walk(shorter)
    support = np.flatnonzero(weights)
    probabilities = weights[support] / weights.sum()
    return NullDistribution(support + low, probabilities, margins.centre, margins.relabelings)


def _beyond_the_walk(margins: Margins, effort: Effort) -> NullDistribution:
    """In closed form, relabeling by relabeling where they are few, or sampled."""
    if len(margins.rows) == len(margins.columns) == 2:
        return NullDistribution(*fourfold(margins), margins.centre, margins.relabelings)
    if margins.relabelings <= min(MOST_WRITTEN, effort.budget / STATE_OVERHEAD):
        values, weights = sparse_walk(margins)
        return NullDistribution(values, weights / weights.sum(), margins.centre, margins.relabelings)
    return sampled_distribution((margins,), effort)


def _constant_value(margins: Margins) -> int:
    """The one value that the statistic can take where a variable has one level."""
    return int(margins.centre)


def convolve(first: NullDistribution, second: NullDistribution) -> NullDistribution:
    """Distribution of the sum of two independent statistics, for strata relabeled separately."""
    if len(first.values) * len(second.values) > MOST_PAIRS:
        sums = np.convolve(_dense(first), _dense(second))
        support = np.flatnonzero(sums)
        values, probabilities = support + first.values[0] + second.values[0], sums[support]
    else:
        pairs = np.add.outer(first.values, second.values).ravel()
        weights = np.outer(first.probabilities, second.probabilities).ravel()
        values, places = np.unique(pairs, return_inverse=True)
        probabilities = np.bincount(places, weights)
    relabelings = first.relabelings * second.relabelings
    return NullDistribution(values, probabilities, first.centre + second.centre, relabelings)


def _span(distribution: NullDistribution) -> int:
    """Whole numbers between the lowest and the highest value, both counted."""
    return int(distribution.values[-1] - distribution.values[0]) + 1


def _dense(distribution: NullDistribution) -> np.ndarray:
    """Probabilities of every whole number between the lowest and the highest value."""
    dense = np.zeros(_span(distribution))
    dense[distribution.values - distribution.values[0]] = distribution.probabilities
    return dense


def _can_convolve(first: NullDistribution, second: NullDistribution, *, effort: Effort) -> bool:
    """Whether the sum stays within the budget and the memory."""
    if len(first.values) * len(second.values) <= MOST_PAIRS:
        return True
    spans = _span(first), _span(second)
    return spans[0] * spans[1] <= effort.budget and sum(spans) <= MOST_CELLS


@lru_cache(maxsize=2_000)
def pooled_distribution(strata: tuple[Margins, ...], effort: Effort = Effort()) -> NullDistribution:
    """Distribution of the sum of the strata's statistics: convolved, or sampled if that is too expensive.

    Parameters
    ----------
    strata : tuple of Margins
        At least one; observations exchange labels within a stratum only.
    effort : Effort
        Budget, and draws and seed beyond it.

    Returns
    -------
    NullDistribution
        Values of the summed statistic, rising, with their probabilities.

    Raises
    ------
    FaultsError
        Where there is no stratum.
    """
    if not strata:
        fault = Fault("pooled_distribution", "no stratum", "expected at least one", "Pass the strata that vary.")
        raise FaultsError([fault])
    parts = [null_distribution(margins, effort) for margins in strata]
    if not all(part.exact for part in parts):
        return sampled_distribution(strata, effort)
    pooled = parts[0]
    for part in parts[1:]:
        if not _can_convolve(pooled, part, effort=effort):
            return sampled_distribution(strata, effort)
        pooled = convolve(pooled, part)
    return pooled
