"""Arithmetic of the fair-trade article: what its numbers imply for each other."""

from __future__ import annotations

import math
from collections.abc import Mapping
from enum import StrEnum

import pandas as pd

from clusterbook.arithmetic import share_percent
from clusterbook.chapters.ch12_fair_trade.places import Place, with_places
from clusterbook.errors import ClusterbookError
from clusterbook.vocabulary import Hedge, in_words, parse_choice

SUBJECTS = {
    "lago_do_junco_babassu": "babassu cluster",
    "simplicio_mendes_honey": "honey cluster",
    "maranhao_state": "Maranhão",
    "medio_mearim_region": "Médio Mearim region",
    "piaui_state": "Piauí",
    "study": "the study",
}
UNITS = {
    "ratio": "times",
    "usd": "US$",
    "usd_million": "US$ million",
    "usd_per_kg": "US$ a kg",
    "year": "",
    "tonnes_per_year": "tonnes per year",
}
EARTH_RADIUS_KM = 6371.0


class Purchase(StrEnum):
    """Which of the two yearly purchases of the main buyer is used."""

    TO_2005 = "to_2005"
    """The one up to 2005."""
    AFTER_2005 = "after_2005"
    """The one after 2005."""


PURCHASE_FACTS = {Purchase.TO_2005: "ch12_junco_minimum_to_2005", Purchase.AFTER_2005: "ch12_junco_purchase_after_2005"}


def values_of(facts: pd.DataFrame) -> pd.Series:
    """The article's numbers by ``stated_id``."""
    return facts["low"]


def babassu_balance(values: pd.Series, purchase: str = Purchase.AFTER_2005) -> pd.Series:
    """What the article's tonnages imply for each other if they describe one year.

    Parameters
    ----------
    values : Series
        Numbers by ``stated_id``.
    purchase : str
        to_2005 (10.8 tonnes) or after_2005 (17.8 tonnes).

    Returns
    -------
    Series
        Tonnes per year: ``production`` (purchase over its share), ``main_buyer``, ``other_premium`` (sales at the
        premium price to others), ``local_left`` (what is left), ``local_stated`` (the stated local share);
        percent: ``local_left_percent``, ``main_buyer_of_premium_percent``, ``premium_percent``.

    Raises
    ------
    ClusterbookError
        If the purchase is neither of the two.
    """
    bought, premium = (
        values[PURCHASE_FACTS[parse_choice(Purchase, purchase, where="purchase")]],
        values["ch12_junco_premium_sales"],
    )
    production = 100 * bought / values["ch12_junco_share_body_shop"]
    return pd.Series(
        {
            "production": production,
            "main_buyer": bought,
            "other_premium": premium - bought,
            "local_left": production - premium,
            "local_stated": production * values["ch12_junco_share_local"] / 100,
            "local_left_percent": share_percent(production - premium, production),
            "main_buyer_of_premium_percent": share_percent(bought, premium),
            "premium_percent": share_percent(premium, production),
        }
    )


def revenue_share(volume_share: float, price_multiple: float) -> float:
    """Percent of revenue earned with a share of the volume (percent) that sells at a multiple of the other price."""
    expensive = volume_share * price_multiple
    return share_percent(expensive, expensive + 100 - volume_share)


def usd_per_kg(usd: float, tonnes: float) -> float:
    """Dollars per kilogram."""
    return usd / (1000 * tonnes)


def honey_per_kg(values: pd.Series) -> pd.Series:
    """Dollars per kilogram in 2009: the cluster's profit, the state's average export price, and the most it can be.

    The last is the price if export earnings and volume were rounded the least favourable way.
    """
    usd, tonnes = values["ch12_piaui_export_earnings_2009"] * 1e6, values["ch12_piaui_exports_2009"]
    return pd.Series(
        {
            "profit": usd_per_kg(values["ch12_mendes_profit_2009"], values["ch12_mendes_exports_2009"]),
            "average_price": usd_per_kg(usd, tonnes),
            "highest_average_price": usd_per_kg(usd + 0.05e6, tonnes - 0.5),
        }
    )


def first_year(events: pd.DataFrame, event_id: str, *, latest: bool = False) -> int:
    """Year of an event; with ``latest`` the last year that the article allows."""
    event = events.set_index("event_id").loc[event_id]
    return int(event["year_end"] if latest and pd.notna(event["year_end"]) else event["year"])


def events_with_entry(events: pd.DataFrame, entry_event: str, *, year: int) -> pd.DataFrame:
    """The events with an undated entry set at one year of those that the article allows.

    Raises
    ------
    ClusterbookError
        If the article excludes the year.
    """
    low, high = first_year(events, entry_event), first_year(events, entry_event, latest=True)
    if not low <= year <= high:
        raise ClusterbookError(f"entry year: found {year}; allowed {low} to {high}. Choose one of these.")
    placed = events.copy()
    placed.loc[placed["event_id"] == entry_event, ["year", "year_end"]] = [year, pd.NA]
    return placed


def great_circle_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Shortest way between two points given as latitude and longitude in degrees, in km."""
    (south, west), (north, east) = (tuple(math.radians(value) for value in point) for point in (one, other))
    haversine = (
        math.sin((north - south) / 2) ** 2 + math.cos(south) * math.cos(north) * math.sin((east - west) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(haversine))


def least_distance_km(one: tuple[float, float], other: tuple[float, float], *, rounding: float = 0.05) -> float:
    """Shortest way between two places whose coordinates are rounded: no pair within the rounding lies closer."""
    nearer = [_towards(value, target, step=rounding) for value, target in zip(one, other, strict=True)]
    farther = [_towards(value, target, step=rounding) for value, target in zip(other, one, strict=True)]
    return great_circle_km((nearer[0], nearer[1]), (farther[0], farther[1]))


def _towards(value: float, target: float, *, step: float) -> float:
    """A coordinate moved towards another, at most to the middle between them."""
    return value + math.copysign(min(step, abs(target - value) / 2), target - value)


def facts_table(facts: pd.DataFrame) -> pd.DataFrame:
    """The article's numbers for reading: subject, quantity, year, number with its hedge and unit, place."""
    years = [_span(row.year, row.year_end) for row in facts.itertuples()]
    stated = pd.Series([_stated(row.low, row.high, hedge=row.hedge) for row in facts.itertuples()], index=facts.index)
    stated = stated.mask(facts["unit"] == "year", facts["low"].astype(int).astype(str))
    return pd.DataFrame(
        {
            "subject": facts["subject"].map(SUBJECTS),
            "quantity": facts["quantity"].map(in_words, na_action="ignore"),
            "year": years,
            "number": (stated + " " + facts["unit"].map(lambda unit: UNITS.get(unit, unit))).str.strip(),
            "place": facts["place"],
        }
    )


def _span(first: int, last: int) -> str:
    """A year, a period, or nothing."""
    if pd.isna(first):
        return "" if pd.isna(last) else f"to {last}"
    return str(first) if pd.isna(last) else f"{first}–{last}"


def _stated(low: float, high: float, *, hedge: str) -> str:
    """A number as the article qualifies it."""
    if low != high:
        return f"{low:,g} to {high:,g}"
    return f"{low:,g}" if hedge == Hedge.NONE else f"{hedge.replace('_', ' ')} {low:,g}"


def contradictions_table(contradictions: pd.DataFrame, places: Mapping[int, Place]) -> pd.DataFrame:
    """The contradictions of the article for reading: two statements with their places, verdict and reading."""
    first = with_places(contradictions["first_statement"], contradictions["first_line"], places)
    second = with_places(contradictions["second_statement"], contradictions["second_line"], places)
    ours = [" (our computation)" if pd.isna(line) else "" for line in contradictions["second_line"]]
    return pd.DataFrame(
        {
            "of": contradictions["subject"].map(SUBJECTS).str.removesuffix(" cluster"),
            "statements": [f"{one}; but: {other}{by}" for one, other, by in zip(first, second, ours, strict=True)],
            "verdict": contradictions["verdict"].map(in_words, na_action="ignore"),
            "reading": contradictions["reading"],
        }
    )
