"""Published against recomputed: four statuses, at the printed precision.

A recomputation is a tidy frame with one row for every derived cell: ``table``, ``row``, ``column``,
``recomputed``, ``rule`` (in words), ``axis`` (whether the cells of a *column* or of a *row* were derived),
``reason`` (why there is no recomputed value) and ``unit`` (the last printed digit of what it was derived
from, where that is coarser than the cell's own: the same fact printed as 23.3 and as 23 agrees).
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd

from clusterbook.vocabulary import Status

COLUMNS = ["table", "row", "column", "recomputed", "rule", "axis", "reason", "unit"]
SLACK = 1e-9


def recomputed_column(
    table: str, column: str, *, values: pd.Series | Mapping[str, float], rule: str, reason: str = ""
) -> pd.DataFrame:
    """Recomputed cells of one column, by row key; missing values need a ``reason``."""
    cells = [(table, row, column, value, rule, "column", reason, 0.0) for row, value in pd.Series(values).items()]
    return _cells(cells)


def recomputed_row(
    table: str, row: str, *, values: pd.Series | Mapping[str, float], rule: str, reason: str = ""
) -> pd.DataFrame:
    """Recomputed cells of one row, by column; missing values need a ``reason``."""
    cells = [(table, row, column, value, rule, "row", reason, 0.0) for column, value in pd.Series(values).items()]
    return _cells(cells)


def recomputed_cell(
    table: str, row: str, *, column: str, value: float, rule: str, reason: str = "", unit: float = 0.0
) -> pd.DataFrame:
    """One recomputed cell, or the same fact in another table: the rule names that table, ``unit`` its last digit."""
    return _cells([(table, row, column, value, rule, "column", reason, unit)])


def together(*parts: pd.DataFrame) -> pd.DataFrame:
    """The recomputations of a table in one frame."""
    return pd.concat(parts, ignore_index=True)


def _cells(cells: list[tuple[str, str, str, float, str, str, str, float]]) -> pd.DataFrame:
    """A tidy frame of recomputed cells."""
    frame = pd.DataFrame(cells, columns=COLUMNS)
    frame["recomputed"] = frame["recomputed"].astype(float)
    return frame


def compare(recomputed: pd.DataFrame, printed: pd.DataFrame) -> pd.DataFrame:
    """Put each recomputed cell beside the printed one.

    Parameters
    ----------
    recomputed : DataFrame
        Tidy frame of one table (see the module's head).
    printed : DataFrame
        The table as printed strings, indexed by row key.

    Returns
    -------
    DataFrame
        The frame with ``published`` (string), ``difference`` = recomputed - published, and ``status``
        (matches, rounding, differs, not_reproducible). Cells that the book leaves empty are left out.

    Raises
    ------
    KeyError
        If a cell named by the recomputation is not in the table.
    """
    frame = recomputed.copy()
    frame["published"] = [printed.at[row, column] for row, column in zip(frame["row"], frame["column"], strict=True)]
    frame = frame[frame["published"] != ""].reset_index(drop=True)
    frame["difference"] = frame["recomputed"] - frame["published"].astype(float)
    cells = zip(frame["published"], frame["recomputed"], frame["unit"], strict=True)
    frame["status"] = [status_of(published, value, unit=unit).value for published, value, unit in cells]
    return frame


def status_of(published: str, recomputed: float, *, unit: float = 0.0) -> Status:
    """Status of one printed number.

    Parameters
    ----------
    published : str
        The number with its printed digits: ``"0.50"`` is exact to half a hundredth.
    recomputed : float
        What the parts give; NaN if they were never published.
    unit : float
        Last digit of what it was derived from; decides if it is coarser than the printed one.

    Returns
    -------
    Status
        ``matches`` within half a unit of the last printed digit, inclusive; ``rounding`` within one
        unit (truncated, or rounded the other way); else ``differs``; ``not_reproducible`` for NaN.
    """
    if recomputed is None or math.isnan(recomputed):
        return Status.NOT_REPRODUCIBLE
    unit = max(unit, last_digit_unit(published))
    distance = abs(recomputed - float(published))
    slack = SLACK * max(1.0, abs(recomputed))
    if distance <= unit / 2 + slack:
        return Status.MATCHES
    return Status.ROUNDING if distance < unit - slack else Status.DIFFERS


def last_digit_unit(published: str) -> float:
    """Value of one unit of the last printed digit: ``"6.09"`` gives 0.01, ``"1898"`` gives 1."""
    _, _, decimals = published.partition(".")
    return 10.0 ** -len(decimals)
