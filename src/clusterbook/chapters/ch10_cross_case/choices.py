"""The closed choices of the cross-case chapter and the settings that bundle them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from clusterbook.errors import Fault, FaultsError
from clusterbook.stats import TestSettings, check_range
from clusterbook.vocabulary import parse_choice


class MissingPolicy(StrEnum):
    """What a missing rating or governance code becomes."""

    DROP = "drop"
    """The cluster is left out of the comparison."""
    ZERO = "zero"
    """It counts as 0, in clusters that were rated at all."""


class Relation(StrEnum):
    """The two relations that Table 10.3 asserts."""

    COLLECTIVE_EFFICIENCY = "collective_efficiency"
    """Degree of collective efficiency and upgrading."""
    LEADERS = "leaders"
    """Presence of leaders of global chains and upgrading."""


class Exposure(StrEnum):
    """What counts as the presence of a global leader (Table 10.2, code 2 or 3)."""

    QUASI_HIERARCHY = "quasi_hierarchy"
    """A global quasi-hierarchical chain."""
    HIERARCHY = "hierarchy"
    """A global hierarchical chain."""
    ANY_LEADER = "any_leader"
    """Either of the two."""
    ANY_GLOBAL = "any_global"
    """A global chain of any form."""


class Strata(StrEnum):
    """Which clusters are compared with each other."""

    SECTOR = "sector"
    """Clusters of one sector."""
    SECTOR_AND_COUNTRY = "sector_and_country"
    """Clusters of one sector in one country."""


@dataclass(frozen=True)
class Coding:
    """How the published codes become the two variables that a relation compares.

    Attributes
    ----------
    na_policy : MissingPolicy
        Leave out, or count as zero, what is missing in a rated cluster.
    exposure : Exposure
        What counts as a global leader's presence.
    ce_scores : tuple of float
        Rising scores of Low, Medium and High; rank measures use their order only.
    """

    na_policy: MissingPolicy = MissingPolicy.DROP
    exposure: Exposure = Exposure.ANY_LEADER
    ce_scores: tuple[float, float, float] = (1.0, 2.0, 3.0)

    def __post_init__(self) -> None:
        object.__setattr__(self, "na_policy", parse_choice(MissingPolicy, self.na_policy, where="na_policy"))
        object.__setattr__(self, "exposure", parse_choice(Exposure, self.exposure, where="exposure"))
        object.__setattr__(self, "ce_scores", _rising(tuple(self.ce_scores)))


@dataclass(frozen=True)
class VerdictRule:
    """From how strong an association is called Positive or Negative.

    Attributes
    ----------
    delta : float
        Smallest size of the coefficient that is not Neutral, 0 to 1.
    """

    delta: float = 0.20

    def __post_init__(self) -> None:
        check_range(self.delta, 0.0, high=1.0, where="delta")


@dataclass(frozen=True)
class Settings:
    """Every choice behind a verdict; the defaults are those of the cross-case chapter.

    Attributes
    ----------
    test : TestSettings
        Measure, direction, level, power and effort of the exact test.
    rule : VerdictRule
        Threshold of the verdict.
    coding : Coding
        Missing ratings, exposure and scores.
    strata : Strata
        Which clusters are compared with each other.
    """

    test: TestSettings = field(default_factory=TestSettings)
    rule: VerdictRule = field(default_factory=VerdictRule)
    coding: Coding = field(default_factory=Coding)
    strata: Strata = Strata.SECTOR

    def __post_init__(self) -> None:
        object.__setattr__(self, "strata", parse_choice(Strata, self.strata, where="strata"))


def _rising(scores: tuple[float, ...]) -> tuple[float, float, float]:
    """Three rising scores, or an error: Low below Medium below High."""
    if len(scores) == 3 and scores[0] < scores[1] < scores[2]:
        return scores[0], scores[1], scores[2]
    fault = Fault("ce_scores", repr(list(scores)), "expected three rising numbers", "Give Low, Medium, High.")
    raise FaultsError([fault])
