"""Statements of Chapter 10 that its tables can test."""

from __future__ import annotations

import pandas as pd

from clusterbook.chapters.ch10_cross_case.choices import Relation
from clusterbook.chapters.ch10_cross_case.study import Study
from clusterbook.chapters.ch10_cross_case.verdicts import sector_association, verdict_of
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if, no_evidence
from clusterbook.vocabulary import ChainReach, CollectiveEfficiency, Governance, Sector, Upgrading, Verdict

GLOBAL = [ChainReach.GLOBAL, ChainReach.BOTH]
RATED_SECTORS = [Sector.TRADITIONAL, Sector.NATURAL_RESOURCE, Sector.COMPLEX]
NO_RATINGS = "the ratings of the software clusters were never published"


def claim_10_01(book: Book) -> Finding:
    """Collective efficiency is higher in natural-resource-based and software clusters."""
    index = book.table("10.1")["collective_efficiency_index"]
    higher = index[[Sector.NATURAL_RESOURCE, Sector.SPECIALIZED]].min()
    lower = index[[Sector.TRADITIONAL, Sector.COMPLEX]].max()
    return agrees_if(higher > lower, f"at least {higher} there, at most {lower} in the other two sectors")


def claim_10_02(book: Book) -> Finding:
    """Complex products have the lowest collective efficiency, because of few joint actions."""
    table = book.table("10.1")
    lowest = [table[column].idxmin() for column in ("collective_efficiency_index", "joint_actions_index")]
    return agrees_if(
        lowest == [Sector.COMPLEX] * 2, f"lowest index: {lowest[0]}; lowest joint action: {lowest[1]}".replace("_", " ")
    )


def claim_10_03(book: Book) -> Finding:
    """In all four sectors external economies are commoner than joint action."""
    gap = book.table("10.1")["external_economies_index"] - book.table("10.1")["joint_actions_index"]
    return agrees_if(
        bool((gap > 0).all()), f"external economies exceed joint action by {gap.min():.2f} to {gap.max():.2f} points"
    )


def claim_10_04(book: Book) -> Finding:
    """Sinos Valley and León are ahead of the other traditional clusters."""
    high = _with_degree(book, CollectiveEfficiency.HIGH)
    return agrees_if(
        high == ["leon_footwear", "sinos_footwear"], f"High in traditional manufacturing: {', '.join(high)}"
    )


def claim_10_05(book: Book) -> Finding:
    """Only a few traditional clusters, Chipilo and Torreón among them, have low collective efficiency."""
    low = _with_degree(book, CollectiveEfficiency.LOW)
    return agrees_if(
        {"chipilo_furniture", "torreon_garment"} <= set(low), f"Low in traditional manufacturing: {', '.join(low)}"
    )


def claim_10_06(book: Book) -> Finding:
    """External economies are especially low in complex products clusters."""
    economies = book.table("10.1")["external_economies_index"]
    others = economies.drop(Sector.COMPLEX)
    return agrees_if(
        economies[Sector.COMPLEX] < others.min(),
        f"{economies[Sector.COMPLEX]} against {others.min()} in the lowest other sector",
    )


def claim_10_07(book: Book) -> Finding:
    """No software cluster is part of a quasi-hierarchical chain."""
    clusters = book.clusters
    software = clusters[clusters["sector"] == Sector.SPECIALIZED]
    present = software.index[software[Governance.QUASI_HIERARCHY] > 0]
    return agrees_if(present.empty, f"Table 10.2 codes quasi hierarchy in: {', '.join(present) or 'none'}")


def claim_10_08(book: Book) -> Finding:
    """Traditional manufacturing: product upgrading rises with collective efficiency."""
    return _relation(book, Sector.TRADITIONAL, kinds=[Upgrading.PRODUCT], relation=Relation.COLLECTIVE_EFFICIENCY)


def claim_10_09(book: Book) -> Finding:
    """Traditional manufacturing: collective efficiency and process upgrading are clearly linked."""
    return _relation(book, Sector.TRADITIONAL, kinds=[Upgrading.PROCESS], relation=Relation.COLLECTIVE_EFFICIENCY)


def claim_10_10(book: Book) -> Finding:
    """Traditional manufacturing: a positive, if weak, relation with functional upgrading."""
    return _relation(book, Sector.TRADITIONAL, kinds=[Upgrading.FUNCTIONAL], relation=Relation.COLLECTIVE_EFFICIENCY)


def claim_10_11(book: Book) -> Finding:
    """Natural resources: product and process upgrading rise with collective efficiency."""
    return _relation(
        book,
        Sector.NATURAL_RESOURCE,
        kinds=[Upgrading.PRODUCT, Upgrading.PROCESS],
        relation=Relation.COLLECTIVE_EFFICIENCY,
    )


def claim_10_12(book: Book) -> Finding:
    """Natural resources: functional upgrading is very rare."""
    ratings = _ratings(book, Sector.NATURAL_RESOURCE, kind=Upgrading.FUNCTIONAL)
    rated = int((ratings > 0).sum())
    return agrees_if(
        rated < len(ratings) / 2,
        f"{rated} of {len(ratings)} clusters have any",
    )


def claim_10_13(book: Book) -> Finding:
    """Complex products: collective efficiency is unrelated to upgrading."""
    results = [
        _tested(book, Sector.COMPLEX, kind=kind, relation=Relation.COLLECTIVE_EFFICIENCY)
        for kind in (Upgrading.PRODUCT, Upgrading.PROCESS, Upgrading.FUNCTIONAL)
    ]
    words = "; ".join(evidence for _, _, evidence in results)
    neutral = [outcome == Verdict.NEUTRAL for outcome, _, _ in results]
    return agrees_if(all(neutral), words, in_direction=any(neutral))


def claim_10_14(book: Book) -> Finding:
    """Complex products: process upgrading is stronger than product upgrading."""
    process, product = (
        _ratings(book, Sector.COMPLEX, kind=kind).mean() for kind in (Upgrading.PROCESS, Upgrading.PRODUCT)
    )
    return agrees_if(process > product, f"means {process:.2f} and {product:.2f}")


def claim_10_15(book: Book) -> Finding:
    """Complex products: only Juárez and São José dos Campos have upgraded functionally."""
    ratings = _ratings(book, Sector.COMPLEX, kind=Upgrading.FUNCTIONAL)
    upgraded = sorted(ratings.index[ratings > 0])
    return agrees_if(
        upgraded == ["juarez_automotive", "sao_jose_aeronautics"],
        f"Table 10.6 rates {len(upgraded)} above zero: {', '.join(upgraded)}",
    )


def claim_10_16(book: Book) -> Finding:
    """Complex products: quasi hierarchy in global chains prevails."""
    clusters = book.clusters
    codes = clusters.loc[clusters["sector"] == Sector.COMPLEX, Governance.QUASI_HIERARCHY]
    present = int(codes.isin(GLOBAL).sum())
    return agrees_if(present > len(codes) / 2, f"{present} of {len(codes)} clusters")


def claim_10_17(book: Book) -> Finding:
    """Software clusters sell in domestic market or network chains."""
    clusters = book.clusters
    software = clusters[clusters["sector"] == Sector.SPECIALIZED]
    domestic = (software[[Governance.MARKET, Governance.NETWORK]] == ChainReach.DOMESTIC).any(axis=1)
    return agrees_if(
        bool(domestic.all()),
        f"{int(domestic.sum())} of {len(software)} clusters have a domestic market or network chain",
    )


def claim_10_18(book: Book) -> Finding:
    """Leaders of global chains almost always inhibit functional upgrading."""
    results = [_tested(book, sector, kind=Upgrading.FUNCTIONAL, relation=Relation.LEADERS) for sector in RATED_SECTORS]
    words = "; ".join(evidence for _, _, evidence in results)
    negative = [tau < 0 for _, tau, _ in results]
    return agrees_if(all(outcome == Verdict.NEGATIVE for outcome, _, _ in results), words, in_direction=all(negative))


def claim_10_19(book: Book) -> Finding:
    """Functional upgrading is rarer than product and process upgrading in every sector."""
    means = book.clusters.groupby("sector")[[kind.column for kind in Upgrading]].mean().loc[RATED_SECTORS]
    lower = means[Upgrading.FUNCTIONAL.column] < means[[Upgrading.PRODUCT.column, Upgrading.PROCESS.column]].min(axis=1)
    words = ", ".join(f"{value:.2f}" for value in means[Upgrading.FUNCTIONAL.column])
    return agrees_if(
        bool(lower.all()),
        f"mean functional ratings {words} in the three rated sectors, below product and process in {int(lower.sum())}",
    )


def claim_10_20(book: Book) -> Finding:
    """Functional upgrading is more common in software than elsewhere."""
    return no_evidence(NO_RATINGS)


def claim_10_21(book: Book) -> Finding:
    """Natural resources: many forms of governance occur, not quasi hierarchy alone."""
    clusters = book.clusters
    resource = clusters[clusters["sector"] == Sector.NATURAL_RESOURCE]
    counts = {form.label: int((resource[form] > 0).sum()) for form in Governance}
    return agrees_if(min(counts.values()) > 0, ", ".join(f"{form} in {count}" for form, count in counts.items()))


def claim_10_22(book: Book) -> Finding:
    """In traditional and resource-based clusters the leaders of global chains favour better products and processes."""
    pairs = [(sector, kind) for sector in RATED_SECTORS[:2] for kind in (Upgrading.PRODUCT, Upgrading.PROCESS)]
    results = [_tested(book, sector, kind=kind, relation=Relation.LEADERS) for sector, kind in pairs]
    words = "; ".join(evidence for _, _, evidence in results)
    return agrees_if(
        all(outcome == Verdict.POSITIVE for outcome, _, _ in results),
        words,
        in_direction=all(tau > 0 for _, tau, _ in results),
    )


def _with_degree(book: Book, degree: CollectiveEfficiency) -> list[str]:
    """Traditional clusters with a degree of collective efficiency."""
    clusters = book.clusters
    chosen = (clusters["sector"] == Sector.TRADITIONAL) & (clusters["collective_efficiency"] == degree)
    return sorted(clusters.index[chosen])


def _ratings(book: Book, sector: Sector, *, kind: Upgrading) -> pd.Series:
    """Ratings of one kind of upgrading in one sector."""
    clusters = book.clusters
    return clusters.loc[clusters["sector"] == sector, kind.column]


def _tested(book: Book, sector: Sector, *, kind: Upgrading, relation: Relation) -> tuple[Verdict, float, str]:
    """Verdict, tau-b and the line that states them."""
    study = Study(book.clusters, relation, sectors=(sector,))
    result = sector_association(study, study.compared(kind))
    outcome = verdict_of(result, study.settings)
    return (
        outcome,
        result.coefficient,
        f"{sector.label}, {kind.value}: tau-b {result.coefficient:.2f}, exact p {result.exact_p:.2f} ({outcome})",
    )


def _relation(book: Book, sector: Sector, *, kinds: list[Upgrading], relation: Relation) -> Finding:
    """Whether each kind of upgrading has a positive verdict; the direction counts if none is below the threshold."""
    results = [_tested(book, sector, kind=kind, relation=relation) for kind in kinds]
    positive = [outcome == Verdict.POSITIVE for outcome, _, _ in results]
    leaning = [outcome in (Verdict.POSITIVE, Verdict.INCONCLUSIVE_POSITIVE) for outcome, _, _ in results]
    return agrees_if(all(positive), "; ".join(evidence for _, _, evidence in results), in_direction=all(leaning))
