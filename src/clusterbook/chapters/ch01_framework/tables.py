"""Derived cells of Chapter 1: the facts of Table 1.2 that the chapters' own tables print again."""

from __future__ import annotations

import pandas as pd

from clusterbook.reproduction.recompute import Tables
from clusterbook.reproduction.reconcile import recomputed_cell, together

WHOLE = 1.0
FRUITS = {
    "mangoes": "mangoes_petrolina_juazeiro",
    "grapes": "grapes_petrolina_juazeiro",
    "melons": "melons_rio_grande_do_norte",
    "apples": "apples_santa_catarina",
}
FRUIT_FACTS = {
    "production_1995_usd_million": "value_of_production_1995",
    "production_2002_usd_million": "value_of_production_2001",
    "exports_2002_usd_million": "value_of_exports_2002",
}
SALMON_FACTS = {
    "firms": ("core_subtotal", "total_firms"),
    "additional_providers": ("direct_supply_subtotal", "total_firms"),
    "direct_jobs": ("core_subtotal", "jobs"),
    "indirect_jobs": ("direct_supply_subtotal", "jobs"),
}
SEGUSINO_FACTS = {"production_1995_usd_million": "sales_usd_million", "exports_1996_usd_million": "exports_usd_million"}


def table_01_02(tables: Tables) -> pd.DataFrame:
    """The same facts in Tables 3.1 (fruit), 4.3 (salmon), 5.6 (furniture) and 8.1 (software)."""
    return together(_fruit(tables), _salmon(tables), _furniture(tables), _software(tables))


def _fruit(tables: Tables) -> pd.DataFrame:
    """Production, exports and employment of the fruit clusters."""
    fruit, units = tables["3.1"], tables["1.2"]
    values = [
        _fact(row, column, value=fruit.at[fact, crop], where=f"Table 3.1 ({fact.replace('_', ' ')})", unit=WHOLE)
        for row, crop in FRUITS.items()
        for column, fact in FRUIT_FACTS.items()
    ]
    jobs = [
        _fact(
            row,
            "direct_jobs",
            value=fruit.at["total_employment", FRUITS[row]] - units.at[row, "indirect_jobs"],
            where="Table 3.1 (total employment, less indirect jobs)",
        )
        for row in ("mangoes", "melons", "apples")
    ]
    return together(*values, *jobs)


def _salmon(tables: Tables) -> pd.DataFrame:
    """Firms and jobs of the salmon cluster."""
    return together(
        *(
            _fact("salmon", column, value=tables["4.3"].at[row, fact], where=f"Table 4.3 ({row.replace('_', ' ')})")
            for column, (row, fact) in SALMON_FACTS.items()
        )
    )


def _furniture(tables: Tables) -> pd.DataFrame:
    """What the table gives for the furniture cluster is the leading firm's sales and exports of 1996."""
    return together(
        *(
            _fact(
                "furniture",
                column,
                value=tables["5.6"].at["1996", fact],
                where=f"Table 5.6 ({fact.partition('_usd')[0]} of Segusino alone, 1996)",
            )
            for column, fact in SEGUSINO_FACTS.items()
        )
    )


def _software(tables: Tables) -> pd.DataFrame:
    """Firms, jobs and output of Mexico City, whose output is the census's value added."""
    city = tables["8.1"].loc["mexico_city"]
    return together(
        _fact("software_mexico_city", "firms", value=city["economic_units"], where="Table 8.1 (economic units)"),
        _fact(
            "software_mexico_city",
            "production_2002_usd_million",
            value=city["value_added_usd_thousand"] / 1000,
            where="Table 8.1 (value added)",
        ),
        _fact("software_mexico_city", "direct_jobs", value=city["employees"], where="Table 8.1 (employees)"),
    )


def _fact(row: str, column: str, *, value: float, where: str, unit: float = 0.0) -> pd.DataFrame:
    """One fact as another table prints it."""
    return recomputed_cell("1.2", row, column=column, value=value, rule=f"the same fact in {where}", unit=unit)
