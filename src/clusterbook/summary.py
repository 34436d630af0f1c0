"""What every chapter records of its reconciliation: the ledger by status, the claims by outcome."""

from __future__ import annotations

from collections import Counter

from clusterbook.data import load_restorations, published_tables
from clusterbook.ledger import book_ledger, claim_findings
from clusterbook.results import Importance, Results
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
    results.record("ledger_checked", statuses.total(), "derived numbers of the chapter that were recomputed or looked for", importance=Importance.FINDING)
    for status in Status:
        description = f"derived numbers of the chapter with status {status.value.replace('_', ' ')}"
        results.record(f"ledger_{status.value}", statuses[status.value], description, importance=Importance.FINDING)
    restored = int(load_restorations()["table"].isin(tables).sum())
    results.record("cells_restored", restored, "cells of the chapter's tables restored from a damaged scan")
    outcomes = Counter(finding.result for finding in claim_findings(chapter).values())
    for outcome in ClaimResult:
        description = f"statements of the chapter whose test came out as {outcome.value.replace('_', ' ')}"
        results.record(f"claims_{outcome.value}", outcomes[outcome], description, importance=Importance.FINDING)
