"""Statements of Chapter 8 on the cluster of Aguascalientes: it has no row in Table 8.1, and one in Table 1.2."""

from __future__ import annotations

from clusterbook.arithmetic import share_percent
from clusterbook.chapters.ch08_software.claims_industry import MEXICAN, cluster_names
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if, no_evidence
from clusterbook.reproduction.hedges import about, exactly
from clusterbook.reproduction.statements import fits, numbers_by_row
from clusterbook.vocabulary import ChainReach, Governance

CLUSTER, ROW = "aguascalientes_software", "software_aguascalientes"


def _members(book: Book) -> Finding:
    """Whether Table 1.2 counts as many firms as the text counts members."""
    firms, stated = book.table("1.2").at[ROW, "firms"], book.stated("ch08_aguascalientes_members").value
    catalog = book.stated("ch08_aguascalientes_catalog").value
    return agrees_if(
        firms == stated,
        f"{stated:.0f} members and {catalog:.0f} in the catalog by the text; {firms} firms in Table 1.2",
    )


def claim_08_09(book: Book) -> Finding:
    """Enterprises of the association."""
    return _members(book)


def claim_08_24(book: Book) -> Finding:
    """Businesses of the state, and those of the cluster."""
    return _members(book)


def claim_08_26(book: Book) -> Finding:
    """Enterprises in the catalog: the table has the number for the whole cluster."""
    firms, stated = book.table("1.2").at[ROW, "firms"], book.stated("ch08_aguascalientes_catalog").value
    return no_evidence(
        f"firms in a catalog looked for; Table 1.2 has {firms} firms of the cluster, made from the {stated:.0f} of this"
        " sentence"
    )


def claim_08_10(book: Book) -> Finding:
    """People and developers."""
    jobs = book.table("1.2").at[ROW, "direct_jobs"]
    people, developers = (book.stated(f"ch08_aguascalientes_{name}").value for name in ("people", "developers"))
    return agrees_if(
        jobs == people,
        f"{people:.0f} people, {developers:.0f} of them developers, by the text; {jobs} direct jobs in Table 1.2",
    )


def claim_08_11(book: Book) -> Finding:
    """Average sales of the enterprises: those of a firm of the table."""
    row, stated = book.table("1.2").loc[ROW], book.stated("ch08_aguascalientes_sales")
    sales, members = row["production_2002_usd_million"], book.stated("ch08_aguascalientes_members").value
    return agrees_if(
        fits(sales / row["firms"], stated),
        f"{sales:.1f} million dollars for {row['firms']} firms in Table 1.2; if each of {members:.0f} sold"
        f" {stated.value:.1f} million, {members * stated.value:.0f} million",
    )


def claim_08_23(book: Book) -> Finding:
    """The decision of 2000."""
    decade, year = str(book.table("1.2").at[ROW, "date_of_creation"]), book.stated("ch08_aguascalientes_promoted").value
    first = int(decade.removesuffix("s"))
    return agrees_if(first <= year < first + 10, f"{year:.0f} in the text, the {decade} in Table 1.2")


def claim_08_25(book: Book) -> Finding:
    """Exports of one company only: the table has domestic chains and no number of exporters."""
    codes = book.table("10.2").loc[CLUSTER, [form.value for form in Governance]].astype(int)
    exports = book.printed("1.2").at[ROW, "exports_2002_usd_million"]
    domestic = bool(codes.isin([ChainReach.ABSENT, ChainReach.DOMESTIC]).all())
    return agrees_if(
        domestic and bool(exports),
        f"codes of the chains, {ChainReach.GLOBAL.value} if global: {numbers_by_row(codes, 0)}; exports in Table 1.2:"
        f" {exports or 'n.a.'}",
        in_direction=domestic,
    )


def claim_08_27(book: Book) -> Finding:
    """Employees per enterprise, by the text and by the table."""
    row, stated = book.table("1.2").loc[ROW], book.stated("ch08_aguascalientes_firm_size")
    people, members = (book.stated(f"ch08_aguascalientes_{name}").value for name in ("people", "members"))
    sizes = {"text": people / members, "Table 1.2": row["direct_jobs"] / row["firms"]}
    return agrees_if(all(fits(size, stated) for size in sizes.values()), f"employees: {numbers_by_row(sizes)}")


def claim_08_28(book: Book) -> Finding:
    """Local businesses in the cluster: of the software firms, whose number is hedged."""
    members, firms, businesses, stated = (
        book.stated(f"ch08_aguascalientes_{name}").value
        for name in ("members", "software_firms", "it_businesses", "local_share")
    )
    implied = 100 * members / stated
    return agrees_if(
        about(implied, firms),
        f"{members:.0f} of {firms:.0f} software firms are {share_percent(members, firms):.0f} percent;"
        f" {stated:.0f} percent need {implied:.1f}; of {businesses:.0f} businesses they are"
        f" {share_percent(members, businesses):.1f}",
    )


def claim_08_29(book: Book) -> Finding:
    """The budget of 2001, beside another section of the chapter."""
    again, first, second = (
        book.stated(f"ch08_aguascalientes_budget_{year}").value for year in ("2001_again", "2001", "2002")
    )
    return agrees_if(
        exactly(again, first),
        f"{again:.0f} thousand dollars for 2001 here; {first:.0f} for 2001 and {second:.0f} for 2002 elsewhere",
    )


def claim_08_31(book: Book) -> Finding:
    """Most integrated: a network among its chains."""
    networks = book.table("10.2").loc[MEXICAN, Governance.NETWORK.value].astype(int)
    return agrees_if(
        bool(networks[CLUSTER] != ChainReach.ABSENT),
        f"code of network chains: {numbers_by_row(networks, 0, names=cluster_names(book))}",
    )
