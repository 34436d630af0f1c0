"""The randomization interval of a slope against tests of single slopes, order by order."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings, strategies

from clusterbook import stats
from clusterbook.errors import FaultsError


@given(
    strategies.lists(strategies.tuples(strategies.integers(1, 3), strategies.integers(0, 6)), min_size=4, max_size=6),
    strategies.sampled_from([-2.37, -0.91, 0.13, 0.77, 1.83]),
)
@settings(max_examples=25)
def test_a_slope_outside_is_one_that_all_orders_reject(pairs, slope) -> None:
    x, y = (np.array(values, dtype=float) for values in zip(*pairs, strict=True))
    if np.ptp(x) == 0:
        return
    found = stats.slope_interval(x, y, strata=["s"] * len(x), confidence=0.6, effort=stats.Effort(draws=4_000))
    residuals = y - slope * x
    products = np.array([order @ residuals for order in map(np.array, itertools.permutations(x))])
    sides = np.mean(products >= x @ residuals - 1e-9), np.mean(products <= x @ residuals + 1e-9)
    if min(abs(side - 0.2) for side in sides) > 0.04:  # beyond what 4,000 draws leave open
        assert (found.low <= slope <= found.high) == (min(sides) > 0.2)


def test_the_interval_holds_its_slope_and_moves_with_it() -> None:
    rng = np.random.default_rng(6)
    x, strata = rng.integers(1, 4, 20).astype(float), ["s", "t"] * 10
    y = x + rng.normal(size=20)
    here = stats.slope_interval(x, y, strata=strata, effort=stats.Effort(draws=2_000))
    moved = stats.slope_interval(x, y + 3 * x, strata=strata, effort=stats.Effort(draws=2_000))
    assert here.low < here.slope < here.high
    ends = (moved.low - here.low, moved.slope - here.slope, moved.high - here.high)
    assert ends == pytest.approx((3, 3, 3))


def test_so_few_orders_reject_no_slope() -> None:
    found = stats.slope_interval([0, 1], [0, 1], strata=["s"] * 2, effort=stats.Effort(draws=200))
    assert (found.low, found.high, found.slope) == (-math.inf, math.inf, 1)


def test_a_constant_cause_has_no_slope_and_a_gap_is_an_error() -> None:
    assert math.isnan(stats.slope_interval([1, 1, 1], [0, 1, 2], strata=["s"] * 3).slope)
    with pytest.raises(FaultsError, match="1 missing or infinite"):
        stats.slope_interval([1, 2, math.nan], [0, 1, 2], strata=["s"] * 3)
    with pytest.raises(FaultsError, match="confidence"):
        stats.slope_interval([1, 2], [0, 1], strata=["s"] * 2, confidence=2)
