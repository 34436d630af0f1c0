"""Chapter 1: field studies, the index of collective efficiency, the list of cases, the framework's picture."""

from __future__ import annotations

import pandas as pd
import pytest

from clusterbook.chapters.ch01_framework.figures import plot_export_shares
from clusterbook.chapters.ch01_framework.measures import (
    EARLIER,
    LATER,
    Contradictions,
    EfficiencyForm,
    believed_studies,
    case_study_coverage,
    efficiency_by_sector,
    exceeding,
    field_study_growth,
    growth_by_rule,
    highest_over_lowest,
)
from clusterbook.data.book import Book
from clusterbook.errors import ClusterbookError
from clusterbook.vocabulary import Sector, Upgrading


@pytest.fixture
def units() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "cluster": ["shoes", "fruit", "tiles", "software"],
            "production_1995_usd_million": [10.0, 10.0, 100.0, None],
            "production_2002_usd_million": [10.0 * 2**7, 10.0, 100.0, 50.0],
            "exports_1996_usd_million": [5.0, 20.0, 90.0, None],
            "exports_2002_usd_million": [5.0 * 3**6, 20.0, 110.0, 10.0],
            "note": [None, "cluster: footnotes b and c", "", None],
        },
        index=["shoes", "fruit", "tiles", "software"],
    )


@pytest.fixture
def indices() -> pd.DataFrame:
    return pd.DataFrame(
        {"label": ["A", "B"], "external_economies_index": [9.0, 8.0], "joint_actions_index": [4.0, 8.0]}
    )


def test_growth_is_compound_and_shares_set_exports_against_production(units: pd.DataFrame) -> None:
    growth = field_study_growth(units)
    assert growth.loc["shoes", ["production growth", "exports growth"]].round(6).tolist() == [100, 200]
    assert growth.loc["shoes", EARLIER] == 50
    assert growth.loc["software"].isna().tolist() == [True, True, True, False]
    assert growth.loc["software", LATER] == 20


def test_exports_may_exceed_production_in_either_year(units: pd.DataFrame) -> None:
    assert exceeding(units).tolist() == [True, True, True, False]
    assert exceeding(units.assign(exports_2002_usd_million=1.0)).tolist() == [False, True, False, False]


@pytest.mark.parametrize(
    ("rule", "left"),
    [
        (Contradictions.KEEP, ["shoes", "fruit", "tiles", "software"]),
        (Contradictions.MARKED, ["shoes", "tiles", "software"]),
        (Contradictions.EXCEEDING, ["software"]),
    ],
)
def test_a_rule_leaves_rows_out(units: pd.DataFrame, rule: str, left: list[str]) -> None:
    assert believed_studies(units, contradictions=rule).index.tolist() == left
    with pytest.raises(ClusterbookError, match="exceeding"):
        believed_studies(units, contradictions="none")


def test_medians_stand_under_every_rule(units: pd.DataFrame) -> None:
    medians = growth_by_rule(units)
    assert medians["studies with both"].tolist() == [3, 2, 0]
    assert medians.loc["keep", "production growth"] == 0
    assert medians.loc["marked", "production growth"] == pytest.approx(50)


@pytest.mark.parametrize(
    ("form", "values"),
    [(EfficiencyForm.AVERAGE, [6.5, 8]), (EfficiencyForm.PRODUCT, [6, 8]), (EfficiencyForm.MINIMUM, [4, 8])],
)
def test_the_more_both_parts_are_needed_the_less_a_lack_of_one_is_forgiven(
    indices: pd.DataFrame, form: str, values: list[float]
) -> None:
    assert efficiency_by_sector(indices, form=form)["index"].tolist() == values


def test_the_distance_of_sectors_is_in_percent_of_the_lowest() -> None:
    assert highest_over_lowest(pd.Series([4.0, 5.0, 6.0])) == 50


def test_a_cluster_that_the_list_leaves_out_is_counted() -> None:
    clusters = pd.DataFrame({"sector": [Sector.COMPLEX, Sector.COMPLEX]}, index=["cars", "planes"])
    cases = pd.DataFrame({"sector": [Sector.COMPLEX], "cluster_id": ["cars"]})
    assert case_study_coverage(cases, clusters).loc[Sector.COMPLEX.label].tolist() == [1, 2, 1]


def test_the_figure_says_every_share_and_is_drawn_alike(units: pd.DataFrame) -> None:
    growth = field_study_growth(units)
    drawn = plot_export_shares(growth)
    assert "tiles: 90 percent to 110 percent" in drawn.alt_text
    assert "software: unknown to 20 percent" in drawn.alt_text
    assert drawn.svg == plot_export_shares(growth).svg


def test_the_framework_leads_from_its_three_dimensions_to_the_four_kinds(book: Book) -> None:
    nodes, edges = book.resource("framework_nodes"), book.resource("framework_edges")
    onto = edges[edges["target"] == "upgrading"]
    environment = nodes.loc[nodes["kind"] == "environment", "node_id"]
    assert set(environment) | {"firm"} == set(onto["source"])
    assert list(edges.loc[edges["source"] == "upgrading", "target"]) == [
        "process",
        "product",
        "functional",
        "intersectoral",
    ]
    assert {kind.value for kind in Upgrading} == set(edges.loc[edges["source"] == "upgrading", "target"])
