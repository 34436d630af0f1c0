"""The ledger of the book: every derived number, published beside recomputed, with its explanation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from clusterbook.data import fields_of, load_claims, load_errata, load_keyed, published_tables
from clusterbook.reproduction.claims import Finding, function_of
from clusterbook.reproduction.recompute import Tables, recomputation_of
from clusterbook.reproduction.reconcile import COLUMNS, compare
from clusterbook.vocabulary import Status

EXPLANATION = ["cause", "explanation"]
LEDGER_COLUMNS = [*COLUMNS, "published", "difference", "status", *EXPLANATION]


class TypedTables(Mapping[str, pd.DataFrame]):
    """The printed tables by number, typed and indexed by row key, each read once, when asked for."""

    def __init__(self) -> None:
        self._read: dict[str, pd.DataFrame] = {}

    def __getitem__(self, table: str) -> pd.DataFrame:
        if table not in self._read:
            self._read[table] = load_keyed(table)
        return self._read[table].copy()

    def __iter__(self) -> Iterator[str]:
        return iter(published_tables())

    def __len__(self) -> int:
        return len(published_tables())


def table_ledger(table: str, tables: Tables | None = None) -> pd.DataFrame:
    """Every derived cell of one printed table.

    Parameters
    ----------
    table : str
        Printed number.
    tables : mapping, optional
        Typed tables already read; by default they are read from the data package.

    Returns
    -------
    DataFrame
        One row a cell: ``table``, ``row``, ``column``, ``published``, ``recomputed``, ``difference``,
        ``status``, ``rule``, ``reason``, and for a known discrepancy ``cause`` and ``explanation``.
        Empty if the table has no derived cells.
    """
    recompute = recomputation_of(table)
    if recompute is None:
        return pd.DataFrame(columns=LEDGER_COLUMNS)
    ledger = compare(recompute(tables or TypedTables()), load_keyed(table, printed=True))
    keys = ["table", "row", "column"]
    return ledger.merge(load_errata()[[*keys, *EXPLANATION]], on=keys, how="left").fillna(
        {name: "" for name in EXPLANATION}
    )


def book_ledger(tables: list[str] | None = None) -> pd.DataFrame:
    """The ledgers of all tables, or of the named ones, in printed order."""
    read = TypedTables()
    ledgers = [table_ledger(table, read) for table in tables or published_tables()]
    filled = [ledger for ledger in ledgers if not ledger.empty]
    return pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(columns=LEDGER_COLUMNS)


def label_errata(table: str) -> pd.DataFrame:
    """Printed labels of a table that belong to another row, with the label that fits.

    Returns
    -------
    DataFrame
        Columns ``column``, ``printed``, ``should_read``, ``why``; empty if all labels fit.
    """
    errata = load_errata()
    labels = [field["name"] for field in fields_of(table) if field["kind"] == "label"]
    wrong = errata[(errata["table"] == table) & errata["column"].isin(labels)]
    names = {"published": "printed", "recomputed": "should_read", "explanation": "why"}
    return wrong[["column", *names]].rename(columns=names).reset_index(drop=True)


def status_counts(ledger: pd.DataFrame) -> pd.DataFrame:
    """Number of derived cells by table and status.

    Returns
    -------
    DataFrame
        Indexed by table in the ledger's order, one column for each status, and ``checked``, their sum.
    """
    statuses = [status.value for status in Status]
    counts = pd.crosstab(ledger["table"], ledger["status"]).reindex(columns=statuses, fill_value=0)
    counts = counts.reindex(ledger["table"].unique())
    return counts.assign(checked=counts.sum(axis=1)).rename_axis(columns=None)


def claim_findings(chapter: int | None = None) -> dict[str, Finding]:
    """Findings of a chapter's claims, or of all, by ``claim_id``."""
    claims = load_claims()
    if chapter is not None:
        claims = claims[claims["chapter"] == chapter]
    tables = TypedTables()
    return {claim.claim_id: function_of(claim.claim_id, claim.test)(tables) for claim in claims.itertuples()}
