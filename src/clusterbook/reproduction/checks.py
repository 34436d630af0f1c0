"""Checks of printed numbers: what a chapter's ``table_CC_TT(book)`` returns.

A cell may have several checks: derived from its own table, printed again in another, or held between bounds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

import pandas as pd

from clusterbook.data.book import Book
from clusterbook.paths import table_name
from clusterbook.reproduction.registry import chapter_functions
from clusterbook.vocabulary import Hedge


class CheckKind(StrEnum):
    """What the value of a check says about the printed number."""

    EXACT = "exact"
    """The number follows from other cells of its own table."""
    SAME_FACT = "same_fact"
    """The same fact is printed somewhere else."""
    UPPER_BOUND = "upper_bound"
    """The number can be at most this."""
    LOWER_BOUND = "lower_bound"
    """The number must be at least this."""

    @property
    def is_bound(self) -> bool:
        """Whether the value limits the number instead of giving it."""
        return self in (CheckKind.UPPER_BOUND, CheckKind.LOWER_BOUND)


# What the number behind a printed bound is to it, and how a rule says so.
OF_BOUNDS = {
    Hedge.AT_LEAST: (CheckKind.UPPER_BOUND, "a number printed as at least this many can be no more than they are"),
    Hedge.AT_MOST: (CheckKind.LOWER_BOUND, "a number printed as at most this many can be no less than they are"),
}


class Axis(StrEnum):
    """Along which line of a table cells were derived; it decides where a page shows them."""

    COLUMN = "column"
    """Down a column."""
    ROW = "row"
    """Across a row."""


@dataclass(frozen=True)
class Check:
    """One value that a printed cell is compared with.

    Parameters
    ----------
    table, row, column : str
        The cell: printed number of its table, row key, column.
    rule : str
        How the value was found, in words.
    kind : CheckKind
        What the value says about the cell.
    value : float
        In the unit of the column; NaN if the parts were never published.
    axis : Axis
        Whether the cells of a column or of a row were derived together.
    reason : str
        Why there is no value.
    unit : float
        One unit of the last printed digit of what the value was derived from; decides where it is coarser than the
        cell's own: the same fact printed as 23.3 and as 23 agrees.
    """

    table: str
    row: str
    column: str
    rule: str
    kind: CheckKind
    value: float
    axis: Axis = Axis.COLUMN
    reason: str = ""
    unit: float = 0.0


@dataclass(frozen=True)
class Derivation:
    """One rule by which cells of a table are checked; it makes the checks of a column, a row or a cell.

    Parameters
    ----------
    table, rule : str
    kind : CheckKind
    reason : str
    unit : float
        As in ``Check``; the reason stands at the cells without a value.
    """

    table: str
    rule: str
    kind: CheckKind = CheckKind.EXACT
    reason: str = ""
    unit: float = 0.0

    def column(self, column: str, values: pd.Series | Mapping[str, float]) -> tuple[Check, ...]:
        """Checks of one column, from values by row key."""
        return tuple(self._check(str(row), column, value=value) for row, value in pd.Series(values).items())

    def row(self, row: str, values: pd.Series | Mapping[str, float]) -> tuple[Check, ...]:
        """Checks of one row, from values by column."""
        return tuple(
            self._check(row, str(column), value=value, axis=Axis.ROW) for column, value in pd.Series(values).items()
        )

    def cell(self, row: str, column: str, *, value: float) -> tuple[Check, ...]:
        """The check of one cell."""
        return (self._check(row, column, value=value),)

    def _check(self, row: str, column: str, *, value: float, axis: Axis = Axis.COLUMN) -> Check:
        number = float("nan") if pd.isna(value) else float(value)
        return Check(self.table, row, column, self.rule, self.kind, number, axis, self.reason, self.unit)


def same_fact(table: str, place: str, *, unit: float = 0.0) -> Derivation:
    """The rule that the same fact is printed in ``place``."""
    return Derivation(table, f"the same fact in {place}", CheckKind.SAME_FACT, unit=unit)


@cache
def checks_of(book: Book, table: str) -> tuple[Check, ...]:
    """All checks of a printed table, by its chapter's ``table_CC_TT``; none if nothing in it can be derived.

    Cells that the book leaves empty have no check; a cell that prints a bound ("150+") is compared as a bound.

    Raises
    ------
    KeyError
        If a check names a cell that is not in the table.
    """
    name = table_name(table)
    function = chapter_functions(f"ch{name[6:8]}", "tables").get(name)
    printed = book.printed(table)
    checks: tuple[Check, ...] = function(book) if function else ()
    bounds = book.bounds(table)
    return tuple(
        _of_bound(check, bounds.get((check.row, check.column)))
        for check in checks
        if printed.at[check.row, check.column] != ""
    )


def _of_bound(check: Check, hedge: Hedge | None) -> Check:
    """A check of a cell that prints a bound, comparing it as one; any other check as it is."""
    if hedge is None or check.kind.is_bound:
        return check
    kind, words = OF_BOUNDS[hedge]
    return replace(check, kind=kind, rule=f"{check.rule}: {words}")
