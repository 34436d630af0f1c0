"""Logistic regression by penalised likelihood: finite estimates and profile intervals in small samples."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy import stats
from scipy.optimize import brentq, minimize

from clusterbook.errors import ClusterbookError, Fault, FaultsError
from clusterbook.stats.choices import check_range
from clusterbook.stats.observations import Numbers, check_observations

WIDEST = 60.0  # log odds over about a cause's range beyond which an end of an interval is called infinite
FLAT = 1e-3  # at a maximum every slope of the penalised log likelihood is below this


@dataclass(frozen=True)
class PenalisedLogit:
    """A logit with Jeffreys' prior as penalty.

    Attributes
    ----------
    estimates : tuple of float
        Log odds: constant, then one per cause, shape (1 + causes,).
    low, high : tuple of float
        Ends of the profile penalised-likelihood intervals, same shape.
    p : tuple of float
        Penalised likelihood-ratio p-values (chi-square, one degree of freedom), same shape.
    confidence : float
        Level of the intervals, 0 to 1.
    """

    estimates: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    p: tuple[float, ...]
    confidence: float


def penalised_logit(outcome: Numbers, design: np.ndarray, *, confidence: float = 0.95) -> PenalisedLogit:
    """Fit a logit by Firth's penalised likelihood, which separation does not make infinite.

    Parameters
    ----------
    outcome : sequence of 0 and 1, shape (n,)
    design : array of float, shape (n, causes)
        Finite, of full rank together with a constant column, which is added.
    confidence : float
        Level of the intervals, 0 to 1.

    Returns
    -------
    PenalisedLogit
        Coefficients in log odds with intervals and likelihood-ratio p, 0 to 1.

    Raises
    ------
    FaultsError
        Where outcome or design is not so.
    ClusterbookError
        Where the maximum is not found.

    References
    ----------
    Firth, D. (1993), Bias reduction of maximum likelihood estimates, Biometrika 80, 27-38.
    Heinze, G. and Schemper, M. (2002), A solution to the problem of separation in logistic regression,
    Statistics in Medicine 21, 2409-2419 (profile intervals).
    """
    check_range(confidence, 0.0, high=1.0, where="confidence")
    y, columns = _check_design(outcome, design)
    units = _units(columns)
    columns = columns / units
    best, top = _maximum(y, columns, offset=np.zeros(len(y)))
    distance = stats.chi2.ppf(confidence, 1) / 2
    ends = [_ends(y, columns, place, peak=(best[place], top - distance)) for place in range(len(best))]
    ratios = [2 * (top - _profile(y, columns, place, value=0.0)) for place in range(len(best))]
    p_values = tuple(float(stats.chi2.sf(max(ratio, 0.0), 1)) for ratio in ratios)
    estimates, low, high = (tuple((values / units).tolist()) for values in (best, *np.transpose(ends)))
    return PenalisedLogit(estimates, low, high, p_values, confidence)


def _units(columns: np.ndarray) -> np.ndarray:
    """A power of 16 near each column's range, 1 for the constant: what is estimated does not depend on its unit."""
    ranges = np.ptp(columns, axis=0)
    return 16.0 ** np.round(np.log2(np.where(ranges > 0, ranges, 1.0)) / 4)


def _check_design(outcome: Numbers, design: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Outcome, and design with its constant."""
    y, causes = check_observations(outcome, where="penalised_logit, outcome"), np.asarray(design, dtype=float)
    if set(y.tolist()) - {0.0, 1.0}:
        raise FaultsError([Fault("penalised_logit", "other values", "allowed 0, 1", "Pass presence or absence.")])
    if causes.ndim != 2 or len(causes) != len(y) or not np.isfinite(causes).all():
        expected = f"expected finite numbers, shape ({len(y)}, causes)"
        raise FaultsError([Fault("penalised_logit", f"design of shape {causes.shape}", expected, "Match the cases.")])
    columns = np.column_stack([np.ones(len(y)), causes])
    if len(y) < columns.shape[1] or np.linalg.matrix_rank(columns) < columns.shape[1]:  # no rank of nothing in numpy 1
        raise FaultsError([Fault("penalised_logit", "dependent columns", "expected full rank", "Leave one out.")])
    return y, columns


def _objective(
    beta: np.ndarray, y: np.ndarray, *, columns: np.ndarray, penalty: np.ndarray
) -> tuple[float, np.ndarray]:
    """Minus the penalised log likelihood and its slopes.

    ``penalty`` holds the columns of the whole model and the offset last.
    """
    whole, eta = penalty[:, :-1], columns @ beta + penalty[:, -1]
    chance = 1 / (1 + np.exp(-np.clip(eta, -500, 500)))
    weights = chance * (1 - chance)
    information = whole.T @ (whole * weights[:, None])
    sign, logarithm = np.linalg.slogdet(information)
    if sign <= 0:
        return 1e10, np.zeros(len(beta))
    likelihood = float(y @ eta - np.logaddexp(0, eta).sum())
    leverage = weights * (whole * np.linalg.solve(information, whole.T).T).sum(axis=1)
    return -(likelihood + float(logarithm) / 2), -columns.T @ (y - chance + leverage * (0.5 - chance))


def _maximum(
    y: np.ndarray, columns: np.ndarray, *, offset: np.ndarray, left_out: int | None = None
) -> tuple[np.ndarray, float]:
    """Estimates and the penalised log likelihood, one coefficient held by the offset if left out."""
    free = columns if left_out is None else np.delete(columns, left_out, axis=1)
    penalty = np.column_stack([columns, offset])

    def objective(beta: np.ndarray) -> tuple[float, np.ndarray]:
        return _objective(beta, y, columns=free, penalty=penalty)

    if not free.shape[1]:
        return np.zeros(0), -objective(np.zeros(0))[0]
    found = minimize(objective, np.zeros(free.shape[1]), jac=True, method="BFGS", options={"gtol": FLAT / 1_000})
    if np.abs(found.jac).max(initial=0.0) > FLAT:
        raise ClusterbookError("penalised_logit: no maximum found; subtract the causes' means, or leave one out")
    return found.x, -float(found.fun)


def _profile(y: np.ndarray, columns: np.ndarray, place: int, *, value: float) -> float:
    """The highest penalised log likelihood with one coefficient held."""
    return _maximum(y, columns, offset=columns[:, place] * value, left_out=place)[1]


def _ends(y: np.ndarray, columns: np.ndarray, place: int, *, peak: tuple[float, float]) -> tuple[float, float]:
    """Where the profile falls to the level, on either side of the estimate."""
    estimate, level = peak
    found = []
    for side in (-1.0, 1.0):
        step = 1.0
        while step < WIDEST and _profile(y, columns, place, value=estimate + side * step) > level:
            step *= 2
        if step >= WIDEST:
            found.append(side * math.inf)
            continue
        place_of = brentq(lambda x: _profile(y, columns, place, value=x) - level, estimate, estimate + side * step)
        found.append(float(place_of))
    return found[0], found[1]
