"""Truth tables, their fit and their solutions: every column and every end of a range, on a handful of cases."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest

from clusterbook.chapters.ch10_cross_case.configurations import (
    Cases,
    Diversity,
    RowOutcome,
    RowRule,
    SolutionKind,
    Solutions,
    TruthTable,
    conservative_solution,
    diversity,
    model_membership,
    necessity,
    solution_table,
    solve,
    sufficiency,
    truth_table,
)
from clusterbook.chapters.ch10_cross_case.configurations.solutions import _kept
from clusterbook.chapters.ch10_cross_case.configurations.truth_table import consistency_of, pri_of, row_membership
from clusterbook.errors import FaultsError
from clusterbook.stats.minimisation import Term

MISSING = math.nan


def cases_of(outcomes: Sequence[float], **conditions: Sequence[float]) -> Cases:
    """Cases a, b, c ... with these memberships."""
    frame = pd.DataFrame({**conditions, "upgraded": outcomes}, index=list("abcdefgh"[: len(outcomes)]))
    return Cases(frame, tuple(conditions), "upgraded")


def test_memberships_are_asked_of_conditions_and_outcome_alone_and_may_be_nothing_or_all() -> None:
    frame = pd.DataFrame({"a": [0, 1], "b": [0.5, 1.0], "rating": [3, MISSING]})
    assert Cases(frame, ("a",), "b").matrix.tolist() == [[0], [1]]
    with pytest.raises(FaultsError) as told:
        Cases(frame, ("a", "b"), "rating")
    assert [fault.where for fault in told.value.faults] == ["memberships"]


def test_the_absence_of_the_absence_is_the_outcome() -> None:
    frame = pd.DataFrame({"a": [0.0, 1.0], "b": [1.0, 0.0], "upgraded": [0.25, 1.0]})
    cases = Cases(frame, ("a", "b"), "upgraded", ("a", "b"))
    absent = cases.negate()
    assert (absent.conditions, absent.outcome, absent.exclusive) == (("a", "b"), "~upgraded", ("a", "b"))
    assert absent.memberships.to_dict("list") == {"a": [0, 1], "b": [1, 0], "~upgraded": [0.75, 0]}
    again = absent.negate()
    assert again.outcome == "upgraded" and again.memberships.equals(frame) and again.exclusive == ("a", "b")


def test_a_truth_table_in_every_column() -> None:
    frame = pd.DataFrame(
        {"a": [1, 1, 0.5, 0.2], "b": [0, 0, 0.5, 0.8], "upgraded": [1, 0.4, 1, 0.0]}, index=["p", "q", "r", "s"]
    )
    table = truth_table(Cases(frame, ("a", "b"), "upgraded", ("a", "b")), RowRule(0.6, pri=0.0))
    assert (table.conditions, table.outcome) == (("a", "b"), "upgraded")
    # a and not b: memberships 1, 1, 0.5, 0.2; of the outcome 1, 0.4, 0.5, 0 lie in it, 0.4 also in its absence.
    # b and not a: 0, 0, 0.5, 0.8; 0.5 lies in the outcome, 0.8 in its absence.
    nothing = {"n": 0, "consistency": MISSING, "pri": MISSING, "result": "x", "cases": ""}
    expected = [
        {"a": 1, "b": 1, **nothing},
        {"a": 1, "b": 0, "n": 2, "consistency": 1.9 / 2.7, "pri": 1.5 / 2.3, "result": "1", "cases": "p, q"},
        {"a": 0, "b": 1, "n": 1, "consistency": 0.5 / 1.3, "pri": 0.5 / 1.3, "result": "0", "cases": "s"},
        {"a": 0, "b": 0, **nothing},
    ]
    pd.testing.assert_frame_equal(table.rows, pd.DataFrame(expected))
    assert table.observed.index.tolist() == table.possible.index.tolist() == [1, 2]
    assert table.combinations(RowOutcome.IMPOSSIBLE) == [(1, 1), (0, 0)]
    rare = truth_table(Cases(frame, ("a", "b"), "upgraded", ("a", "b")), RowRule(0.6, pri=0.0, frequency=2))
    assert rare.rows["result"].tolist() == ["x", "1", "?", "x"]
    assert (rare.observed.index.tolist(), rare.possible.index.tolist()) == ([1], [1, 2])


def test_without_a_rule_four_fifths_and_a_half_in_excess_of_one_case_decide() -> None:
    assert RowRule() == RowRule(0.8, 0.5, 1)
    # One case: 0.75 consistent is no subset, 0.8 is one; in its absence 0.25 and 0.2.
    assert [truth_table(cases_of([y], a=[1.0])).rows.loc[0, "result"] for y in (0.75, 0.8)] == ["C", "1"]
    with pytest.raises(FaultsError) as told:
        RowRule(consistency=0.5, pri=2)
    assert [fault.where for fault in told.value.faults] == ["truth table"]
    for right in (RowRule(0.51), RowRule(1.0), RowRule(pri=0.0), RowRule(pri=1.0), RowRule(frequency=1)):
        assert truth_table(cases_of([1], a=[1]), right).rows["result"].tolist() == ["1", "?"]


def test_a_cut_that_is_met_exactly_is_reached_whatever_rounding_does() -> None:
    five = cases_of([1, 1, 1, 1, 0], a=[1] * 5)
    for pri, result in ((0.8, "1"), (0.8 + 1e-12, "1"), (0.81, "C")):
        assert truth_table(five, RowRule(0.8, pri=pri)).rows.loc[0, "result"] == result
    assert truth_table(five, RowRule(0.8 + 1e-12)).rows.loc[0, "result"] == "1"


def test_a_case_just_more_in_than_out_is_in_a_row_a_term_and_the_outcome() -> None:
    cases = cases_of([0.5, 1.0], a=[0.5, 0.51])
    assert truth_table(cases).rows["cases"].tolist() == ["b", ""]
    fit = sufficiency(cases, (Term((1,)),))
    assert fit["cases"].tolist() == ["b", "b"] and fit["n"].tolist() == [1, 1]


def test_membership_in_a_term_is_the_least_and_in_a_model_the_greatest() -> None:
    cases = cases_of([1, 1], a=[0.2, 0.9], b=[0.7, 0.6], c=[0.3, 0.0])
    assert row_membership(cases, (1, 0, None)).tolist() == pytest.approx([0.2, 0.4])
    assert row_membership(cases, (None, None, 0)).tolist() == pytest.approx([0.7, 1.0])
    assert row_membership(cases, (None, None, None)).tolist() == [1, 1]
    model = Term((1, 0, None)), Term((None, None, 1))
    assert model_membership(cases, model).tolist() == pytest.approx([0.3, 0.4])
    assert model_membership(cases, ()).tolist() == [0, 0]


def test_shares_of_nothing_are_missing() -> None:
    nothing, half, little = np.array([0.0, 0.0]), np.array([0.5, 0.5]), np.array([0.125, 0.0])
    assert math.isnan(consistency_of(nothing, half)) and math.isnan(pri_of(nothing, half))
    assert math.isnan(pri_of(half, half))  # all of it lies in both
    assert consistency_of(little, half) == 1 and consistency_of(half, little) == 0.125
    assert pri_of(np.array([1.0, 0.4]), np.array([0.7, 0.1])) == pytest.approx((0.8 - 0.4) / (1.4 - 0.4))


def test_necessity_in_every_column() -> None:
    found = necessity(cases_of([0.6, 1.0], a=[0.8, 0.5]))
    expected = {
        "consistency": [1.1 / 1.6, 0.7 / 1.6], "coverage": [1.1 / 1.3, 1.0], "relevance": [0.7 / 0.9, 1.3 / 1.3],
    }  # fmt: skip
    index = pd.Index(["a", "~a"], name="condition")
    pd.testing.assert_frame_equal(found, pd.DataFrame(expected, index=index))
    shared = necessity(cases_of([1, 1], a=[1, 1]))
    assert shared.loc["a", ["consistency", "coverage"]].tolist() == [1, 1] and math.isnan(shared.loc["a", "relevance"])


def test_sufficiency_in_every_column() -> None:
    cases = cases_of([1, 1, 0.5, 0], a=[1, 0, 0.75, 0], b=[0, 1, 0.75, 1])
    found = sufficiency(cases, (Term((1, None)), Term((None, 1))))
    expected = {
        "term": ["a", "b", "a + b"],
        "consistency": [1.5 / 1.75, 1.5 / 2.75, 2.5 / 3.75],
        "pri": [1 / 1.25, 1 / 2.25, 2 / 3.25],
        "raw_coverage": [1.5 / 2.5, 1.5 / 2.5, 1],
        "unique_coverage": [1 / 2.5, 1 / 2.5, 1],
        "n": [2, 3, 4],
        "cases": ["a, c", "b, c, d", "a, b, c, d"],
    }
    pd.testing.assert_frame_equal(found, pd.DataFrame(expected), check_like=False)


def test_what_order_chance_gives_in_every_column() -> None:
    frame = pd.DataFrame({"a": [1, 1, 0], "b": [0, 0, 1], "upgraded": [1, 0, 1]}, index=list("pqr"))
    table = truth_table(Cases(frame, ("a", "b"), "upgraded", ("a", "b")))
    # Two of three are dealt: both to the pair (3 cases uniform), or one of each in two ways (1 uniform).
    assert diversity(table, ["p", "r"]) == Diversity(3, 2, 2, 1, 1, 5 / 3, 1.0)
    assert diversity(table, ["p", "q"]) == Diversity(3, 2, 2, 1, 3, 5 / 3, 1 / 3)
    assert diversity(table, []) == Diversity(3, 2, 2, 1, 3, 3.0, 1.0)
    empty = truth_table(Cases(frame.head(0), ("a",), "upgraded"))
    assert diversity(empty, []) == Diversity(0, 2, 0, 0, 0, 0.0, 1.0)


def test_chance_deals_every_outcome_as_often() -> None:
    rows = [(1, 1), (1, 1), (1, 0), (1, 0), (0, 1)]
    cases = cases_of([1, 0, 1, 0, 0], a=[a for a, _ in rows], b=[b for _, b in rows])
    uniform = []
    for dealt in itertools.combinations(range(5), 2):
        groups = [[place in dealt for place in group] for group in ((0, 1), (2, 3), (4,))]
        uniform.append(sum(len(group) for group in groups if len(set(group)) == 1))
    found = diversity(truth_table(cases), ["a", "c"])
    assert (found.cases, found.observed, found.singletons, found.uniform) == (5, 3, 1, 1)
    assert found.expected_uniform == pytest.approx(np.mean(uniform))
    together = diversity(truth_table(cases), ["a", "b"])
    assert together.uniform == 5 and together.p == pytest.approx(np.mean([count == 5 for count in uniform]))


@pytest.mark.parametrize(
    ("literal", "core", "direction", "kept"),
    [
        *((literal, literal, direction, literal) for literal in (0, 1) for direction in (0, 1, None)),
        *((literal, None, literal, literal) for literal in (0, 1)),
        *((literal, None, None, literal) for literal in (0, 1)),
        (1, None, 0, None),
        (0, None, 1, None),
        *((None, None, direction, None) for direction in (0, 1, None)),
    ],
)
def test_a_literal_is_dropped_only_against_what_is_expected(
    literal: int | None, core: int | None, direction: int | None, kept: int | None
) -> None:
    assert _kept(literal, core, direction) is kept


def two_ways() -> Cases:
    """Exactly one of a and b leads to the outcome where c is as well; else anything may be written."""
    return cases_of([1, 1, 0, 0], a=[1, 0, 1, 0], b=[0, 1, 1, 0], c=[1, 1, 1, 1])


def test_solutions_of_every_kind_with_their_formulas_and_assumptions() -> None:
    table = truth_table(two_ways())
    found = solve(table, {"c": 1})
    assert (found.conditions, found.outcome) == (("a", "b", "c"), "upgraded")
    assert set(found.remainders) == set(itertools.product((0, 1), (0, 1), (0,)))
    for kind, formula in (("conservative", "a*~b*c + ~a*b*c"), ("parsimonious", "a*~b + ~a*b")):
        assert set(found.formula(kind).split(" + ")) == set(formula.split(" + "))
    assert [len(found.models(kind)) for kind in SolutionKind] == [1, 1, 1]
    assert found.assumed(found.conservative[0]) == found.assumed(()) == []
    assert sorted(found.assumed(found.parsimonious[0])) == [(0, 1, 0), (1, 0, 0)]
    (model,) = solve(table, {"c": 0}).intermediate
    assert model == found.parsimonious[0] and found.intermediate == found.conservative


def test_alternatives_are_joined_and_none_is_never() -> None:
    one, other = (Term((1, None)),), (Term((None, 0)), Term((0, 1)))
    found = Solutions(("a", "b"), "upgraded", (one, other), (one,), (), ((1, 1), (0, 0)))
    assert [found.formula(kind) for kind in SolutionKind] == ["a or ~b + ~a*b", "a", "never"]
    assert found.models("conservative") == (one, other)
    assert found.assumed(one) == [(1, 1)] and found.assumed(other) == [(0, 0)]


def test_impossible_combinations_shorten_what_is_written_and_are_no_assumption() -> None:
    frame = pd.DataFrame({"a": [1, 0], "b": [0, 1], "upgraded": [1, 0]}, index=["p", "q"])
    table = truth_table(Cases(frame, ("a", "b"), "upgraded", ("a", "b")))
    found = solve(table)
    assert found.remainders == ()
    for kind in SolutionKind:
        assert {found.formula(kind)} <= {"a or ~b", "~b or a"}
    assert conservative_solution(table) == found.conservative[0]
    assert conservative_solution(truth_table(cases_of([0], a=[1]))) == ()


def judged(results: str) -> TruthTable:
    """A truth table of a, b and c with these results, all present first."""
    rows = [dict(zip("abc", row, strict=True)) for row in itertools.product((1, 0), repeat=3)]
    return TruthTable(("a", "b", "c"), "upgraded", pd.DataFrame(rows).assign(result=list(results)))


def test_intermediate_models_are_told_once_each_and_the_shortest_first() -> None:
    # a*~b*~c may be written a or ~b. Between it and a, b is expected to hinder, so that ~b stays; between it and ~b,
    # neither a nor ~c is expected to help.
    expected = {"a": 0, "b": 0, "c": 1}
    found = solve(judged("???1?0??"), expected)
    assert found.formula("conservative") == "a*~b*~c"
    assert set(found.formula("parsimonious").split(" or ")) == {"a", "~b"}
    assert found.formula("intermediate") == "~b or a*~b"
    # Between a*b*c and b or c all that is expected stays, each time.
    again = solve(judged("1??0????"), {"c": 1})
    assert len(again.parsimonious) > 1 and again.formula("intermediate") == "a*b*c"


@pytest.mark.parametrize("wrong", [{"a": 2}, {"a": -1, "b": 1}, {"z": 0}])
def test_expectations_are_of_a_condition_and_for_or_against_it(wrong: dict[str, int]) -> None:
    with pytest.raises(FaultsError) as told:
        solve(truth_table(two_ways()), wrong)
    assert [fault.where for fault in told.value.faults] == ["expectations"]


def test_a_table_of_solutions_in_every_column() -> None:
    cases = cases_of([1, 0], a=[1, 0], b=[0, 0])
    found = solution_table(cases, solve(truth_table(cases), {"b": 1}))
    fit = {"consistency": 1.0, "pri": 1.0, "raw_coverage": 1.0, "unique_coverage": 1.0, "n": 1, "cases": "a"}
    kinds = (("conservative", "a*~b", 0), ("intermediate", "a", 1), ("parsimonious", "a", 1))
    assert found.to_dict("records") == [
        {"solution": kind, "model": 1, "part": part, "term": term, **fit, "assumptions": assumed}
        for kind, term, assumed in kinds
        for part in ("term", "model")
    ]
    assert found.columns.tolist() == ["solution", "model", "part", "term", *fit, "assumptions"]
    assert found.index.tolist() == list(range(6)) and set(map(type, found["solution"])) == {str}
