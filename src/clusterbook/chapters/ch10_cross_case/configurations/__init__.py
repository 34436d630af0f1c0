"""Qualitative comparative analysis: which configurations of conditions go with upgrading."""

from clusterbook.chapters.ch10_cross_case.configurations.analyses import Analysis, analyses, analysis_table
from clusterbook.chapters.ch10_cross_case.configurations.calibration import (
    DEFAULT_CONDITIONS,
    UPGRADED,
    Calibration,
    Cases,
    Condition,
    ReachOfForms,
    book_expectations,
    calibrated,
)
from clusterbook.chapters.ch10_cross_case.configurations.chance import Diversity, diversity
from clusterbook.chapters.ch10_cross_case.configurations.fit import model_membership, necessity, sufficiency
from clusterbook.chapters.ch10_cross_case.configurations.sensitivity import Cuts, solution_grid
from clusterbook.chapters.ch10_cross_case.configurations.solutions import (
    SolutionKind,
    Solutions,
    conservative_solution,
    solution_table,
    solve,
)
from clusterbook.chapters.ch10_cross_case.configurations.truth_table import RowOutcome, RowRule, TruthTable, truth_table
from clusterbook.chapters.ch10_cross_case.configurations.words import formula_words, in_words, literal_words

__all__ = [
    "DEFAULT_CONDITIONS",
    "UPGRADED",
    "Analysis",
    "Calibration",
    "Cases",
    "Condition",
    "Cuts",
    "Diversity",
    "ReachOfForms",
    "RowOutcome",
    "RowRule",
    "SolutionKind",
    "Solutions",
    "TruthTable",
    "analyses",
    "analysis_table",
    "book_expectations",
    "calibrated",
    "conservative_solution",
    "diversity",
    "formula_words",
    "in_words",
    "literal_words",
    "model_membership",
    "necessity",
    "solution_grid",
    "solution_table",
    "solve",
    "sufficiency",
    "truth_table",
]
