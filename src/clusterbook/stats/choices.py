"""The closed choices of a test of association, and what an exact distribution may cost."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from clusterbook.errors import Fault, FaultsError
from clusterbook.vocabulary import parse_choice

ROUNDING = 1e-12  # coefficients of the same pairs may differ by less than this
RELATIVE_ROUNDING = 1e-9  # so may shares of the same relabelings, in proportion: a tiny p is not rounding


class Alternative(StrEnum):
    """Which departures from no association count as extreme."""

    TWO_SIDED = "two-sided"
    """Departures to either side."""
    GREATER = "greater"
    """Positive associations only."""
    LESS = "less"
    """Negative associations only."""


class TwoSided(StrEnum):
    """What makes a relabeling extreme in a two-sided test; they differ where the distribution is skewed."""

    DISTANCE = "distance"
    """As far from the centre or farther, on whichever side: for Kendall's test, by the size of S."""
    DOUBLED = "doubled"
    """Twice the smaller of the two one-sided shares, at most 1."""


class Measure(StrEnum):
    """Coefficients of association; the first three rest on Kendall's S and share its p-value."""

    TAU_B = "tau_b"
    """Kendall's tau-b: S over the geometric mean of the pairs untied in x and untied in y."""
    SOMERS_D = "somers_d"
    """Somers' D of y given x: S over the pairs untied in x."""
    GAMMA = "gamma"
    """Goodman and Kruskal's gamma: S over the pairs tied in neither."""
    SPEARMAN = "spearman"
    """Correlation of midranks."""
    PEARSON = "pearson"
    """Correlation of the values themselves."""

    @property
    def is_linear(self) -> bool:
        """Whether the test rests on a sum of products of scores, not on pairs."""
        return self in (Measure.SPEARMAN, Measure.PEARSON)


def check_range(value: float, low: float, *, high: float, where: str) -> float:
    """The value, if it keeps to its range.

    Parameters
    ----------
    value, low, high : float
        The number and the ends of its range, which are allowed.
    where : str
        Name of the setting, for the message.

    Returns
    -------
    float
        The value itself.

    Raises
    ------
    FaultsError
        Where it is below ``low``, above ``high`` or not a number; ends are allowed.
    """
    if not low <= value <= high:
        fault = Fault(where, repr(value), f"allowed {low} to {high}", "Choose a value in this range.")
        raise FaultsError([fault])
    return value


def check_count(value: int, low: int, *, where: str) -> int:
    """The value, if it is a whole number of at least ``low``.

    Raises
    ------
    FaultsError
        Where it is not.
    """
    if value != int(value) or value < low:
        fault = Fault(where, repr(value), f"allowed whole numbers from {low}", "Choose such a number.")
        raise FaultsError([fault])
    return value


def is_significant(p_value: float, alpha: float) -> bool:
    """Whether p is at most alpha; a share that equals alpha but for rounding counts, NaN does not.

    Parameters
    ----------
    p_value : float
        0 to 1, or NaN.
    alpha : float
        Level of the test, 0 to 1.

    Returns
    -------
    bool
        False for NaN.
    """
    return bool(p_value <= alpha * (1 + RELATIVE_ROUNDING))


@dataclass(frozen=True)
class Effort:
    """How much computing an exact distribution may cost, and what replaces it beyond.

    Attributes
    ----------
    budget : float
        Array cells added up at most, 0 or more (8e9 is a few seconds on one core: about a hundred
        observations in three groups). A more expensive distribution is sampled, and the result says so.
    draws : int
        Random relabelings of a sampled distribution, at least 1. Time grows with draws times the size of
        the sample; memory does not grow with draws.
    seed : int
        Of the random numbers, 0 or more.
    """

    budget: float = 8e9
    draws: int = 100_000
    seed: int = 2006

    def __post_init__(self) -> None:
        check_range(self.budget, 0.0, high=float("inf"), where="budget")
        check_count(self.draws, 1, where="draws")
        check_count(self.seed, 0, where="seed")


@dataclass(frozen=True)
class TestSettings:
    """How an association is measured, tested and judged for power.

    Attributes
    ----------
    measure : Measure
        The coefficient.
    alternative : Alternative
        Two-sided, greater or less.
    two_sided : TwoSided
        What a two-sided test counts as extreme.
    alpha : float
        Level of the test, 0 to 1.
    power_tau : float
        Kendall's tau of the alternative at which power is stated, -1 to 1.
    power_draws : int
        Simulated samples behind each power, at least 1.
    effort : Effort
        Budget of the exact distributions, and what is done beyond it.
    """

    __test__: ClassVar[bool] = False  # pytest takes every class whose name begins so for a test

    measure: Measure = Measure.TAU_B
    alternative: Alternative = Alternative.TWO_SIDED
    two_sided: TwoSided = TwoSided.DISTANCE
    alpha: float = 0.10
    power_tau: float = 0.5
    power_draws: int = 400
    effort: Effort = field(default_factory=Effort)

    def __post_init__(self) -> None:
        object.__setattr__(self, "measure", parse_choice(Measure, self.measure, where="measure"))
        object.__setattr__(self, "alternative", parse_choice(Alternative, self.alternative, where="alternative"))
        object.__setattr__(self, "two_sided", parse_choice(TwoSided, self.two_sided, where="two_sided"))
        check_range(self.alpha, 0.0, high=1.0, where="alpha")
        check_range(self.power_tau, -1.0, high=1.0, where="power_tau")
        check_count(self.power_draws, 1, where="power_draws")
