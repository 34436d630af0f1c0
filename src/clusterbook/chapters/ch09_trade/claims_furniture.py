"""Statements on Mexican wooden furniture and its competitors (Table 9.4)."""

from __future__ import annotations

import pandas as pd

from clusterbook.chapters.ch09_trade.claims_reading import (
    FIRST,
    LAST,
    SHARP,
    SLIGHT,
    UNIT_VALUE,
    both_fall,
    both_rise,
    by_product,
    describe_shares,
    fits_text,
    market,
    most,
    ranked,
    share_change,
    stated_number,
)
from clusterbook.data.book import Book
from clusterbook.display.row_names import row_names
from clusterbook.reproduction.claims import Finding, agrees_if, no_evidence

OFFICE, KITCHEN, BEDROOM = "office_furniture", "kitchen_furniture", "bedroom_furniture"
ASIAN, DEVELOPED = {"China", "Thailand", "Malaysia"}, {"Italy", "Denmark", "Germany"}


def claim_09_34(book: Book) -> Finding:
    """Mexican furniture a case of declining competitiveness."""
    mexico = by_product(book, "9.4", country="Mexico")
    declines = most(share_change(mexico) < 0) and most(mexico[UNIT_VALUE] < 0)
    return agrees_if(declines, describe_shares(mexico) + ".")


def claim_09_29(book: Book) -> Finding:
    """China fourth, Malaysia sixth and Indonesia ninth among exporters of all wooden furniture."""
    ranks = {country: list(_ranks(book, country).values()) for country in ("China", "Malaysia", "Thailand")}
    stated = {
        country: stated_number(book, f"furniture_rank_{country.lower()}_2000") for country in ("China", "Malaysia")
    }
    fine = all(min(ranks[country]) >= rank for country, rank in stated.items())
    listing = "; ".join(f"{country} {', '.join(map(str, places))}" for country, places in ranks.items())
    return agrees_if(
        fine, f"Ranks in three products, not in all wooden furniture: {listing}. Indonesia is not printed."
    )


def claim_09_28(book: Book) -> Finding:
    """Italy by far the largest exporter of furniture."""
    ranks, italy = _ranks(book, "Italy"), by_product(book, "9.4", country="Italy")
    shares = ", ".join(f"{share:.2f}" for share in italy[LAST])
    return agrees_if(1 in ranks.values(), f"Shares of {shares} percent in 2000. {_describe(ranks)}")


def claim_09_55(book: Book) -> Finding:
    """Ranks among net exporters of furniture."""
    countries = ", ".join(pd.unique(book.table("9.4")["country"]))
    return no_evidence(f"Table 9.4 has shares of exports, no net exports, of {countries}.")


def claim_09_20(book: Book) -> Finding:
    """Modest shares that fall in three of four products."""
    mexico = by_product(book, "9.4", country="Mexico")
    falling, products = share_change(mexico) < 0, stated_number(book, "furniture_product_markets")
    modest = bool((mexico[LAST] < SLIGHT).all())
    evidence = (
        f"{int(falling.sum())} of {len(mexico)} printed products fall, {products:.0f} are stated; the highest share is"
        f" {mexico[LAST].max():.2f} percent."
    )
    exact = len(mexico) == products and int(falling.sum()) == 3
    return agrees_if(modest and exact, evidence, in_direction=modest and most(falling))


def claim_09_21(book: Book) -> Finding:
    """Office furniture: slightly more share, much less unit value."""
    mexico = by_product(book, "9.4", country="Mexico").loc[[OFFICE]]
    points = share_change(mexico)[OFFICE]
    fine = 0 < points <= SLIGHT and mexico.at[OFFICE, UNIT_VALUE] <= -SHARP
    return agrees_if(fine, f"{describe_shares(mexico)}; {points:+.2f} percentage points.")


def claim_09_22(book: Book) -> Finding:
    """Share and unit value fall in the other products."""
    mexico = by_product(book, "9.4", country="Mexico").drop(OFFICE)
    shares_fall = bool((share_change(mexico) < 0).all())
    evidence = describe_shares(mexico) + "."
    return agrees_if(bool(both_fall(mexico).all()), evidence, in_direction=shares_fall and both_fall(mexico).any())


def claim_09_47(book: Book) -> Finding:
    """Mexico 15th with less than 2.5 percent of world export value."""
    mexico, stated = by_product(book, "9.4", country="Mexico"), stated_number(book, "furniture_mexico_share_2000")
    shares = ", ".join(f"{share:.2f}" for share in mexico[LAST])
    return no_evidence(
        f"No rank and no share of all wooden furniture is printed; {shares} percent of three products are all"
        f" {'below' if fits_text(book, mexico[LAST].max(), 'furniture_mexico_share_2000') else 'not below'} {stated}."
    )


def claim_09_48(book: Book) -> Finding:
    """China, Thailand and Malaysia at the top."""
    firsts = {product: ranked(market(book, "9.4", product=product))[:3] for product in _products(book)}
    listing = "; ".join(f"{product.replace('_', ' ')}: {', '.join(names)}" for product, names in firsts.items())
    return agrees_if(all(set(names) == ASIAN for names in firsts.values()), f"{listing}.")


def claim_09_23(book: Book) -> Finding:
    """China first in office, second in kitchen and bedroom furniture."""
    ranks = _ranks(book, "China")
    return agrees_if(ranks == {OFFICE: 1, KITCHEN: 2, BEDROOM: 2}, _describe(ranks))


def claim_09_24(book: Book) -> Finding:
    """China raises its unit value significantly in every product."""
    china = by_product(book, "9.4", country="China")
    return agrees_if(bool((china[UNIT_VALUE] > SLIGHT).all()), describe_shares(china) + ".")


def claim_09_25(book: Book) -> Finding:
    """Thailand first in kitchen and bedroom and third in office furniture."""
    ranks = _ranks(book, "Thailand")
    return agrees_if(ranks == {OFFICE: 3, KITCHEN: 1, BEDROOM: 1}, _describe(ranks))


def claim_09_49(book: Book) -> Finding:
    """Thailand: much more share at sharply falling unit values."""
    thailand = by_product(book, "9.4", country="Thailand")
    fine = (share_change(thailand) > SLIGHT) & (thailand[UNIT_VALUE] <= -SHARP)
    return agrees_if(bool(fine.all()), describe_shares(thailand) + ".")


def claim_09_26(book: Book) -> Finding:
    """Malaysia gains both, except in office furniture."""
    malaysia = by_product(book, "9.4", country="Malaysia")
    expected = {OFFICE: False, KITCHEN: True, BEDROOM: True}
    return agrees_if(both_rise(malaysia).to_dict() == expected, describe_shares(malaysia) + ".")


def claim_09_50(book: Book) -> Finding:
    """Italy, Denmark and Germany the developed countries among the major exporters."""
    listed = {product: set(market(book, "9.4", product=product).index) for product in _products(book)}
    others = {product: countries - ASIAN - {"Mexico"} for product, countries in listed.items()}
    rows = book.table("9.4")
    rows = rows[rows["country"].isin(DEVELOPED)]
    names = ", ".join(sorted(set[str]().union(*others.values())))
    evidence = (
        f"Beside Mexico and three Asian countries {len(listed)} products list {names}; shares"
        f" {rows[FIRST].min():.2f} to {rows[FIRST].max():.2f} percent in 1990, {rows[LAST].min():.2f} to"
        f" {rows[LAST].max():.2f} in 2000."
    )
    return agrees_if(all(countries == DEVELOPED for countries in others.values()), evidence)


def claim_09_27(book: Book) -> Finding:
    """Italy, Denmark and Germany: less share, more unit value, but for Denmark in office furniture."""
    rows = book.table("9.4")
    rows = rows[rows["country"].isin(DEVELOPED)]
    losing, gaining = share_change(rows) < 0, rows[UNIT_VALUE] > 0
    exceptions = list(rows.index[~(losing & gaining)])
    named = "; ".join(row_names(book, "9.4")[row] for row in exceptions)
    evidence = f"{int((losing & gaining).sum())} of {len(rows)} rows; exception: {named}"
    return agrees_if(bool(losing.all()) and exceptions == [f"{OFFICE}_denmark"], evidence)


def _products(book: Book) -> list[str]:
    """The products of Table 9.4 in printed order."""
    return list(pd.unique(book.table("9.4")["product"]))


def _ranks(book: Book, country: str) -> dict[str, int]:
    """Rank of a country by share of 2000 in each product, among the printed exporters."""
    return {product: ranked(market(book, "9.4", product=product)).index(country) + 1 for product in _products(book)}


def _describe(ranks: dict[str, int]) -> str:
    """Ranks by product as a sentence."""
    return "Rank in 2000: " + ", ".join(f"{product.replace('_', ' ')} {rank}" for product, rank in ranks.items()) + "."
