"""What pages record of the lattice, of sectors, tests and models, name by name, from tables one can read."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from invented_clusters import COMPLEX, TRADITIONAL, two_sectors

from bookbuilder.results.recorder import Results
from clusterbook.chapters.ch10_cross_case import recorded
from clusterbook.chapters.ch10_cross_case.study import Study

DECLARED = Path(__file__).parents[3] / "results" / "declared" / "ch10_robustness.csv"
NATURAL = "natural_resource_based"


class Kept(Results):
    """Results without declarations."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}

    def record(self, /, **values: Any) -> None:
        """Keep each name once."""
        assert not self.values.keys() & values
        self.values |= values


@pytest.fixture
def results() -> Kept:
    return Kept()


def test_the_lattice_is_recorded_exact_and_padded_alone_and_by_the_formula(results: Kept) -> None:
    averages = {
        COMPLEX: ("1.00", "3.25", "9.00"),  # 3.25 takes two clusters; 9 is far from half of both
        "shoes": ("1.00", "3.00", "2.00"),
        "fish": ("1.00", "3.00", "5.00"),  # each is an average of two, no index of these parts
        "milk": ("1.00", "3.10", "2.10"),  # of four 12.5 and 8.25 give 3.1 and 2.1 at most
    }
    names = [f"{part}_index" for part in ("external_economies", "joint_actions", "collective_efficiency")]
    printed = pd.DataFrame.from_dict(averages, orient="index", columns=names)
    recorded.record_lattice(results, printed, {COMPLEX: 2, "shoes": 2, "fish": 2, "milk": 4})
    assert results.values == {
        "lattice_complex_joint_action": "2",
        "lattice_complex_external_economies": "1, 2",
        "lattice_alone": 3,
        "lattice_alone_padded": 4,
        "lattice_jointly": 1,
        "lattice_jointly_padded": 2,
    }


def test_the_range_of_each_cutoff_is_recorded(results: Kept) -> None:
    pairs = pd.DataFrame(
        {"medium_from": [1.0, 1.5, 2.0], "high_from": [4.0, 3.0, 3.5], "possible": [False, True, True]}
    )
    recorded.record_cutoffs(results, pairs)
    ranges = {"cutoff_medium_lowest": 1.5, "cutoff_medium_highest": 2.0}
    ranges |= {"cutoff_high_lowest": 3.0, "cutoff_high_highest": 3.5}
    assert results.values == {"cutoffs_tried": 3, "cutoffs_possible": 2, **ranges}


def test_the_sector_of_the_lowest_mean_is_recorded_if_there_is_another(results: Kept) -> None:
    clusters = two_sectors().assign(upgrading_product=[0.0, 0, 0, 3, 1, 1, 1, 1])  # means 0.75 and 1
    study = Study(clusters, sectors=(COMPLEX, TRADITIONAL), outcomes=("product", "process"))
    differences = pd.DataFrame({"rating": ["process", "product"], "holm": [0.5, 0.25]})
    recorded.record_sectors(results, differences, study)
    assert results.values == {"sectors_first_holm": 0.25, "sectors_first_lowest": "traditional manufacturing"}
    alone, none = Kept(), Kept()
    recorded.record_sectors(alone, differences, Study(clusters, sectors=(COMPLEX,), outcomes=("process",)))
    assert alone.values == {"sectors_first_holm": 0.5, "sectors_first_lowest": None}
    recorded.record_sectors(none, differences, Study(clusters, sectors=(NATURAL,), outcomes=("functional",)))
    assert none.values == {"sectors_first_holm": None, "sectors_first_lowest": None}


def test_stratified_tests_at_the_level_are_recorded(results: Kept) -> None:
    chosen = pd.DataFrame({"exact_p": [0.1, None, 0.2, 0.01], "holm": [0.2, None, 0.3, 0.04]})
    recorded.record_stratified(results, chosen, chosen.assign(holm=[0.9, None, 0.8, 0.7]), alpha=0.2)
    assert results.values == {
        "governance_tests": 3,
        "governance_related": 2,
        "governance_smallest_holm": 0.04,
        "governance_smallest_holm_low_cut": 0.7,
    }


def test_every_declared_solution_is_recorded_and_is_nothing_where_none_was_asked_for(results: Kept) -> None:
    places = [(COMPLEX, "upgraded", "any"), (COMPLEX, "not_upgraded", "any"), (COMPLEX, "upgraded", "global")]
    rows: list[dict[str, Any]] = [
        {"scope": scope, "outcome": "process", "direction": direction, "reach": reach}
        | {"solution": f"formula {number}", "coverage": number / 10, "chance_p": number / 20, "contradictions": number}
        for number, (scope, direction, reach) in enumerate([*places, ("sector_as_condition", "upgraded", "any")], 1)
    ]
    recorded.record_configurations(
        results, pd.DataFrame(rows), graded=pd.DataFrame({"pri_decides": [0, 1, 2]}), outcome="process"
    )
    assert {name: value for name, value in results.values.items() if value is not None} == {
        "qca_solution_complex_products_process_upgraded_any": "formula 1",
        "qca_coverage_complex_products_process_upgraded_any": 0.1,
        "qca_chance_p_complex_products_process_any": 0.05,
        "qca_solution_complex_products_process_not_upgraded_any": "formula 2",
        "qca_coverage_complex_products_process_not_upgraded_any": 0.2,
        "qca_solution_complex_products_process_upgraded_global": "formula 3",
        "qca_coverage_complex_products_process_upgraded_global": 0.3,
        "qca_chance_p_complex_products_process_global": 0.15,
        "qca_solution_sector_as_condition_process_upgraded_any": "formula 4",
        "qca_coverage_sector_as_condition_process_upgraded_any": 0.4,
        "qca_chance_p_sector_as_condition_process_any": 0.2,
        "qca_sector_contradictions": 4,
        "qca_pri_decides": 2,
        "qca_graded": 3,
    }
    declared = pd.read_csv(DECLARED)["name"]
    solved = declared[declared.str.fullmatch(r"qca_(solution|coverage|chance_p)_\w+_(any|global)")]
    assert results.values.keys() == {*solved, "qca_sector_contradictions", "qca_pri_decides", "qca_graded"}


def test_contradictions_are_nothing_where_sector_is_no_condition(results: Kept) -> None:
    columns = ["scope", "outcome", "direction", "reach", "solution", "coverage", "chance_p", "contradictions"]
    graded = pd.DataFrame({"pri_decides": []})
    recorded.record_configurations(results, pd.DataFrame(columns=columns), graded=graded, outcome="product")
    assert {name for name, value in results.values.items() if value is not None} == {"qca_pri_decides", "qca_graded"}


def test_the_penalised_odds_ratio_of_one_outcome_is_recorded_in_each_sector(results: Kept) -> None:
    scopes = itertools.product(("product", "process"), (TRADITIONAL, COMPLEX))
    rows = [
        {
            "outcome": outcome,
            "scope": scope,
            "odds_ratio": 10.0 * place,
            "low": 10.0 * place - 1,
            "high": 10.0 * place + 1,
        }
        for place, (outcome, scope) in enumerate(scopes)
    ]
    recorded.record_penalised(results, pd.DataFrame(rows), "process")
    sectors: dict[str, tuple[float | None, ...]] = {
        TRADITIONAL: (20, 19, 21),
        NATURAL: (None,) * 3,
        COMPLEX: (30, 29, 31),
    }
    assert results.values == {
        f"penalised_{name}_first_{sector}": number
        for sector, numbers in sectors.items()
        for name, number in zip(("odds_ratio", "low", "high"), numbers, strict=True)
    }
