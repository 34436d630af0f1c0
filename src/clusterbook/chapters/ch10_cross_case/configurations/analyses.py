"""The same question asked in every scope: all sectors, sector as a condition, each sector by itself."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from clusterbook.chapters.ch10_cross_case.configurations.calibration import (
    Calibration,
    Cases,
    ReachOfForms,
    calibrated,
)
from clusterbook.chapters.ch10_cross_case.configurations.chance import diversity
from clusterbook.chapters.ch10_cross_case.configurations.fit import sufficiency
from clusterbook.chapters.ch10_cross_case.configurations.solutions import NEVER, conservative_solution
from clusterbook.chapters.ch10_cross_case.configurations.truth_table import RowOutcome, RowRule, TruthTable, truth_table
from clusterbook.chapters.ch10_cross_case.study import ALL_SECTORS
from clusterbook.stats.minimisation import Model, model_label
from clusterbook.vocabulary import Sector

SECTOR_AS_CONDITION = "sector_as_condition"
UPGRADED, NOT_UPGRADED = "upgraded", "not_upgraded"

Scope = tuple[str, tuple[Sector, ...], tuple[Sector, ...]]


@dataclass(frozen=True)
class Analysis:
    """One configurational analysis.

    Attributes
    ----------
    scope : str
        all_sectors, sector_as_condition, or one sector.
    reach : str
        Whether domestic chains count: any or global.
    direction : str
        upgraded, or not_upgraded (the negated outcome).
    cases : Cases
        The clusters, with the outcome as the direction has it.
    crisp : bool
        Whether no membership is graded.
    """

    scope: str
    reach: str
    direction: str
    cases: Cases
    crisp: bool


def analyses(
    clusters: pd.DataFrame, outcome: str, *, sectors: Sequence[Sector], calibration: Calibration = Calibration()
) -> Iterator[Analysis]:
    """The analyses of one kind of upgrading: scopes, reaches of the chains, the outcome and its negation.

    Parameters
    ----------
    clusters : DataFrame
        As ``load_clusters`` gives them.
    outcome : str
        A type of upgrading.
    sectors : sequence of Sector
        Sectors to analyse; with one alone there is nothing to compare it with, and it is the only scope.
    calibration : Calibration
        Its reach and sectors are replaced.
    """
    for (scope, homes, conditions), reach in itertools.product(_scopes(tuple(sectors)), ReachOfForms):
        chosen = replace(calibration, reach=reach, sectors=conditions)
        within = clusters[clusters["sector"].astype(str).isin([home.value for home in homes])]
        cases = calibrated(within, outcome, calibration=chosen)
        yield Analysis(scope, reach.value, UPGRADED, cases, not chosen.fuzzy)
        yield Analysis(scope, reach.value, NOT_UPGRADED, cases.negate(), not chosen.fuzzy)


def _scopes(sectors: tuple[Sector, ...]) -> list[Scope]:
    """Name of each scope, its sectors, and those that are conditions of it."""
    single: list[Scope] = [(sector.value, (sector,), ()) for sector in sectors]
    together: list[Scope] = [(ALL_SECTORS, sectors, ()), (SECTOR_AS_CONDITION, sectors, sectors)]
    return single if len(sectors) < 2 else [*together, *single]


def analysis_table(
    clusters: pd.DataFrame,
    outcomes: Sequence[str],
    *,
    sectors: Sequence[Sector],
    calibration: Calibration = Calibration(),
    rule: RowRule = RowRule(),
) -> pd.DataFrame:
    """Solve every analysis of each kind of upgrading.

    Returns
    -------
    DataFrame
        One row per outcome, scope, reach and direction: n, with_outcome (clusters in it), combinations (that a
        cluster could be in), observed (that one is in), positive, contradictions, pri_decides (combinations that
        the PRI cut alone keeps from either side), solution (the conservative one, which assumes nothing of
        combinations without a cluster; its alternatives only write it otherwise), consistency, pri and coverage
        of it (missing, and 0, without one), and chance_p (see ``diversity``; of crisp sets).
    """
    rows = [
        {"outcome": str(outcome), **_solve(one, rule)}
        for outcome in outcomes
        for one in analyses(clusters, outcome, sectors=sectors, calibration=calibration)
    ]
    return pd.DataFrame(rows)


def _solve(one: Analysis, rule: RowRule) -> dict[str, object]:
    """One row of the table of analyses."""
    cases = one.cases
    table = truth_table(cases, rule)
    solution = conservative_solution(table)
    having = cases.result.index[cases.result > 0.5]
    return {
        "scope": one.scope,
        "reach": one.reach,
        "direction": one.direction,
        "n": len(cases.memberships),
        "with_outcome": len(having),
        "combinations": len(table.possible),
        "observed": len(table.observed),
        "positive": len(table.combinations(RowOutcome.POSITIVE)),
        "contradictions": len(table.combinations(RowOutcome.CONTRADICTION)),
        "pri_decides": _decided_by_pri(one, table, rule=rule),
        "solution": model_label(solution, cases.conditions) if solution else NEVER,
        **_fit(cases, solution),
        "chance_p": diversity(table, having).p if one.crisp else math.nan,
    }


def _decided_by_pri(one: Analysis, table: TruthTable, *, rule: RowRule) -> int:
    """Number of combinations that lead elsewhere without the PRI cut; in crisp sets PRI is the consistency."""
    if one.crisp and rule.pri <= rule.consistency:
        return 0
    without = truth_table(one.cases, replace(rule, pri=0.0))
    return int((table.rows["result"] != without.rows["result"]).sum())


def _fit(cases: Cases, solution: Model) -> dict[str, float]:
    """Fit of a solution; missing without one."""
    if not solution:
        return {"consistency": math.nan, "pri": math.nan, "coverage": 0.0}
    whole = sufficiency(cases, solution).iloc[-1]
    return {"consistency": whole["consistency"], "pri": whole["pri"], "coverage": whole["raw_coverage"]}
