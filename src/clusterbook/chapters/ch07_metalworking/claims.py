"""Statements of Chapter 7: it has no tables of its own, and is tested on Tables 1.2, 9.3, 10.2 and 10.6."""

from __future__ import annotations

from clusterbook.arithmetic import share_percent
from clusterbook.chapters.ch07_metalworking.measures import attainable_sample_sizes, average_sales, sales_classes
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if, no_evidence, undecided
from clusterbook.reproduction.hedges import about, more_than
from clusterbook.reproduction.statements import fits
from clusterbook.vocabulary import ChainReach, Governance, Upgrading

CLUSTER, ROW = "espirito_santo_metalworking", "metalworking"
SURVEY = ("cdmec", "equipment_suppliers", "customers", "competing_smes")


def claim_07_01(book: Book) -> Finding:
    """Firms of the core."""
    members, stated = book.table("1.2").at[ROW, "firms"], book.stated("ch07_smes_firms_2002")
    return agrees_if(
        fits(members, stated), f"some {stated.value:.0f} in the text; {members} associates of CDMEC in Table 1.2"
    )


def claim_07_02(book: Book) -> Finding:
    """Sales by size class, times the firms of the core, beside the production of the table."""
    firms, each = book.stated("ch07_smes_firms_2002").value, average_sales(sales_classes(book.stated_numbers))
    printed = book.table("1.2").at[ROW, "production_2002_usd_million"]
    return agrees_if(
        about(firms * each, printed),
        f"{each:.1f} million dollars per firm, {firms * each:.0f} million for {firms:.0f} firms; production of the"
        f" associates of CDMEC {printed:.1f} million",
    )


def claim_07_03(book: Book) -> Finding:
    """Employees per firm."""
    row, stated = book.table("1.2").loc[ROW], book.stated("ch07_smes_employees_per_firm_2002")
    size = row["direct_jobs"] / row["firms"]
    return agrees_if(
        fits(size, stated, unit=1),
        f"{stated.value:.0f} employees in the text; {row['direct_jobs']:,} direct jobs over {row['firms']} associates"
        f" of CDMEC are {size:.0f}",
    )


def _created(book: Book) -> tuple[bool, str]:
    """Whether Table 1.2 has the year in which CDMEC was set up, and both years in words."""
    year, stated = str(book.table("1.2").at[ROW, "date_of_creation"]), book.stated("ch07_cdmec_created")
    return fits(float(year), stated), f"{stated.value:.0f} in the text, {year} in Table 1.2"


def claim_07_04(book: Book) -> Finding:
    """CDMEC in 1988."""
    return agrees_if(*_created(book))


def claim_07_14(book: Book) -> Finding:
    """CDMEC in the late 1980s: the second half of the decade."""
    year, stated = int(book.table("1.2").at[ROW, "date_of_creation"]), book.stated("ch07_cdmec_put_in_place")
    return agrees_if(stated.low <= year <= stated.high, f"{year} in Table 1.2")


def claim_07_05(book: Book) -> Finding:
    """Sales to the domestic market: most of them."""
    row = book.table("1.2").loc[ROW]
    exported = share_percent(row["exports_2002_usd_million"], row["production_2002_usd_million"])
    return agrees_if(
        more_than(100 - exported, 50),
        f"{row['exports_2002_usd_million']:.1f} of {row['production_2002_usd_million']:.1f} million dollars exported in"
        f" 2002, {exported:.1f} percent",
    )


def claim_07_06(book: Book) -> Finding:
    """Local purchases of Aracruz, beside those of all anchors in Chapter 10."""
    own, other = (
        [book.stated(f"ch07_{who}_local_share_of_purchases_{year}").value for year in years]
        for who, years in (("aracruz", (1991, 2002)), ("anchors", (1990, 2002)))
    )
    return agrees_if(
        own == other,
        f"Aracruz {own[0]:.0f} percent in 1991 and {own[1]:.0f} in 2002; the anchors in Chapter 10 {other[0]:.0f} in"
        f" 1990 and {other[1]:.0f} in 2002",
    )


def claim_07_07(book: Book) -> Finding:
    """Pellets of CVRD."""
    printed, brazil = (book.table("9.3").at[row, "pellets_million_tons"] for row in ("cvrd", "total"))
    stated = book.stated("ch07_cvrd_pellets_2002")
    return agrees_if(
        fits(printed, stated, unit=1),
        f"{stated.value:.0f} million tons in the text; in Table 9.3 for 1999, {printed:.1f} for CVRD and {brazil:.1f}"
        " for Brazil",
    )


def claim_07_08(book: Book) -> Finding:
    """Pellets of Samarco."""
    printed = book.table("9.3").at["sanmarco", "pellets_million_tons"]
    return agrees_if(fits(printed, book.stated("ch07_samarco_pellets_2000s")), f"{printed:.1f} million tons in 1999")


def claim_07_09(book: Book) -> Finding:
    """Survey shares from a sample of 35: how many answered each question is not printed."""
    sample = int(book.stated("ch07_survey_sample_smes_2000").value)
    shares = {name: book.stated(f"ch07_survey_partner_{name}_2000").value for name in SURVEY}
    sizes = {name: attainable_sample_sizes(share, largest=sample) for name, share in shares.items()}
    words = "; ".join(
        f"{name.replace('_', ' ')} {shares[name]}: {', '.join(map(str, found)) or 'none'}"
        for name, found in sizes.items()
    )
    return undecided(f"numbers of firms up to {sample} that can give the percentage: {words}")


def _ratings(book: Book) -> str:
    """Upgrading of the cluster in Table 10.6, in words."""
    row = book.table("10.6").loc[CLUSTER]
    kinds = (Upgrading.PRODUCT, Upgrading.PROCESS, Upgrading.FUNCTIONAL)
    return "Table 10.6 has " + ", ".join(f"{kind.value} {row[kind.column]:.0f}" for kind in kinds)


def claim_07_10(book: Book) -> Finding:
    """Steady upgrading: the ratings were made from the chapter and have no dates."""
    return no_evidence(f"upgrading over time looked for; {_ratings(book)}, made from this chapter")


def claim_07_13(book: Book) -> Finding:
    """What cooperation has enhanced: the ratings were made from the chapter."""
    return no_evidence(f"an effect of cooperation looked for; {_ratings(book)}, made from this chapter")


def claim_07_16(book: Book) -> Finding:
    """A cause of the upgrading: the ratings were made from the chapter."""
    return no_evidence(f"a cause of the upgrading looked for; {_ratings(book)}, made from this chapter")


def claim_07_17(book: Book) -> Finding:
    """Opportunities opened by the anchors: no table has them."""
    return no_evidence(f"opportunities of suppliers looked for; {_ratings(book)}, made from this chapter")


def claim_07_11(book: Book) -> Finding:
    """A tie to the world market through the anchors: the code was restored with the help of the chapter."""
    code = int(book.table("10.2").at[CLUSTER, Governance.QUASI_HIERARCHY.value])
    reach = ChainReach(code).name.lower()
    return no_evidence(
        f"sales abroad through customers looked for; the {reach} quasi-hierarchy of Table 10.2 (code {code}) was"
        " restored with the help of this chapter"
    )


def claim_07_15(book: Book) -> Finding:
    """Small and medium members of CDMEC: the table counts all, in a cell of which the sentence is the witness."""
    members, stated = book.table("1.2").at[ROW, "firms"], book.stated("ch07_cdmec_member_smes_2000s").value
    other = book.restorations.set_index(["table", "row", "column"]).at[("1.2", ROW, "firms"), "admissible"]
    return no_evidence(
        f"small and medium members looked for, more than {stated:.0f} by the text; Table 1.2 has {members} associates"
        f" of every kind, or {other} by the cell's other reading"
    )
