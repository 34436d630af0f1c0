"""Two yes-or-no facts compared within strata: the exact Cochran-Mantel-Haenszel test."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from clusterbook.errors import Fault, FaultsError, listed
from clusterbook.stats.choices import Alternative
from clusterbook.stats.ordinal import whole_scores
from clusterbook.stats.pairs import contingency_table
from clusterbook.stats.permutation import Margins, NullDistribution, pooled_distribution

AS_LIKELY = 1 + 1e-7  # outcomes as likely as the observed one but for rounding count with it


@dataclass(frozen=True)
class MantelHaenszel:
    """A common odds ratio with its exact conditional test; NaN stands for `undefined`.

    Attributes
    ----------
    n : clusters in strata where both facts vary; others carry no information
    strata : number of such strata
    both : clusters that have both facts; expected_both is its mean over relabelings
    odds_ratio : Mantel and Haenszel's estimate, 0 to infinity
    exact_p : share of relabelings within strata at least as extreme
    attainable_p : smallest p-value that the margins allow
    """

    n: int
    strata: int
    both: int
    expected_both: float
    odds_ratio: float
    exact_p: float
    attainable_p: float


def mantel_haenszel(
    present: Sequence[float],
    upgraded: Sequence[float],
    *,
    strata: Sequence[object],
    alternative: Alternative = Alternative.TWO_SIDED,
) -> MantelHaenszel:
    """Test whether one fact goes with another inside strata.

    Given the margins of every stratum, the number of clusters with both facts is a sum of
    independent hypergeometric counts, whose distribution is convolved exactly. Two-sided p adds up
    all totals that are no likelier than the observed one, as R's `mantelhaen.test` and Fisher's
    test do; with one stratum it is Fisher's exact p.

    Parameters
    ----------
    present, upgraded : sequences of 0 and 1, none missing
    strata : sequence, the stratum (sector) of each cluster

    Raises
    ------
    FaultsError
        Where a value is neither 0 nor 1.

    References
    ----------
    Agresti, A. (2002), Categorical Data Analysis, 2nd ed., sections 6.3.5 and 6.7.5.
    """
    tables = [table for table in _fourfold(present, upgraded, strata=strata) if _informative(table)]
    if not tables:
        return MantelHaenszel(0, 0, 0, *[math.nan] * 4)
    margins = tuple(_margins(table) for table in tables)
    null = pooled_distribution(margins)
    both = int(sum(table[1, 1] for table in tables))
    return MantelHaenszel(
        n=int(sum(table.sum() for table in tables)),
        strata=len(tables),
        both=both,
        expected_both=float(null.centre),
        odds_ratio=_odds_ratio(tables),
        exact_p=_p_value(null, both, alternative=Alternative(alternative)),
        attainable_p=min(_p_value(null, int(value), alternative=Alternative(alternative)) for value in null.values),
    )


def _fourfold(present: Sequence[float], upgraded: Sequence[float], *, strata: Sequence[object]) -> list[np.ndarray]:
    """One two-by-two table a stratum: rows absent, present; columns not upgraded, upgraded."""
    contingency_table(present, upgraded)
    x, y = np.asarray(present, dtype=float), np.asarray(upgraded, dtype=float)
    strange = sorted({value for value in (*x, *y) if value not in (0.0, 1.0)})
    if strange:
        fault = Fault("mantel_haenszel", listed(strange), "allowed 0, 1", "Pass presence or absence.")
        raise FaultsError([fault])
    labels = np.array([str(label) for label in strata])
    cells = (2 * x + y).astype(int)
    return [np.bincount(cells[labels == label], minlength=4).reshape(2, 2) for label in dict.fromkeys(labels)]


def _informative(table: np.ndarray) -> bool:
    """Whether both facts vary in the stratum."""
    return bool(table.sum(axis=0).all() and table.sum(axis=1).all())


def _margins(table: np.ndarray) -> Margins:
    """The stratum with scores 0 and 1, so that the statistic is the count with both facts."""
    scores, _ = whole_scores([0, 1])
    return Margins(tuple(map(int, table.sum(axis=1))), tuple(map(int, table.sum(axis=0))), scores, scores)


def _odds_ratio(tables: Sequence[np.ndarray]) -> float:
    """Mantel and Haenszel's weighted odds ratio."""
    alike = sum(table[0, 0] * table[1, 1] / table.sum() for table in tables)
    unlike = sum(table[0, 1] * table[1, 0] / table.sum() for table in tables)
    return float(alike / unlike) if unlike else math.inf


def _p_value(null: NullDistribution, both: int, *, alternative: Alternative) -> float:
    """One-sided by the count; two-sided by likelihood."""
    if alternative is not Alternative.TWO_SIDED:
        return null.p_value(both, alternative)
    observed = null.probabilities[null.values == both].sum()
    return float(min(null.probabilities[null.probabilities <= observed * AS_LIKELY].sum(), 1.0))
