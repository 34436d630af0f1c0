"""Intervals, equivalence and fits under odd input: right against a second method, or an error that says why."""

import itertools
import math
import time
import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings, strategies
from scipy import stats as scipy_stats

from clusterbook import stats
from clusterbook.errors import FaultsError

pairs = strategies.lists(
    strategies.tuples(strategies.integers(0, 2), strategies.integers(0, 2)), min_size=1, max_size=4
)
numbers = strategies.floats(allow_nan=True, allow_infinity=True)


def columns(part):
    """The two ratings of a list of pairs."""
    return (np.array(values) for values in zip(*part, strict=True))


def kendall_values(part):
    """Kendall's S of a stratum, the observed order first, then every order."""
    x, y = columns(part)
    first, second = np.triu_indices(len(x), 1)
    orders = np.array([x, *itertools.permutations(x)])
    return np.sign(orders[:, second] - orders[:, first]) @ np.sign(y[second] - y[first])


@given(numbers, numbers, numbers)
@settings(max_examples=60)
def test_a_number_is_given_back_or_its_range_is_named(value, low, high) -> None:
    if low <= value <= high:
        assert stats.check_range(value, low, high=high, where="share") == value
    else:
        with pytest.raises(FaultsError, match="share: found"):
            stats.check_range(value, low, high=high, where="share")


@given(strategies.lists(pairs, max_size=2))
@settings(max_examples=30)
def test_strata_of_any_kind_have_the_p_of_all_orders_written_out(parts) -> None:
    found = stats.association_of_layouts([stats.layout(*columns(part)) for part in parts])
    values = [kendall_values(part) for part in parts]
    assert found.n == sum(map(len, parts)) and found.s == sum(int(one[0]) for one in values)
    totals = [sum(chosen) for chosen in itertools.product(*[one[1:] for one in values])]
    if found.defined:
        assert found.exact_p == pytest.approx(np.mean(np.abs(totals) >= abs(found.s)))
    else:
        assert math.isnan(found.exact_p) and not any(totals)


@pytest.mark.parametrize(("made", "tested"), [("tau_b", "spearman"), ("pearson", "tau_b"), ("spearman", "pearson")])
def test_strata_made_for_another_measure_are_refused(made, tested) -> None:
    layouts, chosen = [stats.layout([1, 2, 4, 4], [1, 2, 2, 9], measure=made)], stats.TestSettings(measure=tested)
    for call in (stats.association_of_layouts, lambda *args: stats.association_interval(args[0], settings=args[1])):
        with pytest.raises(FaultsError, match=f"strata made for {made}; expected {tested}"):
            call(layouts, chosen)
    shared = stats.association_of_layouts([stats.layout([1, 2, 3], [1, 2, 2])], stats.TestSettings(measure="gamma"))
    assert shared.coefficient == 1


@given(strategies.lists(pairs, max_size=2), strategies.sampled_from([0.0, 0.5, 0.95, 1.0]))
@settings(max_examples=40)
def test_an_interval_is_undefined_or_lies_among_what_the_margins_allow(parts, confidence) -> None:
    layouts = [stats.layout(*columns(part)) for part in parts]
    here = stats.association_interval(layouts, confidence=confidence)
    test = stats.association_of_layouts(layouts)
    assert math.isnan(here.low) == math.isnan(here.high) == (not test.defined)
    if test.defined:
        totals = [sum(chosen) for chosen in itertools.product(*map(kendall_values, parts))]
        scale = test.coefficient / test.s if test.s else math.inf
        assert here.low <= here.coefficient + 1e-9 and here.coefficient <= here.high + 1e-9
        if test.s:
            assert here.low >= min(totals) * scale - 1e-7 and here.high <= max(totals) * scale + 1e-7
        if confidence == 1:
            assert (here.tilt_low, here.tilt_high) == (-math.inf, math.inf)


@given(pairs, strategies.sampled_from([0.0, 0.3, 1.0]), strategies.sampled_from([0.0, 0.1, 0.5]))
@settings(max_examples=40)
def test_nothing_is_shown_to_be_zero_and_every_association_lies_within_one(pairs_, delta, alpha) -> None:
    found = stats.equivalence([stats.layout(*columns(pairs_))], delta, alpha=alpha)
    if math.isnan(found.p):
        assert not found.equivalent and math.isnan(found.interval.low)
        return
    assert found.attainable_p <= found.p + 1e-9
    assert found.equivalent == (found.p <= alpha * (1 + 1e-9))
    assert delta != 0 or found.p >= 0.5 - 1e-6


@pytest.mark.parametrize("wrong", [-0.1, 1.1, math.nan])
def test_bounds_that_cannot_be_are_refused(wrong) -> None:
    layouts = [stats.layout([1, 2, 3], [1, 2, 2])]
    with pytest.raises(FaultsError, match="delta"):
        stats.equivalence(layouts, wrong)
    with pytest.raises(FaultsError, match="alpha"):
        stats.equivalence(layouts, 0.2, alpha=wrong)
    with pytest.raises(FaultsError, match="confidence"):
        stats.association_interval(layouts, confidence=wrong)


def test_a_large_untied_sample_has_a_sampled_interval_within_the_effort() -> None:
    rng = np.random.default_rng(11)
    layouts = [stats.layout(np.arange(300), rng.permutation(300))]
    chosen = stats.TestSettings(effort=stats.Effort(draws=300))
    tracemalloc.start()
    started = time.process_time()
    interval = stats.association_interval(layouts, settings=chosen)
    found = stats.equivalence(layouts, 0.5, settings=chosen)
    seconds, peak = time.process_time() - started, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert not interval.exact and seconds < 20 and peak < 200e6
    assert interval.low < interval.coefficient < interval.high
    assert found.p == pytest.approx(1 / 301, rel=0.01), "a coefficient that no draw came near is rare, not impossible"


decimals = strategies.integers(-300, 300).map(lambda number: number / 100)


@given(strategies.lists(strategies.tuples(decimals, decimals), max_size=7), strategies.sampled_from([1e-6, 1.0, 1e6]))
@settings(max_examples=30)
def test_a_slopes_interval_turns_with_the_unit_and_holds_the_slope_or_is_undefined(pairs_, unit) -> None:
    x, y = (np.array(values) for values in (zip(*pairs_, strict=True) if pairs_ else ([], [])))
    effort, strata = stats.Effort(draws=300), ["s"] * len(x)
    here = stats.slope_interval(x, y, strata=strata, effort=effort)
    if len(set(x.tolist())) < 2:
        assert math.isnan(here.slope) and math.isnan(here.low) and here.draws == 0
        return
    assert here.slope == pytest.approx(float(np.polyfit(x, y, 1)[0]), rel=1e-6, abs=1e-6)
    assert here.low - 1e-9 <= here.slope <= here.high + 1e-9
    there = stats.slope_interval(x, y * unit, strata=strata, effort=effort)
    assert (there.low, there.high) == pytest.approx((here.low * unit, here.high * unit), rel=1e-6, abs=1e-6 * unit)


def test_a_large_samples_slopes_are_those_of_least_squares() -> None:
    rng = np.random.default_rng(12)
    x = rng.normal(size=3_000)
    y = 0.3 * x + rng.normal(size=3_000)
    theirs = scipy_stats.linregress(x, y)
    found = stats.slope_interval(x, y, strata=["s"] * 3_000, effort=stats.Effort(draws=1_000))
    half = 1.96 * theirs.stderr
    assert (found.low, found.high) == pytest.approx((theirs.slope - half, theirs.slope + half), abs=half / 5)


def test_a_slopes_seed_and_draws_are_honoured_and_strata_must_fit() -> None:
    x, y, strata = np.arange(12) % 4, np.arange(12) % 5, ["s", "t"] * 6

    def ends(seed, draws=99):
        found = stats.slope_interval(x, y, strata=strata, effort=stats.Effort(draws=draws, seed=seed))
        assert found.draws == draws
        return found.low, found.high

    assert ends(1) == ends(1) != ends(2)
    assert stats.slope_interval(x, y, strata=strata, effort=stats.Effort(draws=1)).low == -math.inf
    with pytest.raises(FaultsError, match="2 strata; expected 12"):
        stats.slope_interval(x, y, strata=["s", "t"])
    with pytest.raises(FaultsError, match="no stratum at 0"):
        stats.slope_interval(x, y, strata=[None, *strata[1:]])


@given(strategies.integers(0, 6), strategies.integers(0, 6))
@settings(max_examples=20)
def test_a_logit_without_causes_is_the_share_with_half_a_case_more_of_each(present, absent) -> None:
    outcome = [1.0] * present + [0.0] * absent
    if not outcome:
        with pytest.raises(FaultsError, match="full rank"):
            stats.penalised_logit(outcome, np.zeros((0, 0)))
        return
    found = stats.penalised_logit(outcome, np.zeros((len(outcome), 0)))
    assert found.estimates == pytest.approx((math.log((present + 0.5) / (absent + 0.5)),), abs=1e-4)
    assert found.low[0] < found.estimates[0] < found.high[0]


@pytest.mark.parametrize("unit", [1e-9, 1e-3, 1e4, 1e9])
def test_a_logit_does_not_depend_on_the_unit_of_its_causes(unit) -> None:
    x, outcome = np.array([0, 0, 1, 1, 2, 2, 3.0]), [0, 1, 0, 1, 1, 0, 1]
    here, there = (stats.penalised_logit(outcome, x[:, None] * scale) for scale in (1.0, unit))
    assert there.p == pytest.approx(here.p, abs=1e-6)
    for mine, theirs in ((here.low, there.low), (here.estimates, there.estimates), (here.high, there.high)):
        assert theirs[1] * unit == pytest.approx(mine[1], rel=1e-5)


@pytest.mark.parametrize("outcome", [[0] * 6, [1] * 6, [0, 0, 0, 1, 1, 1]])
def test_a_logit_of_one_outcome_or_of_parted_cases_is_finite(outcome) -> None:
    found = stats.penalised_logit(outcome, np.arange(6.0)[:, None], confidence=0.9)
    assert np.isfinite(found.estimates).all() and all(0 <= p <= 1 for p in found.p)
    whole = stats.penalised_logit(outcome, np.arange(6.0)[:, None], confidence=1.0)
    assert (whole.low, whole.high) == ((-math.inf,) * 2, (math.inf,) * 2)


@pytest.mark.parametrize(
    ("outcome", "design", "message"),
    [
        ([0, 1, math.nan], [[1], [2], [3]], "1 missing or infinite"),
        ([0, 1, 1], [[1], [math.inf], [3]], "finite"),
        ([0, 1], [[1], [2], [3]], r"shape \(2, causes\)"),
        ([0, 1, 1], [[1, 2], [2, 4], [3, 6]], "full rank"),
    ],
)
def test_a_logit_that_cannot_be_identified_is_refused(outcome, design, message) -> None:
    with pytest.raises(FaultsError, match=message):
        stats.penalised_logit(outcome, np.array(design, dtype=float))
