"""Chapter 4: measures on invented frames, the notebook with two settings."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from bookbuilder.results.result import Result
from clusterbook.chapters.ch04_salmon import measures as salmon
from clusterbook.chapters.ch04_salmon.figures import plot_filet_cost
from clusterbook.errors import ClusterbookError

EVOLUTION = pd.DataFrame(
    {
        "year": [1990, 1992],
        salmon.CHILE: [10.0, 40.0],
        "world_share_percent": [5.0, 10.0],
        salmon.REGION: [5.0, 30.0],
        salmon.EXPORTS: [50.0, 80.0],
    },
    index=["1990", "1992"],
)
STAGES = pd.DataFrame(
    {
        "stage": ["maturity", "globalization"],
        "first_year": [1986, 1992],
        "last_year": [1991, None],
        "price_low_usd_per_kg": [4.0, 3.0],
        "price_high_usd_per_kg": [5.0, 4.0],
    }
)
CORE = pd.DataFrame(
    {
        "row_type": ["item", "item", "item", "item", "unplaced", "subtotal"],
        "independent_firms": [1, 2, 3, 4, None, 10],
        "integrated_firms": [5, 6, 7, 8, None, 9],
        "total_firms": [6, 8, 10, 12, None, 19],
        "jobs": [40, None, 20, 30, 10, 100],
    },
    index=[*list(salmon.PHASES)[:4], "core_unplaced_jobs", "core_subtotal"],
)


def test_world_production_is_the_national_over_its_share() -> None:
    assert salmon.implied_world_production(EVOLUTION).tolist() == [200.0, 400.0]
    assert salmon.regional_share(EVOLUTION).tolist() == [50.0, 75.0]


def test_growth_is_compound_over_the_years_to_the_last_one() -> None:
    assert salmon.growth_to_last(EVOLUTION, salmon.CHILE, first_year=1990) == pytest.approx(100.0)


def test_a_smaller_exported_part_raises_the_unit_value() -> None:
    assert salmon.unit_values(EVOLUTION).tolist() == [5.0, 2.0]
    assert salmon.unit_values(EVOLUTION, 50).tolist() == [10.0, 4.0]


def test_unit_values_are_compared_with_the_range_of_their_own_stage() -> None:
    prices = salmon.prices_by_stage(EVOLUTION, STAGES)
    assert prices["stage"].tolist() == ["maturity", "globalization"]
    assert prices["inside"].tolist() == [True, False]


def test_a_year_in_no_stage_is_outside_every_range() -> None:
    prices = salmon.prices_by_stage(EVOLUTION, STAGES.iloc[1:])
    assert prices["stage"].isna().tolist() == [True, False]
    assert not prices["inside"].iloc[0]


def test_an_open_stage_runs_to_the_present() -> None:
    volumes = STAGES.assign(production_first_year_tons=[50, 1500], production_last_year_tons=[900, 2000])
    printed = salmon.bounds_as_printed(volumes)
    assert printed.loc["globalization"].tolist() == ["1992 to present", "1,500 to 2,000", "3 to 4"]


def test_integrated_firms_of_a_phase_of_two_rows_are_counted_once() -> None:
    phases = salmon.jobs_by_phase(CORE)
    assert phases.at["fresh_water", "firms"] == 1 + 2 + 6
    assert phases.at["seawater_fattening", "jobs_per_firm"] == 2.0
    assert phases.at["without_a_row", "share_percent"] == 10.0


def test_jobs_without_a_row_move_to_the_row_that_is_chosen() -> None:
    phases = salmon.jobs_by_phase(CORE, "processing")
    assert phases["jobs"].to_dict() == {"fresh_water": 40.0, "seawater_fattening": 20.0, "processing": 40.0}
    with pytest.raises(ClusterbookError, match="found 'moon'"):
        salmon.jobs_by_phase(CORE, "moon")


def test_blank_integrated_firms_count_as_none() -> None:
    firms = pd.DataFrame({"integrated_firms": [1, None], "total_firms": [4, 5]}, index=["a", "b"])
    assert salmon.integration(firms).tolist() == [25.0, 0.0]


def test_the_feed_producers_are_out_of_scope_unless_all_are_wanted() -> None:
    businesses = pd.DataFrame(
        {
            "activity_farming": [True, False, True],
            "capital_origin": ["foreign", "national", "national"],
            salmon.SALES: [60.0, 100.0, 40.0],
        }
    )
    farms = salmon.in_scope(businesses, "farming")
    assert salmon.largest_share(farms, 1) == 60.0
    assert salmon.sales_by_capital(farms).to_dict() == {"foreign": 60.0, "national": 40.0}
    assert salmon.largest_share(salmon.in_scope(businesses, "all"), 1) == 50.0
    with pytest.raises(ClusterbookError, match="allowed farming, all"):
        salmon.in_scope(businesses, "feed")


def test_mixed_firms_count_as_foreign_in_the_chosen_part() -> None:
    capital = pd.Series({"foreign": 40.0, "mixed": 20.0, "national": 40.0})
    assert [salmon.foreign_share(capital, part_of_mixed=part) for part in (0, 50, 100)] == [40, 50, 60]
    assert salmon.foreign_share(capital.drop("mixed"), part_of_mixed=50) == 40


def test_parts_of_the_cost_add_up_and_feed_is_part_of_fattening() -> None:
    cost = salmon.filet_cost(pd.Series({"ch04_feed_cost_share": 20.0, "ch04_fattening_cost_share": 60.0}))
    assert cost.tolist() == [20, 40, 40]
    assert "feed 20; other fattening at sea 40; everything else 40" in plot_filet_cost(cost).alt_text


def test_actions_are_averaged_over_the_stage_in_which_they_begin() -> None:
    actions = pd.DataFrame(
        {"first_stage": ["maturity", "globalization", "maturity"], "private_share_percent": [50, 100, 30]}
    )
    financing = salmon.financing_by_stage(actions)
    assert financing.loc["maturity"].tolist() == [2.0, 40.0]


def test_the_chapter_runs_with_its_defaults(run_chapter: Callable[..., dict[str, Result]]) -> None:
    results = run_chapter("ch04")
    assert results["production_growth"].value == pytest.approx(24.76, abs=0.01)
    assert results["unit_value_2001"].value == pytest.approx(2.381, abs=0.001)
    assert results["years_inside"].value == 4
    assert results["processing_share"].value == pytest.approx(49.12, abs=0.01)
    assert results["top_four"].value == pytest.approx(57.44, abs=0.01)


def test_other_choices_move_the_results(run_chapter: Callable[..., dict[str, Result]]) -> None:
    results = run_chapter(
        "ch04", base_year=1990, exported_percent=80, unplaced_jobs="processing", scope="all", foreign_part_of_mixed=0
    )
    assert results["production_growth"].value == pytest.approx(28.35, abs=0.01)
    assert results["unit_value_2001"].value == pytest.approx(2.976, abs=0.001)
    assert results["years_inside"].value == 3
    assert results["processing_share"].value == pytest.approx(52.63, abs=0.01)
    assert results["foreign_sales"].value == pytest.approx(49.88, abs=0.01)
    assert results["foreign_weighted"].value == results["foreign_sales"].value
