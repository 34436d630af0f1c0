"""Do groups differ in level? Kruskal and Wallis's test with exact p, and Dunn's comparisons."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from clusterbook.stats.choices import Effort
from clusterbook.stats.enumeration import LARGEST_COUNT, allocations
from clusterbook.stats.margins import LARGEST_WHOLE, Margins
from clusterbook.stats.multiplicity import holm
from clusterbook.stats.observations import Numbers, check_observations
from clusterbook.stats.sampling import batches, random_tables
from clusterbook.stats.scores import midranks

MOST_STATES = 4_000_000  # states held at one time, at most: about 500 megabytes
STATE_COST = 100  # handling one state costs about as much as adding so many cells

LARGEST_KEY = 2**61  # a state is written as one 64-bit number


@dataclass(frozen=True)
class KruskalWallis:
    """Kruskal and Wallis's H with its exact p; NaN where it is undefined (one value only).

    Attributes
    ----------
    n, groups : int
        Observations and groups compared; empty groups are left out.
    statistic : float
        H corrected for ties, 0 or more.
    exact_p : float
        Share of all distinct relabelings with H at least as large; where ``exact`` is false it is
        estimated from random ones.
    asymptotic_p : float
        By chi-square with groups - 1 degrees of freedom, for comparison.
    standard_error : float
        Of a sampled p-value; 0 where it is exact.
    exact : bool
        Whether all relabelings were counted.
    """

    n: int
    groups: int
    statistic: float
    exact_p: float
    asymptotic_p: float
    standard_error: float
    exact: bool


def _cross_tabulate(groups: Mapping[str, Numbers]) -> tuple[np.ndarray, np.ndarray]:
    """Group sizes, and the table of groups by rising levels."""
    checked = [check_observations(values, where=f"group {name}") for name, values in groups.items()]
    kept = [values for values in checked if len(values)]
    if not kept:
        return np.zeros(0, dtype=np.int64), np.zeros((0, 0), dtype=np.int64)
    levels = np.unique(np.concatenate(kept))
    table = np.array([np.bincount(np.searchsorted(levels, values), minlength=len(levels)) for values in kept])
    return np.array([len(values) for values in kept]), table


def kruskal_wallis(groups: Mapping[str, Numbers], *, effort: Effort = Effort()) -> KruskalWallis:
    """Test whether groups of observations differ in level.

    The relabelings are counted level by level (tie group by tie group), merging those that agree in
    places used and rank sums. H is compared in whole numbers.

    Parameters
    ----------
    groups : mapping of str to sequence of float
        Name of each group to its values, all finite; an empty group is left out.
    effort : Effort
        Budget of the count, and draws and seed where it does not suffice.

    Returns
    -------
    KruskalWallis
        H with its exact or sampled p, and the one by chi-square; NaN where nothing varies.

    Raises
    ------
    FaultsError
        Where a value is missing or infinite.

    References
    ----------
    Kruskal, W. H. and Wallis, W. A. (1952), Use of ranks in one-criterion variance analysis,
    Journal of the American Statistical Association 47, 583-621.
    """
    sizes, table = _cross_tabulate(groups)
    if len(sizes) < 2 or table.shape[1] < 2:
        return KruskalWallis(int(sizes.sum()), len(sizes), math.nan, math.nan, math.nan, math.nan, True)
    levels = table.sum(axis=0)
    doubled = (2 * midranks(levels)).astype(np.int64)
    observed = int(_between(table @ doubled, sizes))
    margins = Margins(tuple(map(int, sizes)), tuple(map(int, levels)))
    share = _exact_share(margins, doubled, observed=observed, budget=effort.budget)
    exact = share is not None
    if share is None:
        share = _sampled_share(margins, doubled, observed=observed, effort=effort)
    h = _h(observed, sizes, levels=levels)
    error = 0.0 if exact else math.sqrt(share * (1 - share) / effort.draws)
    chi_square = float(stats.chi2.sf(h, len(sizes) - 1))
    return KruskalWallis(int(sizes.sum()), len(sizes), h, share, chi_square, error, exact)


def _between(rank_sums: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Sum over groups of squared doubled rank sums over size, times a common multiple of the sizes."""
    multiple, largest = math.lcm(*map(int, sizes)), int(sizes.sum()) * (int(sizes.sum()) + 1)
    wide = multiple * largest**2 > LARGEST_WHOLE  # then in unbounded whole numbers, slower
    weights = np.array([multiple // int(size) for size in sizes], dtype=object if wide else np.int64)
    return (np.asarray(rank_sums, dtype=np.int64).astype(weights.dtype) ** 2) @ weights


def _h(between: int, sizes: np.ndarray, *, levels: np.ndarray) -> float:
    """H corrected for ties, from the whole-number sum of squares."""
    n = int(sizes.sum())
    squares = float(between) / math.lcm(*map(int, sizes)) / 4
    ties = 1 - float((levels**3 - levels).sum()) / (n**3 - n)
    return (12 / (n * (n + 1)) * squares - 3 * (n + 1)) / ties


def _exact_share(margins: Margins, doubled: np.ndarray, *, observed: int, budget: float) -> float | None:
    """Share of relabelings with a sum of squares at least as large, or None where too expensive."""
    keys = math.prod((size + 1) * (2 * margins.size * size + 1) for size in margins.rows[:-1])
    if keys > LARGEST_KEY or margins.relabelings > LARGEST_COUNT:
        return None
    states, weights = np.zeros((1, 2 * len(margins.rows)), dtype=np.int64), np.ones(1)
    for size, rank in zip(margins.columns, doubled, strict=True):
        written = len(states) * math.comb(size + len(margins.rows) - 1, size)
        budget -= written * STATE_COST
        if written > MOST_STATES or budget < 0:
            return None
        states, weights = _next_level(states, weights, margins=margins, level=(size, int(rank)))
    sums = states[:, len(margins.rows) :]
    extreme = _between(sums, np.array(margins.rows)) >= observed
    return float(min(weights[extreme].sum() / weights.sum(), 1.0))


def _next_level(
    states: np.ndarray, weights: np.ndarray, *, margins: Margins, level: tuple[int, int]
) -> tuple[np.ndarray, np.ndarray]:
    """Hand one tie group to the groups in every way; merge equal places and rank sums."""
    (size, rank), groups = level, len(margins.rows)
    room, new_states, new_weights = np.array(margins.rows), [], []
    for taken in allocations(size, margins.rows):
        fits = (states[:, :groups] + taken <= room).all(axis=1)
        new_states.append(states[fits] + np.concatenate([taken, np.multiply(taken, rank)]))
        ways = math.factorial(size) // math.prod(map(math.factorial, taken))
        new_weights.append(weights[fits] * ways)
    found = np.concatenate(new_states)
    _, first, places = np.unique(found @ _radices(margins), return_index=True, return_inverse=True)
    return found[first], np.bincount(places, np.concatenate(new_weights))


def _radices(margins: Margins) -> np.ndarray:
    """Factors that write places used and doubled rank sums as one whole number (last group implied)."""
    sizes = margins.rows[:-1]
    limits = [size + 1 for size in sizes] + [2 * margins.size * size + 1 for size in sizes]
    factors = np.cumprod([1, *limits[:-1]], dtype=np.int64)
    kept = len(sizes)
    return np.concatenate([factors[:kept], [0], factors[kept:], [0]])


def _sampled_share(margins: Margins, doubled: np.ndarray, *, observed: int, effort: Effort) -> float:
    """Share among random relabelings, the observed one counted."""
    rng, sizes, extreme = np.random.default_rng(effort.seed), np.array(margins.rows), 0
    for size in batches(effort.draws, len(margins.rows) * len(margins.columns)):
        rank_sums = random_tables(margins, size, rng=rng) @ doubled
        extreme += int((_between(rank_sums, sizes) >= observed).sum())
    return (extreme + 1) / (effort.draws + 1)


def dunn(groups: Mapping[str, Numbers]) -> pd.DataFrame:
    """Compare mean ranks of every two groups, adjusted by Holm.

    Parameters
    ----------
    groups : mapping of str to sequence of float
        Name of each group to its values, all finite; an empty group is left out.

    Returns
    -------
    DataFrame
        One row per pair (none with fewer than two groups): first, second, rank_difference (mean rank
        of the first minus the second), z (corrected for ties; missing where all values are equal), p
        (two-sided, normal approximation: Dunn's test is asymptotic) and holm (over the pairs).

    Raises
    ------
    FaultsError
        Where a value is missing or infinite.

    References
    ----------
    Dunn, O. J. (1964), Multiple comparisons using rank sums, Technometrics 6, 241-252.
    """
    names = [name for name, values in groups.items() if len(values)]
    sizes, table = _cross_tabulate(groups)
    levels, n = table.sum(axis=0), int(sizes.sum())
    means = table @ midranks(levels) / sizes
    variance = n * (n + 1) / 12 - float((levels**3 - levels).sum()) / (12 * max(n - 1, 1))
    rows = []
    for first, second in itertools.combinations(range(len(names)), 2):
        difference = means[first] - means[second]
        error = math.sqrt(max(variance, 0.0) * (1 / sizes[first] + 1 / sizes[second]))
        z = difference / error if error > 0 else math.nan
        rows.append((names[first], names[second], difference, z, 2 * stats.norm.sf(abs(z))))
    frame = pd.DataFrame(rows, columns=["first", "second", "rank_difference", "z", "p"])
    return frame.assign(holm=holm(frame["p"]))
