"""Published against recomputed: the status of a check, and the one status of a cell over all its checks.

The rule for a cell:

1. Checks that derive it from its own table decide; only where none has a value do the places that print the same fact
   again. A sum that fits its parts is right as printed, and a second place that disagrees is judged at that place.
2. Among the checks that decide the worst status counts: a cell that fits one reading of its heading and not the other
   does not follow from its parts.
3. A bound can only convict. A number above what it can be at most differs, whatever else it fits; but one that keeps
   its bound is not shown to be right, since most wrong numbers would keep it too. A cell with nothing but bounds that
   are kept is therefore not reproducible.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from clusterbook.data.book import Book
from clusterbook.reproduction.checks import Check, CheckKind, checks_of
from clusterbook.reproduction_vocabulary import Status

SLACK = 1e-9
DECIDING = (CheckKind.EXACT, CheckKind.SAME_FACT)
SEVERITY = (Status.NOT_REPRODUCIBLE, Status.MATCHES, Status.ROUNDING, Status.DIFFERS)


@dataclass(frozen=True)
class CheckResult:
    """A check beside the printed number.

    Parameters
    ----------
    check : Check
        The check.
    published : str
        The number as printed.
    status : Status
        Outcome of the comparison, at the printed precision; of a bound, whether it is kept.
    """

    check: Check
    published: str
    status: Status

    @property
    def difference(self) -> float:
        """Recomputed less published, in the unit of the column."""
        return self.check.value - float(self.published)


@dataclass(frozen=True)
class CellVerdict:
    """A printed cell with its one status and all its checks.

    Parameters
    ----------
    table, row, column : str
        The cell.
    published : str
        The number as printed.
    status : Status
        By the rule at the module's head.
    results : tuple of CheckResult
        Every check, also those that did not decide.
    """

    table: str
    row: str
    column: str
    published: str
    status: Status
    results: tuple[CheckResult, ...]


@cache
def check_results(book: Book, table: str) -> tuple[CheckResult, ...]:
    """Every check of a table beside the printed number, computed once for a book."""
    printed = book.printed(table)
    return tuple(compare(check, str(printed.at[check.row, check.column])) for check in checks_of(book, table))


@cache
def cell_verdicts(book: Book, table: str) -> tuple[CellVerdict, ...]:
    """Every checked cell of a table with its one status, in the order of the checks; computed once for a book."""
    results = check_results(book, table)
    places = {(result.check.row, result.check.column): place for place, result in reversed(list(enumerate(results)))}
    ordered = sorted(results, key=lambda result: places[result.check.row, result.check.column])
    groups = groupby(ordered, key=lambda result: (result.check.row, result.check.column))
    return tuple(_verdict(table, cell, results=tuple(members)) for cell, members in groups)


def _verdict(table: str, cell: tuple[str, str], *, results: tuple[CheckResult, ...]) -> CellVerdict:
    """The verdict on one cell."""
    return CellVerdict(table, *cell, results[0].published, cell_status(results), results)


def cell_status(results: tuple[CheckResult, ...]) -> Status:
    """One status over the checks of a cell, by the rule at the module's head."""
    statuses = [result.status for result in deciding_results(results)]
    return max(statuses, key=SEVERITY.index, default=Status.NOT_REPRODUCIBLE)


def deciding_results(results: tuple[CheckResult, ...]) -> tuple[CheckResult, ...]:
    """The checks of a cell that decide its status, by the rule at the module's head; none if nothing decides it."""
    valued = [result for result in results if result.status is not Status.NOT_REPRODUCIBLE]
    convicting = [result for result in valued if result.check.kind.is_bound and result.status is Status.DIFFERS]
    for kind in DECIDING:
        deciding = [result for result in valued if result.check.kind is kind]
        if deciding:
            return (*deciding, *convicting)
    return tuple(convicting)


def compare(check: Check, published: str) -> CheckResult:
    """Put a check beside the number as printed."""
    return CheckResult(check, published, _status(check, published))


def _status(check: Check, published: str) -> Status:
    """Status of one check: a bound is compared as a bound."""
    kept = {
        CheckKind.UPPER_BOUND: float(published) <= check.value,
        CheckKind.LOWER_BOUND: float(published) >= check.value,
    }
    return Status.MATCHES if kept.get(check.kind) else status_of(published, check.value, unit=check.unit)


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
    if math.isnan(recomputed):
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
