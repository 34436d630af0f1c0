"""How much the solutions depend on where the sets begin."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from clusterbook.chapters.ch10_cross_case.configurations.calibration import (
    Calibration,
    Cases,
    book_expectations,
    calibrated,
)
from clusterbook.chapters.ch10_cross_case.configurations.chance import diversity
from clusterbook.chapters.ch10_cross_case.configurations.fit import sufficiency
from clusterbook.chapters.ch10_cross_case.configurations.solutions import SolutionKind, solve
from clusterbook.chapters.ch10_cross_case.configurations.truth_table import RowOutcome, RowRule, truth_table


@dataclass(frozen=True)
class Cuts:
    """The cuts to combine: degrees that count as efficient, ratings that count as upgraded, consistencies."""

    efficient_from: Sequence[str] = ("Medium", "High")
    upgraded_threshold: Sequence[float] = (1.0, 1.5, 2.0, 2.5, 3.0)
    consistency: Sequence[float] = (0.75, 0.8, 1.0)


def solution_grid(
    clusters: pd.DataFrame,
    outcomes: Sequence[str],
    *,
    calibration: Calibration = Calibration(),
    cuts: Cuts = Cuts(),
) -> pd.DataFrame:
    """Solve the truth table of each outcome under every combination of cuts.

    Parameters
    ----------
    clusters : DataFrame
        As ``load_clusters`` gives them.
    outcomes : types of upgrading
    calibration : Calibration
        Conditions and missing data; its cuts are replaced, its sets are crisp.
    cuts : Cuts

    Returns
    -------
    DataFrame
        One row per combination: outcome, efficient_from, upgraded_threshold, consistency, n, upgraded (how
        many did), positive, contradictions, remainders (combinations of conditions), conservative,
        intermediate, parsimonious (formulas; ``or`` between alternatives), covered (share of the upgraded
        that the first intermediate model covers; 0 without one), chance_p (see ``diversity``).
    """
    combined = itertools.product(outcomes, cuts.efficient_from, cuts.upgraded_threshold, cuts.consistency)
    rows = []
    for outcome, degree, threshold, consistency in combined:
        cut = replace(calibration, efficient_from=degree, upgraded_threshold=threshold, fuzzy=False)
        chosen = {
            "outcome": str(outcome),
            "efficient_from": degree,
            "upgraded_threshold": threshold,
            "consistency": consistency,
        }
        expectations = book_expectations(outcome, cut)
        rows.append(
            chosen | _solve(calibrated(clusters, outcome, calibration=cut), expectations, consistency=consistency)
        )
    return pd.DataFrame(rows)


def _solve(cases: Cases, expectations: dict[str, int], *, consistency: float) -> dict[str, object]:
    """What one combination of cuts leads to."""
    table = truth_table(cases, RowRule(consistency))
    solutions = solve(table, expectations)
    upgraded = cases.result.index[cases.result > 0.5]
    first = solutions.intermediate[0] if solutions.intermediate else ()
    return {
        "n": len(cases.memberships),
        "upgraded": len(upgraded),
        "positive": len(table.combinations(RowOutcome.POSITIVE)),
        "contradictions": len(table.combinations(RowOutcome.CONTRADICTION)),
        "remainders": len(table.combinations(RowOutcome.REMAINDER)),
        **{kind.value: solutions.formula(kind) for kind in SolutionKind},
        "covered": float(sufficiency(cases, first)["raw_coverage"].iloc[-1]),
        "chance_p": diversity(table, upgraded).p,
    }
