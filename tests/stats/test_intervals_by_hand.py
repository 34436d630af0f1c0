"""Intervals, equivalence and associations of strata against all orders written out."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest
from scipy.optimize import brentq

from clusterbook import stats
from clusterbook.errors import FaultsError
from clusterbook.stats import ordinal
from clusterbook.stats.intervals import _with
from clusterbook.stats.margins import Margins, NullDistribution

PARTS = [([1, 2, 3, 3], [0, 2, 1, 2]), ([1, 2.5, 2.5], [0.5, 1, 3])]  # whole points, then halves
MEASURES = ["tau_b", "somers_d", "spearman", "pearson"]


def made(parts, measure):
    """The strata, cross-tabulated, and settings of the measure."""
    return [stats.layout(x, y, measure=measure) for x, y in parts], stats.TestSettings(measure=measure)


def written_out(parts, measure):
    """The pooled coefficient of the observed order, then of every order of x within the strata."""
    orders = itertools.product(*[itertools.permutations(x) for x, _ in parts])
    every = [[(x, y) for x, (_, y) in zip(order, parts, strict=True)] for order in orders]
    return np.array([stats.association_of_layouts(*made(one, measure)).coefficient for one in [parts, *every]])


def tilted(values: np.ndarray, tilt: float) -> np.ndarray:
    """Chances of orders in proportion to exp(tilt * value)."""
    weights = np.exp(tilt * (values - values.mean()))
    return weights / weights.sum()


def crossing(function: Callable[[float], float]) -> float:
    """Where a monotone function of the tilt is zero."""
    return float(brentq(function, -200, 200, xtol=1e-13))


def at_mean(values: np.ndarray, mean: float) -> np.ndarray:
    """Chances of orders under the tilt that gives their values this mean."""
    return tilted(values, crossing(lambda tilt: tilted(values, tilt) @ values - mean))


@pytest.mark.parametrize("measure", MEASURES)
def test_an_interval_has_the_mean_coefficients_of_the_tilts_that_reject_on_either_side(measure) -> None:
    observed, *every = written_out(PARTS, measure)
    values = np.array(every)  # the statistic but for its unit
    layouts, settings = made(PARTS, measure)
    found = stats.association_interval(layouts, confidence=0.8, settings=settings)
    low = crossing(lambda tilt: tilted(values, tilt)[values >= observed - 1e-9].sum() - 0.1)
    high = crossing(lambda tilt: 0.1 - tilted(values, tilt)[values <= observed + 1e-9].sum())
    assert (found.coefficient, found.confidence, found.exact) == (pytest.approx(observed), 0.8, True)
    assert found.low == pytest.approx(float(tilted(values, low) @ values), abs=1e-6)
    assert found.high == pytest.approx(float(tilted(values, high) @ values), abs=1e-6)
    assert found.tilt_low / found.tilt_high == pytest.approx(low / high, rel=1e-5)
    whole = stats.association_interval(layouts, confidence=1.0, settings=settings)
    assert (whole.low, whole.high) == (pytest.approx(values.min()), pytest.approx(values.max()))
    assert (whole.tilt_low, whole.tilt_high) == (-math.inf, math.inf)


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("delta", [0.0, 0.15, 0.4])
def test_equivalence_has_the_p_of_the_tilts_whose_means_are_the_bounds(measure, delta) -> None:
    observed, *every = written_out(PARTS, measure)
    values = np.array(every)
    layouts, settings = made(PARTS, measure)
    found = stats.equivalence(layouts, delta, alpha=0.4, settings=settings)
    lower, upper = (at_mean(values, bound) for bound in (-delta, delta))
    below = [lower[values >= one - 1e-9].sum() for one in values]
    above = [upper[values <= one + 1e-9].sum() for one in values]
    assert found.p_below == pytest.approx(lower[values >= observed - 1e-9].sum(), abs=1e-6)
    assert found.p_above == pytest.approx(upper[values <= observed + 1e-9].sum(), abs=1e-6)
    assert found.p == max(found.p_below, found.p_above)
    assert found.attainable_p == pytest.approx(np.maximum(below, above).min(), abs=1e-6)
    assert found.attainable_p_above == pytest.approx(min(above), abs=1e-6)
    assert (found.delta, found.interval.confidence) == (delta, pytest.approx(0.2))
    assert found.equivalent == (found.p <= 0.4)


def test_bounds_that_no_order_reaches_are_kept_to_for_sure() -> None:
    layouts = [stats.layout([1, 1, 2, 2], [0, 1, 1, 2])]  # tau-b is at most 3 / sqrt(20) in size
    beyond = stats.equivalence(layouts, 0.8)
    assert (beyond.p_below, beyond.p_above, beyond.equivalent) == (0, 0, True)
    untied = [stats.layout([1, 2, 3], [1, 2, 3])]
    at_the_end = stats.equivalence(untied, 1.0)
    assert (at_the_end.p_below, at_the_end.p_above, at_the_end.equivalent) == (0, 1, False)
    assert (at_the_end.attainable_p, at_the_end.attainable_p_above) == pytest.approx((0, 0), abs=1e-12)
    assert stats.equivalence(untied, 0.3).interval.high == 1
    turned = stats.equivalence([stats.layout([1, 2, 3], [3, 2, 1])], 1.0)
    assert (turned.p_below, turned.p_above) == pytest.approx((1, 0))


def test_an_undefined_association_has_no_interval_and_is_not_equivalent() -> None:
    nothing = stats.equivalence([stats.layout([1, 1], [0, 2])], 0.3, alpha=0.2)
    interval = nothing.interval
    ends = interval.coefficient, interval.low, interval.high, interval.tilt_low, interval.tilt_high
    numbers = *ends, nothing.p, nothing.p_below, nothing.p_above, nothing.attainable_p, nothing.attainable_p_above
    assert all(math.isnan(number) for number in numbers)
    assert (interval.confidence, interval.exact, nothing.delta, nothing.equivalent) == (0.6, True, 0.3, False)


@pytest.mark.parametrize(("observed", "values"), [(5, [0, 2, 5]), (-1, [-1, 0, 2]), (1, [0, 1, 2])])
def test_a_sampled_distribution_counts_the_observed_order_once(observed, values) -> None:
    drawn = NullDistribution(np.array([0, 2]), np.array([0.25, 0.75]), Fraction(1, 3), 99, draws=4)
    found = _with(drawn, observed)
    shares = {0: 0.2, 2: 0.6, observed: 0.2}
    assert found.values.tolist() == values and found.probabilities.tolist() == pytest.approx(
        [shares[v] for v in values]
    )
    assert (found.centre, found.relabelings, found.draws) == (Fraction(1, 3), 99, 5)


def test_a_sampled_equivalence_is_never_surer_than_its_draws() -> None:
    layouts = [stats.layout(np.arange(12), [0, 6, 1, 7, 2, 8, 3, 9, 4, 10, 5, 11])]
    chosen = stats.TestSettings(effort=stats.Effort(budget=0, draws=99))
    found = stats.equivalence(layouts, 0.95, settings=chosen)
    assert found.p_below == found.attainable_p == found.attainable_p_above == pytest.approx(1 / 100)
    assert not found.interval.exact
    best = stats.equivalence([stats.layout(np.arange(12), np.arange(12))], 0.5, settings=chosen)  # drawn by none
    assert best.interval.high == best.interval.coefficient == 1 == pytest.approx(best.p_above)
    assert best.attainable_p_above == best.p_below == pytest.approx(1 / 101)


@pytest.mark.parametrize("measure", MEASURES)
def test_an_association_of_strata_tells_what_all_orders_do(measure) -> None:
    observed, *every = written_out(PARTS, measure)
    values = np.array(every)
    layouts, settings = made(PARTS, measure)
    found = stats.association_of_layouts(layouts, settings)
    assert (found.n, found.measure, found.relabelings, found.exact, found.standard_error) == (7, measure, 36, True, 0)

    def share(value):
        return np.mean(np.abs(values) >= abs(value) - 1e-9)

    assert found.exact_p == pytest.approx(share(observed))
    assert found.attainable_p_negative == pytest.approx(share(values.min()))
    assert found.attainable_p_positive == pytest.approx(share(values.max()))
    assert found.attainable_p == min(found.attainable_p_negative, found.attainable_p_positive)
    assert found.counts == stats.pair_counts(*PARTS[0]) + stats.pair_counts(*PARTS[1]) and found.s == found.counts.s
    strata = ["s"] * 4 + ["t"] * 3
    pooled = stats.association(*map(sum, zip(*PARTS, strict=True), ([], [])), strata=strata, settings=settings)
    assert pooled == found


@pytest.mark.parametrize(("alternative", "side"), [("greater", np.greater_equal), ("less", np.less_equal)])
def test_a_one_sided_association_can_be_lost_on_the_other_side(alternative, side) -> None:
    x, y = [0, 0, 0, 0, 1], [0, 1, 1, 2, 2]  # S is -4, -1, -1, 3 or 3
    found = stats.association(x, y, settings=stats.TestSettings(alternative=alternative))
    values = np.array([-4, -1, -1, 3, 3])
    shares = [np.mean(side(values, one)) for one in (3, -4, 3)]
    assert [found.exact_p, found.attainable_p_negative, found.attainable_p_positive] == pytest.approx(shares)
    assert (found.alternative, found.attainable_p) == (alternative, pytest.approx(min(shares)))


def test_an_association_of_what_does_not_vary_keeps_its_counts() -> None:
    found = stats.association([1, 1, 1], [0, 0, 2])
    numbers = found.coefficient, found.exact_p, found.attainable_p_negative, found.attainable_p_positive
    assert all(math.isnan(number) for number in (*numbers, found.standard_error)) and not found.defined
    assert (found.n, found.relabelings, found.exact) == (3, 1, True)
    assert found.counts == stats.PairCounts(0, 0, 2, 0, 1)


def test_strata_that_vary_in_one_variable_each_compare_nothing() -> None:
    found = stats.association([1, 1, 0, 1], [0, 1, 2, 2], strata=["s", "s", "t", "t"])
    assert not found.defined and math.isnan(found.exact_p) and found.counts == stats.PairCounts(0, 0, 1, 1, 0)


def test_a_sampled_association_has_the_error_of_its_draws() -> None:
    effort = stats.Effort(budget=0, draws=250)
    found = stats.association(*PARTS[0], settings=stats.TestSettings(effort=effort))
    assert found.standard_error == pytest.approx(math.sqrt(found.exact_p * (1 - found.exact_p) / 250))
    assert (found.exact, found.relabelings) == (False, 12)


@pytest.mark.parametrize(
    ("measure", "x_scores", "y_scores"), [("spearman", [1, 3, 3, 3, 5], [1.5, 1.5, 4, 3, 5]), ("pearson", None, None)]
)
def test_scores_have_the_sums_of_squares_and_of_products_about_their_means(measure, x_scores, y_scores) -> None:
    x, y = [1, 2.5, 2.5, 2.5, 7], [0, 0, 0.3, 0.2, 5]
    found = stats.layout(x, y, measure=measure)
    a, b = (np.array(scores) - np.mean(scores) for scores in (x_scores or x, y_scores or y))
    assert found.moments == pytest.approx((a @ a, b @ b, a @ b)) and found.measure == measure
    assert found.statistic == found.margins.statistics(found.table)
    units = {"spearman": (2, Fraction(1, 2)), "pearson": (Fraction(3, 2), Fraction(1, 10))}[measure]
    assert (found.row_unit, found.column_unit) == units
    assert stats.association(x, y, settings=stats.TestSettings(measure=measure)).coefficient == pytest.approx(
        float(a @ b / math.sqrt(a @ a * (b @ b)))
    )


def test_strata_are_aligned_where_their_scores_fit_whole_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    layouts = [*made(PARTS, "pearson")[0], stats.layout([1, 1], [0, 1], measure="pearson")]
    first, second = ordinal.align_scores(layouts)
    assert first.margins == Margins((1, 1, 2), (1, 1, 2), (0, 2, 4), (0, 2, 4))
    assert second.margins == Margins((1, 2), (1, 1, 1), (0, 3), (0, 1, 5))
    (coarse,) = ordinal.align_scores([stats.layout([0, 3, 6], [0, 5, 15], measure="pearson")])
    assert (coarse.row_unit, coarse.column_unit, coarse.margins.column_scores) == (3, 5, (0, 1, 3))
    assert {part.row_unit for part in (first, second)} == {part.column_unit for part in (first, second)} == {0.5}
    largest = 4 * 4 * 4 + 3 * 3 * 5
    monkeypatch.setattr(ordinal, "LARGEST_WHOLE", largest)
    ordinal.align_scores(layouts)
    monkeypatch.setattr(ordinal, "LARGEST_WHOLE", largest - 1)
    with pytest.raises(FaultsError, match="very different fineness"):
        ordinal.align_scores(layouts)


def test_a_layout_is_made_for_its_measure() -> None:
    assert [stats.layout([1, 2], [1, 2], measure=measure).measure for measure in stats.Measure] == list(stats.Measure)


def test_a_constant_cause_has_no_linear_coefficient_and_a_small_one_has() -> None:
    pearson = stats.TestSettings(measure="pearson")
    assert stats.association([0, 0.1, 0.2], [0, 0.1, 0.2], settings=pearson).coefficient == pytest.approx(1)
    for x, y in (([1, 1], [0, 2]), ([0, 2], [1, 1])):
        assert math.isnan(stats.association(x, y, settings=pearson).coefficient)
