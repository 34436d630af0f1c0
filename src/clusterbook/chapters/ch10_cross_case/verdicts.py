"""The verdict rule, and Table 10.3 put to the test."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from clusterbook.chapters.ch10_cross_case.choices import Relation, Settings
from clusterbook.chapters.ch10_cross_case.ratings import compared
from clusterbook.stats.choices import ROUNDING, Alternative, significant
from clusterbook.stats.multiplicity import benjamini_hochberg, holm
from clusterbook.stats.ordinal import Association, Layout, associated, layout
from clusterbook.stats.power import power
from clusterbook.vocabulary import Sector, Upgrading, Verdict

OUTCOMES = (Upgrading.PRODUCT, Upgrading.PROCESS, Upgrading.FUNCTIONAL)  # the rows of Table 10.3
ALL_SECTORS = "all_sectors"


def verdict(coefficient: float, p_value: float, *, delta: float = 0.20, alpha: float = 0.10) -> Verdict:
    """What an association amounts to.

    Smaller than `delta` in size: Neutral. Otherwise Positive or Negative where p is at most
    `alpha`, else Inconclusive with its sign. NaN: undefined. Equality counts as reached.
    """
    if math.isnan(coefficient) or math.isnan(p_value):
        return Verdict.UNDEFINED
    if abs(coefficient) < delta - ROUNDING:
        return Verdict.NEUTRAL
    if significant(p_value, alpha):
        return Verdict.POSITIVE if coefficient > 0 else Verdict.NEGATIVE
    return Verdict.INCONCLUSIVE_POSITIVE if coefficient > 0 else Verdict.INCONCLUSIVE_NEGATIVE


def verdict_of(result: Association, settings: Settings) -> Verdict:
    """The rule applied to one association."""
    return verdict(result.coefficient, result.exact_p, delta=settings.delta, alpha=settings.alpha)


def verdict_table(
    clusters: pd.DataFrame,
    relation: str = Relation.COLLECTIVE_EFFICIENCY,
    *,
    sectors: Sequence[str] = tuple(Sector),
    outcomes: Sequence[str] = OUTCOMES,
    settings: Settings = Settings(),
) -> pd.DataFrame:
    """The verdict on each type of upgrading in each sector, with what stands behind it.

    Parameters
    ----------
    clusters : DataFrame
        One row a cluster, as `load_clusters` gives them.
    relation : collective_efficiency, or leaders (presence of global chains, `settings.exposure`)
    sectors, outcomes : what to test
    settings : Settings
        Measure, missing data, thresholds, alternative and power.

    Returns
    -------
    DataFrame
        One row a sector and outcome: n, statistic (Kendall's S), tau_b, coefficient (of
        `settings.measure`), exact_p, standard_error (0 unless sampled), attainable_p (the smaller of
        attainable_p_negative and attainable_p_positive), power (at `settings.power_tau`),
        power_opposite (at its negative; missing for a one-sided test), leave_one_out_min,
        leave_one_out_max (of the coefficient), holm, benjamini_hochberg (over the rows that are
        defined) and verdict. Missing numbers mean `undefined`.

    References
    ----------
    Table 10.3 of the book; the rule is this project's.
    """
    frames = {outcome: compared(clusters, relation, outcome=outcome, settings=settings) for outcome in outcomes}
    rows = [
        _row(
            sector,
            relation,
            outcome=outcome,
            frame=frames[outcome][frames[outcome]["sector"] == sector],
            settings=settings,
        )
        for sector in sectors
        for outcome in outcomes
    ]
    return _adjusted(rows)


def pooled_verdicts(
    clusters: pd.DataFrame,
    relation: str = Relation.COLLECTIVE_EFFICIENCY,
    *,
    sectors: Sequence[str] = tuple(Sector),
    outcomes: Sequence[str] = OUTCOMES,
    settings: Settings = Settings(),
) -> pd.DataFrame:
    """The verdict on each type of upgrading over several sectors, compared within sectors only.

    Parameters and columns as in `verdict_table`; `sector` reads all_sectors.
    """
    wanted = [str(sector) for sector in sectors]
    frames = {outcome: compared(clusters, relation, outcome=outcome, settings=settings) for outcome in outcomes}
    rows = [
        _row(ALL_SECTORS, relation, outcome=outcome, frame=frame[frame["sector"].isin(wanted)], settings=settings)
        for outcome, frame in frames.items()
    ]
    return _adjusted(rows)


def layouts_of(frame: pd.DataFrame, settings: Settings) -> list[Layout]:
    """Cross-tabulate the compared clusters sector by sector."""
    parts = frame.groupby("sector", sort=False, observed=True)
    return [layout(part["x"], part["y"], measure=settings.measure) for _, part in parts]


def sector_association(frame: pd.DataFrame, settings: Settings) -> Association:
    """The association in a frame of compared clusters, within sectors."""
    return associated(layouts_of(frame, settings), settings)


def leave_one_out_associations(frame: pd.DataFrame, settings: Settings) -> dict[str, Association]:
    """The association without each of the compared clusters in turn."""
    return {str(left_out): sector_association(frame.drop(index=left_out), settings) for left_out in frame.index}


def _row(sector: str, relation: str, *, outcome: str, frame: pd.DataFrame, settings: Settings) -> dict[str, object]:
    """One row of the verdict table."""
    result = sector_association(frame, settings)
    others = [other.coefficient for other in leave_one_out_associations(frame, settings).values()]
    defined = [value for value in others if not math.isnan(value)]
    return {
        "sector": str(sector),
        "relation": str(relation),
        "outcome": str(outcome),
        "n": result.n,
        "statistic": float(result.s) if result.defined else math.nan,
        "tau_b": result.counts.tau_b,
        "measure": str(settings.measure),
        "coefficient": result.coefficient,
        "exact_p": result.exact_p,
        "standard_error": result.standard_error,
        "attainable_p": result.attainable_p,
        "attainable_p_negative": result.attainable_p_negative,
        "attainable_p_positive": result.attainable_p_positive,
        **_powers(frame, settings),
        "leave_one_out_min": min(defined, default=math.nan),
        "leave_one_out_max": max(defined, default=math.nan),
        "verdict": verdict_of(result, settings).value,
    }


def _powers(frame: pd.DataFrame, settings: Settings) -> dict[str, float]:
    """Power at the alternative and at its opposite."""
    layouts = layouts_of(frame, settings)
    opposite = replace(settings, power_tau=-settings.power_tau)
    two_sided = settings.alternative is Alternative.TWO_SIDED
    return {
        "power": power(layouts, settings),
        "power_opposite": power(layouts, opposite) if two_sided else math.nan,
    }


def _adjusted(rows: list[dict[str, object]]) -> pd.DataFrame:
    """The rows as a frame, with p adjusted for the number of tests in it."""
    table = pd.DataFrame(rows)
    p_values = table["exact_p"].to_numpy(dtype=float) if len(table) else np.array([])
    place = table.columns.get_loc("verdict") if len(table) else 0
    table.insert(place, "holm", holm(p_values))
    table.insert(place + 1, "benjamini_hochberg", benjamini_hochberg(p_values))
    return table
