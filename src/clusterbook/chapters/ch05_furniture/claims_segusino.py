"""Statements of Chapter 5 on the firm Segusino: Tables 5.6 and 5.2."""

from __future__ import annotations

import pandas as pd

from clusterbook.arithmetic import growth_percent, share_percent
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if, no_evidence
from clusterbook.reproduction.hedges import exactly, more_than
from clusterbook.reproduction.statements import fits, numbers_by_row

SALES, EXPORTS = "sales_usd_million", "exports_usd_million"
RUSTIC = "rustic_furniture_usd_million"


def _share_of_puebla(book: Book) -> pd.Series:
    """Segusino's exports in percent of Puebla's rustic exports, in the years that have both."""
    firm = book.table("5.6")[EXPORTS]
    return share_percent(firm, book.table("5.2")[RUSTIC].reindex(firm.index)).dropna().astype(float)


def _growth_of_sales(book: Book, first: str, last: str) -> float:
    """Growth of Segusino's sales in percent."""
    sales = book.table("5.6")[SALES]
    return float(growth_percent(sales[first], sales[last]))


def claim_05_22(book: Book) -> Finding:
    """Sales and the exported share in 1998."""
    row = book.table("5.6").loc["1998"]
    share = share_percent(row[EXPORTS], row[SALES])
    return agrees_if(
        fits(row[SALES], book.stated("ch05_segusino_sales_1998"))
        and fits(share, book.stated("ch05_segusino_export_share_1998"), unit=1),
        f"sales {row[SALES]:.2f} million dollars, {share:.1f} percent exported",
    )


def claim_05_23(book: Book) -> Finding:
    """The domestic share of sales."""
    table = book.table("5.6").dropna(subset=[EXPORTS])
    home = 100 - share_percent(table[EXPORTS], table[SALES])
    return agrees_if(
        any(fits(share, book.stated("ch05_segusino_domestic_share_of_sales_boom"), unit=1) for share in home),
        f"domestic share of Segusino in percent, {numbers_by_row(home)}",
    )


def claim_05_24(book: Book) -> Finding:
    """Over half of rustic exports."""
    stated = book.stated("ch05_segusino_share_of_rustic_exports").value
    return no_evidence(
        f"no table has the rustic exports of all Mexico, of which the text gives over {stated:g} percent; of Puebla's"
        f" Segusino has in percent, {numbers_by_row(_share_of_puebla(book))}"
    )


def claim_05_47(book: Book) -> Finding:
    """Firms for international markets concentrated in Chipilo."""
    share = _share_of_puebla(book)
    return agrees_if(
        more_than(share.mean(), 50),
        f"one firm of Chipilo in percent of Puebla's rustic exports, {numbers_by_row(share)}",
    )


def claim_05_33(book: Book) -> Finding:
    """The part of Chipilo in the expansion."""
    firm, puebla = book.table("5.6")[EXPORTS], book.table("5.2")[RUSTIC]
    rises = firm["1998"] - firm["1996"], puebla["1998"] - puebla["1996"]
    share = share_percent(*rises)
    return agrees_if(
        more_than(share, 50),
        f"Segusino {rises[0]:.1f} of {rises[1]:.1f} million dollars of the increase from 1996 to 1998,"
        f" {share:.0f} percent",
    )


def claim_05_49(book: Book) -> Finding:
    """Spectacular growth."""
    sales = book.table("5.6")[SALES]
    factor = sales["1998"] / sales["1995"]
    return agrees_if(
        more_than(factor, 2),
        f"sales {sales['1995']} to {sales['1998']} million dollars in three years, times {factor:.2f}",
    )


def claim_05_25(book: Book) -> Finding:
    """Exports in 2000."""
    exports = book.table("5.6")[EXPORTS]
    return agrees_if(
        fits(exports["2000"], book.stated("ch05_segusino_exports_2000"), unit=1) and exports["2000"] < exports["1998"],
        f"{exports['1998']:.2f} million dollars in 1998, {exports['2000']:.2f} in 2000",
    )


def claim_05_50(book: Book) -> Finding:
    """The part of exports that goes to the United States."""
    row, stated = book.table("5.2").loc["1999"], book.stated("ch05_segusino_us_share_1999")
    share = share_percent(row["rustic_furniture_to_us_usd_million"], row[RUSTIC])
    return agrees_if(
        fits(share, stated), f"{share:.0f} percent of all rustic exports of Puebla in 1999; none printed for Segusino"
    )


def claim_05_51(book: Book) -> Finding:
    """The decline begins in 1999."""
    table = book.table("5.6")[[SALES, EXPORTS]]
    fall = growth_percent(table.loc["1998"], table.loc["2000"]).astype(float)
    words = numbers_by_row(fall.rename(lambda name: name.removesuffix("_usd_million")))
    year = "1999"
    return agrees_if(
        year in table.index and bool((table.reindex([year]).iloc[0] < table.loc["1998"]).all()),
        f"1998 to 2000 in percent, {words}; years printed: {', '.join(table.index)}",
        in_direction=bool((fall < 0).all()),
    )


def claim_05_52(book: Book) -> Finding:
    """Sales abroad in 2002."""
    exports = book.table("1.2").at["furniture", "exports_2002_usd_million"]
    stated = book.stated("ch05_segusino_exports_2002")
    return agrees_if(fits(exports, stated, unit=1), f"{exports} million dollars of the cluster in Table 1.2")


def claim_05_48(book: Book) -> Finding:
    """The year of foundation."""
    year, stated = book.table("1.2").at["furniture", "date_of_creation"], book.stated("ch05_segusino_founded")
    return agrees_if(int(year) == stated.value, f"Table 1.2 dates the cluster from {year}")


def claim_05_26(book: Book) -> Finding:
    """Leverage and liability ratio before and after."""
    table = book.table("5.6")
    printed = {
        f"{name.replace('_', ' ')} of {year}": (table.at[year, column], book.stated(f"ch05_segusino_{name}_{year}"))
        for name, column in (("leverage", "leverage_ratio"), ("liability_ratio", "liability_ratio"))
        for year in ("1998", "2000")
    }
    return agrees_if(
        all(fits(value, stated, unit=0.001) for value, stated in printed.values()),
        numbers_by_row({name: value for name, (value, _) in printed.items()}, 3),
    )


def claim_05_27(book: Book) -> Finding:
    """Growth of sales in 1996."""
    growth, stated = _growth_of_sales(book, "1995", "1996"), book.stated("ch05_segusino_sales_growth_1996")
    return agrees_if(
        fits(growth, stated, unit=1),
        f"{growth:.1f} percent in Table 5.6, {stated.value:.0f} in the text",
        in_direction=more_than(growth, 0),
    )


def claim_05_28(book: Book) -> Finding:
    """Growth of sales in 1997."""
    growth, stated = _growth_of_sales(book, "1996", "1997"), book.stated("ch05_segusino_sales_growth_1997")
    return agrees_if(
        fits(growth, stated, unit=1),
        f"{growth:.1f} percent in Table 5.6, nearly {stated.value:.0f} in the text",
        in_direction=more_than(growth, 0),
    )


def claim_05_29(book: Book) -> Finding:
    """Sales per worker in 1996."""
    names = ("sales", "employment")
    sales, workers = (1 + book.stated(f"ch05_segusino_{name}_growth_1996").value / 100 for name in names)
    before, after = (book.stated(f"ch05_segusino_sales_per_worker_{year}").value for year in (1995, 1996))
    falls = {"stated growth": 100 * (1 - sales / workers), "stated dollars": 100 * (1 - after / before)}
    table = 100 * (1 - (1 + _growth_of_sales(book, "1995", "1996") / 100) / workers)
    stated = book.stated("ch05_segusino_sales_per_worker_fall_1996")
    return agrees_if(
        all(fits(fall, stated) for fall in falls.values()) and exactly(before * sales / workers, after, unit=1000),
        f"fall in percent, {numbers_by_row(falls)}; with the sales of Table 5.6: {table:.1f}",
    )


def claim_05_67(book: Book) -> Finding:
    """Liabilities and payroll as causes of the bankruptcy."""
    table = book.table("5.6").loc[["1998", "2000"]]
    liabilities, equity = table["total_liabilities_usd_million"], table["equity_usd_million"]
    payroll = [column for column in table.columns if "payroll" in column or "employ" in column]
    return agrees_if(
        liabilities.is_monotonic_increasing and len(payroll) > 0,
        f"1998 and 2000: liabilities {liabilities.iloc[0]} and {liabilities.iloc[1]}, equity {equity.iloc[0]} and"
        f" {equity.iloc[1]} million dollars; columns on the payroll: {', '.join(payroll) or 'none'}",
        in_direction=liabilities.is_monotonic_increasing and equity.is_monotonic_decreasing,
    )
