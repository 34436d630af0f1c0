"""Statements of Chapter 2 on the cluster itself: its chains, its upgrading and its collective efficiency."""

from __future__ import annotations

from clusterbook.chapters.ch10_cross_case.claims_tests import SUM, line, outcomes, pairs, related
from clusterbook.chapters.ch10_cross_case.claims_words import chains_line, coded_chains
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if, no_evidence
from clusterbook.reproduction.statements import numbers_by_row
from clusterbook.vocabulary import Sector, Upgrading

REGION = "boaco_chontales_dairy"
SECTOR = Sector.NATURAL_RESOURCE
PRODUCTION = "production_2002_usd_million"


def claim_02_11(book: Book) -> Finding:
    """Process and functional upgrading are the most noteworthy."""
    ratings = _ratings(book)
    named = min(ratings[Upgrading.PROCESS], ratings[Upgrading.FUNCTIONAL])
    others = max(ratings[Upgrading.PRODUCT], ratings[Upgrading.INTERSECTORAL])
    return agrees_if(named > others, f"ratings: {numbers_by_row(ratings, digits=0)}", in_direction=named >= others)


def claim_02_12(book: Book) -> Finding:
    """What the arrival of the Salvadoran entrepreneurs induced."""
    return no_evidence(f"no table has causes; {_beside_the_sector(book, Upgrading.PROCESS, Upgrading.FUNCTIONAL)}")


def claim_02_13(book: Book) -> Finding:
    """Quasi-hierarchical relations with large companies."""
    code = book.clusters.at[REGION, "quasi_hierarchy"]
    return no_evidence(f"Table 10.2 codes quasi-hierarchy {code} (a global chain), evidently from this very sentence")


def claim_02_17(book: Book) -> Finding:
    """External economies at an incipient stage."""
    degree = book.clusters.at[REGION, "collective_efficiency"]
    index = book.table("10.1").at[SECTOR, "external_economies_index"]
    return no_evidence(
        f"external economies of this cluster were not published; collective efficiency {degree}, average of the"
        f" sector's external economies {index:g}"
    )


def claim_02_18(book: Book) -> Finding:
    """Numerous chains."""
    counts = (coded_chains(book, SECTOR) > 0).sum(axis=1)
    most = int((counts == counts.max()).sum())
    return no_evidence(
        f"Table 10.2 codes forms, not chains, and was coded from this chapter: {counts[REGION]} of 4 forms"
        f" ({chains_line(book, [REGION])}); so many in {most} of {len(counts)} clusters of the sector"
    )


def claim_02_20(book: Book) -> Finding:
    """A variety of patterns of governance."""
    forms = (coded_chains(book).loc[REGION] > 0).sum()
    return no_evidence(f"Table 10.2 was coded from this chapter: {forms} forms, {chains_line(book, [REGION])}")


def claim_02_21(book: Book) -> Finding:
    """Process upgrading as the basis of the transformations."""
    ratings = numbers_by_row(_ratings(book), digits=0)
    return no_evidence(f"ratings do not tell which kind was the basis of the others: {ratings}")


def claim_02_22(book: Book) -> Finding:
    """Product innovations have started."""
    rating = _ratings(book)[Upgrading.PRODUCT]
    return no_evidence(f"Table 10.5 was rated from this chapter: product upgrading {rating:g} of 3")


def claim_02_23(book: Book) -> Finding:
    """Development behind that of other well-known clusters."""
    sums = outcomes(book)[SUM].dropna()
    sector = sums[book.clusters.loc[sums.index, "sector"] == SECTOR]
    production = book.table("1.2")[PRODUCTION]
    above = int((sector > sector[REGION]).sum())
    return agrees_if(
        bool(sector[REGION] < sector.drop(REGION).min()),
        f"sum of upgrading {sector[REGION]:g}, mean of the sector {sector.mean():.2f}, {above} of {len(sector)} above"
        f" it; production {production['dairy']:g} million dollars, salmon {production['salmon']:,.0f}",
    )


def claim_02_24(book: Book) -> Finding:
    """Outstanding functional, process and product upgrading."""
    kinds = (Upgrading.FUNCTIONAL, Upgrading.PROCESS, Upgrading.PRODUCT)
    ratings, means = _ratings(book), _sector_means(book)
    return agrees_if(
        all(ratings[kind] > means[kind] for kind in kinds),
        _beside_the_sector(book, *kinds),
        in_direction=all(ratings[kind] > 0 for kind in kinds),
    )


def claim_02_25(book: Book) -> Finding:
    """Collective efficiency matters for upgrading."""
    kinds = "; ".join(line(pair) for pair in pairs(book, "collective efficiency", sectors=(SECTOR,)))
    return related(pairs(book, "collective efficiency", [SUM], sectors=(SECTOR,)), note=kinds)


def claim_02_26(book: Book) -> Finding:
    """Who controls the three growing chains."""
    return no_evidence(f"Table 10.2 codes forms of governance, not owners: {chains_line(book, [REGION])}")


def _ratings(book: Book) -> dict[str, float]:
    """The four ratings of the cluster by kind of upgrading."""
    return {kind.value: float(book.clusters.at[REGION, kind.column]) for kind in Upgrading}


def _sector_means(book: Book) -> dict[str, float]:
    """Mean ratings of the natural-resource clusters by kind of upgrading."""
    clusters = book.clusters[book.clusters["sector"] == SECTOR]
    return {kind.value: float(clusters[kind.column].mean()) for kind in Upgrading}


def _beside_the_sector(book: Book, *kinds: Upgrading) -> str:
    """Ratings of the cluster beside the means of its sector."""
    ratings, means = _ratings(book), _sector_means(book)
    return ", ".join(f"{kind.value} {ratings[kind]:g} (mean of the sector {means[kind]:.2f})" for kind in kinds)
