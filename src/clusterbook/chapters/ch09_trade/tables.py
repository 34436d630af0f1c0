"""Derived cells of Chapter 9: iron ore totals and shares, and the market growth that Tables 9.2 and 9.4 imply."""

from __future__ import annotations

from typing import Any

import pandas as pd

from clusterbook.arithmetic import share_percent
from clusterbook.chapters.ch09_trade.identity import LARGEST_RATIO, MARKET, implied_ratios
from clusterbook.reproduction.recompute import Tables
from clusterbook.reproduction.reconcile import recomputed_cell, recomputed_column, recomputed_row, together

ORE = ["processed_million_tons", "pellets_million_tons"]
PRINTED_UNIT = 1.0  # Tables 9.2 and 9.4 print the growth of the market in whole percent
BY_VALUE = "market growth that earnings and the change in share imply if shares are by value"


def table_09_02(tables: Tables) -> pd.DataFrame:
    """Growth of the salmon markets that each exporter's earnings and shares imply."""
    return _market_growth("9.2", tables["9.2"])


def table_09_03(tables: Tables) -> pd.DataFrame:
    """Rows, columns and market shares of Brazilian iron ore."""
    table = tables["9.3"]
    companies = table[table["row_type"] == "item"]
    column = "total_million_tons"
    shares = share_percent(table[column], table.at["total", column])
    return together(
        recomputed_column("9.3", column, values=table[ORE].sum(axis=1), rule="processed ore plus pellets"),
        recomputed_column("9.3", "market_share_percent", values=shares, rule="share of the printed total"),
        recomputed_row(
            "9.3",
            "total",
            values=companies[[*ORE, column, "market_share_percent"]].sum(),
            rule="sum over the companies",
        ),
    )


def table_09_04(tables: Tables) -> pd.DataFrame:
    """Growth of the furniture markets that each exporter's earnings and shares imply."""
    return _market_growth("9.4", tables["9.4"])


def _market_growth(table: str, rows: pd.DataFrame) -> pd.DataFrame:
    """One cell a row: a value where shares by value fit or no reading does, else the reason for none."""
    ratios = implied_ratios(rows)
    cells = [_cell(table, row.Index, printed=rows.at[row.Index, MARKET], implied=row) for row in ratios.itertuples()]
    return together(*cells)


def _cell(table: str, row: str, *, printed: float, implied: Any) -> pd.DataFrame:
    """The implied growth of one row, or why it decides nothing."""
    growth, own = implied.market_growth_by_value, implied.unit_value_ratio_by_volume
    reason = ""
    if pd.isna(growth):
        growth, reason = float("nan"), "there is no share of 1990 above zero to start from"
    elif abs(growth - printed) >= PRINTED_UNIT and 1 / LARGEST_RATIO <= own <= LARGEST_RATIO:
        reason = (
            f"by value {growth:.1f} would be needed; by volume the own unit value, never published, would become"
            f" {own:.2f} times its first level"
        )
        growth = float("nan")
    return recomputed_cell(table, row, column=MARKET, value=growth, rule=BY_VALUE, reason=reason)
