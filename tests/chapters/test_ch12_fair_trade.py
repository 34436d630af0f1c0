"""Chapter 12: sums of codes, readings, the arithmetic of the article, and the notebook with other parameters."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pandas as pd
import pytest
from whole_book import BOOK

from clusterbook.chapters.ch10_cross_case.study import Study
from clusterbook.chapters.ch12_fair_trade.coding import (
    codes_table,
    degree_of,
    degree_shares,
    dimension_sums,
    distribution_of_sum,
    efficiency_readings,
    influence_of_cases,
    numbers,
    social_scores,
)
from clusterbook.chapters.ch12_fair_trade.figures_events import plot_timelines
from clusterbook.chapters.ch12_fair_trade.measures import (
    babassu_balance,
    contradictions_table,
    events_with_entry,
    facts_table,
    first_year,
    great_circle_km,
    honey_per_kg,
    least_distance_km,
    revenue_share,
)
from clusterbook.chapters.ch12_fair_trade.places import article_places, places_text, with_places
from clusterbook.data import load_resource
from clusterbook.data.book import Book
from clusterbook.errors import ClusterbookError
from clusterbook.vocabulary import CollectiveEfficiency, Upgrading


def coded(rows: list[tuple[object, ...]]) -> pd.DataFrame:
    """A frame of codes from dimension, component, phase, code and alternatives."""
    columns = ["cluster_id", "dimension", "component", "phase", "code", "admissible"]
    frame = pd.DataFrame([("here", *row) for row in rows], columns=columns)
    return frame.assign(confidence="high", source_line="1;2", evidence="Told.")


CODES = coded(
    [
        ("external_economies", "inputs", "", 2, (1,)),
        ("external_economies", "information", "", 1, ()),
        ("joint_action", "vertical_forward", "", 3, (0, 1)),
        ("collective_efficiency", "degree", "", "High", ("Medium",)),
        ("upgrading", "product", "", 2, (3,)),
        ("social_upgrading", "labor", "before", 1, (0,)),
        ("social_upgrading", "labor", "after", 3, (2,)),
        ("social_upgrading", "taxes", "before", None, ()),
        ("social_upgrading", "taxes", "after", 2, ()),
    ]
)


def test_sums_follow_the_chosen_codes_and_the_index_is_half_of_both() -> None:
    assert dimension_sums(CODES).loc["here"].to_dict() == {
        "external_economies": 3,
        "joint_action": 3,
        "upgrading": 2,
        "collective_efficiency_index": 3,
    }


@pytest.mark.parametrize(("reading", "index"), [("lowest", 1.0), ("main", 3.0), ("highest", 3.0)])
def test_the_index_moves_with_the_reading(reading: str, index: float) -> None:
    assert dimension_sums(CODES, reading).at["here", "collective_efficiency_index"] == index


def test_an_unknown_reading_lists_the_legal_ones() -> None:
    with pytest.raises(ClusterbookError, match="allowed main, lowest, highest"):
        numbers(CODES, "median")


def test_readings_are_counted_as_by_hand() -> None:
    options = [(2, 1), (1,), (3, 0, 1)]
    sums = pd.Series([sum(choice) for choice in product(*options)]).value_counts(normalize=True).sort_index()
    counted = distribution_of_sum(options)
    assert counted.index.tolist() == sums.index.tolist()
    assert counted.tolist() == pytest.approx(sums.tolist())
    assert efficiency_readings(CODES, "here").index.tolist() == [1.0, 1.5, 2.0, 2.5, 3.0]


def test_shares_of_degrees_add_up_and_follow_the_thresholds() -> None:
    shares = degree_shares(CODES, low_up_to=1.5, medium_up_to=2.0).loc["here"]
    assert shares.tolist() == pytest.approx([3 / 6, 1 / 6, 2 / 6])


@pytest.mark.parametrize(("index", "degree"), [(4.0, "Low"), (4.5, "Medium"), (8.0, "Medium"), (8.5, "High")])
def test_a_threshold_belongs_to_the_degree_below(index: float, degree: str) -> None:
    assert degree_of(index, low_up_to=4, medium_up_to=8) == CollectiveEfficiency(degree)


def test_thresholds_that_do_not_rise_are_refused() -> None:
    with pytest.raises(ClusterbookError, match="expected less than medium_up_to"):
        degree_of(5, low_up_to=8, medium_up_to=4)


def test_social_scores_average_what_is_told_in_both_phases() -> None:
    score = social_scores(CODES).loc["here"]
    assert score.tolist() == [1, 1.0, 3.0, 2.0, 1.0, 3.0]


def test_social_scores_may_count_what_is_not_told_as_zero() -> None:
    score = social_scores(CODES, missing="zero").loc["here"]
    assert score[["dimensions", "before", "after", "change"]].tolist() == [2, 0.5, 2.5, 2.0]


def test_one_more_cluster_moves_the_association_in_each_reading() -> None:
    clusters = pd.DataFrame(
        {
            "sector": "complex_products",
            "collective_efficiency": ["Low", "Medium", "High", "High"],
            "upgrading_product": [0.0, 1.0, 2.0, 2.0],
        },
        index=["a", "b", "c", "here"],
    )
    for kind in ("process", "functional", "intersectoral"):
        clusters[f"upgrading_{kind}"] = 0.0
    moved = influence_of_cases(Study(clusters, sectors=["complex_products"]), CODES, outcome=Upgrading.PRODUCT)
    assert moved[["degree_here", "rating_here"]].apply(tuple, axis=1).tolist() == [
        ("High", 2),
        ("High", 3),
        ("Medium", 2),
        ("Medium", 3),
    ]
    assert moved["tau_b"].tolist() == pytest.approx([1.0, 5 / 30**0.5, 0.8, 3 / 30**0.5])
    assert clusters.at["here", "upgrading_product"] == 2.0


def test_the_table_of_codes_says_what_is_not_told() -> None:
    table = codes_table(CODES, {"here": "Here"}, dimensions=["social_upgrading"], places={})
    assert table["code"].tolist() == ["1 or 0", "3 or 2", "not reported", "2"]
    assert table["component"].tolist()[0] == "labor, before"
    assert table["evidence"].tolist()[0] == "Told"


def test_lines_of_the_scan_become_sections_and_paragraphs() -> None:
    places = {7: ("Case 1", "3"), 8: ("Case 1", "4"), 9: ("Discussion", "2")}
    assert places_text("7;8;9", places) == "Case 1, paragraphs 3 and 4; Discussion, paragraph 2"
    assert places_text("8;99", places) == "Case 1, paragraph 4"
    assert (places_text("99", places), places_text(None, places)) == ("", "")
    assert with_places(["Told.", "Told"], ["9", "99"], places) == ["Told (Discussion, paragraph 2)", "Told"]


def test_the_article_places_have_short_sections(book: Book) -> None:
    places = article_places(book)
    assert places[113] == ("Case 2: The organic honey cluster", "7")
    assert places[57] == ("Methodology", "2")


VALUES = pd.Series(
    {
        "ch12_junco_minimum_to_2005": 10.0,
        "ch12_junco_purchase_after_2005": 20.0,
        "ch12_junco_share_body_shop": 40.0,
        "ch12_junco_share_local": 60.0,
        "ch12_junco_premium_sales": 30.0,
    }
)


def test_the_oil_balance_adds_up_to_the_production() -> None:
    balance = babassu_balance(VALUES)
    assert balance["production"] == 50
    assert balance[["main_buyer", "other_premium", "local_left"]].tolist() == [20, 10, 20]
    assert balance[["local_left_percent", "premium_percent"]].tolist() == [40, 60]
    assert babassu_balance(VALUES, "to_2005")["local_left"] == -5


def test_an_unknown_purchase_is_refused() -> None:
    with pytest.raises(ClusterbookError, match="allowed to_2005, after_2005"):
        babassu_balance(VALUES, "today")


@pytest.mark.parametrize(("share", "multiple", "expected"), [(50, 1, 50), (50, 3, 75), (25, 3, 50)])
def test_a_dearer_part_earns_more_than_its_share(share: float, multiple: float, expected: float) -> None:
    assert revenue_share(share, multiple) == expected


def test_dollars_a_kilo_and_the_bound_that_rounding_allows() -> None:
    values = pd.Series(
        {
            "ch12_piaui_export_earnings_2009": 2.0,
            "ch12_piaui_exports_2009": 1000,
            "ch12_mendes_profit_2009": 300,
            "ch12_mendes_exports_2009": 0.1,
        }
    )
    prices = honey_per_kg(values)
    assert prices[["profit", "average_price"]].tolist() == [3.0, 2.0]
    assert prices["highest_average_price"] == pytest.approx(2.05e6 / 999.5e3)


def test_a_quarter_of_the_meridian_is_ten_thousand_km() -> None:
    assert great_circle_km((0, 0), (90, 0)) == pytest.approx(10_007, abs=1)
    assert great_circle_km((0, 179), (0, -179)) == pytest.approx(2 * 111.19, abs=0.1)


def test_rounded_places_may_lie_nearer_but_not_past_each_other() -> None:
    assert least_distance_km((0, 0), (1, 0)) == pytest.approx(0.9 * great_circle_km((0, 0), (1, 0)))
    assert least_distance_km((0, 0), (0.05, 0)) == pytest.approx(0, abs=1e-9)


def test_an_undated_entry_takes_a_year_that_the_source_allows() -> None:
    events = load_resource("fair_trade_events")
    placed = events_with_entry(events, "babassu_body_shop", year=1990)
    assert first_year(placed, "babassu_body_shop", latest=True) == 1990
    with pytest.raises(ClusterbookError, match="allowed 1986 to 1994"):
        events_with_entry(events, "babassu_body_shop", year=1995)


def test_tables_for_reading_keep_every_row_and_say_the_bounds() -> None:
    facts, contradictions = BOOK.stated_numbers_of(12), load_resource("fair_trade_contradictions")
    table = facts_table(facts)
    assert table.at["ch12_mendes_production_1997", "number"] == "more than 60 tonnes per year"
    assert table.at["ch12_mendes_rain", "number"] == "500 to 800 mm"
    assert table.at["ch12_interviews_second_round", "year"] == "2010–2013"
    shown = contradictions_table(contradictions, {77: ("Case 1", "3")})
    assert len(shown) == len(contradictions)
    assert "(Case 1, paragraph 3); but: " in shown["statements"][0]


def test_every_contradiction_that_names_a_claim_names_one_that_exists() -> None:
    named = load_resource("fair_trade_contradictions")["claim_id"].dropna()
    assert set(named) <= set(load_resource("claims")["claim_id"])


def test_phases_of_the_events_agree_with_their_years() -> None:
    events = load_resource("fair_trade_events")
    for cluster_id, own in events.groupby("cluster_id"):
        entry = own[own["phase"] == "entry"].iloc[0]
        last = entry["year"] if pd.isna(entry["year_end"]) else entry["year_end"]
        assert (own.loc[own["phase"] == "before", "year"] <= last).all(), cluster_id
        assert (own.loc[own["phase"] == "after", "year"] >= entry["year"]).all(), cluster_id


def test_figures_say_their_content_in_words() -> None:
    names = {"lago_do_junco_babassu": "Oil", "simplicio_mendes_honey": "Honey"}
    timelines = plot_timelines(load_resource("fair_trade_events"), names)
    assert "1994: The cooperative COMAPI is founded" in timelines.text
    assert timelines.html.count('class="timeline turns"') == 2


def test_the_chapter_runs_as_published(run_chapter: Callable) -> None:
    found = run_chapter("ch12")
    assert found["production"].value == pytest.approx(59.333, abs=1e-3)
    assert found["local_left_percent"].value == pytest.approx(16.40, abs=0.01)
    assert found["revenue_share"].value == pytest.approx(56.25)
    assert found["honey_profit"].value > found["honey_price"].value
    assert (found["ce_babassu"].value, found["ce_honey"].value) == (7.5, 8.5)
    settled = load_resource("claims").query("chapter == 12")["result"]
    assert found["claims_not_testable"].value == (settled == "not_testable").sum()
    assert found["tau_product_low"].value < found["tau_product_with"].value


def test_the_chapter_follows_its_parameters(run_chapter: Callable) -> None:
    found = run_chapter(
        "ch12",
        code_reading="lowest",
        purchase="to_2005",
        price_multiple=5.0,
        medium_up_to=9.0,
        missing_dimensions="zero",
        entry_year_babassu=1988,
    )
    assert found["local_left_percent"].value == pytest.approx(-37.8, abs=0.1)
    assert found["revenue_share"].value == pytest.approx(150 / 220 * 100)
    assert (found["ce_babassu"].value, found["ce_honey"].value) == (4.5, 6.0)
    assert found["social_before_honey"].value == pytest.approx(7 / 6)
    assert found["entry_year_babassu"].value == "1988"
    assert found["honey_high"].value < 40
