"""Derived cells of Chapter 9: iron ore totals and shares, and the market growth that Tables 9.2 and 9.4 imply."""

from __future__ import annotations

import pandas as pd

from clusterbook.arithmetic import share_percent
from clusterbook.chapters.ch09_trade.identity import LARGEST_RATIO, MARKET, implied_ratios, market_growth_bounds
from clusterbook.data.book import Book
from clusterbook.reproduction.checks import Check, CheckKind, Derivation

ORE = ["processed_million_tons", "pellets_million_tons"]
TOTAL = "total_million_tons"
PRINTED_UNIT = 1.0  # Tables 9.2 and 9.4 print the growth of the market in whole percent
BY_VALUE = "market growth that earnings and the change in share imply if shares are by value"
BY_EITHER = f"if shares are by value, or by volume with an own unit value that changes at most {LARGEST_RATIO:.0f}fold"
AT_MOST = f"most that the market can have grown by earnings and the change in share, {BY_EITHER}"
AT_LEAST = f"least that the market must have grown by earnings and the change in share, {BY_EITHER}"


def table_09_02(book: Book) -> tuple[Check, ...]:
    """Growth of the salmon markets that each exporter's earnings and shares imply."""
    return _market_growth("9.2", book.table("9.2"))


def table_09_03(book: Book) -> tuple[Check, ...]:
    """Rows, columns and market shares of Brazilian iron ore."""
    table = book.table("9.3")
    sums = table.loc[table["row_type"] == "item", [*ORE, TOTAL, "market_share_percent"]].sum()
    shares = share_percent(table[TOTAL], table.at["total", TOTAL])
    return (
        *Derivation("9.3", "processed ore plus pellets").column(TOTAL, table[ORE].sum(axis=1)),
        *Derivation("9.3", "share of the printed total").column("market_share_percent", shares),
        *Derivation("9.3", "sum over the companies").row("total", sums),
    )


def table_09_04(book: Book) -> tuple[Check, ...]:
    """Growth of the furniture markets that each exporter's earnings and shares imply."""
    return _market_growth("9.4", book.table("9.4"))


def _market_growth(table: str, rows: pd.DataFrame) -> tuple[Check, ...]:
    """One check a row: a value where shares by value fit, a bound where no reading does, else the reason for none."""
    implied, bounds = implied_ratios(rows), market_growth_bounds(rows)
    checks: list[Check] = []
    for row, growth in implied["market_growth_by_value"].items():
        printed = float(rows.at[row, MARKET])
        low, high = (float(bounds.at[row, end]) for end in ("low", "high"))
        if abs(growth - printed) < PRINTED_UNIT:
            derivation, value = Derivation(table, BY_VALUE), growth
        elif printed - PRINTED_UNIT / 2 > high:
            derivation, value = Derivation(table, AT_MOST, CheckKind.UPPER_BOUND), high
        elif printed + PRINTED_UNIT / 2 < low:
            derivation, value = Derivation(table, AT_LEAST, CheckKind.LOWER_BOUND), low
        else:
            own = implied.at[row, "unit_value_ratio_by_volume"]
            derivation, value = Derivation(table, BY_VALUE, reason=_undecided(growth, own)), float("nan")
        checks.extend(derivation.cell(str(row), MARKET, value=value))
    return tuple(checks)


def _undecided(growth: float, own: float) -> str:
    """Why the implied growth of a row decides nothing."""
    if pd.isna(growth):
        return "there is no share of 1990 above zero to start from"
    return (
        f"by value {growth:.1f} would be needed; by volume the own unit value, never published, would become"
        f" {own:.2f} times its first level"
    )
