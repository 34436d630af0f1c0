"""The closed choices of an association study and the settings that bundle them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from clusterbook.errors import Fault, FaultsError
from clusterbook.stats.choices import Alternative, Effort, Measure, within
from clusterbook.vocabulary import parse_choice


class MissingPolicy(StrEnum):
    """What a missing rating or governance code becomes."""

    DROP = "drop"
    ZERO = "zero"


class Relation(StrEnum):
    """The two relations that Table 10.3 asserts."""

    COLLECTIVE_EFFICIENCY = "collective_efficiency"
    LEADERS = "leaders"


class Exposure(StrEnum):
    """What counts as the presence of a global leader (Table 10.2, code 2 or 3)."""

    QUASI_HIERARCHY = "quasi_hierarchy"
    HIERARCHY = "hierarchy"
    ANY_LEADER = "any_leader"
    ANY_GLOBAL = "any_global"


@dataclass(frozen=True)
class Settings:
    """Every choice behind a verdict; the defaults are those of the cross-case chapter.

    Attributes
    ----------
    measure : coefficient compared with `delta`
    alternative : two-sided, greater or less
    na_policy : leave out, or count as zero, what is missing in a rated cluster
    exposure : what counts as a global leader's presence
    delta : smallest size of the coefficient that is not Neutral, 0 to 1
    alpha : level of the exact test, 0 to 1
    ce_scores : scores of Low, Medium and High; rank measures use their order only
    power_tau : Kendall's tau of the alternative at which power is stated, -1 to 1
    power_draws : simulated samples behind each power
    effort : budget of the exact distributions, and what is done beyond it
    """

    measure: Measure = Measure.TAU_B
    alternative: Alternative = Alternative.TWO_SIDED
    na_policy: MissingPolicy = MissingPolicy.DROP
    exposure: Exposure = Exposure.ANY_LEADER
    delta: float = 0.20
    alpha: float = 0.10
    ce_scores: tuple[float, float, float] = (1.0, 2.0, 3.0)
    power_tau: float = 0.5
    power_draws: int = 4_000
    effort: Effort = field(default_factory=Effort)

    def __post_init__(self) -> None:
        for name, kind in (
            ("measure", Measure),
            ("alternative", Alternative),
            ("na_policy", MissingPolicy),
            ("exposure", Exposure),
        ):
            object.__setattr__(self, name, parse_choice(kind, getattr(self, name), where=name))
        within(self.delta, 0.0, high=1.0, where="delta")
        within(self.alpha, 0.0, high=1.0, where="alpha")
        within(self.power_tau, -1.0, high=1.0, where="power_tau")
        object.__setattr__(self, "ce_scores", _rising(tuple(self.ce_scores)))


def _rising(scores: tuple[float, ...]) -> tuple[float, ...]:
    """Three rising scores, or an error: Low below Medium below High."""
    if len(scores) == 3 and scores[0] < scores[1] < scores[2]:
        return scores
    fault = Fault("ce_scores", repr(list(scores)), "expected three rising numbers", "Give Low, Medium, High.")
    raise FaultsError([fault])
