"""How far the verdicts of Chapter 10 depend on clusters, codings, readings and conventions."""

from clusterbook.chapters.ch10_cross_case.robustness.coder_error import CoderError, coder_error, miscoded
from clusterbook.chapters.ch10_cross_case.robustness.grid import (
    Axes,
    specification_grid,
    specification_support,
    verdict_shares,
)
from clusterbook.chapters.ch10_cross_case.robustness.readings import (
    AS_RESTORED,
    admissible_readings,
    apply_reading,
    verdicts_by_missing_policy,
    verdicts_by_reading,
)
from clusterbook.chapters.ch10_cross_case.robustness.stability import (
    NONE_LEFT_OUT,
    leave_one_out,
    verdicts_by_threshold,
)

__all__ = [
    "AS_RESTORED",
    "Axes",
    "CoderError",
    "NONE_LEFT_OUT",
    "admissible_readings",
    "apply_reading",
    "coder_error",
    "leave_one_out",
    "miscoded",
    "specification_grid",
    "specification_support",
    "verdict_shares",
    "verdicts_by_missing_policy",
    "verdicts_by_reading",
    "verdicts_by_threshold",
]
