"""The rule of upgrading and the conclusions of Chapter 9 (Tables 1.2, 2.2, 9.1, 9.2 and 9.4)."""

from __future__ import annotations

import pandas as pd

from clusterbook.arithmetic import share_percent
from clusterbook.chapters.ch09_trade.claims_reading import (
    EARNINGS,
    LAST,
    UNIT_VALUE,
    both_rise,
    by_product,
    describe_shares,
    market,
    most,
    share_change,
)
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if, no_evidence

FRESH = "salmon_fresh"
FORMER_LEADERS = ["Norway", "Denmark", "Canada"]  # first in a salmon product in 1990, or before Chile's rise
FRUIT = ["mangoes", "grapes", "melons", "apples"]
PRODUCTION, EXPORTS = "production_2002_usd_million", "exports_2002_usd_million"
FIRST_EXPORTS, FIRST_PRODUCTION = "exports_1996_usd_million", "production_1995_usd_million"


def claim_09_35(book: Book) -> Finding:
    """Upgrading asks for a share that does not fall, or that rises in any market."""
    conditions = book.table("9.1")["competitiveness_condition"]
    listing = ", ".join(f"{case.replace('_', ' ')}: {sign}" for case, sign in conditions.items())
    return no_evidence(f"Change of the share in Table 9.1, its first sign in doubt: {listing}.")


def claim_09_51(book: Book) -> Finding:
    """Chilean salmon has surpassed the former leaders."""
    ahead = pd.DataFrame(
        {product: _ahead_of_leaders(market(book, "9.2", product=product)) for product in _salmon(book)}
    ).T
    evidence = (
        f"Of {len(ahead)} products Chile is ahead of {', '.join(FORMER_LEADERS)} in the growth of earnings in"
        f" {int(ahead[EARNINGS].sum())}, in the share of 2000 in {int(ahead[LAST].sum())}."
    )
    return agrees_if(bool(ahead.all(axis=None)), evidence, in_direction=most(ahead[EARNINGS]))


def claim_09_52(book: Book) -> Finding:
    """Chile has gained in processed salmon, where margins are higher."""
    processed = by_product(book, "9.2", country="Chile").drop(FRESH)
    gained = most(both_rise(processed)) and bool((processed[UNIT_VALUE] > 0).all())
    return agrees_if(gained, describe_shares(processed) + ".")


def claim_09_53(book: Book) -> Finding:
    """Brazilian fruit gains abroad, though most of it is for the home market."""
    crops = book.table("1.2").loc[FRUIT]
    grows = (crops[EXPORTS] > crops[FIRST_EXPORTS]).all()
    first, last = (
        share_percent(crops[exports], crops[production])
        for exports, production in ((FIRST_EXPORTS, FIRST_PRODUCTION), (EXPORTS, PRODUCTION))
    )
    listing = ", ".join(f"{crop} {first[crop]:.0f} to {last[crop]:.0f}" for crop in FRUIT)
    evidence = (
        f"Exports of the clusters rise in {int((crops[EXPORTS] > crops[FIRST_EXPORTS]).sum())} of {len(crops)} crops;"
        f" exports in percent of production: {listing}."
    )
    return agrees_if(bool(grows) and bool((last < 50).all()), evidence)


def claim_09_54(book: Book) -> Finding:
    """Nicaraguan dairy sells mostly at home and ever more abroad."""
    dairy, exports = book.table("1.2").loc["dairy"], book.table("2.2").loc["exports"]
    first, last = (
        share_percent(dairy[sold], dairy[made])
        for sold, made in ((FIRST_EXPORTS, FIRST_PRODUCTION), (EXPORTS, PRODUCTION))
    )
    evidence = (
        f"The cluster exports {first:.0f}, then {last:.0f} percent of its production; national exports"
        f" {exports['value_1995']:.1f} in 1995 and {exports['value_2000']:.1f} in 2000."
    )
    return agrees_if(first < last < 50 and exports["value_1995"] < exports["value_2000"], evidence)


def claim_09_31(book: Book) -> Finding:
    """Mexican furniture the only case of downgrading."""
    mexico, chile = by_product(book, "9.4", country="Mexico"), by_product(book, "9.2", country="Chile")
    falling = [
        f"{int((rows[UNIT_VALUE] < 0).sum())} of {len(rows)} {name} rows"
        for name, rows in (("Mexican", mexico), ("Chilean", chile))
    ]
    evidence = f"Unit value falls in {' and '.join(falling)}; fruit, dairy and iron ore have no such table."
    return agrees_if(bool((chile[UNIT_VALUE] > 0).all()) and most(mexico[UNIT_VALUE] < 0), evidence)


def claim_09_32(book: Book) -> Finding:
    """All sectors but one upgrade, with rising shares and unit values."""
    rows = by_product(book, "9.2", country="Chile")
    rising, gaining = share_change(rows) > 0, rows[UNIT_VALUE] > 0
    evidence = (
        f"Of {len(rows)} Chilean salmon products {int(gaining.sum())} gain unit value and {int(rising.sum())} share."
        f" {describe_shares(rows)}."
    )
    return agrees_if(bool((rising & gaining).all()), evidence, in_direction=bool(gaining.all()))


def _salmon(book: Book) -> list[str]:
    """The products of Table 9.2 in printed order."""
    return list(pd.unique(book.table("9.2")["product"]))


def _ahead_of_leaders(rows: pd.DataFrame) -> pd.Series:
    """Whether Chile exceeds every former leader that is printed, in growth of earnings and share of 2000."""
    leaders = rows.loc[rows.index.intersection(FORMER_LEADERS), [EARNINGS, LAST]]
    return (rows.loc["Chile", [EARNINGS, LAST]].astype(float) > leaders).all()
