"""Exact intervals and equivalence against Cornfield's interval, brute force and each other."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings, strategies
from scipy.stats import contingency

from clusterbook import stats
from clusterbook.errors import FaultsError

ratings = strategies.lists(
    strategies.tuples(strategies.integers(0, 2), strategies.integers(0, 3)), min_size=3, max_size=7
)


def columns(pairs):
    """The two ratings of a list of pairs."""
    return map(np.array, zip(*pairs, strict=True))


@pytest.mark.parametrize("table", [[[7, 2], [1, 5]], [[3, 3], [3, 3]], [[4, 0], [2, 6]], [[900, 1000], [950, 1150]]])
def test_a_fourfold_table_has_the_conditional_interval_of_its_odds_ratio(table) -> None:
    counts = np.array(table)
    x, y = (np.repeat(axis.ravel(), counts.ravel()) for axis in np.indices((2, 2)))
    interval = stats.association_interval([stats.layout(x, y)], confidence=0.9)
    theirs = contingency.odds_ratio(counts, kind="conditional").confidence_interval(0.9)
    n = counts.sum()  # S changes by n when the count with both changes by one
    assert math.exp(n * interval.tilt_low) == pytest.approx(theirs.low, rel=1e-6)
    assert (math.inf if math.isinf(interval.tilt_high) else math.exp(n * interval.tilt_high)) == pytest.approx(
        theirs.high, rel=1e-6
    )


def test_an_association_too_strong_for_a_double_is_refused() -> None:
    x = np.repeat([0, 1], 1_000)
    with pytest.raises(FaultsError, match="too strong for its size"):
        stats.association_interval([stats.layout(x, x)])


def test_a_bound_whose_chance_no_double_holds_is_kept_to_for_sure() -> None:
    x, y = (np.repeat(axis.ravel(), [900, 1000, 950, 1150]) for axis in np.indices((2, 2)))
    found = stats.equivalence([stats.layout(x, y)], 0.95)
    assert (found.p_below, found.p_above, found.equivalent) == (0, 0, True)


@given(ratings, strategies.sampled_from([-0.3, -0.05, 0.0, 0.1, 0.4]))
@settings(max_examples=25)
def test_a_tilt_is_in_the_interval_just_if_neither_side_of_written_out_orders_rejects_it(pairs, tilt) -> None:
    x, y = columns(pairs)
    interval = stats.association_interval([stats.layout(x, y)], confidence=0.8)
    if math.isnan(interval.coefficient):
        return
    first, second = np.triu_indices(len(x), 1)
    orders = np.array(list(itertools.permutations(x)))
    values = np.sign(orders[:, second] - orders[:, first]) @ np.sign(y[second] - y[first])
    observed = np.sign(x[second] - x[first]) @ np.sign(y[second] - y[first])
    chances = np.exp(tilt * values) / np.exp(tilt * values).sum()
    sides = chances[values >= observed].sum(), chances[values <= observed].sum()
    if min(abs(side - 0.1) for side in sides) > 1e-6:
        assert (interval.tilt_low <= tilt <= interval.tilt_high) == (min(sides) > 0.1)


@given(ratings, strategies.sampled_from(["tau_b", "somers_d", "spearman", "pearson"]))
@settings(max_examples=40)
def test_an_interval_holds_its_coefficient_and_turns_with_the_sign(pairs, measure) -> None:
    x, y = columns(pairs)
    chosen = stats.TestSettings(measure=measure)
    here = stats.association_interval([stats.layout(x, y, measure=measure)], settings=chosen)
    there = stats.association_interval([stats.layout(-x, y, measure=measure)], settings=chosen)
    if math.isnan(here.coefficient):
        assert math.isnan(here.low)
        return
    assert here.low - 1e-9 <= here.coefficient <= here.high + 1e-9
    assert (-there.high, -there.low) == (pytest.approx(here.low, abs=1e-7), pytest.approx(here.high, abs=1e-7))
    narrow = stats.association_interval([stats.layout(x, y, measure=measure)], confidence=0.5, settings=chosen)
    assert here.low - 1e-7 <= narrow.low and narrow.high <= here.high + 1e-7


@given(ratings, strategies.sampled_from([0.1, 0.2, 0.5, 0.9]), strategies.sampled_from([0.05, 0.1, 0.3]))
@settings(max_examples=40)
def test_equivalence_is_an_interval_within_the_bounds(pairs, delta, alpha) -> None:
    x, y = columns(pairs)
    found = stats.equivalence([stats.layout(x, y)], delta, alpha=alpha)
    if math.isnan(found.p):
        assert not found.equivalent
    elif abs(found.p - alpha) > 1e-6:
        assert found.equivalent == (-delta < found.interval.low + 1e-9 and found.interval.high - 1e-9 < delta)


def test_nine_observations_cannot_show_that_nothing_is_there_but_ninety_can() -> None:
    x, y = np.array([1, 2, 3] * 3), np.repeat([1, 2, 3], 3)
    few = stats.equivalence([stats.layout(x, y)], 0.2)
    many = stats.equivalence([stats.layout(np.tile(x, 10), np.tile(y, 10))], 0.2)
    assert few.interval.coefficient == many.interval.coefficient == 0
    assert not few.equivalent and many.equivalent


def test_strata_narrow_the_interval_and_a_constant_one_leaves_it() -> None:
    part = stats.layout([1, 2, 3, 1, 2], [0, 1, 1, 1, 2])
    alone, twice = (stats.association_interval([part] * count) for count in (1, 2))
    assert twice.coefficient == pytest.approx(alone.coefficient)
    assert twice.high - twice.low < alone.high - alone.low


def test_a_sampled_interval_says_so_and_is_near_the_exact_one() -> None:
    rng = np.random.default_rng(4)
    layouts = [stats.layout(rng.integers(0, 3, 14), rng.integers(0, 4, 14))]
    exact = stats.association_interval(layouts, confidence=0.8)
    effort = stats.Effort(budget=0, draws=20_000)
    sampled = stats.association_interval(layouts, confidence=0.8, settings=stats.TestSettings(effort=effort))
    assert exact.exact and not sampled.exact
    assert (sampled.low, sampled.high) == (pytest.approx(exact.low, abs=0.1), pytest.approx(exact.high, abs=0.1))


def test_gamma_and_impossible_levels_are_refused() -> None:
    layouts = [stats.layout([1, 2, 3], [1, 2, 2])]
    with pytest.raises(FaultsError, match="denominator the margins fix"):
        stats.association_interval(layouts, settings=stats.TestSettings(measure="gamma"))
    with pytest.raises(FaultsError, match="confidence"):
        stats.association_interval(layouts, confidence=1.2)
    with pytest.raises(FaultsError, match="alpha"):
        stats.equivalence(layouts, 0.2, alpha=0.6)


def test_the_best_equivalence_is_that_of_the_labelling_nearest_to_it() -> None:
    x = np.array([1, 1, 2, 2, 3, 3])
    orders = [np.array(order) for order in set(itertools.permutations([0, 0, 1, 1, 1, 2]))]
    found = [stats.equivalence([stats.layout(x, order)], 0.4) for order in orders]
    assert {round(one.attainable_p, 9) for one in found} == {round(min(one.p for one in found), 9)}
    assert {round(one.attainable_p_above, 9) for one in found} == {round(min(one.p_above for one in found), 9)}
