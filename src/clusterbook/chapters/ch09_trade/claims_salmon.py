"""Statements on Chile and its competitors in frozen salmon (Table 9.2)."""

from __future__ import annotations

from clusterbook.chapters.ch09_trade.choices import UpgradingReading
from clusterbook.chapters.ch09_trade.claims_reading import (
    FIRST,
    HUNDREDTH,
    LAST,
    SHARP,
    SLIGHT,
    UNIT_VALUE,
    both_fall,
    by_product,
    describe_last,
    describe_shares,
    fits_text,
    market,
    ranked,
    share_change,
)
from clusterbook.chapters.ch09_trade.comparison import verdicts
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if

PACIFIC, ATLANTIC = "salmon_pacific_frozen", "salmon_atlantic_frozen"
RUSSIA = "Russian Federation"


def claim_09_01(book: Book) -> Finding:
    """Chile second in frozen Pacific salmon with almost 40 percent."""
    rows = market(book, "9.2", product=PACIFIC)
    order = ranked(rows)[:2]
    fine = fits_text(book, rows.at["Chile", LAST], "salmon_pacific_chile_2000")
    return agrees_if(fine and order == ["United States", "Chile"], describe_last(rows, order))


def claim_09_02(book: Book) -> Finding:
    """Chile second in frozen Atlantic salmon, after Norway."""
    rows = market(book, "9.2", product=ATLANTIC)
    order = ranked(rows)[:2]
    fine = [
        fits_text(book, rows.at[country, LAST], f"salmon_atlantic_{country.lower()}_2000", unit=HUNDREDTH)
        for country in ("Norway", "Chile")
    ]
    return agrees_if(all(fine) and order == ["Norway", "Chile"], describe_last(rows, order))


def claim_09_03(book: Book) -> Finding:
    """The share of Chile in frozen Pacific salmon up by 20 percent, of the share or of the market."""
    chile = market(book, "9.2", product=PACIFIC).loc["Chile"]
    points, percent = chile[LAST] - chile[FIRST], 100 * (chile[LAST] / chile[FIRST] - 1)
    fine = [fits_text(book, rise, "salmon_pacific_chile_rise") for rise in (points, percent)]
    evidence = f"Change: {points:+.2f} percentage points, {percent:+.1f} percent of the first share."
    return agrees_if(any(fine), evidence, in_direction=points > 0)


def claim_09_04(book: Book) -> Finding:
    """Chile alone upgrades in frozen Pacific salmon, in both readings of the rule."""
    rows = market(book, "9.2", product=PACIFIC).reset_index()
    met = {
        reading: verdicts(rows, book.table("9.1"), reading=reading)["upgrading"].fillna(True)
        for reading in UpgradingReading
    }
    named = {reading: ", ".join(rows.loc[answer, "country"]) for reading, answer in met.items()}
    evidence = (
        f"Met, or open, for {named[UpgradingReading.TEXT]} by the text and {named[UpgradingReading.PRINTED]} by the"
        " printed sign."
    )
    return agrees_if(set(named.values()) == {"Chile"}, evidence)


def claim_09_05(book: Book) -> Finding:
    """Russia third, with a slight gain of share."""
    rows = market(book, "9.2", product=PACIFIC)
    rank, points = ranked(rows).index(RUSSIA) + 1, share_change(rows)[RUSSIA]
    fine = [
        fits_text(book, rows.at[RUSSIA, column], f"salmon_pacific_russia_{year}", unit=HUNDREDTH)
        for column, year in ((FIRST, 1990), (LAST, 2000))
    ]
    evidence = f"{describe_shares(rows.loc[[RUSSIA]])}; number {rank} of the printed shares of 2000."
    return agrees_if(rank == 3 and all(fine) and 0 < points <= SLIGHT, evidence)


def claim_09_36(book: Book) -> Finding:
    """Lower margins of Russia relative to competitors."""
    russia = market(book, "9.2", product=PACIFIC).loc[[RUSSIA]]
    return agrees_if(russia.at[RUSSIA, UNIT_VALUE] < 0, describe_shares(russia) + ".")


def claim_09_37(book: Book) -> Finding:
    """The United States first in frozen Pacific salmon with about 42 percent."""
    rows = market(book, "9.2", product=PACIFIC)
    order = ranked(rows)[:2]
    fine = fits_text(book, rows.at["United States", LAST], "salmon_pacific_united_states_2000")
    return agrees_if(fine and order[0] == "United States", describe_last(rows, order))


def claim_09_06(book: Book) -> Finding:
    """Canada from first in 1990 with more than 65 percent to 3 percent."""
    rows = market(book, "9.2", product=PACIFIC)
    first = ranked(rows, FIRST)[0]
    led = first == "Canada" and fits_text(book, rows.at["Canada", FIRST], "salmon_pacific_canada_1990")
    ends = fits_text(book, rows.at["Canada", LAST], "salmon_pacific_canada_2000")
    evidence = f"{describe_shares(rows.loc[['Canada']])}; largest printed share of 1990: {first}."
    return agrees_if(led and ends, evidence, in_direction=led and share_change(rows)["Canada"] < 0)


def claim_09_38(book: Book) -> Finding:
    """Canada loses unit value, Denmark share and unit value."""
    rows = market(book, "9.2", product=PACIFIC)
    falls = rows.at["Canada", UNIT_VALUE] < 0 and both_fall(rows)["Denmark"]
    return agrees_if(falls, describe_shares(rows.loc[["Canada", "Denmark"]]) + ".")


def claim_09_07(book: Book) -> Finding:
    """Chile in frozen Atlantic salmon: unit value up, share slightly down."""
    rows = market(book, "9.2", product=ATLANTIC)
    points = share_change(rows)["Chile"]
    direction = points < 0 < rows.at["Chile", UNIT_VALUE]
    evidence = f"{describe_shares(rows.loc[['Chile']])}; {points:+.2f} percentage points."
    return agrees_if(direction and points >= -SLIGHT, evidence, in_direction=direction)


def claim_09_39(book: Book) -> Finding:
    """Norway first in frozen Atlantic salmon with over 74 percent and a rising unit value."""
    rows = market(book, "9.2", product=ATLANTIC)
    fine = fits_text(book, rows.at["Norway", LAST], "salmon_atlantic_norway_2000_again")
    evidence = describe_shares(rows.loc[["Norway"]]) + "."
    return agrees_if(fine and ranked(rows)[0] == "Norway" and rows.at["Norway", UNIT_VALUE] > 0, evidence)


def claim_09_40(book: Book) -> Finding:
    """Denmark over 66 percent of frozen Atlantic salmon in 1990."""
    rows = market(book, "9.2", product=ATLANTIC)
    fine = fits_text(book, rows.at["Denmark", FIRST], "salmon_atlantic_denmark_1990")
    return agrees_if(fine, describe_shares(rows.loc[["Denmark"]]) + ".")


def claim_09_08(book: Book) -> Finding:
    """Denmark loses share and unit value sharply in every salmon product."""
    rows = by_product(book, "9.2", country="Denmark")
    lost = 100 * (rows[LAST] / rows[FIRST] - 1)
    sharp = (lost <= -SHARP) & (rows[UNIT_VALUE] <= -SHARP)
    return agrees_if(bool(sharp.all()), describe_shares(rows) + ".", in_direction=bool(both_fall(rows).all()))
