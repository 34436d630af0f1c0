"""Exact permutation distributions: all distinct relabelings, counted through their tables.

Relabelings that give the same cross-tabulation give the same statistic, so the distribution
follows from the tables with the observed margins. They are walked column by column (one level of
the second rating at a time); relabelings that agree in what is used up and in the statistic so far
are merged, which makes the cost polynomial in the number of clusters instead of factorial.

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
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

import numpy as np

from clusterbook.stats.choices import Alternative, Effort
from clusterbook.stats.pairs import s_of_tables

STATE_OVERHEAD = 3_000  # handling one state of the walk costs about as much as adding so many cells
MOST_PAIRS = 1_000_000  # pairs of values summed one by one; more are convolved densely
LARGEST_COUNT = 1e300  # numbers of relabelings beyond this do not fit a double


@dataclass(frozen=True)
class Margins:
    """What a relabeling leaves alone: group sizes and, for a sum of products, integer scores.

    Without scores the statistic is Kendall's S; with them it is the sum of products of scores.
    """

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    row_scores: tuple[int, ...] = ()
    column_scores: tuple[int, ...] = ()

    @property
    def size(self) -> int:
        """Number of clusters."""
        return sum(self.rows)

    @property
    def relabelings(self) -> int:
        """Number of distinct ways to hand the levels of x to the clusters."""
        return _ways(self.rows)

    @property
    def constant(self) -> bool:
        """Whether a rating has one level only, so that no association is defined."""
        return len(self.rows) < 2 or len(self.columns) < 2

    @property
    def centre(self) -> Fraction:
        """Mean of the statistic over all relabelings (for S the zero it is compared with)."""
        if not self.row_scores:
            return Fraction(0)
        totals = (
            sum(size * score for size, score in zip(sizes, scores, strict=True))
            for sizes, scores in ((self.rows, self.row_scores), (self.columns, self.column_scores))
        )
        return Fraction(math.prod(totals), self.size)

    def statistics(self, tables: np.ndarray) -> np.ndarray:
        """The statistic of each table (its last two axes are rows and columns)."""
        if not self.row_scores:
            return s_of_tables(tables)
        return np.asarray(tables, dtype=np.int64) @ np.array(self.column_scores) @ np.array(self.row_scores)

    def swapped(self) -> Margins:
        """The same problem with rows and columns exchanged; the statistic does not change."""
        return Margins(self.columns, self.rows, self.column_scores, self.row_scores)


@dataclass(frozen=True, eq=False)
class NullDistribution:
    """Distribution of an integer statistic over relabelings: exact, or sampled and so marked.

    Attributes
    ----------
    values : array of int, the attainable values, rising
    probabilities : array of float, one for each value, summing to 1
    centre : the value from which two-sided distance is measured
    relabelings : number of distinct relabelings that the distribution stands for
    draws : number of sampled relabelings; 0 where the distribution is exact
    """

    values: np.ndarray
    probabilities: np.ndarray
    centre: Fraction
    relabelings: int
    draws: int = 0

    @property
    def exact(self) -> bool:
        """Whether every relabeling was counted."""
        return self.draws == 0

    def p_value(self, observed: int, alternative: Alternative = Alternative.TWO_SIDED) -> float:
        """Share of relabelings at least as extreme as the observed value, above 0, at most 1.

        Two-sided: as far from the centre or farther, in whole numbers, so that ties count in full
        (no mid-p). A sampled distribution counts the observed labelling itself: (b + 1)/(draws + 1).
        """
        share = float(self.probabilities[self._extreme(observed, alternative)].sum())
        if self.draws:
            return (round(share * self.draws) + 1) / (self.draws + 1)
        return min(share, 1.0)

    def _extreme(self, observed: int, alternative: Alternative) -> np.ndarray:
        """Which values are at least as extreme as the observed one."""
        if alternative is Alternative.GREATER:
            return self.values >= observed
        if alternative is Alternative.LESS:
            return self.values <= observed
        numerator, denominator = self.centre.numerator, self.centre.denominator
        distance = np.abs(self.values * denominator - numerator)
        return distance >= abs(int(observed) * denominator - numerator)

    def attainable_p(self, alternative: Alternative = Alternative.TWO_SIDED) -> float:
        """Smallest p-value that any labelling with these margins could give."""
        return min(self.attainable_by_side(alternative))

    def attainable_by_side(self, alternative: Alternative = Alternative.TWO_SIDED) -> tuple[float, float]:
        """P-values of the most negative and the most positive labelling: ties may close one side."""
        low, high = (self.p_value(int(end), alternative) for end in self.values[[0, -1]])
        return low, high

    def standard_error(self, p_value: float) -> float:
        """Standard error of a sampled p-value; 0 where the distribution is exact."""
        return math.sqrt(p_value * (1 - p_value) / self.draws) if self.draws else 0.0


@lru_cache(maxsize=100_000)
def _ways(sizes: tuple[int, ...]) -> int:
    """Multinomial coefficient: distinct arrangements of groups of these sizes."""
    return math.factorial(sum(sizes)) // math.prod(math.factorial(size) for size in sizes)


def cost(margins: Margins) -> float:
    """Array cells that the walk adds up, at most: the unit of `Effort.budget`."""
    width = math.prod(_spans(margins))
    *others, largest = sorted(margins.rows)
    states = math.prod(size + 1 for size in others)
    choices = sum(min(math.comb(m + len(others), len(others)), states) for m in margins.columns)
    return states * choices * (width / 2 + STATE_OVERHEAD)


def _spans(margins: Margins) -> tuple[float, float]:
    """Two factors that bound the number of values the statistic can take."""
    if margins.row_scores:
        rows = max(margins.row_scores) - min(margins.row_scores)
        deviations = np.abs(np.array(margins.column_scores) - np.median(margins.column_scores))
        return float(rows), float(deviations @ np.array(margins.columns)) + 1
    n = margins.size
    untied = (n * n - sum(size * size for size in sizes) for sizes in (margins.rows, margins.columns))
    return float(min(untied)) + 1, 1.0


@lru_cache(maxsize=20_000)
def null_distribution(margins: Margins, effort: Effort = Effort()) -> NullDistribution:
    """Distribution of the statistic over all distinct relabelings with these margins.

    Exact wherever the cheaper of the two walks (rows or columns as state) stays within
    `effort.budget`; beyond that sampled, which `exact` and `draws` of the result tell.
    Distributions are kept, so that thousands of specifications share a few of them.
    """
    walk = min(margins, margins.swapped(), key=cost)
    if cost(walk) > effort.budget or margins.relabelings > LARGEST_COUNT:
        return sampled_distribution((margins,), effort)
    low, weights = _walk(walk)
    support = np.flatnonzero(weights)
    probabilities = weights[support] / weights.sum()
    return NullDistribution(support + low, probabilities, margins.centre, margins.relabelings)


def _walk(margins: Margins) -> tuple[int, np.ndarray]:
    """Lowest value, and the number of relabelings for each value from there on."""
    shift = _shift(margins)
    states = {(0,) * len(margins.rows): (0, np.ones(1))}
    for column, size in enumerate(margins.columns):
        parts = defaultdict(list)
        for used, (low, weights) in states.items():
            free = tuple(total - taken for total, taken in zip(margins.rows, used, strict=True))
            for taken in allocations(size, free):
                after = tuple(map(int.__add__, used, taken))
                parts[after].append((low + shift(used, taken, column), weights, float(_ways(taken))))
        states = {state: _merged(group) for state, group in parts.items()}
    (result,) = states.values()
    return result


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
    """All ways to place `size` clusters in groups that have `free` places left."""
    if len(free) == 1:
        yield (size,)
        return
    rest = sum(free[1:])
    for first in range(max(0, size - rest), min(size, free[0]) + 1):
        for others in allocations(size - first, free[1:]):
            yield (first, *others)


def _merged(parts: list[tuple[int, np.ndarray, float]]) -> tuple[int, np.ndarray]:
    """Weighted sum of arrays that start at different values."""
    low = min(start for start, _, _ in parts)
    high = max(start + len(weights) for start, weights, _ in parts)
    merged = np.zeros(high - low)
    for start, weights, factor in parts:
        merged[start - low : start - low + len(weights)] += weights * factor
    return low, merged


def convolved(first: NullDistribution, second: NullDistribution) -> NullDistribution:
    """Distribution of the sum of two independent statistics, for strata relabeled separately."""
    if len(first.values) * len(second.values) > MOST_PAIRS:
        sums = np.convolve(_dense(first), _dense(second))
    else:
        pairs = np.add.outer(first.values - first.values[0], second.values - second.values[0])
        sums = np.bincount(pairs.ravel(), np.outer(first.probabilities, second.probabilities).ravel())
    support = np.flatnonzero(sums)
    values = support + first.values[0] + second.values[0]
    relabelings = first.relabelings * second.relabelings
    return NullDistribution(values, sums[support], first.centre + second.centre, relabelings)


def _dense(distribution: NullDistribution) -> np.ndarray:
    """Probabilities of every whole number between the lowest and the highest value."""
    dense = np.zeros(int(distribution.values[-1] - distribution.values[0]) + 1)
    dense[distribution.values - distribution.values[0]] = distribution.probabilities
    return dense


def pooled_distribution(strata: tuple[Margins, ...], effort: Effort = Effort()) -> NullDistribution:
    """Distribution of the sum of the strata's statistics: convolved, or sampled if one is too dear."""
    parts = [null_distribution(margins, effort) for margins in strata]
    if not all(part.exact for part in parts):
        return sampled_distribution(strata, effort)
    pooled = parts[0]
    for part in parts[1:]:
        pooled = convolved(pooled, part)
    return pooled


def sampled_distribution(strata: tuple[Margins, ...], effort: Effort = Effort()) -> NullDistribution:
    """Distribution of the summed statistic over `effort.draws` random relabelings."""
    rng = np.random.default_rng(effort.seed)
    sums = sum(margins.statistics(random_tables(margins, effort.draws, rng=rng)) for margins in strata)
    values, counts = np.unique(sums, return_counts=True)
    relabelings = math.prod(margins.relabelings for margins in strata)
    centre = sum((margins.centre for margins in strata), Fraction(0))
    return NullDistribution(values, counts / effort.draws, centre, relabelings, effort.draws)


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
