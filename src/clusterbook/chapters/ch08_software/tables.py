"""Derived cells of Chapter 8: productivity, wage shares and the national total of the software census."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from clusterbook.chapters.ch08_software.measures import (
    SizeMeasure,
    implied_wage,
    implied_wage_share,
    mean_wage,
    value_added_usd,
)
from clusterbook.reproduction.recompute import Tables
from clusterbook.reproduction.reconcile import recomputed_cell, recomputed_column, recomputed_row, together

PLACES = {
    "mexico_city": "software_mexico_city",
    "nuevo_leon": "software_monterrey",
    "jalisco": "software_guadalajara",
}
FACTS = {"economic_units": "firms", "employees": "direct_jobs"}


def table_08_01(tables: Tables) -> pd.DataFrame:
    """Productivity, wage shares and totals from their parts; firms and jobs as Table 1.2 has them."""
    table = tables["8.1"]
    states = table[table["row_type"] == "item"]
    total = pd.concat([states[list(SizeMeasure)].sum(), pd.Series({"average_wage_usd": mean_wage(states)})])
    wage = implied_wage(table).at["nuevo_leon"]
    return together(
        recomputed_column(
            "8.1",
            "productivity_usd_per_employee",
            values=value_added_usd(table) / table["employees"],
            rule="value added per employee",
        ),
        recomputed_column(
            "8.1",
            "wages_share_percent",
            values=implied_wage_share(table),
            rule="average wage over value added per employee",
        ),
        recomputed_row(
            "8.1", "total_national", values=total, rule="sum over the rows; for the wage the mean weighted by employees"
        ),
        recomputed_cell(
            "8.1", "nuevo_leon", column="average_wage_usd", value=wage, rule="wage share of value added per employee"
        ),
        *_counted_by_field_studies(tables["1.2"]),
    )


def _counted_by_field_studies(field_studies: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Firms and jobs of the three clusters as Table 1.2 has them."""
    for row, place in PLACES.items():
        for column, fact in FACTS.items():
            rule = f"the same fact in Table 1.2 ({place}, {fact})"
            yield recomputed_cell("8.1", row, column=column, value=field_studies.at[place, fact], rule=rule)
