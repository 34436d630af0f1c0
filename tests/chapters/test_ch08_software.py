"""Chapter 8: measures on an invented census, the notebook with two settings."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from bookbuilder.results.result import Result
from clusterbook.chapters.ch08_software import measures as software
from clusterbook.errors import ClusterbookError

CENSUS = pd.DataFrame(
    {
        "row_type": ["item", "item", "item", "total"],
        "economic_units": [10, 5, 5, 20],
        "employees": [100, 20, 30, 150],
        "value_added_usd_thousand": [1000, 400, 100, 1500],
        "wages_share_percent": [50.0, 20.0, 60.0, 42.7],
        "average_wage_usd": [5000, 5000, 2000, 4400],
    },
    index=["mexico_city", "nuevo_leon", "jalisco", "total_national"],
)
FIELD = pd.DataFrame({"firms": [10, None, 50], "direct_jobs": [80, 200, 300]}, index=list(software.STATE_OF_CLUSTER))


def test_wage_and_wage_share_imply_each_other() -> None:
    assert software.implied_wage(CENSUS)[["mexico_city", "nuevo_leon"]].tolist() == [5000.0, 4000.0]
    assert software.implied_wage_share(CENSUS)[["mexico_city", "nuevo_leon"]].tolist() == [50.0, 25.0]


def test_only_the_wage_of_nuevo_leon_has_two_readings() -> None:
    printed, implied = (software.states_with_wage(CENSUS, reading) for reading in ("printed", "implied"))
    assert printed["average_wage_usd"].tolist() == [5000.0, 5000.0, 2000.0]
    assert implied["average_wage_usd"].tolist() == [5000.0, 4000.0, 2000.0]
    assert software.mean_wage(printed) == 4400.0
    with pytest.raises(ClusterbookError, match="allowed printed, implied"):
        software.states_with_wage(CENSUS, "guessed")


def test_shares_are_of_the_printed_total() -> None:
    assert software.shares_of_national(CENSUS, "economic_units")["mexico_city"] == 50.0
    assert software.firm_sizes(CENSUS)["nuevo_leon"] == 4.0
    with pytest.raises(ClusterbookError, match="found 'wages'"):
        software.shares_of_national(CENSUS, "wages")


def test_an_unreadable_count_stays_missing() -> None:
    counted = software.counted_twice(CENSUS, FIELD)
    assert counted["jobs_ratio"].tolist() == [0.8, 10.0, 10.0]
    assert pd.isna(counted.at["nuevo_leon", "firms_field"])


def test_goals_that_outgrow_sales_lower_the_sales_of_a_job() -> None:
    stated = {"jobs_start": 10, "jobs_goal": 40, "sales_start": 1.0, "sales_goal": 2.25}
    facts = pd.Series(stated).add_prefix("ch08_program_")
    goals = software.program_goals(facts, 2)
    assert goals.round(6).to_dict() == {
        "jobs_growth": 100.0,
        "sales_growth": 50.0,
        "sales_per_job_start": 100.0,
        "sales_per_job_goal": 56.25,
    }


def test_a_goal_that_grows_with_its_market_needs_no_share_of_others() -> None:
    facts = pd.Series(
        {"program_sales_start": 10, "program_sales_goal": 40, "growth_mexico": 100, "growth_world": 0.0001}
    ).add_prefix("ch08_")
    home = software.program_against_market(facts, years=2, demand="mexico")
    assert home.round(9).to_dict() == {"share_multiple": 1.0, "years_without_gain": 2.0}
    assert software.program_against_market(facts, years=2, demand="world")["share_multiple"] == pytest.approx(4, 1e-4)
    with pytest.raises(ClusterbookError, match="allowed mexico, world"):
        software.program_against_market(facts, years=2, demand="home")


def test_specialization_depends_on_who_counts() -> None:
    counted, shares = software.counted_twice(CENSUS, FIELD), pd.Series({"mexico_city": 20.0, "nuevo_leon": 10.0})
    national = {software.JobCount.CENSUS: 200.0, software.JobCount.FIELD_STUDIES: 1000.0}
    by_census, by_field = (
        software.location_quotients(counted, count=count, national=national, gdp_shares=shares)
        for count in software.JobCount
    )
    assert by_census.to_dict() == {"mexico_city": 2.5, "nuevo_leon": 1.0}
    assert by_field.to_dict() == {"mexico_city": 0.4, "nuevo_leon": 2.0}


def test_the_chapter_runs_with_its_defaults(run_chapter: Callable[..., dict[str, Result]]) -> None:
    results = run_chapter("ch08")
    assert results["three_places"].value == pytest.approx(90.56, abs=0.01)
    assert results["mean_wage"].value == pytest.approx(6204.15, abs=0.01)
    assert results["wage_ratio"].value == pytest.approx(3.308, abs=0.001)
    assert results["program_jobs_growth"].value == pytest.approx(45.42, abs=0.01)


def test_other_choices_move_the_results(run_chapter: Callable[..., dict[str, Result]]) -> None:
    results = run_chapter("ch08", wage_reading="implied", software_jobs="field_studies", demand="world")
    assert results["mean_wage"].value == pytest.approx(6098.5, abs=0.1)
    assert results["wage_ratio"].value == pytest.approx(2.953, abs=0.001)
    assert results["quotient_mexico_city"].value == pytest.approx(2000 / 22000 * 100 / 22.5)
    assert results["share_multiple"].value == pytest.approx(2000 / 120 / 1.13**8)
