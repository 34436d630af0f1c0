"""Chapter 11: policies."""

from __future__ import annotations

import pandas as pd
import pytest

from clusterbook.chapters.ch11_policy.measures import (
    has_form,
    rating_by_form,
    ratings_by_sector,
    ratings_frame,
    shared_themes,
    theme_counts,
    theme_overlap,
)
from clusterbook.data import load_keyed, load_resource
from clusterbook.errors import ClusterbookError
from clusterbook.vocabulary import Governance, Sector


@pytest.fixture
def clusters() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "sector": ["traditional_manufacturing"] * 4,
            "market": [1, 2, 0, None],
            "upgrading_functional": [1.0, 2.0, 3.0, 3.0],
        },
        index=list("abcd"),
    )


def test_codes_are_kinds_of_chain(clusters: pd.DataFrame) -> None:
    coded = clusters.dropna()
    assert has_form(coded, Governance.MARKET).tolist() == [True, True, False]
    assert has_form(coded, Governance.MARKET, reach="global").tolist() == [False, True, False]
    with pytest.raises(ClusterbookError, match="global"):
        has_form(coded, Governance.MARKET, reach="local")


def test_uncoded_clusters_are_left_out_of_the_comparison(clusters: pd.DataFrame) -> None:
    groups = rating_by_form(clusters, Governance.MARKET, rating="upgrading_functional")
    assert groups["clusters"].tolist() == [2, 1]
    assert groups["mean_rating"].tolist() == [1.5, 3.0]


def test_comparison_by_sector_holds_the_sectors_that_are_rated(clusters: pd.DataFrame) -> None:
    groups = ratings_by_sector(clusters, Governance.MARKET, rating="upgrading_functional")
    assert list(groups) == [Sector.TRADITIONAL]
    assert ratings_frame(groups).index.names == ["sector", "chain"]


def test_themes_are_counted_by_sector_and_menu() -> None:
    themes = pd.DataFrame(
        {"table": ["11.1", "11.2", "11.2"], "row_id": ["a", "x", "y"], "theme": ["links", "links", "links"]}
    )
    priorities = pd.DataFrame({"sector_code": ["complex_products", "specialized_suppliers"]}, index=["x", "y"])
    counts = theme_counts(themes, priorities)
    assert counts.loc["links"].tolist() == [1, 0, 0, 1, 1]
    assert shared_themes(counts) == ["links"]
    assert theme_overlap(counts) == {"themes": 1, "shared": 1, "menu_only": 0, "sector_only": 0}


@pytest.mark.parametrize("table", ["11.1", "11.2"])
def test_every_action_and_priority_has_a_theme(table: str) -> None:
    themes = load_resource("policy_themes")
    assert list(themes.loc[themes["table"] == table, "row_id"]) == list(load_keyed(table).index)


def test_chapter_with_its_own_choices(run_chapter) -> None:
    results = run_chapter("ch11")
    assert results["rating_present"].value == pytest.approx(7.5 / 7)
    assert results["rating_absent"].value == pytest.approx(0.5)
    assert results["themes_shared"].value == 4
    assert results["claims_other_base"].value == 3


def test_chapter_with_other_choices(run_chapter) -> None:
    results = run_chapter("ch11", form="market", reach="global", upgrading="product")
    assert results["rating_gap"].value == pytest.approx(
        results["rating_present"].value - results["rating_absent"].value
    )
    assert results["rating_present"].value > 2
