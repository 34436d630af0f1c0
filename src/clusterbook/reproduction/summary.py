"""What each chapter and the book as a whole record of the reconciliation: ledger, claims, restorations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pandas as pd

from bookbuilder.results.results import Importance, Results
from clusterbook.data import load_restorations, published_tables
from clusterbook.reproduction.claims import Finding
from clusterbook.reproduction.ledger import book_ledger, claim_findings
from clusterbook.vocabulary import ClaimResult, Status


def chapter_tables(chapter: int) -> list[str]:
    """Printed numbers of a chapter's tables: ``["10.1", ..., "10.6"]``."""
    return [table for table in published_tables() if table.partition(".")[0] == str(chapter)]


def record_reconciliation(results: Results, chapter: int) -> None:
    """Record the chapter's derived cells by status, restored cells and claims by outcome.

    Names: ``ledger_checked``, ``ledger_<status>``, ``cells_restored``, ``claims_<outcome>``.
    """
    tables = chapter_tables(chapter)
    statuses = Counter(book_ledger(tables)["status"]) if tables else Counter()
    results.record(
        "ledger_checked",
        statuses.total(),
        "derived numbers of the chapter that were recomputed or looked for",
        importance=Importance.FINDING,
    )
    for status in Status:
        description = f"derived numbers of the chapter with status {status.value.replace('_', ' ')}"
        results.record(f"ledger_{status.value}", statuses[status.value], description, importance=Importance.FINDING)
    restored = int(load_restorations()["table"].isin(tables).sum())
    results.record("cells_restored", restored, "cells of the chapter's tables restored from a damaged scan")
    outcomes = Counter(finding.result for finding in claim_findings(chapter).values())
    for outcome in ClaimResult:
        description = f"statements of the chapter whose test came out as {outcome.value.replace('_', ' ')}"
        results.record(f"claims_{outcome.value}", outcomes[outcome], description, importance=Importance.FINDING)


def claim_counts(findings: Mapping[str, Finding]) -> pd.DataFrame:
    """Number of claims by chapter and outcome, with the total of each chapter."""
    chapters = [int(claim[2:4]) for claim in findings]
    outcomes = [finding.result.value for finding in findings.values()]
    counts = pd.crosstab(pd.Series(chapters, name="chapter"), pd.Series(outcomes)).rename_axis(columns=None)
    counts = counts.reindex(columns=[outcome.value for outcome in ClaimResult], fill_value=0)
    return counts.assign(tested=counts.sum(axis=1))


def restoration_counts(restorations: pd.DataFrame) -> pd.DataFrame:
    """Number of restored cells by table (in printed order) and rule, with the total of each table."""
    counts = pd.crosstab(restorations["table"], restorations["rule"]).rename_axis(columns=None)
    counts = counts.reindex([table for table in published_tables() if table in counts.index])
    return counts.assign(restored=counts.sum(axis=1))


def record_book(results: Results, ledger: pd.DataFrame, *, findings: Mapping[str, Finding]) -> None:
    """Record the whole book's derived cells by status, claims by outcome, restored cells and tables."""
    results.record(
        "tables", len(published_tables()), "printed tables in the data package", importance=Importance.FINDING
    )
    results.record(
        "checked",
        len(ledger),
        "derived numbers of the book that were recomputed or looked for",
        importance=Importance.FINDING,
    )
    for status in Status:
        count = int((ledger["status"] == status).sum())
        results.record(
            status.value,
            count,
            f"derived numbers of the book with status {status.value.replace('_', ' ')}",
            importance=Importance.FINDING,
        )
    results.record(
        "restored", len(load_restorations()), "cells restored from a damaged scan", importance=Importance.FINDING
    )
    results.record("claims", len(findings), "statements of the text that were looked at", importance=Importance.FINDING)
    outcomes = Counter(finding.result for finding in findings.values())
    for outcome in ClaimResult:
        description = f"statements of the book whose test came out as {outcome.value.replace('_', ' ')}"
        results.record(f"claims_{outcome.value}", outcomes[outcome], description, importance=Importance.FINDING)
