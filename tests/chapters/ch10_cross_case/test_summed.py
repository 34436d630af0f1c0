"""The summed ratings, Fisher's test by sector and the penalised logits, on clusters one can count."""

import math

import numpy as np
import pandas as pd
import pytest
from scipy.stats import fisher_exact

from clusterbook.chapters.ch10_cross_case.models.penalised import penalised_table
from clusterbook.chapters.ch10_cross_case.study import Study
from clusterbook.chapters.ch10_cross_case.summed import fisher_by_sector, sum_of_upgrading
from clusterbook.stats import penalised_logit

TRADITIONAL = "traditional_manufacturing"


@pytest.fixture
def clusters():
    """Six clusters of one sector; the sums of their ratings are 1, 3, missing, 4, 6 and 7."""
    return pd.DataFrame(
        {
            "sector": TRADITIONAL,
            "collective_efficiency": ["Low", "Low", "Medium", "Medium", "High", "High"],
            "upgrading_product": [1.0, 2.0, 2.0, 1.0, 3.0, 3.0],
            "upgrading_process": [0.0, 1.0, 2.0, 2.0, 2.0, 2.0],
            "upgrading_functional": [0.0, 0.0, np.nan, 1.0, 1.0, 2.0],
            "upgrading_intersectoral": 0.0,
            "market": pd.array([0] * 6, dtype="Int64"),
            "network": pd.array([0] * 6, dtype="Int64"),
            "quasi_hierarchy": pd.array([0, 0, 2, 0, 2, 2], dtype="Int64"),
            "hierarchy": pd.array([0] * 6, dtype="Int64"),
        },
        index=pd.Index(list("abcdef"), name="cluster_id"),
    )


def test_the_sum_leaves_out_a_cluster_without_one_of_its_ratings(clusters) -> None:
    table = sum_of_upgrading(Study(clusters, sectors=[TRADITIONAL])).set_index("sector")
    # Low 1, 3; Medium 4; High 6, 7: all eight pairs of different degrees are in order, of ten in the sums.
    assert table.loc[TRADITIONAL, "n"] == 5
    assert table.loc[TRADITIONAL, "coefficient"] == pytest.approx(8 / math.sqrt(8 * 10))
    assert table.loc["all_sectors", "exact_p"] == table.loc[TRADITIONAL, "exact_p"] == pytest.approx(2 / 30)


def test_fisher_by_sector_is_scipys(clusters) -> None:
    row = fisher_by_sector(Study(clusters, "leaders", sectors=[TRADITIONAL], outcomes=["product"])).iloc[0]
    # Upgraded from 2: c, e, f of three with leaders, b of three without.
    assert (row["n"], row["both"]) == (6, 3)
    assert row["exact_p"] == pytest.approx(fisher_exact([[2, 1], [0, 3]]).pvalue)


def test_the_penalised_logit_is_that_of_the_statistics(clusters) -> None:
    table = penalised_table(Study(clusters, sectors=[TRADITIONAL], outcomes=["product"])).set_index("scope")
    fit = penalised_logit([0, 1, 1, 0, 1, 1], np.array([1.0, 1, 2, 2, 3, 3])[:, None])
    assert table.loc[TRADITIONAL, "odds_ratio"] == pytest.approx(math.exp(fit.estimates[1]), rel=1e-4)
    assert table.loc[TRADITIONAL, ["n", "upgraded"]].tolist() == [6, 4]
    assert table.loc["all_sectors", "low"] < table.loc["all_sectors", "odds_ratio"] < table.loc["all_sectors", "high"]


def test_without_any_upgraded_cluster_there_is_no_logit(clusters) -> None:
    study = Study(clusters, sectors=[TRADITIONAL], outcomes=["intersectoral"])
    assert penalised_table(study)["odds_ratio"].isna().all()
