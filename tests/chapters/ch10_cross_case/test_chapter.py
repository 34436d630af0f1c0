"""Chapter 10 with its default parameters and with others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bookbuilder.results.result import Result

QUICK = {"draws": 40, "outcomes": ["product", "functional"], "drawn": False}
PAGES = ("cross_case", "ratings", "governance", "tests", "robustness")
FEW = {"draws": 40, "outcomes": ["functional"]}
Run = Callable[..., dict[str, Result]]


@pytest.fixture(scope="session")
def default_run(run_chapter: Run) -> dict[str, dict[str, Result]]:
    """Results by page, as built."""
    return {page: run_chapter(f"ch10_{page}") for page in PAGES}


@pytest.mark.parametrize(
    ("page", "name", "value"),
    [
        ("ratings", "mean_functional_traditional", 0.75),
        ("tests", "statistic_collective_efficiency_traditional_manufacturing_product", 29),
        ("tests", "coefficient_collective_efficiency_traditional_manufacturing_product", 0.4154),
        ("tests", "statistic_leaders_traditional_manufacturing_functional", 20),
        ("tests", "verdicts_compared", 9),
        ("tests", "verdicts_decidable", 4),
        ("tests", "verdicts_supported", 3),
        ("tests", "verdicts_undecidable", 5),
        ("tests", "leaders_compared", 9),
        ("tests", "leaders_supported", 0),
        ("tests", "leaders_opposed", 1),
        ("ratings", "cutoffs_tried", 1128),
        ("ratings", "cutoffs_possible", 496),
        ("robustness", "specifications", 408),
        ("cross_case", "ledger_differs", 7),
        ("robustness", "slope_first", 0.386),
        ("robustness", "qca_conditions", 5),
        ("ratings", "market_sectors", 3),
        ("ratings", "chain_sectors", 4),
        ("tests", "cautious_collective_efficiency_decidable", 0),
        ("tests", "generous_collective_efficiency_supported", 4),
        ("tests", "generous_leaders_supported", 2),
    ],
)
def test_default_run_gives(default_run: dict[str, dict[str, Result]], page: str, name: str, value: float) -> None:
    assert default_run[page][name].value == pytest.approx(value, abs=5e-4)


def test_zero_for_the_missing_rating_gives_the_printed_average(run_chapter: Run) -> None:
    results = run_chapter("ch10_ratings", drawn=False, na_policy="zero")
    assert results["mean_functional_traditional"].value == pytest.approx(0.70)


def test_a_stricter_level_decides_less(run_chapter: Run) -> None:
    results = run_chapter("ch10_tests", na_policy="zero", alpha=0.02, **QUICK)
    assert results["verdict_collective_efficiency_traditional_manufacturing_product"].value == "undecided (+)"


def test_a_preset_moves_the_choices_that_were_left_alone(run_chapter: Run) -> None:
    results = run_chapter("ch10_tests", preset="generous", **QUICK)
    decidable = results["verdicts_decidable"].value
    assert decidable == results["generous_collective_efficiency_decidable"].value
    assert decidable != results["book_collective_efficiency_decidable"].value


def test_any_global_chain_as_exposure_makes_the_functional_relation_positive(run_chapter: Run) -> None:
    results = run_chapter("ch10_tests", exposure="any_global", **QUICK)
    assert results["verdict_leaders_traditional_manufacturing_functional"].value == "opposed"


def test_what_was_not_chosen_is_not_computed(run_chapter: Run) -> None:
    chosen: dict[str, Any] = {"sectors": ["complex_products"], "outcomes": ["process"], "draws": 40}
    results = run_chapter("ch10_tests", **chosen)
    assert results["verdict_collective_efficiency_traditional_manufacturing_product"].value is None
    assert results["pooled_product_p"].value is None
    assert results["verdicts_compared"].value == 1
    assert run_chapter("ch10_robustness", **chosen)["qca_cases"].value == 9
    assert run_chapter("ch10_ratings", sectors=["complex_products"])["mean_functional_traditional"].value is None


def test_added_cases_change_only_their_sector(run_chapter: Run, default_run: dict[str, dict[str, Result]]) -> None:
    results = run_chapter("ch10_tests", include_cases=True, **QUICK | {"drawn": True})
    untouched = "coefficient_collective_efficiency_complex_products_product"
    assert results[untouched].value == default_run["tests"][untouched].value
    more = run_chapter("ch10_robustness", include_cases=True, **FEW | {"drawn": False})
    assert more["qca_cases"].value > default_run["robustness"]["qca_cases"].value


def test_governance_of_one_sector_and_one_kind_of_upgrading(run_chapter: Run) -> None:
    results = run_chapter("ch10_governance", sectors=["complex_products"], outcomes=["process"])
    assert results["sectors_first_lowest"].value is None
    assert results["governance_tests"].value == 0
