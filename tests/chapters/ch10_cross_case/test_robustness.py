"""Robustness on invented clusters: readings, clusters left out or unseen, coders, conventions, all analyses."""

import math

import numpy as np
import pandas as pd
import pytest
from invented_clusters import TRADITIONAL, four, printed, product

from clusterbook.chapters.ch10_cross_case.accounting import Standing
from clusterbook.chapters.ch10_cross_case.choices import Settings
from clusterbook.chapters.ch10_cross_case.robustness.coder_error import CoderError, coder_error, miscode
from clusterbook.chapters.ch10_cross_case.robustness.conventions import conventions_table
from clusterbook.chapters.ch10_cross_case.robustness.grid import (
    Axes,
    analyses,
    joint_count,
    specification_support,
    specification_table,
)
from clusterbook.chapters.ch10_cross_case.robustness.halo import halo_error, shared_impressions
from clusterbook.chapters.ch10_cross_case.robustness.readings import (
    AS_RESTORED,
    admissible_readings,
    apply_reading,
    bounds_by_reading,
)
from clusterbook.chapters.ch10_cross_case.robustness.stability import (
    NONE_LEFT_OUT,
    leave_one_out,
    tipping_points,
    undone,
)
from clusterbook.chapters.ch10_cross_case.study import Study
from clusterbook.chapters.ch10_cross_case.verdicts import verdict_table
from clusterbook.errors import FaultsError
from clusterbook.stats import TestSettings


def restorations(row, column, admissible):
    """One line of the restorations of Table 10.2."""
    return pd.DataFrame({"table": ["10.2"], "row": [row], "column": [column], "admissible": [admissible]})


def test_a_reading_replaces_its_cells_and_leaves_the_frame_alone() -> None:
    clusters = four()
    read = apply_reading(clusters, {("b", "quasi_hierarchy"): 2})
    assert read.at["b", "quasi_hierarchy"] == 2
    assert clusters.at["b", "quasi_hierarchy"] == 1


def test_a_reading_of_an_unknown_cell_names_the_known_ones() -> None:
    with pytest.raises(FaultsError, match="allowed a, b, c, d"):
        apply_reading(four(), {("z", "market"): 1})


def test_admissible_readings_start_with_the_restored_one() -> None:
    readings = admissible_readings(restorations("b", "quasi_hierarchy", "2; 3"), four())
    assert readings == {
        AS_RESTORED: {},
        "b.quasi_hierarchy=2": {("b", "quasi_hierarchy"): 2},
        "b.quasi_hierarchy=3": {("b", "quasi_hierarchy"): 3},
    }


def test_a_reading_may_change_a_second_cell_with_the_first() -> None:
    readings = admissible_readings(restorations("b", "market", "2 with network 1 (both figures here)"), four())
    assert list(readings.values())[1] == {("b", "market"): 2, ("b", "network"): 1}


def test_a_reading_that_changes_nothing_is_none() -> None:
    assert list(admissible_readings(restorations("b", "market", "1"), four())) == [AS_RESTORED]


def test_a_reading_that_cannot_be_understood_is_an_error() -> None:
    with pytest.raises(FaultsError, match="Write the reading in this form"):
        admissible_readings(restorations("b", "market", "perhaps a two"), four())


def test_bounds_span_what_the_readings_give() -> None:
    readings = {AS_RESTORED: {}, "b global": {("b", "quasi_hierarchy"): 2}}
    row = bounds_by_reading(product("leaders", sectors=[TRADITIONAL]), readings, printed("positive")).iloc[0]
    # As restored c and d against a and b, S 3 of sqrt(4 * 5); else b, c, d against a, S 3 of sqrt(3 * 5).
    assert row["coefficient_low"] == pytest.approx(3 / math.sqrt(20))
    assert row["coefficient_high"] == pytest.approx(3 / math.sqrt(15))
    # The best of six orders is one of two alike among (1, 2, 2, 3); of four orders, one.
    assert (row["side_p_low"], row["side_p_high"]) == (pytest.approx(1 / 4), pytest.approx(2 / 6))
    assert row["standings"] == "undecidable"


def test_leave_one_out_names_whose_absence_changes_the_standing() -> None:
    level = Settings(test=TestSettings(alpha=0.34))
    table = leave_one_out(product(settings=level), printed("positive")).set_index("left_out")
    assert table.index.tolist() == [NONE_LEFT_OUT, "a", "b", "c", "d"]
    assert table.loc[NONE_LEFT_OUT, ["standing", "side_p"]].tolist() == ["supported", pytest.approx(2 / 6)]
    # Without a: 2 against 2 and 3; every one of three orders is one of them, and one in three has no better.
    assert table["changes"].tolist() == [row != "supported" for row in table["standing"]]
    assert table.loc["a", "coefficient"] == pytest.approx(0.5)


def test_omissions_that_undo_a_standing_are_counted_among_those_of_its_cells() -> None:
    rows = [
        ("product", "none", "opposed", False),
        ("product", "a", "opposed", False),
        ("product", "b", "undecided (+)", True),
        ("process", "none", "supported", False),
        ("process", "a", "undecidable", True),
    ]
    names = ["outcome", "left_out", "standing", "changes"]
    table = pd.DataFrame(rows, columns=names).assign(sector="traditional_manufacturing")
    assert undone(table, Standing.OPPOSED) == (1, 2)
    assert undone(table, Standing.SUPPORTED) == (1, 1)
    assert undone(table, Standing.UNDECIDABLE) == (0, 0)


def test_unseen_clusters_without_upgrading_undo_or_support() -> None:
    level = Settings(test=TestSettings(alpha=0.34))
    row = tipping_points(product(settings=level), printed("positive")).iloc[0]
    assert row["standing"] == "supported" and row["for"] == 0
    # One more High cluster rated 0 leaves S 3 - 2 = 1: two lows (1, 2) against three highs (2, 3, 0).
    assert row["against"] == 1
    strict = tipping_points(product(), printed("positive")).iloc[0]
    assert pd.isna(strict["against"]) and strict["for"] > 0


def test_a_relation_said_to_be_neutral_has_no_tipping_point() -> None:
    assert tipping_points(product(), printed("neutral")).empty


def test_conventions_stand_beside_each_other() -> None:
    clusters = four().assign(country_id=["bra", "mex", "bra", "mex"])
    study = Study(clusters, outcomes=["product"], sectors=[TRADITIONAL])
    row = conventions_table(study, printed("positive")).iloc[0]
    assert row["p_distance"] == row["p_doubled"] == pytest.approx(4 / 6) and not row["convention_decides"]
    # a against c and b against d: each right, one of two orders each.
    assert (row["coefficient_country"], row["side_p_country"]) == (1.0, pytest.approx(1 / 4))
    assert row["attainable_country"] == pytest.approx(1 / 4)


def test_counting_the_missing_rating_as_zero_is_another_analysis() -> None:
    found = list(analyses(Study(four(), outcomes=["functional"]), SMALL))
    assert [(one.study.settings.coding.na_policy.value, one.row()["n"]) for one in found] == [("drop", 3), ("zero", 4)]


def test_an_error_at_the_end_of_the_scale_goes_inwards() -> None:
    rng = np.random.default_rng(0)
    coded = miscode(np.array([0.0, 3.0] * 50), 1.0, scale=(0.5, 0.0, 3.0), rng=rng)
    assert set(coded) == {0.5, 2.5}


def test_errors_are_as_frequent_as_assumed_and_fall_to_both_sides() -> None:
    coded = miscode(np.full(20_000, 1.5), 0.3, scale=(0.5, 0.0, 3.0), rng=np.random.default_rng(0))
    assert (coded == 1.0).mean() == pytest.approx(0.15, abs=0.02)
    assert (coded == 2.0).mean() == pytest.approx(0.15, abs=0.02)


def test_without_coder_error_every_coding_keeps_the_sign_and_the_significance() -> None:
    level = Settings(test=TestSettings(alpha=0.34))
    table = coder_error(product(settings=level), CoderError(0.0, 0.0, draws=20))
    assert table[["significant", "share_significant", "share_same_sign"]].to_numpy().tolist() == [[True, 1.0, 1.0]]
    assert table["coefficient_low"].iloc[0] == table["coefficient_high"].iloc[0] == table["coefficient"].iloc[0]


def test_coder_error_of_everyone_turns_a_perfect_order() -> None:
    level = Settings(test=TestSettings(alpha=0.34))
    table = coder_error(product(settings=level), CoderError(1.0, 0.0, draws=200))
    assert table["share_significant"].iloc[0] < 1
    assert table["coefficient_low"].iloc[0] < table["coefficient"].iloc[0]


def test_presence_of_leaders_is_not_miscoded_by_the_error_of_degrees() -> None:
    table = coder_error(product("leaders"), CoderError(0.0, 1.0, draws=20))
    assert table["share_same_sign"].tolist() == [1.0]


def many():
    """Forty clusters whose degree and rating have nothing to do with each other."""
    frame = pd.concat([four()] * 10, ignore_index=True)
    rng = np.random.default_rng(3)
    return frame.assign(upgrading_product=rng.integers(1, 6, 40) / 2)


def test_only_a_shared_impression_creates_an_association() -> None:
    study = Study(many(), sectors=[TRADITIONAL], outcomes=["product"])
    row = halo_error(study, CoderError(0.4, 0.4, 0.6, draws=100)).iloc[0]
    assert row["share_independent"] < 0.2 < 0.4 < row["share_halo"]


def test_impressions_move_both_ratings_alike_and_stay_on_the_scales() -> None:
    x, y = np.full((500, 4), 2.0), np.full((500, 4), 1.5)
    moved_x, moved_y = shared_impressions(x, y, chance=0.5, rng=np.random.default_rng(0))
    np.testing.assert_array_equal(moved_x - x, 2 * (moved_y - y))
    assert (moved_x != x).mean() == pytest.approx(0.5, abs=0.05)
    top = shared_impressions(np.full((9, 9), 3.0), np.full((9, 9), 3.0), chance=1.0, rng=np.random.default_rng(0))
    assert {float(values.max()) for values in top} == {3.0}


def test_presence_of_leaders_has_no_impressions_to_share() -> None:
    with pytest.raises(FaultsError, match="halo_error: found leaders"):
        halo_error(product("leaders"), CoderError())


def test_a_chance_of_error_above_one_is_refused() -> None:
    with pytest.raises(FaultsError, match="coder_error: found 1.5; allowed 0.0 to 1.0"):
        CoderError(coder_error=1.5)


SMALL = Axes(measures=("tau_b",))


def test_the_same_data_under_another_name_are_no_further_analysis() -> None:
    found = specification_table(list(analyses(product(sectors=[TRADITIONAL]))))
    assert found["measure"].tolist() == ["tau_b", "spearman", "pearson"]  # nothing is missing: one policy
    assert found["digest"].nunique() == 1


def test_a_sector_in_which_nothing_varies_adds_no_analysis() -> None:
    flat = four().assign(sector="complex_products", upgrading_product=1.0).rename(index=str.upper)
    both = Study(pd.concat([four(), flat]), sectors=[TRADITIONAL, "complex_products"], outcomes=["product"])
    assert [one.sectors for one in analyses(both, SMALL)] == [TRADITIONAL]


def test_exposures_and_readings_multiply_where_they_differ() -> None:
    readings = {AS_RESTORED: {}, "b global": {("b", "quasi_hierarchy"): 2}}
    axes = Axes(("tau_b",), exposures=("quasi_hierarchy", "any_leader", "hierarchy"), readings=readings)
    found = specification_table(list(analyses(product("leaders"), axes)))
    # any_leader is quasi_hierarchy here, and no cluster is in a hierarchy: nothing to compare.
    assert found[["exposure", "reading"]].to_numpy().tolist() == [
        ["quasi_hierarchy", AS_RESTORED],
        ["quasi_hierarchy", "b global"],
    ]


def test_a_rating_that_never_varies_leaves_nothing_to_analyse() -> None:
    assert list(analyses(Study(four(), outcomes=["process"]))) == []
    assert specification_table([]).empty


def test_an_analysis_repeats_the_verdict_table() -> None:
    for row in specification_table(list(analyses(product(sectors=[TRADITIONAL])))).itertuples():
        settings = Settings(test=TestSettings(measure=row.measure))
        known = verdict_table(product(sectors=[TRADITIONAL], settings=settings)).iloc[0]
        assert (row.coefficient, row.exact_p) == (pytest.approx(known["coefficient"]), pytest.approx(known["exact_p"]))


def test_a_level_is_a_reading_of_the_same_analysis() -> None:
    found = list(analyses(product(sectors=[TRADITIONAL]), SMALL))
    row = specification_support(found, printed("positive"), alphas=(0.05, 0.34)).iloc[0]
    assert (row["analyses"], row["supported_at_0.05"], row["supported_at_0.34"]) == (1, 0, 1)
    assert row["significant"] == 0 and row["joint_p"] == 1.0


def test_the_joint_p_of_one_analysis_is_its_own() -> None:
    level = Settings(test=TestSettings(alpha=0.34))
    found = list(analyses(product(sectors=[TRADITIONAL], settings=level), SMALL))
    joint = joint_count(found, side="greater", draws=4_000)
    assert (joint.tests, joint.significant) == (1, 1)
    assert joint.p == pytest.approx(2 / 6, abs=0.03)
    assert joint_count([]).tests == 0


@pytest.mark.parametrize("name", ["coder_error", "ce_error", "halo"])
def test_a_chance_of_error_above_one_is_refused_and_a_single_draw_is_not(name: str) -> None:
    with pytest.raises(FaultsError, match=f"{name}: found 1.5"):
        CoderError(**{name: 1.5})
    assert CoderError(draws=1, seed=0).draws == 1
