"""Derived cells of Chapter 10: the index of collective efficiency, sums, totals and averages of ratings."""

from __future__ import annotations

import pandas as pd

from clusterbook.arithmetic import collective_efficiency_index
from clusterbook.reproduction.recompute import Tables
from clusterbook.reproduction.reconcile import recomputed_column, recomputed_row, together
from clusterbook.vocabulary import Upgrading

RATINGS = [kind.column for kind in Upgrading]


def table_10_01(tables: Tables) -> pd.DataFrame:
    """Index of collective efficiency by the formula of the table's own note."""
    table = tables["10.1"]
    index = collective_efficiency_index(table["external_economies_index"], table["joint_actions_index"])
    return recomputed_column(
        "10.1", "collective_efficiency_index", values=index, rule="half of external economies plus half of joint action"
    )


def table_10_04(tables: Tables) -> pd.DataFrame:
    """Sums, totals and averages of the traditional manufacturing clusters."""
    return _upgrading("10.4", tables["10.4"])


def table_10_05(tables: Tables) -> pd.DataFrame:
    """Sums, totals and averages of the natural-resource-based clusters."""
    return _upgrading("10.5", tables["10.5"])


def table_10_06(tables: Tables) -> pd.DataFrame:
    """Sums, totals and averages of the complex products clusters."""
    return _upgrading("10.6", tables["10.6"])


def _upgrading(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Row sums over the four kinds; column totals and means over the rated clusters."""
    clusters = frame[frame["row_type"] == "item"]
    sums = clusters[RATINGS].sum(axis=1)
    averages = pd.concat([clusters[RATINGS].mean(), pd.Series({"upgrading_sum": sums.mean()})])
    return together(
        recomputed_column(table, "upgrading_sum", values=sums, rule="sum of the ratings"),
        recomputed_row(table, "total", values=clusters[RATINGS].sum(), rule="sum over the clusters"),
        recomputed_row(table, "average", values=averages, rule="mean over the clusters that have a rating"),
    )
