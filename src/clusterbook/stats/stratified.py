"""Two yes-or-no variables compared within strata: the exact Cochran-Mantel-Haenszel test."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from clusterbook.errors import Fault, FaultsError, listed
from clusterbook.stats.choices import Alternative
from clusterbook.stats.margins import Margins, NullDistribution
from clusterbook.stats.observations import Numbers, check_pair, members_of
from clusterbook.stats.permutation import pooled_distribution
from clusterbook.vocabulary import parse_choice

AS_LIKELY = 1 + 1e-7  # outcomes as likely as the observed one but for rounding count with it


@dataclass(frozen=True)
class MantelHaenszel:
    """A common odds ratio with its exact conditional test; NaN stands for ``undefined``.

    Attributes
    ----------
    n : int
        Observations in strata where both variables vary; others carry no information.
    strata : int
        Number of such strata.
    both : int
        Observations that have both.
    expected_both : float
        Its mean over relabelings.
    odds_ratio : float
        Mantel and Haenszel's estimate, 0 to infinity; NaN where no pair of observations decides it.
    exact_p : float
        Share of relabelings within strata at least as extreme.
    attainable_p : float
        Smallest p-value that the margins allow.
    """

    n: int
    strata: int
    both: int
    expected_both: float
    odds_ratio: float
    exact_p: float
    attainable_p: float


def mantel_haenszel(
    exposed: Numbers,
    outcome: Numbers,
    *,
    strata: Sequence[Hashable],
    alternative: Alternative = Alternative.TWO_SIDED,
) -> MantelHaenszel:
    """Test whether one fact goes with another inside strata.

    Given the margins of every stratum, the number of observations with both facts is a sum of
    independent hypergeometric counts, whose distribution is convolved exactly. Two-sided p adds up
    all totals that are no likelier than the observed one, as R's ``mantelhaen.test`` and Fisher's
    test do; with one stratum it is Fisher's exact p.

    Parameters
    ----------
    exposed, outcome : sequences of 0 and 1
        Of the same observations, shape (n,), none missing.
    strata : sequence
        Stratum of each observation, shape (n,), none missing.
    alternative : Alternative or str
        Two-sided, greater (more with both than by chance) or less.

    Returns
    -------
    MantelHaenszel
        Odds ratio, numbers observed and expected, p and the attainable p, 0 to 1.

    Raises
    ------
    FaultsError
        Where lengths differ, a value is neither 0 nor 1, a stratum is missing or the alternative is
        unknown.

    References
    ----------
    Agresti, A. (2002), Categorical Data Analysis, 2nd ed., sections 6.3.5 and 6.7.5.
    """
    side = parse_choice(Alternative, alternative, where="alternative")
    every = fourfold_tables(exposed, outcome, strata=strata).values()
    tables = [table for table in every if _informative(table)]
    if not tables:
        return MantelHaenszel(0, 0, 0, math.nan, math.nan, math.nan, math.nan)
    null = pooled_distribution(tuple(_margins(table) for table in tables))
    both = int(sum(table[1, 1] for table in tables))
    return MantelHaenszel(
        n=int(sum(table.sum() for table in tables)),
        strata=len(tables),
        both=both,
        expected_both=float(null.centre),
        odds_ratio=_odds_ratio(tables),
        exact_p=_p_value(null, both, alternative=side),
        attainable_p=_attainable_p(null, side),
    )


def fourfold_tables(exposed: Numbers, outcome: Numbers, *, strata: Sequence[Hashable]) -> dict[Hashable, np.ndarray]:
    """One two by two table per stratum: rows unexposed, exposed; columns without, with the outcome.

    Parameters
    ----------
    exposed, outcome : sequences of 0 and 1
        Of the same observations, shape (n,), none missing.
    strata : sequence
        Stratum of each observation, shape (n,), none missing.

    Returns
    -------
    dict of stratum to array, shape (2, 2)
        Numbers of observations.

    Raises
    ------
    FaultsError
        Where lengths differ, a value is neither 0 nor 1 or a stratum is missing.
    """
    x, y = check_pair(exposed, outcome, where="fourfold_tables")
    unexpected = sorted(set(np.concatenate([x, y]).tolist()) - {0.0, 1.0})
    if unexpected:
        fault = Fault("fourfold_tables", listed(unexpected), "allowed 0, 1", "Pass presence or absence.")
        raise FaultsError([fault])
    cells = (2 * x + y).astype(int)
    groups = members_of(strata, len(x), where="fourfold_tables")
    return {label: np.bincount(cells[members], minlength=4).reshape(2, 2) for label, members in groups.items()}


def _informative(table: np.ndarray) -> bool:
    """Whether both variables vary in the stratum."""
    return bool(table.sum(axis=0).all() and table.sum(axis=1).all())


def _margins(table: np.ndarray) -> Margins:
    """The stratum with scores 0 and 1, so that the statistic is the count with both facts."""
    return Margins(tuple(map(int, table.sum(axis=1))), tuple(map(int, table.sum(axis=0))), (0, 1), (0, 1))


def _odds_ratio(tables: Sequence[np.ndarray]) -> float:
    """Mantel and Haenszel's weighted odds ratio."""
    alike = sum(table[0, 0] * table[1, 1] / table.sum() for table in tables)
    unlike = sum(table[0, 1] * table[1, 0] / table.sum() for table in tables)
    if not unlike:
        return math.inf if alike else math.nan
    return float(alike / unlike)


def _p_value(null: NullDistribution, both: int, *, alternative: Alternative) -> float:
    """One-sided by the count; two-sided by likelihood."""
    if alternative is not Alternative.TWO_SIDED:
        return null.p_value(both, alternative)
    observed = null.probabilities[null.values == both].sum()
    return float(min(null.probabilities[null.probabilities <= observed * AS_LIKELY].sum(), 1.0))


def _attainable_p(null: NullDistribution, alternative: Alternative) -> float:
    """The smallest p-value of any total: that of an end of the range, or two-sided of a least likely total."""
    if alternative is not Alternative.TWO_SIDED:
        return null.attainable_p(alternative)
    rarest = int(null.values[null.probabilities.argmin()])
    return _p_value(null, rarest, alternative=alternative)


def fisher_by_stratum(
    exposed: Numbers,
    outcome: Numbers,
    *,
    strata: Sequence[Hashable],
    alternative: Alternative = Alternative.TWO_SIDED,
) -> dict[Hashable, MantelHaenszel]:
    """Fisher's exact test in each stratum by itself, in the order in which strata first occur.

    Parameters and errors are those of ``mantel_haenszel``, whose test of one stratum it is; a stratum in
    which a variable does not vary is undefined.

    Parameters
    ----------
    exposed, outcome : sequences of 0 and 1
        Of the same observations, shape (n,), none missing.
    strata : sequence
        Stratum of each observation, shape (n,), none missing.
    alternative : Alternative or str
        Two-sided, greater (more with both than by chance) or less.

    Returns
    -------
    dict of stratum to MantelHaenszel
        The test of each stratum by itself.

    Raises
    ------
    FaultsError
        As ``mantel_haenszel`` raises it.

    References
    ----------
    Fisher, R. A. (1935), The logic of inductive inference, Journal of the Royal Statistical Society 98,
    39-82.
    """
    side = parse_choice(Alternative, alternative, where="alternative")
    x, y = check_pair(exposed, outcome, where="fisher_by_stratum")
    groups = members_of(strata, len(x), where="fisher_by_stratum")
    return {
        label: mantel_haenszel(x[members], y[members], strata=[label] * len(members), alternative=side)
        for label, members in groups.items()
    }
