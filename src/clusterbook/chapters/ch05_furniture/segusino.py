"""Segusino between price, peso and payroll: what the numbers stated in the text say of its margin and its staff."""

from __future__ import annotations

import pandas as pd

from clusterbook.arithmetic import growth_percent
from clusterbook.data.book import Book

FULL = 100.0  # percent, and the first year of an index


def margin_needed(price_factor: float, cost_factor: float) -> float:
    """Margin, in percent of the first price, of a seller who earns just nothing after price and cost have changed.

    Parameters
    ----------
    price_factor, cost_factor : float
        Last value over the first, positive, both in one currency.
    """
    return FULL * (1 - price_factor / cost_factor)


def margin_readings(book: Book, *, price_fall: float, real_appreciation: float, cost_growth: float) -> pd.DataFrame:
    """Margin needed at the start to earn just nothing at the end, under five readings of what the text states.

    The text prints no margin and no peso rate. The first three readings take a seller whose costs rose as Mexican
    prices in general; the last two take the rise of costs in pesos that the text states.

    Parameters
    ----------
    book : Book
        For the rise of exporters' producer prices.
    price_fall : float
        Fall of the export price in dollars, percent, below 100.
    real_appreciation : float
        Rise of Mexican prices against foreign ones, in one currency, percent.
    cost_growth : float
        Growth of costs in pesos, percent.

    Returns
    -------
    DataFrame
        ``margin_needed``, percent of the first price, by reading; below zero where the seller gained.

    References
    ----------
    Upgrading to Compete, Chapter 5, section The Export Decline Led by Segusino, paragraphs 3 to 5.
    """
    price, peso, costs = 1 - price_fall / FULL, 1 + real_appreciation / FULL, 1 + cost_growth / FULL
    exporters = 1 + book.stated("ch05_export_producer_prices").value / FULL
    readings = {
        "Export price alone": margin_needed(price, 1),
        "Peso alone": margin_needed(1, peso),
        "Export price and peso": margin_needed(price, peso),
        "Stated costs, peso prices as those of exporters": margin_needed(exporters, costs),
        "Stated costs, peso price unchanged": margin_needed(1, costs),
    }
    return pd.DataFrame({"margin_needed": readings}).rename_axis("reading")


def implied_payroll(book: Book) -> pd.Series:
    """Employees of Segusino by year: sales of Table 5.6 over the sales per worker that the text states.

    Returns
    -------
    Series
        1995 to 1997; 1997 from the stated fall of sales per worker.
    """
    sales = 1e6 * book.table("5.6")["sales_usd_million"].astype(float)
    earlier, later = (book.stated(f"ch05_segusino_sales_per_worker_{year}").value for year in (1995, 1996))
    last = later * (1 - book.stated("ch05_sales_per_worker_fall_1997").value / FULL)
    return pd.Series({year: sales[str(year)] / each for year, each in ((1995, earlier), (1996, later), (1997, last))})


def exports_beside(book: Book) -> pd.Series:
    """Puebla's rustic exports less those of Segusino, million dollars, 1996 to 1999.

    Segusino's exports of 1999 are not printed; as the text has them decline in that year, those of 1998 stand for
    them and the difference is a lower bound.
    """
    puebla = book.table("5.2")["rustic_furniture_usd_million"]
    segusino = book.table("5.6")["exports_usd_million"]
    years = ["1996", "1997", "1998", "1999"]
    return puebla[years] - segusino.reindex(years).fillna(segusino["1998"])


def price_and_costs(book: Book) -> dict[str, pd.Series]:
    """What squeezed the producer, as indices of two years each (the first year is 100), by name of the line.

    Returns
    -------
    dict
        Export price (two dates for its fall), costs, exporters' producer prices, real value of the peso.
    """
    late = FULL - book.stated("ch05_fall_of_prices_1997_2002").value
    early = FULL + growth_percent(*(book.stated(f"ch05_price_{year}").value for year in (1997, 2000)))
    prices, peso = (
        FULL + book.stated(f"ch05_{name}").value for name in ("export_producer_prices", "real_appreciation")
    )
    costs = FULL * book.stated("ch05_costs_factor").value
    return {
        "costs (at least)": pd.Series({1996: FULL, 2001: costs}),
        "exporters' producer prices": pd.Series({1996: FULL, 2001: prices}),
        "real value of the peso": pd.Series({1996: FULL, 2001: peso}),
        "export price": pd.Series({1997: FULL, 2000: early}),
        "export price, later date": pd.Series({1997: FULL, 2002: late}),
    }
