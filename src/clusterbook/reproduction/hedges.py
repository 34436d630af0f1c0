"""For which values a hedged number of the text holds: one rule a word.

Every rule takes the value that the data give and the number that the sentence states, and allows for the digits the
sentence prints: ``unit`` is one unit of its last printed digit, and half of it never decides against the sentence.
The words that bound a number from one side allow nothing beyond the number itself.

====================  ==========================================================================
no hedge              the value rounds to the number
about, some, around   within a tenth of the number, on either side
close to              within a twentieth of the number, on either side
nearly, almost        below the number or rounding to it, by at most a tenth
slightly less than    below the number, by at most a twentieth
slightly more than    above the number, by at most a twentieth
more than, over       above the number
less than, under      below the number
at least              the number or above
at most, up to        the number or below
N to M                between the two, each as far as it rounds
half, a third ...     as about, of the fraction
doubled, tripled ...  the ratio within a tenth of two, three ...
====================  ==========================================================================
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from clusterbook.vocabulary import Hedge

NEAR = 0.10  # share of the number that about, nearly and the fractions allow
CLOSE = 0.05  # share of the number that close to and slightly allow
SLACK = 1e-9  # relative: floating-point dust decides nothing

Rule = Callable[[float, float], bool]


def exactly(value: float, stated: float, *, unit: float = 1.0) -> bool:
    """A number without a hedge: the value rounds to it, inclusive at the half."""
    return _at_most(abs(value - stated), unit / 2, scale=stated)


def about(value: float, stated: float, *, unit: float = 0.0) -> bool:
    """About, some, around: within a tenth of the number on either side, or rounding to it."""
    return _at_most(abs(value - stated), max(unit / 2, NEAR * abs(stated)), scale=stated)


def close_to(value: float, stated: float, *, unit: float = 0.0) -> bool:
    """Close to: within a twentieth of the number on either side, or rounding to it."""
    return _at_most(abs(value - stated), max(unit / 2, CLOSE * abs(stated)), scale=stated)


def nearly(value: float, stated: float, *, unit: float = 0.0) -> bool:
    """Nearly, almost: below the number by at most a tenth of it, or rounding to it."""
    if value < stated:
        return about(value, stated, unit=unit)
    return _at_most(value - stated, unit / 2, scale=stated)


def slightly_less(value: float, stated: float) -> bool:
    """Slightly less than, just under: below the number by at most a twentieth of it."""
    return value < stated and close_to(value, stated)


def slightly_more(value: float, stated: float) -> bool:
    """Slightly more than, just over: above the number by at most a twentieth of it."""
    return value > stated and close_to(value, stated)


def more_than(value: float, stated: float) -> bool:
    """More than, over: above the number."""
    return value > stated


def less_than(value: float, stated: float) -> bool:
    """Less than, under: below the number."""
    return value < stated


def at_least(value: float, stated: float) -> bool:
    """At least: the number or above."""
    return value >= stated


def at_most(value: float, stated: float) -> bool:
    """At most, up to, no more than: the number or below."""
    return value <= stated


def between(value: float, low: float, high: float, *, unit: float = 0.0) -> bool:
    """From low to high: between them, or rounding to one of them."""
    return low - unit / 2 <= value <= high + unit / 2


def fraction(value: float, stated: float) -> bool:
    """Half, a third, a quarter, an eighth: within a tenth of the fraction, in the unit of the value."""
    return about(value, stated)


def multiple(ratio: float, times: float) -> bool:
    """Doubled, tripled: the ratio of last to first within a tenth of the multiple."""
    return about(ratio, times)


RULES: Mapping[Hedge, Rule] = {
    Hedge.NONE: exactly,
    Hedge.ABOUT: about,
    Hedge.NEARLY: nearly,
    Hedge.ALMOST: nearly,
    Hedge.CLOSE_TO: close_to,
    Hedge.MORE_THAN: more_than,
    Hedge.LESS_THAN: less_than,
    Hedge.AT_LEAST: at_least,
    Hedge.AT_MOST: at_most,
    Hedge.SLIGHTLY_MORE: slightly_more,
    Hedge.SLIGHTLY_LESS: slightly_less,
    Hedge.FRACTION: fraction,
    Hedge.MULTIPLE: multiple,
}


def rule_texts() -> pd.DataFrame:
    """The rules in words, as the first lines of their functions have them.

    Returns
    -------
    DataFrame
        ``words`` that hedge a number and the ``rule`` for the value that the data give, one row per rule.
    """
    rules = [*dict.fromkeys(RULES.values()), between]
    lines = [(rule.__doc__ or "").splitlines()[0].partition(": ") for rule in rules]
    return pd.DataFrame([(words, rule) for words, _, rule in lines], columns=["words", "rule"])


def _at_most(distance: float, leeway: float, *, scale: float) -> bool:
    """Whether a distance is within the leeway, inclusive, floating-point dust aside."""
    return distance <= leeway + SLACK * max(1.0, abs(scale))
