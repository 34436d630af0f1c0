"""Claims on exports: Tables 5.1 to 5.3."""

from __future__ import annotations

import pandas as pd

from clusterbook.arithmetic import growth_percent
from clusterbook.chapters.ch05_furniture.measures import outside_united_states, puebla_share, yearly_growth
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if
from clusterbook.reproduction.hedges import about, close_to, exactly, more_than, multiple

ASSEMBLY, OTHER = "exports_maquiladora_usd_million", "exports_non_maquiladora_usd_million"
RUSTIC, TO_US = "rustic_furniture_usd_million", "rustic_furniture_to_us_usd_million"
RUSTIC_1996_IN_THE_TEXT = 147  # million dollars


def in_words(values: pd.Series, digits: int = 1) -> str:
    """Values by row as ``1995: 6.5, 1996: 21.2``."""
    return ", ".join(f"{row}: {value:.{digits}f}" for row, value in values.items())


def claim_05_01(book: Book) -> Finding:
    """Exports tripled between 1992 and 1999."""
    total = book.table("5.1")["exports_total_usd_million"]
    factor = total["1999"] / total["1992"]
    return agrees_if(
        multiple(factor, 3),
        f"{total['1992']:.2f} to {total['1999']:.2f} million dollars, a factor of {factor:.2f}",
        in_direction=factor > 1,
    )


def claim_05_02(book: Book) -> Finding:
    """Maquiladora exports grew steadily, 1994-1999."""
    assembly, other = (yearly_growth(book.table("5.1")[column])["1995":"1999"] for column in (ASSEMBLY, OTHER))
    steady = bool(assembly.min() > 0)
    evidence = (
        f"growth in percent, {in_words(assembly)}; standard deviation {assembly.std():.1f} against {other.std():.1f} of"
        " other plants"
    )
    return agrees_if(steady, evidence, in_direction=assembly.std() < other.std())


def claim_05_03(book: Book) -> Finding:
    """Maquiladora exports slowed only in 2001."""
    growth = yearly_growth(book.table("5.1")[ASSEMBLY])["1995":]
    only = bool(growth["2001"] < growth["2000"] and growth["2000"] >= growth["1999"] >= growth["1998"])
    return agrees_if(only, f"growth in percent, {in_words(growth)}", in_direction=growth.idxmin() == "2001")


def claim_05_04(book: Book) -> Finding:
    """Other plants: fast to 1997, moderate in 1998, negative in 1999."""
    growth = yearly_growth(book.table("5.1")[OTHER])["1995":"1999"]
    ordered = growth[:"1997"].min() > 50 and 0 < growth["1998"] < growth[:"1997"].min() and growth["1999"] < 0
    return agrees_if(bool(ordered), f"growth in percent, {in_words(growth)}")


def claim_05_05(book: Book) -> Finding:
    """Puebla: 20 percent of the national total first, close to 70 in 1999."""
    share = puebla_share(book.table("5.1"), book.table("5.2"))
    first, last = (
        book.stated(f"ch05_puebla_share_of_non_maquiladora_exports_{period}").value
        for period in ("early_1990s", "1999")
    )
    early, late = any(about(value, first) for value in share[:"1996"]), close_to(share["1999"], last)
    return agrees_if(bool(early and late), f"share in percent, {in_words(share)}", in_direction=bool(late))


def claim_05_06(book: Book) -> Finding:
    """147 million dollars in 1996."""
    rustic = book.table("5.2")[RUSTIC]
    return agrees_if(
        exactly(rustic["1996"], RUSTIC_1996_IN_THE_TEXT),
        f"{rustic['1996']:.1f} million dollars in 1996; {rustic.max():.1f} in {rustic.idxmax()}",
    )


def claim_05_07(book: Book) -> Finding:
    """Doubled every year."""
    rustic = book.table("5.2")[RUSTIC]
    average = growth_percent(rustic["1994"], rustic["1999"], years=5, measure="annual")
    return agrees_if(
        all(multiple(1 + growth / 100, 2) for growth in yearly_growth(rustic).dropna()),
        f"{average:.0f} percent a year on average; by year {in_words(yearly_growth(rustic).dropna())}",
        in_direction=multiple(1 + average / 100, 2),
    )


def claim_05_08(book: Book) -> Finding:
    """In 1995 exports to the United States grew to more than double."""
    sold = book.table("5.2")[TO_US]
    return agrees_if(
        more_than(sold["1995"] / sold["1994"], 2),
        f"{sold['1994']:.1f} to {sold['1995']:.1f} million dollars, a factor of {sold['1995'] / sold['1994']:.2f}",
    )


def claim_05_09(book: Book) -> Finding:
    """About 80 percent a year after 1995."""
    sold = book.table("5.2")[TO_US]
    average, before = (
        growth_percent(sold["1995"], sold[last], years=int(last) - 1995, measure="annual") for last in ("1999", "1998")
    )
    maintained = yearly_growth(sold)["1996":].min() > 0
    return agrees_if(
        bool(maintained) and about(average, 80),
        f"{average:.0f} percent a year to 1999, {before:.0f} to 1998",
        in_direction=about(average, 80),
    )


def claim_05_10(book: Book) -> Finding:
    """Exports outside North America: fastest in 1996, slower and slower after."""
    growth = yearly_growth(outside_united_states(book.table("5.2"))).dropna()
    slowing = growth["1996":].is_monotonic_decreasing
    return agrees_if(
        bool(slowing and growth.idxmax() == "1996"),
        f"growth outside the United States in percent, {in_words(growth)}",
        in_direction=growth.idxmax() == "1996",
    )


def claim_05_11(book: Book) -> Finding:
    """Rustic exports slowed towards the end of the decade."""
    growth = yearly_growth(book.table("5.2")[RUSTIC]).dropna()
    return agrees_if(bool(growth["1999"] < growth["1997"]), f"growth in percent, {in_words(growth)}")


def _gain_of_share(book: Book) -> pd.Series:
    """Change of the share in U.S. imports, points, for the printed countries."""
    countries = book.table("5.3")[lambda table: table["row_type"] == "item"]
    return (countries["share_2001_percent"] - countries["share_1992_percent"]).sort_values()


def claim_05_12(book: Book) -> Finding:
    """China, Canada and Indonesia gained most."""
    best = _gain_of_share(book)[::-1][:3]
    return agrees_if(set(best.index) == {"chn", "can", "idn"}, f"largest gains in points, {in_words(best)}")


def claim_05_13(book: Book) -> Finding:
    """Taiwan, Denmark and Mexico lost."""
    gains, named = _gain_of_share(book), {"twn", "dnk", "mex"}
    worst, unprinted = gains[:3], sorted(named - set(gains.index))
    return agrees_if(
        set(worst.index) == named,
        f"largest losses in points, {in_words(worst)}; not printed: {', '.join(unprinted) or 'none'}",
        in_direction=len(named & set(worst.index)) == 2,
    )
