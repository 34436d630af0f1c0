"""What each chapter and the book as a whole record of the reconciliation: ledger, claims, restorations."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from bookbuilder.results.recorder import Results
from clusterbook.claim_vocabulary import ClaimResult, WorkCited
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import claims_of
from clusterbook.reproduction.facts import FactAgreement, fact_counts
from clusterbook.reproduction.ledger import cell_ledger, check_ledger
from clusterbook.reproduction_vocabulary import ErratumCause, FactRelation, Status
from clusterbook.vocabulary import in_words

TABLE_JOINT = ", "


def record_reconciliation(results: Results, book: Book, chapter: int) -> None:
    """Record the chapter's checked cells and its checks by status, restored cells and claims by result.

    Names: ``ledger_checked`` and ``ledger_<status>`` count cells, ``checks_made`` and ``checks_<status>`` checks;
    ``cells_restored``; ``claims`` and ``claims_<result>``.
    """
    tables = book.tables_of(chapter)
    results.record(
        **count_statuses(cell_ledger(book, tables), total="ledger_checked", prefix="ledger_"),
        **count_statuses(check_ledger(book, tables), total="checks_made", prefix="checks_"),
        cells_restored=int(book.restorations["table"].isin(tables).sum()),
        **count_results(claims_of(book, chapter), total="claims"),
    )


def record_book(results: Results, book: Book) -> None:
    """Record the tables, checked cells and checks by status, restored cells, and claims by work and result."""
    claims = book.claims
    results.record(
        tables=len(book.tables),
        **count_statuses(cell_ledger(book, book.tables), total="checked", prefix=""),
        **count_statuses(check_ledger(book, book.tables), total="checks_made", prefix="checks_"),
        restored=len(book.restorations),
        **count_errata(book),
        **count_facts(book),
        **count_results(claims[claims["work"] == WorkCited.BOOK], total="book_claims"),
        **count_results(claims[claims["work"] == WorkCited.ARTICLE], total="article_claims"),
    )


def count_errata(book: Book) -> dict[str, int]:
    """Numbers and labels that do not go with their parts or another place: ``errata``, and ``errata_<cause>``."""
    causes = Counter(book.errata["cause"])
    return {"errata": len(book.errata)} | {f"errata_{cause.value}": causes[cause.value] for cause in ErratumCause}


def count_facts(book: Book) -> dict[str, int]:
    """Facts printed twice: ``facts``, those that differ, and those among them that are the same fact."""
    counts = fact_counts(book)
    differing = counts[FactAgreement.DIFFERS.value]
    return {
        "facts": int(counts["facts"].sum()),
        "facts_differ": int(differing.sum()),
        "facts_same_differ": int(differing[FactRelation.SAME.value]),
    }


def count_statuses(ledger: pd.DataFrame, *, total: str, prefix: str) -> dict[str, int]:
    """Rows of a ledger, of cells or of checks: all under ``total``, and by status under ``<prefix><status>``."""
    statuses = Counter(ledger["status"])
    return {total: len(ledger)} | {f"{prefix}{status.value}": statuses[status.value] for status in Status}


def count_results(claims: pd.DataFrame, *, total: str) -> dict[str, int]:
    """Statements of one work: all under ``total``, and by settled result under ``<total>_<result>``."""
    results = Counter(claims["result"])
    return {total: len(claims)} | {f"{total}_{result.value}": results[result.value] for result in ClaimResult}


def claim_counts(claims: pd.DataFrame) -> pd.DataFrame:
    """Number of claims by work and chapter, with the total of each chapter and none over both works.

    Returns
    -------
    DataFrame
        ``work``, ``chapter``, one column per result, ``claims``.
    """
    counts = claims.groupby(["work", "chapter", "result"]).size().unstack("result", fill_value=0)
    counts = counts.reindex(columns=[result.value for result in ClaimResult], fill_value=0).rename_axis(columns=None)
    return counts.assign(claims=counts.sum(axis=1)).sort_values("chapter").reset_index()


def restoration_counts(book: Book) -> pd.DataFrame:
    """Restored cells by rule, the most frequent first.

    Returns
    -------
    DataFrame
        By rule in words: ``cells``, and ``tables`` with the number of cells in each, in printed order.
    """
    counts = pd.crosstab(book.restorations["rule"], book.restorations["table"])
    printed = [table for table in book.tables if table in counts.columns]
    tables = {
        rule: TABLE_JOINT.join(f"{table} ({row[table]})" for table in printed if row[table])
        for rule, row in counts.iterrows()
    }
    found = pd.DataFrame({"cells": counts.sum(axis=1), "tables": tables}).rename_axis("rule")
    return found.rename(index=in_words).sort_values("cells", ascending=False, kind="stable")
