"""Slopes within groups against all orders and against draws counted one by one."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest

from clusterbook import stats

X = np.array([1.0, 2, 4, 1, 2, 3])
Y = np.array([0.0, 2, 3, 2, 2, 1])
GROUPS = ["s"] * 3 + ["t"] * 3


def f_of(x: np.ndarray, y: np.ndarray, *, groups: list[str]) -> float:
    """F of slopes of their own against one slope, by least squares on dummies."""
    dummies = np.column_stack([np.array(groups) == group for group in dict.fromkeys(groups)]).astype(float)
    designs = (np.column_stack([dummies, x]), np.column_stack([dummies, dummies * x[:, None]]))
    one, own = (float(((y - design @ np.linalg.lstsq(design, y, rcond=None)[0]) ** 2).sum()) for design in designs)
    count = dummies.shape[1]
    return (one - own) / (count - 1) / (own / (len(y) - 2 * count))


def test_p_of_a_difference_of_slopes_is_the_share_of_all_orders_of_the_residuals() -> None:
    found = stats.slope_difference(X, Y, strata=GROUPS, effort=stats.Effort(draws=20_000))
    dummies = np.column_stack([np.array(GROUPS) == "s", np.array(GROUPS) == "t", X]).astype(float)
    residuals = Y - dummies @ np.linalg.lstsq(dummies, Y, rcond=None)[0]
    orders = itertools.product(itertools.permutations(residuals[:3]), itertools.permutations(residuals[3:]))
    shares = [f_of(X, found.common_slope * X + np.concatenate(pair), groups=GROUPS) for pair in orders]
    expected = np.mean(np.array(shares) >= f_of(X, Y, groups=GROUPS) - 1e-9)
    assert 0.1 < expected < 0.9
    assert found.p == pytest.approx(expected, abs=4 * found.standard_error + 1e-4)
    assert found.standard_error == pytest.approx(math.sqrt(found.p * (1 - found.p) / 20_000))
    assert found.draws == 20_000


def test_three_slopes_have_the_f_of_two_more_parameters() -> None:
    x, y, groups = np.tile([0.0, 1, 1, 0], 3), np.array([0.0, 1, 3, 1, 2, 0, 1, 1, 0, 2, 2, 3]), list("aaaabbbbcccc")
    found = stats.slope_difference(x, y, strata=groups, effort=stats.Effort(draws=9))
    assert found.statistic == pytest.approx(f_of(x, y, groups=groups))
    assert set(found.slopes) == {"a", "b", "c"}


def test_one_degree_of_freedom_is_enough_and_none_is_not() -> None:
    five = stats.slope_difference(X[:5], Y[:5], strata=GROUPS[:5], effort=stats.Effort(draws=9))
    assert five.statistic == pytest.approx(f_of(X[:5], Y[:5], groups=GROUPS[:5])) and five.draws == 9
    four = stats.slope_difference(X[1:5], Y[1:5], strata=GROUPS[1:5])
    constant = stats.slope_difference(X, [1, 1, 1, 2, 2, 2], strata=GROUPS)
    for none in (four, constant):
        numbers = (none.common_slope, none.statistic, none.p, none.standard_error)
        assert all(isinstance(number, float) and math.isnan(number) for number in numbers) and none.draws == 0


def test_slopes_without_a_difference_have_a_p_of_one_however_many_draws() -> None:
    found = stats.slope_difference([1, 2, 3] * 2, [1, 2, 4] * 2, strata=GROUPS, effort=stats.Effort(draws=6_000))
    assert (found.p, found.standard_error) == (1, 0)
    many = np.arange(1_200) % 5
    assert stats.slope_difference(many, many % 2, strata=["s", "t"] * 600, effort=stats.Effort(draws=6)).draws == 6


CAUSE = np.array([1.0, 2, 4, 7, 11, 1, 3, 4, 9, 10])  # few orders of it have the same sum of products
OUTCOME = np.array([0.0, 2, 3, 2, 9, 2, 1, 5, 4, 8])
STRATA = ["s"] * 5 + ["t"] * 5


def least_squares(x: np.ndarray, y: np.ndarray) -> float:
    """Slope beside the means of both strata."""
    design = np.column_stack([np.arange(10) < 5, np.arange(10) >= 5, x]).astype(float)
    return float(np.linalg.lstsq(design, y, rcond=None)[0][2])


def rejected_share(slope: float, *, draws: int, greater: bool) -> Fraction:
    """One-sided p of a slope by the same draws, counted one by one."""
    rng, orders, residuals = np.random.default_rng(stats.Effort().seed), [], OUTCOME - slope * CAUSE
    for size in (min(draws, 5_000), max(0, draws - 5_000)):  # as many at once as the interval draws
        order = np.tile(CAUSE, (size, 1))
        for members in (slice(5), slice(5, 10)):
            order[:, members] = rng.permuted(order[:, members], axis=1)
        orders.append(order)
    for members in (slice(5), slice(5, 10)):
        residuals[members] -= residuals[members].mean()
    moved, observed = np.concatenate(orders) @ residuals, CAUSE @ residuals
    as_extreme = moved >= observed - 1e-9 if greater else moved <= observed + 1e-9
    return Fraction(int(as_extreme.sum()) + 1, draws + 1)


@pytest.mark.parametrize(
    ("draws", "error"),
    [
        (199, Fraction(1, 5)),
        (198, Fraction(1, 5)),
        (39, Fraction(1, 20)),
        (19, Fraction(1, 10)),
        (6_000, Fraction(1, 5)),
    ],
)
def test_an_end_of_the_interval_is_where_its_one_sided_test_begins_to_reject(draws: int, error: Fraction) -> None:
    found = stats.slope_interval(
        CAUSE, OUTCOME, strata=STRATA, confidence=float(1 - error), effort=stats.Effort(draws=draws)
    )  # fmt: skip
    assert found.slope == pytest.approx(least_squares(CAUSE, OUTCOME)) and found.confidence == float(1 - error)
    assert math.isfinite(found.low) and math.isfinite(found.high) and found.draws == draws
    for end, greater in ((found.low, True), (found.high, False)):
        outwards = -1e-6 if greater else 1e-6
        assert rejected_share(end + outwards, draws=draws, greater=greater) <= error / 2
        assert rejected_share(end - outwards, draws=draws, greater=greater) > error / 2


def test_an_interval_turns_with_the_unit_of_the_cause_and_without_one_is_undefined() -> None:
    effort = stats.Effort(draws=500)
    here, there = (
        stats.slope_interval(X * unit, Y, strata=GROUPS, effort=effort, confidence=0.8) for unit in (1, 1e-7)
    )
    assert (there.low, there.high) == pytest.approx((here.low * 1e7, here.high * 1e7))
    none = stats.slope_interval([1, 1, 1], [0, 1, 2], strata=["s"] * 3, confidence=0.8)
    assert all(math.isnan(number) for number in (none.slope, none.low, none.high))
    assert (none.confidence, none.draws) == (0.8, 0)
