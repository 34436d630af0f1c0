"""Chapter 2: the dairy chain."""

from __future__ import annotations

import pandas as pd
import pytest

from clusterbook.chapters.ch02_dairy.chains import chain_counts, select_chains
from clusterbook.chapters.ch02_dairy.measures import (
    added_capacity,
    common_rate,
    cooperative_milk,
    growth_table,
    implied_exchange_rates,
    industrialization,
    parmalat_intake,
    parmalat_sources,
    period,
    regional_balance,
    yearly_series,
)
from clusterbook.errors import ClusterbookError


@pytest.fixture
def milk() -> pd.DataFrame:
    rows = {
        "production": [100.0, 120.0],
        "collection": [50.0, 30.0],
        "pasteurization": [25.0, 30.0],
        "exports": [2.0, None],
    }
    return pd.DataFrame(rows, index=["value_1995", "value_1996"]).T


@pytest.fixture
def prose() -> pd.DataFrame:
    low = {
        "ch02_parmalat_daily_milk": 1000.0,
        "ch02_parmalat_region_share": 50.0,
        "ch02_parmalat_cooperatives_share": 60.0,
        "ch02_parmalat_medium_share": 30.0,
        "ch02_cooperative_national_share": 10.0,
        "ch02_sme_pasteurization_1999": 0.0,
        "ch02_sme_pasteurization_2002": 3785.411784,
        "ch02_grade_a_price_cordoba": 3.0,
        "ch02_grade_a_price_usd": 0.20,
        "ch02_grade_b_price_cordoba": 1.5,
        "ch02_grade_b_price_usd": 0.10,
        "ch02_cold_premium_cordoba": 0.75,
        "ch02_cold_premium_usd": 0.05,
    }
    return pd.DataFrame({"low": low, "high": low}).replace({"high": {10.0: 20.0}})


def test_years_become_the_index(milk: pd.DataFrame) -> None:
    series = yearly_series(milk)
    assert list(series.index) == [1995, 1996]
    assert series.at[1996, "collection"] == 30


def test_pasteurized_share_of_production_is_the_product_of_the_two_steps(milk: pd.DataFrame) -> None:
    shares = industrialization(milk)
    steps = shares["collected_of_production_percent"] * shares["pasteurized_of_collection_percent"] / 100
    assert steps.tolist() == pytest.approx(shares["pasteurized_of_production_percent"].tolist())
    assert shares.loc[1996].tolist() == pytest.approx([25, 100, 25])


def test_growth_leaves_out_years_without_a_figure_and_counts_falls(milk: pd.DataFrame) -> None:
    growth = growth_table(yearly_series(milk))
    assert growth.at["production", "growth_percent"] == pytest.approx(20)
    assert growth.at["collection", "falls"] == 1
    assert growth.at["exports", "last_year"] == 1995
    assert pd.isna(growth.at["exports", "growth_percent"])


def test_a_period_needs_two_years(milk: pd.DataFrame) -> None:
    with pytest.raises(ClusterbookError, match="1995"):
        period(yearly_series(milk), first_year=1996, last_year=1996)


def test_region_share_makes_the_intake_larger(prose: pd.DataFrame) -> None:
    assert parmalat_intake(prose, "whole") == pytest.approx(0.365)
    assert parmalat_intake(prose, "region") == pytest.approx(0.73)
    with pytest.raises(ClusterbookError, match="whole"):
        parmalat_intake(prose, "all")


def test_added_capacity_is_counted_in_gallons_a_year(prose: pd.DataFrame) -> None:
    assert added_capacity(prose) == pytest.approx(0.365)


def test_implied_rates_bracket_the_quotient(prose: pd.DataFrame) -> None:
    rates = implied_exchange_rates(prose)
    assert rates["rate"].tolist() == pytest.approx([15, 15, 15])
    assert (rates["lowest"] < rates["rate"]).all()
    assert (rates["rate"] < rates["highest"]).all()


def test_the_common_rate_is_where_all_ranges_overlap() -> None:
    rates = pd.DataFrame({"lowest": [14.0, 14.5], "highest": [15.0, 16.0]})
    assert common_rate(rates) == (14.5, 15.0)


def test_what_two_named_sources_leave_is_parmalats_own(prose: pd.DataFrame) -> None:
    assert parmalat_sources(prose).tolist() == [60, 30, 10]


def test_cooperatives_have_a_share_of_what_is_produced_or_of_what_is_collected(prose: pd.DataFrame) -> None:
    year = pd.Series({"production": 100.0, "collection": 50.0})
    assert cooperative_milk(prose, year, "production") == (10, 20)
    assert cooperative_milk(prose, year, "collection") == (5, 10)
    with pytest.raises(ClusterbookError, match="collection"):
        cooperative_milk(prose, year, "pasteurization")


@pytest.fixture
def chains() -> pd.DataFrame:
    rows = [
        ("Manteros", "not_said", "not_said", "not_said"),
        ("Cooperatives", "quasi_hierarchy", "yes", "partly"),
        ("Cooperatives", "network", "yes", "yes"),
        ("Parmalat", "quasi_hierarchy", "yes", "no"),
    ]
    return pd.DataFrame(rows, columns=["chain", "governance", "upgrading_process", "upgrading_functional"])


@pytest.mark.parametrize(
    ("choice", "expected"),
    [("all", [3, 2, 1, 2, 0]), ("analysed", [2, 2, 1, 2, 0]), ("parmalat", [1, 1, 0, 1, 0])],
)
def test_one_chain_or_all(chains: pd.DataFrame, choice: str, expected: list[int]) -> None:
    assert chain_counts(select_chains(chains, choice)).tolist() == expected


def test_an_unknown_chain_is_refused(chains: pd.DataFrame) -> None:
    with pytest.raises(ClusterbookError, match="cooperatives"):
        select_chains(chains, "manteros")


def test_regional_balance_brackets_every_reading_of_the_ranges() -> None:
    rows = ["total_production", "total_processing", "exports"]
    columns = {
        "nicaragua_low": [50, 50, 20],
        "nicaragua_high": [100, 100, 20],
        "smes_boaco_chontales_low": [20, 10, 5],
        "smes_boaco_chontales_high": [30, 20, 5],
        "large_companies_boaco_chontales_low": [5, 0, 0],
        "large_companies_boaco_chontales_high": [10, 0, 0],
    }
    balance = regional_balance(pd.DataFrame(columns, index=rows, dtype=float))
    assert balance.loc["production", ["low", "high"]].tolist() == [25, 40]
    assert balance.loc["left raw", ["low", "high"]].tolist() == [5, 30]
    assert balance.at["production", "share_of_country_low_percent"] == 25
    assert balance.at["production", "share_of_country_high_percent"] == 80


def test_chapter_with_its_own_choices(run_chapter) -> None:
    results = run_chapter("ch02")
    assert results["pasteurized_share_first"].value == pytest.approx(100 * 7.4 / 48)
    assert results["pasteurized_share_last"].value == pytest.approx(100 * 13.7 / 63.2)
    assert results["export_growth"].value == pytest.approx(100 * ((22.7 / 6.4) ** 0.2 - 1))
    assert results["collection_low_year"].value == "1998"
    assert results["parmalat_fits"].value is True
    assert results["parmalat_part_low"].value == pytest.approx(100 * 0.7 * 10.95 / (0.4 * 63.2))
    assert (results["chains_counted"].value, results["chains_functional"].value) == (3, 1)
    assert (results["quasi_phases"].value, results["quasi_functional"].value) == (2, 0)
    assert results["parmalat_own_share"].value == 10
    assert results["ledger_differs"].value == 2


def test_chapter_with_other_choices(run_chapter) -> None:
    results = run_chapter(
        "ch02",
        first_year=1998,
        last_year=2000,
        parmalat_reading="region",
        cooperative_base="collection",
        chains="parmalat",
    )
    assert results["pasteurization_growth"].value == pytest.approx(100 * ((10.6 / 8.8) ** 0.5 - 1))
    assert results["parmalat_intake"].value == pytest.approx(18.25)
    assert results["parmalat_fits"].value is False
    assert results["cooperative_milk_high"].value == pytest.approx(0.4 * 11.4)
    assert results["parmalat_part_low"].value == pytest.approx(100 * 0.7 * 18.25 / (0.4 * 11.4))
    assert (results["chains_counted"].value, results["chains_functional"].value) == (1, 0)
