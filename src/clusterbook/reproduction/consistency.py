"""Numbers and errata beside what the chapters' functions recompute: every known discrepancy is an erratum."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from clusterbook.data.book import Book
from clusterbook.errors import Fault, listed
from clusterbook.paths import table_name
from clusterbook.reproduction.facts import TIMES
from clusterbook.reproduction.reconcile import CheckResult, check_results, last_digit_unit
from clusterbook.reproduction_vocabulary import Status

STATED = ("recomputed", "bound_low", "bound_high")  # exactly one is filled
LAST_DIGITS = 10  # of a small number; a step of one of its parts may multiply it
FAR = 0.5  # of a recomputed number; a correction of a part moves it by less, and stops no build


def number_faults(book: Book, *, share: float = FAR) -> list[Fault]:
    """Errata that no check bears out, and numbers of another size than what they are made of, table by table.

    Parameters
    ----------
    book : Book
        The data package.
    share : float
        As in ``erratum_faults``.
    """
    faults: list[Fault] = []
    for table in book.tables:
        try:
            results = check_results(book, table)
        except Exception as error:  # whatever a chapter's function makes of a table that was changed
            faults.append(_unchecked(table, error))
            continue
        faults += [
            *erratum_faults(book, table, results=results, share=share),
            *size_faults(book, table, results=results),
        ]
    return faults


def erratum_faults(book: Book, table: str, *, results: Sequence[CheckResult], share: float) -> Iterator[Fault]:
    """Errata of numbers that agree with all they are compared with, that nothing recomputes, or that is far off.

    Parameters
    ----------
    book : Book
        The data package.
    table : str
        Printed number of the table.
    results : sequence of CheckResult
        All its checks.
    share : float
        Of a recomputed number, 0 or more: so far may lie from it what the erratum states; 0 asks for each digit.
    """
    words = {field["name"] for field in book.fields(table) if field["type"] == "string"}
    errata = book.errata[(book.errata["table"] == table) & ~book.errata["column"].isin(words)]
    for number, erratum in zip(errata.index + 2, errata.to_dict("records"), strict=True):
        row, column = erratum["row"], erratum["column"]
        own = [result for result in results if (result.check.row, result.check.column) == (row, column)]
        stated = str(next(erratum[name] for name in STATED if pd.notna(erratum[name])))
        yield from _agreement(
            f"data/errata.csv, row {number} ({table}|{row}|{column})", own, stated=stated, share=share
        )


def size_faults(book: Book, table: str, *, results: Sequence[CheckResult]) -> Iterator[Fault]:
    """Numbers without an erratum that are ``TIMES`` as large, or as small, as what they are compared with.

    A correction moves a number less; thousands for units, a share for percent, a lost point or a number of another
    column move it so far.
    """
    errata = book.errata[book.errata["table"] == table]
    explained = set(zip(errata["row"], errata["column"], strict=True))
    for result in results:
        check, printed = result.check, float(result.published)
        larger, apart = max(abs(printed), abs(check.value)), abs(result.difference)
        differs = result.status is Status.DIFFERS and not check.kind.is_bound
        few = LAST_DIGITS * last_digit_unit(result.published)
        if differs and (check.row, check.column) not in explained and apart >= max(few, larger * (1 - 1 / TIMES)):
            where = f"data/published/{table_name(table)}.csv ({check.row}), column {check.column}"
            expected = f"expected about {check.value:.6g} ({check.rule})"
            remedy = "Correct it or what it is compared with, or say why in data/errata.csv."
            yield Fault(where, result.published, expected, remedy)


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
