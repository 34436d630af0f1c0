"""Governance within sectors, and sectors against each other, on invented clusters."""

import math

import pandas as pd
import pytest
from invented_clusters import two_sectors

from clusterbook.chapters.ch10_cross_case.governance import (
    form_counts,
    governance_table,
    mantel_haenszel_table,
    sector_comparisons,
    sector_differences,
    slope_differences,
)
from clusterbook.chapters.ch10_cross_case.study import Study
from clusterbook.errors import FaultsError
from clusterbook.vocabulary import Upgrading


def product_study():
    """Product upgrading in the two sectors."""
    return Study(two_sectors(), outcomes=(Upgrading.PRODUCT,))


def test_governance_table_counts_presence_and_means() -> None:
    table = governance_table(product_study(), features=["quasi_hierarchy", "any_leader"])
    alone = table[(table["feature"] == "any_leader") & (table["sector"] == "complex_products")].iloc[0]
    assert (alone["n"], alone["present"], alone["mean_present"], alone["mean_absent"]) == (4, 2, 2.5, 0.5)
    assert alone["exact_p"] == pytest.approx(2 / 6)
    pooled = table[(table["feature"] == "any_leader") & (table["sector"] == "all_sectors")].iloc[0]
    assert pooled["exact_p"] == pytest.approx(2 / 36)
    assert pooled["verdict"] == "Positive"


def test_mantel_haenszel_table_splits_ratings_at_the_threshold() -> None:
    table = mantel_haenszel_table(product_study(), features=["any_leader"])
    assert (table["both"].iloc[0], table["exact_p"].iloc[0]) == (4, pytest.approx(2 / 36))
    with pytest.raises(FaultsError, match="upgraded_threshold"):
        mantel_haenszel_table(product_study(), upgraded_threshold=4)


def test_alike_sectors_do_not_differ() -> None:
    table = sector_differences(Study(two_sectors(), outcomes=("product", "process")))
    assert table["exact_p"].tolist()[:2] == [1, 1] and math.isnan(table["exact_p"].iloc[2])
    comparisons = sector_comparisons(product_study())
    assert comparisons["rank_difference"].tolist() == [0, 0]


def test_alike_sectors_share_one_slope() -> None:
    table = slope_differences(product_study())
    assert table["slope_complex_products"].iloc[0] == table["common_slope"].iloc[0] == pytest.approx(1.5)
    assert table["p"].iloc[0] == 1


def test_forms_are_counted_by_sector_and_clusters_without_a_code_left_out() -> None:
    frame = pd.DataFrame(
        {
            "sector": ["software", "software", "fruit", "fruit"],
            "market": [1, 3, 0, None],
            "network": [0, 0, 2, 1],
            "quasi_hierarchy": [0, 2, 0, 1],
            "hierarchy": [0, 0, 0, 0],
            "upgrading_product": [None, 1.0, 2.0, 3.0],
        }
    )
    counts = form_counts(frame)
    assert counts.index.tolist() == ["software", "fruit"]
    assert counts.loc["software"].to_dict() == {
        "market": 2, "network": 0, "quasi_hierarchy": 1, "hierarchy": 0, "several": 1, "clusters": 2
    }  # fmt: skip
    assert counts.at["fruit", "clusters"] == 1
