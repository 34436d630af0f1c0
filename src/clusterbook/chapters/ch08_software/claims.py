"""Statements of Chapter 8, tested on its table and on Table 1.2."""

from __future__ import annotations

from clusterbook.arithmetic import share_percent
from clusterbook.chapters.ch08_software.measures import (
    SizeMeasure,
    WageReading,
    firm_sizes,
    shares_of_national,
    states_with_wage,
)
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if, no_evidence
from clusterbook.reproduction.hedges import about, at_least, exactly, fraction, more_than

NAMED = ["mexico_city", "nuevo_leon", "jalisco"]


def claim_08_01(book: Book) -> Finding:
    """Mexico City: 130 firms, about 2,500 employees, productivity of 23,000 dollars (source line 2545)."""
    row = book.table("8.1").loc["mexico_city"]
    right = (
        row["economic_units"] == 130
        and about(row["employees"], 2500)
        and exactly(row["productivity_usd_per_employee"], 23000, unit=1000)
    )
    return agrees_if(
        right,
        f"{row['economic_units']} firms, {row['employees']:,} employees, {row['productivity_usd_per_employee']:,}"
        " dollars",
    )


def claim_08_02(book: Book) -> Finding:
    """In Mexico City wages are about a third of value added (source line 2545)."""
    share = book.table("8.1").at["mexico_city", "wages_share_percent"]
    return agrees_if(fraction(share, 100 / 3), f"{share} percent; a third is {100 / 3:.1f}, a quarter {100 / 4:.1f}")


def claim_08_03(book: Book) -> Finding:
    """A few regions hold most of the industry (source line 2525)."""
    units, people = (
        shares_of_national(book.table("8.1"), column)[NAMED].sum() for column in ("economic_units", "employees")
    )
    return agrees_if(
        more_than(min(units, people), 50),
        f"Mexico City, Nuevo León and Jalisco: {units:.0f} percent of firms, {people:.0f} of employees",
    )


def claim_08_04(book: Book) -> Finding:
    """The 238 software firms employ about 22,000 people (source line 2521)."""
    row = book.table("8.1").loc["total_national"]
    return agrees_if(
        about(row["employees"], 22000),
        f"{row['economic_units']} firms with {row['employees']:,} employees",
    )


def claim_08_05(book: Book) -> Finding:
    """One firm of Monterrey employs about 2,000 people (source line 2568)."""
    people = book.table("8.1").at["nuevo_leon", "employees"]
    return agrees_if(
        about(people, 2000) or at_least(people, 2000),
        f"the census of 1999 has {people} employees in all Nuevo León; Table 1.2 prints 2,000 jobs for the cluster",
    )


def claim_08_06(book: Book) -> Finding:
    """Monterrey starts from 2,000 jobs and sales of 120 million dollars (source line 2582)."""
    row = book.table("1.2").loc["software_monterrey"]
    right = row["direct_jobs"] == 2000 and row["production_2002_usd_million"] == 120
    return agrees_if(
        right,
        f"Table 1.2: {row['direct_jobs']:,} direct jobs, production of {row['production_2002_usd_million']} million",
    )


def claim_08_07(book: Book) -> Finding:
    """In Jalisco 151 small firms work beside the software factory of IBM (source line 2600)."""
    studied = book.table("1.2").at["software_guadalajara", "firms"]
    counted = book.table("8.1").at["jalisco", "economic_units"]
    return agrees_if(
        studied == counted == 152,
        f"Table 1.2 has {studied} firms, 151 and IBM; the census has {counted}",
        in_direction=studied == 152,
    )


def claim_08_08(book: Book) -> Finding:
    """The firms of Guadalajara are smaller than those of the other clusters (source line 2600)."""
    table = book.table("8.1").loc[NAMED]
    sizes = firm_sizes(table)
    words = ", ".join(f"{table.at[row, 'label']} {size:.1f}" for row, size in sizes.items())
    return agrees_if(sizes.idxmin() == "jalisco", f"employees a firm: {words}")


def claim_08_09(book: Book) -> Finding:
    """The Aguascalientes cluster has 34 enterprises (source line 2690)."""
    firms = book.table("1.2").at["software_aguascalientes", "firms"]
    return agrees_if(firms == 34, f"Table 1.2 prints {firms} firms")


def claim_08_10(book: Book) -> Finding:
    """The Aguascalientes cluster employs 230 people, 121 of them developers (source line 2716)."""
    jobs = book.table("1.2").at["software_aguascalientes", "direct_jobs"]
    return agrees_if(jobs == 230, f"Table 1.2 prints {jobs} direct jobs", in_direction=jobs == 121)


def claim_08_11(book: Book) -> Finding:
    """Sales around 4.3 million dollars in Aguascalientes (source line 2690)."""
    sales = book.table("1.2").at["software_aguascalientes", "production_2002_usd_million"]
    return agrees_if(about(sales, 4.3), f"Table 1.2 prints a production of {sales} million")


def claim_08_12(book: Book) -> Finding:
    """Pay follows the value that an employee adds (source line 2499)."""
    readings = [states_with_wage(book.table("8.1"), reading) for reading in WageReading]
    same = [
        bool((states["productivity_usd_per_employee"].rank() == states["average_wage_usd"].rank()).all())
        for states in readings
    ]
    return agrees_if(
        all(same),
        f"productivity and wage have one order in {len(readings[0])} rows: "
        + ", ".join(
            f"{'yes' if fits else 'no'} with the {reading.value} wage of Nuevo León"
            for fits, reading in zip(same, WageReading, strict=True)
        ),
    )


def claim_08_13(book: Book) -> Finding:
    """Mexico City is the largest software cluster (source line 2531)."""
    shares = [shares_of_national(book.table("8.1"), measure)["mexico_city"] for measure in SizeMeasure]
    return agrees_if(
        min(shares) > 50,
        f"{shares[0]:.0f} percent of the firms, {shares[1]:.0f} of the employees, {shares[2]:.0f} of the value added",
    )


def claim_08_14(book: Book) -> Finding:
    """Mexico has 0.31 percent of a world market of 196 million dollars, or 597 million (source line 2513)."""
    share, world, mexico = 0.31, 196.0, 597.0
    found = share_percent(mexico, world)
    return agrees_if(
        exactly(found, share, unit=0.01),
        f"597 is {found:.0f} percent of 196 million; of 196 billion it is {found / 1000:.2f} percent",
    )


def claim_08_15(book: Book) -> Finding:
    """Size classes of the information-technology firms (source line 2521)."""
    return no_evidence(f"no table gives size classes; the four shares of the text add to {92 + 7 + 0.88 + 0.20:.2f}")
