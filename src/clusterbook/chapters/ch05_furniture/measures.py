"""Arithmetic of the furniture chapter: growth by year, Puebla's share, money totals of industries, label readings."""

from __future__ import annotations

from enum import StrEnum

import pandas as pd

from clusterbook.arithmetic import growth_percent, share_percent
from clusterbook.vocabulary import parse_choice


class LabelReading(StrEnum):
    """How the labels of three industries in Table 5.4 are read."""

    PRINTED = "printed"
    """As printed."""
    ROTATED = "rotated"
    """Moved by one row, as the text and the sizes of the firms suggest."""


class TopTen(StrEnum):
    """Which ten exporters the total of Table 5.3 adds up: those it shows, or the ten largest of each year."""

    PRINTED = "printed"
    """The ten that the table shows, in both years."""
    OWN = "own"
    """The ten largest of each year, as the printed subtotals count."""


ROTATED = {"clothing": "textiles", "beverages": "clothing", "textiles": "beverages"}


def yearly_growth(values: pd.Series) -> pd.Series:
    """Growth over the row before, percent."""
    return growth_percent(values.shift(), values)


def puebla_share(mexico: pd.DataFrame, puebla: pd.DataFrame) -> pd.Series:
    """Puebla's rustic exports in percent of Mexico's non-maquiladora exports, by year.

    References
    ----------
    Upgrading to Compete, Tables 5.1 and 5.2.
    """
    national = mexico["exports_non_maquiladora_usd_million"].reindex(puebla.index)
    return share_percent(puebla["rustic_furniture_usd_million"], national)


def boom_growth(puebla: pd.DataFrame, *, last_year: int) -> float:
    """Yearly growth of Puebla's rustic exports from the first printed year to ``last_year``, percent, compound.

    Parameters
    ----------
    puebla : DataFrame
        Rows of Table 5.2 indexed by year (as text).
    last_year : int
        A later year of the table.
    """
    rustic = puebla["rustic_furniture_usd_million"]
    first = rustic.index[0]
    return float(growth_percent(rustic[first], rustic[str(last_year)], years=last_year - int(first), measure="annual"))


def outside_united_states(puebla: pd.DataFrame) -> pd.Series:
    """Rustic exports to all other countries, million dollars, by year."""
    return puebla["rustic_furniture_usd_million"] - puebla["rustic_furniture_to_us_usd_million"]


def with_labels(industries: pd.DataFrame, reading: str) -> pd.DataFrame:
    """Industries of Table 5.4 under the printed labels, or with three of them moved by one row.

    Raises
    ------
    ClusterbookError
        If the reading is neither printed nor rotated.
    """
    reading = parse_choice(LabelReading, reading, where="labels of Table 5.4")
    if reading == LabelReading.PRINTED:
        return industries
    rotated = industries.rename(index=ROTATED)
    return rotated.assign(industry=[industries.at[row, "industry"] for row in rotated.index])


def industry_totals(industries: pd.DataFrame) -> pd.DataFrame:
    """Value added, production and wage bill of each industry from its averages.

    Parameters
    ----------
    industries : DataFrame
        Rows of Table 5.4: ``firms``, ``employees``, ``value_added_per_firm``, ``wages_per_employee``,
        ``value_added_to_production_ratio``; the money unit is not printed.

    Returns
    -------
    DataFrame
        ``employees``, ``value_added``, ``production`` and ``wage_bill`` in that money unit.
    """
    value_added = industries["firms"] * industries["value_added_per_firm"]
    return pd.DataFrame(
        {
            "employees": industries["employees"].astype(float),
            "value_added": value_added.astype(float),
            "production": (value_added / industries["value_added_to_production_ratio"]).astype(float),
            "wage_bill": (industries["employees"] * industries["wages_per_employee"]).astype(float),
        }
    )


def share_of_industry(industries: pd.DataFrame, industry: str) -> pd.Series:
    """Share of one industry in the state's manufacturing, percent, in each of the totals of ``industry_totals``."""
    totals = industry_totals(industries)
    return share_percent(totals.loc[industry], totals.loc["total_manufacturing"])


def pay_relative_to(industries: pd.DataFrame, industry: str) -> pd.Series:
    """Wages per employee of one industry as a ratio of those of every other row."""
    wages = industries["wages_per_employee"]
    return (wages[industry] / wages).drop(industry)


def gains_of_share(exporters: pd.DataFrame, *, top_ten: str = TopTen.PRINTED) -> pd.Series:
    """Change of the share in U.S. imports from 1992 to 2001, percentage points, by country and for the top ten.

    Parameters
    ----------
    exporters : DataFrame
        Rows of Table 5.3.
    top_ten : str
        ``printed``: the ten countries shown, in both years; ``own``: the subtotals as printed, which are the ten
        largest of each year.

    Returns
    -------
    Series
        By row key, smallest gain first; the row ``top_ten_exporters`` last.

    Raises
    ------
    ClusterbookError
        If ``top_ten`` is neither printed nor own.
    """
    top_ten = parse_choice(TopTen, top_ten, where="top ten of Table 5.3")
    shares = exporters[["share_1992_percent", "share_2001_percent"]]
    gains = shares["share_2001_percent"] - shares["share_1992_percent"]
    countries = gains[exporters["row_type"] == "item"].sort_values()
    total = countries.sum() if top_ten is TopTen.PRINTED else gains["top_ten_exporters"]
    return pd.concat([countries, pd.Series({"top_ten_exporters": total})])


def change_readings(exporters: pd.DataFrame) -> pd.DataFrame:
    """The printed change of Table 5.3 beside the two things it may mean.

    Returns
    -------
    DataFrame
        Indexed by ``country_id``: ``printed``, ``points`` (change of the share), ``growth_percent`` (of exports).
        The total, which has no printed change, is left out.
    """
    rows = exporters.dropna(subset=["change_percent"])
    growth = growth_percent(
        rows["exports_to_us_1992_usd_million"].astype(float), rows["exports_to_us_2001_usd_million"].astype(float)
    )
    points = rows["share_2001_percent"] - rows["share_1992_percent"]
    return pd.DataFrame({"printed": rows["change_percent"], "points": points, "growth_percent": growth})


def unprinted_exporters(exporters: pd.DataFrame, year: str = "1992") -> dict[str, float]:
    """What the printed ranks of a year say about the top ten that the table leaves out.

    Parameters
    ----------
    exporters : DataFrame
        Rows of Table 5.3 with ``row_type``, ``rank_<year>``, ``exports_to_us_<year>_usd_million``; the subtotal
        row is ``top_ten_exporters``.
    year : str
        1992 or 2001.

    Returns
    -------
    dict
        ``unprinted_countries`` among the ten largest of the year, their joint exports if the subtotal is that of the
        year's own ten (``exports_left``), and the bounds that the neighbouring ranks set (``at_least``, ``at_most``).
    """
    column = f"exports_to_us_{year}_usd_million"
    countries = exporters[exporters["row_type"] == "item"].set_index(f"rank_{year}")[column].astype(float).sort_index()
    top = countries[countries.index <= 10]
    missing = [rank for rank in range(1, 11) if rank not in top.index]
    return {
        "unprinted_countries": len(missing),
        "exports_left": float(exporters.at["top_ten_exporters", column]) - top.sum(),
        "at_least": sum(countries[countries.index > rank].max() for rank in missing),
        "at_most": sum(countries[countries.index < rank].min() for rank in missing),
    }
