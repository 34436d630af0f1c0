"""Claims of the article on the honey cluster of Simplício Mendes."""

from __future__ import annotations

import pandas as pd

from clusterbook.chapters.ch12_fair_trade.claims_reading import (
    HONEY,
    actor_of,
    article_values,
    code_of,
    fits_article,
    social_codes,
    steps,
    year_of,
)
from clusterbook.chapters.ch12_fair_trade.measures import honey_per_kg
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if, no_evidence
from clusterbook.reproduction.hedges import exactly, nearly
from clusterbook.vocabulary import Phase

OUTPUT = ("mendes_production_1993", "mendes_production_1998", "mendes_production_2005", "mendes_exports_2009")
HIGH = 3  # code of an environment practice that is organic throughout


def claim_12_06(book: Book) -> Finding:
    """33 municipalities."""
    values = article_values(book)
    text, dated = values["ch12_mendes_municipalities_text"], values["ch12_mendes_municipalities_2010"]
    return agrees_if(exactly(text, dated), f"{text:.0f} without a year, {dated:.0f} in 2010.")


def claim_12_10(book: Book) -> Finding:
    """Piauí from 18 to 4,278 tonnes of honey."""
    values = article_values(book)
    return no_evidence(
        f"{values['ch12_piaui_production_1950']:.0f} and {values['ch12_piaui_production_2009']:,.0f} tonnes stand here"
        f" alone; exports of 2009 are {values['ch12_piaui_exports_2009']:,.0f}."
    )


def claim_12_29(book: Book) -> Finding:
    """Piauí exported 2,530 tonnes for 6.3 million dollars."""
    price = honey_per_kg(article_values(book))["average_price"]
    return no_evidence(f"The two numbers stand here alone; they imply {price:.2f} dollars per kilogram.")


def claim_12_30(book: Book) -> Finding:
    """A processing centre in 1995."""
    return _year_again(book, "honey_processing_centre", "mendes_processing_year_again")


def claim_12_31(book: Book) -> Finding:
    """Honey rooms in 2000."""
    return _year_again(book, "honey_rooms", "mendes_rooms_year_again")


def claim_12_32(book: Book) -> Finding:
    """The certification of 2004 had the help of local aid organizations."""
    year, helpers, buyer = (
        year_of(book, "honey_certification"),
        actor_of(book, "honey_certification"),
        actor_of(book, "honey_first_export"),
    )
    evidence = (
        f"{helpers} for the certification of {year}; the Discussion names {buyer}, the partner of"
        f" {year_of(book, 'honey_first_export')}."
    )
    return agrees_if(buyer in helpers, evidence)


def claim_12_33(book: Book) -> Finding:
    """Foreign buyers took almost the entire production."""
    return _few_buyers(book)


def claim_12_11(book: Book) -> Finding:
    """The cluster kept growing."""
    values = article_values(book)
    output = pd.Series({name: values[f"ch12_{name}"] for name in OUTPUT})
    members, families = values["ch12_mendes_members_1994"], values["ch12_mendes_families_2010"]
    municipalities = values["ch12_mendes_municipalities_text"], values["ch12_mendes_municipalities_2010"]
    series = ", ".join(f"{value:.0f} in {name[-4:]}" for name, value in output.items())
    evidence = (
        f"Tonnes: {series} (the last exports alone); members {members:.0f} in 1994, families {families:.0f} in 2010;"
        f" municipalities {municipalities[0]:.0f}, later {municipalities[1]:.0f}."
    )
    grows = output.is_monotonic_increasing and members < families and municipalities[0] < municipalities[1]
    return agrees_if(grows, evidence)


def claim_12_05(book: Book) -> Finding:
    """A profit of 685,000 dollars from 240 tonnes."""
    price = honey_per_kg(article_values(book))
    evidence = (
        f"Profit {price['profit']:.2f} dollars per kilogram; average export price of the state"
        f" {price['average_price']:.2f}, at most {price['highest_average_price']:.2f}."
    )
    return agrees_if(price["profit"] < price["average_price"], evidence)


def claim_12_34(book: Book) -> Finding:
    """About 95 percent to one or two buyers."""
    return _few_buyers(book)


def claim_12_35(book: Book) -> Finding:
    """International buyers brought product upgrading."""
    product = steps(book, HONEY).query("kind == 'product'")
    listing = ", ".join(f"{row.year} ({row.phase})" for row in product.itertuples())
    return no_evidence(
        f"The product code of {code_of(book, HONEY, 'upgrading', component='product'):.0f} was made from this passage;"
        f" honey rooms {year_of(book, 'honey_rooms')}, homogenizing {listing}."
    )


def claim_12_16(book: Book) -> Finding:
    """Local aid organizations brought process upgrading."""
    process = steps(book, HONEY).query("kind == 'process'")
    listing = ", ".join(f"{row.year} ({row.actor})" for row in process.itertuples())
    return no_evidence(
        f"The process code of {code_of(book, HONEY, 'upgrading', component='process'):.0f} was made from this passage;"
        f" dated process steps: {listing}."
    )


def claim_12_07(book: Book) -> Finding:
    """The honey was organic before the chain."""
    environment = social_codes(book, HONEY).loc["environment"]
    evidence = (
        f"{actor_of(book, 'honey_first_export')}, partner of {year_of(book, 'honey_first_export')}, required less"
        f" pesticides or none; the environment is coded {environment[Phase.BEFORE]:.0f} before and"
        f" {environment[Phase.AFTER]:.0f} after, of 3."
    )
    return agrees_if(environment[Phase.BEFORE] == HIGH, evidence)


def claim_12_41(book: Book) -> Finding:
    """Technological help of UFPI and SEBRAE in 2000, before the certificates for export."""
    same = _year_again(book, "honey_rooms", "mendes_rooms_year_again")
    rooms, export = year_of(book, "honey_rooms"), year_of(book, "honey_first_export")
    named = all(helper in actor_of(book, "honey_rooms") for helper in ("UFPI", "SEBRAE"))
    again = article_values(book)["ch12_mendes_rooms_year_again"]
    evidence = f"{same.evidence} By {actor_of(book, 'honey_rooms')}; certified for export in {export}."
    return agrees_if(exactly(rooms, again) and named and rooms < export, evidence)


def claim_12_42(book: Book) -> Finding:
    """Libero Mondo helped with organic certification."""
    partner, start = actor_of(book, "honey_first_export"), year_of(book, "honey_first_export")
    certified = year_of(book, "honey_certification")
    evidence = f"{partner}, fair trade partner from {start}, attested the honey; certified in {certified}."
    return agrees_if(partner == "Libero Mondo" and start < certified, evidence)


def _year_again(book: Book, event_id: str, name: str) -> Finding:
    """Whether the article gives a step the same year in two places."""
    year, again = year_of(book, event_id), article_values(book)[f"ch12_{name}"]
    return agrees_if(fits_article(book, year, name), f"{year} here, {again:.0f} in the other place.")


def _few_buyers(book: Book) -> Finding:
    """Whether the share of one or two buyers is almost the entire production."""
    share = article_values(book)["ch12_mendes_share_main_buyers"]
    evidence = (
        f"One or two international buyers take about {share:.0f} percent; {actor_of(book, 'honey_direct_buyers')}"
        f" took almost all by {year_of(book, 'honey_direct_buyers')}."
    )
    return agrees_if(nearly(share, 100), evidence)
