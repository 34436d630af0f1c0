"""Qualitative comparative analysis: which configurations of conditions go with upgrading?"""

from clusterbook.configurations.calibration import (
    DEFAULT_CONDITIONS,
    UPGRADED,
    Calibration,
    Cases,
    Condition,
    book_expectations,
    calibrated,
)
from clusterbook.configurations.chance import Diversity, diversity
from clusterbook.configurations.fit import model_membership, necessity, sufficiency
from clusterbook.configurations.sensitivity import Cuts, solution_grid
from clusterbook.configurations.solutions import SolutionKind, Solutions, solution_table, solve
from clusterbook.configurations.terms import Model, Term, minimised, minimum_covers, model_label, prime_implicants
from clusterbook.configurations.truth_table import RowOutcome, TruthTable, truth_table

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
