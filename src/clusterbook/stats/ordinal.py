"""Association of two ratings of the same clusters, with its exact permutation test."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property, reduce

import numpy as np

from clusterbook.chapters.ch10_cross_case.choices import Settings
from clusterbook.stats.choices import Alternative, Measure
from clusterbook.stats.pairs import PairCounts, contingency_table, counts_of_table
from clusterbook.stats.permutation import Margins, pooled_distribution
from clusterbook.vocabulary import parse_choice

FINEST_SCORE = 1_000  # scores are read as fractions with denominators up to this


@dataclass(frozen=True)
class Association:
    """One association with its test; NaN stands for `undefined`, never for zero.

    Attributes
    ----------
    n : clusters compared
    measure, alternative : the coefficient and the test's direction
    coefficient : value of the measure, -1 to 1
    counts : pairs of clusters by order (within strata); S is `counts.s`
    exact_p : share of all distinct relabelings at least as extreme
    attainable_p_negative, attainable_p_positive : p-values of the strongest negative and the
        strongest positive association that these margins allow
    standard_error : of a sampled p-value; 0 where the p-value is exact
    relabelings : number of distinct relabelings
    exact : whether all of them were counted
    """

    n: int
    measure: Measure
    alternative: Alternative
    coefficient: float
    counts: PairCounts
    exact_p: float
    attainable_p_negative: float
    attainable_p_positive: float
    standard_error: float
    relabelings: int
    exact: bool

    @property
    def defined(self) -> bool:
        """Whether both ratings vary (in at least one stratum)."""
        return not math.isnan(self.coefficient)

    @property
    def s(self) -> int:
        """Kendall's S, concordant minus discordant pairs."""
        return self.counts.s

    @property
    def attainable_p(self) -> float:
        """Smallest p-value that these margins allow on either side."""
        return min(self.attainable_p_negative, self.attainable_p_positive)


@dataclass(frozen=True, eq=False)
class Layout:
    """One stratum ready for the test: its table, and integer scores where the measure is linear."""

    table: np.ndarray
    margins: Margins
    row_unit: Fraction = Fraction(1)
    column_unit: Fraction = Fraction(1)

    @cached_property
    def counts(self) -> PairCounts:
        """All pairs of the stratum's clusters, by how the two ratings order them."""
        return counts_of_table(self.table)

    @cached_property
    def statistic(self) -> int:
        """The observed statistic, in whole units."""
        return int(self.margins.statistics(self.table))

    @cached_property
    def moments(self) -> tuple[float, float, float]:
        """Sums of squares of x and y and sum of products, all about the stratum's means."""
        margins = self.margins
        product = Fraction(self.statistic) - margins.centre
        x = _square_sum(margins.rows, margins.row_scores)
        y = _square_sum(margins.columns, margins.column_scores)
        units = self.row_unit, self.column_unit
        return float(x * units[0] ** 2), float(y * units[1] ** 2), float(product * units[0] * units[1])


def _square_sum(sizes: tuple[int, ...], scores: tuple[int, ...]) -> Fraction:
    """Sum of squared deviations of the scores from their mean."""
    n, total = sum(sizes), sum(map(int.__mul__, sizes, scores))
    squares = sum(size * score * score for size, score in zip(sizes, scores, strict=True))
    return Fraction(squares) - Fraction(total * total, n)


def layout(x: Sequence[float], y: Sequence[float], *, measure: str = Measure.TAU_B) -> Layout:
    """Cross-tabulate one stratum; Spearman scores are midranks, Pearson scores the values."""
    measure = parse_choice(Measure, measure, where="measure")
    table, x_levels, y_levels = contingency_table(x, y)
    rows, columns = (tuple(int(size) for size in table.sum(axis=axis)) for axis in (1, 0))
    if not measure.is_linear:
        return Layout(table, Margins(rows, columns))
    if measure is Measure.SPEARMAN:
        x_levels, y_levels = midranks(rows), midranks(columns)
    row_scores, row_unit = whole_scores(x_levels)
    column_scores, column_unit = whole_scores(y_levels)
    return Layout(table, Margins(rows, columns, row_scores, column_scores), row_unit, column_unit)


def midranks(sizes: Sequence[int]) -> np.ndarray:
    """Average rank of each group of ties, from the lowest, counted from 1."""
    sizes = np.asarray(sizes)
    return sizes.cumsum() - (sizes - 1) / 2


def whole_scores(levels: Sequence[float]) -> tuple[tuple[int, ...], Fraction]:
    """Scores as whole numbers from 0, and the unit in which they count."""
    fractions = [Fraction(float(level)).limit_denominator(FINEST_SCORE) for level in levels]
    steps = [fraction - fractions[0] for fraction in fractions]
    unit = reduce(_common_unit, steps, Fraction(0)) or Fraction(1)
    return tuple(int(step / unit) for step in steps), unit


def _common_unit(first: Fraction, second: Fraction) -> Fraction:
    """Largest fraction of which both are whole multiples."""
    denominator = math.lcm(first.denominator, second.denominator)
    return Fraction(math.gcd(int(first * denominator), int(second * denominator)), denominator)


def association(
    x: Sequence[float],
    y: Sequence[float],
    *,
    strata: Sequence[object] | None = None,
    settings: Settings = Settings(),
) -> Association:
    """Measure and test the association of two ratings, pooled within strata if there are any.

    Parameters
    ----------
    x, y : sequences of float
        Ratings of the same clusters, none missing; order matters, for `pearson` spacing too.
    strata : sequence, optional
        Group of each cluster (its sector). Only clusters of one stratum are compared and only
        they exchange labels; the strata's distributions are convolved.
    settings : Settings
        Its `measure`, `alternative` and `effort` are used here.

    Returns
    -------
    Association
        Tau-b, Somers' D (y given x) and gamma share the p-value of S. A pooled coefficient is the
        ratio of the strata's summed numerators and denominators.

    Raises
    ------
    FaultsError
        Where lengths differ or a value is missing.

    References
    ----------
    Kendall, M. G. (1970), Rank Correlation Methods, 4th ed., chapters 3-4.
    """
    contingency_table(x, y)
    parts = _split(x, y, strata=strata)
    return associated([layout(x_part, y_part, measure=settings.measure) for x_part, y_part in parts], settings)


def _split(
    x: Sequence[float], y: Sequence[float], *, strata: Sequence[object] | None
) -> list[tuple[np.ndarray, np.ndarray]]:
    """The two ratings stratum by stratum, in the order in which strata first occur."""
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    if strata is None:
        return [(x, y)] if len(x) else []
    labels = [str(label) for label in strata]
    return [(x[members], y[members]) for members in _memberships(labels)]


def _memberships(labels: list[str]) -> list[np.ndarray]:
    """Positions of each distinct label."""
    values = np.array(labels)
    return [np.flatnonzero(values == label) for label in dict.fromkeys(labels)]


def associated(layouts: Sequence[Layout], settings: Settings = Settings()) -> Association:
    """Measure and test strata that are already cross-tabulated."""
    n = sum(part.margins.size for part in layouts)
    counts = sum((part.counts for part in layouts), PairCounts(0, 0, 0, 0, 0))
    value = coefficient(layouts, counts, measure=settings.measure)
    kept = settings.measure, settings.alternative
    varying = aligned(layouts)
    if math.isnan(value) or not varying:
        return Association(n, *kept, math.nan, counts, *[math.nan] * 4, 1, True)
    null = pooled_distribution(tuple(part.margins for part in varying), settings.effort)
    p_value = null.p_value(sum(part.statistic for part in varying), settings.alternative)
    tests = p_value, *null.attainable_by_side(settings.alternative), null.standard_error(p_value)
    return Association(n, *kept, value, counts, *tests, null.relabelings, null.exact)


def aligned(layouts: Sequence[Layout]) -> list[Layout]:
    """The strata in which both ratings vary, with scores counted in the same units everywhere."""
    varying = [part for part in layouts if not part.margins.constant]
    row_unit = reduce(_common_unit, (part.row_unit for part in varying), Fraction(0))
    column_unit = reduce(_common_unit, (part.column_unit for part in varying), Fraction(0))
    return [_rescaled(part, row_unit, column_unit=column_unit) for part in varying]


def _rescaled(part: Layout, row_unit: Fraction, *, column_unit: Fraction) -> Layout:
    """The same stratum with its whole scores in smaller units."""
    rows = tuple(score * int(part.row_unit / row_unit) for score in part.margins.row_scores)
    columns = tuple(score * int(part.column_unit / column_unit) for score in part.margins.column_scores)
    margins = replace(part.margins, row_scores=rows, column_scores=columns)
    return Layout(part.table, margins, row_unit, column_unit)


def coefficient(layouts: Sequence[Layout], counts: PairCounts, *, measure: Measure) -> float:
    """The coefficient over all strata: summed numerators over summed denominators."""
    if not measure.is_linear:
        return counts.coefficient(measure)
    x, y, product = (sum(part.moments[place] for part in layouts) for place in range(3))
    return product / math.sqrt(x * y) if x > 0 and y > 0 else math.nan
