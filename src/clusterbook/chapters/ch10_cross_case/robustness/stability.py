"""How a verdict fares without one cluster, and at other thresholds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from clusterbook.chapters.ch10_cross_case.choices import Settings
from clusterbook.chapters.ch10_cross_case.study import Study
from clusterbook.chapters.ch10_cross_case.verdicts import (
    leave_one_out_associations,
    sector_association,
    verdict_of,
)
from clusterbook.stats import Association

NONE_LEFT_OUT = "none"
DELTAS = tuple(np.round(np.arange(0.05, 0.51, 0.05), 2))
ALPHAS = (0.01, 0.05, 0.10, 0.15, 0.20)


def leave_one_out(study: Study) -> pd.DataFrame:
    """Every association of the verdict table with all clusters, and without each in turn.

    Returns
    -------
    DataFrame
        One row per sector, outcome and cluster left out (``none`` first): n, coefficient, exact_p,
        verdict and verdict_changes (against ``none``).
    """
    rows = []
    for sector, outcome, frame in study.cells():
        if not len(frame):
            continue
        whole = sector_association(study, frame)
        results = {NONE_LEFT_OUT: whole} | leave_one_out_associations(study, frame)
        for left_out, result in results.items():
            found = _found(result, study.settings)
            changes = found["verdict"] != verdict_of(whole, study.settings).value
            cell = {"sector": sector.value, "outcome": outcome.value, "left_out": left_out}
            rows.append(cell | found | {"verdict_changes": changes})
    return pd.DataFrame(rows)


def _found(result: Association, settings: Settings) -> dict[str, object]:
    """What one association comes to."""
    return {
        "n": result.n,
        "coefficient": result.coefficient,
        "exact_p": result.exact_p,
        "verdict": verdict_of(result, settings).value,
    }


def verdicts_by_threshold(
    study: Study, *, deltas: Sequence[float] = DELTAS, alphas: Sequence[float] = ALPHAS
) -> pd.DataFrame:
    """The verdict in each cell of Table 10.3 at other thresholds of the rule.

    Returns
    -------
    DataFrame
        One row per sector, outcome, delta and alpha: coefficient, exact_p, verdict.
    """
    rows = []
    for sector, outcome, frame in study.cells():
        if not len(frame):
            continue
        result = sector_association(study, frame)
        for delta in map(float, deltas):
            for alpha in map(float, alphas):
                found = _found(result, _at(study.settings, delta, alpha=alpha))
                thresholds = {"delta": delta, "alpha": alpha}
                rows.append({"sector": sector.value, "outcome": outcome.value, **thresholds, **found})
    return pd.DataFrame(rows)


def _at(settings: Settings, delta: float, *, alpha: float) -> Settings:
    """The same settings with other thresholds."""
    return replace(settings, rule=replace(settings.rule, delta=delta), test=replace(settings.test, alpha=alpha))
