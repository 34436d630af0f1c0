"""Association of two variables of the same observations, with its exact permutation test."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property, reduce

import numpy as np

from clusterbook.errors import Fault, FaultsError, listed
from clusterbook.stats.choices import Alternative, Measure, TestSettings
from clusterbook.stats.margins import LARGEST_WHOLE, Margins
from clusterbook.stats.observations import Numbers, check_pair, members_of
from clusterbook.stats.pairs import PairCounts, contingency_table, counts_of_table
from clusterbook.stats.permutation import pooled_distribution
from clusterbook.stats.scores import common_unit, midranks, whole_scores
from clusterbook.vocabulary import parse_choice


@dataclass(frozen=True)
class Association:
    """One association with its test; NaN stands for ``undefined``, never for zero.

    Attributes
    ----------
    n : int
        Observations compared.
    measure, alternative : Measure, Alternative
        The coefficient and the test's direction.
    coefficient : float
        Value of the measure, -1 to 1.
    counts : PairCounts
        Pairs of observations by order (within strata); S is ``counts.s``.
    exact_p : float
        Share of all distinct relabelings at least as extreme; where ``exact`` is false it is
        estimated from random ones.
    attainable_p_negative, attainable_p_positive : float
        P-values of the strongest negative and the strongest positive association that these margins
        allow (among those drawn, where ``exact`` is false).
    standard_error : float
        Of a sampled p-value; 0 where the p-value is exact.
    relabelings : int
        Number of distinct relabelings.
    exact : bool
        Whether all of them were counted.
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
        """Whether both variables vary (in at least one stratum)."""
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
    """One stratum ready for the test.

    Attributes
    ----------
    table : array of int, shape (levels of x, levels of y)
        Counts.
    margins : Margins
        Its sums, with whole scores where the measure is linear.
    row_unit, column_unit : Fraction
        What one step of the whole scores is worth.
    measure : Measure
        For which the scores were made; those that rest on S share a layout.
    """

    table: np.ndarray
    margins: Margins
    row_unit: Fraction = Fraction(1)
    column_unit: Fraction = Fraction(1)
    measure: Measure = Measure.TAU_B

    @cached_property
    def counts(self) -> PairCounts:
        """All pairs of the stratum's observations, by how the two variables order them."""
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


def layout(x: Numbers, y: Numbers, *, measure: str = Measure.TAU_B) -> Layout:
    """Cross-tabulate one stratum; Spearman scores are midranks, Pearson scores the values.

    Parameters
    ----------
    x, y : sequences of float
        Of the same observations, shape (n,), all finite.
    measure : Measure or str
        Whose scores to keep.

    Returns
    -------
    Layout
        Counts by level of x and y, with the scores of the levels.

    Raises
    ------
    FaultsError
        Where the lengths differ, a value is missing or infinite, or the measure is unknown.
    """
    measure = parse_choice(Measure, measure, where="measure")
    table, x_levels, y_levels = contingency_table(x, y)
    rows, columns = (tuple(int(size) for size in table.sum(axis=axis)) for axis in (1, 0))
    if not measure.is_linear:
        return Layout(table, Margins(rows, columns), measure=measure)
    if measure is Measure.SPEARMAN:
        x_levels, y_levels = midranks(rows), midranks(columns)
    row_scores, row_unit = whole_scores(x_levels)
    column_scores, column_unit = whole_scores(y_levels)
    margins = Margins(rows, columns, row_scores, column_scores)
    return Layout(table, margins, row_unit, column_unit, measure)


def association(
    x: Numbers,
    y: Numbers,
    *,
    strata: Sequence[Hashable] | None = None,
    settings: TestSettings = TestSettings(),
) -> Association:
    """Measure and test the association of two variables, pooled within strata if there are any.

    Parameters
    ----------
    x, y : sequences of float
        Of the same observations, shape (n,), all finite; order matters, for ``pearson`` spacing too.
    strata : sequence, optional
        Group of each observation, shape (n,), none missing. Only observations of one stratum are
        compared and only they exchange labels; the strata's distributions are convolved.
    settings : TestSettings
        Its ``measure``, ``alternative`` and ``effort`` are used here.

    Returns
    -------
    Association
        Tau-b, Somers' D (y given x) and gamma share the p-value of S. A pooled coefficient is the
        ratio of the strata's summed numerators and denominators.

    Raises
    ------
    FaultsError
        Where lengths differ or a value is missing or infinite.

    References
    ----------
    Kendall, M. G. (1970), Rank Correlation Methods, 4th ed., chapters 3-4.
    """
    parts = _split(x, y, strata=strata)
    return association_of_layouts(
        [layout(x_part, y_part, measure=settings.measure) for x_part, y_part in parts], settings
    )


def _split(x: Numbers, y: Numbers, *, strata: Sequence[Hashable] | None) -> list[tuple[np.ndarray, np.ndarray]]:
    """The two variables stratum by stratum, in the order in which strata first occur."""
    pair = check_pair(x, y, where="association")
    size = len(pair[0])
    groups = [np.arange(size)] if strata is None else list(members_of(strata, size, where="association").values())
    return [(pair[0][members], pair[1][members]) for members in groups if len(members)]


def association_of_layouts(layouts: Sequence[Layout], settings: TestSettings = TestSettings()) -> Association:
    """Measure and test strata that are already cross-tabulated.

    Parameters
    ----------
    layouts : sequence of Layout
        Made for ``settings.measure``.
    settings : TestSettings
        Its ``measure``, ``alternative`` and ``effort`` are used here.

    Returns
    -------
    Association
        Coefficient, statistic, p and what p could have been; NaN where a variable is constant.

    Raises
    ------
    FaultsError
        Where a stratum was made for another measure.
    """
    _check_measure(layouts, settings.measure)
    n = sum(part.margins.size for part in layouts)
    counts = sum((part.counts for part in layouts), PairCounts(0, 0, 0, 0, 0))
    value = coefficient(layouts, counts, measure=settings.measure)
    kept = settings.measure, settings.alternative
    varying = align_scores(layouts)
    if math.isnan(value) or not varying:
        return Association(n, *kept, math.nan, counts, math.nan, math.nan, math.nan, math.nan, 1, True)
    null = pooled_distribution(tuple(part.margins for part in varying), settings.effort)
    observed, convention = sum(part.statistic for part in varying), settings.two_sided
    p_value = null.p_value(observed, settings.alternative, two_sided=convention)
    low, high = null.attainable_by_side(settings.alternative, two_sided=convention)
    error = null.standard_error(p_value)
    return Association(n, *kept, value, counts, p_value, low, high, error, null.relabelings, null.exact)


def _check_measure(layouts: Sequence[Layout], measure: Measure) -> None:
    """Every stratum must be made for the measure, or for another one that rests on S as it does."""
    kinds = {part.measure for part in layouts} | {measure}
    if len(kinds) > 1 and any(kind.is_linear for kind in kinds):
        found = f"strata made for {listed(sorted({part.measure.value for part in layouts}))}"
        raise FaultsError([Fault("layouts", found, f"expected {measure.value}", "Make them for the measure tested.")])


def align_scores(layouts: Sequence[Layout]) -> list[Layout]:
    """The strata in which both variables vary, with scores counted in the same units everywhere.

    Raises
    ------
    FaultsError
        Where no common unit of the scores is coarse enough for whole-number arithmetic.
    """
    varying = [part for part in layouts if not part.margins.constant]
    row_unit = reduce(common_unit, (part.row_unit for part in varying), Fraction(0))
    column_unit = reduce(common_unit, (part.column_unit for part in varying), Fraction(0))
    aligned_parts = [_rescale(part, row_unit, column_unit=column_unit) for part in varying]
    if sum(map(_largest_statistic, aligned_parts)) > LARGEST_WHOLE:
        fault = Fault("association", "scores of very different fineness", "expected a common step", "Round them first.")
        raise FaultsError([fault])
    return aligned_parts


def _largest_statistic(part: Layout) -> int:
    """A bound on the statistic of a stratum."""
    margins = part.margins
    return margins.size * max(margins.row_scores, default=margins.size) * max(margins.column_scores, default=1)


def _rescale(part: Layout, row_unit: Fraction, *, column_unit: Fraction) -> Layout:
    """The same stratum with its whole scores in smaller units."""
    if (part.row_unit, part.column_unit) == (row_unit, column_unit):
        return part
    rows = tuple(score * int(part.row_unit / row_unit) for score in part.margins.row_scores)
    columns = tuple(score * int(part.column_unit / column_unit) for score in part.margins.column_scores)
    margins = replace(part.margins, row_scores=rows, column_scores=columns)
    return replace(part, margins=margins, row_unit=row_unit, column_unit=column_unit)


def summed_moments(layouts: Sequence[Layout]) -> tuple[float, float, float]:
    """Moments over all strata, rounded once: as a plain sum their last digit would be that of the Python version."""
    x, y, product = (math.fsum(part.moments[place] for part in layouts) for place in range(3))
    return x, y, product


def coefficient(layouts: Sequence[Layout], counts: PairCounts, *, measure: Measure) -> float:
    """The coefficient over all strata: summed numerators over summed denominators; NaN over nothing."""
    if not measure.is_linear:
        return counts.coefficient(measure)
    x, y, product = summed_moments(layouts)
    return product / math.sqrt(x * y) if x > 0 and y > 0 else math.nan
