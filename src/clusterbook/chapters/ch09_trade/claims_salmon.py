"""Statements on Chilean salmon and its competitors (Table 9.2)."""

from __future__ import annotations

from clusterbook.chapters.ch09_trade.choices import UpgradingReading
from clusterbook.chapters.ch09_trade.claims_reading import (
    FIRST,
    LAST,
    UNIT_VALUE,
    by_product,
    market,
    ranked,
    share_change,
    shares_in_words,
)
from clusterbook.chapters.ch09_trade.comparison import verdicts
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if, no_evidence
from clusterbook.reproduction.hedges import about, exactly, fraction, more_than, nearly

FRESH, PACIFIC, ATLANTIC, SMOKED = "salmon_fresh", "salmon_pacific_frozen", "salmon_atlantic_frozen", "salmon_smoked"
SLIGHT_POINTS = 2.0  # a change of share that "slight" may still name, percentage points


def claim_09_01(book: Book) -> Finding:
    """Chile second in frozen Pacific salmon with almost 40 percent."""
    rows = market(book, "9.2", product=PACIFIC)
    first, second = ranked(rows)[:2]
    share = rows.at["Chile", LAST]
    evidence = f"{first} {rows.at[first, LAST]:.2f}, {second} {share:.2f} percent in 2000."
    return agrees_if((first, second) == ("United States", "Chile") and nearly(share, 40), evidence)


def claim_09_02(book: Book) -> Finding:
    """Chile second in frozen Atlantic salmon, after Norway."""
    rows = market(book, "9.2", product=ATLANTIC)
    first, second = ranked(rows)[:2]
    printed = (rows.at["Norway", LAST], rows.at["Chile", LAST]) == (74.07, 14.03)  # source line 2891
    evidence = f"{first} {rows.at[first, LAST]:.2f}, {second} {rows.at[second, LAST]:.2f} percent in 2000."
    return agrees_if((first, second) == ("Norway", "Chile") and printed, evidence)


def claim_09_03(book: Book, rise: float = 20) -> Finding:
    """The share of Chile in frozen Pacific salmon up by 20 percent."""
    chile = market(book, "9.2", product=PACIFIC).loc["Chile"]
    points, percent = chile[LAST] - chile[FIRST], 100 * (chile[LAST] / chile[FIRST] - 1)
    fits = exactly(points, rise) or exactly(percent, rise)
    return agrees_if(
        fits, f"{points:+.2f} percentage points, {percent:+.1f} percent of the first share.", in_direction=points > 0
    )


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
    """Russia third, with a gain of share at a falling unit value."""
    rows = market(book, "9.2", product=PACIFIC)
    name = "Russian Federation"
    rank = ranked(rows).index(name) + 1
    holds = rank == 3 and share_change(rows)[name] > 0 and rows.at[name, UNIT_VALUE] < 0
    return agrees_if(holds, shares_in_words(rows.loc[[name]]) + f"; number {rank} of the printed shares of 2000.")


def claim_09_06(book: Book) -> Finding:
    """Canada from first in 1990 to 3 percent."""
    rows = market(book, "9.2", product=PACIFIC)
    falls = share_change(rows)["Canada"] < 0 and rows.at["Canada", UNIT_VALUE] < 0
    exact = rows[FIRST].notna().all() and round(rows.at["Canada", LAST]) == 3
    unknown = ", ".join(rows.index[rows[FIRST].isna()]) or "none"
    evidence = f"{shares_in_words(rows.loc[['Canada', 'United States']])}; shares of 1990 not printed: {unknown}."
    return agrees_if(falls and exact, evidence, in_direction=falls)


def claim_09_07(book: Book) -> Finding:
    """Chile in frozen Atlantic salmon: unit value up, share slightly down."""
    rows = market(book, "9.2", product=ATLANTIC)
    points = share_change(rows)["Chile"]
    direction = points < 0 < rows.at["Chile", UNIT_VALUE]
    evidence = shares_in_words(rows.loc[["Chile"]]) + f"; {points:+.2f} percentage points."
    return agrees_if(direction and points > -SLIGHT_POINTS, evidence, in_direction=direction)


def claim_09_08(book: Book) -> Finding:
    """Denmark loses share and unit value in every salmon product."""
    rows = by_product(book, "9.2", country="Denmark")
    return agrees_if(
        len(rows) == 4 and (share_change(rows) < 0).all() and (rows[UNIT_VALUE] < 0).all(), shares_in_words(rows) + "."
    )


def claim_09_09(book: Book) -> Finding:
    """In smoked salmon most of the old exporters lose share and unit value."""
    rows = market(book, "9.2", product=SMOKED).loc[["Denmark", "United Kingdom", "Norway", "France"]]
    return no_evidence(f"{int(rows[FIRST].isna().sum())} of the 4 first shares are n.a. {shares_in_words(rows)}.")


def claim_09_10(book: Book) -> Finding:
    """Denmark halves its share of smoked salmon."""
    denmark = market(book, "9.2", product=SMOKED).loc["Denmark"]
    ratio = denmark[LAST] / denmark[FIRST]
    return agrees_if(
        more_than(denmark[FIRST], 86) and fraction(ratio, 1 / 2),
        f"{denmark[FIRST]:.2f} to {denmark[LAST]:.2f} percent, a ratio of {ratio:.2f}.",
    )


def claim_09_11(book: Book) -> Finding:
    """Only Poland and Chile raise share and unit value in smoked salmon."""
    rows = market(book, "9.2", product=SMOKED)
    rising = rows[(share_change(rows) > 0) & (rows[UNIT_VALUE] > 0)]
    unknown = rows[rows[FIRST].isna() & (rows[UNIT_VALUE] > 0)]
    known_ones = set(rising.index) == {"Poland", "Chile"}
    evidence = f"Both rise in {', '.join(rising.index)}; open for {', '.join(unknown.index)}."
    return agrees_if(known_ones and unknown.empty, evidence, in_direction=known_ones)


def claim_09_12(book: Book) -> Finding:
    """Chile in fresh salmon: share from about 20 to 2.44 percent, unit value up."""
    rows = market(book, "9.2", product=FRESH)
    chile = rows.loc["Chile"]
    return agrees_if(
        about(chile[FIRST], 20) and chile[LAST] == 2.44 and chile[UNIT_VALUE] > 0,
        shares_in_words(rows.loc[["Chile"]]) + ".",
    )


def claim_09_13(book: Book) -> Finding:
    """Canada, first in fresh salmon in 1990, goes the way of Chile."""
    rows = market(book, "9.2", product=FRESH)
    same = all(share_change(rows)[name] < 0 < rows.at[name, UNIT_VALUE] for name in ("Chile", "Canada"))
    first = ranked(rows, FIRST)[0] == "Canada" and rows[FIRST].notna().all()
    return agrees_if(same and first, shares_in_words(rows.loc[["Chile", "Canada", "Norway"]]) + ".", in_direction=same)


def claim_09_14(book: Book) -> Finding:
    """Four European exporters gain share in fresh salmon at falling unit values."""
    rows = market(book, "9.2", product=FRESH).loc[["Norway", "Sweden", "Germany", "United Kingdom"]]
    gains = share_change(rows)
    falling = (rows[UNIT_VALUE] < 0).all()
    return agrees_if(
        falling and (gains > 0).all(), shares_in_words(rows) + ".", in_direction=falling and (gains.dropna() > 0).all()
    )


def claim_09_32(book: Book) -> Finding:
    """All sectors but one upgrade, with rising shares and unit values."""
    rows = by_product(book, "9.2", country="Chile")
    rising = share_change(rows) > 0
    evidence = (
        f"The share of Chile rises in {int(rising.sum())} of {len(rows)} salmon products. {shares_in_words(rows)}."
    )
    return agrees_if(rising.all() and (rows[UNIT_VALUE] > 0).all(), evidence)
