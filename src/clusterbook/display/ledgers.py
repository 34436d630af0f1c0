"""Ledger, claims and restorations as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd

from clusterbook.data import fields_of, load_claims, load_keyed
from clusterbook.display.html import Typeset, html_table
from clusterbook.display.published import label_column, recomputed_text
from clusterbook.paths import anchor
from clusterbook.reproduction.claims import Finding
from clusterbook.reproduction.ledger import table_ledger
from clusterbook.vocabulary import Status


def show_differences(table: str, *, without: Sequence[str] = ()) -> Typeset:
    """The derived cells of a printed table that do not match, each with the explanation that fits best.

    Columns named in ``without`` are left out, for a page that shows them in another way.
    """
    ledger = table_ledger(table)
    ledger = ledger[~ledger["column"].isin(without)] if not ledger.empty else ledger
    wanted = _named(ledger[ledger["status"] != Status.MATCHES]) if not ledger.empty else ledger
    return show_ledger(
        wanted, f"Table {table}: cells that do not follow from their parts", name=f"{anchor(table)}-differences"
    )


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
    """Ledger rows by table: cell, published, recomputed with the mark of its status, explanation."""
    if ledger.empty:
        return Typeset(f"<p>{escape(caption)}: none.</p>", f"{caption}: none")
    cells = pd.DataFrame(
        {
            "Cell": [
                f"{row}: {column}".replace("_", " ")
                for row, column in zip(ledger["row"], ledger["column"], strict=True)
            ],
            "Published": ledger["published"],
            "Recomputed": [
                recomputed_text(*cell)
                for cell in zip(ledger["published"], ledger["recomputed"], ledger["status"], strict=True)
            ],
            "Why": [
                " ".join(filter(None, (f"{rule}.", reason, text)))
                for rule, reason, text in zip(ledger["rule"], ledger["reason"], ledger["explanation"], strict=True)
            ],
        }
    )
    groups = "Table " + ledger["table"] if ledger["table"].nunique() > 1 else None
    return Typeset(html_table(cells, caption=caption, name=name, groups=groups), cells.to_string())


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
    return Typeset(
        html_table(cells, caption=f"Chapter {chapter}: statements of the text, tested", name=f"claims-{chapter:02d}"),
        cells.to_string(),
    )


def show_restorations(restorations: pd.DataFrame) -> Typeset:
    """Restored cells by table: scanned, restored, rule, evidence, other readings."""
    shown = restorations.astype(object).fillna("–")
    cells = pd.DataFrame(
        {
            "Cell": [
                f"{row}: {column}".replace("_", " ") for row, column in zip(shown["row"], shown["column"], strict=True)
            ],
            "Scanned": shown["scanned"],
            "Restored": shown["restored"],
            "Rule and evidence": shown["rule"].str.replace("_", " ") + ": " + shown["evidence"],
            "Other readings": shown["admissible"],
        }
    )
    groups = "Table " + restorations["table"]
    return Typeset(
        html_table(cells, caption="Restored cells in the order of the book", name="restorations", groups=groups),
        cells.to_string(),
    )
