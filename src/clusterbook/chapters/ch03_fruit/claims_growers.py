"""Statements of Chapter 3 on small and medium-sized growers: Table 3.2, and the ratings of the three clusters."""

from __future__ import annotations

import pandas as pd

from clusterbook.chapters.ch03_fruit.measures import latest_shares, sme_shares
from clusterbook.chapters.ch10_cross_case.claims_tests import SUM, line, pairs
from clusterbook.chapters.ch10_cross_case.claims_words import FRUIT, degrees_line, ratings_line
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if, no_evidence, undecided
from clusterbook.reproduction.hedges import about, more_than, slightly_more
from clusterbook.reproduction.statements import fits, numbers_by_row
from clusterbook.vocabulary import Sector

RESTORED = "melons"  # the last share of melons was restored from the text
PETROLINA, APPLES, MELON_CLUSTER = "petrolina_juazeiro_mango_grape", "santa_catarina_apple", "rio_grande_do_norte_melon"
PERCENT = 1.0
VERDICT_RANK = {"none": 0, "neutral": 1, "positive": 2}  # how much leaders help, by the words of Table 10.3


def claim_03_01(book: Book) -> Finding:
    """Small and medium-sized growers have 30 to 60 percent of production."""
    latest, band = latest_shares(sme_shares(book.table("3.2"))), book.stated("ch03_small_growers_production_share")
    kept = latest.drop(RESTORED)
    return agrees_if(
        all(fits(share, band, unit=PERCENT) for share in kept),
        f"last shares: {numbers_by_row(kept, digits=0)}; {RESTORED}: {latest[RESTORED]:g} (restored from the text)",
    )


def claim_03_09(book: Book) -> Finding:
    """From over 80 percent to nearly 60."""
    found = _shares(book, "all_crops")
    before, after = (book.stated(f"ch03_small_growers_petrolina_{when}") for when in ("1980s", "1996"))
    return agrees_if(
        fits(found["1985"], before)
        and slightly_more(found["1996_1997"], after.value),  # of a decline, nearly means from above
        f"Table 3.2: {found['1985']:g} percent in 1985, {found['1988_1991']:g} in 1988, {found['1996_1997']:g} in 1996",
    )


def claim_03_10(book: Book) -> Finding:
    """As much as 40 percent of the mangoes and 60 of the grapes."""
    found = {crop: _shares(book, crop)["2002"] for crop in ("mangoes", "grapes")}
    return agrees_if(
        all(share == book.stated(f"ch03_small_growers_{crop}_today").value for crop, share in found.items()),
        f"percent in 2002, {numbers_by_row(found, digits=0)}",
    )


def claim_03_11(book: Book) -> Finding:
    """The cell was restored from the sentence."""
    share, stated = _shares(book, "melons")["1996_1997"], book.stated("ch03_small_growers_melons_1997")
    return no_evidence(f"the cell of Table 3.2 ({share:g}) is restored from the {stated.value:g} of this very sentence")


def claim_03_12(book: Book) -> Finding:
    """Over 30 percent of the apples today."""
    last, stated = _shares(book, "apples").dropna().iloc[-1], book.stated("ch03_small_growers_apples_today")
    return agrees_if(
        fits(last, stated), f"stated over {stated.value:g} percent of today; Table 3.2 ends with {last:g} in 1996"
    )


def claim_03_13(book: Book) -> Finding:
    """SMEs have remained in the market."""
    return _still_there(book)


def claim_03_14(book: Book) -> Finding:
    """Who continued and who gave up."""
    return no_evidence(
        "a share does not tell original smallholders from those who took their place; "
        f"{_course(book, 'apples')}; {_course(book, 'all_crops')}"
    )


def claim_03_25(book: Book) -> Finding:
    """SMEs remain in the market competitively."""
    return _still_there(book)


def claim_03_27(book: Book) -> Finding:
    """The note's own example."""
    cell, stated = _shares(book, "apples")["1985"], book.stated("ch03_apples_small_growers_share_1985")
    return agrees_if(
        fits(cell, stated, unit=PERCENT),
        f"the note has {stated.value:g} percent, the cell {cell:g}",
        in_direction=about(cell, stated.value),
    )


def claim_03_28(book: Book) -> Finding:
    """Fifty hectares: large in grapes, small in melons."""
    hectares = book.stated("ch03_grower_of_example").value
    petrolina, melons = (book.stated(f"ch03_small_limit_{where}").value for where in ("petrolina", "melons"))
    return agrees_if(
        petrolina <= hectares < melons,
        f"{hectares:g} hectares; growers are small below {petrolina:g} (all crops of Petrolina-Juazeiro) and below"
        f" {melons:g} (melons)",
    )


def claim_03_30(book: Book) -> Finding:
    """The share in Petrolina-Juazeiro has declined."""
    return agrees_if(_shares(book, "all_crops").is_monotonic_decreasing, _course(book, "all_crops"))


def claim_03_31(book: Book) -> Finding:
    """No part in the early phase of the melons."""
    share = _shares(book, "melons")["1985"]
    return agrees_if(share == 0, f"{share:g} percent in 1985")


def claim_03_32(book: Book) -> Finding:
    """Entry into melons in the early 1990s."""
    before, after = _shares(book, "melons")[["1985", "1988_1991"]]
    return agrees_if(
        before == 0 and more_than(after, before),
        f"{before:g} percent in 1985, {after:g} at the next date (1988 or 1991)",
    )


def claim_03_33(book: Book) -> Finding:
    """Associations and the upgrading of small growers."""
    cause, outcome = "collective efficiency", SUM
    pair = pairs(book, cause, [outcome], sectors=(Sector.NATURAL_RESOURCE,))[0]
    three = type(pair)(f"three fruit clusters, {cause} and {outcome}", pair.frame.loc[FRUIT])
    return undecided(f"{line(three)}; {ratings_line(book, FRUIT)}")


def claim_03_34(book: Book) -> Finding:
    """Melons in spite of less support."""
    first, later = _shares(book, "melons")[["1985", "1988_1991"]]
    degrees = book.clusters.loc[FRUIT, "collective_efficiency"]
    return agrees_if(
        more_than(later, first) and bool(degrees[MELON_CLUSTER] == degrees.min()),
        f"melons: {first:g} percent in 1985, {later:g} at the next date; collective efficiency:"
        f" {degrees_line(book, FRUIT)}",
    )


def claim_03_35(book: Book) -> Finding:
    """Buyers of agricultural products upgrade their suppliers less than buyers elsewhere."""
    table = book.table("10.3")
    verdicts = table.loc[["leaders_product", "leaders_process"]]
    own, other = verdicts[Sector.NATURAL_RESOURCE], verdicts[Sector.TRADITIONAL]
    ranks = {sector: verdicts[sector].map(VERDICT_RANK).sum() for sector in Sector}
    passive = verdicts["note"].str.contains("natural_resource_based: footnote c: but passive").all()
    spelled = "; ".join(f"{sector.label.lower()} {', '.join(verdicts[sector])}" for sector in Sector)
    return agrees_if(
        ranks[Sector.NATURAL_RESOURCE] < min(ranks[Sector.TRADITIONAL], ranks[Sector.COMPLEX]),
        f"leaders for product and process upgrading: {spelled}; natural resources with the note that they are passive",
        in_direction=bool(passive and (own == other).all()),
    )


def claim_03_36(book: Book) -> Finding:
    """Higher returns to joint action."""
    index = book.table("10.1").at[Sector.NATURAL_RESOURCE, "joint_actions_index"]
    return no_evidence(f"no table follows returns over time; joint actions of the sector {index:g}, at one date")


def claim_03_37(book: Book) -> Finding:
    """Public policies influenced SMEs."""
    return no_evidence(f"no table measures policies; {_course(book, 'apples')}; {ratings_line(book, FRUIT)}")


def claim_03_38(book: Book) -> Finding:
    """Different outcomes in Santa Catarina and in Petrolina-Juazeiro."""
    apples, irrigated = (_shares(book, crop).dropna() for crop in ("apples", "all_crops"))
    fell = [part.iloc[-1] < part.iloc[0] for part in (apples, irrigated)]
    ratings = book.clusters.loc[[APPLES, PETROLINA]].filter(regex="upgrading_|collective_efficiency").astype(str)
    return agrees_if(
        fell[0] != fell[1] or len(ratings.drop_duplicates()) > 1,
        f"{_course(book, 'apples')}; {_course(book, 'all_crops')}; {ratings_line(book, [APPLES, PETROLINA])}",
    )


def claim_03_39(book: Book) -> Finding:
    """Research partnerships benefited SMEs most in Santa Catarina."""
    return no_evidence(f"no table measures research partnerships; {ratings_line(book, FRUIT)}")


def _still_there(book: Book) -> Finding:
    """Growers are in the market at the last date of every crop, the restored share aside."""
    latest = latest_shares(sme_shares(book.table("3.2"))).drop(RESTORED)
    return agrees_if(bool((latest > 0).all()), f"last shares in percent: {numbers_by_row(latest, digits=0)}")


def _shares(book: Book, crop: str) -> pd.Series:
    """Shares of small and medium-sized growers of a crop by period."""
    shares = sme_shares(book.table("3.2"))
    return shares[shares["crop"] == crop].set_index("period")["sme_share_percent"]


def _course(book: Book, crop: str) -> str:
    """A crop's shares in the order of time."""
    shares = ", ".join(f"{share:g}" for share in _shares(book, crop).dropna())
    return f"{crop.replace('_', ' ')} {shares} percent"
