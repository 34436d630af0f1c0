"""What each chapter and the book as a whole record of the reconciliation: ledger, claims, restorations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pandas as pd

from bookbuilder.results.recorder import Results
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, claim_findings
from clusterbook.reproduction.facts import Agreement, fact_counts
from clusterbook.reproduction.ledger import cell_ledger, check_ledger
from clusterbook.vocabulary import ClaimResult, ErratumCause, FactRelation, Status


def record_reconciliation(results: Results, book: Book, chapter: int) -> None:
    """Record the chapter's checked cells and its checks by status, restored cells and claims by outcome.

    Names: ``ledger_checked`` and ``ledger_<status>`` count cells, ``checks_made`` and ``checks_<status>`` checks;
    ``cells_restored``; ``claims_<outcome>``.
    """
    tables = book.tables_of(chapter)
    results.record(
        **count_statuses(cell_ledger(book, tables), total="ledger_checked", prefix="ledger_"),
        **count_statuses(check_ledger(book, tables), total="checks_made", prefix="checks_"),
        cells_restored=int(book.restorations["table"].isin(tables).sum()),
        **count_outcomes(claim_findings(book, chapter)),
    )


def record_book(results: Results, book: Book) -> None:
    """Record the whole book's tables, checked cells and checks by status, restored cells, and claims by outcome."""
    findings = claim_findings(book)
    results.record(
        tables=len(book.tables),
        **count_statuses(cell_ledger(book, book.tables), total="checked", prefix=""),
        **count_statuses(check_ledger(book, book.tables), total="checks_made", prefix="checks_"),
        restored=len(book.restorations),
        **count_errata(book),
        **count_facts(book),
        claims=len(findings),
        **count_outcomes(findings),
    )


def count_errata(book: Book) -> dict[str, int]:
    """Numbers and labels that do not go with their parts or another place: ``errata``, and ``errata_<cause>``."""
    causes = Counter(book.errata["cause"])
    return {"errata": len(book.errata)} | {f"errata_{cause.value}": causes[cause.value] for cause in ErratumCause}


def count_facts(book: Book) -> dict[str, int]:
    """Facts printed twice: ``facts``, those that differ, and those among them that are the same fact."""
    counts = fact_counts(book)
    differing = counts[Agreement.DIFFERS.value]
    return {
        "facts": int(counts["facts"].sum()),
        "facts_differ": int(differing.sum()),
        "facts_same_differ": int(differing[FactRelation.SAME.value]),
    }


def count_statuses(ledger: pd.DataFrame, *, total: str, prefix: str) -> dict[str, int]:
    """Rows of a ledger, of cells or of checks: all under ``total``, and by status under ``<prefix><status>``."""
    statuses = Counter(ledger["status"])
    return {total: len(ledger)} | {f"{prefix}{status.value}": statuses[status.value] for status in Status}


def count_outcomes(findings: Mapping[str, Finding]) -> dict[str, int]:
    """Statements by outcome, under ``claims_<outcome>``."""
    outcomes = Counter(finding.result for finding in findings.values())
    return {f"claims_{outcome.value}": outcomes[outcome] for outcome in ClaimResult}


def claim_counts(findings: Mapping[str, Finding]) -> pd.DataFrame:
    """Number of claims by chapter and outcome, with the total of each chapter."""
    chapters = [int(claim[2:4]) for claim in findings]
    outcomes = [finding.result.value for finding in findings.values()]
    counts = pd.crosstab(pd.Series(chapters, name="chapter"), pd.Series(outcomes)).rename_axis(columns=None)
    counts = counts.reindex(columns=[outcome.value for outcome in ClaimResult], fill_value=0)
    return counts.assign(tested=counts.sum(axis=1))


def restoration_counts(book: Book) -> pd.DataFrame:
    """Number of restored cells by table (in printed order) and rule, with the total of each table."""
    restorations = book.restorations
    counts = pd.crosstab(restorations["table"], restorations["rule"]).rename_axis(columns=None)
    counts = counts.reindex([table for table in book.tables if table in counts.index])
    return counts.assign(restored=counts.sum(axis=1))
