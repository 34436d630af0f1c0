"""Claims of Chapter 10 on relations across clusters: collective efficiency, leaders and upgrading, by exact tests."""

from __future__ import annotations

from clusterbook.chapters.ch10_cross_case.claims_tests import (
    ALPHA,
    DELTA,
    SUM,
    differing,
    interval_line,
    line,
    pairs,
    related,
    unrelated,
)
from clusterbook.chapters.ch10_cross_case.claims_words import RATED_SECTORS, sector_of
from clusterbook.claim_vocabulary import Outcome
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if, no_evidence
from clusterbook.stats import Alternative, is_significant
from clusterbook.vocabulary import Sector, Upgrading

EFFICIENCY, LEADERS, QUASI_HIERARCHY, MARKET = "collective efficiency", "global leaders", "quasi hierarchy", "market"
PRODUCT, PROCESS, FUNCTIONAL = Upgrading.PRODUCT, Upgrading.PROCESS, Upgrading.FUNCTIONAL
TRADITIONAL, RESOURCES, COMPLEX = ([sector] for sector in RATED_SECTORS)
NO_RATINGS = "ratings of the five software clusters were looked for and never published"


def claim_10_08(book: Book) -> Finding:
    """Traditional manufacturing: product upgrading and collective efficiency appear positively related."""
    return related(pairs(book, EFFICIENCY, [PRODUCT], sectors=TRADITIONAL))


def claim_10_09(book: Book) -> Finding:
    """Traditional manufacturing: a clear link of collective efficiency and process upgrading."""
    return related(pairs(book, EFFICIENCY, [PROCESS], sectors=TRADITIONAL))


def claim_10_10(book: Book) -> Finding:
    """Traditional manufacturing: functional upgrading and collective efficiency are positively, if weakly, related."""
    return related(pairs(book, EFFICIENCY, [FUNCTIONAL], sectors=TRADITIONAL))


def claim_10_90(book: Book) -> Finding:
    """Traditional manufacturing: collective efficiency positively affects functional upgrading."""
    return related(pairs(book, EFFICIENCY, [FUNCTIONAL], sectors=TRADITIONAL))


def claim_10_11(book: Book) -> Finding:
    """Natural resources: collective efficiency is positively related to product and process upgrading."""
    return related(pairs(book, EFFICIENCY, [PRODUCT, PROCESS], sectors=RESOURCES))


def claim_10_13(book: Book) -> Finding:
    """Complex products: collective efficiency does not appear related to upgrading in any way."""
    return unrelated(pairs(book, EFFICIENCY, sectors=COMPLEX))


def claim_10_69(book: Book) -> Finding:
    """Collective efficiency seems not equally strongly related to upgrading in all sectors."""
    return differing(pairs(book, EFFICIENCY, [SUM]), note=_sums(book))


def claim_10_70(book: Book) -> Finding:
    """Traditional manufacturing: collective efficiency is positively associated with upgrading."""
    return related(pairs(book, EFFICIENCY, [SUM], sectors=TRADITIONAL))


def claim_10_71(book: Book) -> Finding:
    """Natural resources: collective efficiency is positively associated with upgrading."""
    return related(pairs(book, EFFICIENCY, [SUM], sectors=RESOURCES))


def claim_10_72(book: Book) -> Finding:
    """Software: collective efficiency is positively associated with upgrading."""
    return _unrated(book)


def claim_10_112(book: Book) -> Finding:
    """Software: collective efficiency is positively related to product upgrading in all clusters."""
    return _unrated(book)


def claim_10_20(book: Book) -> Finding:
    """Functional upgrading appears more common in software than elsewhere."""
    return _software_unrated(book)


def claim_10_111(book: Book) -> Finding:
    """In all software clusters product and process upgrading are generally high."""
    return _software_unrated(book)


def claim_10_73(book: Book) -> Finding:
    """Complex products: the relation of collective efficiency and upgrading is not significant."""
    tested = pairs(book, EFFICIENCY, [PRODUCT, PROCESS, FUNCTIONAL, SUM], sectors=COMPLEX)
    results = [pair.test(Alternative.TWO_SIDED) for pair in tested]
    return agrees_if(
        not any(is_significant(result.exact_p, ALPHA) for result in results)
        and all(is_significant(result.attainable_p, ALPHA) for result in results),
        "; ".join(line(pair, Alternative.TWO_SIDED) for pair in tested),
    )


def claim_10_74(book: Book) -> Finding:
    """The impact of global leaders on upgrading is very mixed."""
    return differing(pairs(book, LEADERS))


def claim_10_22(book: Book) -> Finding:
    """Traditional manufacturing: global leaders tend to favour product and process upgrading."""
    return related(pairs(book, LEADERS, [PRODUCT, PROCESS], sectors=TRADITIONAL))


def claim_10_122(book: Book) -> Finding:
    """Traditional manufacturing: buyers directly facilitate product and process upgrading."""
    return related(pairs(book, LEADERS, [PRODUCT, PROCESS], sectors=TRADITIONAL))


def claim_10_75(book: Book) -> Finding:
    """Natural resources: global leaders tend to favour product and process upgrading."""
    return related(pairs(book, LEADERS, [PRODUCT, PROCESS], sectors=RESOURCES))


def claim_10_76(book: Book) -> Finding:
    """Complex products: global leaders have only a moderate impact on product and process upgrading."""
    kinds = [PRODUCT, PROCESS]
    here = "; ".join(line(pair) for pair in pairs(book, LEADERS, kinds, sectors=COMPLEX))
    return differing(pairs(book, LEADERS, kinds), note=here)


def claim_10_77(book: Book) -> Finding:
    """Global buyers show a weak or negative relation with functional upgrading in all three sectors."""
    tested = [pair for sector in RATED_SECTORS for pair in pairs(book, LEADERS, [FUNCTIONAL], sectors=[sector])]
    shown = all(pair.equivalence().interval.high <= DELTA for pair in tested)
    return Finding(Outcome.AGREES if shown else Outcome.UNDECIDED, "; ".join(interval_line(pair) for pair in tested))


def claim_10_82(book: Book) -> Finding:
    """Producers in a quasi-hierarchical chain have good prospects for process and product upgrading."""
    return related(pairs(book, QUASI_HIERARCHY, [PRODUCT, PROCESS], sectors=TRADITIONAL))


def claim_10_84(book: Book) -> Finding:
    """Global chains tie firms into relationships that often prevent functional upgrading."""
    return related(pairs(book, LEADERS, [FUNCTIONAL], sectors=TRADITIONAL), side=Alternative.LESS)


def claim_10_86(book: Book) -> Finding:
    """Functional upgrading occurs more readily in market chains than in quasi-hierarchical ones."""
    led = pairs(book, QUASI_HIERARCHY, [FUNCTIONAL], sectors=TRADITIONAL)
    note = "; ".join(line(pair, Alternative.LESS) for pair in led)
    return related(pairs(book, MARKET, [FUNCTIONAL], sectors=TRADITIONAL), note=note)


def claim_10_128(book: Book) -> Finding:
    """Chains under market conditions offer the best opportunities for functional upgrading."""
    return related(pairs(book, MARKET, [FUNCTIONAL]))


def claim_10_92(book: Book) -> Finding:
    """Natural resources: public-private joint action positively affects product and process upgrading."""
    tested = pairs(book, EFFICIENCY, [PRODUCT, PROCESS], sectors=RESOURCES)
    return no_evidence(
        "joint action of single clusters was looked for and never published; of the whole degree "
        + "; ".join(line(pair) for pair in tested)
    )


def claim_10_98(book: Book) -> Finding:
    """Natural resources: other chains than quasi-hierarchical ones may lead to functional upgrading."""
    return related(pairs(book, QUASI_HIERARCHY, [FUNCTIONAL], sectors=RESOURCES), side=Alternative.LESS)


def claim_10_107(book: Book) -> Finding:
    """Complex products: participation in a value chain offers no direct advantages to upgrading."""
    return unrelated(pairs(book, LEADERS, sectors=COMPLEX))


def claim_10_113(book: Book) -> Finding:
    """Collective efficiency affects upgrading, with a different impact in different sectors."""
    pooled = pairs(book, EFFICIENCY, [SUM])
    one, other = related(pooled), differing(pooled)
    shown = one.outcome is other.outcome is Outcome.AGREES
    return Finding(Outcome.AGREES if shown else Outcome.UNDECIDED, f"{one.evidence}; {other.evidence}")


def claim_10_118(book: Book) -> Finding:
    """Strong vertical relationships interfere with external economies and hinder joint actions."""
    return related(pairs(book, QUASI_HIERARCHY, [EFFICIENCY]), side=Alternative.LESS)


def claim_10_119(book: Book) -> Finding:
    """The mode of governance of the chain affects the scope and extent of upgrading."""
    return related(pairs(book, QUASI_HIERARCHY), side=Alternative.TWO_SIDED)


def claim_10_120(book: Book) -> Finding:
    """In quasi-hierarchical chains the leaders' standards often enhance product and process upgrading."""
    return related(pairs(book, QUASI_HIERARCHY, [PRODUCT, PROCESS]))


def claim_10_18(book: Book) -> Finding:
    """In quasi-hierarchical chains the leaders' standards almost always inhibit functional upgrading."""
    tested = pairs(book, QUASI_HIERARCHY, [FUNCTIONAL])
    led = tested[0].frame.query("x == 1")["y"]
    note = f"of {len(led)} clusters with quasi hierarchy {int((led > 0).sum())} have some functional upgrading"
    return related(tested, side=Alternative.LESS, note=note)


def claim_10_124(book: Book) -> Finding:
    """In three sectors local suppliers are discouraged from functional upgrading by their main buyers."""
    tested = [pair for sector in RATED_SECTORS for pair in pairs(book, LEADERS, [FUNCTIONAL], sectors=[sector])]
    return related(tested, side=Alternative.LESS)


def claim_10_130(book: Book) -> Finding:
    """Collective efficiency plays a key role in two sectors but not in complex products."""
    positive = related(
        [pair for sectors in (TRADITIONAL, RESOURCES) for pair in pairs(book, EFFICIENCY, [SUM], sectors=sectors)]
    )
    absent = unrelated(pairs(book, EFFICIENCY, [SUM], sectors=COMPLEX))
    shown = positive.outcome is absent.outcome is Outcome.AGREES
    return Finding(Outcome.AGREES if shown else Outcome.UNDECIDED, f"{positive.evidence}; {absent.evidence}")


def _sums(book: Book) -> str:
    """Coefficients of collective efficiency and the sum of upgrading, sector by sector."""
    tested = [pair for sector in RATED_SECTORS for pair in pairs(book, EFFICIENCY, [SUM], sectors=[sector])]
    return ", ".join(f"{pair.name} tau-b {pair.test().coefficient:.2f}" for pair in tested)


def _unrated(book: Book) -> Finding:
    """That software has no ratings to relate, with what Table 10.1 has of it."""
    row = book.table("10.1").loc[Sector.SPECIALIZED]
    return no_evidence(f"{NO_RATINGS}; Table 10.1 has one average, {row['collective_efficiency_index']:.2f}")


def _software_unrated(book: Book) -> Finding:
    """That the ratings of software were never published."""
    rated = {sector: len(sector_of(book, sector)[PRODUCT.column].dropna()) for sector in Sector}
    listed = ", ".join(f"{sector.label.lower()} {count}" for sector, count in rated.items())
    return no_evidence(f"ratings of upgrading in software were looked for; clusters with ratings: {listed}")
