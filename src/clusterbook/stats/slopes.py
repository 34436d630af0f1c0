"""Slopes within groups: whether they differ, and which slopes a permutation test does not reject."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from clusterbook.stats.choices import Effort, check_range
from clusterbook.stats.observations import Numbers, check_pair, members_of

BATCH, BATCH_CELLS = 5_000, 5_000_000  # permutations, and numbers, handled at once
SLACK = 1e-12  # a sum of squares this small beside the whole is zero but for rounding


@dataclass(frozen=True)
class SlopeDifference:
    """Whether slopes differ between groups; NaN where fewer than two slopes can be drawn.

    Attributes
    ----------
    slopes : dict of str to float
        Slope of each group in which x varies, units of y per unit of x.
    common_slope : float
        The slope that all groups share, beside group means.
    statistic : float
        F of group slopes against the common slope, 0 or more.
    p : float
        Share of permutations with F at least as large, the observed one counted (always sampled).
    standard_error : float
        Of p.
    draws : int
        Number of permutations; 0 where the test is undefined.
    """

    slopes: dict[str, float]
    common_slope: float
    statistic: float
    p: float
    standard_error: float
    draws: int


def slope_difference(
    x: Numbers, y: Numbers, *, strata: Sequence[Hashable], effort: Effort = Effort(draws=20_000)
) -> SlopeDifference:
    """Test whether the association has the same slope in all groups.

    Under the hypothesis slopes are equal, not zero, so observations themselves cannot be exchanged. By
    Freedman and Lane's method the residuals from group means and the common slope are exchanged
    within groups; exact in large samples only, sampled here, with its standard error.

    Parameters
    ----------
    x, y : sequences of float
        Cause and outcome of the same observations, shape (n,), all finite.
    strata : sequence
        Group of each observation, shape (n,), none missing.
    effort : Effort
        Its draws and seed are used here.

    Returns
    -------
    SlopeDifference
        Slope of each group, the statistic and its sampled p, 0 to 1.

    Raises
    ------
    FaultsError
        Where lengths differ, or a value or a group is missing.

    References
    ----------
    Freedman, D. and Lane, D. (1983), A nonstochastic interpretation of reported significance
    levels, Journal of Business and Economic Statistics 1, 292-298.
    """
    x, y = check_pair(x, y, where="slope_difference")
    groups = members_of(strata, len(x), where="slope_difference")
    kept = {label: members for label, members in groups.items() if np.ptp(x[members]) > 0}
    varying, y_varies = list(kept.values()), any(np.ptp(y[members]) > 0 for members in kept.values())
    used = np.concatenate(varying) if varying else np.array([], dtype=int)
    x, y = (_within(values, varying) for values in (x, y))
    slopes = {str(label): float(_slope(x[members], y[members])) for label, members in kept.items()}
    freedom = len(used) - 2 * len(varying)
    if len(varying) < 2 or freedom < 1 or not y_varies:
        return SlopeDifference(slopes, math.nan, math.nan, math.nan, math.nan, 0)
    common = float(_slope(x[used], y[used]))
    observed = float(_f(x, y[None, :], groups=varying)[0]) * freedom
    permuted = _permuted_f(x, common * x, residuals=y - common * x, groups=varying, effort=effort) * freedom
    p_value = (int((permuted >= observed * (1 - 1e-9)).sum()) + 1) / (effort.draws + 1)
    error = math.sqrt(p_value * (1 - p_value) / effort.draws)
    return SlopeDifference(slopes, common, observed / (len(varying) - 1), p_value, error, effort.draws)


def _within(values: np.ndarray, groups: Sequence[np.ndarray]) -> np.ndarray:
    """Deviations from each group's mean."""
    centred = values.copy()
    for members in groups:
        centred[members] -= values[members].mean()
    return centred


def _slope(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Least-squares slope through the origin along the last axis of y."""
    return y @ x / (x @ x)


def _f(x: np.ndarray, y: np.ndarray, *, groups: Sequence[np.ndarray]) -> np.ndarray:
    """Fall in the sum of squares by separate slopes, over what remains; one value per row of y."""
    used = np.concatenate(groups)
    total = (y[:, used] ** 2).sum(axis=1)
    common = _slope(x[used], y[:, used]) ** 2 * (x[used] @ x[used])
    separate = sum(_slope(x[members], y[:, members]) ** 2 * (x[members] @ x[members]) for members in groups)
    return np.maximum(separate - common, 0.0) / np.maximum(total - separate, SLACK * total.max())


def _permuted_f(
    x: np.ndarray, fitted: np.ndarray, *, residuals: np.ndarray, groups: Sequence[np.ndarray], effort: Effort
) -> np.ndarray:
    """F of many samples whose residuals were exchanged within groups."""
    rng, found, batch = np.random.default_rng(effort.seed), [], max(1, min(BATCH, BATCH_CELLS // len(x)))
    for start in range(0, effort.draws, batch):
        size = min(batch, effort.draws - start)
        y = np.tile(residuals, (size, 1))
        for members in groups:
            y[:, members] = rng.permuted(y[:, members], axis=1)
        y += fitted
        found.append(_f(x, y, groups=groups))
    return np.concatenate(found)


@dataclass(frozen=True)
class SlopeInterval:
    """A randomization interval of a slope within strata; NaN where the cause does not vary.

    Attributes
    ----------
    slope : float
        Least-squares slope beside stratum means, units of y per unit of x.
    low, high : float
        Slopes that neither one-sided permutation test rejects; infinite where so few orders differ that
        no slope is rejected on that side.
    confidence : float
        Least chance, 0 to 1, that such an interval holds the slope.
    draws : int
        Random orders behind it; the observed one is counted as well.
    """

    slope: float
    low: float
    high: float
    confidence: float
    draws: int


def slope_interval(
    x: Numbers,
    y: Numbers,
    *,
    strata: Sequence[Hashable],
    confidence: float = 0.95,
    effort: Effort = Effort(draws=20_000),
) -> SlopeInterval:
    """All slopes b for which y - b x could have come in any order within strata.

    For one order the permuted sum of products reaches the observed one just from some b on, so that
    each order contributes one threshold, and the ends of the interval are two of them.

    Parameters
    ----------
    x, y : sequences of float
        Cause and outcome of the same observations, shape (n,), all finite.
    strata : sequence
        Stratum of each observation, shape (n,), none missing.
    confidence : float
        0 to 1, half of the error on either side.
    effort : Effort
        Its draws and seed are used here.

    Returns
    -------
    SlopeInterval
        The ends, in units of y per unit of x; infinite where no order bounds them.

    Raises
    ------
    FaultsError
        Where lengths differ, a value or stratum is missing, or the confidence lies outside 0 to 1.

    References
    ----------
    Rosenbaum, P. R. (2002), Observational Studies, 2nd ed., section 2.6 (inverting a randomization test).
    """
    check_range(confidence, 0.0, high=1.0, where="confidence")
    cause, outcome = check_pair(x, y, where="slope_interval")
    groups = members_of(strata, len(cause), where="slope_interval")
    varying = [members for members in groups.values() if np.ptp(cause[members]) > 0]
    if not varying:
        return SlopeInterval(math.nan, math.nan, math.nan, confidence, 0)
    used = np.concatenate(varying)
    cause, outcome = _within(cause, varying), _within(outcome, varying)
    thresholds, always = _thresholds(cause, outcome, groups=varying, effort=effort)
    rejected = math.floor((1 - confidence) / 2 * (effort.draws + 1) * (1 + 1e-12)) - always - 1
    bounds = rejected >= 0 and len(thresholds) > rejected
    low, high = (thresholds[rejected], thresholds[-1 - rejected]) if bounds else (-math.inf, math.inf)
    return SlopeInterval(float(_slope(cause[used], outcome[used])), float(low), float(high), confidence, effort.draws)


def _thresholds(
    x: np.ndarray, y: np.ndarray, *, groups: Sequence[np.ndarray], effort: Effort
) -> tuple[np.ndarray, int]:
    """Rising slopes from which orders are as extreme as the observed one, and how many orders always are."""
    rng, found, batch = np.random.default_rng(effort.seed), [], max(1, min(BATCH, BATCH_CELLS // len(x)))
    for start in range(0, effort.draws, batch):
        order = np.tile(x, (min(batch, effort.draws - start), 1))
        for members in groups:
            order[:, members] = rng.permuted(order[:, members], axis=1)
        moved = x - order
        product, square = moved @ y, moved @ x
        differs = square > SLACK * (x @ x)
        found.append(product[differs] / square[differs])
    thresholds = np.sort(np.concatenate(found))
    return thresholds, effort.draws - len(thresholds)
