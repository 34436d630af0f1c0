"""Yes-or-no facts within strata, and groups against each other in level and slope."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings, strategies
from scipy import stats

from clusterbook.errors import FaultsError
from clusterbook.stats.choices import Effort
from clusterbook.stats.kruskal import dunn, kruskal_wallis
from clusterbook.stats.slopes import slope_difference
from clusterbook.stats.stratified import fisher_by_stratum, mantel_haenszel

SMALL = {"a": [0, 1], "b": [1, 2], "c": [2, 3]}


def test_one_stratum_gives_fishers_exact_p() -> None:
    x, y = np.repeat([0, 0, 1, 1], [7, 2, 1, 5]), np.repeat([0, 1, 0, 1], [7, 2, 1, 5])
    result = mantel_haenszel(x, y, strata=["s"] * 15)
    assert result.exact_p == pytest.approx(stats.fisher_exact([[7, 2], [1, 5]]).pvalue)
    assert result.odds_ratio == pytest.approx(35 / 2)
    assert (result.n, result.strata, result.both, result.expected_both) == (15, 1, 5, pytest.approx(6 * 7 / 15))


def test_stratified_p_is_the_share_of_relabelings_within_strata() -> None:
    x, y = [0, 0, 1, 1, 0, 1, 1], [0, 1, 1, 1, 0, 1, 0]
    orders = itertools.product(itertools.permutations(x[:4]), itertools.permutations(x[4:]))
    totals = np.array([np.dot([*first, *second], y) for first, second in orders])
    result = mantel_haenszel(x, y, strata=["s"] * 4 + ["t"] * 3, alternative="greater")
    assert result.both == 3
    assert result.exact_p == pytest.approx(np.mean(totals >= 3))
    assert result.expected_both == pytest.approx(totals.mean())


def test_penicillin_in_rabbits_gives_the_published_exact_p() -> None:
    # Mantel (1963), data in R's help page of mantelhaen.test (Rabbits): exact p 0.0399, two-sided.
    tables = [[[0, 6], [0, 5]], [[3, 3], [0, 6]], [[6, 0], [2, 4]], [[5, 1], [6, 0]], [[2, 0], [5, 0]]]
    counts = np.array(tables)
    strata, x, y = (np.repeat(axis.ravel(), counts.ravel()) for axis in np.indices(counts.shape))
    result = mantel_haenszel(1 - x, 1 - y, strata=strata)
    assert result.exact_p == pytest.approx(0.03994, abs=5e-6)
    assert result.odds_ratio == pytest.approx(7.0)


def test_strata_in_which_a_fact_never_varies_are_set_aside() -> None:
    result = mantel_haenszel([0, 1, 1, 1], [0, 1, 0, 1], strata=["s", "s", "t", "t"])
    assert (result.strata, result.n) == (1, 2)


def test_no_informative_stratum_is_undefined() -> None:
    assert math.isnan(mantel_haenszel([1, 1], [0, 1], strata=["s", "s"]).exact_p)


def test_a_rating_is_not_a_presence() -> None:
    with pytest.raises(FaultsError, match="allowed 0, 1"):
        mantel_haenszel([0, 2], [0, 1], strata=["s", "s"])


@given(
    strategies.lists(strategies.integers(0, 3), min_size=2, max_size=3),
    strategies.lists(strategies.integers(0, 3), min_size=2, max_size=3),
    strategies.lists(strategies.integers(0, 3), min_size=1, max_size=2),
)
@settings(max_examples=25)
def test_kruskal_wallis_is_scipys_statistic_and_the_share_of_all_orderings(first, second, third) -> None:
    groups = {"a": first, "b": second, "c": third}
    pooled, cuts = first + second + third, [len(first), len(first) + len(second)]
    result = kruskal_wallis(groups)
    if len(set(pooled)) == 1:
        assert math.isnan(result.exact_p)
        return
    ranks = stats.rankdata(pooled)
    squares = np.array(
        [
            sum(part.sum() ** 2 / len(part) for part in np.split(np.array(order), cuts))
            for order in set(itertools.permutations(ranks))
        ]
    )
    observed = sum(part.sum() ** 2 / len(part) for part in np.split(ranks, cuts))
    assert result.statistic == pytest.approx(stats.kruskal(first, second, third).statistic, abs=1e-9)
    assert result.exact_p == pytest.approx(np.mean(squares >= observed - 1e-9))


def test_kruskal_wallis_without_ties_has_the_tabulated_tail() -> None:
    # Kruskal and Wallis (1952), Table 6.1: sizes 3, 3, 3, H of 7.2 has probability 0.004.
    result = kruskal_wallis({"a": [1, 2, 3], "b": [4, 5, 6], "c": [7, 8, 9]})
    assert result.statistic == pytest.approx(7.2)
    assert result.exact_p == pytest.approx(6 / 1680)


def test_too_many_states_are_sampled_and_marked() -> None:
    rng = np.random.default_rng(1)
    result = kruskal_wallis({name: rng.normal(size=60).tolist() for name in "abcd"}, effort=Effort(draws=500))
    assert not result.exact and result.standard_error > 0


def test_dunn_compares_mean_ranks_over_their_standard_error() -> None:
    # Ranks 1, 2.5 | 2.5, 4.5 | 4.5, 6: mean ranks 1.75, 3.5, 5.25; two ties of two.
    table = dunn(SMALL)
    assert table["rank_difference"].tolist() == [-1.75, -3.5, -1.75]
    variance = (6 * 7 / 12 - (6 + 6) / (12 * 5)) * (1 / 2 + 1 / 2)
    assert table["z"].iloc[1] == pytest.approx(-3.5 / math.sqrt(variance))
    assert table["holm"].iloc[1] == pytest.approx(3 * table["p"].iloc[1])


def test_dunn_with_two_groups_is_kruskal_and_wallis_by_chi_square() -> None:
    groups = {"a": [0, 1, 1.5, 2], "b": [1, 2, 3]}
    assert dunn(groups)["p"].iloc[0] == pytest.approx(kruskal_wallis(groups).asymptotic_p)


def test_equal_slopes_differ_by_nothing() -> None:
    y, sectors = [0, 1.1, 2, 3, 4.1, 5], ["s"] * 3 + ["t"] * 3
    result = slope_difference([1, 2, 3] * 2, y, strata=sectors, effort=Effort(draws=99))
    assert result.slopes == pytest.approx({"s": 1, "t": 1})
    assert result.common_slope == pytest.approx(1) and result.statistic == pytest.approx(0)
    assert result.p == 1


def test_slope_statistic_is_the_f_of_two_regressions() -> None:
    rng = np.random.default_rng(3)
    x, sector = rng.integers(1, 4, 20).astype(float), np.repeat([0, 1], 10)
    y = np.where(sector == 0, x, -x) + rng.normal(size=20)
    dummies = np.column_stack([sector == 0, sector == 1]).astype(float)
    common = np.column_stack([dummies, x])
    separate = np.column_stack([dummies, dummies * x[:, None]])
    residuals = [np.linalg.lstsq(design, y, rcond=None)[1][0] for design in (common, separate)]
    result = slope_difference(x, y, strata=sector, effort=Effort(draws=999))
    assert result.statistic == pytest.approx((residuals[0] - residuals[1]) / (residuals[1] / 16))
    assert result.p < 0.05


def test_one_sector_alone_has_no_difference_of_slopes() -> None:
    assert math.isnan(slope_difference([1, 2, 3], [0, 1, 2], strata=["s"] * 3).p)


@pytest.mark.parametrize("alternative", ["two-sided", "greater", "less"])
def test_each_stratum_alone_has_fishers_p(alternative) -> None:
    counts = np.array([[[7, 2], [1, 5]], [[3, 4], [4, 2]], [[2, 3], [0, 0]]])
    strata, x, y = (np.repeat(axis.ravel(), counts.ravel()) for axis in np.indices(counts.shape))
    found = fisher_by_stratum(x, y, strata=strata.tolist(), alternative=alternative)
    for stratum, table in enumerate(counts[:2]):
        expected = stats.fisher_exact(table, alternative=alternative).pvalue
        assert found[stratum].exact_p == pytest.approx(expected)
    assert math.isnan(found[2].exact_p)
