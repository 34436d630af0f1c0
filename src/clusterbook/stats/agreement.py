"""How far two codings of the same units agree.

References
----------
Cohen, J. 1968. Weighted Kappa. Psychological Bulletin 70 (4): 213-220.
Krippendorff, K. 2019. Content Analysis: An Introduction to Its Methodology. 4th ed. Chapter 12.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import krippendorff
import numpy as np


def krippendorff_alpha(first: Sequence[float], second: Sequence[float], *, ordered: bool) -> float:
    """Krippendorff's alpha of two codings.

    Parameters
    ----------
    first, second : sequence of float
        Codes of the same units in the same order, NaN where a coder gave none: such a unit does not count.
    ordered : bool
        Whether the codes are degrees (ordinal alpha) or kinds (nominal alpha).

    Returns
    -------
    float
        1 for the same codes throughout, 0 for what chance gives, below for less; NaN where fewer than two units or
        one code leave nothing to agree about.
    """
    both = _paired(first, second)
    if both.shape[1] < 2 or len(np.unique(both)) < 2:
        return math.nan
    return float(krippendorff.alpha(both, level_of_measurement="ordinal" if ordered else "nominal"))


def weighted_kappa(first: Sequence[float], second: Sequence[float], *, ordered: bool) -> float:
    """Cohen's kappa, of degrees with quadratic weights.

    Parameters
    ----------
    first, second : sequence of float
        As for ``krippendorff_alpha``.
    ordered : bool
        Whether the codes are degrees, whose disagreement counts by the square of its size, or kinds, for which any
        disagreement counts the same.

    Returns
    -------
    float
        1 for the same codes throughout, 0 for what chance gives; NaN where chance could not give a disagreement.
    """
    x, y = _paired(first, second)
    if not len(x):
        return math.nan
    pairs = x[:, None] - y[None, :]
    cost = (lambda gap: gap**2) if ordered else (lambda gap: (gap != 0).astype(float))
    expected = float(cost(pairs).mean())
    return 1 - float(cost(x - y).mean()) / expected if expected else math.nan


def _paired(first: Sequence[float], second: Sequence[float]) -> np.ndarray:
    """Two rows with the units that both coded.

    Raises
    ------
    ValueError
        If one coding has more units than the other.
    """
    if len(first) != len(second):
        raise ValueError(f"found {len(first)} and {len(second)} codes; expected two of each unit. Code the others.")
    both = np.array([first, second], dtype=float)
    return both[:, ~np.isnan(both).any(axis=0)]
