"""What a test with the observed margins could find, by simulation under a stated alternative."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np
import pandas as pd

from clusterbook.chapters.ch10_cross_case.choices import Settings
from clusterbook.stats.choices import Alternative, significant
from clusterbook.stats.ordinal import Layout, aligned
from clusterbook.stats.permutation import Margins, NullDistribution, pooled_distribution


def power(layouts: Sequence[Layout], settings: Settings) -> float:
    """Chance that the exact test rejects, in the right direction, if the association were real.

    The alternative: pairs of latent normal scores whose Kendall's tau is `settings.power_tau`,
    cut by rank into groups of the observed sizes. Both margins stay as observed, so every
    simulated sample is judged by the same exact distribution.

    Returns
    -------
    float
        Share of `settings.power_draws` samples, 0 to 1; NaN where a rating is constant.
    """
    margins = tuple(part.margins for part in aligned(layouts))
    if not margins:
        return math.nan
    return _power(margins, replace(settings, power_tau=_directed(settings)))


def _directed(settings: Settings) -> float:
    """The alternative's tau, on the side that a one-sided test looks at."""
    size = abs(settings.power_tau)
    sides = {Alternative.GREATER: size, Alternative.LESS: -size}
    return sides.get(settings.alternative, settings.power_tau)


@lru_cache(maxsize=10_000)
def _power(strata: tuple[Margins, ...], settings: Settings) -> float:
    """Simulated share of rejections in the direction of the alternative."""
    null = pooled_distribution(strata, settings.effort)
    rng = np.random.default_rng(settings.effort.seed)
    tau, draws = settings.power_tau, settings.power_draws
    simulated = sum(margins.statistics(latent_tables(margins, tau, draws=draws, rng=rng)) for margins in strata)
    values, counts = np.unique(simulated, return_counts=True)
    found = [_rejects(null, int(value), settings=settings) for value in values]
    return float(counts[found].sum() / draws)


def _rejects(null: NullDistribution, value: int, *, settings: Settings) -> bool:
    """Whether a simulated value is significant and on the side of the alternative."""
    side = 1 if settings.power_tau >= 0 else -1
    p_value = null.p_value(value, settings.alternative)
    return (value - null.centre) * side > 0 and significant(p_value, settings.alpha)


def latent_tables(margins: Margins, tau: float, *, draws: int, rng: np.random.Generator) -> np.ndarray:
    """Cross-tabulations of correlated latent normals cut into the given margins."""
    correlation = math.sin(math.pi * tau / 2)  # Kendall's tau of a bivariate normal, inverted
    x = rng.standard_normal((draws, margins.size))
    noise = rng.standard_normal((draws, margins.size))
    y = correlation * x + math.sqrt(max(0.0, 1 - correlation**2)) * noise
    rows, columns = len(margins.rows), len(margins.columns)
    cells = _groups(x, margins.rows) * columns + _groups(y, margins.columns)
    cells += np.arange(draws)[:, None] * rows * columns
    return np.bincount(cells.ravel(), minlength=draws * rows * columns).reshape(draws, rows, columns)


def _groups(latent: np.ndarray, sizes: tuple[int, ...]) -> np.ndarray:
    """Group of each latent score when a row is cut, in rank order, into groups of these sizes."""
    labels = np.repeat(np.arange(len(sizes)), sizes)
    groups = np.empty(latent.shape, dtype=np.int64)
    np.put_along_axis(groups, latent.argsort(axis=1), labels[None, :], axis=1)
    return groups


def power_curve(layouts: Sequence[Layout], settings: Settings, *, taus: Iterable[float]) -> pd.DataFrame:
    """Power at each alternative.

    Returns
    -------
    DataFrame
        Columns tau (of the latent scores) and power (0 to 1), one row for each tau given.
    """
    rows = [(tau, power(layouts, replace(settings, power_tau=tau))) for tau in taus]
    return pd.DataFrame(rows, columns=["tau", "power"])
