"""Statements of Chapter 6 on the districts as a whole: number, size and sales (Table 6.1)."""

from __future__ import annotations

from clusterbook.arithmetic import share_percent
from clusterbook.chapters.ch06_districts.measures import (
    EMPLOYEES,
    EXPORT_SHARE,
    SIZE,
    TURNOVER,
    best_rate,
    district_totals,
    districts_of,
    firms_range,
    lire_behind_dollars,
    regions_of,
    trial_rates,
)
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if, no_evidence
from clusterbook.reproduction.hedges import more_than
from clusterbook.reproduction.statements import fits, numbers_by_row

REGIONS = ("Abruzzi", "Apulia", "Campania", "Basilicata", "Molise", "Sicily")
TEXTILES = ("clothing", "socks", "knitwear")


def claim_06_01(book: Book) -> Finding:
    """25 districts, by region; the Murgia, which two regions share, counts in Basilicata."""
    counts = regions_of(book).value_counts()
    stated = {region: book.stated(f"ch06_districts_in_{region.lower()}").value for region in REGIONS}
    return agrees_if(counts.to_dict() == stated, f"districts: {numbers_by_row(counts.reindex(list(REGIONS)), 0)}")


def claim_06_02(book: Book) -> Finding:
    """Employees of the districts."""
    employees = districts_of(book)[EMPLOYEES].sum()
    return agrees_if(fits(employees, book.stated("ch06_districts_employees")), f"{employees:,} employees")


def claim_06_03(book: Book) -> Finding:
    """Firms of the districts."""
    districts = districts_of(book)
    firms, (low, high) = districts["firms"].sum(), (bound.sum() for bound in firms_range(districts))
    return agrees_if(
        fits(firms, book.stated("ch06_districts_firms")),
        f"{firms:,.0f} firms, between {low:,.0f} and {high:,.0f} with the rounding of the sizes",
    )


def claim_06_04(book: Book) -> Finding:
    """Mean size of firm."""
    printed, mean = book.table("6.1").at["total", SIZE], district_totals(districts_of(book))[SIZE]
    stated = book.stated("ch06_districts_employees_per_firm")
    return agrees_if(
        all(fits(value, stated, unit=0.1) for value in (printed, mean)),
        f"{printed:.1f} employees printed, {mean:.2f} from the rows",
    )


def claim_06_05(book: Book) -> Finding:
    """Sales of all districts."""
    turnover, stated = districts_of(book)[TURNOVER], book.stated("ch06_districts_turnover_1998")
    rates = lire_behind_dollars(turnover, book.table("6.1").at["total", TURNOVER], rates=trial_rates())
    best = best_rate(rates)
    sales, lire = turnover.sum() / 1000, best["lire_billion"]
    return agrees_if(
        fits(sales, stated, unit=0.1),
        f"{sales:.2f} billion dollars in the table, {stated.value:.1f} in the text; {lire:,.0f} billion lire at"
        f" {best['rate']:,.0f} and at {lire / stated.value:,.0f} a dollar",
    )


def claim_06_06(book: Book) -> Finding:
    """Sales of clothing, hosiery and knitwear."""
    sales = districts_of(book).groupby("sector_specialization")[TURNOVER].sum()[list(TEXTILES)]
    stated = book.stated("ch06_districts_turnover_clothing_hosiery_knitwear_1998")
    return agrees_if(
        fits(sales.sum() / 1000, stated),
        f"{sales.sum():,} million dollars; {numbers_by_row(sales, 0)}",
    )


def claim_06_07(book: Book) -> Finding:
    """45 percent, of nearly 3.5 billion: tested as a share of the sales of clothing, hosiery and knitwear."""
    districts = districts_of(book)
    textiles = districts[districts["sector_specialization"].isin(TEXTILES)]
    every, own = (district_totals(group)[EXPORT_SHARE] for group in (districts, textiles))
    return agrees_if(
        fits(own, book.stated("ch06_districts_exports_share_of_sales_1998"), unit=1)
        and fits(textiles[TURNOVER].sum() / 1000, book.stated("ch06_districts_exports_1998"), unit=0.1),
        f"clothing, hosiery and knitwear: {own:.1f} percent of {textiles[TURNOVER].sum():,} million dollars; all"
        f" districts: {every:.1f} percent, exports of {districts['exports_usd_million'].sum():,.0f} million",
    )


def claim_06_28(book: Book) -> Finding:
    """Size of firm by district and sector: the largest more than twice the smallest."""
    districts = districts_of(book)
    sums = districts.groupby("sector_specialization")[[EMPLOYEES, "firms"]].sum()
    sizes, sectors = districts[SIZE], sums[EMPLOYEES] / sums["firms"]
    return agrees_if(
        all(more_than(group.max() / group.min(), 2) for group in (sizes, sectors)),
        f"employees per firm, districts from {sizes.min():.1f} to {sizes.max():.1f}, sectors from {sectors.min():.1f}"
        f" to {sectors.max():.1f}",
    )


def claim_06_32(book: Book) -> Finding:
    """Organization and status abroad: size of firm and export share, the largest more than twice the smallest."""
    values = districts_of(book)[[SIZE, EXPORT_SHARE]].astype(float)
    low, high = values.min(), values.max()
    return agrees_if(
        bool((high > 2 * low).all()),
        f"from {low[SIZE]:.1f} to {high[SIZE]:.1f} employees per firm, from {low[EXPORT_SHARE]:.0f} to"
        f" {high[EXPORT_SHARE]:.0f} percent exported",
    )


def claim_06_46(book: Book) -> Finding:
    """Employment in clothing: more than half of all."""
    districts = districts_of(book)
    people = districts.groupby("sector_specialization")[EMPLOYEES].sum()
    share = share_percent(people["clothing"], people.sum())
    return agrees_if(more_than(share, 50), f"{people['clothing']:,} of {people.sum():,} employees, {share:.1f} percent")


def _to_the_south(book: Book) -> tuple[float, float]:
    """Largest share of sales that the south can have, and what must go north of domestic sales for a quarter."""
    domestic = 100 - district_totals(districts_of(book))[EXPORT_SHARE]
    to_north = book.stated("ch06_domestic_sales_to_north").value
    quarter = book.stated("ch06_southern_market_share").value
    return domestic * (100 - to_north) / 100, 100 - share_percent(quarter, domestic)


def claim_06_29(book: Book) -> Finding:
    """The south as a market."""
    bound, needed = _to_the_south(book)
    return agrees_if(
        fits(bound, book.stated("ch06_southern_market_share")),
        f"by the exports and over half of the rest, below {bound:.1f} percent; a quarter needs {needed:.0f} percent of"
        " domestic sales to go north",
        in_direction=fits(needed, book.stated("ch06_domestic_sales_to_north")),
    )


def claim_06_33(book: Book) -> Finding:
    """Sales outside the south."""
    bound, needed = _to_the_south(book)
    return agrees_if(
        fits(100 - bound, book.stated("ch06_sales_outside_south")),
        f"by the exports and over half of the rest, above {100 - bound:.1f} percent; three-quarters need {needed:.0f}"
        " percent of domestic sales to go north",
        in_direction=fits(needed, book.stated("ch06_domestic_sales_to_north")),
    )


def claim_06_30(book: Book) -> Finding:
    """Exports of a few companies: not above the sales of all districts."""
    stated, sales = book.stated("ch06_exports_of_a_few_1996"), book.table("6.1").at["total", TURNOVER] / 1000
    return agrees_if(
        sales > stated.value, f"{stated.value:.0f} billion dollars in 1996; all districts sell for {sales:.2f} in 1998"
    )


def claim_06_31(book: Book) -> Finding:
    """Exports of 200 companies: no table has them by firm."""
    firms, each = (book.stated(name).value for name in ("ch06_large_exporters", "ch06_large_exporters_exports"))
    exports = districts_of(book)["exports_usd_million"].sum()
    return no_evidence(
        f"exports by firm looked for; {each:,.0f} million dollars together or {firms * each:,.0f} million if each,"
        f" beside {exports:,.0f} million of all districts"
    )
