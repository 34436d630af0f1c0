"""Statements of Chapter 1 on the studies: how many, in which chains, with what upgrading, by which indices."""

from __future__ import annotations

from clusterbook.chapters.ch10_cross_case.claims_tests import SUM, outcomes
from clusterbook.chapters.ch10_cross_case.claims_words import GLOBAL, by_sector, coded_chains, forms_line
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if, no_evidence
from clusterbook.reproduction.hedges import exactly
from clusterbook.reproduction.statements import fits
from clusterbook.vocabulary import Governance, Upgrading

TENTH = 0.1  # one unit of the last digit that Table 1.2 prints
HUNDREDTH = 0.01  # one unit of the last digit that Table 10.1 prints
RATINGS = [kind.column for kind in Upgrading]
INCOMPATIBLE = "footnotes b and c"
PRODUCTION = ("production_1995_usd_million", "production_2002_usd_million")
EXPORTS = ("exports_1996_usd_million", "exports_2002_usd_million")


def claim_01_01(book: Book) -> Finding:
    """Forty case studies."""
    rated, listed = book.table("10.2"), book.table("1.3")
    missing = rated.loc[~rated["cluster_id"].isin(listed["cluster_id"]), "cluster"]
    return agrees_if(
        fits(len(rated), book.stated("ch01_case_studies")),
        f"Table 10.2 has {len(rated)} clusters; Table 1.3 lists {len(listed)}, without {', '.join(missing)}",
    )


def claim_01_02(book: Book) -> Finding:
    """Twelve new cluster studies."""
    units = book.table("1.2")
    shared = units.loc[units["cluster_id"].duplicated(keep=False), "cluster"]
    return agrees_if(
        fits(len(units), book.stated("ch01_cluster_studies_new")),
        f"{len(units)} rows of Table 1.2, which are {units['cluster_id'].nunique()} clusters of Chapter 10; of one"
        f" cluster are {', '.join(shared)}",
    )


def claim_01_04(book: Book) -> Finding:
    """In the rows of note c exports exceed production."""
    units = book.table("1.2")
    marked = units[units["note"].fillna("").str.contains(INCOMPATIBLE)]
    exceeding = [marked[exports] > marked[production] for production, exports in zip(PRODUCTION, EXPORTS, strict=True)]
    rows = "; ".join(
        f"{name}: exports {row[EXPORTS[0]]:g} and {row[EXPORTS[1]]:g}, production {row[PRODUCTION[0]]:g} and"
        f" {row[PRODUCTION[1]]:g}"
        for name, row in marked.iterrows()
    )
    return agrees_if(all(found.all() for found in exceeding), f"million dollars, {rows}")


def claim_01_05(book: Book) -> Finding:
    """Firms often take part in clusters as well as in value chains."""
    codes = coded_chains(book)
    inserted, abroad = (codes > 0).any(axis=1).sum(), codes.isin(GLOBAL).any(axis=1).sum()
    return no_evidence(
        f"{inserted} of {len(codes)} coded clusters have a chain, {abroad} a global one; to be in a chain was a"
        " condition of choosing a case"
    )


def claim_01_08(book: Book) -> Finding:
    """Networks are the form least likely to occur."""
    codes = coded_chains(book)
    counts = (codes > 0).sum()
    return agrees_if(counts.idxmin() == Governance.NETWORK, f"Table 10.2: {forms_line(codes)}")


def claim_01_09(book: Book) -> Finding:
    """Sinos Valley upgraded its processes."""
    return _has_upgrading(book, "sinos_footwear", Upgrading.PROCESS)


def claim_01_10(book: Book) -> Finding:
    """Torreón's blue jeans upgraded their functions."""
    return _has_upgrading(book, "torreon_garment", Upgrading.FUNCTIONAL)


def claim_01_22(book: Book) -> Finding:
    """Experts in Italy and in four Latin American countries."""
    countries = book.table("1.2")["country"].unique()
    return no_evidence(
        f"no table says where the experts work; the field studies of Table 1.2 lie in {len(countries)} countries"
        f" ({', '.join(countries)})"
    )


def claim_01_23(book: Book) -> Finding:
    """The clusters have experienced some upgrading."""
    sums = outcomes(book)[SUM].dropna()
    return agrees_if(
        bool((sums > 0).all()),
        f"{(sums > 0).sum()} of {len(sums)} rated clusters have a sum above 0; the lowest is {sums.min():g}",
    )


def claim_01_24(book: Book) -> Finding:
    """All clusters are inserted in some form of chain."""
    codes = coded_chains(book)
    inserted = (codes > 0).any(axis=1)
    return agrees_if(
        bool(inserted.all()),
        f"{inserted.sum()} of {len(codes)} coded clusters of Table 10.2; {len(book.clusters) - len(codes)} is not"
        " available",
    )


def claim_01_25(book: Book) -> Finding:
    """The furniture figures are of 1996."""
    row, firm = book.table("1.2").loc["furniture"], book.table("5.6")
    pairs = [(PRODUCTION[0], "sales_usd_million"), (EXPORTS[0], "exports_usd_million")]
    return agrees_if(
        all(exactly(firm.at["1996", fact], row[cell], unit=TENTH) for cell, fact in pairs),
        "; ".join(f"Table 1.2 {row[cell]:g}, Table 5.6 in 1996 {firm.at['1996', fact]:g}" for cell, fact in pairs),
    )


def claim_01_26(book: Book) -> Finding:
    """Sixty firms are formally registered in Jalisco."""
    units, firms = (
        book.table("8.1").at["jalisco", "economic_units"],
        book.table("1.2").at["software_guadalajara", "firms"],
    )
    stated = book.stated("ch01_jalisco_registered_firms")
    return agrees_if(
        fits(units, stated),
        f"stated {stated.value:g}; Table 8.1 counts {units} units in the census of 1999, Table 1.2 has {firms} firms",
    )


def claim_01_27(book: Book) -> Finding:
    """The indices are sums of ratings."""
    index = book.table("10.1")
    names = {"external economies": "external_economies_index", "joint actions": "joint_actions_index"}
    printed = "; ".join(f"{name}: {by_sector(index[column])}" for name, column in names.items())
    return no_evidence(f"the ratings that were added up are not published; averages of Table 10.1: {printed}")


def claim_01_28(book: Book) -> Finding:
    """The index of collective efficiency is the average of its two parts."""
    index = book.table("10.1")
    halves = index[["external_economies_index", "joint_actions_index"]].mean(axis=1)
    printed = index["collective_efficiency_index"]
    return agrees_if(
        all(exactly(half, shown, unit=HUNDREDTH) for half, shown in zip(halves, printed, strict=True)),
        f"printed: {by_sector(printed)}; half sums: {by_sector(halves, digits=3)}",
    )


def claim_01_29(book: Book) -> Finding:
    """Ratings from 0 to 3."""
    ratings, scale = book.clusters[RATINGS].stack().dropna(), book.stated("ch01_upgrading_scale")
    return agrees_if(
        all(fits(rating, scale) for rating in ratings),
        f"{len(ratings)} ratings of {book.clusters[RATINGS].notna().any(axis=1).sum()} clusters, {ratings.min():g} to"
        f" {ratings.max():g}",
    )


def _has_upgrading(book: Book, cluster: str, kind: Upgrading) -> Finding:
    """A cluster is an example of a kind of upgrading: its rating is above zero."""
    rating = book.clusters.at[cluster, kind.column]
    return agrees_if(
        bool(rating > 0), f"{kind.value} upgrading of {book.clusters.at[cluster, 'cluster']}: {rating:g} of 3"
    )
