"""Random relabelings, where there are too many to count."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from clusterbook.stats.choices import Effort
from clusterbook.stats.margins import Margins, NullDistribution

BATCH_CELLS = 20_000_000  # numbers written at one time, at most: 160 megabytes
CELLS_PER_OBSERVATION = 8  # a table with more cells than this costs more than writing the sample out


def sampled_distribution(strata: tuple[Margins, ...], effort: Effort = Effort()) -> NullDistribution:
    """Distribution of the summed statistic over ``effort.draws`` random relabelings within strata.

    Returns
    -------
    NullDistribution
        Marked as sampled by its ``draws``.
    """
    rng = np.random.default_rng(effort.seed)
    sums = sum((sampled_statistics(margins, effort.draws, rng=rng) for margins in strata), np.zeros(1, dtype=np.int64))
    values, counts = np.unique(sums, return_counts=True)
    relabelings = math.prod(margins.relabelings for margins in strata)
    centre = sum((margins.centre for margins in strata), Fraction(0))
    return NullDistribution(values, counts / effort.draws, centre, relabelings, effort.draws)


def sampled_statistics(margins: Margins, draws: int, *, rng: np.random.Generator) -> np.ndarray:
    """The statistic of random relabelings, shape (draws,), in batches of bounded memory."""
    cells = len(margins.rows) * len(margins.columns)
    if cells <= CELLS_PER_OBSERVATION * margins.size:
        return np.concatenate(
            [margins.statistics(random_tables(margins, size, rng=rng)) for size in batches(draws, cells)]
        )
    x, y = (np.repeat(np.arange(len(sizes)), sizes) for sizes in (margins.rows, margins.columns))
    parts = [
        margins.statistics_of_levels(rng.permuted(np.tile(x, (size, 1)), axis=1), np.tile(y, (size, 1)))
        for size in batches(draws, margins.size)
    ]
    return np.concatenate(parts)


def batches(draws: int, cells: int) -> Iterator[int]:
    """Sizes of batches that add up to all draws and write at most ``BATCH_CELLS`` numbers each."""
    largest = max(1, BATCH_CELLS // max(cells, 1))
    for start in range(0, draws, largest):
        yield min(largest, draws - start)


def random_tables(margins: Margins, draws: int, *, rng: np.random.Generator) -> np.ndarray:
    """Cross-tabulations of random relabelings, shape (draws, rows, columns); cost free of n."""
    free = np.tile(np.array(margins.rows), (draws, 1))
    tables = np.zeros((draws, len(margins.rows), len(margins.columns)), dtype=np.int64)
    for column, size in enumerate(margins.columns):
        left = np.full(draws, size)
        for row in range(len(margins.rows)):
            rest = free[:, row + 1 :].sum(axis=1)
            tables[:, row, column] = rng.hypergeometric(free[:, row], rest, left)
            left = left - tables[:, row, column]
        free = free - tables[:, :, column]
    return tables
