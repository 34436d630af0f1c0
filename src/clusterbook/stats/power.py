"""What a test with the observed margins could find, by simulation under a stated alternative."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np
import pandas as pd

from clusterbook.stats.choices import Alternative, TestSettings, is_significant
from clusterbook.stats.margins import Margins, NullDistribution
from clusterbook.stats.ordinal import Layout, align_scores
from clusterbook.stats.permutation import pooled_distribution
from clusterbook.stats.sampling import CELLS_PER_OBSERVATION, batches


def power(layouts: Sequence[Layout], settings: TestSettings) -> float:
    """Chance that the exact test rejects, in the right direction, if the association were real.

    The alternative: pairs of latent normal scores whose Kendall's tau is ``settings.power_tau``,
    cut by rank into groups of the observed sizes. Both margins stay as observed, so every
    simulated sample is judged by the same exact distribution. A one-sided test is judged at an
    alternative on its own side, whatever the sign of ``power_tau``; at a tau of 0 only rejections
    towards a positive association count.

    Parameters
    ----------
    layouts : sequence of Layout
        Observed strata.
    settings : TestSettings
        Level, direction, alternative, number of simulated samples, and effort with its seed.

    Returns
    -------
    float
        Share of ``settings.power_draws`` samples, 0 to 1; NaN where a variable is constant.
    """
    margins = tuple(part.margins for part in align_scores(layouts))
    if not margins:
        return math.nan
    return _power(margins, replace(settings, power_tau=_alternative_tau(settings)))


def _alternative_tau(settings: TestSettings) -> float:
    """The alternative's tau, on the side that a one-sided test looks at."""
    size = abs(settings.power_tau)
    sides = {Alternative.GREATER: size, Alternative.LESS: -size}
    return sides.get(settings.alternative, settings.power_tau)


@lru_cache(maxsize=10_000)
def _power(strata: tuple[Margins, ...], settings: TestSettings) -> float:
    """Simulated share of rejections in the direction of the alternative."""
    null = pooled_distribution(strata, settings.effort)
    rng = np.random.default_rng(settings.effort.seed)
    tau, draws = settings.power_tau, settings.power_draws
    simulated = sum(_simulate(margins, tau, draws=draws, rng=rng) for margins in strata)
    values, counts = np.unique(simulated, return_counts=True)
    found = [_rejects(null, int(value), settings=settings) for value in values]
    return float(counts[found].sum() / draws)


def _rejects(null: NullDistribution, value: int, *, settings: TestSettings) -> bool:
    """Whether a simulated value is significant and on the side of the alternative."""
    right_side = value > null.centre if settings.power_tau >= 0 else value < null.centre
    p_value = null.p_value(value, settings.alternative, two_sided=settings.two_sided)
    return right_side and is_significant(p_value, settings.alpha)


def _simulate(margins: Margins, tau: float, *, draws: int, rng: np.random.Generator) -> np.ndarray:
    """The statistic of simulated samples, shape (draws,), in batches of bounded memory."""
    cells, parts = len(margins.rows) * len(margins.columns), []
    small = cells <= CELLS_PER_OBSERVATION * margins.size
    for size in batches(draws, 4 * margins.size):
        x, y = latent_levels(margins, tau, draws=size, rng=rng)
        statistics = margins.statistics(_tables(margins, x, y)) if small else margins.statistics_of_levels(x, y)
        parts.append(statistics)
    return np.concatenate(parts)


def latent_levels(
    margins: Margins, tau: float, *, draws: int, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Levels of correlated latent normals cut into the given margins, each of shape (draws, n)."""
    correlation = math.sin(math.pi * tau / 2)  # Kendall's tau of a bivariate normal, inverted
    x = rng.standard_normal((draws, margins.size))
    noise = rng.standard_normal((draws, margins.size))
    y = correlation * x + math.sqrt(max(0.0, 1 - correlation**2)) * noise
    return _groups(x, margins.rows), _groups(y, margins.columns)


def _tables(margins: Margins, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Cross-tabulations of samples, shape (samples, levels of x, levels of y)."""
    draws, rows, columns = len(x), len(margins.rows), len(margins.columns)
    cells = x * columns + y + np.arange(draws)[:, None] * rows * columns
    return np.bincount(cells.ravel(), minlength=draws * rows * columns).reshape(draws, rows, columns)


def _groups(latent: np.ndarray, sizes: tuple[int, ...]) -> np.ndarray:
    """Group of each latent score when a row is cut, in rank order, into groups of these sizes."""
    labels = np.repeat(np.arange(len(sizes)), sizes)
    groups = np.empty(latent.shape, dtype=np.int64)
    np.put_along_axis(groups, latent.argsort(axis=1), labels[None, :], axis=1)
    return groups


def power_curve(layouts: Sequence[Layout], settings: TestSettings, *, taus: Iterable[float]) -> pd.DataFrame:
    """Power at each alternative.

    Parameters
    ----------
    layouts : sequence of Layout
        Observed strata.
    settings : TestSettings
        As for ``power``; its ``power_tau`` is replaced.
    taus : iterable of float
        Alternatives, -1 to 1.

    Returns
    -------
    DataFrame
        Columns tau (of the latent scores) and power (0 to 1), one row for each tau given.
    """
    rows = [(tau, power(layouts, replace(settings, power_tau=tau))) for tau in taus]
    return pd.DataFrame(rows, columns=["tau", "power"])
