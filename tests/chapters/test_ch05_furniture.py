"""Chapter 5: furniture exports, industries of Puebla, and the leverage of Segusino."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from whole_book import BOOK

from bookbuilder.book.chapters import load_chapters
from bookbuilder.book.parameters import load_parameters
from bookbuilder.results.result import Result
from clusterbook.chapters.ch05_furniture.figures import plot_boom, plot_exporters, plot_squeeze
from clusterbook.chapters.ch05_furniture.measures import (
    boom_growth,
    change_readings,
    gains_of_share,
    industry_totals,
    outside_united_states,
    pay_relative_to,
    puebla_share,
    share_of_industry,
    unprinted_exporters,
    with_labels,
    yearly_growth,
)
from clusterbook.chapters.ch05_furniture.segusino import (
    exports_beside,
    implied_payroll,
    margin_needed,
    margin_readings,
    price_and_costs,
)
from clusterbook.data import load_keyed
from clusterbook.display.published import show_table
from clusterbook.errors import ClusterbookError
from clusterbook.reproduction.ledger import label_errata

ROOT = Path(__file__).parents[2]
RUSTIC = pd.DataFrame(
    {"rustic_furniture_usd_million": [10.0, 20.0, 40.0], "rustic_furniture_to_us_usd_million": [4.0, 5.0, 30.0]},
    index=["1994", "1995", "1996"],
)
INDUSTRIES = pd.DataFrame(
    {
        "industry": ["Total", "Clothing", "Beverages", "Textiles"],
        "firms": [10, 2, 4, 1],
        "employees": [100, 20, 40, 10],
        "value_added_per_firm": [8.0, 10.0, 2.0, 12.0],
        "wages_per_employee": [4.0, 3.0, 2.0, 6.0],
        "value_added_to_production_ratio": [0.5, 0.5, 0.25, 0.5],
    },
    index=["total_manufacturing", "clothing", "beverages", "textiles"],
)
EXPORTERS = pd.DataFrame(
    {
        "row_type": ["item"] * 9 + ["subtotal"],
        "rank_1992": [1, 2, 3, 4, 5, 7, 8, 9, 11, None],
        "exports_to_us_1992_usd_million": [90, 80, 70, 60, 50, 30, 20, 10, 2, 455],
        "share_1992_percent": [18.0, 16.0, 14.0, 12.0, 10.0, 6.0, 4.0, 2.0, 0.4, 91.0],
        "share_2001_percent": [20.0, 10.0, 14.0, 12.0, 10.0, 6.0, 4.0, 2.0, 10.4, 92.0],
    },
    index=[*"abcdefghi", "top_ten_exporters"],
)


def test_growth_is_a_yearly_rate_from_the_first_printed_year() -> None:
    assert boom_growth(RUSTIC, last_year=1995) == pytest.approx(100)
    assert boom_growth(RUSTIC, last_year=1996) == pytest.approx(100)
    assert yearly_growth(pd.Series([2.0, 3.0])).iloc[1] == pytest.approx(50)


def test_puebla_is_compared_with_plants_outside_the_maquiladoras() -> None:
    national = pd.DataFrame(
        {"exports_non_maquiladora_usd_million": [20.0, 25.0, 80.0, 90.0]}, index=["1994", "1995", "1996", "1997"]
    )
    assert list(puebla_share(national, RUSTIC)) == pytest.approx([50, 80, 50])
    assert list(outside_united_states(RUSTIC)) == [6, 15, 10]


def test_rotated_labels_go_back_by_one_row() -> None:
    rotated = with_labels(INDUSTRIES, "rotated")
    assert list(rotated.index) == ["total_manufacturing", "textiles", "clothing", "beverages"]
    assert list(rotated["industry"]) == ["Total", "Textiles", "Clothing", "Beverages"]
    assert list(rotated["wages_per_employee"]) == list(INDUSTRIES["wages_per_employee"])
    assert with_labels(INDUSTRIES, "printed") is INDUSTRIES


def test_an_unknown_reading_lists_the_right_ones() -> None:
    with pytest.raises(ClusterbookError, match="allowed printed, rotated"):
        with_labels(INDUSTRIES, "guessed")
    with pytest.raises(ClusterbookError, match="allowed printed, own"):
        gains_of_share(EXPORTERS, top_ten="all")


def test_industry_totals_are_averages_times_counts() -> None:
    totals = industry_totals(INDUSTRIES)
    assert totals.loc["clothing"].to_dict() == {"employees": 20, "value_added": 20, "production": 40, "wage_bill": 60}
    assert share_of_industry(INDUSTRIES, "clothing")["employees"] == 20
    assert pay_relative_to(INDUSTRIES, "clothing")["textiles"] == pytest.approx(0.5)


def test_industries_are_sorted_by_production_value_only_in_their_printed_order() -> None:
    production = industry_totals(load_keyed("5.4"))["production"]
    assert production.iloc[1:].is_monotonic_decreasing


def test_unprinted_exporters_lie_between_their_neighbours() -> None:
    found = unprinted_exporters(EXPORTERS)
    assert found == {"unprinted_countries": 2, "exports_left": 45, "at_least": 30 + 2, "at_most": 50 + 10}


def test_gain_of_the_top_ten_depends_on_whose_ten() -> None:
    assert gains_of_share(EXPORTERS, top_ten="own")["top_ten_exporters"] == pytest.approx(1)
    assert gains_of_share(EXPORTERS, top_ten="printed")["top_ten_exporters"] == pytest.approx(2 - 6 + 10)


def test_printed_change_is_in_points_and_not_in_percent() -> None:
    readings = change_readings(load_keyed("5.3"))
    assert (readings["printed"] - readings["points"]).abs().max() <= 0.5
    assert readings.at["twn", "growth_percent"] == pytest.approx(100 * (281 / 572 - 1))
    assert "world" not in readings.index


def test_margin_that_just_lasts_is_what_price_lost_against_cost() -> None:
    assert margin_needed(0.75, 1) == pytest.approx(25)
    assert margin_needed(1, 2) == pytest.approx(50)
    assert margin_needed(1.5, 1) == pytest.approx(-50)


def test_without_any_change_no_margin_is_needed_but_for_the_stated_prices() -> None:
    margins = margin_readings(BOOK, price_fall=0, real_appreciation=0, cost_growth=0)["margin_needed"]
    assert list(margins) == pytest.approx([0, 0, 0, 100 * (1 - 1.43), 0])


def test_price_and_peso_together_need_more_than_either_alone() -> None:
    margins = margin_readings(BOOK, price_fall=50, real_appreciation=25, cost_growth=300)["margin_needed"]
    assert list(margins) == pytest.approx([50, 20, 60, 100 * (1 - 1.43 / 4), 75])


def test_margins_start_from_what_the_text_states() -> None:
    chapter = next(chapter for chapter in load_chapters(ROOT) if chapter.chapter_id == "ch05")
    defaults = {name: parameter.default for name, parameter in load_parameters(chapter).items()}
    assert defaults["price_fall"] == BOOK.stated("ch05_fall_of_prices_1997_2000").value
    assert defaults["real_appreciation"] == BOOK.stated("ch05_real_appreciation").value
    assert defaults["cost_growth"] == 100 * (BOOK.stated("ch05_costs_factor").value - 1)


def test_implied_payroll_is_sales_over_the_stated_sales_per_worker() -> None:
    assert list(implied_payroll(BOOK).round()) == [round(11.74e6 / 35e3), round(17.47e6 / 13e3), 2206]


def test_what_others_export_in_1999_is_a_lower_bound_with_the_sales_of_1998() -> None:
    assert exports_beside(BOOK)["1998"] == pytest.approx(53.7 - 31.99)
    assert exports_beside(BOOK)["1999"] == pytest.approx(147.4 - 31.99)


def test_indices_start_at_one_hundred() -> None:
    lines = price_and_costs(BOOK)
    assert {line.iloc[0] for line in lines.values()} == {100}
    assert lines["export price"][2000] == lines["export price, later date"][2002] == 75


def test_three_labels_are_known_to_be_wrong() -> None:
    wrong = label_errata(BOOK, "5.4")
    assert list(wrong["printed"]) == ["Clothing", "Beverages", "Textiles"]
    assert list(wrong["should_read"]) == ["Textiles", "Clothing", "Beverages"]
    assert label_errata(BOOK, "5.5").empty


def test_figures_say_their_numbers() -> None:
    assert "China 3.8 to 29.9" in plot_exporters(load_keyed("5.3")).alt_text
    assert "1999: 147.4 (109.2 to the United States)" in plot_boom(load_keyed("5.2"), load_keyed("5.5")).alt_text
    assert "2000 21.92, 2.34 and 11.38" in plot_squeeze(BOOK).alt_text


def test_chapter_with_its_own_parameters(run_chapter: Callable[..., dict[str, Result]]) -> None:
    results = run_chapter("ch05")
    assert results["rustic_growth"].value == pytest.approx(83.42, abs=0.01)
    assert results["unprinted_exports"].value == 125
    assert results["pay_against_clothing"].value == pytest.approx(17.00 / 18.94)
    assert results["top_ten_gain"].value == pytest.approx(9.1)
    assert (results["ledger_differs"].value, results["claims_disagrees"].value) == (28, 3)


def test_chapter_read_as_printed_and_ended_in_1998(run_chapter: Callable[..., dict[str, Result]]) -> None:
    results = run_chapter(
        "ch05", last_year=1998, label_reading="printed", top_ten="own", price_fall=0, real_appreciation=0
    )
    assert results["rustic_growth"].value == pytest.approx(100 * ((53.7 / 7.1) ** 0.25 - 1))
    assert results["pay_against_clothing"].value == pytest.approx(17.00 / 36.01)
    assert results["top_ten_gain"].value == pytest.approx(4.8)
    assert (results["margin_squeezed"].value, results["margin_costs"].value) == (0, 50)


def test_tables_by_year_show_their_years() -> None:
    assert ">1994</th>" in show_table(BOOK, "5.2").html
    assert "Country code" not in show_table(BOOK, "5.3").html
