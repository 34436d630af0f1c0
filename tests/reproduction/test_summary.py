"""Counts of what was restored, as the ledger's page shows them."""

from __future__ import annotations

from clusterbook.data.book import Book
from clusterbook.reproduction.summary import restoration_counts


def test_each_restored_cell_is_counted_once_under_its_rule(book: Book) -> None:
    counts = restoration_counts(book)
    assert counts["cells"].sum() == len(book.restorations)
    assert counts["cells"].is_monotonic_decreasing
    in_tables = counts["tables"].str.findall(r"\((\d+)\)").map(lambda found: sum(map(int, found)))
    assert in_tables.equals(counts["cells"].rename("tables"))
