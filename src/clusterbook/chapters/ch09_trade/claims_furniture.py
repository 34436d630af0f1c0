"""Statements on Mexican wooden furniture and its competitors (Table 9.4)."""

from __future__ import annotations

import pandas as pd

from clusterbook.chapters.ch09_trade.claims_reading import (
    EARNINGS,
    LAST,
    MARKET,
    UNIT_VALUE,
    by_product,
    market,
    ranked,
    share_change,
    shares_in_words,
)
from clusterbook.chapters.ch09_trade.identity import implied_ratios
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if, no_evidence

OFFICE, KITCHEN, BEDROOM = "office_furniture", "kitchen_furniture", "bedroom_furniture"
MODEST_PERCENT = 2.0  # the largest share that "modest" may name here
PRODUCTS_IN_WORDS = 4  # source line 3066; the table prints three


def claim_09_20(book: Book) -> Finding:
    """Modest shares that fall in three of four products."""
    mexico = by_product(book, "9.4", country="Mexico")
    falling = int((share_change(mexico) < 0).sum())
    modest = (mexico[LAST] < MODEST_PERCENT).all()
    evidence = (
        f"{falling} of {len(mexico)} printed products fall; the highest share is {mexico[LAST].max():.2f} percent."
    )
    return agrees_if(
        modest and len(mexico) == PRODUCTS_IN_WORDS and falling == 3,
        evidence,
        in_direction=modest and falling > len(mexico) / 2,
    )


def claim_09_21(book: Book) -> Finding:
    """Office furniture: a little more share, much less unit value."""
    mexico = by_product(book, "9.4", country="Mexico").loc[[OFFICE]]
    points = share_change(mexico)[OFFICE]
    return agrees_if(
        0 < points < MODEST_PERCENT and mexico.at[OFFICE, UNIT_VALUE] < -20,
        shares_in_words(mexico) + f"; {points:+.2f} percentage points.",
    )


def claim_09_22(book: Book) -> Finding:
    """Share and unit value fall in the other products."""
    mexico = by_product(book, "9.4", country="Mexico").drop(OFFICE)
    return agrees_if((share_change(mexico) < 0).all() and (mexico[UNIT_VALUE] < 0).all(), shares_in_words(mexico) + ".")


def claim_09_23(book: Book) -> Finding:
    """China first in office, second in kitchen and bedroom furniture."""
    ranks = _ranks(book, "China")
    return agrees_if(ranks == {OFFICE: 1, KITCHEN: 2, BEDROOM: 2}, _in_words(ranks))


def claim_09_24(book: Book) -> Finding:
    """China raises its unit value in every product."""
    china = by_product(book, "9.4", country="China")
    return agrees_if((china[UNIT_VALUE] > 0).all(), shares_in_words(china) + ".")


def claim_09_25(book: Book) -> Finding:
    """Thailand first, first and third, with more share at falling unit values."""
    ranks, thailand = _ranks(book, "Thailand"), by_product(book, "9.4", country="Thailand")
    moves = (share_change(thailand) > 0).all() and (thailand[UNIT_VALUE] < 0).all()
    return agrees_if(
        moves and ranks == {OFFICE: 3, KITCHEN: 1, BEDROOM: 1}, f"{_in_words(ranks)} {shares_in_words(thailand)}."
    )


def claim_09_26(book: Book) -> Finding:
    """Malaysia gains both, except in office furniture."""
    malaysia = by_product(book, "9.4", country="Malaysia")
    both = (share_change(malaysia) > 0) & (malaysia[UNIT_VALUE] > 0)
    return agrees_if(both.to_dict() == {OFFICE: False, KITCHEN: True, BEDROOM: True}, shares_in_words(malaysia) + ".")


def claim_09_27(book: Book) -> Finding:
    """Italy, Denmark and Germany: less share, more unit value, but for Denmark in office furniture."""
    rows = book.table("9.4")
    rows = rows[rows["country"].isin(["Italy", "Denmark", "Germany"])]
    losing, dearer = share_change(rows) < 0, rows[UNIT_VALUE] > 0
    exceptions = list(rows.index[~(losing & dearer)])
    evidence = (
        f"{int((losing & dearer).sum())} of {len(rows)} rows; exception: {', '.join(exceptions).replace('_', ' ')}."
    )
    return agrees_if(losing.all() and exceptions == [f"{OFFICE}_denmark"], evidence)


def claim_09_28(book: Book) -> Finding:
    """Italy by far the largest exporter of wooden furniture."""
    ranks, italy = _ranks(book, "Italy"), by_product(book, "9.4", country="Italy")
    shares = ", ".join(f"{share:.2f}" for share in italy[LAST])
    return agrees_if(1 in ranks.values(), f"Shares of {shares} percent in 2000. {_in_words(ranks)}")


def claim_09_29(book: Book) -> Finding:
    """Three developing economies among the ten largest exporters."""
    ranks = _ranks(book, "Thailand")
    firsts = list(ranks.values()).count(1)
    return no_evidence(
        f"Ranks for all wooden furniture are not printed; Thailand, not among the ten, is first in {firsts} of"
        f" {len(ranks)} products."
    )


def claim_09_30(book: Book) -> Finding:
    """Mexico loses its place in kitchen and bedroom furniture."""
    mexico = by_product(book, "9.4", country="Mexico").drop(OFFICE)
    implied = implied_ratios(mexico)
    slower = (mexico[EARNINGS] < mexico[MARKET]).all()
    told = "; ".join(
        f"{name.replace('_', ' ')}: earnings {mexico.at[name, EARNINGS]:+.0f} percent a year, market"
        f" {mexico.at[name, MARKET]:+.0f}, own unit value {row.unit_value_ratio_by_volume:.0f}-fold if shares are by"
        " volume"
        for name, row in implied.iterrows()
    )
    return agrees_if(slower, told + ".")


def claim_09_31(book: Book) -> Finding:
    """Mexican furniture the only case of downgrading."""
    mexico, chile = by_product(book, "9.4", country="Mexico"), by_product(book, "9.2", country="Chile")
    direction = (chile[UNIT_VALUE] > 0).all() and (mexico[UNIT_VALUE] < 0).any()
    falling = [
        f"{int((rows[UNIT_VALUE] < 0).sum())} of {len(rows)} {name} rows"
        for name, rows in (("Mexican", mexico), ("Chilean", chile))
    ]
    evidence = f"Unit value falls in {' and '.join(falling)}; fruit, dairy and iron ore have no such table."
    return agrees_if(direction and (mexico[UNIT_VALUE] < 0).all(), evidence, in_direction=direction)


def _ranks(book: Book, country: str) -> dict[str, int]:
    """Rank of a country by share of 2000 in each product, among the printed exporters."""
    return {
        product: ranked(market(book, "9.4", product=product)).index(country) + 1
        for product in pd.unique(book.table("9.4")["product"])
    }


def _in_words(ranks: dict[str, int]) -> str:
    """Ranks by product as a sentence."""
    return "Rank in 2000: " + ", ".join(f"{product.replace('_', ' ')} {rank}" for product, rank in ranks.items()) + "."
