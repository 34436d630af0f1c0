"""The verdict rule and its table, on invented clusters."""

import math
import re

import pandas as pd
import pytest
from hypothesis import given, strategies

from clusterbook.chapters.ch10_cross_case.authors import authors_verdicts
from clusterbook.chapters.ch10_cross_case.choices import Coding, Exposure, MissingPolicy, Settings, Strata, VerdictRule
from clusterbook.chapters.ch10_cross_case.ratings import (
    comparable_clusters,
    efficiency_scores,
    exposure,
    presence,
    upgrading,
)
from clusterbook.chapters.ch10_cross_case.study import Study
from clusterbook.chapters.ch10_cross_case.verdicts import pooled_verdicts, verdict, verdict_table
from clusterbook.errors import FaultsError

UNRATED = {f"upgrading_{kind}": float("nan") for kind in ("product", "process", "functional", "intersectoral")}


def invented(rows):
    """Clusters from (id, sector, degree, product rating, codes of the four forms)."""
    frame = pd.DataFrame(
        [
            {
                "cluster_id": name,
                "sector": sector,
                "collective_efficiency": degree,
                **UNRATED,
                "upgrading_product": rating,
                **dict(zip(["market", "network", "quasi_hierarchy", "hierarchy"], codes, strict=True)),
            }
            for name, sector, degree, rating, codes in rows
        ]
    ).set_index("cluster_id")
    forms = ["market", "network", "quasi_hierarchy", "hierarchy"]
    return frame.assign(**{form: frame[form].astype("Int64") for form in forms})


TRADITIONAL, NATURAL = "traditional_manufacturing", "natural_resource_based"
FOUR = invented(
    [
        ("a", TRADITIONAL, "Low", 1.0, (1, 0, 0, 0)),
        ("b", TRADITIONAL, "Low", 2.0, (2, 0, 1, 0)),
        ("c", TRADITIONAL, "High", 2.0, (0, 0, 2, 0)),
        ("d", TRADITIONAL, "High", 3.0, (0, 0, 0, 3)),
    ]
)


@pytest.mark.parametrize(
    ("coefficient", "p_value", "expected"),
    [
        (0.19, 0.001, "Neutral"),
        (0.20, 0.10, "Positive"),
        (-0.20, 0.10, "Negative"),
        (0.50, 0.11, "Inconclusive (+)"),
        (-0.50, 0.11, "Inconclusive (-)"),
        (0.1 + 0.1, 0.05 + 0.05, "Positive"),
        (math.nan, math.nan, "undefined"),
    ],
)
def test_the_rule_gives_the_verdict(coefficient, p_value, expected) -> None:
    assert verdict(coefficient, p_value) == expected


@given(strategies.floats(-1, 1), strategies.floats(0, 1))
def test_turning_the_sign_turns_the_verdict(coefficient, p_value) -> None:
    turned = {"Positive": "Negative", "Inconclusive (+)": "Inconclusive (-)", "Neutral": "Neutral"}
    turned |= {there: here for here, there in turned.items()}
    assert verdict(-coefficient, p_value) == turned[verdict(coefficient, p_value)]


def test_a_share_of_a_sample_equal_to_alpha_but_for_rounding_is_significant() -> None:
    assert verdict(0.5, 0.30000000000000004, alpha=0.3) == "Positive"


def test_exposure_counts_global_codes_of_the_chosen_forms() -> None:
    assert exposure(FOUR, "quasi_hierarchy").tolist() == [0, 0, 1, 0]
    assert exposure(FOUR, "hierarchy").tolist() == [0, 0, 0, 1]
    assert exposure(FOUR, "any_leader").tolist() == [0, 0, 1, 1]
    assert exposure(FOUR, "any_global").tolist() == [0, 1, 1, 1]


def test_presence_counts_domestic_chains_too() -> None:
    assert presence(FOUR, "quasi_hierarchy").tolist() == [0, 1, 1, 0]


def test_an_uncoded_cluster_is_dropped_or_counted_as_zero() -> None:
    uncoded = invented([("a", TRADITIONAL, "Low", 1.0, (pd.NA,) * 4), ("b", TRADITIONAL, "High", 2.0, (0, 0, 2, 0))])
    assert comparable_clusters(uncoded, "leaders", outcome="product").index.tolist() == ["b"]
    assert comparable_clusters(uncoded, "leaders", outcome="product", coding=Coding(na_policy="zero"))[
        "x"
    ].tolist() == [0, 1]


def test_zero_fills_ratings_of_rated_clusters_only() -> None:
    rated = FOUR.assign(upgrading_product=[1.0, float("nan"), float("nan"), 3.0], upgrading_process=[1, 2, None, 3])
    filled = upgrading(rated, "product", na_policy="zero")
    assert filled.tolist()[:2] == [1, 0] and math.isnan(filled.iloc[2])


def test_an_unknown_degree_is_an_error_that_lists_the_degrees() -> None:
    with pytest.raises(FaultsError, match="allowed Low, Medium, High"):
        efficiency_scores(FOUR.assign(collective_efficiency="Middling"))


@pytest.mark.parametrize("scores", [(1, 1, 2), (1, 2, 2), (2, 1, 3), (1, 3, 2), (1, 2)])
def test_scores_must_rise(scores) -> None:
    with pytest.raises(FaultsError, match=f"{re.escape(str(list(scores)))}; expected three rising numbers"):
        Coding(ce_scores=scores)


def test_scores_given_as_a_list_are_kept_as_a_tuple() -> None:
    assert Coding(ce_scores=[1, 2, 4]).ce_scores == (1, 2, 4)


@pytest.mark.parametrize(
    ("kind", "said", "chosen"),
    [
        (Coding, {"na_policy": "zero"}, MissingPolicy.ZERO),
        (Coding, {"exposure": "hierarchy"}, Exposure.HIERARCHY),
        (Settings, {"strata": "sector_and_country"}, Strata.SECTOR_AND_COUNTRY),
    ],
)
def test_a_choice_in_words_becomes_the_member_and_an_unknown_one_is_named(kind, said, chosen) -> None:
    (name,) = said
    assert getattr(kind(**said), name) is chosen
    with pytest.raises(FaultsError, match=f"^{name}: found 'many'"):
        kind(**{name: "many"})


def test_a_delta_beyond_the_range_of_a_coefficient_is_named() -> None:
    assert VerdictRule(1.0).delta == 1
    with pytest.raises(FaultsError, match=r"^delta: found 1\.5"):
        VerdictRule(1.5)


def test_the_table_holds_what_one_can_count_on_four_clusters() -> None:
    row = verdict_table(Study(FOUR, sectors=[TRADITIONAL], outcomes=["product"])).iloc[0]
    assert row["n"] == 4 and row["statistic"] == 3
    assert row["tau_b"] == row["coefficient"] == pytest.approx(3 / math.sqrt(20))
    assert row["exact_p"] == row["attainable_p"] == row["holm"] == pytest.approx(4 / 6)
    assert row["power"] == row["power_opposite"] == 0  # no p of these margins reaches 0.10
    assert row["verdict"] == "Inconclusive (+)"


def test_leave_one_out_spans_the_coefficients_of_the_three_that_remain() -> None:
    # Without a or d: S 1, two pairs untied in x, two in y; without b or c: S 2, two and three.
    row = verdict_table(Study(FOUR, sectors=[TRADITIONAL], outcomes=["product"])).iloc[0]
    assert row["leave_one_out_min"] == pytest.approx(1 / 2)
    assert row["leave_one_out_max"] == pytest.approx(2 / math.sqrt(6))


def test_a_sector_without_ratings_is_undefined() -> None:
    row = verdict_table(Study(FOUR, sectors=[NATURAL], outcomes=["product"])).iloc[0]
    assert row["n"] == 0 and row["verdict"] == "undefined" and math.isnan(row["exact_p"])


def test_undefined_rows_do_not_count_among_the_tests() -> None:
    table = verdict_table(Study(FOUR, sectors=[TRADITIONAL, NATURAL], outcomes=["product", "process"]))
    assert table["holm"].iloc[0] == pytest.approx(table["exact_p"].iloc[0])


def test_two_sectors_alike_pool_their_pairs() -> None:
    both = pd.concat([FOUR, FOUR.assign(sector=NATURAL).rename(index=str.upper)])
    row = pooled_verdicts(Study(both, outcomes=["product"])).iloc[0]
    assert (row["sector"], row["n"], row["statistic"]) == ("all_sectors", 8, 6)
    # S of each sector is 3, 0 or -3 in two of six ways each: |sum| = 6 in 8 of 36.
    assert row["exact_p"] == pytest.approx(8 / 36)


def printed(cell):
    """Table 10.3 cut down to one relation and one kind of upgrading."""
    sectors = [TRADITIONAL, NATURAL, "complex_products", "specialized_suppliers"]
    row = {"relation": "collective_efficiency", "upgrading": "product"} | dict.fromkeys(sectors, "neutral")
    return pd.DataFrame([row | {TRADITIONAL: cell}])


def test_an_unknown_word_in_table_10_3_is_an_error() -> None:
    with pytest.raises(FaultsError, match="found mixed"):
        authors_verdicts(printed("mixed"))
