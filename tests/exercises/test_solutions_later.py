"""Answers of the exercises to Chapters 7 to 12 are those that one reckons by hand from the printed numbers."""

from __future__ import annotations

from math import comb

import pytest
from notebooks import answers


def test_chapter_7_a_rise_from_nearly_nothing_and_shares_of_few() -> None:
    found = answers("ex07")
    assert (found["times_aracruz"], found["times_anchors"]) == (35, 3.5)
    assert (found["times_least"], found["times_most"]) == pytest.approx((34.5 / 1.5, 35.5 / 0.5))
    assert round(100 * 22 / 45, 1) == 48.9 and found["customers_first"] == 45
    assert not {62.5, 51.6, 48.9, 45.5} & {round(100 * k / 35, 1) for k in range(36)} and found["of_sample"] == 0


def test_chapter_7_no_number_of_firms_is_right_for_sales_and_jobs() -> None:
    found = answers("ex07")
    average = 0.1 * 15 + 0.6 * 3.5 + 0.3 * 1
    assert found["average_sales"] == pytest.approx(average)
    assert (found["firms_for_sales"], found["firms_for_jobs"]) == pytest.approx((33.3 / average, 12000 / 30))


def test_chapter_8_totals_units_and_programs() -> None:
    found = answers("ex08")
    assert found["value_added_missing"] == 57548 + 8970 + 1027 + 3440 - 70982
    assert found["productivity_from_printed"] == pytest.approx(70982e3 / 3357)
    assert found["world_highest"] == pytest.approx(597 / 0.305 / 10)
    assert found["jobs_growth"] == pytest.approx(100 * ((40000 / 2000) ** (1 / 8) - 1))
    assert found["share_mexico"] == pytest.approx(2000 / 120 / 1.09**8)
    assert (found["per_job_start"], found["per_job_goal"]) == (60, 50)


def test_chapter_8_two_counts_and_four_rows() -> None:
    found = answers("ex08")
    assert found["quotient_mexico_city"] == pytest.approx(100 * 2501 / 3357 / 22.5)
    assert found["quotient_monterrey_field"] == pytest.approx(100 * 2000 / 22000 / 7)
    assert found["p_printed"] == pytest.approx(2 / 24) and found["rows_needed"] == 6
    assert found["chains_coded"] == 1


def test_chapter_9_what_a_row_implies() -> None:
    found = answers("ex09")
    assert found["market_chile"] == pytest.approx(100 * ((1.0096**10 / (2.44 / 19.79)) ** 0.1 - 1))
    assert found["price_mexico"] == pytest.approx(1.39**10 / (0.08 / 0.20) / 1.11**10)
    assert found["same_atlantic"] == pytest.approx(100 * 14.03 / (100 - 74.07))
    assert found["left_fresh"] == pytest.approx(100 - (19.79 + 0.16 + 0.16 + 51.19 + 28.57))


def test_chapter_9_signs_and_splits() -> None:
    found = answers("ex09")
    assert (found["upgrading_chile"], found["upgrading_mexico"], found["earnings_grow"]) == (2, 0, 7)
    assert (found["whole_change"], found["price_printed"], found["price_mirrored"]) == (180 * 15 - 1000, 500, 900)
    assert (found["unit_value_before"], found["unit_value_after"]) == ((90 * 3 + 10 * 8) / 100, (3 + 8) / 2)


def test_chapter_10_by_hand() -> None:
    found = answers("ex10")
    assert (found["choices"], found["as_strong"]) == (comb(11, 4), comb(6, 3))
    assert found["p_by_hand"] == found["p_all"] == pytest.approx(20 / 330)
    assert found["p_without"] == pytest.approx(comb(6, 3) / comb(10, 3))
    without_a_medium_one, without_a_high_one = comb(5, 3) / comb(10, 4), comb(6, 3) / comb(10, 4)
    others = found["p_other_least"], found["p_other_most"]
    assert others == pytest.approx((without_a_medium_one, without_a_high_one))
    assert found["smallest_holm"] == pytest.approx(9 * 21 / 330) and found["significant_holm"] == 0
    assert found["functional_rated"] == pytest.approx(10.5 / 14)
    assert found["weight_highest"] == pytest.approx((8.7 - 7.8) / (9.1 - 7.8))


def test_chapter_10_neutral_takes_many_clusters() -> None:
    found = answers("ex10")
    assert found["neutral_low"] < -0.2 < 0.2 < found["neutral_high"]
    assert 9 < found["clusters_needed_wide"] < found["clusters_needed"]


def test_chapter_11_counts_and_a_difference_of_means() -> None:
    found = answers("ex11")
    assert (found["linking"], found["actions"], found["priorities"]) == (6, 12, 13)
    assert (found["priorities_most"], found["priorities_least"]) == (6, 2)
    assert found["actions_strict"] < found["actions_loose"] and found["priorities_strict"] < found["priorities_loose"]
    assert found["mean_present"] == pytest.approx(7.5 / 7) and found["mean_absent"] == pytest.approx(3 / 6)


def test_chapter_12_tonnages_prices_and_agreement() -> None:
    found = answers("ex12")
    assert found["production_after"] == pytest.approx(17.8 / 0.3) and found["production_to"] == pytest.approx(36)
    assert found["left_after"] == pytest.approx(17.8 / 0.3 - 49.6)
    assert found["profit_kg"] == pytest.approx(685 / 240) and found["price_kg"] == pytest.approx(6300 / 2530)
    # First codes 2 1 1 0 3 3 2 0, second 2 1 2 1 3 3 2 1: five of eight are the same.
    chance = (2 * 0 + 2 * 3 + 2 * 3 + 2 * 2) / 64
    assert found["same_percent"] == pytest.approx(62.5) and found["chance_percent"] == pytest.approx(100 * chance)
    assert found["kappa"] == pytest.approx((5 / 8 - chance) / (1 - chance))


def test_chapter_12_steps_before_and_the_least_favourable_reading() -> None:
    found = answers("ex12")
    assert (found["before_first"], found["before_last"], found["uncertain"]) == (2, 6, 2)
    assert found["lowest_babassu"] < 0 and found["lowest_honey"] < 0
