"""One shared impression of a cluster moves both of its ratings: the error that can make an association.

Errors that are independent of each other weaken an association. A coder who likes a cluster and rates it
higher on both sides creates one. Degrees are dealt to the clusters at random, so that there is none in truth;
then either kind of error is made, and the test is run.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from clusterbook.chapters.ch10_cross_case.choices import Relation
from clusterbook.chapters.ch10_cross_case.robustness.coder_error import (
    LEVEL_STEP,
    LEVELS,
    RATING_RANGE,
    RATING_STEP,
    CoderError,
    levels_of,
    miscode,
)
from clusterbook.chapters.ch10_cross_case.study import Study
from clusterbook.errors import Fault, FaultsError
from clusterbook.stats import is_significant
from clusterbook.stats.joint import kendall_statistics

RELABELINGS = 199  # of each simulated data set; with its own, 200: p of 0.1 is attained exactly


def halo_error(study: Study, error: CoderError) -> pd.DataFrame:
    """How often no association is found positive, after independent errors and after shared impressions.

    Parameters
    ----------
    study : Study
        Of collective efficiency; its test's alpha is the level.
    error : CoderError
        With the chances of independent errors, and ``halo``, the chance that a cluster was seen one level of
        efficiency and half a point of upgrading too high, or (as likely) too low, at once.

    Returns
    -------
    DataFrame
        One row per sector and outcome with ratings: share_independent and share_halo, the shares of draws
        with a one-sided p (by random relabelings of Kendall's S) of at most alpha.

    Raises
    ------
    FaultsError
        For the presence of leaders, which was read from documents and has no levels.
    """
    if study.relation is not Relation.COLLECTIVE_EFFICIENCY:
        expected = "expected collective_efficiency"
        raise FaultsError([Fault("halo_error", study.relation.value, expected, "Study collective efficiency.")])
    rows = []
    for sector, outcome, frame in levels_of(study).cells():
        if len(frame):
            shares = _shares(frame, error, alpha=study.settings.test.alpha)
            rows.append({"sector": sector.value, "outcome": outcome.value, **shares})
    return pd.DataFrame(rows, columns=["sector", "outcome", "share_independent", "share_halo"])


def _shares(frame: pd.DataFrame, error: CoderError, *, alpha: float) -> dict[str, float]:
    """Both shares of one cell."""
    rng = np.random.default_rng(error.seed)
    y = np.tile(frame["y"].to_numpy(), (error.draws, 1))
    x = rng.permuted(np.tile(frame["x"].to_numpy(), (error.draws, 1)), axis=1)
    apart = (
        miscode(x, error.ce_error, scale=(LEVEL_STEP, LEVELS[0], LEVELS[-1]), rng=rng),
        miscode(y, error.coder_error, scale=(RATING_STEP, *RATING_RANGE), rng=rng),
    )
    together = shared_impressions(x, y, chance=error.halo, rng=rng)
    return {
        "share_independent": _share_significant(*apart, alpha=alpha, rng=rng),
        "share_halo": _share_significant(*together, alpha=alpha, rng=rng),
    }


def shared_impressions(
    x: np.ndarray, y: np.ndarray, *, chance: float, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Degrees and ratings of which some were moved together, up or down alike, as far as the scales reach."""
    moved = np.where(rng.random(x.shape) < chance, rng.choice([-1.0, 1.0], x.shape), 0.0)
    return (
        np.clip(x + LEVEL_STEP * moved, LEVELS[0], LEVELS[-1]),
        np.clip(y + RATING_STEP * moved, *RATING_RANGE),
    )


def _share_significant(x: np.ndarray, y: np.ndarray, *, alpha: float, rng: np.random.Generator) -> float:
    """Share of data sets whose association is positive at the level."""
    places = np.arange(x.shape[1])
    orders = np.vstack([places, rng.permuted(np.tile(places, (RELABELINGS, 1)), axis=1)])
    found = [kendall_statistics(cause[orders], rating) for cause, rating in zip(x, y, strict=True)]
    return float(np.mean([is_significant(float((s >= s[0]).mean()), alpha) for s in found]))
