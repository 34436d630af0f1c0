"""Does a finite maximum of the ordered-logit likelihood exist? Decided by linear programming."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.optimize import linprog

from clusterbook.errors import ClusterbookError, Fault, FaultsError

TOLERANCE = 1e-6

Bounds = tuple[float | None, float | None]  # of one variable of a linear program


class Separation(StrEnum):
    """How far a combination of causes and thresholds orders the outcome without a fault."""

    NONE = "none"
    """No combination does: the likelihood has a maximum."""
    QUASI_COMPLETE = "quasi-complete"
    """Some combination does, with cases on a threshold."""
    COMPLETE = "complete"
    """Some combination does, with no case on a threshold."""


class Drift(StrEnum):
    """Where the likelihood draws a coefficient."""

    FINITE = "finite"
    """To a finite value."""
    RISING = "rises without bound"
    """Up, without bound."""
    FALLING = "falls without bound"
    """Down, without bound."""
    UNDECIDED = "undecided"
    """Either way: directions of both signs improve it."""


@dataclass(frozen=True)
class SeparationCheck:
    """Outcome of the check.

    Attributes
    ----------
    separation : Separation
        None, quasi-complete or complete.
    drifts : tuple of Drift
        Where each coefficient goes, shape (causes,).
    separated : tuple of bool
        For each case, whether some direction improves its likelihood and worsens nobody's.
    """

    separation: Separation
    drifts: tuple[Drift, ...]
    separated: tuple[bool, ...]


def check_separation(codes: Sequence[int] | np.ndarray, design: np.ndarray) -> SeparationCheck:
    """Look for a direction in which the likelihood never falls.

    A case at level j contributes F(a_j - xb) - F(a_(j-1) - xb). Along a direction (da, db) it never
    falls just if da_j - x db >= 0 and da_(j-1) - x db <= 0 (the outer thresholds are infinite), and
    rises where either is strict. A maximum exists if and only if no direction makes any strict.

    Parameters
    ----------
    codes : sequence of int
        Level of each case, 0, 1, ...; every level up to the highest (at least 1) occurs.
    design : array of float, shape (cases, causes)
        Finite, of full rank together with a constant column.

    Returns
    -------
    SeparationCheck
        What separates, where each coefficient goes, and the cases that a direction improves.

    Raises
    ------
    FaultsError
        Where codes or design are not so.

    References
    ----------
    Albert, A. and Anderson, J. A. (1984), On the existence of maximum likelihood estimates in logistic
    regression models, Biometrika 71, 1-10. Konis, K. (2007), Linear programming algorithms for
    detecting separated data in binary logistic regression models, DPhil thesis, Oxford (the programs).
    """
    levels, causes_of = _check_model(np.asarray(codes), np.asarray(design, dtype=float))
    constraints, owners = _constraints(levels, causes_of)
    strict = _strict(constraints)
    separated = tuple(bool(strict[owners == case].any()) for case in range(len(codes)))
    if not strict.any():
        kind = Separation.NONE
    else:
        kind = Separation.COMPLETE if strict.all() else Separation.QUASI_COMPLETE
    causes = range(constraints.shape[1] - design.shape[1], constraints.shape[1])
    return SeparationCheck(kind, tuple(_drift(constraints, place) for place in causes), separated)


def _with_constant(design: np.ndarray) -> np.ndarray:
    """The design after a column of ones."""
    return np.column_stack([np.ones(len(design)), design])


def _check_model(codes: np.ndarray, design: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Codes and design of a model that can be identified."""
    faults = []
    levels = np.unique(codes)
    if codes.ndim != 1 or len(levels) < 2 or not np.array_equal(levels, np.arange(len(levels))):
        faults.append(
            Fault("codes", str(levels.tolist()), "expected levels 0, 1, ... that all occur", "Number them so.")
        )
    if design.ndim != 2 or len(design) != len(codes) or not np.isfinite(design).all():
        expected = f"expected finite numbers, shape ({len(codes)}, causes)"
        faults.append(Fault("design", f"shape {design.shape}", expected, "Match the cases."))
    elif len(design) <= design.shape[1] or np.linalg.matrix_rank(_with_constant(design)) <= design.shape[1]:
        faults.append(Fault("design", "columns that depend on each other", "expected full rank", "Leave one out."))
    if faults:
        raise FaultsError(faults)
    return codes.astype(int), design


def _constraints(codes: np.ndarray, design: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Rows that a direction (thresholds, then causes) must not make negative, and their cases."""
    thresholds = int(codes.max())
    rows, owners = [], []
    for case, (code, x) in enumerate(zip(codes, design, strict=True)):
        for threshold, sign in ((code, 1.0), (code - 1, -1.0)):
            if 0 <= threshold < thresholds:
                row = np.concatenate([np.zeros(thresholds), -sign * x])
                row[threshold] = sign
                rows.append(row)
                owners.append(case)
    return np.array(rows), np.array(owners)


def _strict(constraints: np.ndarray) -> np.ndarray:
    """Which constraints some direction makes strict; one direction does it for all of them at once."""
    count, size = constraints.shape
    objective = np.concatenate([np.zeros(size), -np.ones(count)])
    limits = np.hstack([-constraints, np.eye(count)])
    bounds = [(None, None)] * size + [(0, 1)] * count
    return _solve(objective, limits, bounds=bounds)[size:] > 0.5


def _drift(constraints: np.ndarray, place: int) -> Drift:
    """Whether directions raise a coefficient, lower it, both or neither."""
    size = constraints.shape[1]
    bounds = [(-1, 1) if column == place else (None, None) for column in range(size)]
    ends = []
    for sign in (1, -1):
        objective = np.zeros(size)
        objective[place] = -sign
        ends.append(sign * _solve(objective, -constraints, bounds=bounds)[place] > TOLERANCE)
    rises, falls = ends
    return {
        (True, False): Drift.RISING,
        (False, True): Drift.FALLING,
        (True, True): Drift.UNDECIDED,
        (False, False): Drift.FINITE,
    }[rises, falls]


def _solve(objective: np.ndarray, limits: np.ndarray, *, bounds: Sequence[Bounds]) -> np.ndarray:
    """The direction that makes the objective least, with no limit above zero."""
    solution = linprog(objective, A_ub=limits, b_ub=np.zeros(len(limits)), bounds=bounds, method="highs")
    if solution.x is None:
        raise ClusterbookError(f"separation cannot be decided: {solution.message}; rescale the causes")
    return solution.x
