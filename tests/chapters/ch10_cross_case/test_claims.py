"""How tests of relations become findings of statements, on invented clusters and against the tests themselves."""

from __future__ import annotations

import pandas as pd
import pytest
from whole_book import BOOK

from clusterbook.chapters.ch10_cross_case import claims_relations
from clusterbook.chapters.ch10_cross_case.choices import Relation
from clusterbook.chapters.ch10_cross_case.claims_tests import SUM, Pair, differing, line, pairs, related, unrelated
from clusterbook.chapters.ch10_cross_case.study import Study
from clusterbook.claim_vocabulary import Outcome
from clusterbook.reproduction.claims import Finding
from clusterbook.stats import Alternative
from clusterbook.vocabulary import Sector, Upgrading

RISING = [1.0, 2.0, 3.0, 4.0, 5.0]


def pair(y: list[float], *, sector: str = "one") -> Pair:
    """Five clusters, their causes rising, with these outcomes."""
    return Pair("cause and outcome", pd.DataFrame({"sector": sector, "x": RISING, "y": y}))


def test_a_relation_agrees_only_on_the_side_that_is_stated() -> None:
    rising = [pair(RISING)]
    assert related(rising).outcome is Outcome.AGREES
    assert related(rising, side=Alternative.LESS).outcome is Outcome.UNDECIDED


def test_every_pair_must_be_significant() -> None:
    assert related([pair(RISING), pair([2.0, 1.0, 3.0, 2.0, 1.0])]).outcome is Outcome.UNDECIDED


def test_no_association_in_five_clusters_does_not_show_that_there_is_none() -> None:
    assert unrelated([pair([1.0, 3.0, 2.0, 3.0, 1.0])]).outcome is Outcome.UNDECIDED


def test_no_association_in_many_clusters_shows_it() -> None:
    many = pd.DataFrame([(x, y) for x in (1.0, 2.0, 3.0) for y in (1.0, 2.0, 3.0)] * 20, columns=["x", "y"])
    assert unrelated([Pair("many", many.assign(sector="one"))]).outcome is Outcome.AGREES


def test_opposite_slopes_differ_and_equal_ones_do_not() -> None:
    levels = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0]
    noise = [0.3, -0.2, 0.1, -0.3, 0.2, -0.1, 0.3, -0.3]
    up = [value + shift for value, shift in zip(levels, noise, strict=True)]
    first, same, other = (
        pd.DataFrame({"sector": sector, "x": levels, "y": y})
        for sector, y in (("a", up), ("b", up), ("b", [-value for value in up]))
    )
    assert differing([Pair("same", pd.concat([first, same]))]).outcome is Outcome.UNDECIDED
    assert differing([Pair("opposite", pd.concat([first, other]))]).outcome is Outcome.AGREES


def test_the_evidence_says_p_and_what_it_could_have_been() -> None:
    assert line(pair(RISING)) == (
        "cause and outcome: tau-b 1.00, one-sided (positive) p 0.008 (smallest attainable: p 0.008), n 5"
    )


@pytest.mark.parametrize(
    ("cause", "relation"), [("collective efficiency", "collective_efficiency"), ("global leaders", "leaders")]
)
@pytest.mark.parametrize("outcome", [Upgrading.PRODUCT, Upgrading.PROCESS, Upgrading.FUNCTIONAL])
def test_statements_compare_the_clusters_that_the_chapter_compares(
    cause: str, relation: str, outcome: Upgrading
) -> None:
    for sector in (Sector.TRADITIONAL, Sector.NATURAL_RESOURCE, Sector.COMPLEX):
        study = Study(BOOK.clusters, Relation(relation), sectors=(sector,), outcomes=(outcome,))
        compared, stated = study.comparable_clusters(outcome), pairs(BOOK, cause, [outcome], sectors=[sector])[0].frame
        assert stated[["x", "y"]].to_dict() == compared[["x", "y"]].to_dict()


def test_the_sum_of_upgrading_is_the_printed_one() -> None:
    frame = pairs(BOOK, "collective efficiency", [SUM])[0].frame
    printed = pd.concat([BOOK.table(table).query("row_type == 'item'") for table in ("10.4", "10.5", "10.6")])
    assert frame["y"].to_dict() == printed.set_index("cluster_id")["upgrading_sum"].to_dict()


def test_a_test_that_is_not_significant_never_refutes() -> None:
    findings: list[Finding] = [
        function(BOOK) for name, function in list(vars(claims_relations).items()) if name.startswith("claim_10_")
    ]
    assert len(findings) > 20
    assert Outcome.DIFFERS not in {finding.outcome for finding in findings}
