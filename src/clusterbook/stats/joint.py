"""Many tests at once by one permutation: Westfall and Young's step-down smallest p.

All outcomes keep their places while the causes are exchanged within strata, so that tests that move
together are corrected together: less than Holm takes where they do, as much where they do not.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from clusterbook.errors import Fault, FaultsError
from clusterbook.stats.choices import RELATIVE_ROUNDING, Alternative, Effort, check_range
from clusterbook.stats.observations import Numbers, as_numbers, check_observations, members_of
from clusterbook.stats.sampling import batches
from clusterbook.vocabulary import parse_choice

MOST_CELLS = 1_000_000  # pairs in all orders that are compared at one time: 8 megabytes


def westfall_young(
    x: Numbers,
    outcomes: Mapping[str, Numbers],
    *,
    strata: Sequence[Hashable],
    alternative: Alternative = Alternative.TWO_SIDED,
    effort: Effort = Effort(draws=10_000),
) -> pd.DataFrame:
    """Test one cause against several outcomes in each stratum, jointly.

    Parameters
    ----------
    x : sequence of float, shape (n,)
        The cause, all finite.
    outcomes : mapping of str to sequence of float, each of shape (n,)
        NaN where an observation was not rated: it is left out of that outcome's tests only.
    strata : sequence, shape (n,)
        Stratum of each observation, none missing.
    alternative : Alternative or str
        Two-sided (by the size of S), greater or less.
    effort : Effort
        Its draws and seed are used here; the observed labelling counts as one more.

    Returns
    -------
    DataFrame
        One row per stratum and outcome: stratum, outcome, statistic (Kendall's S), p (by this
        permutation alone) and adjusted (over all rows). Missing where cause or outcome does not vary.

    Raises
    ------
    FaultsError
        Where lengths differ, the cause or a stratum is missing or the alternative is unknown.

    References
    ----------
    Westfall, P. H. and Young, S. S. (1993), Resampling-Based Multiple Testing, algorithm 2.8.
    """
    cause = check_observations(x, where="westfall_young, x")
    groups = members_of(strata, len(cause), where="westfall_young")
    side, keys, columns = parse_choice(Alternative, alternative, where="alternative"), [], []
    rng = np.random.default_rng(effort.seed)
    for label, members in groups.items():
        orders = _orders(cause[members], effort.draws, rng=rng)
        for name, values in outcomes.items():
            rated = _check_outcome(values, len(cause), name=name)[members]
            keys.append((label, name))
            columns.append(kendall_statistics(orders, rated))
    statistics = np.column_stack(columns) if columns else np.zeros((effort.draws + 1, 0))
    raw, adjusted = step_down(statistics, side)
    table = pd.DataFrame(keys, columns=["stratum", "outcome"])
    return table.assign(statistic=np.where(np.isnan(raw), np.nan, statistics[0]), p=raw, adjusted=adjusted)


def _check_outcome(values: Numbers, size: int, *, name: str) -> np.ndarray:
    """An outcome as numbers, one per observation, NaN allowed."""
    rated = as_numbers(values, where=f"westfall_young, {name}")
    if rated.shape != (size,) or np.isinf(rated).any():
        expected = f"expected {size} numbers, none infinite"
        raise FaultsError(
            [Fault(f"westfall_young, {name}", f"shape {rated.shape}", expected, "Match the observations.")]
        )
    return rated


def _orders(values: np.ndarray, draws: int, *, rng: np.random.Generator) -> np.ndarray:
    """The observed order, then random ones, shape (draws + 1, n)."""
    parts = [rng.permuted(np.tile(values, (size, 1)), axis=1) for size in batches(draws, len(values))]
    return np.concatenate([values[None, :], *parts])


def kendall_statistics(orders: np.ndarray, outcome: np.ndarray) -> np.ndarray:
    """Kendall's S of many orders of a cause against one outcome.

    Parameters
    ----------
    orders : array of float, shape (orders, n)
        NaN where an observation has no cause in that order: its pairs count as tied.
    outcome : array of float, shape (n,)
        NaN where an observation was not rated: it is left out.

    Returns
    -------
    ndarray
        Shape (orders,).
    """
    rated = np.flatnonzero(~np.isnan(outcome))
    first, second = (rated[places] for places in np.triu_indices(len(rated), 1))
    turns = np.sign(outcome[second] - outcome[first])
    first, second, turns = first[turns != 0], second[turns != 0], turns[turns != 0]
    totals, complete = np.zeros(len(orders)), not np.isnan(orders).any()
    step = max(1, MOST_CELLS // max(len(orders), 1))
    for start in range(0, len(turns), step):
        here = slice(start, start + step)
        turned = np.sign(orders[:, second[here]] - orders[:, first[here]])
        totals += (turned if complete else np.nan_to_num(turned)) @ turns[here]
    return totals


def step_down(
    statistics: np.ndarray, alternative: Alternative = Alternative.TWO_SIDED
) -> tuple[np.ndarray, np.ndarray]:
    """Unadjusted and step-down adjusted p-values of tests that were permuted together.

    Parameters
    ----------
    statistics : array, shape (labellings, tests)
        First the observed labelling, then the others; zero is what no association gives. A test whose
        statistic never varies is undefined.
    alternative : Alternative or str
        What counts as extreme in every test.

    Returns
    -------
    tuple of ndarray
        Each of shape (tests,), NaN where undefined.

    Raises
    ------
    FaultsError
        Where the statistics are no table of finite numbers, or the alternative is unknown.
    """
    varying, shares, tests = _shares_of_varying(statistics, alternative)
    raw = np.full(tests, np.nan)
    adjusted = raw.copy()
    if not len(varying):
        return raw, adjusted
    order = np.argsort(shares[0], kind="stable")
    smallest = np.flip(np.minimum.accumulate(np.flip(shares[:, order], axis=1), axis=1), axis=1)
    steps = np.maximum.accumulate((smallest <= shares[0, order] * (1 + 1e-12)).mean(axis=0))
    raw[varying], adjusted[varying[order]] = shares[0], steps
    return raw, adjusted


def step_down_apart(parts: Sequence[np.ndarray]) -> np.ndarray:
    """Step-down adjusted two-sided p-values of tests in parts that are relabelled independently of each other.

    The chance that no p is as small is the product of the parts' chances: where each part holds all its labellings,
    nothing is left to chance, and tests with the same p tie exactly.

    Parameters
    ----------
    parts : sequence of array, each of shape (labellings, tests)
        As ``step_down`` takes them; parts may have other numbers of labellings.

    Returns
    -------
    ndarray
        Of all tests, part by part; NaN where undefined.
    """
    found = [_shares_of_varying(part, Alternative.TWO_SIDED) for part in parts]
    adjusted = [np.full(tests, np.nan) for _, _, tests in found]
    keys = [(part, test) for part, (varying, _, _) in enumerate(found) for test in range(len(varying))]
    keys.sort(key=lambda key: found[key[0]][1][0, key[1]])
    step = 0.0
    for place, (part, test) in enumerate(keys):
        level, none = found[part][1][0, test] * (1 + RELATIVE_ROUNDING), 1.0
        for other, (_, shares, _) in enumerate(found):
            left = [number for where, number in keys[place:] if where == other]
            none *= (shares[:, left] > level).all(axis=1).mean()
        step = max(step, 1 - none)
        adjusted[part][found[part][0][test]] = step
    return np.concatenate(adjusted) if adjusted else np.array([])


def distinct_orders(values: np.ndarray) -> np.ndarray:
    """All distinct orders of some values, the given one first.

    Parameters
    ----------
    values : array, shape (n,)
        NaN is a value like any other.

    Returns
    -------
    ndarray
        Shape (orders, n).
    """
    levels, codes = np.unique(values, return_inverse=True)
    orders = np.full((1, len(values)), -1)
    for level, count in enumerate(np.bincount(codes, minlength=len(levels))):
        free = np.argsort(orders >= 0, axis=1, kind="stable")[:, : (orders[0] < 0).sum()]
        chosen = np.array(list(itertools.combinations(range(free.shape[1]), count)))
        places = free[:, chosen].reshape(-1, count)
        orders = np.repeat(orders, len(chosen), axis=0)
        np.put_along_axis(orders, places, level, axis=1)
    others = orders[(orders != codes).any(axis=1)]
    return levels[np.concatenate([codes[None, :], others])]


def number_of_orders(values: np.ndarray) -> int:
    """How many distinct orders some values have; NaN is a value like any other."""
    counts = np.unique(values, return_counts=True)[1]
    return math.factorial(len(values)) // math.prod(map(math.factorial, counts.tolist()))


@dataclass(frozen=True)
class JointCount:
    """How many of several tests are significant, and how often relabelled data give as many.

    Attributes
    ----------
    tests : int
        Tests whose statistic varies.
    significant : int
        Of them, those with p (by this permutation) of at most the level.
    p : float
        Share of labellings, the observed one among them, with at least as many; NaN without a test.
    """

    tests: int
    significant: int
    p: float


def count_significant(
    statistics: np.ndarray, alpha: float, *, alternative: Alternative = Alternative.TWO_SIDED
) -> JointCount:
    """Count the significant ones among tests that were permuted together, and test the count itself.

    Parameters
    ----------
    statistics : array, shape (labellings, tests)
        First the observed labelling, then the others; zero is what no association gives.
    alpha : float
        Level of each test, 0 to 1.
    alternative : Alternative or str
        What counts as extreme in every test.

    Returns
    -------
    JointCount
        The count of the observed labelling and its p over all labellings, 0 to 1.

    Raises
    ------
    FaultsError
        Where the statistics are no table of finite numbers, the level lies outside 0 to 1 or the
        alternative is unknown.

    References
    ----------
    Simonsohn, U., Simmons, J. P. and Nelson, L. D. (2020), Specification curve analysis, Nature Human
    Behaviour 4, 1208-1214.
    """
    check_range(alpha, 0.0, high=1.0, where="alpha")
    varying, shares, _ = _shares_of_varying(statistics, alternative)
    if not len(varying):
        return JointCount(0, 0, math.nan)
    counts = (shares <= alpha * (1 + RELATIVE_ROUNDING)).sum(axis=1)
    return JointCount(len(varying), int(counts[0]), float((counts >= counts[0]).mean()))


def _shares_of_varying(statistics: np.ndarray, alternative: Alternative) -> tuple[np.ndarray, np.ndarray, int]:
    """Places of the tests that vary, the share at least as extreme in each of their labellings, and the tests."""
    values, side = (
        as_numbers(statistics, where="statistics"),
        parse_choice(Alternative, alternative, where="alternative"),
    )
    if values.ndim != 2 or not np.isfinite(values).all():
        expected = "expected finite numbers, shape (labellings, tests)"
        raise FaultsError([Fault("statistics", f"shape {values.shape}", expected, "Leave undefined tests out.")])
    extremes = {Alternative.GREATER: values, Alternative.LESS: -values}.get(side, np.abs(values))
    varying = np.flatnonzero(np.ptp(values, axis=0) > 0) if len(values) else np.array([], dtype=int)
    shares = [_shares(extremes[:, test]) for test in varying]
    return varying, np.column_stack(shares) if shares else np.zeros((len(values), 0)), values.shape[1]


def _shares(extremes: np.ndarray) -> np.ndarray:
    """For each labelling the share of labellings at least as extreme."""
    rising = np.sort(extremes)
    return (len(rising) - np.searchsorted(rising, extremes, side="left")) / len(rising)
