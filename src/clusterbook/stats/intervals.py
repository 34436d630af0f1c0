"""Exact intervals and equivalence tests of an association, by inverting its permutation test.

Under a tilt of size t a relabeling has a chance in proportion to exp(t S), S being the statistic of the
test: with t = 0 all are alike, with t above 0 positive associations are likelier. The margins stay as
observed, S is sufficient for t, and strata convolve as before. For two by two tables this is Fisher's
conditional distribution with an odds ratio other than one; for scores it is the linear-by-linear
association model. The interval of t is turned into one of the coefficient: its mean under t.

References
----------
Cornfield, J. (1956), A statistical problem arising from retrospective studies, Proceedings of the Third
Berkeley Symposium 4, 135-148 (two by two tables). Agresti, A. (2010), Analysis of Ordinal Categorical
Data, 2nd ed., section 6.2 (linear-by-linear association).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.optimize import brentq

from clusterbook.errors import Fault, FaultsError
from clusterbook.stats.choices import Measure, TestSettings, check_range, is_significant
from clusterbook.stats.margins import NullDistribution
from clusterbook.stats.ordinal import Layout, align_scores, association_of_layouts, summed_moments
from clusterbook.stats.permutation import pooled_distribution

STEEPEST = 700.0  # a tilt by which the outermost values are exp(700) times likelier than their neighbours


@dataclass(frozen=True)
class AssociationInterval:
    """An exact confidence interval of a coefficient; NaN where the association is undefined.

    Attributes
    ----------
    coefficient : float
        As observed, -1 to 1.
    low, high : float
        Ends of the interval, on the scale of the coefficient; an end that no tilt excludes is the
        smallest or greatest coefficient that the margins allow.
    tilt_low, tilt_high : float
        The same on the scale of the tilt per unit of the statistic, -infinity to infinity.
    confidence : float
        Least chance, 0 to 1, that such an interval holds the mean coefficient.
    exact : bool
        Whether all relabelings were counted; else the interval rests on those drawn.
    """

    coefficient: float
    low: float
    high: float
    tilt_low: float
    tilt_high: float
    confidence: float
    exact: bool


@dataclass(frozen=True)
class Equivalence:
    """Whether an association is shown to be negligible.

    Attributes
    ----------
    interval : AssociationInterval
        Of confidence 1 - 2 alpha.
    delta : float
        Coefficients from -delta to delta count as negligible.
    p_below, p_above : float
        One-sided p-values against coefficients of -delta or less, and of delta or more; NaN where undefined.
    attainable_p, attainable_p_above : float
        Smallest p and p_above that any labelling with these margins could give.
    equivalent : bool
        Whether p is at most alpha: the interval lies within -delta to delta.
    """

    interval: AssociationInterval
    delta: float
    p_below: float
    p_above: float
    attainable_p: float
    attainable_p_above: float
    equivalent: bool

    @property
    def p(self) -> float:
        """The larger of the two one-sided p-values; NaN where undefined."""
        return float(np.maximum(self.p_below, self.p_above))


@dataclass(frozen=True, eq=False)
class _Tilted:
    """The null distribution of strata, and how a statistic becomes a coefficient."""

    null: NullDistribution
    scale: float

    @cached_property
    def deviations(self) -> np.ndarray:
        """The values from their centre."""
        return self.null.values.astype(float) - float(self.null.centre)

    @cached_property
    def logarithms(self) -> np.ndarray:
        """Of the probabilities; minus infinity where one is too small for a double."""
        with np.errstate(divide="ignore"):
            return np.log(self.null.probabilities)

    def probabilities(self, tilt: float) -> np.ndarray:
        """Chances of the values under a tilt, kept from overflow."""
        if math.isinf(tilt):
            values = self.null.values
            return (values == (values[-1] if tilt > 0 else values[0])).astype(float)
        weights = self.logarithms + tilt * self.deviations
        chances = np.exp(weights - weights.max())
        return chances / chances.sum()

    def at_least(self, tilt: float, observed: int) -> float:
        """Chance of the observed value or a greater one."""
        return float(self.probabilities(tilt)[self.null.values >= observed].sum())

    def at_most(self, tilt: float, observed: int) -> float:
        """Chance of the observed value or a smaller one."""
        return float(self.probabilities(tilt)[self.null.values <= observed].sum())

    def mean(self, tilt: float) -> float:
        """Mean coefficient."""
        return float(self.probabilities(tilt) @ self.deviations) * self.scale

    def root(self, function: Callable[[float], float]) -> float:
        """Where a function that rises or falls with the tilt crosses zero."""
        steepest = STEEPEST / float(np.diff(self.null.values).min())
        return float(brentq(function, -steepest, steepest, xtol=1e-12 * steepest, rtol=1e-12))


def association_interval(
    layouts: Sequence[Layout], *, confidence: float = 0.95, settings: TestSettings = TestSettings()
) -> AssociationInterval:
    """Exact confidence interval of an association, half of the error on either side.

    Parameters
    ----------
    layouts : sequence of Layout
        Strata, made for ``settings.measure``.
    confidence : float
        0 to 1.
    settings : TestSettings
        Its ``measure`` and ``effort`` are used here; gamma has no interval, since its denominator
        depends on the relabeling.

    Returns
    -------
    AssociationInterval
        The ends, -1 to 1, and whether the distributions behind them are exact.

    Raises
    ------
    FaultsError
        For gamma, a confidence outside 0 to 1, or an association too strong for any tilt to be told.
    """
    check_range(confidence, 0.0, high=1.0, where="confidence")
    result, tilted, observed = _prepare(layouts, settings)
    if tilted is None:
        return AssociationInterval(math.nan, math.nan, math.nan, math.nan, math.nan, confidence, True)
    error = (1 - confidence) / 2
    low, high = -math.inf, math.inf
    if observed > tilted.null.values[0] and error > 0:
        low = tilted.root(lambda tilt: tilted.at_least(tilt, observed) - error)
    if observed < tilted.null.values[-1] and error > 0:
        high = tilted.root(lambda tilt: error - tilted.at_most(tilt, observed))
    ends = tilted.mean(low), tilted.mean(high), low, high
    return AssociationInterval(result, *ends, confidence, tilted.null.exact)


def equivalence(
    layouts: Sequence[Layout], delta: float, *, alpha: float = 0.10, settings: TestSettings = TestSettings()
) -> Equivalence:
    """Test whether an association is negligible: two exact one-sided tests against -delta and delta.

    Parameters
    ----------
    layouts : sequence of Layout
        Strata, made for ``settings.measure``.
    delta : float
        Greatest coefficient in size that counts as negligible, 0 to 1; with 0 nothing is ever shown to be.
    alpha : float
        Level of the test, 0 to 0.5.
    settings : TestSettings
        Its ``measure`` and ``effort`` are used here.

    Returns
    -------
    Equivalence
        The p of each side and of both, 0 to 1; NaN where a variable is constant.

    Raises
    ------
    FaultsError
        For gamma, a delta or an alpha outside its range, or an association too strong for any tilt to be told.

    References
    ----------
    Schuirmann, D. J. (1987), A comparison of the two one-sided tests procedure and the power approach,
    Journal of Pharmacokinetics and Biopharmaceutics 15, 657-680.
    """
    check_range(delta, 0.0, high=1.0, where="delta")
    check_range(alpha, 0.0, high=0.5, where="alpha")
    interval = association_interval(layouts, confidence=1 - 2 * alpha, settings=settings)
    _, tilted, observed = _prepare(layouts, settings)
    if tilted is None:
        return Equivalence(interval, delta, math.nan, math.nan, math.nan, math.nan, False)
    below, above = _one_sided(tilted, delta)
    place = int(np.searchsorted(tilted.null.values, observed))
    against, best = (float(below[place]), float(above[place])), float(np.maximum(below, above).min())
    return Equivalence(
        interval, delta, *against, best, float(above.min()), equivalent=is_significant(max(against), alpha)
    )


def _one_sided(tilted: _Tilted, delta: float) -> tuple[np.ndarray, np.ndarray]:
    """P-values of every value of the statistic against -delta or less, and against delta or more."""
    zeros = np.zeros(len(tilted.null.values))
    lower, upper = (_boundary(tilted, bound) for bound in (-delta, delta))
    below = zeros if lower is None else np.flip(np.cumsum(np.flip(tilted.probabilities(lower))))
    above = zeros if upper is None else np.cumsum(tilted.probabilities(upper))
    least = 1 / (tilted.null.draws + 1) if tilted.null.draws else 0.0  # what was not drawn is rare, not impossible
    return np.clip(below, least, 1.0), np.clip(above, least, 1.0)


def _boundary(tilted: _Tilted, bound: float) -> float | None:
    """The tilt whose mean coefficient is the bound; None where the margins rule such a mean out."""
    if not tilted.mean(-math.inf) <= bound <= tilted.mean(math.inf):
        return None
    try:
        return tilted.root(lambda tilt: tilted.mean(tilt) - bound)
    except ValueError:  # the bound is an end of the range, or so near that no double holds the chance beyond it
        return math.copysign(math.inf, bound)


def _prepare(layouts: Sequence[Layout], settings: TestSettings) -> tuple[float, _Tilted | None, int]:
    """Coefficient, tilted distribution (None where undefined) and observed statistic."""
    if settings.measure is Measure.GAMMA:
        expected = "expected a measure whose denominator the margins fix"
        raise FaultsError([Fault("measure", "gamma", expected, "Use tau_b, somers_d, spearman or pearson.")])
    result, varying = association_of_layouts(layouts, settings), align_scores(layouts)
    if not result.defined:
        return math.nan, None, 0
    null = pooled_distribution(tuple(part.margins for part in varying), settings.effort)
    observed = sum(part.statistic for part in varying)
    if not null.exact and observed not in null.values:
        null = _with(null, observed)
    if not null.probabilities[null.values == observed].any():
        expected = "expected a chance of at least 1e-308 without any association"
        raise FaultsError([Fault("interval", "an association too strong for its size", expected, "Take a part of it.")])
    return result.coefficient, _Tilted(null, _scale(layouts, settings)), observed


def _with(null: NullDistribution, observed: int) -> NullDistribution:
    """A sampled distribution with the observed labelling counted once."""
    values = np.append(null.values, observed)
    counts = np.append(null.probabilities * null.draws, 1.0)
    order = np.argsort(values)
    return NullDistribution(values[order], counts[order] / counts.sum(), null.centre, null.relabelings, null.draws + 1)


def _scale(layouts: Sequence[Layout], settings: TestSettings) -> float:
    """What one unit of the statistic is worth in the coefficient."""
    if settings.measure.is_linear:
        x, y, _ = summed_moments(layouts)
        first = align_scores(layouts)[0]
        return float(first.row_unit * first.column_unit) / math.sqrt(x * y)
    counts = [part.counts for part in layouts]
    strict = sum(part.concordant + part.discordant for part in counts)
    in_x = strict + sum(part.tied_y_only for part in counts)
    in_y = strict + sum(part.tied_x_only for part in counts)
    return 1 / (in_x if settings.measure is Measure.SOMERS_D else math.sqrt(in_x * in_y))
