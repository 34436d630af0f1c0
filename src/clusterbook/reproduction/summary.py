"""What each chapter and the book as a whole record of the reconciliation: ledger, claims, restorations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pandas as pd

from bookbuilder.results.recorder import Results
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
    outcomes = Counter(finding.result for finding in claim_findings(chapter).values())
    results.record(
        ledger_checked=statuses.total(),
        **{f"ledger_{status.value}": statuses[status.value] for status in Status},
        cells_restored=int(load_restorations()["table"].isin(tables).sum()),
        **{f"claims_{outcome.value}": outcomes[outcome] for outcome in ClaimResult},
    )


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
    statuses = Counter(ledger["status"])
    outcomes = Counter(finding.result for finding in findings.values())
    results.record(
        tables=len(published_tables()),
        checked=len(ledger),
        **{status.value: statuses[status.value] for status in Status},
        restored=len(load_restorations()),
        claims=len(findings),
        **{f"claims_{outcome.value}": outcomes[outcome] for outcome in ClaimResult},
    )
