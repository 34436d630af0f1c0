"""Whole rows of Chapter 10's tables, every column, on eight clusters that one can count."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from invented_clusters import four, three_in_five, two_sectors
from scipy.stats import norm
from statsmodels.formula.api import ols

from clusterbook.chapters.ch10_cross_case import relabelled
from clusterbook.chapters.ch10_cross_case.choices import Coding, MissingPolicy, Settings, VerdictRule
from clusterbook.chapters.ch10_cross_case.governance import (
    governance_table,
    mantel_haenszel_table,
    sector_differences,
    slope_differences,
)
from clusterbook.chapters.ch10_cross_case.models.linear import linear_table
from clusterbook.chapters.ch10_cross_case.models.ordered import ordered_table
from clusterbook.chapters.ch10_cross_case.models.penalised import penalised_table
from clusterbook.chapters.ch10_cross_case.relabelled import relabelings, statistics, westfall_young_of_cells
from clusterbook.chapters.ch10_cross_case.study import ALL_SECTORS, Study
from clusterbook.chapters.ch10_cross_case.summed import fisher_by_sector, sum_of_upgrading
from clusterbook.chapters.ch10_cross_case.verdicts import pooled_verdicts, verdict_table
from clusterbook.errors import FaultsError
from clusterbook.stats import Alternative, Measure, penalised_logit
from clusterbook.stats.joint import kendall_statistics, step_down
from clusterbook.stats.proportional import proportional_odds
from clusterbook.vocabulary import Sector, Upgrading

SECTORS = (Sector.TRADITIONAL, Sector.COMPLEX)


def product_study(relation: str = "collective_efficiency") -> Study:
    """Product upgrading in the two sectors."""
    return Study(two_sectors(), relation, sectors=SECTORS, outcomes=(Upgrading.PRODUCT,))


def assert_rows(table: pd.DataFrame, expected: list[dict[str, Any]]) -> None:
    """The table has these rows and no other column."""
    pd.testing.assert_frame_equal(
        table.reset_index(drop=True), pd.DataFrame(expected), check_dtype=False, check_index_type=False, rtol=1e-9
    )


def by_scope(alone: dict[str, Any], together: dict[str, Any], *, name: str = "sector") -> list[dict[str, Any]]:
    """Rows of both sectors, which are alike, and of all sectors."""
    scopes = {SECTORS[0].value: alone, SECTORS[1].value: alone, ALL_SECTORS: together}
    return [{name: scope, **numbers} for scope, numbers in scopes.items()]


def test_governance_is_tested_in_each_sector_and_over_all_as_two_families() -> None:
    table = governance_table(product_study(), features=["any_leader"])
    tau = 4 / math.sqrt(4 * 6)  # all four pairs that differ in x are in order, six differ in y
    same = {"mean_present": 2.5, "mean_absent": 0.5}
    alone = {"n": 4, "present": 2, **same, "statistic": 4, "tau_b": tau, "coefficient": tau}
    alone |= {"exact_p": 2 / 6, "attainable_p": 2 / 6, "holm": 4 / 6, "benjamini_hochberg": 2 / 6}
    every = {"n": 8, "present": 4, **same, "statistic": 8, "tau_b": tau, "coefficient": tau}
    every |= {"exact_p": 2 / 36, "attainable_p": 2 / 36, "holm": 2 / 36, "benjamini_hochberg": 2 / 36}
    rows = by_scope(alone | {"verdict": "Inconclusive (+)"}, every | {"verdict": "Positive"})
    assert_rows(table, [{"feature": "any_leader", "outcome": "product", **row} for row in rows])


def test_presence_and_upgrading_as_a_fourfold_table() -> None:
    study = product_study()
    p_values = {"exact_p": 2 / 36, "attainable_p": 2 / 36}
    stratified = {"feature": "any_leader", "outcome": "product", "n": 8, "strata": 2, "both": 4, "expected_both": 2}
    expected = [{**stratified, "odds_ratio": math.inf, **p_values, "holm": 2 / 36}]
    assert_rows(mantel_haenszel_table(study, features=["any_leader"]), expected)
    alone = {"outcome": "product", "n": 4, "both": 2, "odds_ratio": math.inf, "exact_p": 2 / 6, "attainable_p": 2 / 6}
    assert_rows(fisher_by_sector(study), by_scope(alone, {})[:2])
    unled = two_sectors().assign(quasi_hierarchy=[0, 1, 2, 3, 0, 0, 0, 0])
    counted = fisher_by_sector(replace(study, clusters=unled)).set_index("sector")
    assert counted.loc[SECTORS[1].value, "n"] == 4 and math.isnan(counted.loc[SECTORS[1].value, "exact_p"])
    # From a rating of 3 only the last of each sector has upgraded: one of two with a leader, none of two without.
    higher = fisher_by_sector(study, upgraded_threshold=3.0)
    assert higher[["both", "exact_p"]].to_numpy().tolist() == [[1, 1], [1, 1]]
    assert mantel_haenszel_table(study, features=["any_leader"], upgraded_threshold=3.0)["both"].tolist() == [2]


def test_alike_sectors_show_no_difference_in_any_column() -> None:
    numbers = {"n": 8, "groups": 2, "statistic": 0, "exact_p": 1, "asymptotic_p": 1, "standard_error": 0}
    rows = [{"rating": rating, **numbers, "exact": True, "holm": 1} for rating in ("collective_efficiency", "product")]
    assert_rows(sector_differences(product_study()), rows)
    slopes = {"slope_traditional_manufacturing": 1.5, "slope_complex_products": 1.5, "common_slope": 1.5}
    rest = {"statistic": 0, "p": 1, "standard_error": 0, "draws": 20_000, "holm": 1}
    place = {"relation": "collective_efficiency", "outcome": "product"}
    assert_rows(slope_differences(product_study()), [{**place, **slopes, **rest}])


def test_the_verdict_and_all_that_stands_behind_it() -> None:
    tau = 5 / math.sqrt(5 * 6)  # degrees L, M, M, H against 0, 1, 2, 3: one pair of degrees is alike
    p = 2 / 12  # one of twelve orders of the degrees has all five pairs in order, one none
    without = {"leave_one_out_min": 2 / math.sqrt(2 * 3), "leave_one_out_max": 1.0}
    numbers = {"n": 4, "statistic": 5, "tau_b": tau, "measure": "tau_b", "coefficient": tau, "exact_p": p}
    numbers |= {"standard_error": 0, "attainable_p": p, "attainable_p_negative": p, "attainable_p_positive": p}
    numbers |= {"power": 0, "power_opposite": 0, **without, "holm": 2 * p, "benjamini_hochberg": p}
    row = {"relation": "collective_efficiency", "outcome": "product", **numbers, "verdict": "Inconclusive (+)"}
    assert_rows(verdict_table(product_study()), by_scope(row, {})[:2])


def test_a_one_sided_test_has_no_opposite_and_two_sides_of_what_it_can_attain() -> None:
    study = product_study()
    test = replace(study.settings.test, alternative=Alternative.GREATER)
    found = verdict_table(replace(study, settings=replace(study.settings, test=test))).iloc[0]
    assert (found["exact_p"], found["attainable_p_positive"]) == (pytest.approx(1 / 12), pytest.approx(1 / 12))
    assert (found["attainable_p"], found["attainable_p_negative"]) == (pytest.approx(1 / 12), pytest.approx(1))
    assert math.isnan(found["power_opposite"])


def test_all_sectors_are_pooled_and_judged_by_the_studys_own_rule() -> None:
    study = product_study()
    strict = replace(study, settings=Settings(rule=VerdictRule(delta=0.95)))
    (row,) = pooled_verdicts(study).to_dict("records")
    assert (row["sector"], row["n"], row["statistic"], row["verdict"]) == (ALL_SECTORS, 8, 10, "Positive")
    assert row["exact_p"] == row["holm"] == row["benjamini_hochberg"] == pytest.approx(2 / 144)
    assert pooled_verdicts(strict)["verdict"].tolist() == ["Neutral"]


def test_the_sum_of_the_four_ratings() -> None:
    tau = 5 / math.sqrt(5 * 6)  # sums 1, 2, 4, 5
    alone = {"n": 4, "coefficient": tau, "exact_p": 2 / 12, "attainable_p": 2 / 12}
    every = {"n": 8, "coefficient": tau, "exact_p": 2 / 144, "attainable_p": 2 / 144}
    rows = [{"relation": "collective_efficiency", **row} for row in by_scope(alone, every)]
    assert_rows(sum_of_upgrading(product_study()), rows)


def test_a_penalised_logit_has_a_constant_for_each_sector_and_the_cause_about_its_mean() -> None:
    study = Study(three_in_five(), sectors=SECTORS, outcomes=(Upgrading.PRODUCT,))
    frame = study.comparable_clusters(Upgrading.PRODUCT)
    upgraded, second = (frame["y"] >= 2).astype(float), (frame["sector"] == SECTORS[0].value).astype(float)
    fit = penalised_logit(upgraded, np.column_stack([frame["x"] - frame["x"].mean(), 1 - second]))
    again = penalised_logit(upgraded, np.column_stack([frame["x"] - frame["x"].mean(), second]))
    assert fit.estimates[1] == pytest.approx(again.estimates[1], abs=1e-4)
    row = penalised_table(study).set_index("scope").loc[ALL_SECTORS].to_dict()
    assert (row.pop("relation"), row.pop("outcome")) == ("collective_efficiency", "product")
    numbers = {"odds_ratio": fit.estimates[1], "low": fit.low[1], "high": fit.high[1]}
    expected = {"n": 10, "upgraded": 5} | {name: math.exp(value) for name, value in numbers.items()} | {"p": fit.p[1]}
    assert list(row) == list(expected)
    assert row == pytest.approx(expected, rel=1e-3)
    with pytest.raises(FaultsError, match="upgraded_threshold"):
        penalised_table(study, upgraded_threshold=3.5)
    assert penalised_table(study, upgraded_threshold=3.0)["upgraded"].tolist() == [2, 1, 1]


def test_the_linear_model_of_each_scope_in_every_column() -> None:
    study = Study(three_in_five(), sectors=SECTORS, outcomes=(Upgrading.PRODUCT,))
    (row, *_) = linear_table(study).to_dict("records")
    frame = study.comparable_clusters(Upgrading.PRODUCT)
    fit = ols("y ~ x + C(sector)", frame).fit(cov_type="HC3", use_t=True)
    low, high = fit.conf_int().loc["x"]
    about = frame[["x", "y"]] - frame.groupby("sector")[["x", "y"]].transform("mean")
    place = {"relation": "collective_efficiency", "outcome": "product", "scope": ALL_SECTORS, "n": 10}
    numbers = {"slope": fit.params["x"], "standard_error": fit.bse["x"], "low": low, "high": high}
    assert row.pop("randomization_low") < row["slope"] < row.pop("randomization_high")
    p_values = {name: row[name] for name in ("exact_p", "attainable_p")}
    rest = {"p_hc3": fit.pvalues["x"], **p_values, "p_standard_error": 0}
    rest |= {"r_squared_within": about.corr().at["x", "y"] ** 2, "note": ""}
    assert row.pop("note") == rest.pop("note")
    expected = numbers | rest
    assert list(row) == [*place, *expected]
    assert {name: row[name] for name in place} == place
    assert {name: row[name] for name in expected} == pytest.approx(expected)


def test_the_ordered_logit_of_each_scope_in_every_column() -> None:
    study = Study(three_in_five(), sectors=SECTORS, outcomes=(Upgrading.PRODUCT,))
    rows = ordered_table(study).to_dict("records")
    assert [(row["scope"], row["n"], row["levels"]) for row in rows] == [
        (ALL_SECTORS, 10, 4), (SECTORS[0].value, 5, 4), (SECTORS[1].value, 5, 4)
    ]  # fmt: skip
    row = rows[0]
    assert (row["status"], row["drift"], row["separated"]) == ("converged", "finite", 0)
    spread = norm.ppf(0.975) * row["standard_error"]
    assert (row["low"], row["high"]) == pytest.approx((row["estimate"] - spread, row["estimate"] + spread))
    assert row["p_wald"] == pytest.approx(2 * norm.sf(abs(row["estimate"]) / row["standard_error"]))
    assert row["odds_ratio"] == pytest.approx(math.exp(row["estimate"]))
    frame = study.comparable_clusters(Upgrading.PRODUCT)
    assert row["proportional_p"] == pytest.approx(proportional_odds(frame["x"], frame["y"]).p)
    place = ["relation", "outcome", "scope", "n", "levels", "status", "drift", "estimate", "standard_error"]
    rest = ["low", "high", "p_wald", "odds_ratio", "proportional_p", "exact_p", "attainable_p", "separated"]
    assert list(row) == [*place, *rest]


RATED = pd.DataFrame({"y": [1.0, 2.0, 3.0, 5.0], "stratum": "one"})
CAUSES = np.array([[1.0, 2.0, 4.0, 8.0], [8.0, 4.0, 2.0, 1.0]])


@pytest.mark.parametrize(
    ("measure", "whole", "missing"),
    [
        (Measure.TAU_B, [6, -6], [3, -3]),
        (Measure.SPEARMAN, [30 - 10 * 10 / 4, 20 - 10 * 10 / 4], [17 - 7 * 6 / 3, 13 - 8 * 6 / 3]),
        (Measure.PEARSON, [57 - 15 * 11 / 4, 27 - 15 * 11 / 4], [45 - 11 * 8 / 3, 21 - 13 * 8 / 3]),
    ],
)
def test_the_statistic_of_each_labelling_by_hand(measure: Measure, whole: list[float], missing: list[float]) -> None:
    assert statistics(CAUSES, RATED, measure=measure).tolist() == pytest.approx(whole)
    without = RATED.assign(y=[1.0, 2.0, np.nan, 5.0])
    assert statistics(CAUSES, without, measure=measure).tolist() == pytest.approx(missing)
    apart = RATED.assign(stratum=["one", "one", "two", "two"])
    pairs = {Measure.TAU_B: 1, Measure.SPEARMAN: 0.5}
    first, second = (pairs.get(measure, products) for products in (0.5 * 1, 0.5 * 4 * 2))
    assert statistics(CAUSES[:1], apart, measure=measure).tolist() == pytest.approx([first + second])


def test_the_smallest_of_several_p_values_is_judged_by_the_smallest_of_each_relabelling() -> None:
    (alone,) = westfall_young_of_cells(replace(product_study(), sectors=SECTORS[:1]))
    assert alone == pytest.approx(2 / 12)
    assert westfall_young_of_cells(product_study()).tolist() == pytest.approx([1 - (10 / 12) ** 2] * 2)
    study = replace(product_study(), sectors=SECTORS[:1], outcomes=(Upgrading.PRODUCT, Upgrading.FUNCTIONAL))
    ratings = [frame["y"].to_numpy() for _, _, frame in study.cells()]
    orders = np.array([*itertools.permutations((1.0, 2, 2, 3))])
    exact = step_down(np.column_stack([kendall_statistics(orders, y) for y in ratings]))[1]
    assert westfall_young_of_cells(study).tolist() == pytest.approx(exact.tolist())
    assert np.isnan(westfall_young_of_cells(replace(product_study(), sectors=(Sector.NATURAL_RESOURCE,)))).all()


def test_a_sector_with_too_many_orders_is_sampled_and_its_strata_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relabelled, "MOST_ORDERS", 11)
    (alone,) = westfall_young_of_cells(replace(product_study(), sectors=SECTORS[:1]))
    assert alone == pytest.approx(2 / 12, abs=0.02) and alone != 2 / 12
    study, strata = product_study(), np.array(["a", "b"] * 4)
    orders = relabelled.orders_of_causes(study, np.arange(8) < 4, strata=strata)
    assert [len(orders), len({tuple(order) for order in orders.tolist()})] == [4, 4]
    assert (np.sort(orders[:, ::2], axis=1) == np.sort(orders[:1, ::2], axis=1)).all()


def test_ratings_beside_a_feature_follow_the_policy_for_missing_ones() -> None:
    study, feature = Study(four(), outcomes=(Upgrading.FUNCTIONAL,)), pd.Series(1.0, index=list("abcd"))
    counted = replace(study, settings=Settings(coding=Coding(na_policy=MissingPolicy.ZERO)))
    sizes = [len(one.ratings_beside(feature, outcome=Upgrading.FUNCTIONAL)) for one in (study, counted)]
    assert sizes == [3, 4]


def test_labels_are_exchanged_within_sectors_alone_and_the_first_are_as_observed() -> None:
    members, orders = relabelings(product_study(), 400)
    assert members.tolist() == list(range(8))
    assert orders.shape == (401, 8)
    assert orders[0].tolist() == list(range(8))
    assert all(sorted(row[:4]) == [0, 1, 2, 3] and sorted(row[4:]) == [4, 5, 6, 7] for row in orders.tolist())
    assert len({tuple(row[:4]) for row in orders.tolist()}) == 24  # every order of four occurs
    assert (relabelings(product_study(), 400)[1] == orders).all()
