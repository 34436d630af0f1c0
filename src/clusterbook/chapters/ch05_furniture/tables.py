"""Derived cells of Chapter 5: furniture exports, Puebla's industry and the balance sheet of Segusino."""

from __future__ import annotations

import pandas as pd

from clusterbook.arithmetic import growth_percent, share_percent
from clusterbook.data import prose_figure
from clusterbook.reproduction.recompute import Tables
from clusterbook.reproduction.reconcile import recomputed_cell, recomputed_column, recomputed_row, together

NEVER_PRINTED = "the split between maquiladoras and other plants was not available"
YEARS = ("1992", "2001")
SUBTOTAL, REST, WORLD = "top_ten_exporters", "other_countries", "world"


def table_05_01(tables: Tables) -> pd.DataFrame:
    """Totals and shares of the two kinds of exporter."""
    table = tables["5.1"]
    total, assembly, other = (
        table[f"exports_{part}_usd_million"] for part in ("total", "maquiladora", "non_maquiladora")
    )
    shares = {part: f"share_{part}_percent" for part in ("maquiladora", "non_maquiladora")}
    return together(
        recomputed_column(
            "5.1",
            "exports_total_usd_million",
            values=assembly + other,
            rule="maquiladoras plus other plants",
            reason=NEVER_PRINTED,
        ),
        recomputed_column(
            "5.1",
            "share_total_percent",
            values=table[list(shares.values())].sum(axis=1, min_count=2),
            rule="sum of the two shares",
            reason=NEVER_PRINTED,
        ),
        recomputed_column(
            "5.1", shares["maquiladora"], values=share_percent(assembly, total), rule="share of the total"
        ),
        recomputed_column(
            "5.1", shares["non_maquiladora"], values=share_percent(other, total), rule="share of the total"
        ),
    )


def table_05_02(tables: Tables) -> pd.DataFrame:
    """The column headed wooden furniture is the national one of Table 5.1."""
    national = tables["5.1"]["exports_non_maquiladora_usd_million"].reindex(tables["5.2"].index)
    return recomputed_column(
        "5.2", "wooden_furniture_usd_million", values=national, rule="the same fact in Table 5.1 (non-maquiladoras)"
    )


def table_05_03(tables: Tables) -> pd.DataFrame:
    """Sums, shares and changes of the exporters to the United States."""
    table = tables["5.3"]
    values = {year: table[f"exports_to_us_{year}_usd_million"].astype(float) for year in YEARS}
    shares = {year: table[f"share_{year}_percent"] for year in YEARS}
    change = values["2001"] - values["1992"]
    ranks = values["2001"][table["row_type"] == "item"].rank(ascending=False)
    return together(
        recomputed_column("5.3", "rank_2001", values=ranks, rule="order of exports in 2001"),
        *(
            recomputed_column(
                "5.3",
                f"share_{year}_percent",
                values=share_percent(values[year], values[year][WORLD]),
                rule="share of the printed total",
            )
            for year in YEARS
        ),
        recomputed_column("5.3", "change_usd_million", values=change, rule="2001 less 1992"),
        recomputed_column(
            "5.3",
            "change_percent",
            values=growth_percent(values["1992"], values["2001"]),
            rule="growth of exports, as headed",
        ),
        recomputed_column(
            "5.3",
            "change_percent",
            values=shares["2001"] - shares["1992"],
            rule="change of the share in percentage points",
        ),
        _sums_of_exporters(table),
    )


def _sums_of_exporters(table: pd.DataFrame) -> pd.DataFrame:
    """Subtotal over the ten printed countries; total from subtotal and others."""
    columns = [name for name in table.columns if name.endswith(("usd_million", "1992_percent", "2001_percent"))]
    ten = table.loc[table["row_type"] == "item", columns].astype(float).sum()
    both = table.loc[[SUBTOTAL, REST], columns].astype(float).sum()
    return together(
        recomputed_row("5.3", SUBTOTAL, values=ten, rule="sum of the ten printed countries"),
        recomputed_row("5.3", WORLD, values=both, rule="subtotal plus others"),
    )


def table_05_04(tables: Tables) -> pd.DataFrame:
    """Size of firm, and value added per employee from value added per firm."""
    table = tables["5.4"]
    size = table["employees"] / table["firms"]
    per_employee = table["value_added_per_firm"] / size
    return together(
        recomputed_column("5.4", "employees_per_firm", values=size, rule="employees over firms"),
        recomputed_column(
            "5.4", "value_added_per_employee", values=per_employee, rule="value added per firm over employees per firm"
        ),
    )


def table_05_05(tables: Tables) -> pd.DataFrame:
    """Changes of registered employment, and the two numbers that the text repeats."""
    employees = tables["5.5"]["employees"].astype(float)
    said = {"november_1998": "1998_11", "august_2002": "2002_08"}
    return together(
        recomputed_column("5.5", "change_employees", values=employees.diff(), rule="difference from the row before"),
        recomputed_column(
            "5.5",
            "change_percent",
            values=growth_percent(employees.shift(), employees),
            rule="growth over the row before",
        ),
        *(
            recomputed_cell(
                "5.5",
                row,
                column="employees",
                value=prose_figure(f"ch05_puebla_wooden_furniture_employees_{date}"),
                rule="the same fact in the text (line 1661)",
            )
            for row, date in said.items()
        ),
    )


def table_05_06(tables: Tables) -> pd.DataFrame:
    """Assets as the sum of their financing, and the three ratios."""
    table = tables["5.6"].rename(columns=lambda name: name.removesuffix("_usd_million"))
    liabilities, equity = table["total_liabilities"], table["equity"]
    return together(
        recomputed_column(
            "5.6", "total_assets_usd_million", values=liabilities + equity, rule="liabilities plus equity"
        ),
        recomputed_column(
            "5.6", "exports_to_sales_ratio", values=table["exports"] / table["sales"], rule="exports over sales"
        ),
        recomputed_column("5.6", "leverage_ratio", values=liabilities / equity, rule="liabilities over equity"),
        recomputed_column(
            "5.6", "liability_ratio", values=table["total_assets"] / liabilities, rule="assets over liabilities"
        ),
    )
