"""Whole rows of the robustness tables, every column, on four clusters that one can count."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from invented_clusters import TRADITIONAL, four, printed, product, two_sectors

from clusterbook.chapters.ch10_cross_case.choices import Coding, Settings, Strata
from clusterbook.chapters.ch10_cross_case.robustness.coder_error import CoderError, _codings, coder_error
from clusterbook.chapters.ch10_cross_case.robustness.conventions import conventions_table
from clusterbook.chapters.ch10_cross_case.robustness.grid import (
    Axes,
    analyses,
    joint_count,
    specification_support,
    specification_table,
)
from clusterbook.chapters.ch10_cross_case.robustness.halo import _share_significant, halo_error
from clusterbook.chapters.ch10_cross_case.robustness.readings import AS_RESTORED, bounds_by_reading
from clusterbook.chapters.ch10_cross_case.robustness.stability import leave_one_out, tipping_points
from clusterbook.chapters.ch10_cross_case.study import Study
from clusterbook.errors import FaultsError
from clusterbook.stats import Alternative, Measure, TestSettings
from clusterbook.vocabulary import Sector, Upgrading

SMALL = Axes(measures=("tau_b",))
TAU = 3 / math.sqrt(20)  # Low 1 and 2, High 2 and 3: three of four pairs in order, one tied in y
LEVEL = Settings(test=TestSettings(alpha=0.34))
PLACE = {"sector": TRADITIONAL, "outcome": "product"}
CELL = {"relation": "collective_efficiency", **PLACE}


def assert_rows(table: pd.DataFrame, expected: list[dict[str, Any]]) -> None:
    """The table has these rows and no other column."""
    pd.testing.assert_frame_equal(
        table.reset_index(drop=True), pd.DataFrame(expected), check_dtype=False, check_index_type=False
    )


def side_p(high: int, ratings: list[float], *, less: bool) -> float:
    """Share of choices of the High clusters whose S is at least as far on one side as that of the last so many."""
    places = range(len(ratings))
    scores = [
        sum(np.sign(ratings[one] - ratings[other]) for one in chosen for other in set(places) - set(chosen))
        for chosen in itertools.combinations(places, high)
    ]
    return float(np.mean([(score <= scores[-1]) if less else (score >= scores[-1]) for score in scores]))


def test_each_row_of_leave_one_out() -> None:
    rows = [("none", 4, TAU, 2 / 6), ("a", 3, 1 / 2, 2 / 3), ("b", 3, 2 / math.sqrt(6), 1 / 3)]
    rows += [("c", 3, 2 / math.sqrt(6), 1 / 3), ("d", 3, 1 / 2, 2 / 3)]
    named = [dict(zip(("left_out", "n", "coefficient", "side_p"), row, strict=True)) for row in rows]
    kept = [{"standing": "supported", "changes": False}, {"standing": "undecidable", "changes": True}]
    expected = [{**PLACE, **row, **kept[row["side_p"] > 0.34]} for row in named]
    assert_rows(leave_one_out(product(settings=LEVEL), printed("positive")), expected)


def test_unseen_clusters_of_either_kind_until_a_stated_direction_is_lost_or_found() -> None:
    columns = {**PLACE, "standing": "supported", "against": 1, "for": 0}
    assert_rows(tipping_points(product(settings=LEVEL), printed("positive")), [columns])
    lower = next(count for count in range(9) if side_p(2, [0.0] * count + [1, 2, 2, 3], less=False) <= 0.10)
    higher = next(count for count in range(9) if side_p(2 + count, [1, 2, 2, 3] + [0.0] * count, less=True) <= 0.10)
    found = {False: lower, True: higher}
    for less, word in ((False, "positive"), (True, "often_negative")):
        (row,) = tipping_points(product(), printed(word)).to_dict("records")
        assert row["for"] == found[less]
        assert pd.isna(row["against"])


def test_each_column_of_the_conventions() -> None:
    clusters = four().assign(country_id=["bra", "mex", "bra", "mex"])
    study = Study(clusters, outcomes=["product"], sectors=[TRADITIONAL], settings=LEVEL)
    two_sided = {"p_distance": 4 / 6, "p_doubled": 4 / 6, "convention_decides": False}
    country = {"coefficient_country": 1.0, "side_p_country": 1 / 4, "attainable_country": 1 / 4}
    standings = {"standing_sector": "supported", "standing_country": "supported"}
    expected = {**CELL, **two_sided, **standings, **country, "standing_zero": "supported"}
    assert_rows(conventions_table(study, printed("positive")), [expected])


def test_a_missing_rating_as_zero_can_be_what_supports() -> None:
    clusters = four().assign(country_id="bra")
    study = Study(
        clusters, outcomes=["functional"], sectors=[TRADITIONAL], settings=Settings(test=TestSettings(alpha=0.2))
    )
    row = conventions_table(study, printed("positive")).iloc[0]
    # One Low at 0 and two High at 1, of three orders; with b as 0 two and two, of six.
    assert (row["standing_sector"], row["standing_country"], row["standing_zero"]) == (
        "undecidable", "undecidable", "supported"
    )  # fmt: skip


def test_the_choice_between_two_sided_p_values_can_decide() -> None:
    three = four().iloc[[0, 1, 3]].assign(upgrading_product=[2.0, 2.0, 1.0], country_id="bra")
    row = conventions_table(Study(three, outcomes=["product"], settings=LEVEL), printed("positive")).iloc[0]
    assert (row["p_distance"], row["p_doubled"]) == (pytest.approx(1 / 3), pytest.approx(2 / 3))
    assert row["convention_decides"]


def test_each_column_of_codings_without_error_and_without_variation() -> None:
    same = {"coefficient": TAU, "coefficient_low": TAU, "coefficient_median": TAU, "coefficient_high": TAU}
    shares = {"significant": True, "share_significant": 1, "share_same_sign": 1, "share_undefined": 0}
    place = {"sector": TRADITIONAL, "relation": "collective_efficiency", "outcome": "product"}
    found = coder_error(product(settings=LEVEL), CoderError(0.0, 0.0, draws=20))
    assert_rows(found, [{**place, **shares, **same, "draws": 20}])
    flat = Study(four().assign(collective_efficiency="High"), outcomes=["product"])
    (row,) = coder_error(flat, CoderError(1.0, 0.0, draws=3)).to_dict("records")
    assert (row["share_undefined"], row["share_same_sign"], row["share_significant"]) == (1, 0, 0)
    assert all(math.isnan(row[name]) for name in same)


def test_levels_err_and_are_then_scored_as_chosen() -> None:
    scored = Settings(test=TestSettings(measure=Measure.PEARSON), coding=Coding(ce_scores=(0.0, 1.0, 10.0)))
    clusters = four().assign(collective_efficiency=["Low", "Medium", "High", "High"])
    study = Study(clusters, outcomes=(Upgrading.PRODUCT,), settings=scored)
    (row,) = coder_error(study, CoderError(0.0, 0.0, draws=2)).to_dict("records")
    expected = np.corrcoef([0, 1, 10, 10], clusters["upgrading_product"])[0, 1]
    assert [row[name] for name in ("coefficient", "coefficient_low", "coefficient_high")] == pytest.approx(
        [expected] * 3
    )
    off = coder_error(study, CoderError(0.0, 1.0, draws=50)).iloc[0]
    assert off["coefficient"] == pytest.approx(expected) and off["coefficient_high"] < expected


def test_a_falling_relation_is_tested_on_its_own_side() -> None:
    falling = Study(four().assign(upgrading_product=[3.0, 3.0, 1.0, 1.0]), outcomes=["product"], settings=LEVEL)
    (row,) = coder_error(falling, CoderError(0.0, 0.0, draws=2)).to_dict("records")
    assert (row["coefficient"], row["significant"], row["share_significant"], row["share_same_sign"]) == (
        -1,
        True,
        1,
        1,
    )


def test_the_points_of_the_simulated_coefficients_are_5_50_and_95_percent() -> None:
    # Two levels, each of twenty ratings off by half a point: as many draws below the low point as above the high one.
    found = coder_error(product(settings=LEVEL), CoderError(0.5, 0.0, draws=1_000)).iloc[0]
    again = coder_error(product(settings=LEVEL), CoderError(0.5, 0.0, draws=1_000)).iloc[0]
    assert found.equals(again)
    other = coder_error(product(settings=LEVEL), CoderError(0.5, 0.0, draws=1_000, seed=1)).iloc[0]
    assert other["share_significant"] == pytest.approx(found["share_significant"], abs=0.06)
    assert found["share_significant"] != other["share_significant"]
    # c and b tied at 2 part or turn round: all pairs in order, or one turned.
    assert found["coefficient_low"] < found["coefficient_median"] <= found["coefficient_high"] <= 1


def test_a_perfect_order_is_significant_and_a_reversed_one_is_not() -> None:
    rising = np.arange(8.0)
    x, y = np.array([rising, rising[::-1]]), np.array([rising, rising])
    assert _share_significant(x, y, alpha=0.1, rng=np.random.default_rng(0)) == 0.5


def test_each_column_of_the_halo() -> None:
    clusters = pd.concat([four()] * 3, ignore_index=True)
    table = halo_error(Study(clusters, sectors=[TRADITIONAL], outcomes=["product"]), CoderError(0.0, 0.0, 0.0, draws=4))
    assert table.columns.tolist() == ["sector", "outcome", "share_independent", "share_halo"]
    assert table[["sector", "outcome"]].to_numpy().tolist() == [[TRADITIONAL, "product"]]


def test_each_column_of_the_bounds() -> None:
    readings = {AS_RESTORED: {}, "b global": {("b", "quasi_hierarchy"): 2}}
    study = product("leaders", sectors=[TRADITIONAL], settings=Settings(test=TestSettings(alpha=0.3)))
    coefficients = {"coefficient_low": TAU, "coefficient_high": 3 / math.sqrt(15)}
    rest = {"side_p_low": 1 / 4, "side_p_high": 2 / 6, "standings": "undecidable or supported"}
    assert_rows(bounds_by_reading(study, readings, printed("positive")), [{**PLACE, **coefficients, **rest}])


def test_analyses_of_one_sector_and_of_both_are_relabelled_together() -> None:
    sectors = (Sector.TRADITIONAL, Sector.COMPLEX)
    study = Study(two_sectors(), sectors=sectors, outcomes=(Upgrading.PRODUCT,), settings=LEVEL)
    joint = joint_count(list(analyses(study, SMALL)), draws=4_000)
    # All three are significant where both sectors are in order, or both in reverse: twice in 12 times 12.
    assert (joint.tests, joint.significant) == (3, 3)
    assert joint.p == pytest.approx(2 / 144, abs=0.008)


def test_each_column_of_the_specifications_and_of_their_support() -> None:
    found = list(analyses(product(settings=LEVEL), SMALL))
    (row,) = specification_table(found).to_dict("records")
    assert len(row.pop("digest")) == 12
    place = {"relation": "collective_efficiency", "outcome": "product", "sectors": TRADITIONAL, "measure": "tau_b"}
    choices = {"na_policy": "drop", "exposure": "", "reading": AS_RESTORED}
    assert row == {**place, **choices, "n": 4, "coefficient": pytest.approx(TAU), "exact_p": pytest.approx(4 / 6)}
    place = {"sector": TRADITIONAL, "relation": "collective_efficiency", "outcome": "product"}
    levels = ("supported_at_0.05", "supported_at_0.1", "supported_at_0.34")
    for word, supported, opposed, significant in (("positive", 1, 0, 1), ("often_negative", 0, 1, 0)):
        support = specification_support(found, printed(word), alphas=(0.05, 0.1, 0.34))
        (row,) = support.to_dict("records")
        joint = row.pop("joint_p")
        counts = {"analyses": 1, **dict(zip(levels, (0, 0, supported), strict=True)), "opposed": opposed}
        assert row == {**place, "authors_verdict": word, **counts, "significant": significant}
        assert joint == pytest.approx(2 / 6 if significant else 1, abs=0.04)


@pytest.mark.parametrize("name", ["draws", "seed"])
def test_a_count_below_its_least_is_refused_by_its_name(name: str) -> None:
    with pytest.raises(FaultsError, match=rf"^{name}: found -1;"):
        CoderError(**{name: -1})


def test_errors_reach_the_ends_of_either_scale_and_no_further() -> None:
    x, y = np.array([1.0, 2.0, 3.0]), np.array([0.5, 2.5, 1.0])
    codings = _codings(x, y, graded=True, error=CoderError(1.0, 1.0, draws=60))
    degrees, ratings = (np.array(coded).T for coded in zip(*codings, strict=True))
    assert [set(coded) for coded in degrees] == [{2.0}, {1.0, 3.0}, {2.0}]
    assert [set(coded) for coded in ratings] == [{0.0, 1.0}, {2.0, 3.0}, {0.5, 1.5}]


def test_an_association_of_zero_is_tested_on_the_side_of_more() -> None:
    # The only High has two below and two above it. Half a point off, it may come to be the lowest, never the highest.
    ratings, degrees = [1.0, 1.0, 1.5, 3.0, 3.0], ["Low", "Low", "High", "Low", "Low"]
    five = four().iloc[[0, 1, 2, 3, 3]].assign(collective_efficiency=degrees, upgrading_product=ratings)
    study, error = Study(five, outcomes=(Upgrading.PRODUCT,), settings=LEVEL), CoderError(1.0, 0.0, draws=40)
    (row,) = coder_error(study, error).to_dict("records")
    assert (row["coefficient"], row["significant"], row["share_significant"]) == (0, False, 0)
    codings = _codings(np.array([1.0, 1, 3, 1, 1]), np.array(ratings), graded=True, error=error)
    assert any(rated[2] < np.delete(rated, 2).min() for _, rated in codings)


def test_presence_is_no_level_that_a_score_belongs_to() -> None:
    (row,) = coder_error(product("leaders"), CoderError(0.0, 1.0, draws=2)).to_dict("records")
    assert (row["coefficient"], row["coefficient_low"]) == (pytest.approx(TAU), pytest.approx(TAU))


def test_conventions_do_not_ask_for_the_strata_and_the_side_of_the_study_and_pass_over_what_has_no_ratings() -> None:
    clusters = four().assign(country_id=["bra", "mex", "bra", "mex"])
    study = Study(clusters, outcomes=(Upgrading.PRODUCT,), sectors=(Sector.SPECIALIZED, Sector.TRADITIONAL))
    by_country = replace(LEVEL, strata=Strata.SECTOR_AND_COUNTRY)
    one_sided = replace(LEVEL, test=replace(LEVEL.test, alternative=Alternative.GREATER))
    first, *others = [
        conventions_table(replace(study, settings=settings), printed("positive"))
        for settings in (LEVEL, by_country, one_sided)
    ]
    assert first["sector"].tolist() == [TRADITIONAL]
    assert first.at[0, "p_distance"] == pytest.approx(4 / 6)
    for other in others:
        pd.testing.assert_frame_equal(first, other)


def test_each_outcome_has_analyses_of_its_own() -> None:
    study = Study(four(), outcomes=(Upgrading.PRODUCT, Upgrading.FUNCTIONAL), sectors=(Sector.TRADITIONAL,))
    found = list(analyses(study, SMALL))
    shown = specification_table(found)
    assert shown[["outcome", "na_policy", "n"]].to_numpy().tolist() == [
        ["product", "drop", 4], ["functional", "drop", 3], ["functional", "zero", 4]
    ]  # fmt: skip
    # Functional ratings 0, 1, 1, and 0 once more for b: both pairs that differ in x and y, and all four.
    expected = [TAU, 1.0, 1.0]
    assert shown["coefficient"].tolist() == pytest.approx(expected)


def test_a_table_of_no_analyses_has_the_columns_of_any_other() -> None:
    some = specification_table(list(analyses(product(), SMALL)))
    assert specification_table([]).columns.tolist() == some.columns.tolist()


def test_cells_without_a_verdict_of_the_authors_are_passed_over_and_no_others() -> None:
    clusters = four().assign(upgrading_intersectoral=[1.0, 2.0, 2.0, 3.0])
    outcomes = (Upgrading.INTERSECTORAL, Upgrading.PRODUCT, Upgrading.FUNCTIONAL)
    words = printed("positive")
    words.loc[words["upgrading"] == "product", TRADITIONAL] = "none"
    found = list(analyses(Study(clusters, outcomes=outcomes, sectors=(Sector.TRADITIONAL,)), SMALL))
    assert {one.outcome for one in found} == set(outcomes)
    assert specification_support(found, words)["outcome"].tolist() == ["functional"]


def test_what_is_said_to_be_neutral_is_counted_on_either_side() -> None:
    level = Settings(test=TestSettings(alpha=0.67))
    for ratings in ([1.0, 2.0, 2.0, 3.0], [3.0, 2.0, 2.0, 1.0]):
        study = Study(four().assign(upgrading_product=ratings), outcomes=(Upgrading.PRODUCT,), settings=level)
        (row,) = specification_support(list(analyses(study, SMALL)), printed("neutral")).to_dict("records")
        assert (row["authors_verdict"], row["significant"]) == ("neutral", 1)
        assert row["joint_p"] == pytest.approx(4 / 6, abs=0.04)


def test_the_joint_p_counts_as_many_relabelings_as_are_asked_for_and_none_without_analyses() -> None:
    found = list(analyses(product(settings=LEVEL), SMALL))
    assert joint_count(found, side=Alternative.GREATER, draws=1).p in (1 / 2, 1)
    none = joint_count([])
    assert (none.tests, none.significant, math.isnan(none.p)) == (0, 0, True)
