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
    IMPOSSIBLE = "x"
    """No case can be in it: it has several of the exclusive conditions, or none."""


@dataclass(frozen=True)
class TruthTable:
    """All combinations of conditions.

    Attributes
    ----------
    conditions : names of the conditions
    outcome : name of the outcome
    rows : DataFrame
        One row per combination, all present first: the conditions (1 or 0), n (cases more in than out),
        consistency (share of membership in the row that lies in the outcome), pri (the same beyond
        what lies in both outcome and its absence), result (a ``RowOutcome``), cases (their ids,
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
        return self.rows[~self.rows["result"].isin([RowOutcome.REMAINDER.value, RowOutcome.IMPOSSIBLE.value])]

    @property
    def possible(self) -> pd.DataFrame:
        """The rows that a case could be in."""
        return self.rows[self.rows["result"] != RowOutcome.IMPOSSIBLE.value]


@dataclass(frozen=True)
class RowRule:
    """When a combination of conditions counts as leading to the outcome, or to its absence.

    Attributes
    ----------
    consistency : float
        Least consistency with it, above 0.5 to 1; at 1 a single deviant case makes a contradiction.
    pri : float
        Least proportional reduction in inconsistency, 0 to 1. In crisp sets it equals the consistency; in fuzzy
        ones it keeps out combinations that are nearly as consistent with the outcome's absence.
    frequency : int
        Least number of cases, from 1.
    """

    consistency: float = 0.8
    pri: float = 0.5
    frequency: int = 1

    def __post_init__(self) -> None:
        if not (0.5 < self.consistency <= 1 and 0 <= self.pri <= 1 and self.frequency >= 1):
            found = f"consistency {self.consistency}, PRI {self.pri}, frequency {self.frequency}"
            expected = "allowed above 0.5 to 1, 0 to 1, and at least 1"
            raise FaultsError([Fault("truth table", found, expected, "Choose values in these ranges.")])


def truth_table(cases: Cases, rule: RowRule = RowRule()) -> TruthTable:
    """Sort cases into combinations of conditions and judge each combination.

    A combination leads to the outcome if its consistency with the outcome and its PRI reach the rule's cuts, to
    the absence if those of the absence do; if neither or both, it is a contradiction. With too few cases it is a
    remainder; with none or several of the exclusive conditions it is impossible. In crisp sets consistency is
    the share of cases with the outcome. A case exactly half in a condition belongs to no combination.

    Parameters
    ----------
    cases : Cases
        Memberships.
    rule : RowRule
        The cuts.

    References
    ----------
    Ragin, C. C. (1987), The Comparative Method, chapters 6-7; (2008), Redesigning Social Inquiry, chapter 7.
    Schneider, C. Q. and Wagemann, C. (2012), Set-Theoretic Methods for the Social Sciences, section 9.2 (PRI)
    and chapter 8 (impossible remainders).
    """
    combinations = itertools.product((1, 0), repeat=len(cases.conditions))
    rows = [_row(cases, combination, rule=rule) for combination in combinations]
    return TruthTable(cases.conditions, cases.outcome, pd.DataFrame(rows))


def _row(cases: Cases, combination: Row, *, rule: RowRule) -> dict[str, object]:
    """One combination, judged."""
    present = dict(zip(cases.conditions, combination, strict=True))
    if cases.exclusive and sum(present[name] for name in cases.exclusive) != 1:
        nothing = {"n": 0, "consistency": np.nan, "pri": np.nan, "result": RowOutcome.IMPOSSIBLE.value, "cases": ""}
        return present | nothing
    x, y = row_membership(cases, combination), cases.result.to_numpy()
    members = cases.memberships.index[x > 0.5]
    reaches, frequent = [_reaches(x, side, rule=rule) for side in (y, 1 - y)], len(members) >= rule.frequency
    return present | {
        "n": len(members),
        "consistency": consistency_of(x, y),
        "pri": pri_of(x, y),
        "result": _outcome_of_row(*reaches, frequent=frequent).value,
        "cases": ", ".join(map(str, members)),
    }


def _reaches(x: np.ndarray, y: np.ndarray, *, rule: RowRule) -> bool:
    """Whether x is a subset of y by both cuts; without any membership beyond y and its absence it is none."""
    return consistency_of(x, y) >= rule.consistency - SLACK and pri_of(x, y) >= rule.pri - SLACK


def _outcome_of_row(positive: bool, negative: bool, *, frequent: bool) -> RowOutcome:
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
