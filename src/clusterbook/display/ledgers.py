"""Checks of printed tables as a table of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from clusterbook.data.book import Book
from clusterbook.display.html import Typeset, typeset
from clusterbook.display.numbers import recomputed_text
from clusterbook.display.published import label_column
from clusterbook.display.sheet import Sheet, plain_sheet
from clusterbook.paths import anchor
from clusterbook.reproduction.ledger import erratum_texts
from clusterbook.reproduction.reconcile import CheckResult, check_results
from clusterbook.reproduction_vocabulary import Status


def show_differences(book: Book, table: str, *, without: Sequence[str] = ()) -> Typeset:
    """The checks of a printed table that its cells do not pass, each with the explanation that fits best.

    Columns named in ``without`` are left out, for a page that shows them in another way.

    Parameters
    ----------
    book : Book
        The data package.
    table : str
        Printed number, such as ``"10.4"``.
    without : sequence of str
        Columns to leave out.

    Returns
    -------
    Typeset
        The table as a page shows it.
    """
    wanted = [
        result
        for result in check_results(book, table)
        if result.status is not Status.MATCHES and result.check.column not in without
    ]
    caption = f"Table {table}: cells that do not follow from their parts"
    names = _printed_names(book, table)
    return typeset(ledger_sheet(book, wanted, caption=caption, name=f"{anchor(table)}-differences", names=names))


def show_ledger(book: Book, tables: Iterable[str], *, statuses: Iterable[Status], caption: str, name: str) -> Typeset:
    """The checks of the named tables that have one of the statuses, by table.

    Parameters
    ----------
    book : Book
        The data package.
    tables : iterable of str
        Printed numbers.
    statuses : iterable of Status
        Which checks to show.
    caption, name : str
        Caption, and the table's id on the page.

    Returns
    -------
    Typeset
        The table as a page shows it.
    """
    wanted, among = [result for table in tables for result in check_results(book, table)], set(statuses)
    return typeset(
        ledger_sheet(book, [result for result in wanted if result.status in among], caption=caption, name=name)
    )


def ledger_sheet(
    book: Book,
    results: Sequence[CheckResult],
    *,
    caption: str,
    name: str,
    names: tuple[dict[str, str], dict[str, str]] = ({}, {}),
) -> Sheet:
    """Checks by table: cell, published, recomputed with the mark of its status, explanation.

    Parameters
    ----------
    book : Book
        The data package.
    results : sequence of CheckResult
        What to show.
    caption, name : str
        Caption, and the table's id on the page.
    names : pair of dictionaries
        Printed labels by row key, and printed headings by column, where they are shown instead.

    Returns
    -------
    Sheet
        One row per check, grouped by table.
    """
    errata = erratum_texts(book)
    labels, headings = names
    checks = [result.check for result in results]
    cells = [f"{labels.get(check.row, check.row)}: {headings.get(check.column, check.column)}" for check in checks]
    texts = {
        "Cell": [cell.replace("_", " ") for cell in cells],
        "Published": [result.published for result in results],
        "Recomputed": [recomputed_text(result) for result in results],
        "Why": [
            " ".join(
                filter(None, (f"{check.rule}.", check.reason, errata.get((check.table, check.row, check.column), "")))
            )
            for check in checks
        ],
    }
    tables = [f"Table {check.table}" for check in checks]
    return plain_sheet(texts, caption, name=name, groups=tables if len(set(tables)) > 1 else None)


def _printed_names(book: Book, table: str) -> tuple[dict[str, str], dict[str, str]]:
    """Printed labels by row key where each names one row only, and printed headings by column."""
    printed = book.printed(table)
    labels = printed[label_column(printed)]
    rows = {str(row): str(label) for row, label in labels.items()} if labels.is_unique else {}
    return rows, {field["name"]: field["title"] for field in book.fields(table)}
