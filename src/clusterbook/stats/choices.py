"""The closed choices of an exact test and what it may cost."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from clusterbook.errors import Fault, FaultsError

ROUNDING = 1e-12  # doubles of the same share may differ by less than this


class Alternative(StrEnum):
    """Which departures from no association count as extreme."""

    TWO_SIDED = "two-sided"
    GREATER = "greater"
    LESS = "less"


class Measure(StrEnum):
    """Coefficients of association; the first three rest on Kendall's S and share its p-value."""

    TAU_B = "tau_b"
    SOMERS_D = "somers_d"
    GAMMA = "gamma"
    SPEARMAN = "spearman"
    PEARSON = "pearson"

    @property
    def is_linear(self) -> bool:
        """Whether the test rests on a sum of products of scores, not on pairs."""
        return self in (Measure.SPEARMAN, Measure.PEARSON)


def within(value: float, low: float, *, high: float, where: str) -> float:
    """The value, or an error that states the range it must keep to."""
    if not low <= value <= high:
        fault = Fault(where, repr(value), f"allowed {low} to {high}", "Choose a value in this range.")
        raise FaultsError([fault])
    return value


def significant(p_value: float, alpha: float) -> bool:
    """Whether p is at most alpha; a share that equals alpha but for rounding counts."""
    return p_value <= alpha + ROUNDING


@dataclass(frozen=True)
class Effort:
    """How much computing an exact distribution may cost, and what replaces it beyond.

    `budget` bounds the array cells added up (8e9 is a few seconds on one core: about a hundred
    clusters in three groups). A dearer distribution is sampled with `draws` random relabelings from
    `seed`, and the result says so.
    """

    budget: float = 8e9
    draws: int = 100_000
    seed: int = 2006
