"""Qualitative comparative analysis: which configurations of conditions go with upgrading?"""

from clusterbook.chapters.ch10_cross_case.configurations.calibration import (
    DEFAULT_CONDITIONS,
    UPGRADED,
    Calibration,
    Cases,
    Condition,
    book_expectations,
    calibrated,
)
from clusterbook.chapters.ch10_cross_case.configurations.chance import Diversity, diversity
from clusterbook.chapters.ch10_cross_case.configurations.fit import model_membership, necessity, sufficiency
from clusterbook.chapters.ch10_cross_case.configurations.sensitivity import Cuts, solution_grid
from clusterbook.chapters.ch10_cross_case.configurations.solutions import SolutionKind, Solutions, solution_table, solve
from clusterbook.chapters.ch10_cross_case.configurations.truth_table import RowOutcome, TruthTable, truth_table
from clusterbook.stats.minimisation import Model, Term, minimised, minimum_covers, model_label, prime_implicants

__all__ = [
    "DEFAULT_CONDITIONS",
    "UPGRADED",
    "Calibration",
    "Cases",
    "Condition",
    "Cuts",
    "Diversity",
    "Model",
    "RowOutcome",
    "SolutionKind",
    "Solutions",
    "Term",
    "TruthTable",
    "book_expectations",
    "calibrated",
    "diversity",
    "minimised",
    "minimum_covers",
    "model_label",
    "model_membership",
    "necessity",
    "prime_implicants",
    "solution_grid",
    "solution_table",
    "solve",
    "sufficiency",
    "truth_table",
]
