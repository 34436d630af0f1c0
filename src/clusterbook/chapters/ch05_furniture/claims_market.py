"""Statements of Chapter 5 on the market of the United States and abroad: Tables 5.3 and 9.4."""

from __future__ import annotations

import pandas as pd

from clusterbook.arithmetic import growth_percent, share_percent
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if
from clusterbook.reproduction.hedges import more_than
from clusterbook.reproduction.statements import numbers_by_row

WINNERS, LOSERS = ["chn", "can", "idn"], ["twn", "dnk", "mex"]
PRODUCTS = ("office_furniture", "kitchen_furniture", "bedroom_furniture")


def _gain_of_share(book: Book) -> pd.Series:
    """Change of the share in U.S. imports from 1992 to 2001, points, of the printed countries."""
    countries = book.table("5.3")[lambda table: table["row_type"] == "item"]
    return (countries["share_2001_percent"] - countries["share_1992_percent"]).sort_values()


def _by_name(book: Book, values: pd.Series) -> str:
    """Values by the country's name."""
    return numbers_by_row(values.rename(index=book.table("5.3")["country"].to_dict()))


def claim_05_12(book: Book) -> Finding:
    """China, Canada and Indonesia gained most."""
    best = _gain_of_share(book)[::-1][:4]
    return agrees_if(set(best.index[:3]) == set(WINNERS), f"largest gains in points, {_by_name(book, best)}")


def claim_05_13(book: Book) -> Finding:
    """Taiwan, Denmark and Mexico lost."""
    gains = _gain_of_share(book)
    printed, unprinted = (
        [row for row in LOSERS if row in gains.index],
        [row for row in LOSERS if row not in gains.index],
    )
    worst, names = gains[: len(printed)], book.table("9.4").set_index("country_id")["country"].to_dict()
    missing = ", ".join(names[row] for row in unprinted) or "none"
    return agrees_if(
        set(worst.index) == set(printed) and worst.max() < 0,
        f"largest losses in points, {_by_name(book, worst)}; not printed: {missing}",
    )


def claim_05_39(book: Book) -> Finding:
    """The United States as the main market of Mexico."""
    sold, total = book.table("5.3").loc["mex"], book.table("5.1")["exports_total_usd_million"]
    shares = {year: share_percent(sold[f"exports_to_us_{year}_usd_million"], total[year]) for year in ("1992", "2001")}
    return agrees_if(
        all(more_than(share, 50) for share in shares.values()),
        f"sales to the United States in percent of Mexico's exports, {numbers_by_row(shares)}",
    )


def claim_05_40(book: Book) -> Finding:
    """Mexico lost ground."""
    mexico, world = book.table("5.3").loc["mex"], book.table("5.3").loc["world"]
    sold = [f"exports_to_us_{year}_usd_million" for year in ("1992", "2001")]
    growth = {name: growth_percent(row[sold[0]], row[sold[1]]) for name, row in (("Mexico", mexico), ("all", world))}
    return agrees_if(
        bool(mexico["share_2001_percent"] < mexico["share_1992_percent"] and mexico["rank_2001"] > mexico["rank_1992"]),
        f"share {mexico['share_1992_percent']} to {mexico['share_2001_percent']} percent, rank {mexico['rank_1992']} to"
        f" {mexico['rank_2001']}; growth in percent, {numbers_by_row(growth, 0)}",
    )


def claim_05_41(book: Book) -> Finding:
    """Similar trends in Chapter 9."""
    table = book.table("9.4")
    change = (table["share_2000_percent"] - table["share_1990_percent"]).astype(float)
    mexico, denmark = (
        change[[f"{product}_{country}" for product in PRODUCTS]].rename(lambda row: row.rpartition("_")[0])
        for country in ("mexico", "denmark")
    )
    china = [table.at[f"{product}_china", "share_2000_percent"] for product in PRODUCTS]
    return agrees_if(
        more_than((mexico < 0).sum(), len(PRODUCTS) / 2) and bool((denmark < 0).all()),
        f"change of share from 1990 to 2000 in points, Mexico {numbers_by_row(mexico, 2)}; Denmark"
        f" {numbers_by_row(denmark, 2)}; China has {', '.join(f'{share:.1f}' for share in china)} percent in 2000",
    )
