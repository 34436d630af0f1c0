"""Statements on Chile and its competitors in smoked and fresh salmon (Table 9.2)."""

from __future__ import annotations

from clusterbook.chapters.ch09_trade.choices import UpgradingReading
from clusterbook.chapters.ch09_trade.claims_reading import (
    EARNINGS,
    FIRST,
    HUNDREDTH,
    LAST,
    MARKET,
    SLIGHT,
    UNIT_VALUE,
    both_rise,
    by_product,
    describe_last,
    describe_shares,
    fits_text,
    market,
    most,
    ranked,
    share_change,
)
from clusterbook.chapters.ch09_trade.comparison import verdicts
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if

FRESH, SMOKED = "salmon_fresh", "salmon_smoked"
OLD_EXPORTERS = ["Denmark", "United Kingdom", "Norway", "Netherlands", "France"]  # of smoked salmon, Germany excepted
MAJOR_EXPORTERS = ["Denmark", "United Kingdom", "Norway", "Germany"]  # of smoked salmon, as the text orders them
RISEN = ["Norway", "Sweden", "Germany", "United Kingdom"]  # shares of fresh salmon


def claim_09_41(book: Book) -> Finding:
    """Chile no leading exporter of smoked salmon, with 2.23 percent."""
    rows = market(book, "9.2", product=SMOKED)
    rank, share = ranked(rows).index("Chile") + 1, rows.at["Chile", LAST]
    fine = fits_text(book, share, "salmon_smoked_chile_2000", unit=HUNDREDTH)
    return agrees_if(fine and rank > len(rows) / 2, f"{share:.2f} percent, number {rank} of {len(rows)} exporters.")


def claim_09_42(book: Book) -> Finding:
    """The four major exporters of smoked salmon and their shares."""
    rows = market(book, "9.2", product=SMOKED)
    order = ranked(rows)[: len(MAJOR_EXPORTERS)]
    ids = {country: f"salmon_smoked_{country.lower().replace(' ', '_')}_2000" for country in MAJOR_EXPORTERS}
    fine = [fits_text(book, rows.at[country, LAST], name, unit=HUNDREDTH) for country, name in ids.items()]
    return agrees_if(order == MAJOR_EXPORTERS and all(fine), describe_last(rows, order))


def claim_09_09(book: Book) -> Finding:
    """In smoked salmon most of the old exporters lose share and unit value."""
    rows = market(book, "9.2", product=SMOKED).loc[OLD_EXPORTERS]
    cheaper, losing = rows[UNIT_VALUE] < 0, share_change(rows) < 0
    unknown = rows.index[rows[FIRST].isna()]
    behind = [country for country in unknown if rows.at[country, EARNINGS] < rows.at[country, MARKET]]
    evidence = (
        f"Of {len(rows)} exporters {int(cheaper.sum())} lose unit value and {int(losing.sum())} has a falling share in"
        f" print; without a share of 1990 but with earnings behind the market: {', '.join(behind)}."
    )
    return agrees_if(most(cheaper & losing), evidence, in_direction=most(cheaper))


def claim_09_10(book: Book) -> Finding:
    """Denmark halves its share of smoked salmon from more than 86 percent."""
    denmark = market(book, "9.2", product=SMOKED).loc["Denmark"]
    ratio = denmark[LAST] / denmark[FIRST]
    fine = fits_text(book, denmark[FIRST], "salmon_smoked_denmark_1990")
    halved = fits_text(book, ratio, "salmon_smoked_denmark_ratio")
    return agrees_if(fine and halved, f"{denmark[FIRST]:.2f} to {denmark[LAST]:.2f} percent, a ratio of {ratio:.2f}.")


def claim_09_11(book: Book) -> Finding:
    """Only Poland and Chile raise share and unit value in smoked salmon.

    Where no share of 1990 is printed, falling earnings in a growing market stand for a falling share: so it is in
    every row of the table that has both shares.
    """
    rows = market(book, "9.2", product=SMOKED)
    rising = set(rows.index[both_rise(rows)])
    unknown = rows[rows[FIRST].isna() & (rows[UNIT_VALUE] > 0)]
    ruled_out = ((unknown[EARNINGS] < 0) & (unknown[MARKET] > 0)).all()
    growth = ", ".join(f"{country} {row[EARNINGS]:+.1f}" for country, row in unknown.iterrows())
    evidence = (
        f"Both rise in {', '.join(sorted(rising))}. At a higher unit value, without a share of 1990,"
        f" with earnings in percent per year: {growth}, in a market of {rows[MARKET].iloc[0]:+.0f}."
    )
    return agrees_if(rising == {"Poland", "Chile"} and bool(ruled_out), evidence)


def claim_09_43(book: Book) -> Finding:
    """Poland has a higher share than Chile and a fast rising unit value."""
    rows = market(book, "9.2", product=SMOKED)
    fine = fits_text(book, rows.at["Poland", LAST], "salmon_smoked_poland_2000", unit=HUNDREDTH)
    ahead = rows.at["Poland", LAST] > rows.at["Chile", LAST]
    evidence = describe_shares(rows.loc[["Poland", "Chile"]]) + "."
    return agrees_if(fine and ahead and rows.at["Poland", UNIT_VALUE] > SLIGHT, evidence)


def claim_09_12(book: Book) -> Finding:
    """Chile in fresh salmon: share from around 20 to 2.44 percent, unit value up."""
    chile = market(book, "9.2", product=FRESH).loc[["Chile"]]
    first = fits_text(book, chile.at["Chile", FIRST], "salmon_fresh_chile_1990")
    last = fits_text(book, chile.at["Chile", LAST], "salmon_fresh_chile_2000", unit=HUNDREDTH)
    return agrees_if(first and last and chile.at["Chile", UNIT_VALUE] > 0, describe_shares(chile) + ".")


def claim_09_13(book: Book) -> Finding:
    """Canada, first in fresh salmon in 1990, goes the way of Chile."""
    rows = market(book, "9.2", product=FRESH)
    same = all(share_change(rows)[name] < 0 < rows.at[name, UNIT_VALUE] for name in ("Chile", "Canada"))
    evidence = f"{describe_shares(rows.loc[['Chile', 'Canada']])}; {_left_over(book):.2f} percent of 1990 not printed."
    return agrees_if(same and ranked(rows, FIRST)[0] == "Canada", evidence, in_direction=same)


def claim_09_14(book: Book) -> Finding:
    """Four European exporters gain share in fresh salmon at falling unit values."""
    rows = market(book, "9.2", product=FRESH).loc[RISEN]
    gains = rows[LAST] > rows[FIRST].fillna(_left_over(book))
    evidence = f"{describe_shares(rows)}; the printed shares of 1990 leave {_left_over(book):.2f} percent to others."
    return agrees_if(bool(gains.all() and (rows[UNIT_VALUE] < 0).all()), evidence)


def claim_09_44(book: Book) -> Finding:
    """Chile leaves fresh salmon and upgrades in frozen and smoked salmon."""
    rows = by_product(book, "9.2", country="Chile")
    answers = verdicts(rows.reset_index(), book.table("9.1"), reading=UpgradingReading.TEXT).set_index("product")
    upgrading = answers["upgrading"].drop(FRESH).astype(bool)
    leaves = share_change(rows)[FRESH] < -SLIGHT
    evidence = f"Upgrading by the text in {int(upgrading.sum())} of {len(upgrading)} products. {describe_shares(rows)}."
    return agrees_if(leaves and bool(upgrading.all()), evidence, in_direction=leaves and most(upgrading))


def _left_over(book: Book) -> float:
    """What the printed shares of fresh salmon in 1990 leave to all others, percent."""
    return float(100 - market(book, "9.2", product=FRESH)[FIRST].sum())
