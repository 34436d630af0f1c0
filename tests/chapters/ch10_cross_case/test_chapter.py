"""Chapter 10 with its default parameters and with others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bookbuilder.results.result import Result

QUICK = {"draws": 40, "outcomes": ["product", "functional"]}
Run = Callable[..., dict[str, Result]]


@pytest.fixture(scope="session")
def default_run(run_chapter: Run) -> dict[str, Result]:
    return run_chapter("ch10", draws=40)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("mean_functional_traditional", 0.75),
        ("statistic_collective_efficiency_traditional_manufacturing_product", 29),
        ("coefficient_collective_efficiency_traditional_manufacturing_product", 0.4154),
        ("statistic_leaders_traditional_manufacturing_functional", 20),
        ("verdicts_compared", 9),
        ("verdicts_decidable", 4),
        ("verdicts_supported", 3),
        ("verdicts_undecidable", 5),
        ("leaders_compared", 9),
        ("leaders_supported", 0),
        ("leaders_opposed", 1),
        ("cutoffs_tried", 1128),
        ("cutoffs_possible", 496),
        ("specifications", 408),
        ("ledger_differs", 7),
        ("slope_first", 0.386),
    ],
)
def test_default_run_gives(default_run: dict[str, Result], name: str, value: float) -> None:
    assert default_run[name].value == pytest.approx(value, abs=5e-4)


def test_zero_for_the_missing_rating_gives_the_printed_average_and_a_stricter_level_decides_less(
    run_chapter: Run,
) -> None:
    results = run_chapter("ch10", na_policy="zero", alpha=0.02, **QUICK)
    assert results["mean_functional_traditional"].value == pytest.approx(0.70)
    assert results["verdict_collective_efficiency_traditional_manufacturing_product"].value == "undecided (+)"


def test_any_global_chain_as_exposure_makes_the_functional_relation_positive(run_chapter: Run) -> None:
    results = run_chapter("ch10", exposure="any_global", **QUICK)
    assert results["verdict_leaders_traditional_manufacturing_functional"].value == "opposed"


def test_what_was_not_chosen_is_not_computed(run_chapter: Run) -> None:
    results = run_chapter("ch10", sectors=["complex_products"], draws=40, outcomes=["process"])
    assert results["verdict_collective_efficiency_traditional_manufacturing_product"].value is None
    assert results["pooled_product_p"].value is None
    assert results["verdicts_compared"].value == 1
    assert results["mean_functional_traditional"].value is None
    assert results["qca_cases"].value == 9


def test_added_cases_change_only_their_sector(run_chapter: Run, default_run: dict[str, Any]) -> None:
    results = run_chapter("ch10", include_cases=True, **QUICK)
    untouched = "coefficient_collective_efficiency_complex_products_product"
    assert results[untouched].value == default_run[untouched].value
    assert results["qca_cases"].value > default_run["qca_cases"].value
