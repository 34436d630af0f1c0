"""Exact association against enumeration, scipy, textbooks and its own symmetries."""

import itertools
import math
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings, strategies
from scipy import stats

from clusterbook.errors import FaultsError
from clusterbook.stats import permutation as exact
from clusterbook.stats.choices import Effort, TestSettings
from clusterbook.stats.margins import Margins
from clusterbook.stats.ordinal import association, summed_moments
from clusterbook.stats.pairs import pair_counts
from clusterbook.stats.permutation import convolve, null_distribution
from clusterbook.stats.scores import midranks, whole_scores

MEASURES = ["tau_b", "somers_d", "gamma", "spearman", "pearson"]
ratings = strategies.lists(
    strategies.tuples(strategies.integers(0, 2), strategies.integers(0, 6).map(lambda half: half / 2)),
    min_size=2,
    max_size=6,
)


def enumerated_p(x, y, statistic, alternative="two-sided"):
    """Share of all orderings of x, one by one, at least as extreme as the one observed."""
    observed = statistic(x, y)
    values = np.array([statistic(order, y) for order in itertools.permutations(x)])
    slack = 1e-9
    return {
        "two-sided": np.mean(np.abs(values) >= abs(observed) - slack),
        "greater": np.mean(values >= observed - slack),
        "less": np.mean(values <= observed + slack),
    }[alternative]


def sign_s(x, y):
    """Kendall's S by its definition: one pair after another."""
    pairs = itertools.combinations(zip(x, y, strict=True), 2)
    return sum(np.sign(b[0] - a[0]) * np.sign(b[1] - a[1]) for a, b in pairs)


def centred_product(x, y):
    """Sum of products about the means."""
    return float(np.dot(np.subtract(x, np.mean(x)), np.subtract(y, np.mean(y))))


def test_two_clusters_in_the_same_order_make_one_concordant_pair() -> None:
    counts = pair_counts([1, 2], [0.5, 3])
    assert (counts.concordant, counts.discordant, counts.s) == (1, 0, 1)
    assert counts.tau_b == counts.gamma == counts.somers_d_y_given_x == 1


def test_four_clusters_give_the_coefficients_one_can_count_by_hand() -> None:
    # Low, Low, High, High against 1, 2, 2, 3: pairs across groups: + + 0 +; within: two tied in x.
    counts = pair_counts([1, 1, 3, 3], [1, 2, 2, 3])
    assert (counts.concordant, counts.discordant) == (3, 0)
    assert (counts.tied_x_only, counts.tied_y_only, counts.tied_both) == (2, 1, 0)
    assert counts.tau_b == pytest.approx(3 / math.sqrt(4 * 5))
    assert counts.somers_d_y_given_x == 3 / 4
    assert counts.gamma == 1


def test_exact_p_of_four_clusters_counts_the_six_relabelings() -> None:
    # S over the six ways to call two of the four High: 3, 3, 0, 0, -3, -3.
    result = association([1, 1, 3, 3], [1, 2, 2, 3])
    assert result.relabelings == 6
    assert result.exact_p == pytest.approx(4 / 6)
    assert result.attainable_p == pytest.approx(4 / 6)
    one_sided = association([1, 1, 3, 3], [1, 2, 2, 3], settings=TestSettings(alternative="greater"))
    assert one_sided.exact_p == pytest.approx(2 / 6)


@pytest.mark.parametrize("alternative", ["two-sided", "greater", "less"])
@given(rows=ratings)
@settings(max_examples=60)
def test_exact_p_of_s_is_the_share_of_all_orderings(alternative, rows) -> None:
    x, y = map(list, zip(*rows, strict=True))
    result = association(x, y, settings=TestSettings(alternative=alternative))
    assert result.s == sign_s(x, y)
    if len(set(x)) > 1 and len(set(y)) > 1:
        assert result.exact_p == pytest.approx(enumerated_p(x, y, sign_s, alternative), abs=1e-12)
    else:
        assert not result.defined and math.isnan(result.exact_p)


@given(rows=ratings)
@settings(max_examples=60)
def test_linear_exact_p_is_the_share_of_all_orderings(rows) -> None:
    x, y = map(list, zip(*rows, strict=True))
    result = association(x, y, settings=TestSettings(measure="pearson"))
    if result.defined:
        assert result.exact_p == pytest.approx(enumerated_p(x, y, centred_product), abs=1e-12)
        assert result.coefficient == pytest.approx(np.corrcoef(x, y)[0, 1])


def test_spearman_is_scipys_coefficient_on_midranks() -> None:
    x, y = [1, 1, 2, 2, 3, 3], [0, 1.5, 1, 3, 2, 3]
    result = association(x, y, settings=TestSettings(measure="spearman"))
    assert result.coefficient == pytest.approx(stats.spearmanr(x, y).statistic)


@pytest.mark.parametrize("seed", range(5))
def test_without_ties_p_and_tau_are_scipys_exact_ones(seed) -> None:
    x, y = np.random.default_rng(seed).permuted(np.tile(np.arange(7), (2, 1)), axis=1)
    expected = stats.kendalltau(x, y, method="exact")
    result = association(x, y)
    assert result.exact_p == pytest.approx(expected.pvalue)
    assert result.coefficient == pytest.approx(expected.statistic)


@pytest.mark.parametrize("seed", range(3))
def test_tau_b_and_somers_d_with_ties_are_scipys(seed) -> None:
    rng = np.random.default_rng(seed)
    x, y = rng.integers(0, 3, 20), rng.integers(0, 5, 20)
    counts = pair_counts(x, y)
    assert counts.tau_b == pytest.approx(stats.kendalltau(x, y).statistic)
    assert counts.somers_d_y_given_x == pytest.approx(stats.somersd(x, y).statistic)


def test_two_by_two_tables_give_fishers_one_sided_p() -> None:
    x, y = np.repeat([0, 0, 1, 1], [6, 2, 1, 4]), np.repeat([0, 1, 0, 1], [6, 2, 1, 4])
    expected = stats.fisher_exact([[6, 2], [1, 4]], alternative="greater").pvalue
    assert association(x, y, settings=TestSettings(alternative="greater")).exact_p == pytest.approx(expected)


def test_two_groups_without_ties_give_the_exact_mann_whitney_p() -> None:
    first, second = [0.3, 1.1, 2.2, 4.0], [1.9, 3.1, 4.4, 5.0, 6.2]
    expected = stats.mannwhitneyu(second, first, alternative="greater", method="exact").pvalue
    x = [0] * len(first) + [1] * len(second)
    assert association(x, first + second, settings=TestSettings(alternative="greater")).exact_p == pytest.approx(
        expected
    )


def test_gamma_of_job_satisfaction_is_the_textbooks() -> None:
    # Agresti (2002), Categorical Data Analysis, Tables 2.8 and section 2.4.3: income by job
    # satisfaction, 1331 concordant and 849 discordant pairs, gamma 0.221.
    table = np.array([[1, 3, 10, 6], [2, 3, 10, 7], [1, 6, 14, 12], [0, 1, 9, 11]])
    x, y = (np.repeat(axis.ravel(), table.ravel()) for axis in np.indices(table.shape))
    counts = pair_counts(x, y)
    assert (counts.concordant, counts.discordant) == (1331, 849)
    assert counts.gamma == pytest.approx(0.221, abs=0.0005)


@pytest.mark.parametrize("measure", MEASURES)
@given(rows=ratings)
@settings(max_examples=40)
def test_exchanging_the_two_ratings_leaves_p_alone(measure, rows) -> None:
    x, y = zip(*rows, strict=True)
    chosen = TestSettings(measure=measure)
    forth, back = association(x, y, settings=chosen), association(y, x, settings=chosen)
    assert (math.isnan(forth.exact_p) and math.isnan(back.exact_p)) or forth.exact_p == pytest.approx(back.exact_p)


@given(rows=ratings)
@settings(max_examples=40)
def test_rank_measures_ignore_any_recoding_that_keeps_the_order(rows) -> None:
    x, y = map(np.array, zip(*rows, strict=True))
    plain, recoded = association(x, y), association(np.exp(x) - 7, y**3)
    assert plain.s == recoded.s
    np.testing.assert_equal(plain.exact_p, recoded.exact_p)


@given(rows=ratings)
@settings(max_examples=40)
def test_turning_one_scale_round_turns_the_sign_and_keeps_p(rows) -> None:
    x, y = map(np.array, zip(*rows, strict=True))
    plain, turned = association(x, y), association(-x, y)
    assert plain.s == -turned.s
    assert (not plain.defined and not turned.defined) or plain.exact_p == pytest.approx(turned.exact_p)


@given(rows=ratings)
@settings(max_examples=60)
def test_p_is_above_zero_at_most_one_and_never_below_the_attainable(rows) -> None:
    x, y = zip(*rows, strict=True)
    result = association(x, y)
    if result.defined:
        assert 0 < result.attainable_p <= result.exact_p <= 1


def test_one_stratum_is_the_unstratified_test() -> None:
    x, y = [1, 2, 2, 3, 3], [0, 1, 2, 1.5, 3]
    assert association(x, y, strata=["a"] * 5).exact_p == association(x, y).exact_p


def test_pooled_p_counts_the_relabelings_of_every_stratum_together() -> None:
    x, y = [1, 2, 3, 1, 1, 2], [0, 2, 1, 1, 2, 2]
    strata = ["a", "a", "a", "b", "b", "b"]
    observed = sign_s(x[:3], y[:3]) + sign_s(x[3:], y[3:])
    sums = [
        sign_s(first, y[:3]) + sign_s(second, y[3:])
        for first in itertools.permutations(x[:3])
        for second in itertools.permutations(x[3:])
    ]
    result = association(x, y, strata=strata)
    assert result.s == observed == 2
    assert result.exact_p == pytest.approx(np.mean(np.abs(sums) >= abs(observed)))


def test_pooled_pearson_is_the_correlation_of_deviations_from_sector_means() -> None:
    x, y, strata = [1, 2, 3, 2, 2, 3], [0, 2, 1, 1, 2, 3], ["a", "a", "a", "b", "b", "b"]
    x_within = np.concatenate([np.subtract(part, np.mean(part)) for part in (x[:3], x[3:])])
    y_within = np.concatenate([np.subtract(part, np.mean(part)) for part in (y[:3], y[3:])])
    expected = x_within @ y_within / math.sqrt(x_within @ x_within * (y_within @ y_within))
    result = association(x, y, strata=strata, settings=TestSettings(measure="pearson"))
    assert result.coefficient == pytest.approx(expected)


@pytest.mark.parametrize("measure", ["spearman", "pearson"])
def test_pooled_scores_count_in_the_same_unit_in_every_stratum(measure) -> None:
    # Whole points in the first stratum, half points in the second.
    x, y, strata = [1, 2, 3, 1, 2, 2], [0, 2, 1, 1, 1.5, 2], ["a"] * 3 + ["b"] * 3
    score = stats.rankdata if measure == "spearman" else np.asarray
    (x_a, x_b), (y_a, y_b) = ([score(values[:3]), score(values[3:])] for values in (x, y))
    products = [
        centred_product(first, y_a) + centred_product(second, y_b)
        for first in itertools.permutations(x_a)
        for second in itertools.permutations(x_b)
    ]
    observed = centred_product(x_a, y_a) + centred_product(x_b, y_b)
    result = association(x, y, strata=strata, settings=TestSettings(measure=measure))
    assert result.exact_p == pytest.approx(np.mean(np.abs(products) >= abs(observed) - 1e-9))


def test_convolving_pair_by_pair_or_densely_gives_the_same(monkeypatch) -> None:
    first, second = (null_distribution(Margins((2, 3), columns)) for columns in ((1, 2, 2), (3, 2)))
    sparse = convolve(first, second)
    monkeypatch.setattr(exact, "MOST_PAIRS", 0)
    dense = convolve(first, second)
    assert sparse.values.tolist() == dense.values.tolist()
    np.testing.assert_allclose(sparse.probabilities, dense.probabilities)


def test_a_constant_rating_is_undefined_not_zero() -> None:
    result = association([2, 2, 2], [0, 1, 3])
    assert not result.defined
    assert all(math.isnan(value) for value in (result.coefficient, result.exact_p, result.attainable_p))


@pytest.mark.parametrize("measure", MEASURES)
def test_no_clusters_at_all_are_undefined(measure) -> None:
    chosen = TestSettings(measure=measure)
    assert not association([], [], settings=chosen).defined
    assert not association([], [], strata=[], settings=chosen).defined


def test_a_missing_rating_is_an_error_not_a_level() -> None:
    with pytest.raises(FaultsError, match="1 missing"):
        association([1, 2, np.nan], [0, 1, 2])


def test_an_unknown_measure_lists_the_legal_ones() -> None:
    with pytest.raises(FaultsError, match="allowed tau_b, somers_d, gamma, spearman, pearson"):
        TestSettings(measure="phi")


def test_beyond_the_budget_p_is_sampled_near_the_exact_one_and_says_so() -> None:
    rng = np.random.default_rng(0)
    x, y = rng.integers(0, 3, 15), rng.integers(0, 4, 15)
    exact = association(x, y)
    sampled = association(x, y, settings=TestSettings(effort=Effort(budget=0)))
    assert exact.exact and not sampled.exact
    assert exact.standard_error == 0 < sampled.standard_error
    assert sampled.exact_p == pytest.approx(exact.exact_p, abs=5 * sampled.standard_error + 1e-5)


def test_a_thousand_clusters_are_sampled_by_default() -> None:
    thousand = Margins((300, 400, 300), (200, 200, 200, 200, 200))
    assert not null_distribution(thousand, Effort(draws=100)).exact


def test_probabilities_of_the_largest_sector_are_whole_shares_of_its_relabelings() -> None:
    null = null_distribution(Margins((3, 10, 2), (4, 3, 4, 4)))
    counts = null.probabilities * null.relabelings
    assert null.exact and null.relabelings == 30_030
    np.testing.assert_allclose(counts, counts.round(), atol=1e-9)
    assert counts.sum() == pytest.approx(30_030)


def test_midranks_share_the_places_of_a_tie() -> None:
    assert midranks([1, 2, 1]).tolist() == [1, 2.5, 4]


def test_whole_scores_count_from_the_lowest_in_the_largest_common_step() -> None:
    assert whole_scores([0, 1.5, 3])[0] == (0, 1, 2)
    assert whole_scores([1, 2, 4]) == ((0, 1, 3), 1)


@given(ratings)
@settings(max_examples=40)
def test_a_doubled_p_is_twice_the_smaller_side_of_all_orders(pairs) -> None:
    x, y = zip(*pairs, strict=True)
    doubled = association(x, y, settings=TestSettings(two_sided="doubled"))
    if doubled.defined:
        sides = [enumerated_p(x, y, sign_s, side) for side in ("greater", "less")]
        assert doubled.exact_p == pytest.approx(min(1.0, 2 * min(sides)))
        assert doubled.attainable_p <= doubled.exact_p + 1e-12


def test_the_two_conventions_part_where_the_distribution_is_skewed() -> None:
    x, y = [0, 0, 0, 0, 1], [0, 1, 1, 2, 2]
    by_distance, doubled = (
        association(x, y, settings=TestSettings(two_sided=kind)) for kind in ("distance", "doubled")
    )
    # S of the odd one out is -4, -1, -1, 3 or 3: at least 3 away in 3 of 5, at least 3 in 2 of 5.
    assert by_distance.s == 3
    assert by_distance.exact_p == pytest.approx(3 / 5) and doubled.exact_p == pytest.approx(4 / 5)
    assert by_distance.attainable_p_negative == pytest.approx(1 / 5)
    assert doubled.attainable_p_negative == pytest.approx(2 / 5)


def test_moments_of_strata_are_summed_to_the_same_digits_by_every_python() -> None:
    parts = [SimpleNamespace(moments=(value, 10 * value, 1.0)) for value in (0.1, 0.2, 0.3)]
    assert summed_moments(parts) == (0.6, 6.0, 3.0)
