"""Claims of the article on the babassu cluster of Lago do Junco."""

from __future__ import annotations

from clusterbook.chapters.ch12_fair_trade.claims_reading import (
    BABASSU,
    actor_of,
    article_values,
    fits_article,
    reinforced,
    social_change,
    steps,
    year_of,
)
from clusterbook.chapters.ch12_fair_trade.measures import babassu_balance, least_distance_km
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if, no_evidence
from clusterbook.reproduction.hedges import at_least, nearly
from clusterbook.vocabulary import Phase

STATE_CAPITAL = (-2.5, -44.3)  # São Luís, latitude and longitude rounded to 0.1 degree
SEVERAL = 3  # from how many steps on there are several
TECHNICAL_KINDS = ("process", "product", "functional")  # kinds of steps of technique and management
DECADES = 20  # years that "decades" means at least


def claim_12_09(book: Book) -> Finding:
    """Exports of Maranhão fell from 144,419 to 109 tonnes."""
    values = article_values(book)
    return no_evidence(
        f"{values['ch12_maranhao_exports_1980']:,.0f} and {values['ch12_maranhao_exports_2005']:,.0f} tonnes stand here"
        f" alone; the cluster sells up to {values['ch12_junco_premium_sales']:.1f} tonnes at the premium price."
    )


def claim_12_20(book: Book) -> Finding:
    """The Babassu Livre law of 1986."""
    return _law_year(book)


def claim_12_08(book: Book) -> Finding:
    """223 km from the state capital."""
    place, stated = book.places.loc[BABASSU], article_values(book)["ch12_junco_distance"]
    least = least_distance_km((place["latitude"], place["longitude"]), STATE_CAPITAL)
    evidence = f"Stated {stated:.0f} km; the straight line between rounded coordinates is at least {least:.0f} km."
    return agrees_if(stated >= least, evidence)


def claim_12_01(book: Book) -> Finding:
    """The settlement of 1980 after the demands of 1988."""
    settled, law, demands = (
        year_of(book, f"babassu_{step}") for step in ("settlement", "settlement_law", "land_redistribution")
    )
    evidence = f"Settlement {settled}, land law {law}, redistribution after demands {demands}."
    return agrees_if(settled >= demands, evidence)


def claim_12_21(book: Book) -> Finding:
    """Up to 49.6 tonnes per year at premium prices."""
    balance, values = babassu_balance(article_values(book)), article_values(book)
    left = 100 - values["ch12_junco_share_local"]
    evidence = (
        f"{values['ch12_junco_premium_sales']:.1f} tonnes are {balance['premium_percent']:.0f} percent of the"
        f" {balance['production']:.1f} that the other numbers imply; the local market leaves {left:.0f} percent."
    )
    return agrees_if(balance["premium_percent"] <= left, evidence)


def claim_12_22(book: Book) -> Finding:
    """The Body Shop came because of product and social upgrading."""
    return no_evidence(
        f"The reason is stated here alone; association {year_of(book, 'babassu_association')}, cooperative"
        f" {year_of(book, 'babassu_cooperative')}, entry by {year_of(book, 'babassu_body_shop', latest=True)}."
    )


def claim_12_12(book: Book) -> Finding:
    """10.8 tonnes per year until 2005, 17.8 afterwards."""
    values = article_values(book)
    return no_evidence(
        f"No other place has the purchases of {values['ch12_junco_minimum_to_2005']:.1f} and"
        f" {values['ch12_junco_purchase_after_2005']:.1f} tonnes."
    )


def claim_12_23(book: Book) -> Finding:
    """Several upgrading processes before the entry."""
    before = steps(book, BABASSU, Phase.BEFORE)
    own = before[before["kind"] != "market"]
    listing = ", ".join(f"{kind} {year}" for kind, year in zip(own["kind"], own["year"], strict=True))
    return agrees_if(len(own) >= SEVERAL, f"Dated before the entry: {listing}.")


def claim_12_24(book: Book) -> Finding:
    """The chain enhanced existing upgrading in the cluster."""
    change, after = social_change(book, BABASSU), steps(book, BABASSU, Phase.AFTER)
    evidence = (
        f"{len(after)} dated steps follow the entry; of {len(change)} coded components of social upgrading"
        f" {int((change > 0).sum())} rise and {int((change < 0).sum())} fall."
    )
    return agrees_if(reinforced(book, BABASSU), evidence)


def claim_12_25(book: Book) -> Finding:
    """Both laws enacted in 1986."""
    land = year_of(book, "babassu_settlement_law")
    law = _law_year(book)
    return agrees_if(fits_article(book, land, "junco_law_year_again"), f"{law.evidence} Land settlement law: {land}.")


def claim_12_13(book: Book) -> Finding:
    """A premium price at least three times the local one."""
    values = article_values(book)
    highest = values["ch12_junco_premium_price"] / values["ch12_junco_price_multiple"]
    return no_evidence(f"No local price is given; the sentence implies at most {highest:.2f} dollars per kilogram.")


def claim_12_26(book: Book) -> Finding:
    """The Body Shop buys around 30 percent."""
    values, balance = article_values(book), babassu_balance(article_values(book))
    complement = 100 - values["ch12_junco_share_local"]
    evidence = (
        f"The local market takes {values['ch12_junco_share_local']:.0f} percent, which leaves {complement:.0f}; the"
        f" production implied is {balance['production']:.1f} tonnes, the largest premium sales"
        f" {values['ch12_junco_premium_sales']:.1f}."
    )
    possible = balance["production"] >= values["ch12_junco_premium_sales"]
    return agrees_if(fits_article(book, complement, "junco_share_body_shop") and possible, evidence)


def claim_12_03(book: Book) -> Finding:
    """The other 70 percent sold in the local market."""
    balance, values = babassu_balance(article_values(book)), article_values(book)
    evidence = (
        f"{balance['main_buyer']:.1f} tonnes at {values['ch12_junco_share_body_shop']:.0f} percent make"
        f" {balance['production']:.1f}; less premium sales of {values['ch12_junco_premium_sales']:.1f},"
        f" {balance['local_left_percent']:.0f} percent are left; stated are {values['ch12_junco_share_local']:.0f}."
    )
    return agrees_if(fits_article(book, balance["local_left_percent"], "junco_share_local"), evidence)


def claim_12_04(book: Book) -> Finding:
    """An almost exclusive relation with The Body Shop and three local buyers."""
    share = babassu_balance(article_values(book))["main_buyer_of_premium_percent"]
    evidence = (
        f"The Body Shop takes {share:.0f} percent of the largest yearly sales at the premium price; local buyers:"
        f" {article_values(book)['ch12_junco_local_buyers']:.0f}."
    )
    return agrees_if(nearly(share, 100), evidence)


def claim_12_27(book: Book) -> Finding:
    """The contract required continuous investment in social upgrading."""
    social = steps(book, BABASSU, Phase.AFTER).query("kind == 'social'")
    return no_evidence(f"The terms of the contract are stated here alone; dated social steps after it: {len(social)}.")


def claim_12_28(book: Book) -> Finding:
    """No technological advancement and professional management."""
    after = steps(book, BABASSU, Phase.AFTER)
    dated = after[after["kind"].isin(TECHNICAL_KINDS)]
    listing = "; ".join(
        f"{year} {event}" for year, event in zip(dated["year"], dated["event"].str.rstrip("."), strict=True)
    )
    return agrees_if(dated.empty, f"Dated steps of technique and management: {listing}.")


def claim_12_36(book: Book) -> Finding:
    """Babassu was important decades before The Body Shop."""
    exports, entry = year_of(book, "babassu_first_exports"), year_of(book, "babassu_body_shop")
    evidence = f"First exports {exports}, entry {entry} at the earliest: {entry - exports} years."
    return agrees_if(at_least(entry - exports, DECADES), evidence)


def claim_12_37(book: Book) -> Finding:
    """A fall in exports was the motive of the law."""
    law = year_of(book, "babassu_law")
    exports = book.stated_numbers_of(12).loc[["ch12_maranhao_exports_1980", "ch12_maranhao_exports_2005"]]
    (first, last), (start, end) = exports["low"], exports["year"]
    return no_evidence(
        f"The motive is stated, not measured; {first:,.0f} tonnes in {start}, {last:,.0f} in {end}, no number between;"
        f" law of {law}."
    )


def claim_12_02(book: Book) -> Finding:
    """Over 20 years of struggle before the fair trade relation."""
    start, entry = year_of(book, "babassu_settlement"), year_of(book, "babassu_body_shop", latest=True)
    certified = year_of(book, "babassu_certification")
    evidence = (
        f"From the settlement ({start}) to the latest possible entry ({entry}) {entry - start} years, to the"
        f" certification ({certified}) {certified - start}."
    )
    return agrees_if(fits_article(book, entry - start, "junco_years_before_fair_trade"), evidence)


def _law_year(book: Book) -> Finding:
    """Whether the article gives the Babassu Livre law the same year in two places."""
    year, again = year_of(book, "babassu_law"), article_values(book)["ch12_junco_law_year_again"]
    evidence = f"Babassu Livre law of the {actor_of(book, 'babassu_law')}: {year} and again {again:.0f}."
    return agrees_if(fits_article(book, year, "junco_law_year_again"), evidence)
