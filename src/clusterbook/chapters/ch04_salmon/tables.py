"""Derived cells of Chapter 4: totals of firms and jobs, shares of financing, and facts printed twice."""

from __future__ import annotations

import pandas as pd

from clusterbook.reproduction.recompute import Tables
from clusterbook.reproduction.reconcile import recomputed_cell, recomputed_column, recomputed_row, together

FIRMS = ["independent_firms", "integrated_firms", "total_firms"]
SUBTOTALS = {"core_of_production_chain": "core_subtotal", "direct_supply_industries": "direct_supply_subtotal"}
FARMING_FIRMS, FARMING_JOBS = 40, 9500  # Figure 4.1, source line 1211
PROCESSING_FIRMS, PROCESSING_JOBS = 34, 14000  # Figure 4.1, source line 1211
MARKETING_USD_MILLION = 1  # most that the industry spends a year on marketing, source line 1321
GRANTS_USD_MILLION = 10  # all grant-funded fish-farming projects a year, source line 1378


def table_04_01(tables: Tables) -> pd.DataFrame:
    """World shares, whose base is not printed, and two facts that other tables print too."""
    stages = tables["4.2"]
    world = pd.Series(float("nan"), index=tables["4.1"].index)
    region = stages.at["stage_bounds_globalization", "production_first_year_tons"] / 1000
    return together(
        recomputed_column(
            "4.1",
            "world_share_percent",
            values=world,
            rule="Chilean over world production",
            reason="World production is not printed.",
        ),
        recomputed_cell(
            "4.1",
            "1996",
            column="production_tenth_region_thousand_tons",
            value=region,
            rule="the same fact in Table 4.2 (globalization, first year)",
        ),
        recomputed_cell(
            "4.1",
            "1996",
            column="exports_usd_million",
            value=tables["1.2"].at["salmon", "exports_1996_usd_million"],
            rule="the same fact in Table 1.2 (salmon)",
        ),
    )


def table_04_02(tables: Tables) -> pd.DataFrame:
    """Volumes of the last stage, which Table 4.1 prints for the country."""
    chile = 1000 * tables["4.1"]["production_chile_thousand_tons"]
    row, rule = "stage_bounds_globalization", "the same fact in Table 4.1 (Chile, {})"
    return together(
        recomputed_cell("4.2", row, column="production_first_year_tons", value=chile["1996"], rule=rule.format(1996)),
        recomputed_cell("4.2", row, column="production_last_year_tons", value=chile["2001"], rule=rule.format(2001)),
    )


def table_04_03(tables: Tables) -> pd.DataFrame:
    """Totals of firms, subtotals of firms and jobs, and the same facts in Figure 4.1 and Table 1.2."""
    table, salmon = tables["4.3"], tables["1.2"].loc["salmon"]
    totals = table["independent_firms"] + table["integrated_firms"].fillna(0)
    facts = [
        ("cultivation_centers", "total_firms", FARMING_FIRMS, "Figure 4.1 (farming centers)"),
        ("cultivation_centers", "jobs", FARMING_JOBS, "Figure 4.1 (farming centers)"),
        ("processing", "total_firms", PROCESSING_FIRMS, "Figure 4.1 (processing plants)"),
        ("processing", "jobs", PROCESSING_JOBS, "Figure 4.1 (processing plants)"),
        ("core_subtotal", "total_firms", salmon["firms"], "Table 1.2 (salmon, firms)"),
        ("core_subtotal", "jobs", salmon["direct_jobs"], "Table 1.2 (salmon, direct jobs)"),
        (
            "direct_supply_subtotal",
            "total_firms",
            salmon["additional_providers"],
            "Table 1.2 (salmon, additional providers)",
        ),
        ("direct_supply_subtotal", "jobs", salmon["indirect_jobs"], "Table 1.2 (salmon, indirect jobs)"),
    ]
    return together(
        recomputed_column("4.3", "total_firms", values=totals.dropna(), rule="independent plus integrated firms"),
        *[_subtotal(table, subsystem) for subsystem in SUBTOTALS],
        *[
            recomputed_cell("4.3", row, column=column, value=value, rule=f"the same fact in {place}")
            for row, column, value, place in facts
        ],
    )


def _subtotal(table: pd.DataFrame, subsystem: str) -> pd.DataFrame:
    """Sum over the rows of a subsystem, the jobs without a certain row among them."""
    rows = table[(table["subsystem"] == subsystem) & (table["row_type"] != "subtotal")]
    return recomputed_row(
        "4.3", SUBTOTALS[subsystem], values=rows[[*FIRMS, "jobs"]].sum(), rule="sum over the industries"
    )


def table_04_05(tables: Tables) -> pd.DataFrame:
    """Private shares that complete the public ones, and amounts beside what the book says elsewhere."""
    table, exports = tables["4.5"], tables["4.1"]["exports_usd_million"]
    bounds = [
        (
            "salmoexport_quality_seal",
            exports["1990"],
            "most it could be: all Chilean salmon exports of 1990 (Table 4.1)",
        ),
        (
            "apstch_prochile_promotion",
            MARKETING_USD_MILLION,
            "most it could be: all marketing of the industry in a year (source line 1321)",
        ),
        ("intesal", exports["1993"], "most it could be: all Chilean salmon exports of 1993 (Table 4.1)"),
        (
            "water_monitoring",
            GRANTS_USD_MILLION,
            "most it could be: all grant-funded fish-farming projects in a year (source line 1378)",
        ),
    ]
    return together(
        recomputed_column(
            "4.5",
            "private_share_percent",
            values=(100 - table["public_share_percent"]).dropna(),
            rule="100 less the public share",
        ),
        *[
            recomputed_cell("4.5", row, column="financing_usd_million", value=bound, rule=rule)
            for row, bound, rule in bounds
        ],
    )
