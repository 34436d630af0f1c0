"""Statements of Chapter 2 on milk, enterprises and exports: Tables 1.2, 2.1 and 2.2."""

from __future__ import annotations

import pandas as pd

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
from clusterbook.reproduction.hedges import nearly
from clusterbook.reproduction.statements import fits

DAYS_OF_A_MONTH = 30


def claim_02_01(book: Book) -> Finding:
    """Growth from the productive standpoint."""
    milk = _series(book)[["production", "collection", "pasteurization"]]
    return agrees_if(
        bool((milk.iloc[-1] > milk.iloc[0]).all()),
        f"millions of gallons, {'; '.join(_course(milk[name]) for name in milk)}",
    )


def claim_02_02(book: Book) -> Finding:
    """Growth from the commercial standpoint."""
    exports = _series(book)["exports"].dropna()
    return agrees_if(bool(exports.iloc[-1] > exports.iloc[0]), f"million dollars, {_course(exports)}")


def claim_02_03(book: Book) -> Finding:
    """Small enterprises move to industrial production."""
    shares = industrialization(book.table("2.2"))["pasteurized_of_production_percent"]
    return no_evidence(
        f"no table follows small enterprises; pasteurized milk of the whole country, {shares.iloc[0]:.1f} percent of"
        f" production in {shares.index[0]}, {shares.iloc[-1]:.1f} in {shares.index[-1]}"
    )


def claim_02_04(book: Book) -> Finding:
    """The cooperatives' collection has continued to increase."""
    collection = _series(book)["collection"]
    return agrees_if(
        collection.is_monotonic_increasing,
        f"collection of the whole country, millions of gallons: {_course(collection)}",
    )


def claim_02_05(book: Book) -> Finding:
    """The cooperatives capture a share of national production."""
    stated, shares = book.stated("ch02_cooperative_national_share"), _collected_shares(book)
    return agrees_if(
        any(fits(share, stated, unit=1) for share in shares),
        f"stated {stated.low:g} to {stated.high:g} percent of production; all collection of the country is"
        f" {shares.min():.0f} to {shares.max():.0f} percent of it",
    )


def claim_02_06(book: Book) -> Finding:
    """Parmalat's milk from the region."""
    milk = _series(book).iloc[-1]
    whole, regional = (parmalat_intake(book.stated_numbers, reading) for reading in ParmalatReading)
    return no_evidence(
        f"no table has Parmalat's milk; {whole:.2f} million gallons per year if the stated volume is its whole intake,"
        f" {regional:.2f} if it is the part of the region; the country pasteurized {milk['pasteurization']:g} and"
        f" collected {milk['collection']:g} in {milk.name}"
    )


def claim_02_07(book: Book) -> Finding:
    """Growth of the number of enterprises in 1997-98."""
    enterprises = book.table("2.1").loc["industrial_enterprises"]
    before, after = (book.stated(f"ch02_enterprises_{when}").value for when in ("before", "after"))
    return no_evidence(
        f"Table 2.1 has 2000 alone: {enterprises['smes_boaco_chontales_low']:g} to"
        f" {enterprises['smes_boaco_chontales_high']:g} enterprises in the region; stated {before:g} to {after:g} in"
        " 1997-98"
    )


def claim_02_08(book: Book) -> Finding:
    """SMEs raised their capacity to pasteurize."""
    pasteurized = _series(book)["pasteurization"].loc[1999:]
    return no_evidence(
        f"no table has the capacity of SMEs; they added {added_capacity(book.stated_numbers):.2f} million gallons a"
        f" year by the text; of all plants of the country, millions of gallons: {_course(pasteurized)}"
    )


def claim_02_14(book: Book) -> Finding:
    """A potential to increase much more."""
    region = book.table("2.1")
    ends = [f"smes_boaco_chontales_{end}" for end in ("low", "high")]
    firms, produced = (region.loc[row, ends] for row in ("industrial_enterprises", "total_production"))
    return no_evidence(
        f"Table 2.1 has levels of 2000, not what they could become: {firms.iloc[0]:g} to {firms.iloc[1]:g} enterprises,"
        f" {produced.iloc[0]:g} to {produced.iloc[1]:g} million gallons of small producers, exports of"
        f" {region.at['exports', ends[0]]:g} million dollars"
    )


def claim_02_16(book: Book) -> Finding:
    """Growth in the 1990s."""
    nineties, dairy = _series(book).loc[:1999], book.table("1.2").loc["dairy"]
    country = nineties[["production", "exports"]]
    cluster = {
        "production": (dairy["production_1995_usd_million"], dairy["production_2002_usd_million"]),
        "exports": (dairy["exports_1996_usd_million"], dairy["exports_2002_usd_million"]),
    }
    return agrees_if(
        bool((country.iloc[-1] > country.iloc[0]).all()) and all(last > first for first, last in cluster.values()),
        f"country: {'; '.join(_course(country[name]) for name in country)}; cluster until 2002, million dollars: "
        + ", ".join(f"{name} {first:g} to {last:g}" for name, (first, last) in cluster.items()),
    )


def claim_02_19(book: Book) -> Finding:
    """A liter of pasteurized milk per day in a small family's budget."""
    price, income = book.stated("ch02_pasteurized_price").value, book.stated("ch02_family_income").value
    stated, share = book.stated("ch02_family_milk_share"), share_percent(DAYS_OF_A_MONTH * price, income)
    return agrees_if(
        fits(share, stated, unit=1),
        f"{DAYS_OF_A_MONTH} liters at {price:g} dollars are {share:.1f} percent of {income:g} dollars; stated nearly"
        f" {stated.value:g}",
        in_direction=nearly(stated.value, share),
    )


def _series(book: Book) -> pd.DataFrame:
    """Table 2.2 by year."""
    return yearly_series(book.table("2.2"))


def _collected_shares(book: Book) -> pd.Series:
    """Collection of the country in percent of its production, by year."""
    return industrialization(book.table("2.2"))["collected_of_production_percent"]


def _course(values: pd.Series) -> str:
    """First and last value of a series, and the years in which it fell."""
    falls = [str(year) for year in values.index[values.diff() < 0]]
    ends = f"{values.name} {values.iloc[0]:g} in {values.index[0]}, {values.iloc[-1]:g} in {values.index[-1]}"
    return f"{ends} (below the year before in {', '.join(falls)})" if falls else ends
