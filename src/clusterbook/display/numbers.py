"""One way to print numbers: digits, minus signs, separators, places of decimals, dashes for what is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from clusterbook.reproduction.checks import Check, CheckKind
from clusterbook.reproduction.reconcile import CheckResult, last_digit_unit
from clusterbook.reproduction_vocabulary import Status

MISSING = "–"
MARKS = {Status.MATCHES: "=", Status.ROUNDING: "≈", Status.DIFFERS: "≠", Status.NOT_REPRODUCIBLE: "∅"}
BOUNDS = {CheckKind.UPPER_BOUND: "≤ ", CheckKind.LOWER_BOUND: "≥ "}
MORE_DIGITS = 2  # a recomputed value shows so many digits more than the printed one
FROM_HERE_GROUPED = 10_000
NOISE = 1e-12  # what the arithmetic of floating-point numbers leaves of a zero
NUMBER = re.compile(r"(?P<before>[≤≥] )?(?P<sign>[-−]?)(?P<whole>\d+)(?P<point>\.\d+)?(?P<after>[+%]?)")
GROUPED = re.compile(r"[\d,]*\d(?P<point>\.\d+)?(?P<after>[+%]?)$")


def value_text(value: object, digits: int = 2) -> str:
    """One value of a result as a table prints it.

    Parameters
    ----------
    value : object
        A number gets ``digits`` decimals, separators of thousands and a true minus sign; one that is not zero and
        would be printed as zero is told by the bound it lies within; a whole number by type gets only separators
        from 10,000 on; yes or no in words; what is missing is a dash.
    digits : int
        Decimals of a floating-point number.

    Returns
    -------
    str
        The value as a cell shows it.
    """
    if value is None or value is pd.NA or (isinstance(value, float) and value != value):
        return MISSING
    if pd.api.types.is_bool(value):
        return "yes" if value else "no"
    if isinstance(value, float):
        return _decimal_text(value, digits)
    if pd.api.types.is_integer(value):
        return number_text(str(value), grouped=abs(int(str(value))) >= FROM_HERE_GROUPED)
    return str(value)


def _decimal_text(value: float, digits: int) -> str:
    """A floating-point number at its decimals: below half of the last one ``<0.001`` or ``>−0.001``, noise as zero."""
    if abs(value) < NOISE:
        value = 0.0
    if value and not round(value, digits):
        return f"{'<' if value > 0 else '>−'}{10**-digits:.{digits}f}"
    return f"{value:,.{digits}f}".replace("-", "−").replace("inf", "∞")


def number_text(text: str, *, grouped: bool) -> str:
    """A number in digits with a true minus sign and, if ``grouped``, separators of thousands; other text as it is."""
    match = NUMBER.fullmatch(text)
    if match is None:
        return text
    whole = f"{int(match['whole']):,}" if grouped and not match["whole"].startswith("0") else match["whole"]
    sign = "−" if match["sign"] else ""
    return f"{match['before'] or ''}{sign}{whole}{match['point'] or ''}{match['after']}"


def needs_separators(texts: Sequence[str]) -> bool:
    """Whether the numbers of a column get separators of thousands: one of them has five digits before the point."""
    matches = [NUMBER.fullmatch(text) for text in texts]
    return any(match is not None and int(match["whole"]) >= FROM_HERE_GROUPED for match in matches)


def decimal_pads(texts: Sequence[str]) -> list[str]:
    """What each number of a column lacks on its right so that the points stand below each other.

    Parameters
    ----------
    texts : sequence of str
        The cells of a column; those that are no numbers lack nothing.

    Returns
    -------
    list of str
        Such as ``".00"`` or ``"0"``, empty where nothing lacks.
    """
    tails = [match["point"] or "" if (match := GROUPED.search(text)) else None for text in texts]
    longest = max((re.sub(r"\d", "0", tail) for tail in tails if tail is not None), key=len, default="")
    return ["" if tail is None else longest[len(tail) :] for tail in tails]


def recomputed_text(result: CheckResult) -> str:
    """The value of a check in ``checked_value``'s digits with its mark where it differs; in words if there is none."""
    if result.status is Status.NOT_REPRODUCIBLE:
        return "not reproducible"
    mark = "" if result.status is Status.MATCHES else f" {MARKS[result.status]}"
    return checked_value(result) + mark


def checked_value(result: CheckResult) -> str:
    """The value of a check with two digits more than printed if it has them, behind the sign of its bound."""
    return BOUNDS.get(result.check.kind, "") + _at_digits(result.check, decimals_of(result.published))


def decimals_of(published: str) -> int:
    """Decimals of a printed number."""
    return len(f"{last_digit_unit(published):.10f}".rstrip("0").partition(".")[2])


def _at_digits(check: Check, printed: int) -> str:
    """The value at the printed digits, or with more where they hide something."""
    precise, rounded = f"{check.value:.{printed + MORE_DIGITS}f}", f"{check.value:.{printed}f}"
    return rounded if float(precise) == float(rounded) else precise
