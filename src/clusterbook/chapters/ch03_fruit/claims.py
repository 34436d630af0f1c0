"""Claims of Chapter 3: fresh fruit clusters in Brazil."""

from __future__ import annotations

import pandas as pd

from clusterbook.arithmetic import growth_percent, share_percent
from clusterbook.chapters.ch03_fruit.measures import (
    CLAIMED_BAND,
    by_place,
    clusters_part_of_exports,
    crops,
    latest_shares,
    share_change,
    sme_shares,
)
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, held, not_testable
from clusterbook.reproduction.hedges import about, at_least, at_most, exactly, fraction, more_than, nearly, within

FRUITS = ["apples", "mangoes", "grapes", "melons"]
CLUSTERS_CROPS = ["apples", "mangoes", "grapes", "melons", "all_crops"]


def claim_03_01(book: Book) -> Finding:
    """The last share of each crop lies between 30 and 60 percent."""
    latest = latest_shares(sme_shares(book.table("3.2")))[CLUSTERS_CROPS]
    claimed = book.stated(CLAIMED_BAND)
    inside = latest.between(claimed.low, claimed.high)
    return held(bool(inside.all()), f"last shares: {_listed(latest)}", in_direction=inside.sum() > len(inside) / 2)


def claim_03_02(book: Book) -> Finding:
    """The clusters' part of the four fruits times the four fruits' part of fresh fruit exports."""
    figures = book.stated_numbers
    average = clusters_part_of_exports(crops(book.table("3.1")), figures)
    grown = share_percent(
        figures.at["ch03_four_fruits_exports_2000", "low"], figures.at["ch03_fresh_fruit_exports_2000", "low"]
    )
    in_2000 = average * grown / figures.at["ch03_four_fruits_exports_share", "low"]
    return held(
        fraction(average, 50),
        f"{average:.0f} percent on average of 1990-2000 and {in_2000:.0f} in 2000, with the export shares of Table 3.1",
        in_direction=fraction(in_2000, 50),
    )


def claim_03_03(book: Book) -> Finding:
    """Export share of Santa Catarina's apples near one half."""
    apples = crops(book.table("3.1")).loc["apples"]
    exports, production = apples["share_of_total_exports"], apples["share_of_national_production"]
    return held(fraction(exports, 50), f"{exports:g} percent of exports; {production:g} is the share of production")


def claim_03_04(book: Book) -> Finding:
    """Growers, hectares and workers of Santa Catarina, rounded."""
    apples = crops(book.table("3.1")).loc["apples"]
    agrees = (
        at_least(apples["growers"], 700)  # printed for "over 700", and rounded itself: Table 1.2 counts more
        and exactly(apples["area_planted"], 14_000, unit=1000)
        and exactly(apples["total_employment"], 30_000, unit=1000)
    )
    return held(
        agrees,
        f"{apples['growers']:,.0f} growers, {apples['area_planted']:,.0f} hectares, {apples['total_employment']:,.0f}"
        " workers",
    )


def claim_03_05(book: Book) -> Finding:
    """Growers of mangoes and grapes: 100 and 600 in the text."""
    growers = crops(book.table("3.1"))["growers"]
    return held(
        at_least(growers["mangoes"], 100) and at_least(600, growers["grapes"]),
        f"the table prints at least {growers['mangoes']:g} and at least {growers['grapes']:g}",
    )


def claim_03_06(book: Book) -> Finding:
    """Five figures of Petrolina-Juazeiro, rounded."""
    frame = crops(book.table("3.1"))
    area, shares = frame["area_planted"].round(-3), frame["share_of_total_exports"]
    agrees = (
        area["mangoes"],
        area["grapes"],
        shares["mangoes"],
        shares["grapes"],
        frame.at["mangoes", "total_employment"],
    ) == (17_000, 5_000, 90, 30, 29_000)
    return held(
        agrees,
        f"areas {area['mangoes']:,.0f} and {area['grapes']:,.0f} hectares, export shares {shares['mangoes']:g} and"
        f" {shares['grapes']:g} percent, {frame.at['mangoes', 'total_employment']:,.0f} workers",
    )


def claim_03_07(book: Book) -> Finding:
    """Four figures of the melon cluster, rounded."""
    melons = crops(book.table("3.1")).loc["melons"]
    agrees = (
        exactly(melons["area_planted"], 5_000, unit=1000)
        and about(melons["share_of_national_production"], 40)
        and about(melons["share_of_total_exports"], 90)
        and exactly(melons["total_employment"], 19_000, unit=1000)
    )
    return held(
        agrees,
        f"{melons['area_planted']:,.0f} hectares, {melons['share_of_national_production']:g} percent of production,"
        f" {melons['share_of_total_exports']:g} of exports, {melons['total_employment']:,.0f} workers",
    )


def claim_03_08(book: Book) -> Finding:
    """Petrolina-Juazeiro first by every measure of size."""
    places = by_place(crops(book.table("3.1"))).drop(columns="jobs_per_hectare")
    first = places.idxmax() == "Petrolina-Juazeiro"
    lost = [name.replace("_", " ") for name in first.index[~first]]
    return held(
        bool(first.all()),
        f"first of the three in {int(first.sum())} of {len(first)} measures; not in {', '.join(lost)}",
        in_direction=first.sum() > len(first) / 2,
    )


def claim_03_09(book: Book) -> Finding:
    """Over 80 percent in 1985, nearly 60 in 1996."""
    found = _shares_of(book, "all_crops")
    return held(
        more_than(found["1985"], 80) and nearly(found["1996_1997"], 60),
        f"{found['1985']:g} percent in 1985, {found['1996_1997']:g} in 1996",
        in_direction=more_than(found["1985"], 80) and about(found["1996_1997"], 60),
    )


def claim_03_10(book: Book) -> Finding:
    """Forty percent of the mangoes, sixty of the grapes."""
    mangoes, grapes = (_shares_of(book, crop)["2002"] for crop in ("mangoes", "grapes"))
    return held(at_most(mangoes, 40) and at_most(grapes, 60), f"{mangoes:g} and {grapes:g} percent in 2002")


def claim_03_11(book: Book) -> Finding:
    """The cell was restored from the claim itself."""
    return not_testable(
        f"the cell of 1996/1997 ({_shares_of(book, 'melons')['1996_1997']:g}) is restored from this very sentence"
    )


def claim_03_12(book: Book) -> Finding:
    """Over 30 percent of the apples."""
    found = _shares_of(book, "apples")
    return held(
        more_than(found.iloc[-1], 30),
        f"{found.iloc[-1]:g} percent in 1996, the last date, after {found['1988_1991']:g} in 1991",
        in_direction=at_least(found.iloc[-1], 30),
    )


def claim_03_13(book: Book) -> Finding:
    """Shares that did not fall between the last two dates of each crop."""
    shares = sme_shares(book.table("3.2"))
    changes = {
        crop: part.sort_values("year")["sme_share_percent"].diff().iloc[-1] for crop, part in shares.groupby("crop")
    }
    latest = latest_shares(shares)
    changed = ", ".join(f"{crop.replace('_', ' ')} {change:+g}" for crop, change in changes.items())
    return held(min(changes.values()) >= 0, f"last change in points: {changed}", in_direction=bool((latest > 0).all()))


def claim_03_14(book: Book) -> Finding:
    """Small and medium-sized growers are one number."""
    shares = sme_shares(book.table("3.2"))
    apples, irrigated = (share_change(shares, crop, first="1985", last="1996_1997") for crop in ("apples", "all_crops"))
    return not_testable(
        f"small and medium-sized growers are counted together; 1985-1996: Santa Catarina {apples[1]:.0f} percent,"
        f" Petrolina-Juazeiro {irrigated[1]:.0f}"
    )


def claim_03_15(book: Book) -> Finding:
    """The value of melon production rose."""
    melons = crops(book.table("3.1")).loc["melons"]
    change = growth_percent(melons["value_of_production_1995"], melons["value_of_production_2001"])
    return held(change > 0, f"value of melon production 1995-2001: {change:.0f} percent, in US dollars")


def claim_03_16(book: Book) -> Finding:
    """Pack houses almost tripled."""
    figures = book.stated_numbers["low"]
    ratio = figures["ch03_pack_houses_2001"] / figures["ch03_pack_houses_1997"]
    return held(
        nearly(ratio, 3),
        f"{figures['ch03_pack_houses_2001']:g} are {ratio:.1f} times {figures['ch03_pack_houses_1997']:g}",
    )


def claim_03_17(book: Book) -> Finding:
    """Melons cost less than either perennial crop that is quoted."""
    figures = book.stated_numbers["low"]
    melons, mangoes, grapes = (
        figures["ch03_production_cost_melons"],
        figures["ch03_planting_cost_mangoes"],
        figures["ch03_planting_cost_grapes"],
    )
    return held(
        melons < min(mangoes, grapes),
        f"dollars a hectare: melons {melons:,.0f} (a whole cycle), mangoes {mangoes:,.0f} and grapes {grapes:,.0f}"
        " (planting only)",
    )


def claim_03_18(book: Book) -> Finding:
    """Area of the cooperatives in percent of the state's apples."""
    figures = book.stated_numbers
    area = crops(book.table("3.1")).at["apples", "area_planted"]
    low, high = (share_percent(figures.at["ch03_sao_joaquim_area", end], area) for end in ("low", "high"))
    stated = figures.at["ch03_sao_joaquim_share", "low"]
    return held(within(stated, low, high), f"{low:.1f} to {high:.1f} percent of the area")


def claim_03_19(book: Book) -> Finding:
    """Exports above production for mangoes and melons alone, in both tables."""
    frame = crops(book.table("3.1"))
    fruits = book.table("1.2").loc[FRUITS]
    above = {
        "3.1": set(frame.index[frame["value_of_exports_2002"] > frame["value_of_production_2001"]]),
        "1.2": set(fruits.index[fruits["exports_2002_usd_million"] > fruits["production_2002_usd_million"]]),
    }
    return held(
        all(found == {"mangoes", "melons"} for found in above.values()),
        "; ".join(f"Table {table}: {', '.join(sorted(found))}" for table, found in above.items()),
    )


def claim_03_20(book: Book) -> Finding:
    """The table ends before the claim's date."""
    found = _shares_of(book, "melons")
    return not_testable(f"the table ends with {found.iloc[-1]:g} percent in 1997")


def _shares_of(book: Book, crop: str) -> pd.Series:
    """Shares of small and medium-sized growers of a crop by period."""
    shares = sme_shares(book.table("3.2"))
    return shares[shares["crop"] == crop].set_index("period")["sme_share_percent"]


def _listed(values: pd.Series) -> str:
    """Values with their names."""
    return ", ".join(f"{str(name).replace('_', ' ')} {value:g}" for name, value in values.items())
