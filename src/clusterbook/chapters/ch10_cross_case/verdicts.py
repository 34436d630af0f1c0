"""The verdict rule, and Table 10.3 put to the test."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pandas as pd

from clusterbook.chapters.ch10_cross_case.choices import Settings
from clusterbook.chapters.ch10_cross_case.study import ALL_SECTORS, Study
from clusterbook.stats import (
    Alternative,
    Association,
    association_of_layouts,
    benjamini_hochberg,
    holm,
    is_significant,
    power,
)
from clusterbook.stats.choices import ROUNDING
from clusterbook.vocabulary import Upgrading, Verdict


def verdict(coefficient: float, p_value: float, *, delta: float = 0.20, alpha: float = 0.10) -> Verdict:
    """What an association amounts to.

    Smaller than ``delta`` in size, or zero: Neutral. Otherwise Positive or Negative where p is at most
    ``alpha``, else Inconclusive with its sign. NaN: undefined. Equality counts as reached.
    """
    if math.isnan(coefficient) or math.isnan(p_value):
        return Verdict.UNDEFINED
    if abs(coefficient) < delta - ROUNDING or abs(coefficient) < ROUNDING:
        return Verdict.NEUTRAL
    if is_significant(p_value, alpha):
        return Verdict.POSITIVE if coefficient > 0 else Verdict.NEGATIVE
    return Verdict.INCONCLUSIVE_POSITIVE if coefficient > 0 else Verdict.INCONCLUSIVE_NEGATIVE


def verdict_of(result: Association, settings: Settings) -> Verdict:
    """The rule applied to one association."""
    return verdict(result.coefficient, result.exact_p, delta=settings.rule.delta, alpha=settings.test.alpha)


def verdict_table(study: Study) -> pd.DataFrame:
    """The verdict on each type of upgrading in each sector, with what stands behind it.

    Returns
    -------
    DataFrame
        One row per sector and outcome: n, statistic (Kendall's S), tau_b, coefficient (of the test's
        measure), exact_p, standard_error (0 unless sampled), attainable_p (the smaller of
        attainable_p_negative and attainable_p_positive), power (at the test's ``power_tau``),
        power_opposite (at its negative; missing for a one-sided test), leave_one_out_min,
        leave_one_out_max (of the coefficient), holm, benjamini_hochberg (over the rows that are
        defined) and verdict. Missing numbers mean ``undefined``.

    References
    ----------
    Table 10.3 of the book; the rule is this project's.
    """
    return _adjust(
        [_row(study, sector.value, outcome=outcome, frame=frame) for sector, outcome, frame in study.cells()]
    )


def pooled_verdicts(study: Study) -> pd.DataFrame:
    """The verdict on each type of upgrading over all sectors of the study, compared within sectors only.

    Columns as in ``verdict_table``; ``sector`` reads all_sectors.
    """
    return _adjust(
        [
            _row(study, ALL_SECTORS, outcome=outcome, frame=study.comparable_clusters(outcome))
            for outcome in study.outcomes
        ]
    )


def sector_association(study: Study, frame: pd.DataFrame) -> Association:
    """The association in a frame of compared clusters, within sectors."""
    return association_of_layouts(study.layouts(frame), study.settings.test)


def leave_one_out_associations(study: Study, frame: pd.DataFrame) -> dict[str, Association]:
    """The association without each of the compared clusters in turn; the same without clusters that are alike."""
    alike = frame.groupby(["stratum", "x", "y"], sort=False).groups.values()
    without: dict[object, Association] = {}
    for group in alike:
        without |= dict.fromkeys(group, sector_association(study, frame.drop(index=group[0])))
    return {str(left_out): without[left_out] for left_out in frame.index}


def _row(study: Study, sector: str, *, outcome: Upgrading, frame: pd.DataFrame) -> dict[str, object]:
    """One row of the verdict table."""
    result = sector_association(study, frame)
    others = [other.coefficient for other in leave_one_out_associations(study, frame).values()]
    defined = [value for value in others if not math.isnan(value)]
    return {
        "sector": sector,
        "relation": study.relation.value,
        "outcome": outcome.value,
        "n": result.n,
        "statistic": float(result.s) if result.defined else math.nan,
        "tau_b": result.counts.tau_b,
        "measure": str(study.settings.test.measure),
        "coefficient": result.coefficient,
        "exact_p": result.exact_p,
        "standard_error": result.standard_error,
        "attainable_p": result.attainable_p,
        "attainable_p_negative": result.attainable_p_negative,
        "attainable_p_positive": result.attainable_p_positive,
        **_powers(study, frame),
        "leave_one_out_min": min(defined, default=math.nan),
        "leave_one_out_max": max(defined, default=math.nan),
        "verdict": verdict_of(result, study.settings).value,
    }


def _powers(study: Study, frame: pd.DataFrame) -> dict[str, float]:
    """Power at the alternative and at its opposite."""
    layouts, test = study.layouts(frame), study.settings.test
    opposite = replace(test, power_tau=-test.power_tau)
    two_sided = test.alternative is Alternative.TWO_SIDED
    return {"power": power(layouts, test), "power_opposite": power(layouts, opposite) if two_sided else math.nan}


def _adjust(rows: list[dict[str, object]]) -> pd.DataFrame:
    """The rows as a frame, with p adjusted for the number of tests in it."""
    table = pd.DataFrame(rows)
    p_values = table["exact_p"].to_numpy(dtype=float) if len(table) else np.array([])
    place = table.columns.get_loc("verdict") if len(table) else 0
    table.insert(place, "holm", holm(p_values))
    table.insert(place + 1, "benjamini_hochberg", benjamini_hochberg(p_values))
    return table
