"""Ledger, claims and restorations as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd

from clusterbook.claims import Finding
from clusterbook.data import fields_of, load_claims, load_keyed
from clusterbook.ledger import table_ledger
from clusterbook.paths import anchor
from clusterbook.tables.html import Typeset, html_table
from clusterbook.tables.published import label_column, recomputed_text
from clusterbook.vocabulary import Status


def show_differences(table: str, *, without: Sequence[str] = ()) -> Typeset:
    """The derived cells of a printed table that do not match, each with the explanation that fits best.

    Columns named in ``without`` are left out, for a page that shows them in another way.
    """
    ledger = table_ledger(table)
    ledger = ledger[~ledger["column"].isin(without)] if not ledger.empty else ledger
    wanted = _named(ledger[ledger["status"] != Status.MATCHES]) if not ledger.empty else ledger
    return show_ledger(wanted, f"Table {table}: cells that do not follow from their parts", name=f"{anchor(table)}-differences")


def _named(ledger: pd.DataFrame) -> pd.DataFrame:
    """Ledger rows of one table with printed labels and headings instead of keys, where a label names one row only."""
    table = ledger["table"].iloc[0] if len(ledger) else None
    if table is None:
        return ledger
    printed = load_keyed(table, printed=True)
    labels = printed[label_column(printed)]
    titles = {field["name"]: field["title"] for field in fields_of(table)}
    rows = labels[ledger["row"]].to_numpy() if labels.is_unique else ledger["row"]
    return ledger.assign(row=rows, column=[titles[column] for column in ledger["column"]])


def show_ledger(ledger: pd.DataFrame, caption: str, *, name: str) -> Typeset:
    """Ledger rows as a table: where, published, recomputed, status, explanation."""
    if ledger.empty:
        return Typeset(f"<p>{escape(caption)}: none.</p>", f"{caption}: none")
    cells = pd.DataFrame(
        {
            **({"Table": ledger["table"]} if ledger["table"].nunique() > 1 else {}),
            "Row": ledger["row"].str.replace("_", " "),
            "Column": ledger["column"].str.replace("_", " "),
            "Published": ledger["published"],
            "Recomputed": [recomputed_text(*cell) for cell in zip(ledger["published"], ledger["recomputed"], ledger["status"], strict=True)],
            "Status": ledger["status"].str.replace("_", " "),
            "Why": [" ".join(filter(None, (f"{rule}.", reason, text))) for rule, reason, text in zip(ledger["rule"], ledger["reason"], ledger["explanation"], strict=True)],
        }
    )
    return Typeset(html_table(cells, caption=caption, name=name), cells.to_string())


def show_claims(chapter: int, findings: Mapping[str, Finding]) -> Typeset:
    """The claims of a chapter, each with the outcome of its test and the numbers that decide it."""
    claims = load_claims()
    claims = claims[claims["chapter"] == chapter]
    cells = pd.DataFrame(
        {
            "Claim": claims["claim"],
            "Tables": claims["tables"].fillna("–").str.replace(";", ", "),
            "Outcome": [findings[claim].result.value.replace("_", " ") for claim in claims["claim_id"]],
            "Evidence": [findings[claim].evidence for claim in claims["claim_id"]],
            "Source line": claims["source_line"].astype(str),
        }
    )
    return Typeset(html_table(cells, caption=f"Chapter {chapter}: statements of the text, tested", name=f"claims-{chapter:02d}"), cells.to_string())


def show_restorations(restorations: pd.DataFrame) -> Typeset:
    """Restored cells: where, scanned, restored, rule, evidence, other readings."""
    columns = {"table": "Table", "row": "Row", "column": "Column", "scanned": "Scanned", "restored": "Restored", "rule": "Rule", "evidence": "Evidence", "admissible": "Other readings"}
    cells = restorations[list(columns)].astype(object).fillna("–").rename(columns=columns)
    for name in ("Row", "Column", "Rule"):
        cells[name] = cells[name].str.replace("_", " ")
    return Typeset(html_table(cells, caption="Restored cells in the order of the book", name="restorations"), cells.to_string())
