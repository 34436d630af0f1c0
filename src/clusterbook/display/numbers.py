"""One way to print numbers: digits, minus signs, separators, dashes for what is missing."""

from __future__ import annotations

import pandas as pd

from clusterbook.reproduction.checks import Check, CheckKind
from clusterbook.reproduction.reconcile import CheckResult, last_digit_unit
from clusterbook.reproduction_vocabulary import Status

MISSING = "–"
MARKS = {Status.MATCHES: "", Status.ROUNDING: " ≈", Status.DIFFERS: " ≠", Status.NOT_REPRODUCIBLE: "not reproducible"}
BOUNDS = {CheckKind.UPPER_BOUND: "≤ ", CheckKind.LOWER_BOUND: "≥ "}
MORE_DIGITS = 2  # a recomputed value shows so many digits more than the printed one


def value_text(value: object, digits: int = 2) -> str:
    """One value of a result as a table prints it.

    Parameters
    ----------
    value : object
        A number gets ``digits`` decimals, separators of thousands and a true minus sign, unless it is a whole number
        by type; yes or no in words; what is missing is a dash.
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
        return f"{value:,.{digits}f}".replace("-", "−")
    return str(value)


def recomputed_text(result: CheckResult) -> str:
    """The value of a check with two digits more than printed if it has them, its bound sign and the status's mark."""
    mark = MARKS[result.status]
    if result.status is Status.NOT_REPRODUCIBLE:
        return mark
    return BOUNDS.get(result.check.kind, "") + _at_digits(result.check, decimals_of(result.published)) + mark


def decimals_of(published: str) -> int:
    """Decimals of a printed number."""
    return len(f"{last_digit_unit(published):.10f}".rstrip("0").partition(".")[2])


def _at_digits(check: Check, printed: int) -> str:
    """The value at the printed digits, or with more where they hide something."""
    precise, rounded = f"{check.value:.{printed + MORE_DIGITS}f}", f"{check.value:.{printed}f}"
    return rounded if float(precise) == float(rounded) else precise
