"""One row for every check of a printed number: a cell may have several."""

from __future__ import annotations

import pandas as pd

from clusterbook.data.book import Book
from clusterbook.paths import table_name
from clusterbook.reproduction.ledger import check_ledger

RENAMED = {"status": "verdict", "cause": "erratum_cause", "explanation": "erratum_explanation"}
COLUMNS = [
    "table",
    "row",
    "column",
    "check",
    "kind",
    "published",
    "recomputed",
    "difference",
    "verdict",
    "rule",
    "axis",
    "function",
    "reason",
    "erratum_cause",
    "erratum_explanation",
]


def all_checks(book: Book) -> pd.DataFrame:
    """Every check of every printed table.

    Returns
    -------
    DataFrame
        One row per check in the order of the book, numbered within its cell; the columns are those of
        ``data/all_checks.schema.json``.
    """
    checks = check_ledger(book, book.tables).rename(columns=RENAMED)
    number = checks.groupby(["table", "row", "column"], sort=False).cumcount() + 1
    return checks.assign(check=number, function=checks["table"].map(table_name))[COLUMNS]
