"""Derived cells of Chapter 6: the total row of the southern Italian districts."""

from __future__ import annotations

from clusterbook.chapters.ch06_districts.measures import district_totals
from clusterbook.data.book import Book
from clusterbook.reproduction.checks import Check, Derivation


def table_06_01(book: Book) -> tuple[Check, ...]:
    """Sums of employees and turnover; the size of firm and the export share weighted by what they divide."""
    table = book.table("6.1")
    totals = district_totals(table[table["row_type"] == "item"])
    return Derivation("6.1", "sums; averages weighted by firms and by turnover").row("total", totals)
