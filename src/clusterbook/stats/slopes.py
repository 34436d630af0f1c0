"""Do sectors differ in slope? A permutation test of one common slope against one a sector."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from clusterbook.stats.choices import Effort

BATCH = 5_000  # permutations handled at once


@dataclass(frozen=True)
class SlopeDifference:
    """Whether slopes differ between sectors; NaN where fewer than two slopes can be drawn.

    Attributes
    ----------
    slopes : slope of each sector in which x varies, rating points a unit of x
    common_slope : the slope that all sectors share, beside sector means
    statistic : F of sector slopes against the common slope
    p : share of permutations with F at least as large, the observed one counted (always sampled)
    standard_error : of p
    draws : number of permutations
    """

    slopes: dict[str, float]
    common_slope: float
    statistic: float
    p: float
    standard_error: float
    draws: int


def slope_difference(
    x: Sequence[float], y: Sequence[float], *, sectors: Sequence[object], effort: Effort = Effort(draws=20_000)
) -> SlopeDifference:
    """Test whether the association has the same slope in all sectors.

    Under the hypothesis slopes are equal, not zero, so ratings themselves cannot be exchanged. By
    Freedman and Lane's method the residuals from sector means and the common slope are exchanged
    within sectors; exact in large samples only, sampled here, with its standard error.

    Parameters
    ----------
    x, y : sequences of float, none missing (scores of the cause, ratings of upgrading)
    sectors : sequence, the sector of each cluster

    References
    ----------
    Freedman, D. and Lane, D. (1983), A nonstochastic interpretation of reported significance
    levels, Journal of Business and Economic Statistics 1, 292-298.
    """
    labels = np.array([str(sector) for sector in sectors])
    groups = [np.flatnonzero(labels == label) for label in dict.fromkeys(labels)]
    x, y = (_within(np.asarray(values, dtype=float), groups) for values in (x, y))
    varying = [members for members in groups if (x[members] @ x[members]) > 0]
    used = np.concatenate(varying) if varying else np.array([], dtype=int)
    slopes = {str(labels[members[0]]): float(_slope(x[members], y[members])) for members in varying}
    freedom = len(used) - 2 * len(varying)
    if len(varying) < 2 or freedom < 1 or not np.any(y[used]):
        return SlopeDifference(slopes, math.nan, math.nan, math.nan, math.nan, 0)
    common = float(_slope(x[used], y[used]))
    observed = float(_f(x, y[None, :], groups=varying)[0]) * freedom
    permuted = _permuted_f(x, common * x, residuals=y - common * x, groups=varying, effort=effort) * freedom
    p_value = (int((permuted >= observed * (1 - 1e-9)).sum()) + 1) / (effort.draws + 1)
    error = math.sqrt(p_value * (1 - p_value) / effort.draws)
    return SlopeDifference(slopes, common, observed / (len(varying) - 1), p_value, error, effort.draws)


def _within(values: np.ndarray, groups: Sequence[np.ndarray]) -> np.ndarray:
    """Deviations from each sector's mean."""
    centred = values.copy()
    for members in groups:
        centred[members] -= values[members].mean()
    return centred


def _slope(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Least-squares slope through the origin along the last axis of y."""
    return y @ x / (x @ x)


def _f(x: np.ndarray, y: np.ndarray, *, groups: Sequence[np.ndarray]) -> np.ndarray:
    """Fall in the sum of squares by separate slopes, over what remains; one value a row of y."""
    used = np.concatenate(groups)
    total = (y[:, used] ** 2).sum(axis=1)
    common = _slope(x[used], y[:, used]) ** 2 * (x[used] @ x[used])
    separate = sum(_slope(x[members], y[:, members]) ** 2 * (x[members] @ x[members]) for members in groups)
    return (separate - common) / np.maximum(total - separate, 1e-12)


def _permuted_f(
    x: np.ndarray, fitted: np.ndarray, *, residuals: np.ndarray, groups: Sequence[np.ndarray], effort: Effort
) -> np.ndarray:
    """F of many samples whose residuals were exchanged within sectors."""
    rng, found = np.random.default_rng(effort.seed), []
    for start in range(0, effort.draws, BATCH):
        size = min(BATCH, effort.draws - start)
        y = np.tile(residuals, (size, 1))
        for members in groups:
            y[:, members] = rng.permuted(y[:, members], axis=1)
        y += fitted
        found.append(_f(x, y, groups=groups))
    return np.concatenate(found)
