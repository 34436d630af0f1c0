"""Chapter 6: southern Italian districts and what they compete by."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from whole_book import BOOK

from bookbuilder.results.result import Result
from clusterbook.chapters.ch06_districts.figures import map_points, plot_factors, plot_size_and_exports
from clusterbook.chapters.ch06_districts.measures import (
    at_rate,
    best_rate,
    district_totals,
    factor_ranks,
    factors_against,
    firms_range,
    lire_behind_dollars,
    of_products,
    with_firms_and_exports,
)
from clusterbook.chapters.ch06_districts.portraits import described, portrait_lines, portraits_of
from clusterbook.chapters.ch06_districts.small_firms import by_size_of_firm, with_enough_firms
from clusterbook.data import load_keyed, load_resource
from clusterbook.errors import ClusterbookError

DISTRICTS = pd.DataFrame(
    {
        "sector_specialization": ["shoe", "silk", "clothing"],
        "employees": [100, 60, 40],
        "employees_per_firm": [10.0, 20.0, 4.0],
        "exports_share_of_sales_percent": [50.0, None, 25.0],
        "turnover_usd_million": [200, 100, 100],
    },
    index=["a", "b", "c"],
)
FACTORS = pd.DataFrame(
    {
        "district": list("ABC"),
        "district_id": ["a", "b", None],
        "labor_cost": ["no", "low", "very_high"],
        "note": [None] * 3,
    },
    index=list("ABC"),
)
NORTH_AND_SOUTH = DISTRICTS.rename(index={"c": "north_neapolitan_clothing"})


def districts() -> pd.DataFrame:
    """The 25 districts."""
    return load_keyed("6.1")[lambda table: table["row_type"] == "item"]


def test_firms_and_exports_follow_from_what_is_printed() -> None:
    full = with_firms_and_exports(DISTRICTS)
    assert list(full["firms"]) == [10, 3, 10]
    assert list(full["exports_usd_million"]) == [100, 0, 25]


def test_totals_are_weighted() -> None:
    totals = district_totals(DISTRICTS)
    assert totals["employees_per_firm"] == pytest.approx(200 / 23)
    assert totals["exports_share_of_sales_percent"] == pytest.approx(100 * 125 / 400)


def test_rounding_of_the_size_bounds_the_number_of_firms() -> None:
    low, high = firms_range(DISTRICTS, half_unit=0.5)
    assert low["a"] == pytest.approx(100 / 10.5)
    assert high["c"] == pytest.approx(40 / 3.5)


def test_round_lire_are_found_behind_dollars() -> None:
    dollars = pd.Series([20, 50, 155])  # 40, 100 and 310 billion lire at 2,000 a dollar
    found = lire_behind_dollars(dollars, 225, rates=np.array([1500.0, 2000.0]))
    assert list(found["districts"]) == [1, 3]
    assert list(found["total_fits"]) == [False, True]
    assert found["lire_billion"].iloc[1] == 450


def test_one_rate_explains_every_turnover_of_the_table_and_its_total() -> None:
    found = lire_behind_dollars(
        districts()["turnover_usd_million"], 8482, rates=np.array([1500.0, 1541.0, 1542.0, 1543.0, 1744.0])
    )
    exact = found[(found["districts"] == 25) & found["total_fits"]]
    assert list(exact["rate"]) == [1542.0]


def test_where_no_rate_explains_every_turnover_the_best_is_the_lowest_that_explains_most_and_the_total() -> None:
    rates = pd.DataFrame(
        {"rate": [1500.0, 1510.0, 1520.0, 1530.0], "districts": [2, 3, 3, 3], "total_fits": [True, False, True, True]}
    )
    assert best_rate(rates)["rate"] == 1520.0
    assert best_rate(rates[:2])["rate"] == 1510.0


def test_turnover_falls_as_the_dollar_rises() -> None:
    assert at_rate(DISTRICTS, 2000.0, table_rate=1000.0)["turnover_usd_million"].tolist() == [100, 50, 50]


def test_products_choose_districts() -> None:
    assert list(of_products(DISTRICTS, ["silk", "shoe"]).index) == ["a", "b"]
    with pytest.raises(ClusterbookError, match="found wine"):
        of_products(DISTRICTS, ["wine"])
    with pytest.raises(ClusterbookError, match="Name at least one"):
        of_products(DISTRICTS, [])


def test_ratings_keep_their_order() -> None:
    assert list(factor_ranks(FACTORS)["labor_cost"]) == [0, 1, 4]


def test_factors_are_compared_with_districts_that_have_the_outcome() -> None:
    tests = factors_against(FACTORS, NORTH_AND_SOUTH, outcome="export_share", neapolitan_clothing="north")
    assert tests.at["labor_cost", "districts"] == 2
    assert tests.at["labor_cost", "tau_b"] == -1
    sizes = factors_against(FACTORS, NORTH_AND_SOUTH, outcome="size", neapolitan_clothing="north")
    assert sizes.at["labor_cost", "tau_b"] == pytest.approx(-1 / 3)
    assert (
        factors_against(FACTORS, NORTH_AND_SOUTH, outcome="size", neapolitan_clothing="south").at[
            "labor_cost", "districts"
        ]
        == 2
    )
    with pytest.raises(ClusterbookError, match="allowed export_share, size, turnover"):
        factors_against(FACTORS, NORTH_AND_SOUTH, outcome="wages")


def test_every_district_has_a_place_on_the_map() -> None:
    points = map_points(districts(), load_resource("figure_06_01_districts"))
    assert len(points) == 25
    assert points.notna().all(axis=None)


def test_figures_say_their_numbers() -> None:
    assert "Lavello, corset: export share not printed" in plot_size_and_exports(districts()).alt_text
    assert "Murgia sofas: external economies high" in plot_factors(load_keyed("6.3")).alt_text


def test_a_district_needs_enough_firms() -> None:
    full = with_firms_and_exports(DISTRICTS)
    assert list(with_enough_firms(full, fewest_firms=10).index) == ["a", "c"]
    with pytest.raises(ClusterbookError, match="found 11; the largest district has 10 firms"):
        with_enough_firms(full, fewest_firms=11)


def test_districts_of_small_firms_are_weighed_against_the_others() -> None:
    parts = by_size_of_firm(with_firms_and_exports(DISTRICTS), largest_mean_firm=4.0)
    assert parts.loc["small firms"].to_dict() == {
        "districts": 1,
        "employees": 20,
        "turnover": 25,
        "exports": 20,
        "export_share": 25,
    }
    assert parts.at["larger firms", "export_share"] == pytest.approx(100 * 100 / 300)


def test_without_a_district_of_small_firms_their_export_share_is_missing() -> None:
    parts = by_size_of_firm(with_firms_and_exports(DISTRICTS), largest_mean_firm=3.0)
    assert parts.at["small firms", "districts"] == 0
    assert np.isnan(parts.at["small firms", "export_share"])


def test_every_district_has_a_row_of_portraits_and_one_no_portrait() -> None:
    portraits = portraits_of(BOOK)
    assert list(portraits.index) == list(districts().index)
    assert list(portraits.index[~described(portraits)]) == ["salerno_clothing"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("origin", "origin_missing"),
        ("dating", "dating_missing"),
        ("firms_low", "firms_missing"),
        ("employees_low", "employees_missing"),
        ("exports_low_percent", "exports_missing"),
    ],
)
def test_a_portrait_gives_a_fact_or_the_reason_why_not(text: str, reason: str) -> None:
    portraits = portraits_of(BOOK)
    assert (portraits[text].isna() == portraits[reason].notna()).all()
    assert (portraits[reason] == "no_portrait").sum() == 1


def test_portraits_give_the_numbers_that_the_prose_states() -> None:
    portraits = portraits_of(BOOK)
    for district, column, stated in [
        ("abruzzo_furniture", "firms_low", "ch06_abruzzo_furniture_firms_1990s"),
        ("murgia_furniture", "employees_high", "ch06_murgia_furniture_employees_1971"),
        ("murgia_furniture", "exports_high_percent", "ch06_murgia_furniture_exports_share_of_sales_1990s"),
        ("isernia_clothing", "year_low", "ch06_pantrem_founded"),
        ("south_of_bari_clothing", "year_low", "ch06_contegiacomo_founded"),
        ("lavello_corset", "year_high", "ch06_lavello_earthquake"),
    ]:
        assert portraits.at[district, column] == BOOK.stated(stated).value
    assert portraits[["firms_low", "employees_low", "exports_low_percent"]].notna().sum().tolist() == [1, 1, 1]


def test_portraits_are_told_in_at_most_twenty_words_a_cell() -> None:
    portraits = portraits_of(BOOK)[["products", "origin", "dating", "remarks"]].fillna("")
    assert portraits.map(lambda text: len(text.split())).max(axis=None) <= 20


def test_a_portrait_reads_as_a_line() -> None:
    lines = portrait_lines(portraits_of(BOOK))
    murgia = lines.loc["Murgia, furniture"]
    assert murgia["Firms and numbers named"] == (
        "Natuzzi; less than 1,000 employees in 1971; 90 percent of sales exported"
    )
    assert murgia["Place"] == "¶ 16–17"
    assert lines.at["Salerno, clothing", "Place"] == "Strength and Territorial Relocation, ¶ 8"
    assert lines.at["Abruzzo, furniture", "Firms and numbers named"] == "Las Mobili; 349 firms"


def test_chapter_with_its_own_parameters(run_chapter: Callable[..., dict[str, Result]]) -> None:
    results = run_chapter("ch06")
    assert results["firms"].value == pytest.approx(12877.65, abs=0.01)
    assert results["export_share"].value == pytest.approx(44.47, abs=0.01)
    assert results["lire_total"].value == 13080
    assert results["turnover"].value == pytest.approx(8.484)
    assert (results["labor_cost_high"].value, results["claims_disagrees"].value) == (11, 2)
    assert (results["portraits"].value, results["small_districts"].value) == (24, 12)
    assert results["small_export_share"].value == pytest.approx(30.5, abs=0.05)


def test_chapter_without_places_of_a_few_firms(run_chapter: Callable[..., dict[str, Result]]) -> None:
    results = run_chapter("ch06", fewest_firms=50, largest_mean_firm=15.0)
    assert (results["districts"].value, results["small_districts"].value) == (20, 18)


def test_chapter_for_footwear_at_the_rate_of_the_text(run_chapter: Callable[..., dict[str, Result]]) -> None:
    results = run_chapter(
        "ch06", products=["shoe"], lire_per_dollar=1744.0, outcome="turnover", neapolitan_clothing="south"
    )
    assert results["districts"].value == 5
    assert results["export_share"].value == pytest.approx(56.43, abs=0.01)
    assert results["turnover"].value == pytest.approx(1.907 * 1542 / 1744, abs=0.001)
    assert results["strongest_factor"].value == "internal economies of scale"
