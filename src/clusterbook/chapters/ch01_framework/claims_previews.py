"""Statements of Chapter 1 that say beforehand what the other chapters find."""

from __future__ import annotations

import pandas as pd

from clusterbook.arithmetic import share_percent
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if, no_evidence
from clusterbook.reproduction.hedges import more_than
from clusterbook.reproduction.statements import fits, numbers_by_row
from clusterbook.vocabulary import Upgrading

SALES = "sales_or_exports_2001_usd_million"
"""Sales of the companies of Table 4.4."""
ACTIVITIES = ["activity_farming", "activity_processing", "activity_commercialization"]
NATIONAL = "national"


def claim_01_30(book: Book) -> Finding:
    """From tradition to an industry that aims at markets abroad."""
    first, last = _dairy_export_shares(book)
    milk = book.table("2.2")
    years = ("1995", "2001")
    before, after = (
        share_percent(milk.at["pasteurization", f"value_{year}"], milk.at["production", f"value_{year}"])
        for year in years
    )
    return agrees_if(
        last > first and after > before,
        f"exports in percent of production: {first:.0f} (1996 and 1995) and {last:.0f} (2002); pasteurized milk of the"
        f" country: {before:.1f} percent of production in {years[0]}, {after:.1f} in {years[1]}",
    )


def claim_01_31(book: Book) -> Finding:
    """The dairy cluster has developed since the mid-1990s."""
    dairy = book.table("1.2").loc["dairy"]
    growth = {
        "production": (dairy["production_1995_usd_million"], dairy["production_2002_usd_million"]),
        "exports": (dairy["exports_1996_usd_million"], dairy["exports_2002_usd_million"]),
    }
    return agrees_if(
        all(last > first for first, last in growth.values()),
        "; ".join(f"{name} {first:g} to {last:g} million dollars" for name, (first, last) in growth.items()),
    )


def claim_01_32(book: Book) -> Finding:
    """Processors and suppliers of the salmon cluster."""
    chain = book.table("4.3")["total_firms"]
    processors, suppliers = chain["processing"], chain["direct_supply_subtotal"]
    return agrees_if(
        fits(processors, book.stated("ch01_salmon_processing_companies"))
        and fits(suppliers, book.stated("ch01_salmon_direct_suppliers")),
        f"Table 4.3: {processors} processing firms, {suppliers} direct suppliers",
    )


def claim_01_33(book: Book) -> Finding:
    """The first stage of the salmon cluster."""
    stage, stated = book.table("4.2").loc["stage_bounds_initiation"], book.stated("ch01_salmon_first_stage")
    years = (stage["first_year"], stage["last_year"])
    return agrees_if(years == (stated.low, stated.high), f"Table 4.2: {years[0]} to {years[1]}")


def claim_01_34(book: Book) -> Finding:
    """Larger and integrated companies become predominant in the third phase."""
    phases = book.table("4.2")
    entries = phases[phases["dimension"] == "core_business_type"].groupby("stage", sort=False)["entry"].agg("; ".join)
    core = book.table("4.3").loc["core_subtotal"]
    earlier = entries.drop("globalization")
    return agrees_if(
        "large" in entries["globalization"] and not earlier.str.contains("large").any(),
        f"core companies in Table 4.2: {'. '.join(f'{stage}: {entry}' for stage, entry in entries.items())};"
        f" {core['integrated_firms']} of {core['total_firms']} core firms integrated in Table 4.3",
    )


def claim_01_35(book: Book) -> Finding:
    """The larger salmon companies have capital from abroad."""
    large = _large_salmon_firms(book)
    origins = large["capital_origin"].value_counts()
    return agrees_if(
        more_than((large["capital_origin"] != NATIONAL).sum(), len(large) / 2),
        f"{_group(book, large)}: {numbers_by_row(origins, digits=0)}",
    )


def claim_01_36(book: Book) -> Finding:
    """The larger salmon companies work in several processes at once."""
    large = _large_salmon_firms(book)
    several = (large[ACTIVITIES].sum(axis=1) > 1).sum()
    counts = numbers_by_row(large[ACTIVITIES].sum().rename(lambda name: name.removeprefix("activity_")), digits=0)
    return agrees_if(
        bool(several == len(large)),
        f"several processes {several} of the {_group(book, large)}; {counts}",
    )


def claim_01_37(book: Book) -> Finding:
    """Salmon has examples of all four kinds of upgrading."""
    ratings = {kind.value: book.clusters.at["austral_salmon", kind.column] for kind in Upgrading}
    practices = book.table("4.6")["upgrading"].value_counts()
    kinds = [kind.value for kind in Upgrading]
    return agrees_if(
        all(ratings[kind] > 0 and practices.get(kind, 0) > 0 for kind in kinds),
        f"ratings of Table 10.5: {numbers_by_row(ratings, digits=0)}; practices of Table 4.6:"
        f" {numbers_by_row(practices.reindex(kinds), digits=0)}",
    )


def claim_01_38(book: Book) -> Finding:
    """The furniture cluster emerged during the 1990s."""
    year = int(book.table("1.2").at["furniture", "date_of_creation"])
    return agrees_if(fits(year, book.stated("ch01_chipilo_emergence")), f"Table 1.2 dates the creation to {year}")


def claim_01_39(book: Book) -> Finding:
    """The furniture cluster in crisis in 2000."""
    crisis = f"{book.stated('ch01_chipilo_crisis').value:.0f}"
    sales, industry = book.table("5.6")["sales_usd_million"], book.table("5.5")["employees"]
    before, within = sales[:crisis].iloc[-2], sales[crisis]
    employed = industry["november_1999"], industry[f"november_{crisis}"]
    return agrees_if(
        within < before and employed[1] < employed[0],
        f"sales of the leading firm {before:g} million dollars in {sales.index[-2]}, {within:g} in {crisis}; employees"
        f" in Puebla {employed[0]:,} in November 1999, {employed[1]:,} a year later",
    )


def claim_01_40(book: Book) -> Finding:
    """Product and process upgrading in the furniture cluster."""
    kinds = (Upgrading.PRODUCT, Upgrading.PROCESS)
    ratings = {kind.value: book.clusters.at["chipilo_furniture", kind.column] for kind in kinds}
    return agrees_if(
        all(rating > 0 for rating in ratings.values()), f"ratings: {numbers_by_row(ratings, digits=0)} of 3"
    )


def claim_01_41(book: Book) -> Finding:
    """Higher value with a share that does not fall."""
    cases = book.table("9.1")
    signs = "; ".join(
        f"{row['case']}: share {row['competitiveness_condition']}, unit value {row['unit_value_condition']}"
        for _, row in cases.iterrows()
    )
    return no_evidence(f"the sign of the first share is undecided in the scan; {signs}")


def claim_01_42(book: Book) -> Finding:
    """Trade confirms some findings, above all for the fish of Chile."""
    trade, rating = book.table("9.2"), book.clusters.at["austral_salmon", "upgrading_product"]
    chile = trade[trade["country_id"] == "chl"].set_index("product")
    rising = (chile["share_2000_percent"] > chile["share_1990_percent"]).sum()
    return agrees_if(
        bool((chile["unit_value_change_percent"] > 0).all() and rating > 0),
        f"unit values of Chile in percent: {numbers_by_row(chile['unit_value_change_percent'])}; share rising in"
        f" {rising} of {len(chile)}; product upgrading rated {rating:g} in Table 10.5",
    )


def claim_01_44(book: Book) -> Finding:
    """Three main objectives."""
    goals = book.table("11.1")["goal"].unique()
    return agrees_if(fits(len(goals), book.stated("ch01_policy_objectives")), f"{len(goals)} goals: {', '.join(goals)}")


def claim_01_46(book: Book) -> Finding:
    """Small producers and large dairy companies."""
    companies = book.table("2.1").loc["livestock_companies"]
    small, large = companies["smes_boaco_chontales_low"], companies["large_companies_boaco_chontales_low"]
    return agrees_if(
        fits(small, book.stated("ch01_dairy_small_producers"))
        and fits(large, book.stated("ch01_dairy_large_companies")),
        f"Table 2.1: {small:,.0f} small and {large:,.0f} large livestock companies",
    )


def claim_01_47(book: Book) -> Finding:
    """The share of the internal market in traditional times."""
    home = [100 - share for share in _dairy_export_shares(book)]
    return agrees_if(
        any(fits(share, book.stated("ch02_internal_market_share"), unit=1) for share in home),
        f"what Table 1.2 leaves for the internal market: {home[0]:.0f} percent in the mid-1990s, {home[1]:.0f} in 2002",
    )


def _dairy_export_shares(book: Book) -> tuple[float, float]:
    """Exports of the dairy cluster in percent of its production, in the mid-1990s and in 2002."""
    dairy = book.table("1.2").loc["dairy"]
    return (
        share_percent(dairy["exports_1996_usd_million"], dairy["production_1995_usd_million"]),
        share_percent(dairy["exports_2002_usd_million"], dairy["production_2002_usd_million"]),
    )


def _large_salmon_firms(book: Book) -> pd.DataFrame:
    """Farming companies of Table 4.4 with the sales of the first group of Chapter 4."""
    firms, sales = book.table("4.4"), book.stated("ch04_first_group_sales")
    return firms[firms["activity_farming"] & firms[SALES].map(lambda value: fits(value, sales))]


def _group(book: Book, firms: pd.DataFrame) -> str:
    """How many companies the group has and what bounds it."""
    limit = book.stated("ch04_first_group_sales").value
    return f"{len(firms)} farming companies with sales above {limit:g} million dollars"
