"""Tests of level and of agreement at their edges: whole outcomes, draws counted one by one, limits."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from scipy import stats as scipy_stats

from clusterbook import stats
from clusterbook.errors import FaultsError
from clusterbook.stats.agreement import krippendorff_alpha
from clusterbook.stats.kruskal import dunn, kruskal_wallis

GROUPS = {"a": [0, 1, 3], "b": [1, 2, 4, 4], "c": [2, 5]}
NOTHING = stats.Effort(budget=0, draws=400)  # leaves sampling alone


def test_an_undefined_comparison_of_groups_tells_its_sizes_and_nothing_else() -> None:
    for groups, n, kept in (({"a": [1, 1], "b": [1]}, 3, 2), ({"a": [1, 2], "b": []}, 2, 1), ({}, 0, 0)):
        found = kruskal_wallis(groups)
        assert (found.n, found.groups, found.exact) == (n, kept, True)
        numbers = (found.statistic, found.exact_p, found.asymptotic_p, found.standard_error)
        assert all(isinstance(number, float) and math.isnan(number) for number in numbers)


def test_an_exact_comparison_of_groups_has_no_error_and_scipys_chi_square() -> None:
    found, theirs = kruskal_wallis(GROUPS), scipy_stats.kruskal(*GROUPS.values())
    assert (found.n, found.groups, found.standard_error, found.exact) == (9, 3, 0, True)
    assert found.statistic == pytest.approx(theirs.statistic) and found.asymptotic_p == pytest.approx(theirs.pvalue)


def test_a_sampled_p_of_groups_is_the_share_of_shuffles_with_the_observed_one() -> None:
    found, exact = kruskal_wallis(GROUPS, effort=NOTHING), kruskal_wallis(GROUPS)
    assert found.exact is False and found.statistic == exact.statistic
    assert found.standard_error == pytest.approx(math.sqrt(found.exact_p * (1 - found.exact_p) / 400))
    assert found.exact_p == pytest.approx(exact.exact_p, abs=4 * found.standard_error)
    extreme = found.exact_p * 401 - 1  # the observed order beside 400 drawn ones
    assert extreme == pytest.approx(round(extreme), abs=1e-9) and 0 < extreme < 400
    assert kruskal_wallis(GROUPS, effort=NOTHING) == found
    other = stats.Effort(budget=0, draws=400, seed=NOTHING.seed + 1)
    assert kruskal_wallis(GROUPS, effort=other).exact_p != found.exact_p


def test_shuffles_as_extreme_as_the_observed_order_count() -> None:
    alike = kruskal_wallis({"a": [0, 1], "b": [0, 1]}, effort=NOTHING)  # H is 0, which no order is below
    assert alike.statistic == pytest.approx(0) and alike.exact_p == 1
    rare = kruskal_wallis({"a": range(8), "b": range(8, 16)}, effort=NOTHING)  # 2 of 12,870 orders
    assert rare.exact_p == pytest.approx(1 / 401)


def test_a_comparison_drawn_in_batches_counts_them_all(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = kruskal_wallis(GROUPS, effort=NOTHING)
    monkeypatch.setattr(stats.sampling, "BATCH_CELLS", 18 * 150)  # 150 draws of three groups and six values
    parts = kruskal_wallis(GROUPS, effort=NOTHING)
    assert parts.exact_p == pytest.approx(whole.exact_p, abs=6 * whole.standard_error) and parts.exact_p > 0.05


# The product of the first sizes is beyond 64 bits, that of the second is not, but times a sum of squares it is.
@pytest.mark.parametrize("sizes", [(31, 37, 41, 43, 47, 53, 59, 61), (19, 23, 29, 31, 37, 41, 43, 47)])
def test_groups_whose_common_multiple_passes_whole_numbers_compare_as_well(sizes) -> None:
    groups = {str(size): np.arange(size) * 7 % 100 for size in sizes}
    found = kruskal_wallis(groups, effort=stats.Effort(budget=0, draws=300))
    theirs = scipy_stats.kruskal(*groups.values())
    assert found.statistic == pytest.approx(theirs.statistic)
    assert found.exact_p == pytest.approx(theirs.pvalue, abs=0.12)


def test_pairs_of_groups_have_their_names_and_are_undefined_where_all_is_tied() -> None:
    table = dunn({"a": [0, 1], "b": [0.2, 0.7], "c": [2, 3]})
    assert table[["first", "second"]].to_numpy().tolist() == [["a", "b"], ["a", "c"], ["b", "c"]]
    assert math.isnan(dunn({"a": [1], "b": [1]})["z"].iloc[0])
    two = dunn({"a": [0], "b": [1]})
    assert two["z"].iloc[0] == pytest.approx(-1 / math.sqrt(2 * 3 / 12 * 2))


def test_two_units_can_agree_and_kinds_are_no_degrees() -> None:
    assert krippendorff_alpha([0, 1], [0, 1], ordered=False) == 1
    first, second = [0, 1, 2, 3, 0], [0, 1, 2, 0, 3]
    counts = np.array([4, 2, 2, 2])  # of each code among the ten
    chance = 1 - (counts * (counts - 1)).sum() / (10 * 9)
    assert krippendorff_alpha(first, second, ordered=False) == pytest.approx(1 - 2 / 5 / chance)

    # Ordinal: the squared number of codes from one to the other, half of both ends.
    def between(low: int, high: int) -> float:
        return float((counts[low : high + 1].sum() - (counts[low] + counts[high]) / 2) ** 2)

    pairs = {(low, high): between(low, high) for low, high in itertools.combinations(range(4), 2)}
    expected = sum(2 * counts[low] * counts[high] * gap for (low, high), gap in pairs.items()) / 90
    assert krippendorff_alpha(first, second, ordered=True) == pytest.approx(1 - 2 * pairs[0, 3] / 5 / expected)


def test_kendalls_sums_take_any_number_of_pairs_and_unknown_causes(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(4)
    orders, outcome = rng.integers(0, 4, (5, 9)).astype(float), rng.integers(0, 3, 9).astype(float)
    orders[1:, 3], outcome[5] = math.nan, math.nan
    expected = [
        sum(
            np.sign(order[j] - order[i]) * np.sign(outcome[j] - outcome[i])
            for i, j in itertools.combinations(range(9), 2)
            if not math.isnan(order[i] + order[j] + outcome[i] + outcome[j])
        )
        for order in orders
    ]
    assert stats.joint.kendall_statistics(orders, outcome).tolist() == expected
    for cells in (1, 12, 37):
        monkeypatch.setattr(stats.joint, "MOST_CELLS", cells)
        assert stats.joint.kendall_statistics(orders, outcome).tolist() == expected
    assert stats.joint.kendall_statistics(np.zeros((0, 9)), outcome).tolist() == []


def test_a_level_of_significance_is_a_share_and_a_table_names_its_columns() -> None:
    with pytest.raises(FaultsError, match="alpha"):
        stats.count_significant(np.ones((5, 2)), 1.5)
    table = stats.westfall_young([1, 2, 3, 1], {"a": [1, 1, 1, 1], "b": [0, 1, 2, 0]}, strata=["s"] * 4)
    assert list(table.columns) == ["stratum", "outcome", "statistic", "p", "adjusted"]
    assert table["statistic"].dtype == float and math.isnan(table["statistic"].iloc[0])


def test_a_joint_test_looks_at_the_side_asked_for() -> None:
    outcomes, effort = {"up": [0, 1, 1, 2], "down": [2, 1, 1, 0]}, stats.Effort(draws=500)
    sides = {
        side: stats.westfall_young(
            [1, 2, 3, 4], outcomes, strata=["s"] * 4, alternative=stats.Alternative(side), effort=effort
        )["p"]
        for side in ("greater", "less", "two-sided")
    }
    assert sides["greater"].iloc[0] == sides["less"].iloc[1] < 0.2
    assert sides["greater"].iloc[1] == sides["less"].iloc[0] == 1
    assert sides["two-sided"].iloc[0] == sides["two-sided"].iloc[1] > sides["greater"].iloc[0]


def test_the_smallest_p_of_two_facts_is_that_of_their_rarest_total() -> None:
    exposed, outcome = [0, 0, 0, 1, 1, 1, 1], [1, 0, 0, 1, 1, 0, 0]  # 4 exposed, 3 with the outcome, of 7
    shares = scipy_stats.hypergeom(7, 4, 3).pmf(range(4))
    two_sided = [float(shares[shares <= share * (1 + 1e-9)].sum()) for share in shares]
    expected = {"greater": shares[3], "less": shares[0], "two-sided": min(two_sided)}
    assert len({round(float(share), 9) for share in expected.values()}) > 1
    for side, share in expected.items():
        found = stats.mantel_haenszel(exposed, outcome, strata=["s"] * 7, alternative=stats.Alternative(side))
        assert found.attainable_p == pytest.approx(share)
    assert stats.mantel_haenszel(exposed, outcome, strata=["s"] * 7).exact_p == pytest.approx(two_sided[2])


def test_the_rarest_total_of_strata_need_not_be_the_farthest_from_the_mean() -> None:
    exposed, outcome = [1, 1, 0, 0, 0, *[1] * 5, 0, 0], [1, 1, 0, 0, 0, 1, *[0] * 6]
    found = stats.mantel_haenszel(exposed, outcome, strata=["s"] * 5 + ["t"] * 7)
    # Totals of 0 to 3 in 6, 27, 32 and 5 of 70 orders; their mean is 53/35, from which 0 is farther than 3.
    assert found.expected_both == pytest.approx(53 / 35)
    assert found.attainable_p == found.exact_p == pytest.approx(5 / 70)


def test_without_a_stratum_that_varies_two_facts_have_counts_of_nothing() -> None:
    none = stats.mantel_haenszel([1, 1], [0, 1], strata=["s", "s"])
    assert (none.n, none.strata, none.both) == (0, 0, 0)
    numbers = (none.expected_both, none.odds_ratio, none.exact_p, none.attainable_p)
    assert all(isinstance(number, float) and math.isnan(number) for number in numbers)
