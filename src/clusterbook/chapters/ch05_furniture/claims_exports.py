"""Statements of Chapter 5 on the exports of Mexico and of Puebla: Tables 5.1 and 5.2."""

from __future__ import annotations

import pandas as pd

from clusterbook.arithmetic import growth_percent, share_percent
from clusterbook.chapters.ch05_furniture.measures import outside_united_states, puebla_share, yearly_growth
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if
from clusterbook.reproduction.hedges import more_than
from clusterbook.reproduction.statements import fits, numbers_by_row

TOTAL = "exports_total_usd_million"
ASSEMBLY, OTHER = "exports_maquiladora_usd_million", "exports_non_maquiladora_usd_million"
NATIONAL, RUSTIC, TO_US = (
    "wooden_furniture_usd_million",
    "rustic_furniture_usd_million",
    "rustic_furniture_to_us_usd_million",
)


def _growth(book: Book, column: str) -> pd.Series:
    """Yearly growth of a column of Table 5.1 or 5.2 in percent, from the second printed year on."""
    table = "5.2" if column in (NATIONAL, RUSTIC, TO_US) else "5.1"
    return yearly_growth(book.table(table)[column].dropna()).dropna()


def claim_05_01(book: Book) -> Finding:
    """Exports of 148 and 453 million dollars, a tripling."""
    total, years = book.table("5.1")[TOTAL], ("1992", "1999")
    factor = total["1999"] / total["1992"]
    values = all(fits(total[year], book.stated(f"ch05_mexico_furniture_exports_{year}"), unit=1) for year in years)
    return agrees_if(
        values and fits(factor, book.stated("ch05_mexico_furniture_exports_factor")),
        f"{total['1992']:.2f} to {total['1999']:.2f} million dollars, a factor of {factor:.2f}",
        in_direction=more_than(factor, 1),
    )


def _spreads(book: Book) -> tuple[str, bool]:
    """Yearly growth of the two kinds of plants to 1999, and whether that of the maquiladoras varies less."""
    assembly, other = (_growth(book, column)["1995":"1999"] for column in (ASSEMBLY, OTHER))
    words = (
        f"growth of the maquiladoras in percent, {numbers_by_row(assembly)}; standard deviation {assembly.std():.1f}"
    )
    return f"{words} points against {other.std():.1f} of other plants", bool(assembly.std() < other.std())


def claim_05_02(book: Book) -> Finding:
    """Relatively steady growth of the maquiladoras."""
    evidence, steadier = _spreads(book)
    return agrees_if(steadier, evidence)


def claim_05_36(book: Book) -> Finding:
    """More variable exports of other plants."""
    evidence, steadier = _spreads(book)
    return agrees_if(steadier, evidence)


def claim_05_03(book: Book) -> Finding:
    """The maquiladoras slow down only in 2001."""
    growth = _growth(book, ASSEMBLY)
    return agrees_if(
        bool(growth["1998":"2000"].is_monotonic_increasing and growth["2001"] < growth["2000"]),
        f"growth in percent, {numbers_by_row(growth)}",
        in_direction=growth.idxmin() == "2001",
    )


def claim_05_04(book: Book) -> Finding:
    """Other plants: rapid to 1997, moderate in 1998, negative in 1999."""
    growth = _growth(book, OTHER)["1995":"1999"]
    rapid = growth[:"1997"].min()
    return agrees_if(
        bool(growth["1999"] < 0 < growth["1998"] < rapid / 2), f"growth in percent, {numbers_by_row(growth)}"
    )


def claim_05_05(book: Book) -> Finding:
    """Puebla's share first and in 1999."""
    share = puebla_share(book.table("5.1"), book.table("5.2"))
    first, last = (
        book.stated(f"ch05_puebla_share_of_non_maquiladora_exports_{period}") for period in ("early_1990s", "1999")
    )
    late = fits(share["1999"], last)
    return agrees_if(
        late and any(fits(value, first, unit=1) for value in share[:"1995"]),
        f"share in percent, {numbers_by_row(share)}",
        in_direction=late and more_than(share["1999"], share["1994"]),
    )


def claim_05_06(book: Book) -> Finding:
    """From 4 to 147 million dollars by 1996."""
    rustic = book.table("5.2")[RUSTIC]
    first = book.stated("ch05_puebla_rustic_furniture_exports_1993").value
    return agrees_if(
        fits(rustic["1996"], book.stated("ch05_puebla_rustic_furniture_exports_1996"), unit=1),
        f"{rustic['1996']:.1f} million dollars in 1996; {rustic.max():.1f} in {rustic.idxmax()}",
        in_direction=more_than(rustic["1996"], first),
    )


def claim_05_07(book: Book) -> Finding:
    """A doubling every year."""
    rustic, stated = book.table("5.2")[RUSTIC], book.stated("ch05_puebla_rustic_furniture_yearly_factor")
    low, high = (book.stated(f"ch05_puebla_rustic_furniture_exports_{year}").value for year in (1993, 1996))
    factors = {f"1993 to {last}": (high / low) ** (1 / (last - 1993)) for last in (1999, 1996)}
    factors["Table 5.2, 1994 to 1999"] = (rustic["1999"] / rustic["1994"]) ** (1 / 5)
    return agrees_if(
        fits(factors["1993 to 1999"], stated) and fits(factors["Table 5.2, 1994 to 1999"], stated),
        f"{low:.0f} to {high:.0f} million dollars; factor per year, {numbers_by_row(factors, 2)}",
    )


def claim_05_08(book: Book) -> Finding:
    """Exports to the United States in 1995."""
    sold = book.table("5.2")[TO_US]
    factor = sold["1995"] / sold["1994"]
    return agrees_if(
        fits(factor, book.stated("ch05_puebla_exports_to_us_factor_1995")),
        f"{sold['1994']:.1f} to {sold['1995']:.1f} million dollars, a factor of {factor:.2f}",
    )


def claim_05_09(book: Book) -> Finding:
    """Exports to the United States after 1995."""
    sold = book.table("5.2")[TO_US]
    average = growth_percent(sold["1995"], sold["1999"], years=4, measure="annual")
    return agrees_if(
        fits(average, book.stated("ch05_puebla_exports_to_us_growth")),
        f"{average:.1f} percent per year from 1995 to 1999; by year {numbers_by_row(_growth(book, TO_US)['1996':])}",
    )


def claim_05_10(book: Book) -> Finding:
    """Exports outside North America: fastest in 1996, slower and slower after."""
    growth = yearly_growth(outside_united_states(book.table("5.2"))).dropna()
    return agrees_if(
        bool(growth[:"1996"].is_monotonic_increasing and growth["1996":].is_monotonic_decreasing),
        f"growth outside the United States, with Canada, in percent, {numbers_by_row(growth)}",
    )


def claim_05_11(book: Book) -> Finding:
    """A slowdown toward the end of the 1990s."""
    mexico, puebla = _growth(book, TOTAL)["1996":"1999"], _growth(book, RUSTIC)["1996":"1999"]
    slower = [growth.is_monotonic_decreasing for growth in (mexico, puebla)]
    return agrees_if(
        all(slower),
        f"growth in percent, Mexico {numbers_by_row(mexico)}; rustic furniture of Puebla {numbers_by_row(puebla)}",
        in_direction=any(slower),
    )


def claim_05_32(book: Book) -> Finding:
    """Exports of rustic furniture multiplied."""
    rustic = book.table("5.2")[RUSTIC]
    factors = {year: rustic[year] / rustic["1994"] for year in ("1998", "1999")}
    return agrees_if(
        all(more_than(factor, 2) for factor in factors.values()),
        f"{rustic['1994']:.1f} million dollars in 1994; as a multiple of it, {numbers_by_row(factors)}",
    )


def claim_05_35(book: Book) -> Finding:
    """The export boom of the 1990s."""
    total = book.table("5.1")[TOTAL]
    late = _growth(book, TOTAL)["2000":]
    return agrees_if(
        more_than(total["1999"] / total["1992"], 2) and bool(late.max() < _growth(book, TOTAL)["1993":"1999"].max()),
        f"{total['1992']:.1f} million dollars in 1992, {total['1999']:.1f} in 1999; growth in percent,"
        f" {numbers_by_row(_growth(book, TOTAL)['1996':])}",
    )


def claim_05_37(book: Book) -> Finding:
    """The leading role of rustic furniture."""
    table = book.table("5.2")
    rise = table.loc["1999", [RUSTIC, NATIONAL]] - table.loc["1994", [RUSTIC, NATIONAL]]
    share = share_percent(rise[RUSTIC], rise[NATIONAL])
    return agrees_if(
        more_than(share, 50),
        f"{rise[RUSTIC]:.1f} of {rise[NATIONAL]:.1f} million dollars of the increase from 1994 to 1999,"
        f" {share:.0f} percent",
    )


def claim_05_38(book: Book) -> Finding:
    """Uneven growth."""
    total, to_us = _growth(book, RUSTIC), _growth(book, TO_US)
    turns = (total.diff().dropna() > 0).nunique() == 2
    return agrees_if(
        bool(turns and to_us.min() < 0),
        f"growth in percent, {numbers_by_row(total)}; to the United States {numbers_by_row(to_us)}",
    )


def claim_05_65(book: Book) -> Finding:
    """Exports and employment after 2000."""
    exports = _growth(book, TOTAL)["2000":]
    jobs = book.table("5.5")["change_percent"].astype(float)["november_2000":].rename(str.capitalize)
    return agrees_if(
        bool(exports["2001"] < 0 and jobs.max() < 0),
        f"exports of Mexico in percent, {numbers_by_row(exports)}; employees, {numbers_by_row(jobs)}",
    )
