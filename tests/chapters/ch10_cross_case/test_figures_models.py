"""Figures of models, configurations and Table 10.1's puzzle: words from the data, the same bytes every time."""

import pandas as pd
import pytest

from clusterbook.chapters.ch10_cross_case.configurations.calibration import Cases
from clusterbook.chapters.ch10_cross_case.configurations.truth_table import truth_table
from clusterbook.chapters.ch10_cross_case.figures.configurations import case_names, plot_truth_table
from clusterbook.chapters.ch10_cross_case.figures.models import plot_odds_ratios, plot_slopes
from clusterbook.chapters.ch10_cross_case.models.linear import linear_table
from clusterbook.chapters.ch10_cross_case.models.ordered import ordered_table
from clusterbook.chapters.ch10_cross_case.study import Study


@pytest.fixture
def clusters():
    """Four traditional clusters whose degree separates product but not process upgrading."""
    return pd.DataFrame(
        {
            "cluster": ["Ubá (Brazil)", "Leon (Mexico)", "Leon (Mexico)", "Gamarra (Peru)"],
            "product": ["Furniture", "Shoes", "Textiles", "Apparel"],
            "sector": ["traditional_manufacturing"] * 4,
            "collective_efficiency": pd.Categorical(
                ["Low", "Low", "High", "High"], ["Low", "Medium", "High"], ordered=True
            ),
            "upgrading_product": [1.0, 1.5, 2.0, 3.0],
            "upgrading_process": [1.0, 2.0, 1.0, 2.0],
            "upgrading_functional": [0.0] * 4,
            "upgrading_intersectoral": [0.0] * 4,
        },
        index=["uba", "leon_shoes", "leon_textiles", "gamarra"],
    )


@pytest.fixture
def cases():
    """One combination that upgrades, one that contradicts itself, two without a case."""
    frame = pd.DataFrame({"efficient": [1, 0, 0], "market": [1, 1, 1], "upgraded": [1, 1, 0]}, index=["a", "b", "c"])
    return Cases(frame, ("efficient", "market"), "upgraded")


def test_the_forest_of_slopes_tells_slope_interval_and_exact_p(clusters) -> None:
    picture = plot_slopes(
        linear_table(Study(clusters, sectors=["traditional_manufacturing"], outcomes=["product", "process"]))
    )
    assert "Product upgrading, All sectors (n 4): slope 0.62 (" in picture.alt_text
    assert "exact p 0.333." in picture.alt_text
    assert "collective efficiency" in picture.caption


def test_a_slope_without_interval_says_so(clusters) -> None:
    flat = linear_table(Study(clusters, sectors=["traditional_manufacturing"], outcomes=["functional"]))
    assert "slope 0.00 (no interval), exact p undefined" in plot_slopes(flat).alt_text


def test_an_arrow_and_words_stand_for_a_separated_odds_ratio(clusters) -> None:
    picture = plot_odds_ratios(
        ordered_table(Study(clusters, sectors=["traditional_manufacturing"], outcomes=["product", "process"]))
    )
    assert (
        "Product upgrading, All sectors (n 4): quasi-complete separation, the estimate rises without bound, exact p"
        " 0.333." in picture.alt_text
    )
    assert "Process upgrading, All sectors (n 4): odds ratio 1.00" in picture.alt_text


def test_the_truth_table_in_words_lists_combinations_cases_and_remainders(cases) -> None:
    picture = plot_truth_table(truth_table(cases), {"a": "Sinos", "b": "León", "c": "Ubá"})
    one = "high collective efficiency and a market chain: 1 cases (Sinos), consistency 1.00, leads to the outcome."
    two = "no high collective efficiency and a market chain: 2 cases (León, Ubá), consistency 0.50, contradiction."
    assert one in picture.alt_text
    assert two in picture.alt_text
    assert picture.alt_text.endswith("Without enough cases: 2 of 4 combinations.")


def test_clusters_of_one_place_are_told_apart_by_their_product(clusters) -> None:
    assert case_names(clusters) == {
        "uba": "Ubá",
        "leon_shoes": "Leon (shoes)",
        "leon_textiles": "Leon (textiles)",
        "gamarra": "Gamarra",
    }


def test_the_same_data_give_the_same_bytes(clusters, cases) -> None:
    first, second = (
        plot_slopes(linear_table(Study(clusters, sectors=["traditional_manufacturing"], outcomes=["product"]))).svg
        for _ in range(2)
    )
    assert first == second
    assert plot_truth_table(truth_table(cases)).svg == plot_truth_table(truth_table(cases)).svg
