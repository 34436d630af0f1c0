"""Claims of Chapter 7: no tables of its own, tested against Tables 1.2, 9.3, 10.2 and 10.6."""

from __future__ import annotations

from clusterbook.chapters.ch07_metalworking.measures import attainable_sample_sizes, average_sales, sales_classes
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if, no_evidence
from clusterbook.reproduction.hedges import about, within
from clusterbook.vocabulary import ChainReach, Governance, Upgrading

CLUSTER = "espirito_santo_metalworking"
SURVEY = ["cdmec", "equipment_suppliers", "customers", "competing_smes"]


def claim_07_01(book: Book) -> Finding:
    """Some 50 firms, more than 60 members of CDMEC."""
    members = book.table("1.2").at["metalworking", "firms"]
    return agrees_if(members > book.stated("ch07_cdmec_member_smes_2000s").value, f"Table 1.2 counts {members} members")


def claim_07_02(book: Book) -> Finding:
    """Sales by size class."""
    each = average_sales(sales_classes(book.stated_numbers))
    total = each * book.stated("ch07_smes_firms_2002").value
    printed = book.table("1.2").at["metalworking", "production_2002_usd_million"]
    return agrees_if(
        about(total, printed),
        f"{each:.1f} million dollars a firm, {total:.0f} million for 50 firms; Table 1.2 has {printed:.1f} million",
    )


def claim_07_03(book: Book) -> Finding:
    """30 employees a firm."""
    row, size = book.table("1.2").loc["metalworking"], book.stated("ch07_smes_employees_per_firm_2002").value
    low, high = size * book.stated("ch07_smes_firms_2002").value, size * row["firms"]
    return agrees_if(
        within(row["direct_jobs"], low, high),
        f"{low:,.0f} to {high:,.0f} employees; Table 1.2 has {row['direct_jobs']:,} direct jobs",
    )


def claim_07_04(book: Book) -> Finding:
    """CDMEC dates from 1988."""
    year = book.table("1.2").at["metalworking", "date_of_creation"]
    return agrees_if(str(year) == "1988", f"Table 1.2: created in {year}")


def claim_07_05(book: Book) -> Finding:
    """Sales to the domestic market."""
    row = book.table("1.2").loc["metalworking"]
    share = 100 * row["exports_2002_usd_million"] / row["production_2002_usd_million"]
    return agrees_if(share < 10, f"exports are {share:.1f} percent of production in 2002")


def claim_07_06(book: Book) -> Finding:
    """Local purchases of Aracruz."""
    own, other = (
        book.stated(f"ch07_{name}").value
        for name in ("aracruz_local_share_of_purchases_1991", "anchors_local_share_of_purchases_1990")
    )
    return no_evidence(
        f"no table has it; this chapter says {own:.0f} percent for Aracruz in 1991, Chapter 10 says {other:.0f} percent"
        " for the anchors in 1990"
    )


def claim_07_07(book: Book) -> Finding:
    """CVRD: 32 million tons of pellets."""
    said, printed, brazil = (
        book.stated("ch07_cvrd_pellets_2002").value,
        *(book.table("9.3").at[row, "pellets_million_tons"] for row in ("cvrd", "total")),
    )
    return agrees_if(
        said <= printed,
        f"Table 9.3: {printed:.1f} million tons for CVRD and {brazil:.1f} for Brazil in 1999; the text: {said:.0f}",
    )


def claim_07_08(book: Book) -> Finding:
    """Samarco: over 8 million tons."""
    printed = book.table("9.3").at["sanmarco", "pellets_million_tons"]
    return agrees_if(printed > book.stated("ch07_samarco_pellets_2000s").value, f"{printed:.1f} million tons in 1999")


def claim_07_09(book: Book) -> Finding:
    """Survey shares from a sample of 35."""
    sample = int(book.stated("ch07_survey_sample_smes_2000").value)
    sizes = {
        name: attainable_sample_sizes(book.stated(f"ch07_survey_partner_{name}_2000").value, largest=sample)
        for name in SURVEY
    }
    words = "; ".join(
        f"{name.replace('_', ' ')}: {', '.join(map(str, found)) or 'none'}" for name, found in sizes.items()
    )
    return agrees_if(
        all(sample in found for found in sizes.values()),
        f"numbers of respondents up to {sample} that can give the printed percentage: {words}",
    )


def claim_07_10(book: Book) -> Finding:
    """Steady upgrading."""
    row = book.table("10.6").loc[CLUSTER]
    product, process, functional = (
        row[kind.column] for kind in (Upgrading.PRODUCT, Upgrading.PROCESS, Upgrading.FUNCTIONAL)
    )
    return agrees_if(
        product >= 2 and process >= 2, f"product {product:.0f}, process {process:.0f}, functional {functional:.0f}"
    )


def claim_07_11(book: Book) -> Finding:
    """A domestic chain led by the anchors."""
    codes = {form: int(book.table("10.2").at[CLUSTER, form.value]) for form in Governance}
    present = {form: code for form, code in codes.items() if code != ChainReach.ABSENT}
    words = ", ".join(f"{form.label}: {ChainReach(code).name.lower()}" for form, code in present.items())
    return agrees_if(present == {Governance.QUASI_HIERARCHY: ChainReach.DOMESTIC}, words)


def claim_07_12(book: Book) -> Finding:
    """Exports of Aracruz by region."""
    regions = ("europe", "north_america", "asia")
    shares = [book.stated(f"ch07_aracruz_exports_to_{region}_2002").value for region in regions]
    return no_evidence(f"not in a table; the three stated shares add up to {sum(shares):.0f} percent")
