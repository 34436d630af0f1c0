"""Solutions run, and their answers are those that one reckons by hand from the printed numbers."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from notebooks import answers

ROOT = Path(__file__).parents[2]
PAGES = sorted(path.stem[:4] for path in (ROOT / "exercises").glob("ex[0-9][0-9]_*.ipynb"))


@pytest.mark.parametrize("page", PAGES)
def test_every_solution_runs_and_records_what_is_declared(page: str) -> None:
    declared = pd.read_csv(ROOT / "results" / "declared" / f"{page}.csv")["name"]
    assert set(answers(page)) == set(declared)
    assert [name for name, value in answers(page).items() if pd.isna(value)] == []


def test_chapter_1_salmon_grows_over_six_intervals() -> None:
    found = answers("ex01")
    assert found["salmon_growth"] == pytest.approx(100 * ((970 / 480) ** (1 / 6) - 1))
    assert found["salmon_growth_seven"] == pytest.approx(100 * ((970 / 480) ** (1 / 7) - 1))
    assert found["salmon_growth_divided"] == pytest.approx((970 - 480) / 480 * 100 / 6)
    assert found["salmon_growth_seven"] < found["salmon_growth"] < found["salmon_growth_divided"]


def test_chapter_1_the_sum_is_salmon_for_the_most_part() -> None:
    first = [480.0, 2.9, 22.0, 10.0, 25.0, 0.9, 17.1]
    last = [970.0, 12.7, 51.0, 34.0, 38.0, 31.0, 7.0]
    found = answers("ex01")
    assert found["total_growth"] == pytest.approx(100 * ((sum(last) / sum(first)) ** (1 / 6) - 1))
    assert found["largest_share"] == pytest.approx(100 * 480 / sum(first))


def test_chapter_1_slips_and_invented_clusters() -> None:
    found = answers("ex01")
    counts = {name: found[name] for name in ("exceeding", "missing", "misnamed", "forms_agreeing")}
    assert counts == {"exceeding": 3, "missing": 1, "misnamed": 1, "forms_agreeing": 1}
    # Of the ten 20 pairs agree and 4 do not, 33 and 32 are untied; of the six 2 agree and 3 do not, 11 and 8.
    assert found["tau_all"] == pytest.approx((20 - 4) / (33 * 32) ** 0.5)
    assert found["tau_chosen"] == pytest.approx((2 - 3) / (11 * 8) ** 0.5)


def test_chapter_2_a_deeper_chain_is_not_a_wider_one() -> None:
    found = answers("ex02")
    assert found["pasteurized_first"] == pytest.approx(100 * 7.4 / 48)
    assert found["pasteurized_last"] == pytest.approx(100 * 13.7 / 63.2)
    assert found["collected_last"] == pytest.approx(100 * 14.2 / 63.2)
    assert found["collected_factor"] == pytest.approx((14.2 / 63.2) / (13 / 48))
    assert found["deepening_factor"] == pytest.approx((13.7 / 14.2) / (7.4 / 13))
    assert found["collected_factor"] < 1 < found["deepening_factor"]


def test_chapter_2_numbers_of_the_text_in_both_readings() -> None:
    found = answers("ex02")
    assert (found["cells_outside"], found["exports_gap"]) == (2, pytest.approx(24 - 22.7))
    assert found["intake_whole"] == pytest.approx(0.03 * 365)
    assert found["intake_region"] == pytest.approx(0.05 * 365)
    assert found["share_whole"] == pytest.approx(100 * 10.95 / 13.7)
    assert found["share_region"] == pytest.approx(100 * 18.25 / 13.7)
    budget = [found[name] for name in ("budget_february", "budget_month", "budget_long", "budget_raw")]
    assert budget == pytest.approx([0.51 * 28 * 2, 0.51 * 30 * 2, 0.51 * 31 * 2, 0.34 * 30 * 2])


def test_chapter_2_bounds_of_the_region() -> None:
    found = answers("ex02")
    assert (found["share_low"], found["share_high"]) == pytest.approx((100 * 30 / 90, 100 * 40 / 60))
    assert found["country_growth"] == pytest.approx(100 * (59.3 / 48 - 1))
    rest = 59.3 * 2 / 3
    assert found["region_growth_high"] == pytest.approx(100 * ((59.3 - rest) / (48 - rest) - 1))
    rest = 59.3 / 3
    assert found["region_growth_low"] == pytest.approx(100 * ((59.3 - rest) / (48 - rest) - 1))


def test_chapter_3_bounds_and_the_turning_point() -> None:
    found = answers("ex03")
    assert (found["grape_farm"], found["apple_farm"]) == pytest.approx((5042 / 400, 14162 / 700))
    assert (found["mango_farm"], found["growers_bounded"]) == (pytest.approx(16676 / 150), 3)
    assert found["fall_cell"] == pytest.approx(100 * (48 - 30) / 48)
    assert found["fall_note"] == pytest.approx(100 * (45 - 30) / 45)
    assert 81 * (1 - found["turning_point"] / 100) == pytest.approx(61 / 2)
    farms = [5, 10, 20, 40, 60, 90, 150, 220, 290, 400]
    assert found["part_narrow"] == pytest.approx(100 * sum(farms[:6]) / sum(farms))
    assert found["part_wide"] == pytest.approx(100 * sum(farms[:9]) / sum(farms))


def test_chapter_3_exports_in_both_readings() -> None:
    found, printed, shares = answers("ex03"), (31, 51, 34, 38), (0.96, 0.90, 0.30, 0.90)
    assert found["times_country"] == pytest.approx(sum(printed) / 106)
    assert found["times_cluster"] == pytest.approx(sum(p / s for p, s in zip(printed, shares, strict=True)) / 106)
    assert found["above_both"] == 2  # mangoes 51 and 45.9 of 37, melons 38 and 34.2 of 13
    episodes = [found[name] for name in ("joined_apples", "joined_petrolina", "joined_melons")]
    assert episodes[2] < min(episodes[:2])


def test_chapter_4_growth_and_what_rounding_leaves_open() -> None:
    found = answers("ex04")
    growth = [found[name] for name in ("tons_1987", "tons_1990", "tons_1993", "dollars_1990", "dollars_1993")]
    by_hand = [(405 / 2) ** (1 / 14), (405 / 26) ** (1 / 11), (405 / 69) ** (1 / 8)]
    by_hand += [(964.3 / 140) ** (1 / 11), (964.3 / 291.4) ** (1 / 8)]
    assert growth == pytest.approx([100 * (factor - 1) for factor in by_hand])
    assert (found["world_1990_low"], found["world_1990_high"]) == pytest.approx((2550 / 7.95, 2650 / 7.85))
    assert (found["world_1987_low"], found["world_1987_high"]) == pytest.approx((150 / 1.55, 250 / 1.45))


def test_chapter_4_firms_amounts_prices_and_owners() -> None:
    found = answers("ex04")
    assert (found["integrated_lowest"], found["integrated_highest"]) == pytest.approx((3100 / 41, 2800 / 34))
    assert found["rows_integrated"] == pytest.approx((19 + 31 + 31 + 28) / 36)
    assert (found["amounts_printed"], found["above_exports"]) == (7, 3)  # 150 of 8, 600 and 1,000 of 291.4
    assert (found["years"], found["inside_all"], found["inside_part"], found["inside_most"]) == (6, 4, 2, 4)
    assert found["foreign_low"] + found["mixed_needed"] / 100 * (found["foreign_high"] - found["foreign_low"]) == (
        pytest.approx(50)
    )
    assert found["farming_low"] < found["foreign_low"] and found["farming_high"] < found["foreign_high"]


def test_chapter_5_the_boom_and_the_shares() -> None:
    found = answers("ex05")
    assert found["growth_1998"] == pytest.approx(100 * ((53.7 / 7.1) ** (1 / 4) - 1))
    assert found["growth_1999"] == pytest.approx(100 * ((147.4 / 7.1) ** (1 / 5) - 1))
    shares = [found[name] for name in ("share_1994", "share_1998", "share_1999")]
    assert shares == pytest.approx([100 * 7.1 / 25.58, 100 * 53.7 / 226.22, 100 * 147.4 / 213.47])
    assert found["mexico_lost"] == pytest.approx(0.079 * 6355 - 372)
    assert found["points_gap"] < 0.5  # half a unit of the printed points
    assert (found["subtotal_gap"], found["missing_ranks"]) == (77, "6, 10")
    assert found["gain_own"] == pytest.approx(86.8 - 82.0)


def test_chapter_5_labels_ratios_and_the_register() -> None:
    found = answers("ex05")
    assert (found["pay_printed"], found["pay_moved"]) == pytest.approx((17.00 / 36.01, 17.00 / 18.94))
    assert found["debt_factor"] == pytest.approx(11.38 / 7.16)
    assert found["equity_factor"] == pytest.approx(2.34 / 9.77)
    assert found["ratio_factor"] == pytest.approx(found["debt_factor"] / found["equity_factor"])
    assert (found["ratio_equity_kept"], found["ratio_debt_kept"]) == pytest.approx((11.38 / 9.77, 7.16 / 2.34))
    assert found["registered_part"] == pytest.approx(100 * 5255 / 7383)
    assert found["lost_most"] == pytest.approx(7383 * (1 - 3041 / 5255))
    assert found["register_fall"] == pytest.approx(100 * (1 - 3041 / 5281))


def test_chapter_6_means_and_lire() -> None:
    found = answers("ex06")
    assert found["size_all"] == pytest.approx(8.3, abs=0.05)
    assert found["size_all"] < found["size_by_worker"] < found["size_plain"]
    assert (found["different_turnovers"], found["most_common"], found["most_common_times"]) == (18, 389, 4)
    assert (found["rate"], found["rate_explains"]) == (1542, 25)
    assert round(600_000 / found["rate"]) == 389 and round(900_000 / found["rate"]) == 584
    assert found["per_worker_highest"] == pytest.approx(1000 * 584 / 910)
    assert found["per_worker_median"] == pytest.approx(1000 * 778 / 9618)


def test_chapter_6_what_a_sentence_needs_and_five_tests() -> None:
    found = answers("ex06")
    domestic = 100 - found["export_all"]
    assert found["south_at_half"] == pytest.approx(domestic / 2)
    assert domestic * (1 - found["north_needed"] / 100) == pytest.approx(25)
    assert found["exports_small_widest"] < 50 < found["workers_small_widest"]
    assert found["districts_between"] == 5
    assert (found["needed_p"], found["factors_that_pass"]) == (pytest.approx(0.01), 0)
    assert found["smallest_p"] > found["needed_p"]
