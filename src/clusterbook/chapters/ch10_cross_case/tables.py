"""Derived cells of Chapter 10: the index of collective efficiency, sums, totals and averages of ratings."""

from __future__ import annotations

import pandas as pd

from clusterbook.arithmetic import collective_efficiency_index
from clusterbook.data.book import Book
from clusterbook.reproduction.checks import Check, Derivation
from clusterbook.vocabulary import Upgrading

RATINGS = [kind.column for kind in Upgrading]


def table_10_01(book: Book) -> tuple[Check, ...]:
    """Index of collective efficiency by the formula of the table's own note."""
    table = book.table("10.1")
    index = collective_efficiency_index(table["external_economies_index"], table["joint_actions_index"])
    formula = Derivation("10.1", "half of external economies plus half of joint action")
    return formula.column("collective_efficiency_index", index)


def table_10_04(book: Book) -> tuple[Check, ...]:
    """Sums, totals and averages of the traditional manufacturing clusters."""
    return _upgrading("10.4", book.table("10.4"))


def table_10_05(book: Book) -> tuple[Check, ...]:
    """Sums, totals and averages of the natural-resource-based clusters."""
    return _upgrading("10.5", book.table("10.5"))


def table_10_06(book: Book) -> tuple[Check, ...]:
    """Sums, totals and averages of the complex products clusters."""
    return _upgrading("10.6", book.table("10.6"))


def _upgrading(table: str, frame: pd.DataFrame) -> tuple[Check, ...]:
    """Row sums over the four kinds; column totals and means over the rated clusters."""
    clusters = frame[frame["row_type"] == "item"]
    sums = clusters[RATINGS].sum(axis=1)
    averages = pd.concat([clusters[RATINGS].mean(), pd.Series({"upgrading_sum": sums.mean()})])
    return (
        *Derivation(table, "sum of the ratings").column("upgrading_sum", sums),
        *Derivation(table, "sum over the clusters").row("total", clusters[RATINGS].sum()),
        *Derivation(table, "mean over the clusters that have a rating").row("average", averages),
    )
