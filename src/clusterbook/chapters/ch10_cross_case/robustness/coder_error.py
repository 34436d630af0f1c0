"""Would another coder have come to the same result? Ratings half a point off, degrees one level off."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from clusterbook.chapters.ch10_cross_case.choices import Relation, Settings
from clusterbook.chapters.ch10_cross_case.study import Study
from clusterbook.stats import Alternative, association, check_range, is_significant
from clusterbook.stats.choices import check_count

RATING_STEP, RATING_RANGE = 0.5, (0.0, 3.0)  # ratings are given in half points, 0 absent to 3 high
LEVEL_STEP, LEVELS = 1.0, (1.0, 2.0, 3.0)  # Low, Medium, High
QUANTILES = {"coefficient_low": 0.05, "coefficient_median": 0.50, "coefficient_high": 0.95}


@dataclass(frozen=True)
class CoderError:
    """An assumption about coding errors; the book states no reliability.

    Attributes
    ----------
    coder_error : float
        Chance, 0 to 1, that a rating of upgrading is half a point off.
    ce_error : float
        Chance, 0 to 1, that a degree of collective efficiency is one level off.
    halo : float
        Chance, 0 to 1, that one impression moved both ratings of a cluster (see ``halo_error``).
    draws : int
        Simulated codings, at least 1.
    seed : int
        Of the random numbers, 0 or more.
    """

    coder_error: float = 0.25
    ce_error: float = 0.25
    halo: float = 0.25
    draws: int = 400
    seed: int = 2006

    def __post_init__(self) -> None:
        check_range(self.coder_error, 0.0, high=1.0, where="coder_error")
        check_range(self.ce_error, 0.0, high=1.0, where="ce_error")
        check_range(self.halo, 0.0, high=1.0, where="halo")
        check_count(self.draws, 1, where="draws")
        check_count(self.seed, 0, where="seed")


def miscode(
    values: np.ndarray, chance: float, *, scale: tuple[float, float, float], rng: np.random.Generator
) -> np.ndarray:
    """Ratings of which some are one step off, up or down alike; at an end of the scale, inwards.

    Parameters
    ----------
    values : array of float
        Ratings, of any shape.
    chance : float
        That a rating is off, 0 to 1.
    scale : tuple of float
        Step, lowest and highest value.
    rng : Generator
        Source of the random numbers.

    Returns
    -------
    array of float
        Same shape.
    """
    step, low, high = scale
    wrong = rng.random(values.shape) < chance
    shift = np.where(rng.random(values.shape) < 0.5, step, -step)
    shift = np.where((values + shift < low) | (values + shift > high), -shift, shift)
    return values + wrong * shift


def coder_error(study: Study, error: CoderError = CoderError()) -> pd.DataFrame:
    """What share of simulated codings keeps each sign and each significance, every p-value of them exact.

    Ratings err by half a point, degrees of collective efficiency by one level, independently;
    codes of governance (relation ``leaders``) are taken as they stand.

    Parameters
    ----------
    study : Study
        What is compared, and how it is tested.
    error : CoderError
        Chances of errors, number of codings and seed.

    Returns
    -------
    DataFrame
        One row per outcome and sector with ratings: significant (whether the one-sided test on the side of
        the coefficient as coded is, at alpha), share_significant (of the codings, on that same side),
        share_same_sign (of the coefficient), share_undefined, coefficient (as coded) and its 5, 50 and 95
        percent points over the draws (coefficient_low, _median, _high), draws.
    """
    levels, rows = levels_of(study), []
    for outcome in study.outcomes:
        frame = levels.comparable_clusters(outcome)
        for sector in study.sectors:
            part = frame[frame["sector"] == sector.value]
            if len(part):
                cell = {"sector": sector.value, "relation": study.relation.value, "outcome": outcome.value}
                rows.append(cell | _simulate(part, study, error=error))
    return pd.DataFrame(rows)


def levels_of(study: Study) -> Study:
    """The study with degrees of collective efficiency as 1, 2 and 3."""
    coding = replace(study.settings.coding, ce_scores=LEVELS)
    return replace(study, settings=replace(study.settings, coding=coding))


def _simulate(part: pd.DataFrame, study: Study, *, error: CoderError) -> dict[str, object]:
    """The association as coded beside those of the simulated codings."""
    graded, settings = study.relation is Relation.COLLECTIVE_EFFICIENCY, study.settings
    x, y = part["x"].to_numpy(), part["y"].to_numpy()
    value = association(_score(x, graded, settings=settings), y, settings=settings.test).coefficient
    side = replace(settings.test, alternative=Alternative.LESS if value < 0 else Alternative.GREATER)
    as_coded, *results = [
        association(_score(x_coded, graded, settings=settings), y_coded, settings=side)
        for x_coded, y_coded in [(x, y), *_codings(x, y, graded=graded, error=error)]
    ]
    coefficients = np.array([result.coefficient for result in results])
    significant = [is_significant(result.exact_p, side.alpha) for result in results]
    defined = coefficients[~np.isnan(coefficients)]
    quantiles = np.quantile(defined, list(QUANTILES.values())) if len(defined) else [np.nan] * len(QUANTILES)
    return {
        "significant": is_significant(as_coded.exact_p, side.alpha),
        "share_significant": float(np.mean(significant)),
        "share_same_sign": float((np.sign(coefficients) == np.sign(value)).mean()),
        "share_undefined": float(np.isnan(coefficients).mean()),
        "coefficient": value,
        **dict(zip(QUANTILES, map(float, quantiles), strict=True)),
        "draws": error.draws,
    }


def _codings(x: np.ndarray, y: np.ndarray, *, graded: bool, error: CoderError) -> list[tuple[np.ndarray, np.ndarray]]:
    """Simulated codings of the cause (left alone where it is a presence) and of the rating."""
    rng = np.random.default_rng(error.seed)
    y_coded = miscode(np.tile(y, (error.draws, 1)), error.coder_error, scale=(RATING_STEP, *RATING_RANGE), rng=rng)
    x_coded = np.tile(x, (error.draws, 1))
    if graded:
        x_coded = miscode(x_coded, error.ce_error, scale=(LEVEL_STEP, LEVELS[0], LEVELS[-1]), rng=rng)
    return list(zip(x_coded, y_coded, strict=True))


def _score(x: np.ndarray, graded: bool, *, settings: Settings) -> np.ndarray:
    """Levels 1, 2, 3 as the chosen scores; a presence as it stands."""
    return np.array(settings.coding.ce_scores)[x.astype(int) - 1] if graded else x
