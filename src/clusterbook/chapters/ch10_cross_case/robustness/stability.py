"""How a verdict fares without one cluster, and at other thresholds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from clusterbook.chapters.ch10_cross_case.choices import Relation, Settings
from clusterbook.chapters.ch10_cross_case.ratings import compared
from clusterbook.chapters.ch10_cross_case.verdicts import (
    OUTCOMES,
    leave_one_out_associations,
    sector_association,
    verdict_of,
)
from clusterbook.stats.ordinal import Association
from clusterbook.vocabulary import Sector

NONE_LEFT_OUT = "none"
DELTAS = tuple(np.round(np.arange(0.05, 0.51, 0.05), 2))
ALPHAS = (0.01, 0.05, 0.10, 0.15, 0.20)


def leave_one_out(
    clusters: pd.DataFrame,
    relation: str = Relation.COLLECTIVE_EFFICIENCY,
    *,
    sectors: Sequence[str] = tuple(Sector),
    outcomes: Sequence[str] = OUTCOMES,
    settings: Settings = Settings(),
) -> pd.DataFrame:
    """Every association of the verdict table with all clusters, and without each in turn.

    Returns
    -------
    DataFrame
        One row a sector, outcome and cluster left out (`none` first): n, coefficient, exact_p,
        verdict and verdict_changes (against `none`).
    """
    rows = []
    for sector, outcome, frame in _cells(clusters, relation, choice=(sectors, outcomes), settings=settings):
        whole = sector_association(frame, settings)
        results = {NONE_LEFT_OUT: whole} | leave_one_out_associations(frame, settings)
        for left_out, result in results.items():
            found = _found(result, settings)
            changes = found["verdict"] != verdict_of(whole, settings).value
            rows.append(
                {"sector": sector, "outcome": outcome, "left_out": left_out, **found, "verdict_changes": changes}
            )
    return pd.DataFrame(rows)


def _cells(
    clusters: pd.DataFrame, relation: str, *, choice: tuple[Sequence[str], Sequence[str]], settings: Settings
) -> Iterator[tuple[str, str, pd.DataFrame]]:
    """Sector, outcome and compared clusters of each cell of Table 10.3 that has any."""
    sectors, outcomes = choice
    for sector in sectors:
        for outcome in outcomes:
            frame = compared(clusters, relation, outcome=outcome, settings=settings)
            frame = frame[frame["sector"] == str(sector)]
            if len(frame):
                yield str(sector), str(outcome), frame


def _found(result: Association, settings: Settings) -> dict[str, object]:
    """What one association comes to."""
    return {
        "n": result.n,
        "coefficient": result.coefficient,
        "exact_p": result.exact_p,
        "verdict": verdict_of(result, settings).value,
    }


def verdicts_by_threshold(
    clusters: pd.DataFrame,
    relation: str = Relation.COLLECTIVE_EFFICIENCY,
    *,
    deltas: Sequence[float] = DELTAS,
    alphas: Sequence[float] = ALPHAS,
    settings: Settings = Settings(),
) -> pd.DataFrame:
    """The verdict in each cell of Table 10.3 at other thresholds of the rule.

    Returns
    -------
    DataFrame
        One row a sector, outcome, delta and alpha: coefficient, exact_p, verdict.
    """
    rows = []
    for sector, outcome, frame in _cells(clusters, relation, choice=(tuple(Sector), OUTCOMES), settings=settings):
        result = sector_association(frame, settings)
        for delta in deltas:
            for alpha in alphas:
                found = _found(result, replace(settings, delta=float(delta), alpha=float(alpha)))
                thresholds = {"delta": float(delta), "alpha": float(alpha)}
                rows.append({"sector": sector, "outcome": outcome, **thresholds, **found})
    return pd.DataFrame(rows)
