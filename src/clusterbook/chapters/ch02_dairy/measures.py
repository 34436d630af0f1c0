"""The dairy chain of Chapter 2: yearly series, degree of industrialization, milk volumes on one footing."""

from __future__ import annotations

from enum import StrEnum

import pandas as pd

from clusterbook.arithmetic import GrowthMeasure, growth_percent, share_percent
from clusterbook.errors import ClusterbookError
from clusterbook.vocabulary import in_words, parse_choice

DAYS = 365
LITERS_PER_GALLON = 3.785411784  # US gallon, the one in use in Nicaragua


class ParmalatReading(StrEnum):
    """What the 30,000 gallons per day count that the text names with 60 percent of the milk of Parmalat."""

    WHOLE = "whole"
    """All the milk that Parmalat buys."""
    REGION = "region"
    """The part that it buys in the region, 60 percent of all."""


class CooperativeBase(StrEnum):
    """What the 30 to 40 percent are a share of that the cooperatives are said to capture."""

    PRODUCTION = "production"
    """The milk that the country produces, as the text says."""
    COLLECTION = "collection"
    """The milk that is collected in the country."""


def yearly_series(table: pd.DataFrame) -> pd.DataFrame:
    """Table 2.2 by year: one column per measure.

    Parameters
    ----------
    table : DataFrame
        Table 2.2 indexed by ``row_id``, with ``value_1995`` and so on.

    Returns
    -------
    DataFrame
        Indexed by ``year`` (int); milk in millions of gallons, exports in millions of US dollars.
    """
    values = table.filter(regex=r"^value_\d{4}$").astype(float)
    return (
        values.rename(columns=lambda name: int(name.removeprefix("value_")))
        .T.rename_axis("year")
        .rename_axis(columns=None)
    )


def period(series: pd.DataFrame, *, first_year: int, last_year: int) -> pd.DataFrame:
    """The years from first to last, both included.

    Raises
    ------
    ClusterbookError
        If fewer than two years remain.
    """
    kept = series.loc[first_year:last_year]
    if len(kept) < 2:
        raise ClusterbookError(
            f"years: found {first_year} to {last_year}; expected at least two years of {series.index[0]} to"
            f" {series.index[-1]}. Choose them."
        )
    return kept


def industrialization(table: pd.DataFrame) -> pd.DataFrame:
    """How far the country's milk reaches the industry, by year.

    Returns
    -------
    DataFrame
        Indexed by ``year``: ``collected_of_production_percent``, ``pasteurized_of_collection_percent``,
        ``pasteurized_of_production_percent`` (their product).
    """
    series = yearly_series(table)
    return pd.DataFrame(
        {
            "collected_of_production_percent": share_percent(series["collection"], series["production"]),
            "pasteurized_of_collection_percent": share_percent(series["pasteurization"], series["collection"]),
            "pasteurized_of_production_percent": share_percent(series["pasteurization"], series["production"]),
        }
    )


def growth_table(series: pd.DataFrame) -> pd.DataFrame:
    """Growth of each measure between its first and last known year, a year on average.

    Parameters
    ----------
    series : DataFrame
        As ``yearly_series`` gives it, any years.

    Returns
    -------
    DataFrame
        Indexed by ``measure``: ``first_year``, ``last_year``, ``first``, ``last``, ``growth_percent``
        (missing if only one year is printed), ``falls`` (number of years below the year before).
    """
    rows = {name: _growth(values.dropna()) for name, values in series.items()}
    return pd.DataFrame(rows).T.rename_axis("measure").astype({"first_year": int, "last_year": int, "falls": int})


def _growth(values: pd.Series) -> dict[str, float]:
    """First, last and growth of one series without gaps."""
    first, last = values.index[0], values.index[-1]
    growth = (
        growth_percent(values[first], values[last], years=last - first, measure=GrowthMeasure.ANNUAL)
        if last > first
        else float("nan")
    )
    falls = (values.diff() < 0).sum()
    return {
        "first_year": first,
        "last_year": last,
        "first": values[first],
        "last": values[last],
        "growth_percent": growth,
        "falls": falls,
    }


def annual_gallons_million(gallons_per_day: float) -> float:
    """A daily volume over a year, in millions of gallons."""
    return gallons_per_day * DAYS / 1e6


def parmalat_intake(figures: pd.DataFrame, reading: str) -> float:
    """Milk that Parmalat takes in, in millions of gallons per year.

    Parameters
    ----------
    figures : DataFrame
        Prose figures indexed by ``figure_id``.
    reading : str
        ``whole``: the stated gallons are all its milk; ``region``: they are the stated share of it.

    Raises
    ------
    ClusterbookError
        If the reading is neither.
    """
    reading = parse_choice(ParmalatReading, reading, where="Parmalat's milk")
    stated = annual_gallons_million(figures.at["ch02_parmalat_daily_milk", "low"])
    share = figures.at["ch02_parmalat_region_share", "low"] / 100
    return stated if reading == ParmalatReading.WHOLE else stated / share


def parmalat_sources(figures: pd.DataFrame) -> pd.Series:
    """Parmalat's milk by source, in percent: cooperatives, medium-sized and large producers, and what is left."""
    cooperatives, producers = (figures.at[f"ch02_parmalat_{name}_share", "low"] for name in ("cooperatives", "medium"))
    return pd.Series(
        {"cooperatives": cooperatives, "producers": producers, "own centers": 100 - cooperatives - producers}
    )


def cooperative_milk(figures: pd.DataFrame, milk: pd.Series, base: str) -> tuple[float, float]:
    """Milk that the cooperatives capture, from the lower to the upper end of the stated share.

    Parameters
    ----------
    figures : DataFrame
        Prose figures indexed by ``figure_id``.
    milk : Series
        ``production`` and ``collection`` of one year, in millions of gallons.
    base : str
        A value of ``CooperativeBase``: of which of the two the share is.

    Returns
    -------
    tuple of float
        Millions of gallons per year.

    Raises
    ------
    ClusterbookError
        If the base is neither.
    """
    whole = milk[parse_choice(CooperativeBase, base, where="the cooperatives' share")]
    low, high = (figures.at["ch02_cooperative_national_share", end] for end in ("low", "high"))
    return whole * low / 100, whole * high / 100


def added_capacity(figures: pd.DataFrame) -> float:
    """Pasteurization capacity that SMEs added from 1999 to 2002, in millions of gallons per year."""
    liters = figures.at["ch02_sme_pasteurization_2002", "low"] - figures.at["ch02_sme_pasteurization_1999", "low"]
    return annual_gallons_million(liters / LITERS_PER_GALLON)


def implied_exchange_rates(figures: pd.DataFrame) -> pd.DataFrame:
    """Cordobas a dollar that each pair of producer prices implies, and the range that its rounding leaves.

    Returns
    -------
    DataFrame
        Indexed by ``price``: ``rate``, ``lowest``, ``highest``; the dollar prices are exact to half a cent.
    """
    rows = {}
    for price in ("grade_a_price", "grade_b_price", "cold_premium"):
        cordoba, usd = (figures.at[f"ch02_{price}_{currency}", "low"] for currency in ("cordoba", "usd"))
        rows[in_words(price)] = {
            "rate": cordoba / usd,
            "lowest": cordoba / (usd + 0.005),
            "highest": cordoba / (usd - 0.005),
        }
    return pd.DataFrame(rows).T.rename_axis("price")


def common_rate(rates: pd.DataFrame) -> tuple[float, float]:
    """The exchange rates that every pair of prices allows: the highest of the lowest and the lowest of the highest.

    Parameters
    ----------
    rates : DataFrame
        As ``implied_exchange_rates`` gives it.

    Returns
    -------
    tuple of float
        Cordobas a dollar; the first exceeds the second if no rate fits all pairs.
    """
    return rates["lowest"].max(), rates["highest"].min()


def regional_balance(chain: pd.DataFrame) -> pd.DataFrame:
    """Milk that Boaco and Chontales produce, process and leave for others, with the share of the country.

    Parameters
    ----------
    chain : DataFrame
        Table 2.1 indexed by ``row_id``.

    Returns
    -------
    DataFrame
        Indexed by ``measure`` (production, processing, left raw, exports); ``low`` and ``high`` in the unit
        of the table, ``share_of_country_low_percent`` and ``share_of_country_high_percent``: lowest over
        highest and highest over lowest, so that they bracket every reading of the printed ranges.
    """
    ends = {end: _regional(chain, end) for end in ("low", "high")}
    balance = pd.DataFrame(ends)
    balance.loc["left raw"] = [
        max(0.0, ends["low"]["production"] - ends["high"]["processing"]),
        ends["high"]["production"] - ends["low"]["processing"],
    ]
    country = {
        "production": "total_production",
        "processing": "total_processing",
        "left raw": "total_production",
        "exports": "exports",
    }
    whole = chain.loc[[country[name] for name in balance.index], ["nicaragua_low", "nicaragua_high"]].set_axis(
        balance.index
    )
    balance["share_of_country_low_percent"] = share_percent(balance["low"], whole["nicaragua_high"])
    balance["share_of_country_high_percent"] = share_percent(balance["high"], whole["nicaragua_low"])
    return balance.rename_axis("measure")


def _regional(chain: pd.DataFrame, end: str) -> pd.Series:
    """Production, processing and exports of both sizes of company at one end of the printed ranges."""
    both = chain[f"smes_boaco_chontales_{end}"] + chain[f"large_companies_boaco_chontales_{end}"]
    return pd.Series(
        {"production": both["total_production"], "processing": both["total_processing"], "exports": both["exports"]}
    )
