"""What a relabeling leaves alone, and the distribution of a statistic over relabelings."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

import numpy as np
from scipy import stats

from clusterbook.stats.choices import Alternative, TwoSided
from clusterbook.stats.pairs import s_of_tables

LARGEST_WHOLE = 2**62  # whole numbers beyond this may not fit 64 bits when two are added


@dataclass(frozen=True)
class Margins:
    """What a relabeling leaves alone: group sizes and, for a sum of products, integer scores.

    Without scores the statistic is Kendall's S; with them it is the sum of products of scores.

    Attributes
    ----------
    rows, columns : tuples of int
        Number of observations at each level of x and of y, rising levels.
    row_scores, column_scores : tuples of int
        Score of each level, or both empty.
    """

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    row_scores: tuple[int, ...] = ()
    column_scores: tuple[int, ...] = ()

    @property
    def size(self) -> int:
        """Number of observations."""
        return sum(self.rows)

    @property
    def relabelings(self) -> int:
        """Number of distinct ways to hand the levels of x to the observations."""
        return ways(self.rows)

    @property
    def constant(self) -> bool:
        """Whether a variable has one level only, so that no association is defined."""
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

    def statistics_of_levels(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """The statistic of samples written out, for tables too large to be.

        Parameters
        ----------
        x, y : arrays of int, shape (samples, n)
            Number of the level of each observation, from 0.
        """
        if self.row_scores:
            rows, columns = np.array(self.row_scores)[x], np.array(self.column_scores)[y]
            return (rows * columns).sum(axis=1)
        pairs = (math.comb(self.size, 2) - sum(map(_pairs, sizes)) for sizes in (self.rows, self.columns))
        scale = math.sqrt(math.prod(pairs))
        return np.array([round(stats.kendalltau(*pair).statistic * scale) for pair in zip(x, y, strict=True)])

    def transpose(self) -> Margins:
        """The same problem with rows and columns exchanged; the statistic does not change."""
        return Margins(self.columns, self.rows, self.column_scores, self.row_scores)


@dataclass(frozen=True, eq=False)
class NullDistribution:
    """Distribution of an integer statistic over relabelings: exact, or sampled and so marked.

    Attributes
    ----------
    values : array of int
        The attainable values (or those drawn), rising, shape (values,).
    probabilities : array of float
        One for each value, summing to 1, shape (values,).
    centre : Fraction
        The value from which two-sided distance is measured.
    relabelings : int
        Number of distinct relabelings that the distribution stands for.
    draws : int
        Number of sampled relabelings; 0 where the distribution is exact.
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

    def p_value(
        self,
        observed: int,
        alternative: Alternative = Alternative.TWO_SIDED,
        *,
        two_sided: TwoSided = TwoSided.DISTANCE,
    ) -> float:
        """Share of relabelings at least as extreme as the observed value, above 0, at most 1.

        Two-sided by distance: as far from the centre or farther, in whole numbers, so that ties count in
        full (no mid-p). Doubled: twice the smaller one-sided share. A sampled distribution counts the
        observed labelling itself: (b + 1)/(draws + 1).
        """
        if alternative is Alternative.TWO_SIDED and two_sided is TwoSided.DOUBLED:
            sides = (self.p_value(observed, side) for side in (Alternative.GREATER, Alternative.LESS))
            return min(2 * min(sides), 1.0)
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
        distance = np.abs(self._wide() * denominator - numerator)
        return distance >= abs(int(observed) * denominator - numerator)

    def _wide(self) -> np.ndarray:
        """The values, as unbounded whole numbers where multiplying by the centre's denominator could overflow."""
        largest = max(abs(int(self.values[0])), abs(int(self.values[-1])), abs(self.centre.numerator))
        return self.values.astype(object) if largest * self.centre.denominator > LARGEST_WHOLE else self.values

    def attainable_p(
        self, alternative: Alternative = Alternative.TWO_SIDED, *, two_sided: TwoSided = TwoSided.DISTANCE
    ) -> float:
        """Smallest p-value that any labelling with these margins could give."""
        return min(self.attainable_by_side(alternative, two_sided=two_sided))

    def attainable_by_side(
        self, alternative: Alternative = Alternative.TWO_SIDED, *, two_sided: TwoSided = TwoSided.DISTANCE
    ) -> tuple[float, float]:
        """P-values of the most negative and the most positive labelling: ties may close one side."""
        ends = (int(end) for end in self.values[[0, -1]])
        low, high = (self.p_value(end, alternative, two_sided=two_sided) for end in ends)
        return low, high

    def standard_error(self, p_value: float) -> float:
        """Standard error of a sampled p-value; 0 where the distribution is exact."""
        return math.sqrt(p_value * (1 - p_value) / self.draws) if self.draws else 0.0


@lru_cache(maxsize=100_000)
def ways(sizes: tuple[int, ...]) -> int:
    """Multinomial coefficient: distinct arrangements of groups of these sizes."""
    return math.factorial(sum(sizes)) // math.prod(math.factorial(size) for size in sizes)


def _pairs(size: int) -> int:
    """Number of pairs in a group."""
    return math.comb(size, 2)
