"""Claims of Chapter 2: the dairy cluster of Boaco and Chontales."""

from __future__ import annotations

from clusterbook.arithmetic import share_percent
from clusterbook.chapters.ch02_dairy.measures import (
    ParmalatReading,
    added_capacity,
    industrialization,
    parmalat_intake,
    yearly_series,
)
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if, no_evidence
from clusterbook.reproduction.hedges import about, exactly, within

REGION = "boaco_chontales_dairy"


def claim_02_01(book: Book) -> Finding:
    """Milk production grew in every year."""
    production = yearly_series(book.table("2.2"))["production"]
    rises = int((production.diff().dropna() > 0).sum())
    return agrees_if(
        rises == len(production) - 1,
        f"{rises} of {len(production) - 1} yearly changes are rises, from {production.iloc[0]:g} to"
        f" {production.iloc[-1]:g} million gallons",
    )


def claim_02_02(book: Book) -> Finding:
    """Exports grew, if not every year."""
    exports = yearly_series(book.table("2.2"))["exports"].dropna()
    falls = [str(year) for year in exports.index[exports.diff() < 0]]
    ratio = exports.iloc[-1] / exports.iloc[0]
    return agrees_if(
        ratio > 1 and not falls,
        f"{ratio:.2f} times as much in {exports.index[-1]} as in {exports.index[0]}; falls in "
        f"{', '.join(falls) or 'no year'}",
        in_direction=ratio > 1,
    )


def claim_02_03(book: Book) -> Finding:
    """A growing share of the milk is pasteurized."""
    shares = industrialization(book.table("2.2"))["pasteurized_of_production_percent"]
    return agrees_if(
        shares.iloc[-1] > shares.iloc[0],
        f"pasteurized share of production {shares.iloc[0]:.1f} percent in 1995, {shares.iloc[-1]:.1f} in 2001",
    )


def claim_02_04(book: Book) -> Finding:
    """Collection rose in every year."""
    collection = yearly_series(book.table("2.2"))["collection"]
    falls = collection.index[collection.diff() < 0].tolist()
    return agrees_if(
        not falls,
        f"national collection fell in {', '.join(map(str, falls))} and was above 1995 only in"
        f" {', '.join(map(str, collection.index[collection > collection.iloc[0]]))}",
    )


def claim_02_05(book: Book) -> Finding:
    """The cooperatives' share of production cannot exceed all milk collected."""
    share = book.stated("ch02_cooperative_national_share").low
    series = yearly_series(book.table("2.2"))
    taken = series["production"] * share / 100
    possible = taken <= series["collection"]
    return agrees_if(
        bool(possible.any()),
        f"{share:g} percent of production is {taken.min():.1f} to {taken.max():.1f} million gallons, all collection"
        f" {series['collection'].min():g} to {series['collection'].max():g}",
    )


def claim_02_06(book: Book) -> Finding:
    """Parmalat's milk stays below national pasteurization in the reading as its whole intake."""
    limit = yearly_series(book.table("2.2"))["pasteurization"].iloc[-1]
    whole, regional = (parmalat_intake(book.stated_numbers, reading) for reading in ParmalatReading)
    return agrees_if(
        whole <= limit,
        f"{whole:.2f} million gallons a year as the whole intake, {regional:.2f} if the gallons are the region's share;"
        f" national pasteurization {limit:g}",
        in_direction=regional <= limit,
    )


def claim_02_07(book: Book) -> Finding:
    """The enterprises of 1998 lie in the table's range for 2000."""
    after = book.stated("ch02_enterprises_after").value
    columns = ["smes_boaco_chontales_low", "smes_boaco_chontales_high"]
    low, high = book.table("2.1").loc["industrial_enterprises", columns]
    return agrees_if(within(after, low, high), f"{after:g} enterprises, the table has {low:g} to {high:g}")


def claim_02_08(book: Book) -> Finding:
    """The capacity added by SMEs against the national increase of pasteurization."""
    added = added_capacity(book.stated_numbers)
    pasteurized = yearly_series(book.table("2.2"))["pasteurization"]
    increase = pasteurized[2001] - pasteurized[1999]
    return agrees_if(
        added <= increase,
        f"added capacity {added:.2f} million gallons a year, national increase 1999-2001 {increase:.1f}",
        in_direction=added <= 2 * increase,
    )


def claim_02_09(book: Book) -> Finding:
    """Ten thousand small and about five hundred large companies."""
    companies = book.table("2.1").loc["livestock_companies"]
    small, large = companies["smes_boaco_chontales_low"], companies["large_companies_boaco_chontales_low"]
    return agrees_if(about(small, 10_000) and about(large, 500), f"{small:,.0f} and {large:,.0f} livestock companies")


def claim_02_10(book: Book) -> Finding:
    """Exports as a share of the cluster's production, before and now."""
    dairy = book.table("1.2").loc["dairy"]
    stated = 100 - book.stated("ch02_internal_market_share").value
    before = share_percent(dairy["exports_1996_usd_million"], dairy["production_1995_usd_million"])
    now = share_percent(dairy["exports_2002_usd_million"], dairy["production_2002_usd_million"])
    return agrees_if(
        exactly(before, stated),
        f"exports are {before:.0f} percent of production in the mid-1990s and {now:.0f} in 2002; the text has"
        f" {stated:g}",
        in_direction=before <= stated < now,
    )


def claim_02_11(book: Book) -> Finding:
    """Process and functional upgrading rated above product upgrading."""
    ratings = book.table("10.5").loc[REGION]
    product, process, functional = (ratings[f"upgrading_{kind}"] for kind in ("product", "process", "functional"))
    return agrees_if(
        min(process, functional) > product,
        f"ratings: product {product:g}, process {process:g}, functional {functional:g}",
    )


def claim_02_12(book: Book) -> Finding:
    """No cluster of the sector is rated higher in functional upgrading."""
    clusters = book.table("10.5").query("row_type == 'item'")["upgrading_functional"]
    rating = clusters[REGION]
    return agrees_if(
        rating == clusters.max() and rating > 0,
        f"rated {rating:g}; the highest of {len(clusters)} clusters is {clusters.max():g}, reached by"
        f" {int((clusters == clusters.max()).sum())}",
    )


def claim_02_13(book: Book) -> Finding:
    """A global quasi-hierarchical chain is coded."""
    code = book.table("10.2").at[REGION, "quasi_hierarchy"]
    return agrees_if(code >= 2, f"quasi-hierarchy is coded {code} (2 is a global chain)")


def claim_02_14(book: Book) -> Finding:
    """The region processes less than it produces."""
    chain = book.table("2.1")
    produced = {
        end: (
            chain.at["total_production", f"smes_boaco_chontales_{end}"]
            + chain.at["total_production", f"large_companies_boaco_chontales_{end}"]
        )
        for end in ("low", "high")
    }
    processed = {end: chain.at["total_processing", f"smes_boaco_chontales_{end}"] for end in ("low", "high")}
    below = all(processed[end] < produced[end] for end in produced)
    return agrees_if(
        below,
        f"{processed['low']:g} to {processed['high']:g} million gallons processed of {produced['low']:g} to"
        f" {produced['high']:g} produced",
    )


def claim_02_15(book: Book) -> Finding:
    """No other cluster of the country is in the tables."""
    clusters = (book.table("10.2")["country_id"] == "nic").sum()
    return no_evidence(f"the tables hold {clusters} cluster of Nicaragua")
