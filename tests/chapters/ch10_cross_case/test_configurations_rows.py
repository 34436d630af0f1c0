"""From clusters to sets and to tables of solutions: every column and every end of a range, on four clusters."""

from __future__ import annotations

import itertools
import math
from typing import Any

import pandas as pd
import pytest

from clusterbook.chapters.ch10_cross_case.choices import MissingPolicy
from clusterbook.chapters.ch10_cross_case.configurations import (
    Calibration,
    Condition,
    Cuts,
    ReachOfForms,
    RowRule,
    analyses,
    analysis_table,
    book_expectations,
    calibrated,
    in_words,
    solution_grid,
)
from clusterbook.errors import FaultsError
from clusterbook.vocabulary import Sector, Upgrading

MISSING = math.nan
TRADITIONAL, COMPLEX = Sector.TRADITIONAL, Sector.COMPLEX


def clusters(**columns: Any) -> pd.DataFrame:
    """Four invented clusters of two sectors, of which the last is neither rated nor coded in full."""
    frame = {
        "sector": [TRADITIONAL.value] * 2 + [COMPLEX.value] * 2,
        "collective_efficiency": ["Low", "High", "Medium", None],
        "upgrading_product": [1.5, 3.0, 2.0, MISSING],
        "upgrading_process": [1.0, 2.5, 0.0, 1.0],
        "upgrading_functional": 0.0,
        "upgrading_intersectoral": 0.0,
        "market": [1, 0, 2, MISSING],
        "network": [0, 2, 0, 0],
        "quasi_hierarchy": [1, 3, 0, 0],
        "hierarchy": 0,
    }
    return pd.DataFrame(frame, index=list("abcd")).assign(**columns)


def test_choices_told_as_text_become_members_of_their_kinds() -> None:
    texts: dict[str, Any] = {"conditions": ["market"], "reach": "global", "sectors": ["complex_products"]}
    found = Calibration(**texts)
    assert found.conditions == (Condition.MARKET,) and isinstance(found.conditions[0], Condition)
    assert found.reach is ReachOfForms.GLOBAL
    assert isinstance(found.sectors, tuple) and found.sectors[0] is COMPLEX
    default = Calibration()
    assert (default.conditions, default.efficient_from, default.upgraded_threshold) == (tuple(Condition), "Medium", 2.0)
    assert (default.fuzzy, default.na_policy, default.reach, default.sectors) == (False, "drop", "any", ())


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"conditions": ("market", "market")}, ["conditions"]),
        ({"upgraded_threshold": 0.0, "conditions": ("magic",)}, ["conditions", "upgraded_threshold"]),
        ({"upgraded_threshold": 3.01, "efficient_from": "Low"}, ["efficient_from", "upgraded_threshold"]),
        ({"reach": "far"}, ["reach"]),
        ({"sectors": ("mining",)}, ["sectors"]),
    ],
)
def test_every_wrong_choice_is_told_by_its_name(wrong: dict[str, Any], where: list[str]) -> None:
    with pytest.raises(FaultsError) as told:
        Calibration(**wrong)
    assert [fault.where for fault in told.value.faults] == where


def test_thresholds_from_just_above_nothing_to_the_highest_rating_are_allowed() -> None:
    for threshold, expected in ((0.001, [1, 1, 1]), (3.0, [0, 1, 0])):
        chosen = Calibration(upgraded_threshold=threshold)
        assert calibrated(clusters(), "product", calibration=chosen).result.tolist() == expected


def test_clusters_become_cases_with_a_column_for_each_condition_and_sector() -> None:
    chosen = Calibration((Condition.NETWORK, Condition.EFFICIENT), sectors=(COMPLEX, TRADITIONAL))
    cases = calibrated(clusters(), "product", calibration=chosen)
    names = ("network", "efficient", "complex_products", "traditional_manufacturing")
    assert (cases.conditions, cases.exclusive, cases.outcome) == (names, names[2:], "upgraded")
    rows = {"a": [0, 0, 0, 1, 0], "b": [1, 1, 0, 1, 1], "c": [0, 1, 1, 0, 1]}
    assert {name: [*row] for name, row in cases.memberships.iterrows()} == rows
    assert cases.memberships.columns.tolist() == [*names, "upgraded"]
    assert set(map(type, cases.memberships.columns)) == set(map(type, cases.conditions)) == {str}


def test_without_choices_all_five_conditions_count_from_medium_and_from_a_rating_of_2() -> None:
    cases = calibrated(clusters(), "product")
    assert cases.conditions == ("efficient", "market", "network", "quasi_hierarchy", "hierarchy")
    rows = {"a": [0, 1, 0, 1, 0, 0], "b": [1, 0, 1, 1, 0, 1], "c": [1, 1, 0, 0, 0, 1]}
    assert {name: [*row] for name, row in cases.memberships.iterrows()} == rows
    higher = calibrated(clusters(), "product", calibration=Calibration(efficient_from="High"))
    assert higher.memberships["efficient"].tolist() == [0, 1, 0]


def test_what_is_missing_counts_as_nothing_only_where_that_is_chosen() -> None:
    market = Calibration((Condition.MARKET,))
    assert calibrated(clusters(), "process", calibration=market).memberships.index.tolist() == list("abc")
    zero = Calibration((Condition.MARKET,), na_policy=MissingPolicy.ZERO)
    assert calibrated(clusters(), "process", calibration=zero).memberships["market"].tolist() == [1, 0, 1, 0]
    assert calibrated(clusters(), "product", calibration=zero).result.tolist() == [0, 1, 1, 0]
    # A degree is never filled in.
    degree = Calibration((Condition.EFFICIENT,), na_policy=MissingPolicy.ZERO)
    assert calibrated(clusters(), "process", calibration=degree).memberships.index.tolist() == list("abc")


@pytest.mark.parametrize(
    ("threshold", "graded"),
    [
        (2.0, [0, 0.5 / 1.75, 0.5, 0.5 + 0.5 * 0.25 / 1.25, 1]),
        (1.0, [0, 0.5 + 0.5 * 0.25 / 2.25, 0.5 + 0.5 * 1.0 / 2.25, 0.5 + 0.5 * 1.25 / 2.25, 1]),
    ],
)
def test_graded_ratings_rise_from_nothing_over_a_half_to_all(threshold: float, graded: list[float]) -> None:
    five = pd.concat([clusters(), clusters().iloc[:1]]).assign(upgrading_product=[0.0, 1.0, 1.75, 2.0, 3.0], market=0)
    chosen = Calibration((Condition.MARKET,), fuzzy=True, upgraded_threshold=threshold)
    found = calibrated(five.set_axis(list("abcde")), "product", calibration=chosen)
    assert found.result.tolist() == pytest.approx(graded)


def test_a_missing_rating_stays_missing_in_graded_sets() -> None:
    chosen = Calibration((Condition.NETWORK,), fuzzy=True)
    assert calibrated(clusters(), "product", calibration=chosen).memberships.index.tolist() == list("abc")


def test_degrees_graded_by_thirds() -> None:
    for cut, medium in (("Medium", 2 / 3), ("High", 1 / 3)):
        chosen = Calibration((Condition.EFFICIENT,), cut, fuzzy=True)
        assert calibrated(clusters(), "product", calibration=chosen).memberships["efficient"].tolist() == [0, 1, medium]


def test_what_the_book_expects_of_every_kind_of_upgrading() -> None:
    led, free = ("quasi_hierarchy", "hierarchy"), {"market": 1, "network": 1}
    abroad = Calibration(reach=ReachOfForms.GLOBAL)
    for making in (Upgrading.PRODUCT, Upgrading.PROCESS):
        assert book_expectations(making, abroad) == {"efficient": 1, **dict.fromkeys(led, 1)}
        assert book_expectations(making) == {"efficient": 1}
    for beyond in (Upgrading.FUNCTIONAL, Upgrading.INTERSECTORAL):
        assert book_expectations(beyond, abroad) == {"efficient": 1, **dict.fromkeys(led, 0), **free}
        assert book_expectations(beyond) == {"efficient": 1, **free}
    assert book_expectations("product", Calibration((Condition.MARKET,))) == {}


def test_analyses_run_over_scopes_reaches_and_the_outcome_and_its_absence() -> None:
    market = Calibration((Condition.MARKET,))
    found = list(analyses(clusters(), "product", sectors=[TRADITIONAL, COMPLEX], calibration=market))
    scopes = ["all_sectors", "sector_as_condition", "traditional_manufacturing", "complex_products"]
    assert [(one.scope, one.reach, one.direction) for one in found] == list(
        itertools.product(scopes, ("any", "global"), ("upgraded", "not_upgraded"))
    )
    assert all(one.crisp is True for one in found)
    every, absent, abroad = found[0].cases, found[1].cases, found[2].cases
    assert (every.conditions, every.exclusive, every.outcome) == (("market",), (), "upgraded")
    assert absent.outcome == "~upgraded" and absent.result.tolist() == [1, 0, 0]
    assert (every.memberships["market"].tolist(), abroad.memberships["market"].tolist()) == ([1, 0, 1], [0, 0, 1])
    assert found[4].cases.exclusive == ("traditional_manufacturing", "complex_products")
    assert found[8].cases.memberships.index.tolist() == ["a", "b"] and found[8].cases.exclusive == ()
    graded = list(analyses(clusters(), "product", sectors=[COMPLEX], calibration=Calibration(fuzzy=True)))
    assert [(one.scope, one.crisp) for one in graded] == [("complex_products", False)] * 4


def graded_three() -> pd.DataFrame:
    """Graded from 2, they upgraded by 1, 0.5 and 0.25; the first two are in a network."""
    ratings = [3.0, 1.75, 0.875, 3.0]
    return clusters(upgrading_product=ratings, sector=TRADITIONAL.value, network=[2, 2, 0, 0]).iloc[:3]


def test_graded_rows_of_the_analyses_in_every_column() -> None:
    chosen = Calibration((Condition.NETWORK,), fuzzy=True)
    kinds = ["product", Upgrading.PROCESS]
    table = analysis_table(graded_three(), kinds, sectors=[TRADITIONAL], calibration=chosen, rule=RowRule(0.7, pri=0.6))
    assert table["outcome"].tolist() == ["product"] * 4 + ["process"] * 4
    assert table["outcome"].map(type).eq(str).all() and table["chance_p"].isna().all()
    # Network: 1.5 of 2 lie in the outcome, 0.5 in both sides; none: 0.75 of 1 in its absence, 0.25 in both.
    same = {"outcome": "product", "scope": "traditional_manufacturing", "reach": "any", "n": 3, "with_outcome": 1}
    same |= {"combinations": 2, "observed": 2, "positive": 1, "contradictions": 0, "pri_decides": 0}
    same |= {"consistency": 0.75, "pri": pytest.approx(2 / 3)}
    assert table.drop(columns="chance_p").to_dict("records")[:2] == [
        {**same, "direction": "upgraded", "solution": "network", "coverage": pytest.approx(1.5 / 1.75)},
        {**same, "direction": "not_upgraded", "solution": "~network", "coverage": pytest.approx(0.75 / 1.25)},
    ]


def test_combinations_that_the_second_cut_alone_keeps_from_a_side_are_counted() -> None:
    chosen: dict[str, Any] = {"sectors": [TRADITIONAL], "calibration": Calibration((Condition.NETWORK,), fuzzy=True)}
    table = analysis_table(graded_three(), ["product"], **chosen, rule=RowRule(0.7, pri=0.7))
    assert table["pri_decides"].tolist() == [2] * 4 and table["contradictions"].tolist() == [2] * 4
    assert table["solution"].tolist() == ["never"] * 4 and table["coverage"].tolist() == [0.0] * 4
    assert table[["consistency", "pri"]].isna().all(axis=None)
    # Crisp: four of five in a network upgraded.
    five = pd.concat([clusters()] * 2).iloc[:5].assign(upgrading_product=[3.0, 3.0, 3.0, 3.0, 0.0], network=2)
    alike = five.assign(sector=TRADITIONAL.value).set_axis(list("abcde"))
    crisp: dict[str, Any] = {"sectors": [TRADITIONAL], "calibration": Calibration((Condition.NETWORK,))}
    for pri, count in ((0.8, 0), (0.9, 1)):
        table = analysis_table(alike, ["product"], **crisp, rule=RowRule(0.8, pri=pri))
        assert table["pri_decides"].tolist() == [count] * 4


def test_the_grid_of_cuts_runs_over_outcomes_degrees_ratings_and_consistencies() -> None:
    assert Cuts() == Cuts(("Medium", "High"), (1.0, 1.5, 2.0, 2.5, 3.0), (0.75, 0.8, 1.0))
    graded = Calibration((Condition.EFFICIENT,), fuzzy=True)
    cuts = Cuts(upgraded_threshold=(2.0, 3.0), consistency=(0.8,))
    found = solution_grid(clusters(), [Upgrading.PRODUCT, "intersectoral"], calibration=graded, cuts=cuts)
    names = ["outcome", "efficient_from", "upgraded_threshold", "consistency", "n", "upgraded", "covered", "chance_p"]
    missing = pytest.approx(MISSING, nan_ok=True)
    # Crisp whatever the calibration says: of a, b, c two are efficient from Medium, one from High.
    assert found[names].to_numpy().tolist() == [
        ["product", "Medium", 2.0, 0.8, 3, 2, 1.0, pytest.approx(1 / 3)],
        ["product", "Medium", 3.0, 0.8, 3, 1, 0.0, 1.0],
        ["product", "High", 2.0, 0.8, 3, 2, 0.5, 1.0],
        ["product", "High", 3.0, 0.8, 3, 1, 1.0, pytest.approx(1 / 3)],
        *(
            ["intersectoral", *pair, 0.8, 3, 0, missing, 1.0]
            for pair in itertools.product(("Medium", "High"), (2.0, 3.0))
        ),
    ]
    assert found["contradictions"].tolist() == [0, 1, 1, 0, 0, 0, 0, 0]
    assert found["outcome"].map(type).eq(str).all()
    (every,) = solution_grid(clusters(), ["product"], cuts=Cuts(("High",), (2.0,), (0.8,)))["remainders"]
    assert every == 2**5 - 3


def test_a_table_of_conditions_has_both_reaches_in_words() -> None:
    table = pd.DataFrame({"condition": ["market", "~efficient"], "reach": ["any", "global"], "n": [1, 2]})
    words = {"condition": ["a market chain", "no high collective efficiency"]}
    reaches = {"reach": ["all chains", "global chains alone"]}
    assert in_words(table).to_dict("list") == {**words, **reaches, "n": [1, 2]}
    assert in_words(table[["n"]]).to_dict("list") == {"n": [1, 2]}


def test_the_grid_asks_for_each_consistency() -> None:
    five = pd.concat([clusters()] * 2).iloc[:5].assign(upgrading_product=[3.0, 3.0, 3.0, 3.0, 0.0], network=2)
    cuts = Cuts(("High",), (2.0,), (0.75, 0.8, 1.0))
    found = solution_grid(
        five.set_axis(list("abcde")), ["product"], calibration=Calibration((Condition.NETWORK,)), cuts=cuts
    )
    assert found[["positive", "contradictions"]].to_numpy().tolist() == [[1, 0], [1, 0], [0, 1]]


def test_the_grid_assumes_what_the_book_expects_of_each_kind_of_upgrading() -> None:
    # Efficient alone upgraded, neither and a leader alone did not; nobody is efficient with a leader.
    degrees, ratings = ["High", "Low", "Low"], [3.0, 0.0, 0.0]
    three = clusters().iloc[:3].assign(collective_efficiency=degrees, quasi_hierarchy=[0, 0, 2])
    three = three.assign(upgrading_product=ratings, upgrading_functional=ratings)
    led = Calibration((Condition.EFFICIENT, Condition.QUASI_HIERARCHY), reach=ReachOfForms.GLOBAL)
    found = solution_grid(three, ["product", "functional"], calibration=led, cuts=Cuts(("High",), (2.0,), (0.8,)))
    assert found["conservative"].tolist() == ["efficient*~quasi_hierarchy"] * 2
    assert found["intermediate"].tolist() == ["efficient", "efficient*~quasi_hierarchy"]
