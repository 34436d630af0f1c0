"""Statements of Chapter 5 on the cluster, its jobs, governance and lessons: Tables 5.5, 1.2, 10.2 and 10.4."""

from __future__ import annotations

import pandas as pd

from clusterbook.arithmetic import growth_percent, share_percent
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if, no_evidence
from clusterbook.reproduction.hedges import more_than
from clusterbook.reproduction.statements import fits, numbers_by_row
from clusterbook.vocabulary import in_words

GOVERNANCE = ["market", "network", "quasi_hierarchy", "hierarchy"]
PEAK, END = "november_1998", "august_2002"
ESTABLISHMENTS = "puebla_wooden_furniture_establishments_"


def _employees(book: Book) -> pd.Series:
    """Registered employees of Table 5.5 by date."""
    return book.table("5.5")["employees"].astype(float)


def _stated(book: Book, name: str) -> float:
    """A number that the chapter states."""
    return book.stated(f"ch05_{name}").value


def claim_05_20(book: Book) -> Finding:
    """Registered employees in November 1998 and August 2002."""
    jobs, change = _employees(book), book.table("5.5").at["november_1999", "change_employees"]
    stated = [book.stated(f"ch05_puebla_wooden_furniture_employees_{date}") for date in ("1998_11", "2002_08")]
    return agrees_if(
        all(fits(jobs[row], number, unit=1) for row, number in zip((PEAK, END), stated, strict=True)),
        f"the table has {jobs[PEAK]:,.0f} and {jobs[END]:,.0f}, the text {stated[0].value:,.0f} and"
        f" {stated[1].value:,.0f}; {jobs['november_1999']:,.0f} in November 1999 with the printed change of {change}"
        f" needs {jobs['november_1999'] - change:,.0f}",
    )


def claim_05_21(book: Book) -> Finding:
    """The decline of the industry and that of Segusino."""
    jobs, exports = _employees(book), book.table("5.6")["exports_usd_million"]
    industry = growth_percent(jobs[PEAK], jobs[END])
    firm = {
        "exports": growth_percent(exports["1998"], book.table("1.2").at["furniture", "exports_2002_usd_million"]),
        "payroll": growth_percent(_stated(book, "segusino_employees_peak"), _stated(book, "segusino_employees_2002")),
    }
    return agrees_if(
        all(fall < industry for fall in firm.values()),
        f"employees of the industry {industry:.0f} percent; Segusino, {numbers_by_row(firm, 0)}",
    )


def claim_05_30(book: Book) -> Finding:
    """The peak of the boom, which the last year of a series can be without being seen to be."""
    exports, jobs = book.table("5.2")["rustic_furniture_usd_million"], _employees(book)
    highest = int(exports.idxmax()) == _stated(book, "boom_peak")
    return agrees_if(
        highest and exports.idxmax() != exports.index[-1],
        f"highest exports of {exports.index[0]} to {exports.index[-1]} in {exports.idxmax()}; highest employment in"
        f" {jobs.idxmax().replace('_', ' ').capitalize()}",
        in_direction=bool(highest and jobs["november_2000"] < jobs["november_1999"]),
    )


def claim_05_31(book: Book) -> Finding:
    """Shops and workers in the best year."""
    row = book.table("1.2").loc["furniture"]
    shops = _stated(book, "segusino_cluster_shops_peak")
    workers = _stated(book, "segusino_cluster_employees_in_shops_peak"), _stated(book, "segusino_employees_peak")
    return agrees_if(
        row["firms"] == shops + 1 and row["direct_jobs"] == sum(workers),
        f"Table 1.2: {row['firms']} firms and {row['direct_jobs']:,} jobs; the text: {shops:.0f} shops and Segusino,"
        f" {workers[0]:,.0f} + {workers[1]:,.0f} workers",
    )


def claim_05_34(book: Book) -> Finding:
    """The boom evaporated by the end of the decade."""
    jobs, exports = _employees(book), book.table("5.2")["rustic_furniture_usd_million"]
    sales = book.table("5.6")["sales_usd_million"]
    return agrees_if(
        exports["1999"] < exports["1998"] and jobs["november_1999"] < jobs[PEAK],
        f"rustic exports {exports['1998']} in 1998 and {exports['1999']} in 1999; employees of November, 1998 to 2000,"
        f" {jobs[PEAK]:,.0f}, {jobs['november_1999']:,.0f}, {jobs['november_2000']:,.0f}; sales of Segusino"
        f" {sales['1998']} and {sales['2000']} in 1998 and 2000",
        in_direction=bool(jobs["november_2000"] < jobs["november_1999"] and sales["2000"] < sales["1998"]),
    )


def claim_05_53(book: Book) -> Finding:
    """Rapid growth of employment."""
    jobs = _employees(book)
    growth = growth_percent(jobs["year_1996"], jobs[PEAK])
    return agrees_if(
        more_than(growth, 50),
        f"{jobs['year_1996']:,.0f} in 1996, {jobs[PEAK]:,.0f} in November 1998: {growth:.0f} percent",
    )


def claim_05_54(book: Book) -> Finding:
    """Establishments of the wooden furniture industry in 1999."""
    firms, stated = book.table("5.4").at["wooden_furniture", "firms"], _stated(book, ESTABLISHMENTS + "1999")
    return agrees_if(firms == stated, f"{firms:,} in the census of Table 5.4, {stated:.0f} in the text")


def claim_05_55(book: Book) -> Finding:
    """Employment of the wooden furniture industry in 1999."""
    jobs, census = _employees(book)["november_1999"], book.table("5.4").at["wooden_furniture", "employees"]
    stated = book.stated("ch05_puebla_wooden_furniture_employees_1999")
    return agrees_if(
        fits(jobs, stated, unit=1),
        f"{stated.value:,.0f} in the text, {jobs:,.0f} in Table 5.5 (November), {census:,} in the census of Table 5.4",
    )


def claim_05_56(book: Book) -> Finding:
    """Total employment of Segusino."""
    jobs, total = book.table("1.2").at["furniture", "direct_jobs"], book.stated("ch05_segusino_cluster_employees_peak")
    parts = _stated(book, "segusino_cluster_employees_in_shops_peak"), _stated(book, "segusino_employees_peak")
    return agrees_if(
        fits(jobs, total) and fits(sum(parts), total),
        f"{jobs:,} in Table 1.2; in the text {parts[0]:,.0f} + {parts[1]:,.0f} = {sum(parts):,.0f}",
    )


def claim_05_57(book: Book) -> Finding:
    """Twenty people a shop."""
    shops, workers = _stated(book, "segusino_cluster_shops_peak"), _stated(book, "workers_per_shop")
    stated = book.stated("ch05_segusino_cluster_employees_in_shops_peak")
    return agrees_if(fits(shops * workers, stated), f"{shops:.0f} shops times {workers:.0f} = {shops * workers:,.0f}")


def claim_05_58(book: Book) -> Finding:
    """Small establishments within all establishments."""
    prefix, years = "puebla_wooden_furniture", (1995, 1999)
    small, medium = (
        [_stated(book, f"{prefix}_{size}_establishments_{year}") for year in years] for size in ("small", "medium")
    )
    total = [_stated(book, f"{ESTABLISHMENTS}{year}") for year in years]
    jobs = share_percent(_stated(book, f"{prefix}_small_employees_1999"), _stated(book, f"{prefix}_employees_1999"))
    words = "; ".join(
        f"{year}: {few:.0f} small, {some:.0f} medium and Segusino of {all_:.0f} in all"
        for year, few, some, all_ in zip(years, small, medium, total, strict=True)
    )
    return agrees_if(
        all(part + other + 1 == whole for part, other, whole in zip(small, medium, total, strict=True)),
        f"{words}; small establishments have {jobs:.0f} percent of the jobs of 1999",
    )


def claim_05_64(book: Book) -> Finding:
    """Jobs lost in the crisis."""
    jobs = _employees(book)
    lost = growth_percent(jobs[PEAK], jobs[END])
    return agrees_if(
        more_than(-lost, 0), f"{jobs[PEAK]:,.0f} in November 1998, {jobs[END]:,.0f} in August 2002: {lost:.0f} percent"
    )


def _governance(book: Book) -> str:
    """Codes of the cluster's governance in Table 10.2."""
    codes = book.table("10.2").loc["chipilo_furniture", GOVERNANCE]
    return ", ".join(f"{form.replace('_', '-')} {code}" for form, code in codes.items())


def claim_05_59(book: Book) -> Finding:
    """A hierarchical value chain."""
    return agrees_if(
        more_than(book.table("10.2").at["chipilo_furniture", "hierarchy"], 0), f"Table 10.2: {_governance(book)}"
    )


def claim_05_62(book: Book) -> Finding:
    """A set of quasi-hierarchical systems."""
    return no_evidence(f"Table 10.2 was coded from this chapter alone: {_governance(book)}")


def claim_05_66(book: Book) -> Finding:
    """A semihierarchical cluster."""
    return no_evidence(f"Table 10.2 was coded from this chapter alone: {_governance(book)}")


def _rating(book: Book, column: str) -> Finding:
    """A rating of Table 10.4 that cannot test the text it was made from."""
    value = book.table("10.4").at["chipilo_furniture", column]
    printed = value if isinstance(value, str) else f"{value:g} of 3"
    kind = " ".join(reversed(column.split("_"))) if column.startswith("upgrading") else in_words(column)
    return no_evidence(f"Table 10.4 was rated from this chapter alone: {kind} {printed}")


def claim_05_60(book: Book) -> Finding:
    """A variation to what other studies found."""
    return _rating(book, "upgrading_functional")


def claim_05_61(book: Book) -> Finding:
    """A limit to product upgrading."""
    return _rating(book, "upgrading_product")


def claim_05_63(book: Book) -> Finding:
    """Limited collective efficiency."""
    return _rating(book, "collective_efficiency")


def claim_05_68(book: Book) -> Finding:
    """What constrained collective efficiency."""
    return _rating(book, "collective_efficiency")


def claim_05_69(book: Book) -> Finding:
    """A recommendation on collective efficiency."""
    rated = book.table("10.4").query("row_type == 'item'")["collective_efficiency"]
    return no_evidence(f"a recommendation from one case; Table 10.4 has {len(rated)} cases of its sector and no policy")
