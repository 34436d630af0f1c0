"""Yes-or-no upgrading by penalised logits: finite estimates and profile intervals at nine to fifteen clusters."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from clusterbook.chapters.ch10_cross_case.models.linear import varies_within
from clusterbook.chapters.ch10_cross_case.models.scopes import table_by_scope
from clusterbook.chapters.ch10_cross_case.study import Study
from clusterbook.stats import PenalisedLogit, check_range, penalised_logit
from clusterbook.vocabulary import Upgrading


@dataclass(frozen=True)
class UpgradedLogit:
    """A logit of having upgraded on a cause with sector effects.

    Attributes
    ----------
    n, upgraded : int
        Clusters compared, and those of them that upgraded.
    fit : PenalisedLogit or None
        The cause is its second coefficient; None where cause or outcome does not vary within sectors.
    """

    n: int
    upgraded: int
    fit: PenalisedLogit | None

    def summary(self) -> dict[str, object]:
        """Odds ratio of one unit of the cause with its profile interval and penalised likelihood-ratio p."""
        numbers = (math.nan,) * 4
        if self.fit is not None:
            fit = self.fit
            numbers = math.exp(fit.estimates[1]), math.exp(fit.low[1]), math.exp(fit.high[1]), fit.p[1]
        return {"upgraded": self.upgraded, **dict(zip(("odds_ratio", "low", "high", "p"), numbers, strict=True))}


def upgraded_logit(study: Study, outcome: Upgrading, *, threshold: float = 2.0) -> UpgradedLogit:
    """Fit having upgraded (a rating of ``threshold``, 0 to 3, or more) on the study's cause.

    Sectors in which all or none upgraded keep their effect: the penalty keeps it finite.
    """
    check_range(threshold, 0.0, high=3.0, where="upgraded_threshold")
    frame = study.comparable_clusters(outcome)
    upgraded = (frame["y"] >= threshold).astype(float)
    if not varies_within(frame) or upgraded.nunique() < 2:
        return UpgradedLogit(len(frame), int(upgraded.sum()), None)
    sectors = pd.get_dummies(frame["sector"], dtype=float).iloc[:, 1:]
    design = np.column_stack([frame["x"] - frame["x"].mean(), sectors.to_numpy()])
    return UpgradedLogit(len(frame), int(upgraded.sum()), penalised_logit(upgraded, design))


def penalised_table(study: Study, *, upgraded_threshold: float = 2.0) -> pd.DataFrame:
    """The penalised logit of each outcome on the cause, over all sectors together and in each.

    Returns
    -------
    DataFrame
        One row per outcome and scope (all_sectors, or a sector): relation, n, upgraded, odds_ratio (of one
        unit of the cause), low, high (95 percent, profile) and p (penalised likelihood ratio). Missing where
        nothing varies.
    """

    def fit(part: Study, outcome: Upgrading) -> UpgradedLogit:
        return upgraded_logit(part, outcome, threshold=upgraded_threshold)

    return table_by_scope(study, fit, summary=UpgradedLogit.summary)
