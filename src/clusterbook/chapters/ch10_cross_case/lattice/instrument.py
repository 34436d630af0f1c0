"""The instrument behind Table 10.1, what is assumed about its making, and what a printed average may mean."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from clusterbook.vocabulary import parse_choice

PARTS = ("external_economies", "joint_actions", "collective_efficiency")


class Printing(StrEnum):
    """How an average was shortened to its printed digits."""

    ROUNDED = "rounded"
    """Rounded to the nearest."""
    TRUNCATED = "truncated"
    """Cut off."""
    EITHER = "either"
    """One or the other."""


class Unrated(StrEnum):
    """The index of a cluster with only one of its two parts rated.

    Without an index, so that the average leaves it out; with the missing part as nothing, as a
    spreadsheet reads a blank cell; or with the rated part as the index, as a spreadsheet averages.
    """

    LEFT_OUT = "left_out"
    """It has no index, so that the average leaves it out."""
    AS_ZERO = "as_zero"
    """The missing part counts as nothing, as a spreadsheet reads a blank cell."""
    ONE_PART = "one_part"
    """The rated part is the index, as a spreadsheet averages."""


@dataclass(frozen=True)
class Scale:
    """The instrument of Chapter 1.

    Attributes
    ----------
    external_economies, joint_actions : number of components summed; Chapter 1 can be read as three or
        four of external economies (information and markets are one or two) and four of joint action
    highest : highest rating of a component
    step : distance between neighbouring ratings
    """

    external_economies: int = 4
    joint_actions: int = 4
    highest: int = 3
    step: Fraction = Fraction(1, 2)

    def top(self, part: str) -> Fraction:
        """Highest value of a part's index for one cluster."""
        tops = {name: Fraction(getattr(self, name) * self.highest) for name in PARTS[:2]}
        return tops.get(part, sum(tops.values(), Fraction(0)) / 2)

    def unit(self, part: str) -> Fraction:
        """Distance between neighbouring values of a part's index for one cluster."""
        return self.step / 2 if part == PARTS[2] else self.step


@dataclass(frozen=True)
class Assumptions:
    """What is taken for granted about the making of Table 10.1; the weakest reading by default."""

    scale: Scale = Scale()
    printing: Printing = Printing.EITHER
    unrated: Unrated = Unrated.LEFT_OUT

    def __post_init__(self) -> None:
        object.__setattr__(self, "printing", parse_choice(Printing, self.printing, where="printing"))
        object.__setattr__(self, "unrated", parse_choice(Unrated, self.unrated, where="unrated"))


@dataclass(frozen=True)
class Reading:
    """The numbers that a printed average may stand for: from ``low``, up to or below ``high``."""

    low: Fraction
    high: Fraction
    closed: bool

    def multiples(self, unit: Fraction, top: Fraction) -> Iterator[Fraction]:
        """The multiples of ``unit`` from 0 to ``top`` in the interval, rising."""
        first, last = max(0, math.ceil(self.low / unit)), math.floor(min(self.high, top) / unit)
        for count in range(first, last + 1):
            if self.closed or count * unit < self.high:
                yield count * unit

    def meets(self, other: Reading) -> bool:
        """Whether the two intervals have a number in common."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        ends = [interval.closed for interval in (self, other) if interval.high == high]
        return low < high or (low == high and all(ends))

    def times(self, size: int) -> Reading:
        """The totals over ``size`` clusters whose average lies in the interval."""
        return Reading(self.low * size, self.high * size, self.closed)


def reading(printed: str, printing: str = Printing.EITHER) -> Reading:
    """What a printed number may stand for: half a unit either way (inclusive) if rounded, a unit more if truncated."""
    value, unit = Fraction(printed), Fraction(1, 10 ** len(printed.partition(".")[2]))
    return {
        Printing.ROUNDED: Reading(value - unit / 2, value + unit / 2, True),
        Printing.TRUNCATED: Reading(value, value + unit, False),
        Printing.EITHER: Reading(value - unit / 2, value + unit, False),
    }[parse_choice(Printing, printing, where="printing")]
