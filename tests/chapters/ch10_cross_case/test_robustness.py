"""Robustness on invented clusters: readings, clusters left out, coders, thresholds, the grid."""

import math

import numpy as np
import pandas as pd
import pytest

from clusterbook.chapters.ch10_cross_case.choices import Settings, VerdictRule
from clusterbook.chapters.ch10_cross_case.robustness.coder_error import CoderError, coder_error, miscoded
from clusterbook.chapters.ch10_cross_case.robustness.grid import (
    Axes,
    specification_grid,
    specification_support,
    verdict_shares,
)
from clusterbook.chapters.ch10_cross_case.robustness.readings import (
    AS_RESTORED,
    admissible_readings,
    apply_reading,
    verdicts_by_missing_policy,
    verdicts_by_reading,
)
from clusterbook.chapters.ch10_cross_case.robustness.stability import (
    NONE_LEFT_OUT,
    leave_one_out,
    verdicts_by_threshold,
)
from clusterbook.chapters.ch10_cross_case.study import Study
from clusterbook.chapters.ch10_cross_case.verdicts import verdict, verdict_table
from clusterbook.errors import FaultsError
from clusterbook.stats import TestSettings

TRADITIONAL = "traditional_manufacturing"


def product(relation="collective_efficiency", **chosen):
    """A study of product upgrading in the four clusters."""
    return Study(four(), relation, outcomes=["product"], **chosen)


def four():
    """Four clusters of one sector; b's functional rating is missing."""
    return pd.DataFrame(
        {
            "sector": TRADITIONAL,
            "collective_efficiency": ["Low", "Low", "High", "High"],
            "upgrading_product": [1.0, 2.0, 2.0, 3.0],
            "upgrading_process": [2.0, 2.0, 2.0, 2.0],
            "upgrading_functional": [0.0, np.nan, 1.0, 1.0],
            "upgrading_intersectoral": 0.0,
            "market": pd.array([1, 1, 0, 0], dtype="Int64"),
            "network": pd.array([0, 0, 0, 0], dtype="Int64"),
            "quasi_hierarchy": pd.array([0, 1, 2, 2], dtype="Int64"),
            "hierarchy": pd.array([0, 0, 0, 0], dtype="Int64"),
        },
        index=pd.Index(list("abcd"), name="cluster_id"),
    )


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


def test_verdicts_by_reading_set_each_reading_apart() -> None:
    readings = {AS_RESTORED: {}, "b global": {("b", "quasi_hierarchy"): 2}}
    table = verdicts_by_reading(Study(four(), "leaders", sectors=[TRADITIONAL]), readings)
    product = table[table["outcome"] == "product"].set_index("reading")
    assert product.loc[AS_RESTORED, "statistic"] == 3  # c, d against a, b
    assert product.loc["b global", "statistic"] == 3  # b, c, d against a: all three above
    assert product.loc["b global", "tau_b"] == pytest.approx(3 / math.sqrt(15))


def test_counting_the_missing_rating_as_zero_adds_its_cluster() -> None:
    table = verdicts_by_missing_policy(Study(four()))
    functional = table[(table["outcome"] == "functional") & (table["sector"] == TRADITIONAL)].set_index("na_policy")
    assert functional["n"].to_dict() == {"drop": 3, "zero": 4}
    assert functional["statistic"].to_dict() == {"drop": 2, "zero": 4}


def test_leave_one_out_tells_whose_absence_changes_the_verdict() -> None:
    table = leave_one_out(product(settings=Settings(rule=VerdictRule(delta=0.6)))).set_index("left_out")
    assert table.index.tolist() == [NONE_LEFT_OUT, "a", "b", "c", "d"]
    assert table.loc[NONE_LEFT_OUT, "verdict"] == "Inconclusive (+)"
    assert table["verdict_changes"].tolist() == [False, True, False, False, True]
    assert table.loc["a", "coefficient"] == pytest.approx(0.5)


def test_higher_thresholds_turn_a_sign_neutral() -> None:
    table = verdicts_by_threshold(Study(four()), deltas=[0.6, 0.7], alphas=[0.1, 0.7])
    product = table[table["outcome"] == "product"].set_index(["delta", "alpha"])["verdict"]
    assert product.to_dict() == {
        (0.6, 0.1): "Inconclusive (+)",
        (0.6, 0.7): "Positive",
        (0.7, 0.1): "Neutral",
        (0.7, 0.7): "Neutral",
    }


def test_an_error_at_the_end_of_the_scale_goes_inwards() -> None:
    rng = np.random.default_rng(0)
    coded = miscoded(np.array([0.0, 3.0] * 50), 1.0, scale=(0.5, 0.0, 3.0), rng=rng)
    assert set(coded) == {0.5, 2.5}


def test_errors_are_as_frequent_as_assumed_and_fall_to_both_sides() -> None:
    coded = miscoded(np.full(20_000, 1.5), 0.3, scale=(0.5, 0.0, 3.0), rng=np.random.default_rng(0))
    assert (coded == 1.0).mean() == pytest.approx(0.15, abs=0.02)
    assert (coded == 2.0).mean() == pytest.approx(0.15, abs=0.02)


def test_without_coder_error_every_coding_keeps_the_verdict() -> None:
    table = coder_error(product(), CoderError(0.0, 0.0, draws=20))
    assert table["share_same_verdict"].tolist() == [1.0]
    assert table["coefficient_low"].iloc[0] == table["coefficient_high"].iloc[0] == table["coefficient"].iloc[0]


def test_coder_error_of_everyone_turns_a_perfect_order() -> None:
    table = coder_error(product(), CoderError(1.0, 0.0, draws=200))
    assert table["share_same_verdict"].iloc[0] < 1
    assert table["coefficient_low"].iloc[0] < table["coefficient"].iloc[0]


def test_presence_of_leaders_is_not_miscoded_by_the_error_of_degrees() -> None:
    table = coder_error(product("leaders"), CoderError(0.0, 1.0, draws=20))
    assert table["share_same_verdict"].tolist() == [1.0]


def test_a_chance_of_error_above_one_is_refused() -> None:
    with pytest.raises(FaultsError, match="coder_error: found 1.5; allowed 0.0 to 1.0"):
        CoderError(coder_error=1.5)


SMALL = Axes(measures=("tau_b", "gamma"), sector_sets=((TRADITIONAL,),), deltas=(0.2, 0.7), alphas=(0.1,))


def test_the_grid_has_every_combination_once() -> None:
    grid = specification_grid(product(), SMALL)
    # 2 measures, 5 clusters left out (or none), 2 thresholds; nothing is missing, so one policy.
    assert len(grid) == 2 * 5 * 2
    assert not grid.duplicated().any()


def test_a_policy_that_changes_the_data_is_a_further_specification() -> None:
    grid = specification_grid(Study(four(), outcomes=["functional"]), SMALL)
    assert grid["na_policy"].value_counts().to_dict() == {"drop": 2 * 4 * 2, "zero": 2 * 5 * 2}


def test_exposures_and_readings_multiply_where_they_differ() -> None:
    readings = {AS_RESTORED: {}, "b global": {("b", "quasi_hierarchy"): 2}}
    axes = Axes(**{**vars(SMALL), "readings": readings, "exposures": ("quasi_hierarchy", "any_leader", "hierarchy")})
    grid = specification_grid(product("leaders"), axes)
    # any_leader is quasi_hierarchy here, and no cluster is in a hierarchy: nothing to compare.
    kinds = grid[["exposure", "reading"]].drop_duplicates().to_numpy().tolist()
    assert kinds == [["quasi_hierarchy", AS_RESTORED], ["quasi_hierarchy", "b global"]]


def test_a_rating_that_never_varies_leaves_nothing_to_specify() -> None:
    grid = specification_grid(Study(four(), outcomes=["process"]), SMALL)
    assert grid.empty and "verdict" in grid.columns


def test_the_grid_repeats_the_verdict_table() -> None:
    axes = Axes(sector_sets=((TRADITIONAL,),), leave_one_out=False, deltas=(0.2,), alphas=(0.1,))
    grid = specification_grid(product(), axes).set_index("measure")
    for measure in grid.index:
        settings = Settings(test=TestSettings(measure=measure))
        row = verdict_table(product(sectors=[TRADITIONAL], settings=settings))
        assert grid.loc[measure, "coefficient"] == pytest.approx(row["coefficient"].iloc[0])
        assert grid.loc[measure, "exact_p"] == pytest.approx(row["exact_p"].iloc[0])
        assert grid.loc[measure, "verdict"] == row["verdict"].iloc[0]


def test_the_grid_applies_the_verdict_rule_row_by_row() -> None:
    grid = specification_grid(Study(four()), SMALL)
    expected = [
        verdict(row.coefficient, row.exact_p, delta=row.delta, alpha=row.alpha).value for row in grid.itertuples()
    ]
    assert grid["verdict"].tolist() == expected


def test_support_is_the_share_of_specifications_that_agree() -> None:
    sectors = [TRADITIONAL, "natural_resource_based", "complex_products", "specialized_suppliers"]
    row = {"relation": "collective_efficiency", "upgrading": "product"} | dict.fromkeys(sectors, "neutral")
    grid = specification_grid(product(), SMALL)
    support = specification_support(grid, pd.DataFrame([row])).iloc[0]
    neutral = (grid["verdict"] == "Neutral").mean()
    assert support["specifications"] == 20
    assert support["agrees"] == pytest.approx(neutral) and 0 < neutral < 1
    assert support["cannot tell"] == pytest.approx(1 - neutral)


def test_verdict_shares_add_up_to_one() -> None:
    shares = verdict_shares(specification_grid(Study(four()), SMALL))
    verdicts = shares.drop(columns=["relation", "outcome", "sectors", "specifications"])
    np.testing.assert_allclose(verdicts.sum(axis=1), 1)
