"""Do all cut-offs of an ordered outcome share one slope? A likelihood-ratio check of proportional odds."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy import stats
from scipy.optimize import minimize
from scipy.special import expit

from clusterbook.errors import ClusterbookError
from clusterbook.stats.observations import Numbers, check_pair

APART = 1e-6  # the least difference between the logits of neighbouring cut-offs
STEEPEST = 12.0  # log odds per standard deviation of the cause beyond which a slope is as good as infinite


@dataclass(frozen=True)
class ProportionalOdds:
    """One slope against one slope per cut-off; NaN where there are fewer than three levels or one cause.

    Attributes
    ----------
    levels : int
        Levels of the outcome that occur.
    common, separate : float
        Log likelihoods with one slope and with one per cut-off.
    statistic : float
        Twice their difference, 0 or more.
    freedom : int
        Slopes that the second model has more.
    p : float
        Chi-square p: rough in small samples, where levels hold few observations.
    """

    levels: int
    common: float
    separate: float
    statistic: float
    freedom: int
    p: float


def proportional_odds(x: Numbers, y: Numbers) -> ProportionalOdds:
    """Compare cumulative logits of y on x with one common slope and with a slope of each cut-off's own.

    Slopes are held within ``STEEPEST`` per standard deviation, so that separation leaves a likelihood that is
    as good as its limit.

    Parameters
    ----------
    x, y : sequences of float
        Cause and ordered outcome of the same observations, shape (n,), all finite.

    Raises
    ------
    FaultsError
        Where lengths differ or a value is missing.
    ClusterbookError
        Where a maximum is not found.

    References
    ----------
    Peterson, B. and Harrell, F. E. (1990), Partial proportional odds models for ordinal response
    variables, Applied Statistics 39, 205-217.
    """
    cause, outcome = check_pair(x, y, where="proportional_odds")
    levels, codes = np.unique(outcome, return_inverse=True)
    cuts = len(levels) - 1
    if cuts < 2 or np.ptp(cause) == 0:
        return ProportionalOdds(len(levels), math.nan, math.nan, math.nan, max(cuts - 1, 0), math.nan)
    z = (cause - cause.mean()) / cause.std()
    common, start = _maximum(z, codes, start=np.append(_logits(codes, cuts), 0.0), cuts=cuts)
    start = np.concatenate([start[:cuts], np.repeat(start[cuts], cuts)])
    separate, _ = _maximum(z, codes, start=start, cuts=cuts)
    statistic = max(2 * (separate - common), 0.0)
    p_value = float(stats.chi2.sf(statistic, cuts - 1))
    return ProportionalOdds(len(levels), common, separate, statistic, cuts - 1, p_value)


def _logits(codes: np.ndarray, cuts: int) -> np.ndarray:
    """Log odds of lying at or below each cut-off, whatever the cause."""
    shares = np.array([(codes <= cut).mean() for cut in range(cuts)])
    return np.log(shares / (1 - shares))


def _maximum(z: np.ndarray, codes: np.ndarray, *, start: np.ndarray, cuts: int) -> tuple[float, np.ndarray]:
    """The highest log likelihood and where it lies: cut-offs first, then one slope or as many as cut-offs."""
    ends = np.unique(z)

    def logits(parameters: np.ndarray, at: np.ndarray) -> np.ndarray:
        return parameters[:cuts] - at[:, None] * parameters[cuts:]

    def objective(parameters: np.ndarray) -> float:
        below = np.column_stack([np.zeros(len(z)), expit(logits(parameters, z)), np.ones(len(z))])
        chances = np.take_along_axis(np.diff(below, axis=1), codes[:, None], axis=1)
        return -float(np.log(np.maximum(chances, 1e-12)).sum())

    apart = {"type": "ineq", "fun": lambda parameters: np.diff(logits(parameters, ends), axis=1).ravel() - APART}
    bounds = [(None, None)] * cuts + [(-STEEPEST, STEEPEST)] * (len(start) - cuts)
    options = {"maxiter": 1_000, "ftol": 1e-10}
    found = minimize(objective, start, method="SLSQP", constraints=[apart], bounds=bounds, options=options)
    if not found.success:
        raise ClusterbookError(f"proportional_odds: no maximum found ({found.message})")
    return -float(found.fun), found.x
