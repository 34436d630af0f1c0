"""Arithmetic of the furniture chapter: growth by year, Puebla's share, money totals of industries, label readings."""

from __future__ import annotations

from enum import StrEnum

import pandas as pd

from clusterbook.errors import ClusterbookError, listed
from clusterbook.indices import growth_percent, share_percent


class LabelReading(StrEnum):
    """How the labels of three industries in Table 5.4 are read."""

    PRINTED = "printed"
    CORRECTED = "corrected"


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


def outside_united_states(puebla: pd.DataFrame) -> pd.Series:
    """Rustic exports to all other countries, million dollars, by year."""
    return puebla["rustic_furniture_usd_million"] - puebla["rustic_furniture_to_us_usd_million"]


def with_labels(industries: pd.DataFrame, reading: str) -> pd.DataFrame:
    """Industries of Table 5.4 under the printed labels, or with the three rotated ones put back.

    Raises
    ------
    ClusterbookError
        If the reading is neither printed nor corrected.
    """
    if reading not in list(LabelReading):
        raise ClusterbookError(f"labels of Table 5.4: found {reading!r}; allowed {listed(LabelReading)}. Use one of them.")
    if reading == LabelReading.PRINTED:
        return industries
    corrected = industries.rename(index=ROTATED)
    return corrected.assign(industry=[industries.at[row, "industry"] for row in corrected.index])


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


def pay_relative_to(industries: pd.DataFrame, industry: str) -> pd.Series:
    """Wages per employee of one industry as a ratio of those of every other row."""
    wages = industries["wages_per_employee"]
    return (wages[industry] / wages).drop(industry)


def unprinted_exporters(exporters: pd.DataFrame, year: str = "1992") -> dict[str, float]:
    """What the printed ranks of a year say about the top ten that the table leaves out.

    Parameters
    ----------
    exporters : DataFrame
        Rows of Table 5.3 with ``row_type``, ``rank_<year>``, ``exports_to_us_<year>_usd_million``; the subtotal
        row is ``top_ten_exporters``.

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
