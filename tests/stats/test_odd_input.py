"""Every public function under odd input: right against a second method, or an error that says what is wrong."""

import itertools
import math
import time
import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings, strategies
from scipy import stats as scipy_stats
from statsmodels.stats.contingency_tables import StratifiedTable
from statsmodels.stats.multitest import multipletests

from clusterbook import stats
from clusterbook.errors import FaultsError

CALLS = {
    "association": lambda x, y, groups: stats.association(x, y, strata=groups),
    "pair_counts": lambda x, y, groups: stats.pair_counts(x, y),
    "layout": lambda x, y, groups: stats.layout(x, y),
    "contingency_table": lambda x, y, groups: stats.contingency_table(x, y),
    "mantel_haenszel": lambda x, y, groups: stats.mantel_haenszel(x, y, strata=groups),
    "slope_difference": lambda x, y, groups: stats.slope_difference(x, y, strata=groups),
}
SECOND_TO_NONE = {"pair_counts", "layout", "contingency_table"}  # they take no strata


@pytest.mark.parametrize("gap", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_a_missing_or_infinite_value_is_an_error_that_counts_it(call, gap) -> None:
    with pytest.raises(FaultsError, match="1 missing or infinite"):
        call([0, 1, gap], [0, 1, 1], ["s"] * 3)


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_lists_of_different_length_are_an_error_that_states_both(call) -> None:
    with pytest.raises(FaultsError, match="3 and 2 values"):
        call([0, 1, 1], [0, 1], ["s"] * 3)


@pytest.mark.parametrize("name", sorted(set(CALLS) - SECOND_TO_NONE))
def test_strata_that_do_not_fit_or_are_missing_are_an_error(name) -> None:
    with pytest.raises(FaultsError, match="2 strata; expected 3"):
        CALLS[name]([0, 1, 1], [0, 1, 0], ["s", "t"])
    with pytest.raises(FaultsError, match="no stratum at 1"):
        CALLS[name]([0, 1, 1], [0, 1, 0], ["s", None, "t"])


@pytest.mark.parametrize("test", [stats.kruskal_wallis, stats.dunn])
def test_a_missing_value_in_a_group_names_the_group(test) -> None:
    with pytest.raises(FaultsError, match="group b, found|group b: found"):
        test({"a": [1, 2], "b": [1, math.nan]})


def test_strata_that_print_alike_stay_apart() -> None:
    apart = stats.association([0, 1, 0, 1], [0, 1, 1, 0], strata=[1, 1, "1", "1"])
    assert apart.relabelings == 4 and apart.s == 0


@pytest.mark.parametrize("empty", [{}, {"a": []}, {"a": [1, 2]}, {"a": [], "b": [3]}])
def test_fewer_than_two_groups_have_nothing_to_compare(empty) -> None:
    assert math.isnan(stats.kruskal_wallis(empty).exact_p)
    assert stats.dunn(empty).empty


def test_groups_of_one_value_only_are_undefined_by_both_tests() -> None:
    assert math.isnan(stats.kruskal_wallis({"a": [1, 1], "b": [1]}).exact_p)
    assert stats.dunn({"a": [1, 1], "b": [1]})[["z", "p", "holm"]].isna().all(axis=None)


def test_no_observations_are_undefined() -> None:
    assert math.isnan(stats.mantel_haenszel([], [], strata=[]).exact_p)
    assert math.isnan(stats.slope_difference([], [], strata=[]).p)
    assert stats.pair_counts([], []).s == 0
    assert math.isnan(stats.power([], stats.TestSettings()))
    said = "^pooled_distribution: found no stratum; expected at least one. Pass the strata that vary."
    with pytest.raises(FaultsError, match=said):
        stats.pooled_distribution(())


hundredths = strategies.integers(-500, 500).map(lambda number: number / 100)
small = strategies.lists(strategies.tuples(hundredths, hundredths), min_size=2, max_size=5)


@given(small)
@settings(max_examples=25)
def test_pearson_of_untied_decimals_is_scipys_with_all_permutations(pairs) -> None:
    x, y = map(list, zip(*pairs, strict=True))
    result = stats.association(x, y, settings=stats.TestSettings(measure="pearson"))
    if not result.defined:
        assert len(set(x)) == 1 or len(set(y)) == 1
        return
    centred = np.array(x) - np.mean(x)
    products = np.array([centred @ order for order in itertools.permutations(y)])
    slack = 1e-9 * max(1.0, np.abs(products).max())
    assert result.coefficient == pytest.approx(float(scipy_stats.pearsonr(x, y).statistic), abs=1e-5)
    assert result.exact_p == pytest.approx(np.mean(np.abs(products) >= abs(centred @ np.array(y)) - slack), abs=1e-9)


@pytest.mark.parametrize("factor", [1e-6, 1e6])
def test_pearsons_test_does_not_depend_on_the_unit(factor) -> None:
    x, y = np.array([0.13, 0.71, 0.44, 0.98, 0.05]), np.array([1.0, 2.5, 2.0, 2.0, 1.5])
    pearson = stats.TestSettings(measure="pearson")
    here, there = (stats.association(values, y, settings=pearson) for values in (x, x * factor))
    assert there.coefficient == pytest.approx(here.coefficient, abs=1e-5)
    assert there.exact_p == pytest.approx(here.exact_p)


def test_scores_of_very_different_fineness_are_refused_not_overflowed() -> None:
    rough, fine = np.array([0, 1e15, 3.3e15]), np.array([0, 1e-9, 3.3e-9])
    with pytest.raises(FaultsError, match="very different fineness"):
        stats.association(
            [*rough, *fine], [1, 2, 4] * 2, strata=["s"] * 3 + ["t"] * 3, settings=stats.TestSettings(measure="pearson")
        )


@pytest.mark.parametrize("measure", ["tau_b", "spearman", "pearson"])
def test_a_large_untied_sample_is_sampled_within_the_effort(measure) -> None:
    rng = np.random.default_rng(5)
    x = rng.normal(size=1_500)
    y = 0.05 * x + rng.normal(size=1_500)
    chosen = stats.TestSettings(measure=measure, effort=stats.Effort(draws=200))
    tracemalloc.start()
    started = time.process_time()
    result = stats.association(x, y, settings=chosen)
    seconds, peak = time.process_time() - started, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert not result.exact and seconds < 20 and peak < 800e6
    expected = {"tau_b": scipy_stats.kendalltau, "spearman": scipy_stats.spearmanr, "pearson": scipy_stats.pearsonr}
    theirs = expected[measure](x, y)
    assert result.coefficient == pytest.approx(float(theirs.statistic), abs=1e-5)
    assert result.exact_p == pytest.approx(float(theirs.pvalue), abs=4 * result.standard_error + 0.02)


def test_more_distinct_values_than_fit_the_memory_are_refused() -> None:
    with pytest.raises(FaultsError, match="3000 by 3000 distinct values; at most"):
        stats.association(np.arange(3_000), np.arange(3_000))


def test_a_large_fourfold_table_is_exact_at_any_size() -> None:
    counts = np.array([[500, 520], [490, 540]])
    x, y = (np.repeat(axis.ravel(), counts.ravel()) for axis in np.indices((2, 2)))
    expected = scipy_stats.fisher_exact(counts)
    assert stats.mantel_haenszel(x, y, strata=["s"] * len(x)).exact_p == pytest.approx(expected.pvalue, rel=1e-6)
    one_sided = stats.association(x, y, settings=stats.TestSettings(alternative="greater"))
    greater = scipy_stats.fisher_exact(counts, alternative="greater").pvalue
    assert one_sided.exact and one_sided.exact_p == pytest.approx(greater, rel=1e-9)


def test_seed_and_draws_are_honoured() -> None:
    x, y = np.arange(30) % 5, np.arange(30) % 7

    def sampled(seed, draws=500):
        effort = stats.Effort(budget=0, draws=draws, seed=seed)
        return stats.association(x, y, settings=stats.TestSettings(effort=effort))

    assert sampled(1) == sampled(1)
    assert sampled(1).exact_p != sampled(2).exact_p
    assert sampled(1, draws=2_000).standard_error < sampled(1).standard_error


def test_kruskal_and_wallis_keep_to_the_budget_and_to_whole_numbers() -> None:
    rng = np.random.default_rng(3)
    groups = {str(size): rng.integers(0, 4, size).tolist() for size in (7, 11, 13, 17, 19, 23, 29, 31)}
    result = stats.kruskal_wallis(groups, effort=stats.Effort(draws=2_000))
    theirs = scipy_stats.kruskal(*groups.values())
    assert not result.exact
    assert result.statistic == pytest.approx(theirs.statistic)
    assert result.exact_p == pytest.approx(theirs.pvalue, abs=5 * result.standard_error + 0.02)
    assert not stats.kruskal_wallis({"a": [1, 2], "b": [2, 3]}, effort=stats.Effort(budget=0, draws=50)).exact


@pytest.mark.parametrize(("name", "value"), [("draws", 0), ("draws", 1.5), ("seed", -1), ("budget", -1)])
def test_an_effort_that_cannot_be_is_refused(name, value) -> None:
    with pytest.raises(FaultsError, match=name):
        stats.Effort(**{name: value})


@pytest.mark.parametrize(("name", "value"), [("alpha", 1.1), ("alpha", math.nan), ("power_tau", 2), ("power_draws", 0)])
def test_settings_that_cannot_be_are_refused(name, value) -> None:
    with pytest.raises(FaultsError, match=name):
        stats.TestSettings(**{name: value})


def test_a_level_of_zero_rejects_nothing_and_one_of_one_everything() -> None:
    assert not stats.is_significant(1e-15, 0.0)
    assert stats.is_significant(1.0, 1.0) and not stats.is_significant(math.nan, 1.0)
    untied = [stats.layout(np.arange(12), np.arange(12))]
    assert stats.power(untied, stats.TestSettings(alpha=0.0, power_draws=50)) == 0
    assert stats.power(untied, stats.TestSettings(alpha=1.0, power_tau=1.0, power_draws=50)) == 1


def test_power_of_a_large_untied_sample_stays_within_memory() -> None:
    settings_ = stats.TestSettings(power_draws=40, power_tau=0.3, effort=stats.Effort(draws=100))
    layouts = [stats.layout(np.arange(700.0), np.arange(700.0)[::-1])]
    tracemalloc.start()
    found = stats.power(layouts, settings_)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == 1 and peak < 500e6


@given(strategies.lists(strategies.floats(0, 1) | strategies.just(math.nan), max_size=8))
@settings(max_examples=40)
def test_adjusted_p_values_are_statsmodels_with_the_undefined_left_out(p_values) -> None:
    defined = [value for value in p_values if not math.isnan(value)]
    for ours, theirs in ((stats.holm, "holm"), (stats.benjamini_hochberg, "fdr_bh")):
        adjusted = ours(p_values)
        expected = multipletests(defined, method=theirs)[1] if defined else np.array([])
        np.testing.assert_allclose(adjusted[~np.isnan(adjusted)], expected, atol=1e-12)
        assert np.isnan(adjusted).sum() == len(p_values) - len(defined)


@pytest.mark.parametrize("adjust", [stats.holm, stats.benjamini_hochberg])
@pytest.mark.parametrize("wrong", [[-0.1, 0.5], [1.2], [[0.1, 0.2]]])
def test_what_is_no_p_value_is_refused(adjust, wrong) -> None:
    with pytest.raises(FaultsError, match="numbers from 0 to 1"):
        adjust(wrong)


@given(strategies.lists(strategies.tuples(strategies.booleans(), strategies.booleans()), min_size=1, max_size=12))
@settings(max_examples=40)
def test_mantel_and_haenszels_odds_ratio_is_statsmodels_or_undefined(pairs) -> None:
    x, y = np.array(pairs, dtype=float).T
    result = stats.mantel_haenszel(x, y, strata=["s"] * len(x))
    if result.strata == 0:
        assert math.isnan(result.odds_ratio)
        return
    table = stats.fourfold_tables(x, y, strata=["s"] * len(x))["s"].astype(float)
    if table[0, 1] * table[1, 0] == 0:
        assert result.odds_ratio == math.inf
    else:
        assert result.odds_ratio == pytest.approx(StratifiedTable([table]).oddsratio_pooled)
    assert result.attainable_p <= result.exact_p


@pytest.mark.parametrize("scale", [1e-9, 1.0, 1e9])
def test_slopes_do_not_depend_on_the_unit(scale) -> None:
    rng = np.random.default_rng(8)
    x, y = rng.integers(1, 4, 16).astype(float), rng.normal(size=16)
    strata, effort = ["s", "t"] * 8, stats.Effort(draws=200)
    here = stats.slope_difference(x, y, strata=strata, effort=effort)
    there = stats.slope_difference(x, y * scale, strata=strata, effort=effort)
    assert there.statistic == pytest.approx(here.statistic)
    assert there.p == here.p and there.draws == 200


def test_a_cause_that_is_constant_but_for_rounding_has_no_slope() -> None:
    result = stats.slope_difference([0.1] * 3 + [1, 2, 3], [1, 2, 4, 1, 2, 4], strata=["s"] * 3 + ["t"] * 3)
    assert list(result.slopes) == ["t"] and math.isnan(result.p)


@pytest.mark.parametrize(
    ("positive", "indifferent", "message"),
    [
        ([(0, 1), (1,)], [], "lengths 1, 2"),
        ([(0, 2)], [], "allowed 0, 1"),
        ([(0, 1)], [(0, 1)], "as positive and as indifferent"),
        ([(0,) * 13], [], "at most 12"),
    ],
)
def test_configurations_that_cannot_be_are_refused(positive, indifferent, message) -> None:
    with pytest.raises(FaultsError, match=message):
        stats.shortest_models(positive, indifferent)


@pytest.mark.parametrize(
    ("codes", "design", "message"),
    [
        ([0, 0, 0], [[1], [2], [3]], "levels 0, 1"),
        ([0, 2, 2], [[1], [2], [3]], "levels 0, 1"),
        ([0, 1, 1], [[1], [2]], r"shape \(3, causes\)"),
        ([0, 1, 1], [[1], [1], [1]], "full rank"),
        ([0, 1, 1], [[1], [math.nan], [1]], "finite"),
    ],
)
def test_a_model_that_cannot_be_identified_is_refused(codes, design, message) -> None:
    with pytest.raises(FaultsError, match=message):
        stats.check_separation(codes, np.array(design, dtype=float))


def test_a_linear_measure_is_not_one_of_pairs() -> None:
    with pytest.raises(FaultsError, match="tau_b, somers_d or gamma"):
        stats.pair_counts([1, 2], [1, 2]).coefficient(stats.Measure.PEARSON)
