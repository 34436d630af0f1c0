"""Scores of ordered levels: ranks of ties, and scores as whole numbers, so that sums of products are exact."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from functools import reduce

import numpy as np

from clusterbook.stats.observations import Numbers

FINEST_SCORE = 1_000  # scores that are fractions with denominators up to this are kept as they are
FINEST_STEPS = 2**20  # others are rounded to about a millionth of their range
EXACT = 1e-12  # a score this near to a fraction, in proportion, is that fraction


def midranks(sizes: Sequence[int] | np.ndarray) -> np.ndarray:
    """Average rank of each group of ties, from the lowest, counted from 1."""
    counts = np.asarray(sizes)
    return counts.cumsum() - (counts - 1) / 2


def whole_scores(levels: Numbers) -> tuple[tuple[int, ...], Fraction]:
    """Scores as whole numbers from 0, and the unit in which they count.

    Halves, thirds, cents and the like are kept as they are. Where no unit of at most
    ``FINEST_STEPS`` steps holds all levels, they are rounded to a power of two that does.
    """
    fractions = [_fraction(float(level)) for level in levels]
    steps = [fraction - fractions[0] for fraction in fractions]
    unit = reduce(common_unit, steps, Fraction(0)) or Fraction(1)
    if steps and max(steps) / unit > FINEST_STEPS:
        span = max(steps) / FINEST_STEPS
        unit = Fraction(2) ** math.ceil(math.log2(span))
    return tuple(round(step / unit) for step in steps), unit


def _fraction(level: float) -> Fraction:
    """A fraction with a small denominator where the level is one but for rounding, else the double itself."""
    near = Fraction(level).limit_denominator(FINEST_SCORE)
    return near if abs(near - Fraction(level)) <= EXACT * max(1.0, abs(level)) else Fraction(level)


def common_unit(first: Fraction, second: Fraction) -> Fraction:
    """Largest fraction of which both are whole multiples."""
    denominator = math.lcm(first.denominator, second.denominator)
    return Fraction(math.gcd(int(first * denominator), int(second * denominator)), denominator)
