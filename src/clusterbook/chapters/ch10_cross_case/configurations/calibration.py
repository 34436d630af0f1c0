"""From ratings and governance codes to membership in sets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
import pandas as pd

from clusterbook.chapters.ch10_cross_case.choices import Exposure, MissingPolicy
from clusterbook.chapters.ch10_cross_case.ratings import efficiency_scores, exposure, presence, upgrading
from clusterbook.errors import Fault, FaultsError, listed
from clusterbook.vocabulary import CollectiveEfficiency, Upgrading

DEGREES = [degree.value for degree in CollectiveEfficiency]
RATING_STEP = 0.5  # ratings come in half points
UPGRADED = "upgraded"


class Condition(StrEnum):
    """What may help or hinder upgrading in a cluster."""

    EFFICIENT = "efficient"
    """Collective efficiency at or above the calibration's degree."""
    QUASI_HIERARCHY = "quasi_hierarchy"
    """A global quasi-hierarchy is present."""
    HIERARCHY = "hierarchy"
    """A global hierarchy is present."""
    MARKET = "market"
    """A market-based chain is present, domestic or global."""
    NETWORK = "network"
    """A network chain is present, domestic or global."""
    GLOBAL_CHAIN = "global_chain"
    """A global chain of any form is present."""

    @property
    def label(self) -> str:
        """The condition in words."""
        return {
            Condition.EFFICIENT: "efficient: collective efficiency at or above the calibration's degree",
            Condition.QUASI_HIERARCHY: "quasi_hierarchy: a global quasi-hierarchy is present",
            Condition.HIERARCHY: "hierarchy: a global hierarchy is present",
            Condition.MARKET: "market: a market-based chain is present, domestic or global",
            Condition.NETWORK: "network: a network chain is present, domestic or global",
            Condition.GLOBAL_CHAIN: "global_chain: a global chain of any form is present",
        }[self]


LEADERS = {
    Condition.QUASI_HIERARCHY: Exposure.QUASI_HIERARCHY,
    Condition.HIERARCHY: Exposure.HIERARCHY,
    Condition.GLOBAL_CHAIN: Exposure.ANY_GLOBAL,
}
DEFAULT_CONDITIONS = (Condition.EFFICIENT, Condition.QUASI_HIERARCHY, Condition.MARKET, Condition.NETWORK)


@dataclass(frozen=True)
class Cases:
    """Memberships of cases in sets.

    Attributes
    ----------
    memberships : DataFrame
        A row a case; columns are the conditions and the outcome, 0 (out) to 1 (in), none missing.
    conditions : names of the condition columns
    outcome : name of the outcome column
    """

    memberships: pd.DataFrame
    conditions: tuple[str, ...]
    outcome: str

    def __post_init__(self) -> None:
        columns = self.memberships[[*self.conditions, self.outcome]]
        if not ((columns >= 0) & (columns <= 1)).all(axis=None):
            fault = Fault(
                "memberships", "a value missing or outside 0 to 1", "allowed 0 to 1", "Calibrate the sets first."
            )
            raise FaultsError([fault])

    @cached_property
    def matrix(self) -> np.ndarray:
        """Memberships in the conditions: a row a case, a column a condition."""
        return self.memberships[list(self.conditions)].to_numpy(dtype=float)

    @cached_property
    def result(self) -> pd.Series:
        """Membership in the outcome."""
        return self.memberships[self.outcome].astype(float)

    def negated(self) -> Cases:
        """The same cases with the absence of the outcome as outcome."""
        name = self.outcome.removeprefix("~") if self.outcome.startswith("~") else f"~{self.outcome}"
        turned = self.memberships.rename(columns={self.outcome: name})
        return Cases(turned.assign(**{name: 1 - self.result}), self.conditions, name)


@dataclass(frozen=True)
class Calibration:
    """Where the sets begin.

    Attributes
    ----------
    conditions : the conditions to combine
    efficient_from : degree of collective efficiency from which a cluster counts as efficient
    upgraded_threshold : rating from which a cluster counts as upgraded, 0.5 to 3
    fuzzy : grade membership instead of cutting it: that of ratings rises from 0 at rating 0 over one
        half midway between the threshold and the half point below to 1 at rating 3; Medium is two
        thirds in if it counts as efficient, else one third. Governance stays crisp: its codes are kinds.
    na_policy : leave out clusters with a missing rating, or count it as zero
    """

    conditions: tuple[Condition, ...] = DEFAULT_CONDITIONS
    efficient_from: str = CollectiveEfficiency.MEDIUM
    upgraded_threshold: float = 2.0
    fuzzy: bool = False
    na_policy: str = MissingPolicy.DROP

    def __post_init__(self) -> None:
        once_each = set(self.conditions) <= set(Condition) and len(set(self.conditions)) == len(self.conditions) > 0
        checks = [
            ("conditions", listed(self.conditions), once_each, f"once each, from {listed(Condition)}"),
            ("efficient_from", self.efficient_from, self.efficient_from in DEGREES[1:], listed(DEGREES[1:])),
            ("upgraded_threshold", self.upgraded_threshold, 0 < self.upgraded_threshold <= 3, "above 0 to 3"),
        ]
        faults = [
            Fault(where, str(found), f"allowed {legal}", "Choose from these.")
            for where, found, right, legal in checks
            if not right
        ]
        if faults:
            raise FaultsError(faults)
        object.__setattr__(self, "conditions", tuple(Condition(name) for name in self.conditions))


def calibrated(clusters: pd.DataFrame, outcome: str, *, calibration: Calibration = Calibration()) -> Cases:
    """Clusters as cases: membership in each condition and in the set of upgraded clusters.

    Parameters
    ----------
    clusters : DataFrame
        As `load_clusters` gives them; clusters with a missing degree or code are left out.
    outcome : str
        A type of upgrading.
    calibration : Calibration

    References
    ----------
    Ragin, C. C. (2008), Redesigning Social Inquiry, chapters 4-5 (calibration).
    """
    columns = {str(name): _membership(clusters, name, calibration=calibration) for name in calibration.conditions}
    columns[UPGRADED] = _upgraded(upgrading(clusters, outcome, na_policy=calibration.na_policy), calibration)
    frame = pd.DataFrame(columns, index=clusters.index).dropna()
    return Cases(frame, tuple(map(str, calibration.conditions)), UPGRADED)


def _membership(clusters: pd.DataFrame, condition: Condition, *, calibration: Calibration) -> pd.Series:
    """Membership in one condition, missing where the data are."""
    if condition is Condition.EFFICIENT:
        return efficiency_scores(clusters, _degree_memberships(calibration))
    if condition in LEADERS:
        return exposure(clusters, LEADERS[condition])
    return presence(clusters, condition.value)


def _degree_memberships(calibration: Calibration) -> tuple[float, float, float]:
    """Membership of Low, Medium and High clusters in the set of efficient ones."""
    medium_is_in = calibration.efficient_from == CollectiveEfficiency.MEDIUM
    if calibration.fuzzy:
        return 0.0, 2 / 3 if medium_is_in else 1 / 3, 1.0
    return 0.0, float(medium_is_in), 1.0


def _upgraded(ratings: pd.Series, calibration: Calibration) -> pd.Series:
    """Membership in the set of upgraded clusters."""
    if not calibration.fuzzy:
        return (ratings >= calibration.upgraded_threshold).astype(float).mask(ratings.isna())
    crossover = calibration.upgraded_threshold - RATING_STEP / 2
    graded = np.interp(ratings, [0, crossover, 3], [0, 0.5, 1])
    return pd.Series(graded, index=ratings.index).mask(ratings.isna())


def book_expectations(outcome: str, conditions: Sequence[str] = tuple(Condition)) -> dict[str, int]:
    """The direction in which the book's theory expects each condition to work (1 helps, 0 hinders).

    Collective efficiency helps everywhere; chains led by global firms help product and process
    upgrading and hinder functional and intersectoral upgrading, which market and network chains help.
    Conditions on which it is silent, or that are not among `conditions`, are left out.

    References
    ----------
    Upgrading to Compete, Chapter 10, "Upgrading in the Traditional Manufacturing Sector" and
    "Concluding Remarks"; Chapter 1 on forms of governance.
    """
    helps_making = outcome in (Upgrading.PRODUCT, Upgrading.PROCESS)
    led = {name: int(helps_making) for name in (Condition.QUASI_HIERARCHY, Condition.HIERARCHY)}
    free = {} if helps_making else {Condition.MARKET: 1, Condition.NETWORK: 1}
    expected = {Condition.EFFICIENT: 1, **led, **free}
    return {str(name): sign for name, sign in expected.items() if name in conditions}
