"""Derived cells of Chapter 6: the total row of the southern Italian districts."""

from __future__ import annotations

import pandas as pd

from clusterbook.chapters.ch06_districts.measures import district_totals
from clusterbook.reproduction.recompute import Tables
from clusterbook.reproduction.reconcile import recomputed_row


def table_06_01(tables: Tables) -> pd.DataFrame:
    """Sums of employees and turnover; the size of firm and the export share weighted by what they divide."""
    table = tables["6.1"]
    districts = table[table["row_type"] == "item"]
    return recomputed_row(
        "6.1", "total", values=district_totals(districts), rule="sums; averages weighted by firms and by turnover"
    )
