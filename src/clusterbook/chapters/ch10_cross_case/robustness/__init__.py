"""How far the verdicts of Chapter 10 depend on clusters, codings, readings and conventions."""

from clusterbook.chapters.ch10_cross_case.robustness.coder_error import CoderError, coder_error, miscode
from clusterbook.chapters.ch10_cross_case.robustness.conventions import conventions_table
from clusterbook.chapters.ch10_cross_case.robustness.grid import (
    Analysis,
    Axes,
    analyses,
    joint_count,
    specification_support,
    specification_table,
)
from clusterbook.chapters.ch10_cross_case.robustness.halo import halo_error
from clusterbook.chapters.ch10_cross_case.robustness.readings import (
    AS_RESTORED,
    admissible_readings,
    apply_reading,
    bounds_by_reading,
)
from clusterbook.chapters.ch10_cross_case.robustness.stability import NONE_LEFT_OUT, leave_one_out, tipping_points

__all__ = [
    "AS_RESTORED",
    "Analysis",
    "Axes",
    "CoderError",
    "NONE_LEFT_OUT",
    "admissible_readings",
    "analyses",
    "apply_reading",
    "bounds_by_reading",
    "coder_error",
    "conventions_table",
    "halo_error",
    "joint_count",
    "leave_one_out",
    "miscode",
    "specification_support",
    "specification_table",
    "tipping_points",
]
