"""Statements of Chapter 8 on the industry and on the clusters of Mexico City, Monterrey and Jalisco."""

from __future__ import annotations

from clusterbook.arithmetic import share_percent
from clusterbook.chapters.ch08_software.measures import SizeMeasure, shares_of_national
from clusterbook.data.book import Book
from clusterbook.display.row_names import column_names
from clusterbook.reproduction.claims import Finding, agrees_if, no_evidence
from clusterbook.reproduction.hedges import between, exactly, more_than
from clusterbook.reproduction.statements import fits, numbers_by_row
from clusterbook.vocabulary import ChainReach, Governance

NAMED = ["mexico_city", "nuevo_leon", "jalisco"]
MEXICAN = ["mexico_city_software", "guadalajara_software", "aguascalientes_software", "monterrey_software"]
SIZES = ("micro", "small", "medium", "large")


def cluster_names(book: Book) -> dict[str, str]:
    """Names of the Mexican clusters by row of Table 10.2."""
    return dict(book.table("10.2").loc[MEXICAN, "cluster"])


def claim_08_01(book: Book) -> Finding:
    """Mexico City in the census."""
    row = book.table("8.1").loc["mexico_city"]
    firms, people, productivity = (
        book.stated(f"ch08_mexico_city_{name}") for name in ("firms", "people", "productivity")
    )
    return agrees_if(
        row["economic_units"] == firms.value
        and fits(row["employees"], people)
        and fits(row["productivity_usd_per_employee"], productivity, unit=1000),
        f"{row['economic_units']} units, {row['employees']:,} employees,"
        f" {row['productivity_usd_per_employee']:,} dollars",
    )


def claim_08_02(book: Book) -> Finding:
    """Wages in the productivity of Mexico City: a third, or nearer to it than the fractions next to it."""
    row, stated = book.table("8.1").loc["mexico_city"], book.stated("ch08_mexico_city_wages")
    printed = row["wages_share_percent"]
    implied = share_percent(row["average_wage_usd"], row["productivity_usd_per_employee"])
    quarter, half = 100 / 4, 100 / 2
    return agrees_if(
        any(fits(share, stated) for share in (printed, implied)),
        f"{printed:.1f} percent printed, {row['average_wage_usd']:,} of {row['productivity_usd_per_employee']:,}"
        f" dollars are {implied:.1f}; a third is {stated.value:.1f}, a quarter {quarter:.1f}",
        in_direction=between(printed, quarter, half),
    )


def _joint_shares(book: Book) -> dict[str, float]:
    """Share of the three named places in the country, by measure of size, in percent."""
    headings = column_names(book, "8.1")
    return {
        headings[measure].lower(): shares_of_national(book.table("8.1"), measure)[NAMED].sum()
        for measure in (SizeMeasure.ECONOMIC_UNITS, SizeMeasure.EMPLOYEES, SizeMeasure.VALUE_ADDED)
    }


def claim_08_03(book: Book) -> Finding:
    """The base of the industry: more than half of it in the named places that the census lists."""
    shares = _joint_shares(book)
    return agrees_if(
        more_than(min(shares.values()), 50),
        f"percent of the country in the three listed places: {numbers_by_row(shares)}",
    )


def claim_08_18(book: Book) -> Finding:
    """Localized in certain regions: three places have more than half of every measure."""
    shares, most = _joint_shares(book), shares_of_national(book.table("8.1"), SizeMeasure.VALUE_ADDED)["mexico_city"]
    return agrees_if(
        more_than(min(shares.values()), 50),
        f"percent of the country in three places: {numbers_by_row(shares)}; value added in Mexico City alone"
        f" {most:.1f}",
    )


def claim_08_04(book: Book) -> Finding:
    """People in the sector."""
    row, stated = book.table("8.1").loc["total_national"], book.stated("ch08_sector_people")
    businesses = book.stated("ch08_it_businesses").value
    return agrees_if(
        fits(row["employees"], stated),
        f"{row['employees']:,} employees in {row['economic_units']} registered units; {stated.value:,.0f} over"
        f" {businesses:,.0f} businesses are {stated.value / businesses:.1f}",
    )


def claim_08_12(book: Book) -> Finding:
    """Pay by the product developed: the table has wages by state."""
    table = book.table("8.1")
    wages = table[table["row_type"] == "item"].set_index("label")["average_wage_usd"]
    return no_evidence(f"wages by product looked for; average wages by state in dollars: {numbers_by_row(wages, 0)}")


def claim_08_14(book: Book) -> Finding:
    """Share of Mexico in the world market, from the three numbers of the paragraph."""
    world, mexico, stated = (book.stated(f"ch08_market_{name}") for name in ("world_printed", "mexico", "share_mexico"))
    share, in_billions = (share_percent(mexico.value, factor * world.value) for factor in (1, 1000))
    return agrees_if(
        exactly(share, stated.value, unit=0.01),
        f"{mexico.value:.0f} of {world.value:.0f} million dollars are {share:.0f} percent, of {world.value:.0f} billion"
        f" {in_billions:.3f}; the text has {stated.value} percent",
    )


def claim_08_15(book: Book) -> Finding:
    """Shares of businesses by size: they add up, and each is a whole number of businesses."""
    businesses = book.stated("ch08_it_businesses").value
    shares = {size: book.stated(f"ch08_it_businesses_{size}").value for size in SIZES}
    halves = {size: 0.5 if share >= 1 else 0.005 for size, share in shares.items()}
    whole = [
        any(
            between(share_percent(firms, businesses), share - halves[size], share + halves[size])
            for firms in (int(share * businesses / 100), int(share * businesses / 100) + 1)
        )
        for size, share in shares.items()
    ]
    total = sum(shares.values())
    adds_up = between(100, total - sum(halves.values()), total + sum(halves.values()))
    return agrees_if(
        adds_up and all(whole),
        f"{total:.2f} percent together; {sum(whole)} of {len(whole)} are whole numbers of {businesses:,.0f} businesses",
        in_direction=adds_up and list(shares.values()) == sorted(shares.values(), reverse=True),
    )


def claim_08_17(book: Book) -> Finding:
    """Publishers and developers in the census."""
    units, stated = book.table("8.1").at["total_national", "economic_units"], book.stated("ch08_census_software_firms")
    return agrees_if(fits(units, stated), f"{units} economic units in Table 8.1, {stated.value:.0f} in the text")


def claim_08_16(book: Book) -> Finding:
    """Aimed at the domestic market: domestic chains everywhere, and less than half exported where one is global."""
    codes = book.table("10.2").loc[MEXICAN, [form.value for form in Governance]].astype(int)
    domestic, abroad = (
        codes.isin([reach, ChainReach.BOTH]).any(axis=1) for reach in (ChainReach.DOMESTIC, ChainReach.GLOBAL)
    )
    row = book.table("1.2").loc["software_monterrey"]
    exported = share_percent(row["exports_2002_usd_million"], row["production_2002_usd_million"])
    return agrees_if(
        bool(domestic.all()) and list(abroad[abroad].index) == ["monterrey_software"] and exported < 50,
        f"domestic chains in {domestic.sum()} of {len(codes)} clusters, global ones in {abroad.sum()}; Monterrey"
        f" exports {exported:.1f} percent",
    )


def claim_08_19(book: Book) -> Finding:
    """Age of the Mexico City cluster in 2002, from the first year of its decade."""
    decade, stated = str(book.table("1.2").at["software_mexico_city", "date_of_creation"]), "ch08_mexico_city_age"
    age = 2002 - int(decade.removesuffix("s"))
    return agrees_if(fits(age, book.stated(stated)), f"created in the {decade}, up to {age} years before 2002")


def claim_08_05(book: Book) -> Finding:
    """People at the largest firm of Monterrey."""
    people, stated = book.table("8.1").at["nuevo_leon", "employees"], book.stated("ch08_monterrey_leader_people")
    return agrees_if(
        people >= stated.value,
        f"{stated.value:,.0f} people in one firm by the text; {people} in the census of 1999 in all Nuevo León",
    )


def claim_08_06(book: Book) -> Finding:
    """Where the program of Nuevo León starts."""
    row = book.table("1.2").loc["software_monterrey"]
    found = (row["direct_jobs"], row["production_2002_usd_million"])
    stated = (book.stated("ch08_program_jobs_start"), book.stated("ch08_program_sales_start"))
    return agrees_if(
        all(fits(value, number) for value, number in zip(found, stated, strict=True)),
        f"{found[0]:,} direct jobs and {found[1]:.1f} million dollars in Table 1.2",
    )


def claim_08_30(book: Book) -> Finding:
    """Global chains of transnational companies: in Monterrey, and in no other Mexican cluster."""
    codes = book.table("10.2").loc[MEXICAN, Governance.QUASI_HIERARCHY.value].astype(int)
    abroad = codes[codes.isin([ChainReach.GLOBAL, ChainReach.BOTH])]
    exports = book.table("1.2").at["software_monterrey", "exports_2002_usd_million"]
    return agrees_if(
        list(abroad.index) == ["monterrey_software"],
        f"code of quasi-hierarchy: {numbers_by_row(codes, 0, names=cluster_names(book))};"
        f" exports of Monterrey {exports:.1f} million dollars",
    )


def claim_08_07(book: Book) -> Finding:
    """Small firms of Jalisco, with the factory of IBM."""
    studied, census = (
        book.table("1.2").at["software_guadalajara", "firms"],
        book.table("8.1").at["jalisco", "economic_units"],
    )
    stated = book.stated("ch08_jalisco_small_firms").value
    return agrees_if(
        studied == stated + 1,
        f"{stated:.0f} and the IBM factory in the text; {studied} firms in Table 1.2, {census} registered in Table 8.1",
    )


def claim_08_20(book: Book) -> Finding:
    """People at the factory of IBM: not above those of the state in the census."""
    people, cluster = (
        book.table("8.1").at["jalisco", "employees"],
        book.table("1.2").at["software_guadalajara", "direct_jobs"],
    )
    stated = book.stated("ch08_ibm_factory_people").value
    return agrees_if(
        people >= stated,
        f"{stated:.0f} in one factory; {people} registered in the census of 1999, {cluster:,} jobs in Table 1.2",
    )


def claim_08_21(book: Book) -> Finding:
    """Firms with a storefront, beside the footnote of Table 1.2 on registered firms."""
    note, stated = book.describe("table_01_02")["footnotes"]["f"], book.stated("ch08_jalisco_storefronts")
    registered = [int(word) for word in note.split() if word.isdigit()]
    return agrees_if(registered == [stated.value], f"{stated.value:.0f} in the text; footnote f of Table 1.2: {note}")


def claim_08_22(book: Book) -> Finding:
    """Small producers of Jalisco abroad: a global chain of the cluster."""
    codes = book.table("10.2").loc["guadalajara_software", [form.value for form in Governance]].astype(int)
    return agrees_if(
        bool(codes.isin([ChainReach.GLOBAL, ChainReach.BOTH]).any()),
        f"codes of the chains, {ChainReach.GLOBAL.value} if global: {numbers_by_row(codes, 0)}",
    )
