"""From ratings and governance codes to membership in sets."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
import pandas as pd

from clusterbook.chapters.ch10_cross_case.choices import MissingPolicy
from clusterbook.chapters.ch10_cross_case.ratings import efficiency_scores, presence, upgrading
from clusterbook.errors import Fault, FaultsError, listed
from clusterbook.vocabulary import CollectiveEfficiency, Sector, Upgrading, parse_choice

DEGREES = [degree.value for degree in CollectiveEfficiency]
RATING_STEP = 0.5  # ratings come in half points
UPGRADED = "upgraded"


class Condition(StrEnum):
    """What may help or hinder upgrading in a cluster."""

    EFFICIENT = "efficient"
    """Collective efficiency at or above the calibration's degree."""
    MARKET = "market"
    """A chain governed by market relations is present."""
    NETWORK = "network"
    """A network chain is present."""
    QUASI_HIERARCHY = "quasi_hierarchy"
    """A quasi-hierarchical chain is present."""
    HIERARCHY = "hierarchy"
    """A hierarchical chain is present."""


class ReachOfForms(StrEnum):
    """Which chains make a form of governance present; the same for all forms."""

    ANY = "any"
    """A domestic or a global chain."""
    GLOBAL = "global"
    """A global chain only."""


DEFAULT_CONDITIONS = tuple(Condition)


@dataclass(frozen=True)
class Cases:
    """Memberships of cases in sets.

    Attributes
    ----------
    memberships : DataFrame
        A row a case; columns are the conditions and the outcome, 0 (out) to 1 (in), none missing.
    conditions : tuple of str
        Names of the condition columns.
    outcome : str
        Name of the outcome column.
    exclusive : tuple of str
        Conditions of which a case has exactly one (its sector); combinations with none or several cannot exist.
    """

    memberships: pd.DataFrame
    conditions: tuple[str, ...]
    outcome: str
    exclusive: tuple[str, ...] = ()

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

    def negate(self) -> Cases:
        """The same cases with the absence of the outcome as outcome."""
        name = self.outcome.removeprefix("~") if self.outcome.startswith("~") else f"~{self.outcome}"
        turned = self.memberships.rename(columns={self.outcome: name})
        return Cases(turned.assign(**{name: 1 - self.result}), self.conditions, name, self.exclusive)


@dataclass(frozen=True)
class Calibration:
    """Where the sets begin.

    Attributes
    ----------
    conditions : tuple of Condition
        The conditions to combine.
    efficient_from : str
        Degree of collective efficiency from which a cluster counts as efficient.
    upgraded_threshold : float
        Rating from which a cluster counts as upgraded, 0.5 to 3.
    fuzzy : bool
        Grade membership instead of cutting it: that of ratings rises from 0 at rating 0 over one
        half midway between the threshold and the half point below to 1 at rating 3; Medium is two
        thirds in if it counts as efficient, else one third. Governance stays crisp: its codes are kinds.
    na_policy : str
        Leave out clusters with a missing rating or code, or count it as zero.
    reach : ReachOfForms
        Which chains make a form of governance present.
    sectors : tuple of str
        Sectors to add as conditions, of which each cluster has one; clusters of others are left out.
    """

    conditions: tuple[Condition, ...] = DEFAULT_CONDITIONS
    efficient_from: str = CollectiveEfficiency.MEDIUM
    upgraded_threshold: float = 2.0
    fuzzy: bool = False
    na_policy: str = MissingPolicy.DROP
    reach: ReachOfForms = ReachOfForms.ANY
    sectors: tuple[Sector, ...] = ()

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
        object.__setattr__(self, "reach", parse_choice(ReachOfForms, self.reach, where="reach"))
        sectors = tuple(parse_choice(Sector, sector, where="sectors") for sector in self.sectors)
        object.__setattr__(self, "sectors", sectors)


def calibrated(clusters: pd.DataFrame, outcome: str, *, calibration: Calibration = Calibration()) -> Cases:
    """Clusters as cases: membership in each condition and in the set of upgraded clusters.

    Parameters
    ----------
    clusters : DataFrame
        As ``load_clusters`` gives them; clusters with a missing degree or code are left out.
    outcome : str
        A type of upgrading.
    calibration : Calibration

    References
    ----------
    Ragin, C. C. (2008), Redesigning Social Inquiry, chapters 4-5 (calibration).
    """
    columns = {str(name): _membership(clusters, name, calibration=calibration) for name in calibration.conditions}
    home = clusters["sector"].astype(str)
    exclusive = tuple(sector.value for sector in calibration.sectors)
    columns |= {sector: (home == sector).astype(float) for sector in exclusive}
    columns[UPGRADED] = _upgraded(upgrading(clusters, outcome, na_policy=calibration.na_policy), calibration)
    frame = pd.DataFrame(columns, index=clusters.index).dropna()
    if exclusive:
        frame = frame[frame[list(exclusive)].sum(axis=1) == 1]
    return Cases(frame, (*map(str, calibration.conditions), *exclusive), UPGRADED, exclusive)


def _membership(clusters: pd.DataFrame, condition: Condition, *, calibration: Calibration) -> pd.Series:
    """Membership in one condition, missing where the data are, unless what is missing counts as zero."""
    if condition is Condition.EFFICIENT:
        return efficiency_scores(clusters, _degree_memberships(calibration))
    held = presence(clusters, condition.value, global_only=calibration.reach is ReachOfForms.GLOBAL)
    return held if calibration.na_policy == MissingPolicy.DROP else held.fillna(0.0)


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


def book_expectations(outcome: str, calibration: Calibration = Calibration()) -> dict[str, int]:
    """The direction in which the book's theory expects each condition to work (1 helps, 0 hinders).

    Collective efficiency helps everywhere; leaders of global chains help product and process upgrading and
    hinder functional and intersectoral upgrading, which market and network chains help. On leaders of domestic
    chains, and on sectors, nothing is expected; what is silent, or no condition, is left out.

    References
    ----------
    Upgrading to Compete, Chapter 10, "Upgrading in the Traditional Manufacturing Sector" and
    "Concluding Remarks"; Chapter 1 on forms of governance.
    """
    helps_making = outcome in (Upgrading.PRODUCT, Upgrading.PROCESS)
    led = dict.fromkeys((Condition.QUASI_HIERARCHY, Condition.HIERARCHY), int(helps_making))
    free = {} if helps_making else {Condition.MARKET: 1, Condition.NETWORK: 1}
    expected = {Condition.EFFICIENT: 1, **(led if calibration.reach is ReachOfForms.GLOBAL else {}), **free}
    return {str(name): sign for name, sign in expected.items() if name in calibration.conditions}
