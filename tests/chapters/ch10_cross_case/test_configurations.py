"""Configurations of clusters: invented cases, a published example, and properties."""

import itertools
import math

import pandas as pd
import pytest
from hypothesis import given, settings, strategies

from clusterbook.chapters.ch10_cross_case.configurations.calibration import (
    Calibration,
    Cases,
    Condition,
    book_expectations,
    calibrated,
)
from clusterbook.chapters.ch10_cross_case.configurations.chance import diversity
from clusterbook.chapters.ch10_cross_case.configurations.fit import necessity, sufficiency
from clusterbook.chapters.ch10_cross_case.configurations.sensitivity import Cuts, solution_grid
from clusterbook.chapters.ch10_cross_case.configurations.solutions import SolutionKind, solution_table, solve
from clusterbook.chapters.ch10_cross_case.configurations.truth_table import RowOutcome, RowRule, truth_table
from clusterbook.errors import FaultsError

LIPSET = ("DEV", "URB", "LIT", "IND", "STB")


@pytest.fixture
def lipset():
    """Survival of democracy in interwar Europe, crisp: Rihoux and De Meur (2009), data set LC of the R package QCA."""
    rows = {
        "11111": ("1", "BE CZ NL UK"),
        "10101": ("1", "FI IE"),
        "10111": ("1", "FR SE"),
        "00000": ("0", "GR PT ES"),
        "00001": ("0", "IT RO"),
        "00100": ("0", "HU PL"),
        "00101": ("0", "EE"),
        "10110": ("0", "AU"),
        "11110": ("0", "DE"),
    }
    records = {
        name: [*map(int, code), int(outcome)] for code, (outcome, names) in rows.items() for name in names.split()
    }
    return Cases(pd.DataFrame.from_dict(records, orient="index", columns=[*LIPSET, "SURV"]), LIPSET, "SURV")


def invented(outcomes, **conditions):
    """Cases with the given memberships, named a, b, c ..."""
    names = [chr(ord("a") + place) for place in range(len(outcomes))]
    frame = pd.DataFrame({**conditions, "upgraded": outcomes}, index=names)
    return Cases(frame, tuple(conditions), "upgraded")


def clusters(**columns):
    """Two invented clusters, all rated and coded, with some columns replaced."""
    frame = pd.DataFrame(
        {
            "collective_efficiency": pd.Categorical(["Low", "High"], ["Low", "Medium", "High"], ordered=True),
            "sector": ["traditional_manufacturing"] * 2,
            "upgrading_product": [1.5, 3.0],
            "upgrading_process": [1.0, 1.0],
            "upgrading_functional": [math.nan, 2.0],
            "upgrading_intersectoral": [0.0, 0.0],
            "market": [1, 0],
            "network": [0, 2],
            "quasi_hierarchy": [1, 3],
            "hierarchy": [0, 0],
        },
        index=["gamarra", "sinos"],
    )
    return frame.assign(**columns)


def test_the_lipset_truth_table_has_nine_observed_rows_and_no_contradiction(lipset) -> None:
    table = truth_table(lipset, RowRule(1.0))
    counts = table.rows["result"].value_counts().to_dict()
    assert counts == {"1": 3, "0": 6, "?": 23}
    assert table.rows.set_index(list(LIPSET)).loc[(1, 1, 1, 1, 1), "cases"] == "BE, CZ, NL, UK"


def test_lipset_solutions_for_survival_are_the_published_ones(lipset) -> None:
    solutions = solve(truth_table(lipset, RowRule(1.0)), dict.fromkeys(LIPSET, 1))
    assert solutions.formula("conservative") == "DEV*~URB*LIT*STB + DEV*LIT*IND*STB"
    assert solutions.formula("parsimonious") == "DEV*STB"
    assert solutions.formula("intermediate") == "DEV*LIT*STB"
    # The five simplifying assumptions: developed and stable, but not otherwise observed.
    assumed = solutions.assumed(solutions.parsimonious[0])
    assert sorted(assumed) == [(1, 0, 0, 0, 1), (1, 0, 0, 1, 1), (1, 1, 0, 0, 1), (1, 1, 0, 1, 1), (1, 1, 1, 0, 1)]


def test_lipset_solutions_for_breakdown_are_the_published_ones(lipset) -> None:
    solutions = solve(truth_table(lipset.negate(), RowRule(1.0)))
    assert solutions.formula("conservative") == "~DEV*~URB*~IND + DEV*LIT*IND*~STB"
    assert solutions.formula("parsimonious") == "~DEV + ~STB"


def test_lipset_coverages_are_the_published_ones(lipset) -> None:
    model = solve(truth_table(lipset, RowRule(1.0))).conservative[0]
    fit = sufficiency(lipset, model)
    assert fit["consistency"].tolist() == [1, 1, 1]
    assert fit["raw_coverage"].tolist() == [0.5, 0.75, 1]
    assert fit["unique_coverage"].tolist() == [0.25, 0.5, 1]
    breakdown = lipset.negate()
    fit = sufficiency(breakdown, solve(truth_table(breakdown, RowRule(1.0))).parsimonious[0])
    assert fit["raw_coverage"].tolist() == [0.8, 0.7, 1]
    assert fit["unique_coverage"].tolist() == pytest.approx([0.3, 0.2, 1])


def test_ratings_degrees_and_codes_become_sets() -> None:
    cases = calibrated(clusters(), "product", calibration=Calibration(upgraded_threshold=2.0))
    # efficient, market, network, quasi-hierarchy, hierarchy, upgraded; codes 1 and 3 are domestic chains too
    assert cases.memberships.loc["gamarra"].tolist() == [0, 1, 0, 1, 0, 0]
    assert cases.memberships.loc["sinos"].tolist() == [1, 0, 1, 1, 0, 1]
    abroad = calibrated(clusters(), "product", calibration=Calibration(reach="global"))
    assert abroad.memberships.loc["gamarra"].tolist() == [0, 0, 0, 0, 0, 0]
    assert abroad.memberships.loc["sinos"].tolist() == [1, 0, 1, 1, 0, 1]


def test_a_cluster_without_rating_or_code_is_left_out() -> None:
    assert calibrated(clusters(), "functional").memberships.index.tolist() == ["sinos"]
    assert calibrated(clusters(), "functional", calibration=Calibration(na_policy="zero")).result.tolist() == [0, 1]
    uncoded = clusters(market=pd.array([pd.NA, 0], dtype="Int64"))
    assert calibrated(uncoded, "product").memberships.index.tolist() == ["sinos"]
    as_zero = calibrated(uncoded, "product", calibration=Calibration(na_policy="zero")).memberships
    assert as_zero["market"].tolist() == [0, 0]


def test_fuzzy_membership_passes_one_half_just_below_the_threshold() -> None:
    graded = calibrated(
        clusters(upgrading_product=[1.75, 3.0]), "product", calibration=Calibration(fuzzy=True, upgraded_threshold=2.0)
    )
    assert graded.result.tolist() == [0.5, 1.0]
    assert graded.memberships["efficient"].tolist() == [0, 1]
    medium = clusters(collective_efficiency=["Medium", "Low"])
    for cut, membership in (("Medium", 2 / 3), ("High", 1 / 3)):
        cases = calibrated(medium, "product", calibration=Calibration(fuzzy=True, efficient_from=cut))
        assert cases.memberships["efficient"].tolist() == [membership, 0]


@pytest.mark.parametrize(
    "wrong", [{"conditions": ("magic",)}, {"conditions": ()}, {"efficient_from": "Low"}, {"upgraded_threshold": 4}]
)
def test_a_wrong_calibration_is_an_error_that_names_the_setting(wrong) -> None:
    with pytest.raises(FaultsError, match=next(iter(wrong))):
        Calibration(**wrong)


@pytest.mark.parametrize("membership", [1.5, -0.5, float("nan")])
def test_a_membership_outside_0_to_1_is_an_error(membership) -> None:
    with pytest.raises(FaultsError, match="memberships"):
        Cases(pd.DataFrame({"efficient": [0.0, membership], "upgraded": [0.0, 1.0]}), ("efficient",), "upgraded")


def test_four_clusters_make_a_truth_table_with_a_contradiction_and_a_remainder() -> None:
    # Efficient: both with a market upgraded; the two without one disagree; nobody is inefficient with a market.
    cases = invented([1, 1, 1, 0, 0], efficient=[1, 1, 1, 1, 0], market=[1, 1, 0, 0, 0])
    rows = truth_table(cases).rows.set_index(["efficient", "market"])
    assert rows["result"].to_dict() == {(1, 1): "1", (1, 0): "C", (0, 1): "?", (0, 0): "0"}
    assert rows["n"].to_dict() == {(1, 1): 2, (1, 0): 2, (0, 1): 0, (0, 0): 1}
    assert rows.loc[(1, 0), "consistency"] == 0.5
    assert rows.loc[(1, 0), "cases"] == "c, d"
    assert math.isnan(rows.loc[(0, 1), "consistency"])


def test_four_of_five_cases_reach_a_consistency_of_four_fifths() -> None:
    cases = invented([1, 1, 1, 1, 0], efficient=[1, 1, 1, 1, 1])
    assert truth_table(cases, RowRule(0.8)).rows["result"].tolist() == ["1", "?"]
    assert truth_table(cases, RowRule(0.81)).rows["result"].tolist() == ["C", "?"]
    assert truth_table(cases.negate(), RowRule(0.8)).rows["result"].tolist() == ["0", "?"]


def test_a_row_with_fewer_cases_than_asked_for_is_a_remainder() -> None:
    cases = invented([1, 1, 0], efficient=[1, 1, 0])
    assert truth_table(cases, RowRule(frequency=2)).rows["result"].tolist() == ["1", "?"]


def test_a_case_half_in_a_condition_belongs_to_no_row() -> None:
    assert truth_table(invented([1.0], efficient=[0.5])).rows["n"].tolist() == [0, 0]


def test_necessity_is_the_share_of_the_outcome_inside_the_condition() -> None:
    # Of three upgraded clusters two are efficient; one efficient cluster did not upgrade.
    frame = necessity(invented([1, 1, 1, 0], efficient=[1, 1, 0, 1]))
    assert frame.loc["efficient", ["consistency", "coverage"]].tolist() == [2 / 3, 2 / 3]
    assert frame.loc["~efficient", ["consistency", "coverage"]].tolist() == [1 / 3, 1]
    assert frame.loc["efficient", "relevance"] == 0.5  # outside efficient: 1; outside both: 2


def test_a_condition_that_all_share_is_a_trivial_necessity() -> None:
    frame = necessity(invented([1, 0], efficient=[1, 1]))
    assert frame.loc["efficient"].tolist() == [1, 0.5, 0]
    assert frame.loc["~efficient", "consistency"] == 0
    assert math.isnan(frame.loc["~efficient", "coverage"])


def test_fuzzy_sufficiency_adds_up_what_two_sets_share() -> None:
    cases = invented([0.6, 0.4], efficient=[0.8, 0.2])
    fit = sufficiency(cases, solve(truth_table(cases, RowRule(0.7))).conservative[0]).iloc[-1]
    assert fit["term"] == "efficient"
    assert fit["consistency"] == pytest.approx(0.8)  # (0.6 + 0.2) / (0.8 + 0.2)
    assert fit["raw_coverage"] == pytest.approx(0.8)  # over 0.6 + 0.4
    assert fit["pri"] == pytest.approx((0.8 - 0.6) / (1.0 - 0.6))  # 0.4 + 0.2 lie in both outcomes


def test_expectations_admit_only_the_counterfactuals_they_ask_for() -> None:
    # Observed: efficient without market upgrades; inefficient without market does not.
    cases = invented([1, 0], efficient=[1, 0], market=[0, 0])
    table = truth_table(cases)
    assert solve(table).formula("intermediate") == "efficient*~market"
    assert solve(table, {"market": 0}).formula("intermediate") == "efficient*~market"
    assert solve(table, {"market": 1}).formula("intermediate") == "efficient"
    assert solve(table).formula("parsimonious") == "efficient"


@pytest.mark.parametrize("wrong", [{"efficient": -1}, {"eficient": 1}])
def test_an_expectation_of_another_sign_or_condition_is_an_error(wrong) -> None:
    with pytest.raises(FaultsError, match="helps"):
        solve(truth_table(invented([1, 0], efficient=[1, 0])), wrong)


def test_an_outcome_that_never_occurs_has_no_solution() -> None:
    cases = invented([0, 0], efficient=[1, 0])
    solutions = solve(truth_table(cases))
    assert solutions.formula("conservative") == solutions.formula("parsimonious") == "never"
    empty, filled = (
        solution_table(found, solve(truth_table(found))) for found in (cases, invented([1, 0], efficient=[1, 0]))
    )
    assert empty.empty and not filled.empty
    assert empty.columns.tolist() == filled.columns.tolist()


def test_the_solution_table_shows_terms_models_and_assumptions(lipset) -> None:
    frame = solution_table(lipset, solve(truth_table(lipset), dict.fromkeys(LIPSET, 1)))
    fit = ["term", "consistency", "pri", "raw_coverage", "unique_coverage", "n", "cases"]
    assert frame.columns.tolist() == ["solution", "model", "part", *fit, "assumptions"]
    whole = frame[frame["part"] == "model"].set_index("solution")
    assert whole["assumptions"].to_dict() == {"conservative": 0, "intermediate": 1, "parsimonious": 5}
    assert whole["n"].tolist() == [8, 8, 8]


def test_single_cases_cannot_contradict_themselves() -> None:
    # One pair and one single; one of three upgraded. Deals: into the single, or into the pair (2 ways).
    cases = invented([0, 0, 1], efficient=[1, 1, 0])
    found = diversity(truth_table(cases), ["c"])
    assert (found.cases, found.combinations, found.observed, found.singletons, found.uniform) == (3, 2, 2, 1, 3)
    assert found.expected_uniform == pytest.approx((3 + 1 + 1) / 3)
    assert found.p == pytest.approx(1 / 3)


def test_the_grid_of_solutions_has_a_row_for_every_combination_of_cuts() -> None:
    cuts = Cuts(efficient_from=("High",), upgraded_threshold=(2.0, 3.0), consistency=(0.8, 1.0))
    grid = solution_grid(clusters(), ["product"], calibration=Calibration(conditions=("efficient",)), cuts=cuts)
    assert grid[["upgraded_threshold", "consistency"]].to_numpy().tolist() == [[2, 0.8], [2, 1], [3, 0.8], [3, 1]]
    assert (grid["conservative"] == "efficient").all()
    assert grid["covered"].tolist() == [1, 1, 1, 1]
    everyone = Cuts(efficient_from=("High",), upgraded_threshold=(1.0,), consistency=(1.0,))
    row = solution_grid(
        clusters(), ["product"], calibration=Calibration(conditions=("efficient",)), cuts=everyone
    ).iloc[0]
    assert row["parsimonious"] == "always"


def test_a_row_of_the_grid_has_every_number_and_the_three_solutions() -> None:
    # One inefficient cluster with a market upgraded, two without one did not; nobody is efficient with a market.
    three = (
        clusters()
        .iloc[[0, 1, 0]]
        .assign(market=[1, 0, 0], network=0, quasi_hierarchy=0, upgrading_product=[3.0, 1.0, 0.0])
    )
    chosen = Calibration(conditions=("efficient", "market"))
    cuts = Cuts(efficient_from=("High",), upgraded_threshold=(2.0,), consistency=(1.0,))
    found = solution_grid(three.set_axis(list("abc")), ["product"], calibration=chosen, cuts=cuts)
    assert found.to_dict("records") == [
        {
            "outcome": "product", "efficient_from": "High", "upgraded_threshold": 2.0, "consistency": 1.0,
            "n": 3, "upgraded": 1, "positive": 1, "contradictions": 0, "remainders": 1,
            "conservative": "~efficient*market", "intermediate": "market", "parsimonious": "market",
            "covered": 1.0, "chance_p": 1.0,
        }
    ]  # fmt: skip


def test_the_book_expects_leaders_of_global_chains_to_hinder_functional_upgrading_only() -> None:
    abroad = Calibration(reach="global")
    assert book_expectations("product", abroad)[Condition.QUASI_HIERARCHY] == 1
    assert book_expectations("functional", abroad)[Condition.QUASI_HIERARCHY] == 0
    assert book_expectations("functional", abroad)[Condition.MARKET] == 1
    assert set(book_expectations("functional", Calibration(conditions=("market",)))) == {"market"}
    assert Condition.QUASI_HIERARCHY not in book_expectations("product")  # nothing is said of domestic leaders


crisp_cases = strategies.lists(strategies.tuples(*[strategies.integers(0, 1)] * 4), min_size=1, max_size=12)


@given(rows=crisp_cases, signs=strategies.tuples(*[strategies.sampled_from([0, 1, None])] * 3))
@settings(max_examples=120)
def test_each_solution_covers_all_positive_rows_no_negative_one_and_the_kinds_are_nested(rows, signs) -> None:
    conditions = dict(zip("ABC", zip(*(case[:3] for case in rows), strict=True), strict=True))
    cases = invented([case[3] for case in rows], **{name: list(values) for name, values in conditions.items()})
    table = truth_table(cases, RowRule(1.0))
    solutions = solve(table, {name: sign for name, sign in zip("ABC", signs, strict=True) if sign is not None})
    reached = {}
    for kind in SolutionKind:
        for model in solutions.models(kind):
            covered = {row for row in itertools.product((0, 1), repeat=3) if any(term.covers(row) for term in model)}
            assert set(table.combinations(RowOutcome.POSITIVE)) <= covered
            assert not covered & set(
                table.combinations(RowOutcome.NEGATIVE) + table.combinations(RowOutcome.CONTRADICTION)
            )
            reached.setdefault(kind, []).append(covered)
    assert set(reached) in (set(), set(SolutionKind))
    for model in reached.get(SolutionKind.INTERMEDIATE, []):
        assert any(model >= smaller for smaller in reached[SolutionKind.CONSERVATIVE])
        assert any(model <= larger for larger in reached[SolutionKind.PARSIMONIOUS])


@given(rows=strategies.lists(strategies.tuples(*[strategies.floats(0, 1)] * 3), min_size=1, max_size=8))
@settings(max_examples=100)
def test_fuzzy_consistencies_and_coverages_stay_between_nothing_and_one(rows) -> None:
    first, second, outcome = map(list, zip(*rows, strict=True))
    cases = invented(outcome, A=first, B=second)
    numbers = pd.concat([necessity(cases).stack(), truth_table(cases).rows["consistency"]]).dropna()
    assert numbers.between(-1e-9, 1 + 1e-9).all()
    for model in solve(truth_table(cases, RowRule(0.6))).parsimonious:
        fit = sufficiency(cases, model)[["consistency", "raw_coverage", "unique_coverage"]].stack().dropna()
        assert fit.between(-1e-9, 1 + 1e-9).all()
