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


def test_numbers_of_the_text_keep_their_hedge_and_their_range() -> None:
    prose = pd.DataFrame(
        {
            "subject": ["size", "budget", "start"],
            "low": [5.0, 4.3, 2000.0],
            "high": [10.0, 4.3, 2000.0],
            "hedge": ["none", "more_than", "none"],
            "unit": ["employees", "usd_million", "year"],
            "year": [pd.NA, 2001, pd.NA],
            "place": ["here", "there", "there"],
        }
    )
    table = software.stated_table(prose)
    assert table["value"].tolist() == ["5 to 10 employees", "more than 4.3 usd million", "2000"]
    assert table["year"].tolist() == ["", "2001", ""]


def test_the_chapter_runs_with_its_defaults(run_chapter: Callable[..., dict[str, Result]]) -> None:
    results = run_chapter("ch08")
    assert results["three_places"].value == pytest.approx(90.56, abs=0.01)
    assert results["mean_wage"].value == pytest.approx(6204.15, abs=0.01)
    assert results["wage_ratio"].value == pytest.approx(3.308, abs=0.001)
    assert results["program_jobs_growth"].value == pytest.approx(45.42, abs=0.01)


def test_other_choices_move_the_results(run_chapter: Callable[..., dict[str, Result]]) -> None:
    results = run_chapter("ch08", wage_reading="implied", size_measure="economic_units")
    assert results["three_places"].value == pytest.approx(74.37, abs=0.01)
    assert results["mean_wage"].value == pytest.approx(6098.5, abs=0.1)
    assert results["wage_ratio"].value == pytest.approx(2.953, abs=0.001)
