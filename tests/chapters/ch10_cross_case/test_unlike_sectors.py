"""Chapter 10's tables on two sectors that are not alike, where a code and a rating are missing, under each choice."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import pytest

from clusterbook.chapters.ch10_cross_case.choices import Coding, Exposure, MissingPolicy, Relation, Settings, Strata
from clusterbook.chapters.ch10_cross_case.governance import (
    governance_features,
    governance_table,
    mantel_haenszel_table,
    ratings_by_sector,
    sector_comparisons,
    sector_differences,
    slope_differences,
)
from clusterbook.chapters.ch10_cross_case.ratings import (
    cause,
    comparable_clusters,
    efficiency_scores,
    exposure,
    presence,
    upgrading,
)
from clusterbook.chapters.ch10_cross_case.relabelled import (
    causes_of,
    rated,
    relabelings,
    statistics,
    westfall_young_of_cells,
)
from clusterbook.chapters.ch10_cross_case.study import Study
from clusterbook.chapters.ch10_cross_case.summed import fisher_by_sector, sum_of_upgrading
from clusterbook.chapters.ch10_cross_case.verdicts import (
    leave_one_out_associations,
    pooled_verdicts,
    verdict,
    verdict_table,
)
from clusterbook.errors import FaultsError
from clusterbook.stats import Alternative, Effort, Measure, TestSettings, power
from clusterbook.vocabulary import Governance, Sector, Upgrading

TRADITIONAL, COMPLEX = Sector.TRADITIONAL, Sector.COMPLEX
BOOK_S = Settings()
ZERO = Settings(coding=Coding(na_policy=MissingPolicy.ZERO))
ROWS = {
    "a": (TRADITIONAL, "Low", 0.0, (1, 0, 0, 0), "here"),
    "b": (TRADITIONAL, "Medium", 1.0, (0, 0, 1, 0), "here"),
    "c": (TRADITIONAL, "High", 3.0, (0, 0, 2, 0), "there"),
    "d": (TRADITIONAL, "High", 2.0, (None,) * 4, "there"),
    "e": (COMPLEX, "Low", 2.0, (0, 2, 0, 0), "here"),
    "f": (COMPLEX, "Medium", math.nan, (0, 0, 0, 3), "here"),
    "g": (COMPLEX, "High", 3.0, (0, 0, 0, 2), "there"),
}


def unlike() -> pd.DataFrame:
    """Four clusters of one sector, three of another: d has no code, f no rating of product upgrading."""
    frame = pd.DataFrame(
        [
            {
                "sector": sector.value,
                "collective_efficiency": degree,
                "upgrading_product": rating,
                "country_id": country,
            }
            | dict(zip((form.value for form in Governance), codes, strict=True))
            for sector, degree, rating, codes, country in ROWS.values()
        ],
        index=pd.Index(ROWS, name="cluster_id"),
    )
    frame = frame.assign(upgrading_process=1.0, upgrading_functional=0.0, upgrading_intersectoral=0.0)
    return frame.astype({form.value: "Int64" for form in Governance})


def study_of(settings: Settings = BOOK_S, **chosen: Any) -> Study:
    """Product upgrading in both sectors."""
    given = {"sectors": (TRADITIONAL, COMPLEX), "outcomes": (Upgrading.PRODUCT,)} | chosen
    return Study(unlike(), settings=settings, **given)


def held(values: pd.Series) -> list[float]:
    """The values, -1 for a missing one."""
    return values.astype(float).fillna(-1).tolist()


def test_where_no_cluster_is_rated_there_is_no_stratum() -> None:
    study = study_of(Settings(strata=Strata.SECTOR_AND_COUNTRY))
    assert study.stratify(study.members[["sector"]].iloc[:0]).empty


def test_features_of_governance_are_missing_without_a_code_or_count_as_absent() -> None:
    features = governance_features(unlike(), Coding())
    assert {name: held(values) for name, values in features.items()} == {
        "market": [1, 0, 0, -1, 0, 0, 0],
        "network": [0, 0, 0, -1, 1, 0, 0],
        "quasi_hierarchy": [0, 1, 1, -1, 0, 0, 0],
        "hierarchy": [0, 0, 0, -1, 0, 1, 1],
        "any_leader": [0, 0, 1, -1, 0, 1, 1],
        "any_global": [0, 0, 1, -1, 1, 1, 1],
    }
    counted = governance_features(unlike(), ZERO.coding)
    assert counted["any_global"].tolist() == [0, 0, 1, 0, 1, 1, 1]


@pytest.mark.parametrize(
    ("settings", "numbers"),
    [
        (Settings(), [[3, 2, 2, 0, 2], [2, 0, -1, 2.5, -1], [5, 2, 2, 5 / 3, 2]]),
        (ZERO, [[4, 2, 2, 1, 2], [3, 0, -1, 5 / 3, -1], [7, 2, 2, 7 / 5, 2]]),
    ],
)
def test_the_governance_of_each_sector_is_set_against_its_own_ratings(settings, numbers) -> None:
    table = governance_table(study_of(settings), features=["quasi_hierarchy"]).fillna(-1)
    found = table[["n", "present", "mean_present", "mean_absent", "statistic"]].to_numpy(dtype=float)
    assert found == pytest.approx(np.array(numbers))


def test_the_stratified_test_takes_the_studys_coding_and_direction() -> None:
    sizes = [
        mantel_haenszel_table(study_of(one), features=["any_leader"])[["n", "strata"]] for one in (Settings(), ZERO)
    ]
    assert [frame.iloc[0].tolist() for frame in sizes] == [[3, 1], [7, 2]]  # all of the other sector had upgraded
    downward = study_of(Settings(TestSettings(alternative=Alternative.LESS)))
    assert mantel_haenszel_table(downward, features=["any_leader"])["exact_p"].tolist() == [1]


def test_ratings_of_a_sector_follow_scores_and_policy_and_an_unrated_sector_is_left_out() -> None:
    sectors = (TRADITIONAL, Sector.SPECIALIZED, COMPLEX)
    study = study_of(Settings(coding=Coding(ce_scores=(1, 2, 4))), sectors=sectors)
    degrees = {TRADITIONAL.value: [1, 2, 4, 4], COMPLEX.value: [1, 2, 4]}
    assert ratings_by_sector(study, "collective_efficiency") == degrees
    assert ratings_by_sector(study, "product") == {TRADITIONAL.value: [0, 1, 3, 2], COMPLEX.value: [2, 3]}
    assert ratings_by_sector(study_of(ZERO), "product")[COMPLEX.value] == [2, 0, 3]


def test_sectors_and_slopes_are_compared_with_the_studys_effort() -> None:
    study = study_of(Settings(TestSettings(effort=Effort(budget=0, draws=50, seed=1))))
    assert not sector_differences(study)["exact"].any()
    slopes = slope_differences(study).iloc[0]
    assert [slopes[f"slope_{sector.value}"] for sector in (TRADITIONAL, COMPLEX)] == pytest.approx([14 / 11, 1 / 2])
    assert slopes["draws"] == 50


def test_two_sectors_are_one_comparison_of_each_rating() -> None:
    table = sector_comparisons(study_of())
    assert table.columns.tolist() == ["rating", "first", "second", "rank_difference", "z", "p", "holm"]
    assert table["rating"].tolist() == ["collective_efficiency", "product"] and table.index.tolist() == [0, 1]
    assert table["rank_difference"].tolist() == pytest.approx([17 / 4 - 11 / 3, 12 / 4 - 9 / 2])


def test_a_code_that_is_there_decides_though_another_is_missing() -> None:
    frame = unlike().loc[["a", "b", "c"]].assign(hierarchy=pd.array([0, None, None], dtype="Int64"))
    assert held(exposure(frame)) == [0, -1, 1]
    assert held(presence(unlike(), "hierarchy")) == [0, 0, 0, -1, 0, 1, 1]
    assert held(presence(unlike(), "quasi_hierarchy", global_only=True)) == [0, 0, 1, -1, 0, 0, 0]
    assert held(presence(unlike(), "hierarchy", global_only=True)) == [0, 0, 0, -1, 0, 1, 1]


@pytest.mark.parametrize(
    ("name", "ask"),
    [
        ("exposure", lambda frame: exposure(frame, "many")),
        ("form", lambda frame: presence(frame, "many")),
        ("outcome", lambda frame: upgrading(frame, "many")),
        ("na_policy", lambda frame: upgrading(frame, "product", na_policy="many")),
        ("relation", lambda frame: cause(frame, "many")),
        ("relation", lambda frame: Study(frame, "many")),
        ("sectors", lambda frame: Study(frame, sectors=("many",))),
        ("outcomes", lambda frame: Study(frame, outcomes=("many",))),
    ],
)
def test_an_unknown_word_is_told_with_the_choice_it_was_meant_for(name, ask) -> None:
    with pytest.raises(FaultsError, match=f"^{name}: found 'many'"):
        ask(unlike())


def test_a_cause_follows_scores_exposure_and_policy() -> None:
    assert held(cause(unlike(), "collective_efficiency", coding=Coding(ce_scores=(1, 2, 5)))) == [1, 2, 5, 5, 1, 2, 5]
    assert held(efficiency_scores(unlike())) == [1, 2, 3, 3, 1, 2, 3]
    assert held(cause(unlike(), "leaders")) == [0, 0, 1, -1, 0, 1, 1]
    any_global = Coding(na_policy=MissingPolicy.ZERO, exposure=Exposure.ANY_GLOBAL)
    assert held(cause(unlike(), "leaders", coding=any_global)) == [0, 0, 1, 0, 1, 1, 1]
    frame = comparable_clusters(unlike(), "leaders", outcome="product", coding=any_global)
    assert frame["y"].tolist() == [0, 1, 3, 2, 2, 0, 3] and frame["x"].tolist() == [0, 0, 1, 0, 1, 1, 1]
    assert comparable_clusters(unlike(), "leaders", outcome="product").index.tolist() == list("abceg")


def test_a_missing_rating_stays_missing_unless_the_policy_counts_it() -> None:
    assert held(upgrading(unlike(), "product")) == [0, 1, 3, 2, 2, -1, 3]
    assert held(upgrading(unlike(), Upgrading.PRODUCT, na_policy="zero")) == [0, 1, 3, 2, 2, 0, 3]


def test_a_study_keeps_its_choices_as_members_and_its_own_clusters() -> None:
    study = Study(unlike(), "leaders", sectors=(TRADITIONAL.value,), outcomes=("process",))
    assert study.relation is Relation.LEADERS and study.sectors == (TRADITIONAL,)
    assert study.sectors[0] is TRADITIONAL and study.outcomes[0] is Upgrading.PROCESS
    assert study.members.index.tolist() == list("abcd")
    assert study.comparable_clusters(Upgrading.PROCESS)["x"].tolist() == [0, 0, 1]


def test_clusters_are_compared_within_their_country() -> None:
    study = study_of(Settings(strata=Strata.SECTOR_AND_COUNTRY))
    frame = study.comparable_clusters(Upgrading.PRODUCT)
    assert frame["stratum"].tolist() == [f"{frame.at[name, 'sector']}, {ROWS[name][4]}" for name in "abcdeg"]
    assert [part.counts.concordant for part in study.layouts(frame)] == [1, 0, 0, 0]
    assert study_of().comparable_clusters(Upgrading.PRODUCT)["stratum"].tolist() == frame["sector"].tolist()


def test_layouts_are_made_for_the_measure_of_the_test() -> None:
    study = study_of(Settings(TestSettings(measure=Measure.PEARSON)))
    x, y = [1.0, 2, 3, 3], [0.0, 1, 3, 2]
    known = np.corrcoef(x, y)[0, 1]
    assert verdict_table(replace(study, sectors=(TRADITIONAL,)))["coefficient"].tolist() == pytest.approx([known])


def test_cells_go_sector_by_sector_with_the_clusters_of_each() -> None:
    study = study_of(outcomes=(Upgrading.PRODUCT, Upgrading.PROCESS))
    cells = [(sector, outcome, "".join(frame.index)) for sector, outcome, frame in study.cells()]
    assert cells == [
        (TRADITIONAL, Upgrading.PRODUCT, "abcd"),
        (TRADITIONAL, Upgrading.PROCESS, "abcd"),
        (COMPLEX, Upgrading.PRODUCT, "eg"),
        (COMPLEX, Upgrading.PROCESS, "efg"),
    ]


def test_a_sum_counts_a_missing_rating_as_the_coding_has_it() -> None:
    assert sum_of_upgrading(study_of())["n"].tolist() == [4, 2, 6]
    assert sum_of_upgrading(study_of(ZERO))["n"].tolist() == [4, 3, 7]
    leaders = sum_of_upgrading(study_of(ZERO, relation="leaders"))
    assert leaders["relation"].tolist() == ["leaders"] * 3 and leaders["n"].tolist() == [4, 3, 7]
    assert sum_of_upgrading(study_of(relation="leaders"))["n"].tolist() == [3, 2, 5]


def test_fishers_test_takes_the_studys_exposure_and_has_its_columns_without_a_row() -> None:
    found = fisher_by_sector(study_of())
    assert found["both"].tolist() == [1, 0] and held(found["exact_p"]) == pytest.approx([1 / 3, -1])
    alone = fisher_by_sector(study_of(Settings(coding=Coding(exposure=Exposure.HIERARCHY))))
    assert alone["n"].tolist() == [3, 2] and alone["exact_p"].isna().all()
    none = fisher_by_sector(study_of(sectors=(Sector.SPECIALIZED,)))
    assert none.empty and none.columns.tolist()[:3] == ["sector", "outcome", "n"]


@pytest.mark.parametrize("table_of", [fisher_by_sector, partial(mantel_haenszel_table, features=["any_leader"])])
def test_any_rating_from_none_to_most_can_be_the_threshold_and_no_other(table_of) -> None:
    for threshold in (0.0, 0.5, 3.0):
        table_of(study_of(), upgraded_threshold=threshold)
    for threshold in (-0.5, 3.5):
        with pytest.raises(FaultsError, match=f"^upgraded_threshold: found {threshold}"):
            table_of(study_of(), upgraded_threshold=threshold)


def test_relabelings_keep_to_the_country_and_follow_the_seed() -> None:
    study = study_of(Settings(strata=Strata.SECTOR_AND_COUNTRY))
    members, orders = relabelings(study)
    assert members.tolist() == list("abcdefg") and orders.shape == (4001, 7)
    assert all([sorted(row[:2]), sorted(row[2:4]), sorted(row[4:6])] == [[0, 1], [2, 3], [4, 5]] for row in orders)
    other = study_of(Settings(TestSettings(effort=Effort(seed=1)), strata=Strata.SECTOR_AND_COUNTRY))
    assert not (relabelings(other)[1] == orders).all()


def test_products_of_none_or_of_one_pair_are_zero() -> None:
    for ratings in ([math.nan, math.nan], [2.0, math.nan]):
        frame = pd.DataFrame({"y": ratings, "stratum": "one"})
        assert statistics(np.array([[3.0, 1.0]]), frame, measure=Measure.PEARSON).tolist() == [0]


def test_the_smallest_p_is_judged_within_countries_where_these_are_the_strata() -> None:
    # Within the sectors one of twelve orders has all five pairs in order and one all turned; e and g always differ.
    assert westfall_young_of_cells(study_of()).tolist() == pytest.approx([2 / 12, 1])
    within = westfall_young_of_cells(study_of(Settings(strata=Strata.SECTOR_AND_COUNTRY)))
    assert within[0] == 1 and math.isnan(within[1])
    assert westfall_young_of_cells(study_of(outcomes=())).tolist() == []


def test_causes_and_ratings_of_every_cluster_follow_the_coding() -> None:
    coded = Settings(coding=Coding(na_policy=MissingPolicy.ZERO, ce_scores=(1, 2, 5)))
    assert causes_of(study_of(coded)).tolist() == [1, 2, 5, 5, 1, 2, 5]
    assert causes_of(study_of(coded, relation="leaders")).tolist() == [0, 0, 1, 0, 0, 1, 1]
    assert held(rated(study_of(), Upgrading.PRODUCT)["y"]) == [0, 1, 3, 2, 2, -1, 3]
    frame = rated(study_of(coded), Upgrading.PRODUCT)
    assert frame["y"].tolist() == [0, 1, 3, 2, 2, 0, 3]
    assert frame["sector"].tolist() == frame["stratum"].tolist() == [row[0].value for row in ROWS.values()]


def test_a_verdict_is_undefined_without_either_number_and_zero_is_neutral_whatever_delta() -> None:
    assert verdict(math.nan, 0.05) == verdict(0.5, math.nan) == "undefined"
    assert verdict(0.0, 0.01, delta=0.0) == "Neutral"
    assert [verdict(sign * 0.01, 0.01, delta=0.0) for sign in (1, -1)] == ["Positive", "Negative"]


def test_the_verdict_of_a_row_takes_the_level_and_its_powers_both_signs() -> None:
    test = TestSettings(alpha=0.2, power_tau=0.7, power_draws=100)
    study = study_of(Settings(test), sectors=(TRADITIONAL,))
    assert verdict_table(study)["verdict"].tolist() == ["Positive"]  # p 2 / 12
    # The lowest of its orders is rarer than the highest, and it alone can reach the level.
    skewed = replace(study, clusters=unlike().assign(upgrading_product=[0.0, 0, 1, 2, 2, 2, 3]))
    row, layouts = verdict_table(skewed).iloc[0], skewed.layouts(skewed.comparable_clusters(Upgrading.PRODUCT))
    known = [power(layouts, replace(test, power_tau=tau)) for tau in (0.7, -0.7)]
    assert [row["power"], row["power_opposite"]] == known and known[0] != known[1]


def test_clusters_alike_but_for_their_stratum_are_not_left_out_for_each_other() -> None:
    ratings = {"a": (1, 1), "b": (2, 2), "c": (2, 3), "d": (1, 1), "e": (2, 1), "f": (1, 2), "g": (1, 2)}
    frame = pd.DataFrame(ratings, index=["x", "y"]).T.assign(stratum=list("ssstttt"))
    found = leave_one_out_associations(study_of(), frame)
    # Of s, a b and a c are in order; of t, e f and e g are turned.
    sums = {"a": -2, "b": -1, "c": -1, "d": 0, "e": 2, "f": 1, "g": 1}
    assert {name: float(one.s) for name, one in found.items()} == sums
    assert list(found) == list(ratings)


def test_two_clusters_have_no_coefficient_without_one_of_them() -> None:
    row = verdict_table(study_of(sectors=(COMPLEX,))).iloc[0]
    assert row["n"] == 2 and row["coefficient"] == 1
    assert math.isnan(row["leave_one_out_min"]) and math.isnan(row["leave_one_out_max"])
    undefined = verdict_table(study_of(sectors=(COMPLEX,), outcomes=(Upgrading.PROCESS,))).iloc[0]
    assert math.isnan(undefined["statistic"]) and undefined["n"] == 3


def test_a_study_of_nothing_has_a_table_without_rows() -> None:
    for table in (verdict_table(study_of(sectors=())), pooled_verdicts(study_of(outcomes=()))):
        assert table.empty and table.columns.tolist() == ["holm", "benjamini_hochberg"]
