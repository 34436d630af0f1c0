"""Claims of Chapter 10 on collective efficiency: sectors in Table 10.1, single clusters in Tables 10.4 to 10.6."""

from __future__ import annotations

import pandas as pd

from clusterbook.chapters.ch10_cross_case.claims_words import (
    FRUIT,
    by_sector,
    degrees_line,
    names,
    ratings_line,
    sector_of,
)
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if, no_evidence
from clusterbook.reproduction.hedges import less_than, more_than
from clusterbook.vocabulary import CollectiveEfficiency, Sector

HIGH_SECTORS = [Sector.NATURAL_RESOURCE, Sector.SPECIALIZED]
MANGOES, MELONS, APPLES = FRUIT


def claim_10_01(book: Book) -> Finding:
    """Collective efficiency reaches higher levels in natural resources and software."""
    return _two_sectors_ahead(book)


def claim_10_114(book: Book) -> Finding:
    """On the whole collective efficiency is higher in natural resources and software."""
    return _two_sectors_ahead(book)


def claim_10_02(book: Book) -> Finding:
    """Complex products have lower collective efficiency, largely because of very few joint actions."""
    return _complex_lowest_by_joint_action(book)


def claim_10_115(book: Book) -> Finding:
    """Complex products have lower collective efficiency, largely because of little joint action."""
    return _complex_lowest_by_joint_action(book)


def claim_10_03(book: Book) -> Finding:
    """In all four sectors external economies are more common than joint action."""
    return _economies_exceed_joint_action(book, list(Sector))


def claim_10_29(book: Book) -> Finding:
    """In general external economies are more common than joint actions."""
    return _economies_exceed_joint_action(book, list(Sector))


def claim_10_31(book: Book) -> Finding:
    """Natural resources and traditional manufacturing have more external economies than joint actions."""
    return _economies_exceed_joint_action(book, [Sector.NATURAL_RESOURCE, Sector.TRADITIONAL])


def claim_10_06(book: Book) -> Finding:
    """External economies appear especially low in complex products."""
    economies = _index(book, "external_economies")
    own, others = economies[Sector.COMPLEX], economies.drop(Sector.COMPLEX)
    return agrees_if(
        own < others.min(), f"external economies: {by_sector(economies)}", in_direction=bool(own < others.mean())
    )


def claim_10_27(book: Book) -> Finding:
    """The degree of collective efficiency varies across the four sectors."""
    index = _index(book, "collective_efficiency")
    return agrees_if(index.is_unique, f"index of collective efficiency: {by_sector(index)}")


def claim_10_28(book: Book) -> Finding:
    """Traditional manufacturing shows an intermediate degree of collective efficiency."""
    index = _index(book, "collective_efficiency")
    degrees = sector_of(book, Sector.TRADITIONAL)["collective_efficiency"].value_counts()
    medium = int(degrees[CollectiveEfficiency.MEDIUM])
    return agrees_if(
        index.min() < index[Sector.TRADITIONAL] < index.max() and more_than(medium, degrees.sum() / 2),
        f"index of collective efficiency: {by_sector(index)}; {medium} of {degrees.sum()} clusters are Medium",
    )


def claim_10_54(book: Book) -> Finding:
    """Joint actions are higher in number and variety in software."""
    actions = _index(book, "joint_actions")
    return agrees_if(actions.idxmax() == Sector.SPECIALIZED, f"joint action: {by_sector(actions)}")


def claim_10_04(book: Book) -> Finding:
    """Sinos Valley and León are clearly ahead of the other traditional clusters."""
    high = _with_degree(book, Sector.TRADITIONAL, CollectiveEfficiency.HIGH)
    return agrees_if(
        set(high) == {"sinos_footwear", "leon_footwear"},
        f"High among {len(sector_of(book, Sector.TRADITIONAL))} clusters: {names(book, high)}",
    )


def claim_10_05(book: Book) -> Finding:
    """In a very few traditional clusters, Chipilo and Torreón among them, the degree is low."""
    low, clusters = (
        _with_degree(book, Sector.TRADITIONAL, CollectiveEfficiency.LOW),
        sector_of(book, Sector.TRADITIONAL),
    )
    return agrees_if(
        {"chipilo_furniture", "torreon_garment"} <= set(low) and less_than(len(low), len(clusters) / 2),
        f"Low: {len(low)} of {len(clusters)}, {names(book, low)}",
    )


def claim_10_30(book: Book) -> Finding:
    """Chipilo's minimal external economies may be explained by its very recent origin."""
    created = book.table("1.2").at["furniture", "date_of_creation"]
    return no_evidence(
        "external economies of a single cluster were looked for and never published; Table 10.4:"
        f" {degrees_line(book, ['chipilo_furniture'])}, Table 1.2: {created}"
    )


def claim_10_32(book: Book) -> Finding:
    """Torreón's results are very similar to Chipilo's, with almost no horizontal joint action."""
    pair = ["torreon_garment", "chipilo_furniture"]
    degrees = book.clusters.loc[pair, "collective_efficiency"]
    low = bool((degrees == CollectiveEfficiency.LOW).all())
    return agrees_if(False, f"collective efficiency: {degrees_line(book, pair)}", in_direction=low)  # of both parts


def claim_10_34(book: Book) -> Finding:
    """The three fruit clusters differ remarkably in joint actions."""
    degrees = book.clusters.loc[FRUIT, "collective_efficiency"]
    return agrees_if(degrees.is_unique, _fruit_degrees(book), in_direction=degrees.nunique() > 1)


def claim_10_36(book: Book) -> Finding:
    """In joint actions Petrolina-Juazeiro is at one extreme and the melons at the other."""
    degrees = book.clusters["collective_efficiency"].cat.codes
    above, between = degrees[MANGOES] > degrees[MELONS], degrees[MELONS] < degrees[APPLES] < degrees[MANGOES]
    return agrees_if(bool(above and between), _fruit_degrees(book), in_direction=bool(above))


def claim_10_37(book: Book) -> Finding:
    """In joint actions the apples of Santa Catarina are somewhere in between."""
    degrees = book.clusters["collective_efficiency"].cat.codes
    return agrees_if(bool(degrees[MELONS] < degrees[APPLES] < degrees[MANGOES]), _fruit_degrees(book))


def claim_10_41(book: Book) -> Finding:
    """The melon cluster stands out for its comparatively low level of joint action."""
    degrees = book.clusters["collective_efficiency"].cat.codes
    lowest = bool(degrees[MELONS] < degrees[[MANGOES, APPLES]].min())
    return agrees_if(False, _fruit_degrees(book), in_direction=lowest)  # the grade is not of joint action alone


def claim_10_52(book: Book) -> Finding:
    """In complex products joint actions are generally limited, with two exceptions."""
    actions, clusters = _index(book, "joint_actions"), sector_of(book, Sector.COMPLEX)
    above = clusters.index[clusters["collective_efficiency"] > CollectiveEfficiency.LOW]
    lowest = actions.idxmin() == Sector.COMPLEX
    return agrees_if(
        lowest and set(above) == {"sao_jose_aeronautics", "espirito_santo_metalworking"},
        f"joint action: {by_sector(actions)}; above Low in Table 10.6: {len(above)} of {len(clusters)}",
        in_direction=lowest,
    )


def claim_10_78(book: Book) -> Finding:
    """In complex products often little collective efficiency is detected."""
    index, clusters = _index(book, "collective_efficiency"), sector_of(book, Sector.COMPLEX)
    low = _with_degree(book, Sector.COMPLEX, CollectiveEfficiency.LOW)
    high = _with_degree(book, Sector.COMPLEX, CollectiveEfficiency.HIGH)
    return agrees_if(
        more_than(len(low), len(clusters) / 2),
        f"Low {len(low)}, High {len(high)} of {len(clusters)} clusters in Table 10.6; index: {by_sector(index)}",
        in_direction=index.idxmin() == Sector.COMPLEX,
    )


def claim_10_80(book: Book) -> Finding:
    """Three footwear clusters illustrate that product upgrading rises with collective efficiency."""
    shoes = ["guadalajara_footwear", "leon_footwear", "sinos_footwear"]
    rated = book.clusters.loc[shoes]
    ordered = rated.sort_values(["collective_efficiency", "upgrading_product"])["upgrading_product"]
    by_degree = rated.groupby("collective_efficiency", observed=True)["upgrading_product"].agg(["min", "max"])
    return agrees_if(
        bool((by_degree["max"] < by_degree["min"].shift(-1)).iloc[:-1].all()),
        f"collective efficiency: {degrees_line(book, shoes)}; upgrading: {ratings_line(book, shoes)}",
        in_direction=ordered.is_monotonic_increasing and ordered.iloc[0] < ordered.iloc[-1],
    )


def claim_10_116(book: Book) -> Finding:
    """In some cases a low degree of collective efficiency may seriously hinder upgrading."""
    clusters = book.clusters.assign(sum=book.clusters.filter(like="upgrading_").sum(axis=1, min_count=1))
    low = clusters[clusters["collective_efficiency"] == CollectiveEfficiency.LOW]
    means = clusters.groupby("sector")["sum"].mean()
    below = low.index[low["sum"] < low["sector"].map(means)]
    sums = ", ".join(f"{row['cluster']} {row['sum']:g}" for _, row in low.iterrows())
    return agrees_if(
        len(below) > 1,
        f"sums of the ratings of the Low clusters: {sums}; below the average of the sector: {names(book, below)}",
    )


def _index(book: Book, name: str) -> pd.Series:
    """One index of Table 10.1 by sector."""
    return book.table("10.1")[f"{name}_index"]


def _two_sectors_ahead(book: Book) -> Finding:
    """Whether natural resources and software both lie above the other two sectors."""
    index = _index(book, "collective_efficiency")
    return agrees_if(
        index[HIGH_SECTORS].min() > index.drop(HIGH_SECTORS).max(),
        f"index of collective efficiency: {by_sector(index)}",
    )


def _complex_lowest_by_joint_action(book: Book) -> Finding:
    """Whether complex products lie lowest, and farther below the leading sectors in joint action than in economies."""
    index, actions, economies = (
        _index(book, name) for name in ("collective_efficiency", "joint_actions", "external_economies")
    )
    lowest = index.idxmin() == actions.idxmin() == Sector.COMPLEX
    gaps = {
        name: part[HIGH_SECTORS].mean() - part[Sector.COMPLEX]
        for name, part in (("actions", actions), ("economies", economies))
    }
    return agrees_if(
        lowest and gaps["actions"] > gaps["economies"],
        f"index: {by_sector(index)}; complex products lie {gaps['actions']:.2f} below the two leading sectors in joint"
        f" action and {gaps['economies']:.2f} in external economies",
    )


def _economies_exceed_joint_action(book: Book, sectors: list[Sector]) -> Finding:
    """Whether external economies exceed joint action in each of the sectors."""
    economies, actions = _index(book, "external_economies")[sectors], _index(book, "joint_actions")[sectors]
    return agrees_if(
        bool((economies > actions).all()),
        f"external economies: {by_sector(economies)}; joint action: {by_sector(actions)}",
    )


def _with_degree(book: Book, sector: Sector, degree: CollectiveEfficiency) -> list[str]:
    """Clusters of a sector with a degree of collective efficiency."""
    clusters = sector_of(book, sector)
    return list(clusters.index[clusters["collective_efficiency"] == degree])


def _fruit_degrees(book: Book) -> str:
    """Degrees of the three fruit clusters in words."""
    return f"collective efficiency in Table 10.5: {degrees_line(book, FRUIT)}"
