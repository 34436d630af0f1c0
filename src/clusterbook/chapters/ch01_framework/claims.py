"""Statements of Chapter 1 that its tables can test."""

from __future__ import annotations

from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if
from clusterbook.vocabulary import Sector

CASE_STUDIES = 40  # line 188
FIELD_STUDIES = 12  # line 184
INCOMPATIBLE = "footnotes b and c"


def claim_01_01(book: Book) -> Finding:
    """Forty case studies are listed in Table 1.3."""
    listed, rated = book.table("1.3"), book.table("10.2")
    missing = rated.loc[~rated["cluster_id"].isin(listed["cluster_id"]), "cluster"]
    return agrees_if(
        len(listed) == CASE_STUDIES,
        f"Table 1.3 lists {len(listed)}; Table 10.2 has {len(rated)}; only there: {', '.join(missing)}",
    )


def claim_01_02(book: Book) -> Finding:
    """Twelve new cluster studies were made."""
    units = book.table("1.2")
    shared = units.loc[units["cluster_id"].duplicated(keep=False), "cluster"]
    evidence = (
        f"{len(units)} rows, which are {units['cluster_id'].nunique()} clusters of Chapter 10; of one cluster are"
        f" {', '.join(shared)}"
    )
    return agrees_if(len(units) == FIELD_STUDIES, evidence)


def claim_01_03(book: Book) -> Finding:
    """Traditional manufacturing and natural-resource-based clusters are by far the most frequent."""
    counts = book.table("10.2")["sector"].value_counts()
    common = counts[[Sector.TRADITIONAL, Sector.NATURAL_RESOURCE]].sum()
    return agrees_if(common > counts.sum() / 2, f"{common} of {counts.sum()} clusters of Table 10.2")


def claim_01_04(book: Book) -> Finding:
    """Exports exceed production exactly in the rows that the footnote marks."""
    units = book.table("1.2")
    exceeding = set(units.index[units["exports_2002_usd_million"] > units["production_2002_usd_million"]])
    marked = set(units.index[units["note"].fillna("").str.contains(INCOMPATIBLE)])
    return agrees_if(
        exceeding == marked,
        f"exports exceed production in {', '.join(sorted(exceeding))}; marked are {', '.join(sorted(marked))}",
    )
