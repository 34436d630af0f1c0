"""Statements of Chapter 3 on the size of the fruit clusters and what they export: Tables 1.2 and 3.1."""

from __future__ import annotations

from clusterbook.arithmetic import share_percent
from clusterbook.chapters.ch03_fruit.measures import by_place, clusters_part_of_exports, crops
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if, no_evidence
from clusterbook.reproduction.hedges import at_least, between, exactly, more_than
from clusterbook.reproduction.statements import fits, numbers_by_row
from clusterbook.vocabulary import Hedge

THOUSAND = 1000.0  # one unit of the last digit that the text prints of areas and workers
PERCENT = 1.0
TENTH = 0.1
FRUITS = ["apples", "mangoes", "grapes", "melons"]
SIZES = ["area_planted", "value_of_production_2001", "value_of_exports_2002", "total_employment"]


def claim_03_02(book: Book) -> Finding:
    """About half of the fresh fruit exports of Brazil."""
    average = clusters_part_of_exports(crops(book.table("3.1")), book.stated_numbers)
    four = book.stated("ch03_four_fruits_exports_share").value
    return agrees_if(
        fits(average, book.stated("ch03_clusters_exports_share")),
        f"the four fruits of all Brazil are {four:g} percent of fresh fruit exports; with the shares of Table 3.1,"
        f" which are of single years, the clusters would have {average:.0f}",
    )


def claim_03_03(book: Book) -> Finding:
    """Santa Catarina's share of the apple exports."""
    apples = crops(book.table("3.1")).loc["apples"]
    return agrees_if(
        fits(apples["share_of_total_exports"], book.stated("ch03_apples_exports_share")),
        f"Table 3.1: {apples['share_of_total_exports']:g} percent of exports,"
        f" {apples['share_of_national_production']:g} of production",
    )


def claim_03_04(book: Book) -> Finding:
    """Growers, hectares and workers of Santa Catarina."""
    apples, firms = crops(book.table("3.1")).loc["apples"], book.table("1.2").at["apples", "firms"]
    return agrees_if(
        fits(firms, book.stated("ch03_apples_growers"))
        and fits(apples["area_planted"], book.stated("ch03_apples_area"), unit=THOUSAND)
        and fits(apples["total_employment"], book.stated("ch03_apples_workers"), unit=THOUSAND),
        f"{apples['growers']:,.0f} growers in Table 3.1 and {firms} in Table 1.2, {apples['area_planted']:,.0f}"
        f" hectares, {apples['total_employment']:,.0f} workers",
    )


def claim_03_05(book: Book) -> Finding:
    """Growers of mangoes and of grapes, printed as bounds."""
    bounds, growers = book.bounds("3.1"), crops(book.table("3.1"))["growers"]
    stated = {crop: book.stated(f"ch03_{crop}_growers") for crop in ("mangoes", "grapes")}
    lower = [bounds["growers", f"{crop}_petrolina_juazeiro"] == Hedge.AT_LEAST for crop in stated]
    return agrees_if(
        all(lower)
        and more_than(growers["mangoes"], stated["mangoes"].value)
        and at_least(stated["grapes"].value, growers["grapes"]),
        f"Table 3.1 prints at least {growers['mangoes']:g} for mangoes and at least {growers['grapes']:g} for grapes",
    )


def claim_03_06(book: Book) -> Finding:
    """Workers of Petrolina-Juazeiro and its shares of exports."""
    fruit = crops(book.table("3.1"))
    shares, jobs = fruit["share_of_total_exports"], fruit.at["mangoes", "total_employment"]
    workers = book.stated("ch03_petrolina_workers")
    return agrees_if(
        all(
            fits(shares[crop], book.stated(f"ch03_{crop}_exports_share"), unit=PERCENT)
            for crop in ("mangoes", "grapes")
        )
        and exactly(jobs, workers.value, unit=THOUSAND),  # the table's own number is round: "over" may be lost in it
        f"export shares {shares['mangoes']:g} and {shares['grapes']:g} percent, {jobs:,.0f} workers",
    )


def claim_03_07(book: Book) -> Finding:
    """Hectares, workers and shares of the melons."""
    melons = crops(book.table("3.1")).loc["melons"]
    facts = {
        "area_planted": ("area", THOUSAND),
        "total_employment": ("workers", THOUSAND),
        "share_of_national_production": ("production_share", PERCENT),
        "share_of_total_exports": ("exports_share", PERCENT),
    }
    return agrees_if(
        all(fits(melons[fact], book.stated(f"ch03_melons_{name}"), unit=unit) for fact, (name, unit) in facts.items()),
        f"Table 3.1: {numbers_by_row(melons[list(facts)], digits=0)}",
    )


def claim_03_08(book: Book) -> Finding:
    """Petrolina-Juazeiro as the largest cluster of fresh fruit."""
    largest = by_place(crops(book.table("3.1")))[SIZES].idxmax()
    named = ", ".join(f"{measure.replace('_', ' ')}: {place}" for measure, place in largest.items())
    return no_evidence(f"no table has the other clusters of Brazil; first of the three printed ones by {named}")


def claim_03_15(book: Book) -> Finding:
    """An expanding market for melons."""
    value, trade = crops(book.table("3.1")).loc["melons"], book.table("1.2").loc["melons"]
    produced = (value["value_of_production_1995"], value["value_of_production_2001"])
    exported = (trade["exports_1996_usd_million"], trade["exports_2002_usd_million"])
    return agrees_if(
        all(last > first for first, last in (produced, exported)),
        f"million dollars, production {produced[0]:g} (1995) and {produced[1]:g} (2001), exports {exported[0]:g} (1996)"
        f" and {exported[1]:g} (2002)",
    )


def claim_03_16(book: Book) -> Finding:
    """Pack houses almost tripled."""
    first, last = (book.stated(f"ch03_pack_houses_{year}").value for year in (1997, 2001))
    return agrees_if(
        fits(last / first, book.stated("ch03_pack_houses_growth")), f"{last:g} are {last / first:.1f} times {first:g}"
    )


def claim_03_17(book: Book) -> Finding:
    """Melons need less capital than the other fruits."""
    planting = {crop: book.stated(f"ch03_planting_cost_{crop}").value for crop in ("mangoes", "grapes")}
    melons = book.stated("ch03_production_cost_melons").value
    return agrees_if(
        melons < min(planting.values()),
        f"dollars per hectare: melons {melons:,.0f} from planting to harvest; planting and the years without fruit"
        f" {numbers_by_row(planting, digits=0)}",
    )


def claim_03_18(book: Book) -> Finding:
    """The cooperatives' share of the state's apples."""
    area, cooperatives = crops(book.table("3.1")).at["apples", "area_planted"], book.stated("ch03_sao_joaquim_area")
    low, high = (share_percent(end, area) for end in (cooperatives.low, cooperatives.high))
    return agrees_if(
        between(book.stated("ch03_sao_joaquim_share").value, low, high), f"{low:.1f} to {high:.1f} percent of the area"
    )


def claim_03_21(book: Book) -> Finding:
    """Santa Catarina's share of the apple production."""
    share = crops(book.table("3.1")).at["apples", "share_of_national_production"]
    return agrees_if(
        fits(share, book.stated("ch03_apples_production_share"), unit=PERCENT), f"the cell of Table 3.1 has {share:g}"
    )


def claim_03_22(book: Book) -> Finding:
    """Santa Catarina leads in apples."""
    share = crops(book.table("3.1")).at["apples", "share_of_national_production"]
    return agrees_if(
        more_than(share, 100 - share), f"{share:g} percent, {100 - share:g} for all other producers together"
    )


def claim_03_23(book: Book) -> Finding:
    """Areas of mangoes and of grapes."""
    areas = crops(book.table("3.1")).loc[["mangoes", "grapes"], "area_planted"]
    return agrees_if(
        all(fits(area, book.stated(f"ch03_{crop}_area"), unit=THOUSAND) for crop, area in areas.items()),
        f"hectares, {numbers_by_row(areas, digits=0)}",
    )


def claim_03_24(book: Book) -> Finding:
    """The clusters started to grow in the 1970s and 1980s."""
    created, stated = book.table("1.2").loc[FRUITS, "date_of_creation"], book.stated("ch03_start_of_growth")
    return agrees_if(
        all(fits(int(decade.removesuffix("s")), stated) for decade in created),
        f"creation in Table 1.2: {', '.join(f'{crop} {decade}' for crop, decade in created.items())}",
    )


def claim_03_26(book: Book) -> Finding:
    """The melon share of 1997-99."""
    stated = book.stated("ch03_melon_share_1997_1999")
    share = crops(book.table("3.1")).at["melons", "share_of_national_production"]
    return agrees_if(
        fits(share, stated, unit=TENTH),
        f"stated {stated.value:g} percent of {stated.period}; Table 3.1 has {share:g}, an average of 1995-2001",
    )


def claim_03_29(book: Book) -> Finding:
    """The apple area of 1999."""
    area = crops(book.table("3.1")).at["apples", "area_planted"]
    return agrees_if(
        fits(area, book.stated("ch03_apples_area_1999"), unit=1), f"{area:,.0f} hectares, an average of 1995-2001"
    )
