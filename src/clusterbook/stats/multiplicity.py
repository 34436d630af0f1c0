"""Adjusting p-values when many relations are tested at once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from clusterbook.errors import Fault, FaultsError
from clusterbook.stats.observations import Numbers


def holm(p_values: Numbers) -> np.ndarray:
    """Holm's adjusted p-values: the chance of any false finding stays below the level.

    Parameters
    ----------
    p_values : sequence of float
        Shape (tests,), 0 to 1; NaN (undefined) stays NaN and does not count as a test.

    Returns
    -------
    ndarray
        Adjusted p-values in the same order, shape (tests,), 0 to 1.

    Raises
    ------
    FaultsError
        Where a p-value lies outside 0 to 1, or they are no list.

    References
    ----------
    Holm, S. (1979), A simple sequentially rejective multiple test procedure,
    Scandinavian Journal of Statistics 6, 65-70.
    """
    return _adjust(p_values, _holm)


def benjamini_hochberg(p_values: Numbers) -> np.ndarray:
    """Benjamini and Hochberg's adjusted p-values: the share of false findings stays below the level.

    Parameters
    ----------
    p_values : sequence of float
        Shape (tests,), 0 to 1; NaN (undefined) stays NaN and does not count as a test.

    Returns
    -------
    ndarray
        Adjusted p-values in the same order, shape (tests,), 0 to 1.

    Raises
    ------
    FaultsError
        Where a p-value lies outside 0 to 1, or they are no list.

    References
    ----------
    Benjamini, Y. and Hochberg, Y. (1995), Controlling the false discovery rate,
    Journal of the Royal Statistical Society B 57, 289-300.
    """
    return _adjust(p_values, _benjamini_hochberg)


def _adjust(p_values: Numbers, rule: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
    """Apply a rule for rising p-values to those that are defined, in their own order."""
    p_values = np.asarray(p_values, dtype=float)
    if p_values.ndim != 1 or ((p_values < 0) | (p_values > 1)).any():
        fault = Fault("p_values", f"shape {p_values.shape}", "expected a list of numbers from 0 to 1", "Pass p-values.")
        raise FaultsError([fault])
    adjusted = np.full(p_values.shape, np.nan)
    defined = np.flatnonzero(~np.isnan(p_values))
    order = defined[np.argsort(p_values[defined], kind="stable")]
    if len(order):
        adjusted[order] = np.minimum(rule(p_values[order]), 1.0)
    return adjusted


def _holm(rising: np.ndarray) -> np.ndarray:
    """The i-th smallest times the number of tests not yet decided, never falling."""
    return np.maximum.accumulate(rising * np.arange(len(rising), 0, -1))


def _benjamini_hochberg(rising: np.ndarray) -> np.ndarray:
    """The i-th smallest times tests over i, never falling."""
    scaled = rising * len(rising) / np.arange(1, len(rising) + 1)
    return np.flip(np.minimum.accumulate(np.flip(scaled)))
