"""All distinct relabelings, counted through their tables.

Relabelings that give the same cross-tabulation give the same statistic, so the distribution
follows from the tables with the observed margins. They are walked column by column (one level of
the second variable at a time); relabelings that agree in what is used up and in the statistic so far
are merged, which makes the cost polynomial in the number of observations instead of factorial.

References
----------
Pagano, M. and Tritchler, D. (1983), On obtaining permutation distributions in polynomial time,
Journal of the American Statistical Association 78, 435-440 (the idea).
Burr, E. J. (1960), The distribution of Kendall's score S for a pair of tied rankings,
Biometrika 47, 151-171 (the walk over the columns of the table).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

import numpy as np
from scipy import stats

from clusterbook.stats.margins import Margins, ways

LARGEST_COUNT = 1e300  # numbers of relabelings beyond this do not fit a double
FEW_STATES = 1_000  # walks over at most so many states keep their moves
Move = tuple[tuple[int, ...], tuple[int, ...], float]
STATE_OVERHEAD = 3_000  # handling one state of the walk costs about as much as adding so many cells


def cost(margins: Margins) -> float:
    """Array cells that the walk adds up, at most: the unit of ``Effort.budget``; infinite beyond a double."""
    *others, largest = sorted(margins.rows)
    states = math.prod(size + 1 for size in others)
    choices = sum(min(math.comb(m + len(others), len(others)), states) for m in margins.columns)
    width = math.prod(_spans(margins))
    if states * choices > LARGEST_COUNT:
        return math.inf
    return states * choices * (width / 2 + STATE_OVERHEAD)


def memory(margins: Margins) -> float:
    """Array cells that the walk holds at one time, at most; infinite beyond a double."""
    *others, largest = sorted(margins.rows)
    states = math.prod(size + 1 for size in others)
    return math.inf if states > LARGEST_COUNT else states * math.prod(_spans(margins))


def _spans(margins: Margins) -> tuple[float, float]:
    """Two factors that bound the number of values the statistic can take."""
    if margins.row_scores:
        rows = max(margins.row_scores) - min(margins.row_scores)
        deviations = np.abs(np.array(margins.column_scores) - np.median(margins.column_scores))
        return float(rows), float(deviations @ np.array(margins.columns)) + 1
    n = margins.size
    untied = (n * n - sum(size * size for size in sizes) for sizes in (margins.rows, margins.columns))
    return float(min(untied)) + 1, 1.0


def walk(margins: Margins) -> tuple[int, np.ndarray]:
    """Lowest value, and the number of relabelings for each value from there on."""
    shift = _shift(margins)
    states = {(0,) * len(margins.rows): (0, np.ones(1))}
    for column, size in enumerate(margins.columns):
        parts = defaultdict(list)
        for used, (low, weights) in states.items():
            for taken, after, count in _moves(margins.rows, used, size=size):
                parts[after].append((low + shift(used, taken, column), weights, count))
        states = {state: _merge(group) for state, group in parts.items()}
    (result,) = states.values()
    return result


def sparse_walk(margins: Margins) -> tuple[np.ndarray, np.ndarray]:
    """Values of the statistic and numbers of relabelings, where values are few but far apart (fine scores)."""
    shift = _shift(margins)
    states = {(0,) * len(margins.rows): (np.zeros(1, dtype=np.int64), np.ones(1))}
    for column, size in enumerate(margins.columns):
        parts = defaultdict(list)
        for used, (values, weights) in states.items():
            for taken, after, count in _moves(margins.rows, used, size=size):
                parts[after].append((values + shift(used, taken, column), weights * count))
        states = {state: _gather(group) for state, group in parts.items()}
    (result,) = states.values()
    return result


def _moves(rows: tuple[int, ...], used: tuple[int, ...], *, size: int) -> Iterable[Move]:
    """Every way in which the next column can be filled; kept where there are few, as most margins share them."""
    few = math.prod(total + 1 for total in rows[:-1]) <= FEW_STATES
    return _kept_moves(rows, used, size) if few else _all_moves(rows, used, size)


@lru_cache(maxsize=10_000)
def _kept_moves(rows: tuple[int, ...], used: tuple[int, ...], size: int) -> tuple[Move, ...]:
    """The moves, written out."""
    return tuple(_all_moves(rows, used, size))


def _all_moves(rows: tuple[int, ...], used: tuple[int, ...], size: int) -> Iterator[Move]:
    """The column, the row sums with it, and the number of its relabelings, one after another."""
    free = tuple(total - taken for total, taken in zip(rows, used, strict=True))
    for taken in allocations(size, free):
        yield taken, tuple(map(int.__add__, used, taken)), float(ways(taken))


def _gather(parts: list[tuple[np.ndarray, np.ndarray]]) -> tuple[np.ndarray, np.ndarray]:
    """Distinct values, rising, and their summed weights."""
    values, places = np.unique(np.concatenate([part for part, _ in parts]), return_inverse=True)
    return values, np.bincount(places, np.concatenate([weights for _, weights in parts]))


def _shift(margins: Margins) -> Callable[[tuple[int, ...], tuple[int, ...], int], int]:
    """What one more column adds to the statistic, given the row sums so far and the column."""
    if margins.row_scores:
        rows, columns = margins.row_scores, margins.column_scores
        return lambda used, taken, column: columns[column] * sum(map(int.__mul__, rows, taken))
    return lambda used, taken, column: _s_added(used, taken)


def _s_added(used: tuple[int, ...], taken: tuple[int, ...]) -> int:
    """Concordant minus discordant pairs between the columns so far and the next one."""
    below = above = total = 0
    for old, new in zip(used, taken, strict=True):
        total += new * below - old * above
        below += old
        above += new
    return total


def allocations(size: int, free: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """All ways to place ``size`` observations in groups that have ``free`` places left."""
    if len(free) == 1:
        yield (size,)
        return
    rest = sum(free[1:])
    for first in range(max(0, size - rest), min(size, free[0]) + 1):
        for others in allocations(size - first, free[1:]):
            yield (first, *others)


def _merge(parts: list[tuple[int, np.ndarray, float]]) -> tuple[int, np.ndarray]:
    """Weighted sum of arrays that start at different values."""
    low = min(start for start, _, _ in parts)
    high = max(start + len(weights) for start, weights, _ in parts)
    merged = np.zeros(high - low)
    for start, weights, factor in parts:
        merged[start - low : start - low + len(weights)] += weights * factor
    return low, merged


def fourfold(margins: Margins) -> tuple[np.ndarray, np.ndarray]:
    """Values of the statistic of a two by two table and their probabilities, rising, at any size.

    The table has one free cell, which is hypergeometric, and the statistic is linear in it.
    """
    (first_row, _), (first_column, _) = margins.rows, margins.columns
    low, high = max(0, first_row + first_column - margins.size), min(first_row, first_column)
    cell = np.arange(low, high + 1)
    rows, columns = np.array(margins.rows), np.array(margins.columns)
    tables = np.empty((len(cell), 2, 2), dtype=np.int64)
    tables[:, 0, 0], tables[:, 0, 1] = cell, rows[0] - cell
    tables[:, 1, 0], tables[:, 1, 1] = columns[0] - cell, rows[1] - columns[0] + cell
    probabilities = stats.hypergeom.pmf(cell, margins.size, first_column, first_row)
    return margins.statistics(tables), probabilities / probabilities.sum()
