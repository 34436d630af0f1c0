"""Chapter 10 with its default parameters and with others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bookbuilder.results.result import Result

QUICK = {"draws": 100, "outcomes": ["product", "functional"]}
Run = Callable[..., dict[str, Result]]


@pytest.fixture(scope="module")
def default_run(run_chapter: Run) -> dict[str, Result]:
    return run_chapter("ch10", draws=100)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("mean_functional_traditional", 0.75),
        ("statistic_collective_efficiency_traditional_manufacturing_product", 29),
        ("coefficient_collective_efficiency_traditional_manufacturing_product", 0.4154),
        ("statistic_leaders_traditional_manufacturing_functional", 20),
        ("verdicts_compared", 9),
        ("verdicts_supported", 5),
        ("leaders_reversed", 3),
        ("ledger_differs", 7),
        ("slope_first", 0.386),
    ],
)
def test_default_run_gives(default_run: dict[str, Result], name: str, value: float) -> None:
    assert default_run[name].value == pytest.approx(value, abs=5e-4)


def test_zero_for_the_missing_rating_gives_the_printed_average_and_a_stricter_level_no_positive_verdict(
    run_chapter: Run,
) -> None:
    results = run_chapter("ch10", na_policy="zero", alpha=0.05, **QUICK)
    assert results["mean_functional_traditional"].value == pytest.approx(0.70)
    assert results["verdict_collective_efficiency_traditional_manufacturing_product"].value == "Inconclusive (+)"


def test_any_global_chain_as_exposure_makes_the_functional_relation_positive(run_chapter: Run) -> None:
    results = run_chapter("ch10", exposure="any_global", **QUICK)
    assert results["verdict_leaders_traditional_manufacturing_functional"].value == "Positive"


def test_added_cases_change_only_their_sector(run_chapter: Run, default_run: dict[str, Any]) -> None:
    results = run_chapter("ch10", include_cases=True, **QUICK)
    untouched = "coefficient_collective_efficiency_complex_products_product"
    assert results[untouched].value == default_run[untouched].value
    assert results["qca_cases"].value > default_run["qca_cases"].value
