"""Solutions run, and their answers are those that one reckons by hand from the printed numbers."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from notebooks import run_notebook

ROOT = Path(__file__).parents[2]
PAGES = sorted(path.stem[:4] for path in (ROOT / "exercises").glob("ex[0-9][0-9]_*.ipynb"))


@cache
def answers(page: str) -> dict[str, Any]:
    """Values of the named results of a page, run once."""
    return {name: result.value for name, result in run_notebook(page).items()}


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
