"""The truth table: every combination of conditions, its cases and what it leads to."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from clusterbook.chapters.ch10_cross_case.configurations.calibration import Cases
from clusterbook.errors import Fault, FaultsError
from clusterbook.stats.minimisation import Row

SLACK = 1e-9  # a consistency that equals the threshold but for rounding reaches it


class RowOutcome(StrEnum):
    """What a combination of conditions leads to."""

    POSITIVE = "1"
    """Its cases are consistent with the outcome alone."""
    NEGATIVE = "0"
    """Its cases are consistent with the absence of the outcome alone."""
    CONTRADICTION = "C"
    """Its cases are consistent with neither, or with both."""
    REMAINDER = "?"
    """It has fewer cases than asked."""


@dataclass(frozen=True)
class TruthTable:
    """All combinations of conditions.

    Attributes
    ----------
    conditions : names of the conditions
    outcome : name of the outcome
    rows : DataFrame
        One row a combination, all present first: the conditions (1 or 0), n (cases more in than out),
        consistency (share of membership in the row that lies in the outcome), pri (the same beyond
        what lies in both outcome and its absence), result (a `RowOutcome`), cases (their ids,
        comma-separated). Missing numbers: no case has any membership.
    """

    conditions: tuple[str, ...]
    outcome: str
    rows: pd.DataFrame

    def combinations(self, result: RowOutcome) -> list[Row]:
        """The combinations with a given result."""
        chosen = self.rows.loc[self.rows["result"] == result.value, list(self.conditions)]
        return [tuple(int(value) for value in row) for row in chosen.to_numpy()]

    @property
    def observed(self) -> pd.DataFrame:
        """The rows that are not remainders."""
        return self.rows[self.rows["result"] != RowOutcome.REMAINDER.value]


def truth_table(cases: Cases, *, consistency: float = 0.8, frequency: int = 1) -> TruthTable:
    """Sort cases into combinations of conditions and judge each combination.

    A combination leads to the outcome if its consistency with the outcome reaches `consistency`, to its
    absence if its consistency with the absence does; if neither or both, it is a contradiction. With
    fewer than `frequency` cases it is a remainder. In crisp sets consistency is the share of cases with
    the outcome. A case exactly half in a condition belongs to no combination.

    Parameters
    ----------
    cases : Cases
    consistency : float
        Above 0.5 to 1; at 1 a single deviant case makes a contradiction.
    frequency : int
        Least number of cases.

    References
    ----------
    Ragin, C. C. (1987), The Comparative Method, chapters 6-7; (2008), Redesigning Social Inquiry,
    chapter 7.
    """
    if not (0.5 < consistency <= 1 and frequency >= 1):
        found = f"consistency {consistency}, frequency {frequency}"
        expected = "allowed above 0.5 to 1, and at least 1"
        raise FaultsError([Fault("truth table", found, expected, "Choose values in these ranges.")])
    combinations = itertools.product((1, 0), repeat=len(cases.conditions))
    rows = [_row(cases, combination, threshold=consistency, frequency=frequency) for combination in combinations]
    return TruthTable(cases.conditions, cases.outcome, pd.DataFrame(rows))


def _row(cases: Cases, combination: Row, *, threshold: float, frequency: int) -> dict[str, object]:
    """One combination, judged."""
    x, y = row_membership(cases, combination), cases.result.to_numpy()
    members = cases.memberships.index[x > 0.5]
    positive, negative = consistency_of(x, y), consistency_of(x, 1 - y)
    return {
        **dict(zip(cases.conditions, combination, strict=True)),
        "n": len(members),
        "consistency": positive,
        "pri": pri_of(x, y),
        "result": (
            _judged(
                positive >= threshold - SLACK, negative >= threshold - SLACK, frequent=len(members) >= frequency
            ).value
        ),
        "cases": ", ".join(map(str, members)),
    }


def _judged(positive: bool, negative: bool, *, frequent: bool) -> RowOutcome:
    """What a combination leads to."""
    if not frequent:
        return RowOutcome.REMAINDER
    if positive == negative:
        return RowOutcome.CONTRADICTION
    return RowOutcome.POSITIVE if positive else RowOutcome.NEGATIVE


def row_membership(cases: Cases, literals: tuple[int | None, ...]) -> np.ndarray:
    """Membership of each case in a conjunction: the least of its memberships in the literals."""
    matrix = cases.matrix
    named = [(place, literal) for place, literal in enumerate(literals) if literal is not None]
    parts = [matrix[:, place] if literal else 1 - matrix[:, place] for place, literal in named]
    return np.min(parts, axis=0) if parts else np.ones(len(matrix))


def consistency_of(x: np.ndarray, y: np.ndarray) -> float:
    """Share of membership in x that lies in y; missing if x is empty.

    Swapped, it is the coverage of y by x.
    """
    total = float(x.sum())
    return float(np.minimum(x, y).sum()) / total if total > 0 else np.nan


def pri_of(x: np.ndarray, y: np.ndarray) -> float:
    """Proportional reduction in inconsistency: consistency beyond what y and its absence share."""
    both = float(np.minimum(np.minimum(x, y), 1 - y).sum())
    rest = float(x.sum()) - both
    return (float(np.minimum(x, y).sum()) - both) / rest if rest > SLACK else np.nan
