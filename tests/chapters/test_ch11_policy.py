"""Chapter 11: policies."""

from __future__ import annotations

import pandas as pd
import pytest

from clusterbook.chapters.ch11_policy.measures import (
    cases_table,
    cases_that_count,
    has_form,
    policies_with_cases,
    rating_by_form,
    ratings_by_sector,
    ratings_frame,
    shared_themes,
    theme_counts,
    theme_overlap,
)
from clusterbook.chapters.ch11_policy.policies_by_cases import case_lines, policy_case_grid
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


POLICIES = pd.DataFrame(
    {"action_id": ["a", "b", "c"], "kind": ["action", "action", "sector_policy"], "action": ["ally", "build", "copy"]}
)
CASES = pd.DataFrame(
    {
        "action_id": ["a", "a", "b", "c"],
        "case": ["salmon", "salmon", "elsewhere_latin_america", "salmon"],
        "where": [None, "Chile", "Peru", None],
        "shows": ["worked", "named", "worked", "obstacle"],
        "point": ["one", "two", "three", "four"],
        "place": ["Menu, paragraph 1"] * 4,
    }
)


@pytest.mark.parametrize(
    ("ground", "evidence", "action", "sector_policy"),
    [("own", "worked", 1, 0), ("any", "worked", 2, 0), ("own", "named", 1, 1), ("any", "named", 2, 1)],
)
def test_which_cases_count_decides_how_many_policies_have_one(
    ground: str, evidence: str, action: int, sector_policy: int
) -> None:
    counted = cases_that_count(CASES, ground=ground, evidence=evidence)
    assert policies_with_cases(POLICIES, counted).to_dict() == {"action": action, "sector_policy": sector_policy}


def test_ground_is_own_or_any() -> None:
    with pytest.raises(ClusterbookError, match="allowed own, any"):
        cases_that_count(CASES, ground="all", evidence="named")


def test_two_kinds_of_evidence_in_a_cell_stand_side_by_side() -> None:
    grid = policy_case_grid(POLICIES, CASES)
    assert grid["row"].tolist() == [0, 0, 1, 2]
    assert grid["shift"].round(2).tolist() == [-0.15, 0.15, 0.0, 0.0]


def test_table_of_cases_names_the_policy() -> None:
    table = cases_table(POLICIES, CASES, labels={"salmon": "Salmon, Chile", "elsewhere_latin_america": "Elsewhere"})
    assert table.loc[2].tolist() == ["build", "Elsewhere", "Peru", "worked", "three", "Menu, paragraph 1"]


@pytest.mark.parametrize(
    ("kind", "table", "column"), [("action", "11.1", "action"), ("sector_policy", "11.2", "priority")]
)
def test_policies_are_those_of_the_tables(kind: str, table: str, column: str) -> None:
    policies = load_resource("policy_actions").query("kind == @kind").set_index("action_id")["action"]
    assert policies.to_dict() == load_keyed(table)[column].to_dict()


def test_five_considerations_close_the_chapter() -> None:
    policies = load_resource("policy_actions")
    assert policies["kind"].value_counts().to_dict() == {"action": 12, "sector_policy": 13, "conclusion": 5}


def test_chapter_with_its_own_choices(run_chapter) -> None:
    results = run_chapter("ch11")
    assert results["rating_present"].value == pytest.approx(7.5 / 7)
    assert results["rating_absent"].value == pytest.approx(0.5)
    assert results["themes_shared"].value == 4
    assert results["claims_other_base"].value == 3
    assert results["actions_with_case"].value == 5


def test_chapter_with_other_choices(run_chapter) -> None:
    results = run_chapter("ch11", form="market", reach="global", upgrading="product", ground="any", evidence="named")
    assert results["rating_gap"].value == pytest.approx(
        results["rating_present"].value - results["rating_absent"].value
    )
    assert results["rating_present"].value > 2
    assert results["actions_with_case"].value == results["actions_named"].value == 11


def test_on_a_phone_each_policy_lists_its_cases_by_what_they_show() -> None:
    policies = pd.DataFrame({"action_id": ["a", "b"], "action": ["build trust", "open markets"], "belongs_to": "links"})
    cases = pd.DataFrame(
        {"action_id": ["a", "a", "a"], "case": ["two", "one", "two"], "shows": ["worked", "worked", "watch"]}
    )
    lines = list(case_lines(policies, cases, labels={"one": "Chile", "two": "Italy"}, groups={"links": "Linkages"}))
    assert [(line.words, line.shows, line.is_heading) for line in lines] == [
        ("Linkages", "", True),
        ("build trust", "", False),
        ("Chile; Italy", "worked", False),
        ("Italy", "watch", False),
        ("open markets", "", False),
        ("no case", "", False),
    ]
