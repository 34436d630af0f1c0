"""Claims on Puebla's manufacturing and its registered employment: Tables 5.4 and 5.5."""

from __future__ import annotations

from clusterbook.arithmetic import growth_percent, share_percent
from clusterbook.chapters.ch05_furniture.measures import industry_totals, share_of_industry
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if
from clusterbook.reproduction.hedges import about, exactly, fraction

WAGES = "wages_per_employee"


def claim_05_14(book: Book) -> Finding:
    """Cars are half of production, value added and employment."""
    shares = share_of_industry(book.table("5.4"), "automotive")[["production", "value_added", "employees"]]
    words = ", ".join(f"{name.replace('_', ' ')} {share:.1f}" for name, share in shares.items())
    return agrees_if(
        all(fraction(share, 50) for share in shares), f"share of the automotive industry in percent: {words}"
    )


def claim_05_15(book: Book) -> Finding:
    """Furniture is sixth by production value."""
    production = industry_totals(book.table("5.4"))["production"].drop("total_manufacturing").rank(ascending=False)
    rank = int(production["wooden_furniture"])
    return agrees_if(rank == 6, f"number {rank} of the {len(production)} industries printed")


def claim_05_16(book: Book) -> Finding:
    """5 percent of firms, 3 of employment."""
    table = book.table("5.4")
    firms, jobs = (
        share_percent(table.at["wooden_furniture", column], table.at["total_manufacturing", column])
        for column in ("firms", "employees")
    )
    return agrees_if(
        exactly(firms, 5) and exactly(jobs, 3), f"{firms:.1f} percent of the firms, {jobs:.1f} percent of the employees"
    )


def claim_05_17(book: Book) -> Finding:
    """Half of what beverages pay."""
    wages = book.table("5.4")[WAGES]
    ratios = {
        label: wages["wooden_furniture"] / wages[row]
        for label, row in (("printed", "beverages"), ("corrected", "textiles"), ("average", "total_manufacturing"))
    }
    words = (
        f"ratio to the row labelled beverages {ratios['printed']:.2f}, to the row that is beverages"
        f" {ratios['corrected']:.2f}, to all manufacturing {ratios['average']:.2f}"
    )
    return agrees_if(fraction(ratios["printed"], 1 / 2) or fraction(ratios["corrected"], 1 / 2), words)


def claim_05_18(book: Book) -> Finding:
    """One eighth of what cars pay."""
    wages = book.table("5.4")[WAGES]
    ratio = wages["automotive"] / wages["wooden_furniture"]
    return agrees_if(fraction(1 / ratio, 1 / 8), f"the automotive industry pays {ratio:.2f} times as much")


def claim_05_19(book: Book) -> Finding:
    """Very nearly what clothing pays."""
    wages = book.table("5.4")[WAGES]
    printed, corrected = (wages["wooden_furniture"] / wages[row] for row in ("clothing", "beverages"))
    return agrees_if(
        about(printed, 1),
        f"ratio to the row labelled clothing {printed:.2f}; to the row that is clothing {corrected:.2f}",
    )


def claim_05_20(book: Book) -> Finding:
    """From 5,338 to 3,041 employees."""
    employees = book.table("5.5")["employees"]
    said = [book.stated(f"ch05_puebla_wooden_furniture_employees_{date}").value for date in ("1998_11", "2002_08")]
    printed = [int(employees[row]) for row in ("november_1998", "august_2002")]
    evidence = f"the table has {printed[0]:,} and {printed[1]:,}, the text {said[0]:,.0f} and {said[1]:,.0f}"
    return agrees_if(printed == said, evidence, in_direction=printed[0] > printed[1])


def claim_05_21(book: Book) -> Finding:
    """The industry fell less than Segusino."""
    employees, exports = book.table("5.5")["employees"].astype(float), book.table("5.6")["exports_usd_million"]
    industry = growth_percent(employees.max(), employees["august_2002"])
    firm = growth_percent(exports["1998"], book.stated("ch05_segusino_exports_2002").value)
    return agrees_if(
        firm < industry,
        f"employment of the industry {industry:.0f} percent from its peak, exports of Segusino {firm:.0f} percent from"
        " 1998 to 2002",
    )
