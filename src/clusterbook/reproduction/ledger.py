"""The ledger of the book: every check and every checked cell, published beside recomputed, with its explanation.

Checks and cells are counted apart: a cell may have several checks and has one status.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from clusterbook.data.book import Book
from clusterbook.reproduction.reconcile import CellVerdict, CheckResult, cell_verdicts, check_results
from clusterbook.reproduction_vocabulary import CAUSE_MEANINGS, ErratumCause, Status
from clusterbook.vocabulary import in_words

CELL = ["table", "row", "column"]
EXPLANATION = ["cause", "explanation"]
CHECK_COLUMNS = [*CELL, "published", "recomputed", "difference", "status", "kind", "axis", "rule", "reason"]
CELL_COLUMNS = [*CELL, "published", "status", "checks"]


def check_ledger(book: Book, tables: Iterable[str]) -> pd.DataFrame:
    """Every check of the named tables.

    Returns
    -------
    DataFrame
        One row per check: ``table``, ``row``, ``column``, ``published`` (text), ``recomputed``, ``difference``,
        ``status``, ``kind``, ``axis``, ``rule``, ``reason``, and for a known discrepancy ``cause`` and
        ``explanation``. Empty if the tables have no derived cells.
    """
    rows = [_check_row(result) for table in tables for result in check_results(book, table)]
    return _explained(book, pd.DataFrame(rows, columns=CHECK_COLUMNS))


def cell_ledger(book: Book, tables: Iterable[str]) -> pd.DataFrame:
    """Every checked cell of the named tables, with its one status.

    Returns
    -------
    DataFrame
        One row per cell: ``table``, ``row``, ``column``, ``published`` (text), ``status``, ``checks`` (how many), and
        for a known discrepancy ``cause`` and ``explanation``.
    """
    rows = [_cell_row(verdict) for table in tables for verdict in cell_verdicts(book, table)]
    return _explained(book, pd.DataFrame(rows, columns=CELL_COLUMNS))


def _check_row(result: CheckResult) -> tuple[object, ...]:
    """One check in the columns of the ledger."""
    check = result.check
    cell = (check.table, check.row, check.column)
    outcome = (result.published, check.value, result.difference, result.status.value)
    return (*cell, *outcome, check.kind.value, check.axis.value, check.rule, check.reason)


def _cell_row(verdict: CellVerdict) -> tuple[object, ...]:
    """One cell in the columns of the ledger."""
    cell = (verdict.table, verdict.row, verdict.column)
    return (*cell, verdict.published, verdict.status.value, len(verdict.results))


def erratum_text(cause: str, explanation: str, admissible: str) -> str:
    """One erratum in words: its cause, its explanation, other readings of the number."""
    others = f" Other readings: {admissible}." if admissible else ""
    return f"{cause.replace('_', ' ').capitalize()}: {explanation}{others}"


def cause_counts(book: Book) -> pd.DataFrame:
    """Number of errata by cause, in the order of the vocabulary, with what the cause means.

    Returns
    -------
    DataFrame
        Indexed by cause in words: ``meaning``, ``errata`` (count).
    """
    counts = book.errata["cause"].value_counts()
    rows = [(in_words(cause), CAUSE_MEANINGS[cause], int(counts.get(cause, 0))) for cause in ErratumCause]
    return pd.DataFrame(rows, columns=["cause", "meaning", "errata"]).set_index("cause")


def _explained(book: Book, ledger: pd.DataFrame) -> pd.DataFrame:
    """The ledger with the explanation of every known discrepancy."""
    explained = ledger.merge(book.errata[[*CELL, *EXPLANATION]], on=CELL, how="left")
    return explained.fillna({name: "" for name in EXPLANATION})


def label_errata(book: Book, table: str) -> pd.DataFrame:
    """Printed labels of a table that do not go with the text, with the label that fits best.

    Returns
    -------
    DataFrame
        Columns ``column``, ``printed``, ``should_read``, ``or`` (other readings), ``why``; empty if all labels fit.
    """
    errata = book.errata
    labels = [field["name"] for field in book.fields(table) if field["kind"] == "label"]
    wrong = errata[(errata["table"] == table) & errata["column"].isin(labels)]
    names = {"published": "printed", "recomputed": "should_read", "admissible": "or", "explanation": "why"}
    return wrong[["column", *names]].rename(columns=names).reset_index(drop=True)


def status_counts(ledger: pd.DataFrame) -> pd.DataFrame:
    """Number of rows of a ledger, of cells or of checks, by table and status.

    Returns
    -------
    DataFrame
        Indexed by table in the ledger's order, one column for each status, and ``checked``, their sum.
    """
    statuses = [status.value for status in Status]
    counts = pd.crosstab(ledger["table"], ledger["status"]).reindex(columns=statuses, fill_value=0)
    counts = counts.reindex(ledger["table"].unique())
    return counts.assign(checked=counts.sum(axis=1)).rename_axis(columns=None)
