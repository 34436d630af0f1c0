"""Rows, numbers and words that the claims of Chapter 9 are tested on."""

from __future__ import annotations

import pandas as pd

from clusterbook.data.book import Book
from clusterbook.reproduction.hedges import CLOSE, NEAR
from clusterbook.reproduction.statements import fits

FIRST, LAST, UNIT_VALUE = "share_1990_percent", "share_2000_percent", "unit_value_change_percent"
EARNINGS, MARKET = "export_earnings_growth_percent", "external_market_growth_percent"
SLIGHT = 100 * CLOSE  # percent, or points of the market: up to here a change is slight
SHARP = 100 * NEAR  # percent: from here on a fall is sharp
HUNDREDTH = 0.01  # unit of the last digit of a printed share


def market(book: Book, table: str, *, product: str) -> pd.DataFrame:
    """One product's rows by country, in printed order."""
    rows = book.table(table)
    return rows[rows["product"] == product].set_index("country")


def by_product(book: Book, table: str, *, country: str) -> pd.DataFrame:
    """One country's rows by product, in printed order."""
    rows = book.table(table)
    return rows[rows["country"] == country].set_index("product")


def share_change(rows: pd.DataFrame) -> pd.Series:
    """Percentage points from 1990 to 2000, missing where the first share is n.a."""
    return rows[LAST] - rows[FIRST]


def both_rise(rows: pd.DataFrame) -> pd.Series:
    """Whether share and unit value rise; not where the first share is n.a."""
    return (share_change(rows) > 0) & (rows[UNIT_VALUE] > 0)


def both_fall(rows: pd.DataFrame) -> pd.Series:
    """Whether share and unit value fall; not where the first share is n.a."""
    return (share_change(rows) < 0) & (rows[UNIT_VALUE] < 0)


def most(condition: pd.Series) -> bool:
    """Whether a condition is met in more than half of the rows."""
    return bool(condition.mean() > 1 / 2)


def ranked(rows: pd.DataFrame, column: str = LAST) -> list[str]:
    """Countries by share, the largest first."""
    return list(rows[column].dropna().sort_values(ascending=False).index)


def describe_shares(rows: pd.DataFrame) -> str:
    """Each row's shares and change in unit value."""
    listing = [
        f"{name.replace('_', ' ')}: share {_share(row[FIRST])} to {row[LAST]:.2f} percent, unit value"
        f" {row[UNIT_VALUE]:+.2f} percent"
        for name, row in rows.iterrows()
    ]
    return "; ".join(listing)


def describe_last(rows: pd.DataFrame, countries: list[str]) -> str:
    """Shares of 2000 of some countries, in the order given."""
    return ", ".join(f"{country} {rows.at[country, LAST]:.2f}" for country in countries) + " percent in 2000."


def stated_number(book: Book, name: str) -> float:
    """A number of the chapter's text, its id without the chapter."""
    return book.stated(f"ch09_{name}").value


def fits_text(book: Book, value: float, name: str, *, unit: float = 1.0) -> bool:
    """Whether a value fits a number of the chapter's text (its id without the chapter) under its hedge."""
    return fits(value, book.stated(f"ch09_{name}"), unit=unit)


def _share(value: float) -> str:
    """A share, or n.a."""
    return "n.a." if pd.isna(value) else f"{value:.2f}"
