"""Claims of the fair-trade article (Chapter 12), tested on its own numbers, dates and codes."""

from __future__ import annotations

import pandas as pd

from clusterbook.arithmetic import growth_percent
from clusterbook.chapters.ch12_fair_trade.coding import social_scores
from clusterbook.chapters.ch12_fair_trade.measures import (
    babassu_balance,
    first_year,
    honey_per_kg,
    least_distance_km,
    values_of,
)
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if, no_evidence
from clusterbook.reproduction.hedges import about, more_than, nearly

BABASSU, HONEY = "lago_do_junco_babassu", "simplicio_mendes_honey"
STATE_CAPITAL = (-2.5, -44.3)  # São Luís, latitude and longitude rounded to 0.1 degree
SOCIAL_STEPS = ("land", "law", "organisation", "social")


def claim_12_01(book: Book) -> Finding:
    """The settlement follows the demands and the law that brought it about."""
    settled, law, demands = (
        first_year(_events(book), name)
        for name in ("babassu_settlement", "babassu_settlement_law", "babassu_land_redistribution")
    )
    return agrees_if(
        settled >= min(law, demands), f"settlement {settled}, land law {law}, redistribution after demands {demands}"
    )


def claim_12_02(book: Book) -> Finding:
    """More than twenty years lie between the first step and the fair trade relation."""
    events, least = _events(book), _values(book)["ch12_junco_years_before_fair_trade"]
    start, entry = first_year(events, "babassu_settlement"), first_year(events, "babassu_body_shop", latest=True)
    certified = first_year(events, "babassu_certification")
    evidence = (
        f"from the settlement ({start}) to the latest possible entry ({entry}) {entry - start} years, to the"
        f" certification ({certified}) {certified - start}"
    )
    return agrees_if(entry - start > least, evidence)


def claim_12_03(book: Book) -> Finding:
    """Seventy per cent of the oil goes to the local market."""
    balance, stated = babassu_balance(_values(book)), _values(book)["ch12_junco_share_local"]
    evidence = (
        f"{balance['main_buyer']:.1f} t at {_values(book)['ch12_junco_share_body_shop']:.0f} percent make"
        f" {balance['production']:.1f} t; less premium sales of {_values(book)['ch12_junco_premium_sales']:.1f} t,"
        f" {balance['local_left_percent']:.0f} percent are left; stated are {stated:.0f}"
    )
    return agrees_if(about(balance["local_left_percent"], stated), evidence)


def claim_12_04(book: Book) -> Finding:
    """The main buyer is nearly the only foreign client."""
    share = babassu_balance(_values(book))["main_buyer_of_premium_percent"]
    return agrees_if(
        nearly(share, 100),
        f"it takes {share:.0f} percent of the largest yearly sales at the premium price",
        in_direction=more_than(share, 50),
    )


def claim_12_05(book: Book) -> Finding:
    """The profit of the exports of 2009 is possible at the average export price of the state."""
    price = honey_per_kg(_values(book))
    evidence = (
        f"profit {price['profit']:.2f} dollars a kilo, average price {price['average_price']:.2f}, at most"
        f" {price['highest_average_price']:.2f}"
    )
    return agrees_if(price["profit"] < price["average_price"], evidence)


def claim_12_06(book: Book) -> Finding:
    """The number of municipalities is one and the same."""
    values = _values(book)
    text, dated = values["ch12_mendes_municipalities_text"], values["ch12_mendes_municipalities_2010"]
    return agrees_if(
        text == dated, f"{text:.0f} without a year, {dated:.0f} in 2010", in_direction=abs(text - dated) / dated < 0.1
    )


def claim_12_07(book: Book) -> Finding:
    """The honey was organic before the chain."""
    return no_evidence(
        "no share of organic honey is given; line 111 says that the first buyer made producers reduce or stop"
        " pesticides"
    )


def claim_12_08(book: Book) -> Finding:
    """The stated distance to the state capital is possible."""
    place, stated = book.places.loc[BABASSU], _values(book)["ch12_junco_distance"]
    least = least_distance_km((place["latitude"], place["longitude"]), STATE_CAPITAL)
    return agrees_if(
        stated >= least,
        f"stated {stated:.0f} km; the straight line is at least {least:.0f} km",
        in_direction=stated > 0.9 * least,
    )


def claim_12_09(book: Book) -> Finding:
    """Exports of babassu from Maranhão fell."""
    first, last = _values(book)["ch12_maranhao_exports_1980"], _values(book)["ch12_maranhao_exports_2005"]
    return agrees_if(
        last < first, f"{first:,.0f} t in 1980, {last:,.0f} t in 2005: {growth_percent(first, last):.1f} percent"
    )


def claim_12_10(book: Book) -> Finding:
    """Honey production of Piauí grew dramatically."""
    first, last = _values(book)["ch12_piaui_production_1950"], _values(book)["ch12_piaui_production_2009"]
    yearly = growth_percent(first, last, years=2009 - 1950, measure="annual")
    return agrees_if(
        last > 10 * first,
        f"{first:.0f} t in 1950, {last:,.0f} t in 2009: {last / first:.0f} times, {yearly:.1f} percent a year",
    )


def claim_12_11(book: Book) -> Finding:
    """The output of the honey cluster kept growing."""
    facts = book.stated_numbers_of(12)
    own = facts[
        (facts["subject"] == HONEY)
        & facts["quantity"].isin(["production", "exports_volume"])
        & (facts.index != "ch12_mendes_exports_2001")
    ]
    own = own.sort_values("year")
    series = ", ".join(f"{value:.0f} t in {year}" for year, value in zip(own["year"], own["low"], strict=True))
    return agrees_if(own["low"].is_monotonic_increasing, f"{series} (the last is exports alone)")


def claim_12_12(book: Book) -> Finding:
    """The main buyer raised its purchase after 2005."""
    first, last = _values(book)["ch12_junco_minimum_to_2005"], _values(book)["ch12_junco_purchase_after_2005"]
    return agrees_if(last > first, f"{first:.1f} to {last:.1f} t: {growth_percent(first, last):.0f} percent more")


def claim_12_13(book: Book) -> Finding:
    """The premium price was at least three times the local one."""
    highest = _values(book)["ch12_junco_premium_price"] / _values(book)["ch12_junco_price_multiple"]
    return no_evidence(f"no local price is given; the statement implies at most {highest:.2f} dollars a kilo")


def claim_12_14(book: Book) -> Finding:
    """Both clusters had taken social steps before they joined the chain."""
    events = _events(book)
    early = events[(events["phase"] == "before") & events["kind"].isin(SOCIAL_STEPS)].groupby("cluster_id").size()
    early = early.reindex([BABASSU, HONEY], fill_value=0)
    return agrees_if(
        bool((early > 0).all()),
        f"dated steps of land, law, organisation and social services before the entry: babassu {early[BABASSU]}, honey"
        f" {early[HONEY]}",
    )


def claim_12_15(book: Book) -> Finding:
    """Social upgrading advanced in both clusters after they joined the chain."""
    scores = social_scores(book.case_codes).loc[[BABASSU, HONEY]]
    parts = [
        f"{name} {row['before']:.2f} to {row['after']:.2f} (change {row['change_lowest']:+.2f} to"
        f" {row['change_highest']:+.2f} over all admissible codes)"
        for name, (_, row) in zip(("babassu", "honey"), scores.iterrows(), strict=True)
    ]
    sure = bool((scores["change_lowest"] > 0).all())
    return agrees_if(sure, "; ".join(parts), in_direction=bool((scores["change"] > 0).all()))


def claim_12_16(book: Book) -> Finding:
    """In the honey cluster process upgrading came from local support rather than from the foreign buyer."""
    events = _events(book)
    steps = events[(events["cluster_id"] == HONEY) & (events["kind"] == "process")]
    early = int((steps["phase"] == "before").sum())
    return agrees_if(
        early > len(steps) / 2,
        f"{early} of {len(steps)} dated process steps precede the first export",
    )


def _events(book: Book) -> pd.DataFrame:
    """Dated steps of the two clusters."""
    return book.resource("fair_trade_events")


def _values(book: Book) -> pd.Series:
    """Numbers of the article."""
    return values_of(book.stated_numbers_of(12))
