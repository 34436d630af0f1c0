"""What errata say of the chapters' functions: every known discrepancy is one."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from clusterbook.data.book import Book
from clusterbook.errors import Fault, listed
from clusterbook.paths import table_name
from clusterbook.reproduction.reconcile import CheckResult, check_results
from clusterbook.reproduction_vocabulary import Status

STATED = ("recomputed", "bound_low", "bound_high")  # exactly one is filled
FAR = 0.5  # of a recomputed number; a correction of a part moves it by less, and stops no build


def erratum_faults(book: Book, *, share: float = FAR) -> list[Fault]:
    """Errata of numbers that agree with all they are compared with, that nothing recomputes, or that is far off.

    Parameters
    ----------
    book : Book
        The data package.
    share : float
        Of a recomputed number, 0 or more: so far may lie from it what the erratum states; 0 asks for each digit.
    """
    faults: list[Fault] = []
    for table, errata in book.errata.groupby("table", sort=False):
        words = {field["name"] for field in book.fields(str(table)) if field["type"] == "string"}
        try:
            results = check_results(book, str(table))
        except Exception as error:  # whatever a chapter's function makes of a table that was changed
            faults.append(_unchecked(str(table), error))
            continue
        for number, erratum in zip(errata.index + 2, errata.to_dict("records"), strict=True):
            row, column = erratum["row"], erratum["column"]
            if column not in words:
                own = [result for result in results if (result.check.row, result.check.column) == (row, column)]
                stated = str(next(erratum[name] for name in STATED if pd.notna(erratum[name])))
                where = f"data/errata.csv, row {number} ({table}|{row}|{column})"
                faults += _agreement(where, own, stated=stated, share=share)
    return faults


def _agreement(where: str, results: list[CheckResult], *, stated: str, share: float) -> Iterator[Fault]:
    """An erratum without a check that differs, or that states a number far from all that these give."""
    differing = [result.check.value for result in results if result.status is Status.DIFFERS]
    last_digit = 10.0 ** -len(stated.partition(".")[2])
    remedy = "Remove the erratum, or correct its row and column."
    if not results:
        yield Fault(where, "a number that nothing recomputes", "expected one with a check that differs", remedy)
    elif not differing:
        found = f"{results[0].published}, which agrees with {results[0].check.value:g} ({results[0].check.rule})"
        yield Fault(where, found, "expected a number with a check that differs", remedy)
    elif all(abs(value - float(stated)) >= max(last_digit, share * abs(value)) for value in differing):
        expected = f"expected {listed(f'{value:g}' for value in differing)}, as recomputed"
        yield Fault(where, stated, expected, "Correct the number.")


def _unchecked(table: str, error: Exception) -> Fault:
    """A table that its chapter's function cannot recompute."""
    where = f"data/published/{table_name(table)}.csv"
    expected = f"expected what {table_name(table)}(book) of its chapter can recompute"
    return Fault(where, f"{type(error).__name__}: {error}", expected, "Restore the table, or correct the function.")
