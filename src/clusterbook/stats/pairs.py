"""Pairs of observations that agree or disagree in order, and the coefficients they give."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from clusterbook.errors import Fault, FaultsError
from clusterbook.stats.choices import Measure
from clusterbook.stats.observations import Numbers, check_pair

MOST_CELLS = 4_000_000  # 32 megabytes: 2,000 observations without a tie


@dataclass(frozen=True)
class PairCounts:
    """All pairs of observations, by how the two variables order them.

    Attributes
    ----------
    concordant, discordant : int
        Pairs that both variables order, alike or against each other.
    tied_x_only, tied_y_only, tied_both : int
        Pairs that x, y or both do not order.

    References
    ----------
    Agresti, A. (2010), Analysis of Ordinal Categorical Data, 2nd ed., section 7.1.
    """

    concordant: int
    discordant: int
    tied_x_only: int
    tied_y_only: int
    tied_both: int

    @property
    def s(self) -> int:
        """Kendall's S, concordant minus discordant pairs."""
        return self.concordant - self.discordant

    @property
    def tau_b(self) -> float:
        """S over the geometric mean of the pairs untied in x and untied in y, -1 to 1."""
        strict = self.concordant + self.discordant
        return _ratio(self.s, math.sqrt((strict + self.tied_y_only) * (strict + self.tied_x_only)))

    @property
    def somers_d_y_given_x(self) -> float:
        """S over the pairs that differ in x: how far x orders y, -1 to 1."""
        return _ratio(self.s, self.concordant + self.discordant + self.tied_y_only)

    @property
    def gamma(self) -> float:
        """Goodman and Kruskal's gamma, S over the pairs tied in neither, -1 to 1."""
        return _ratio(self.s, self.concordant + self.discordant)

    def coefficient(self, measure: Measure) -> float:
        """The coefficient that the measure names, -1 to 1 or NaN; Somers' D is y given x.

        Raises
        ------
        FaultsError
            Where the measure is linear: pairs do not decide it.
        """
        coefficients = {
            Measure.TAU_B: self.tau_b,
            Measure.SOMERS_D: self.somers_d_y_given_x,
            Measure.GAMMA: self.gamma,
        }
        if measure not in coefficients:
            fault = Fault("measure", str(measure), "expected one of pairs", "Use tau_b, somers_d or gamma.")
            raise FaultsError([fault])
        return coefficients[measure]

    def __add__(self, other: PairCounts) -> PairCounts:
        """The pairs of two strata together; no pair joins observations of different strata."""
        return PairCounts(
            self.concordant + other.concordant,
            self.discordant + other.discordant,
            self.tied_x_only + other.tied_x_only,
            self.tied_y_only + other.tied_y_only,
            self.tied_both + other.tied_both,
        )


def _ratio(numerator: float, denominator: float) -> float:
    """The quotient, undefined (NaN) over nothing: a constant orders no pair."""
    return numerator / denominator if denominator else math.nan


def contingency_table(x: Numbers, y: Numbers) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Cross-tabulate two variables.

    Parameters
    ----------
    x, y : sequences of float
        Of the same observations, in the same order, shape (n,), all finite.

    Returns
    -------
    tuple
        Counts, shape (levels of x, levels of y); the levels of x; those of y, both rising.

    Raises
    ------
    FaultsError
        Where the lengths differ or a value is missing or infinite.
    """
    x, y = check_pair(x, y, where="association")
    x_levels, rows = np.unique(x, return_inverse=True)
    y_levels, columns = np.unique(y, return_inverse=True)
    size = len(x_levels) * len(y_levels)
    if size > MOST_CELLS:
        found = f"{len(x_levels)} by {len(y_levels)} distinct values"
        fault = Fault("association", found, f"at most {MOST_CELLS} cells", "Round or group the values first.")
        raise FaultsError([fault])
    cells = np.bincount(rows * len(y_levels) + columns, minlength=size)
    return cells.reshape(len(x_levels), len(y_levels)), x_levels, y_levels


def s_of_tables(tables: np.ndarray) -> np.ndarray:
    """Kendall's S of each table; the last two axes are the rising levels of x and of y.

    Parameters
    ----------
    tables : array of int, shape (..., levels of x, levels of y)

    Returns
    -------
    ndarray
        Concordant minus discordant pairs, shape (...).
    """
    tables = np.asarray(tables, dtype=np.int64)
    below = tables.sum(axis=-2, keepdims=True) - tables.cumsum(axis=-2)
    so_far = below.cumsum(axis=-1)
    right_less_left = so_far[..., -1:] - so_far - (so_far - below)
    return (tables * right_less_left).sum(axis=(-2, -1))


def pair_counts(x: Numbers, y: Numbers) -> PairCounts:
    """Sort all pairs of observations by how two variables order them.

    Parameters
    ----------
    x, y : sequences of float
        Of the same observations, in the same order, shape (n,), all finite.

    Returns
    -------
    PairCounts
        Numbers of concordant, discordant and tied pairs.

    Raises
    ------
    FaultsError
        Where the lengths differ or a value is missing or infinite.
    """
    return counts_of_table(contingency_table(x, y)[0])


def counts_of_table(table: np.ndarray) -> PairCounts:
    """Sort all pairs of a cross-tabulation (levels of x by levels of y, rising)."""
    table = np.asarray(table, dtype=np.int64)
    tied_both = int((table * (table - 1)).sum()) // 2
    tied_x = _pairs(table.sum(axis=1))
    tied_y = _pairs(table.sum(axis=0))
    strict = _pairs(table.sum()) - tied_x - tied_y + tied_both
    s = int(s_of_tables(table))
    return PairCounts((strict + s) // 2, (strict - s) // 2, tied_x - tied_both, tied_y - tied_both, tied_both)


def _pairs(sizes: np.ndarray) -> int:
    """Number of pairs inside groups of the given sizes."""
    return int((sizes * (sizes - 1)).sum()) // 2
