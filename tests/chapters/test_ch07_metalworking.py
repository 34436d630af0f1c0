"""Chapter 7: the suppliers' size, the survey's percentages, and the diagram of the cluster."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from whole_book import BOOK

from bookbuilder.results.result import Result
from clusterbook.chapters.ch07_metalworking.figures import plot_local_purchases, plot_partners
from clusterbook.chapters.ch07_metalworking.local_content import behind_the_share, local_content
from clusterbook.chapters.ch07_metalworking.measures import (
    attainable_sample_sizes,
    attainable_table,
    average_sales,
    beside_table,
    cooperation_partners,
    implied_totals,
    local_purchases,
    sales_classes,
)
from clusterbook.errors import ClusterbookError

FIGURES = pd.DataFrame(
    {
        "ch07_smes_large_share_of_firms_2002": 50.0,
        "ch07_smes_medium_share_of_firms_2002": 25.0,
        "ch07_smes_small_share_of_firms_2002": 25.0,
        "ch07_smes_large_sales_2002": 4.0,
        "ch07_smes_medium_sales_2002": 2.0,
        "ch07_smes_small_sales_2002": 2.0,
        "ch07_smes_employees_per_firm_2002": 10.0,
    },
    index=["low"],
).T


def test_average_sales_weigh_the_classes() -> None:
    classes = sales_classes(FIGURES)
    assert average_sales(classes) == 3
    assert classes.at["large", "part_of_sales_percent"] == pytest.approx(200 / 3)


def test_averages_times_firms() -> None:
    assert implied_totals(FIGURES, firms=4).to_dict() == {"sales_usd_million": 12, "employees": 40}
    with pytest.raises(ClusterbookError, match="expected 1 or more"):
        implied_totals(FIGURES, firms=0)
    row = pd.Series({"production_2002_usd_million": 6.0, "direct_jobs": 80})
    assert list(beside_table(FIGURES, row, firms=4)["ratio"]) == [2, 0.5]


@pytest.mark.parametrize(("percent", "sizes"), [(50.0, [2, 4, 6]), (33.3, [3, 6]), (16.7, [6]), (14.2, [])])
def test_a_percentage_needs_a_whole_number_of_answers(percent: float, sizes: list[int]) -> None:
    assert attainable_sample_sizes(percent, largest=6) == sizes


@pytest.mark.parametrize("size", range(1, 36))
def test_every_true_percentage_is_attainable_at_its_own_sample_size(size: int) -> None:
    for answers in range(size + 1):
        assert size in attainable_sample_sizes(round(100 * answers / size, 1), largest=35)


def test_survey_percentages_of_the_book() -> None:
    table = attainable_table(BOOK.stated_numbers, largest=35)
    assert table.at["Customers", "respondents"] == "none"
    assert table.at["Equipment suppliers", "respondents"] == "31"
    assert set(table["of the sample"]) == {"no"}


def test_interval_is_exact() -> None:
    partners = cooperation_partners(BOOK.stated_numbers, respondents=32)
    assert partners.at["CDMEC", "low"] == pytest.approx(43.69, abs=0.01)  # Clopper-Pearson for 20 of 32
    assert partners.at["CDMEC", "high"] == pytest.approx(78.90, abs=0.01)


PURCHASES = pd.DataFrame(
    {
        "ch07_aracruz_local_share_of_purchases_1991": 2.0,
        "ch07_aracruz_local_share_of_purchases_2002": 40.0,
        "ch07_anchors_local_share_of_purchases_1990": 10.0,
        "ch07_anchors_local_share_of_purchases_2002": 25.0,
        "ch07_smes_output_subcontracted_to_anchors_2002": 50.0,
        "ch07_anchors_revenue_2000s": 0.1,
    },
    index=["low"],
).T


def test_growth_of_local_purchases_depends_on_the_start() -> None:
    aracruz = local_content(PURCHASES, start="aracruz", local_value=50.0)
    assert aracruz.to_dict() == {"first": 2, "last": 40, "times": 20, "made_locally": 20}
    assert local_content(PURCHASES, start="anchors")["times"] == 2.5


@pytest.mark.parametrize("value", [-1.0, 101.0])
def test_local_value_is_a_percentage(value: float) -> None:
    with pytest.raises(ClusterbookError, match="expected 0 to 100 percent"):
        local_content(PURCHASES, local_value=value)


def test_an_unknown_start_is_an_error() -> None:
    with pytest.raises(ClusterbookError, match="allowed aracruz, anchors"):
        local_content(PURCHASES, start="samarco")


def test_purchases_behind_the_local_share() -> None:
    behind = behind_the_share(pd.concat([FIGURES, PURCHASES]), firms=4)
    assert behind.to_dict() == {"sold": 6, "purchases": 24, "revenue_share": 24}


def test_figures_say_their_numbers() -> None:
    figures = BOOK.stated_numbers
    assert "CDMEC 62.5" in plot_partners(cooperation_partners(figures, respondents=35)).alt_text
    assert "Chapter 10 (anchors), 1990: 10 percent" in plot_local_purchases(local_purchases(figures)).alt_text


def test_chapter_with_its_own_parameters(run_chapter: Callable[..., dict[str, Result]]) -> None:
    results = run_chapter("ch07")
    assert results["implied_sales"].value == pytest.approx(195)
    assert results["implied_employees"].value == 1500
    assert (results["relations"].value, results["unattainable"].value, results["never_attainable"].value) == (12, 4, 1)
    assert (results["local_times"].value, results["made_locally"].value) == (35, 35)
    assert results["behind_purchases"].value == pytest.approx(390)


def test_chapter_for_all_members_and_fewer_answers(run_chapter: Callable[..., dict[str, Result]]) -> None:
    results = run_chapter("ch07", firms=66, respondents=8, confidence=0.5, local_start="anchors", local_value=40.0)
    assert results["implied_sales"].value == pytest.approx(257.4)
    assert (results["local_times"].value, results["made_locally"].value) == (3.5, 14)
