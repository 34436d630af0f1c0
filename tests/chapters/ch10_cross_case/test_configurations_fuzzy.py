"""Fuzzy sets against Ragin's published example: survival of democracy in interwar Europe."""

import pandas as pd
import pytest

from clusterbook.chapters.ch10_cross_case.configurations.calibration import Cases
from clusterbook.chapters.ch10_cross_case.configurations.solutions import SolutionKind, solution_table, solve
from clusterbook.chapters.ch10_cross_case.configurations.truth_table import RowRule, truth_table

CONDITIONS = ("DEV", "URB", "LIT", "IND", "STB")
MEMBERSHIPS = {  # Ragin (2009), in Rihoux and Ragin (eds.), chapter 5; data set LF of the R package QCA
    "AU": (0.81, 0.12, 0.99, 0.73, 0.43, 0.05),
    "BE": (0.99, 0.89, 0.98, 1.00, 0.98, 0.95),
    "CZ": (0.58, 0.98, 0.98, 0.90, 0.91, 0.89),
    "EE": (0.16, 0.07, 0.98, 0.01, 0.91, 0.12),
    "FI": (0.58, 0.03, 0.99, 0.08, 0.58, 0.77),
    "FR": (0.98, 0.03, 0.99, 0.81, 0.95, 0.95),
    "DE": (0.89, 0.79, 0.99, 0.96, 0.31, 0.05),
    "GR": (0.04, 0.09, 0.13, 0.36, 0.43, 0.06),
    "HU": (0.07, 0.16, 0.88, 0.07, 0.13, 0.42),
    "IE": (0.72, 0.05, 0.98, 0.01, 0.95, 0.92),
    "IT": (0.34, 0.10, 0.41, 0.47, 0.58, 0.05),
    "NL": (0.98, 1.00, 0.99, 0.94, 0.99, 0.95),
    "PL": (0.02, 0.17, 0.59, 0.00, 0.00, 0.12),
    "PT": (0.01, 0.02, 0.01, 0.11, 0.01, 0.05),
    "RO": (0.01, 0.03, 0.17, 0.00, 0.84, 0.21),
    "ES": (0.03, 0.30, 0.09, 0.21, 0.20, 0.06),
    "SE": (0.95, 0.13, 0.99, 0.67, 0.91, 0.95),
    "UK": (0.98, 0.99, 0.99, 1.00, 0.98, 0.95),
}


@pytest.fixture
def lipset():
    """Eighteen countries in six fuzzy sets."""
    frame = pd.DataFrame.from_dict(MEMBERSHIPS, orient="index", columns=[*CONDITIONS, "SURV"])
    return Cases(frame, CONDITIONS, "SURV")


@pytest.mark.parametrize(
    ("consistency", "conservative", "intermediate", "parsimonious"),
    [
        (
            0.8,
            "DEV*URB*LIT*IND*STB + DEV*~URB*LIT*~IND*STB",
            "DEV*URB*LIT*STB + DEV*LIT*~IND*STB",
            "DEV*~IND + URB*STB",
        ),
        (0.7, "DEV*~URB*LIT*STB + DEV*LIT*IND*STB", "DEV*LIT*STB", "DEV*STB"),
    ],
)
def test_solutions_are_the_published_ones(lipset, consistency, conservative, intermediate, parsimonious) -> None:
    solutions = solve(truth_table(lipset, RowRule(consistency)), dict.fromkeys(CONDITIONS, 1))
    formulas = {kind.value: set(solutions.formula(kind).split(" + ")) for kind in SolutionKind}
    expected = {"conservative": conservative, "intermediate": intermediate, "parsimonious": parsimonious}
    assert formulas == {kind: set(formula.split(" + ")) for kind, formula in expected.items()}


@pytest.mark.parametrize(
    ("term", "consistency", "pri", "raw_coverage", "unique_coverage"),
    [
        ("DEV*~URB*LIT*STB", 0.809, 0.761, 0.433, 0.196),
        ("DEV*LIT*IND*STB", 0.843, 0.821, 0.622, 0.385),
        ("DEV*~URB*LIT*STB + DEV*LIT*IND*STB", 0.871, 0.851, 0.818, 0.818),
        ("DEV*LIT*STB", 0.869, 0.848, 0.824, 0.824),
        ("DEV*STB", 0.869, 0.848, 0.824, 0.824),
    ],
)
def test_fit_has_the_published_numbers(lipset, term, consistency, pri, raw_coverage, unique_coverage) -> None:
    frame = solution_table(lipset, solve(truth_table(lipset, RowRule(0.7)), dict.fromkeys(CONDITIONS, 1)))
    row = frame.drop_duplicates("term").set_index("term").loc[term]
    found = row[["consistency", "pri", "raw_coverage", "unique_coverage"]].astype(float)
    assert found.tolist() == pytest.approx([consistency, pri, raw_coverage, unique_coverage], abs=0.0005)


def test_a_row_between_the_thresholds_is_a_contradiction(lipset) -> None:
    # France and Sweden: 0.709 consistent with survival, 0.495 with its absence.
    row = truth_table(lipset, RowRule(0.8)).rows.set_index("cases").loc["FR, SE"]
    assert row["consistency"] == pytest.approx(0.709, abs=0.0005)
    assert row["result"] == "C"
