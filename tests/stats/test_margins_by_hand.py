"""Margins, shares, pairs, scores and random tables against numbers counted by hand."""

from __future__ import annotations

import dataclasses
import itertools
import math
from fractions import Fraction

import numpy as np
import pytest

from clusterbook import stats
from clusterbook.errors import FaultsError
from clusterbook.stats import pairs, sampling, scores
from clusterbook.stats.choices import Alternative, TwoSided
from clusterbook.stats.margins import Margins, NullDistribution, ways
from clusterbook.stats.permutation import pooled_distribution

PLAIN = Margins((1, 3), (2, 1, 1))
SCORED = Margins((1, 3), (2, 1, 1), (1, 4), (0, 3, 5))
SKEWED = NullDistribution(
    np.array([-3, -1, 0, 2, 5]), np.array([0.1, 0.2, 0.3, 0.25, 0.15]), Fraction(1, 2), relabelings=20
)
GREATER, LESS, BOTH = Alternative.GREATER, Alternative.LESS, Alternative.TWO_SIDED


def test_margins_know_their_size_their_orders_and_their_mean() -> None:
    assert (PLAIN.size, PLAIN.relabelings, PLAIN.centre, PLAIN.constant) == (4, 4, 0, False)
    assert (SCORED.size, SCORED.centre) == (4, 26)  # (1 + 3 * 4) * (3 + 5) / 4
    assert Margins((3,), (2, 1)).constant and Margins((2, 1), (3,)).constant
    assert SCORED.transpose() == Margins((2, 1, 1), (1, 3), (0, 3, 5), (1, 4))
    assert (ways((2, 1, 3)), ways(())) == (60, 1)


def test_a_table_and_its_observations_have_one_statistic() -> None:
    x, y = np.array([[0, 1, 1, 1], [1, 0, 1, 1]]), np.array([[0, 0, 1, 2], [2, 1, 0, 0]])
    tables = np.array([[[1, 0, 0], [1, 1, 1]], [[0, 1, 0], [2, 0, 1]]])
    for margins, expected in ((PLAIN, [2, -1]), (SCORED, [4 * 3 + 4 * 5, 4 * 5 + 1 * 3])):
        assert margins.statistics(tables).tolist() == expected
        assert margins.statistics_of_levels(x, y).tolist() == expected
        assert margins.statistics(tables).dtype.kind == margins.statistics_of_levels(x, y).dtype.kind == "i"


@pytest.mark.parametrize(
    ("observed", "distance", "greater", "less", "doubled"),
    [
        (-3, 0.25, 1.0, 0.1, 0.2),
        (-1, 0.7, 0.9, 0.3, 0.6),
        (0, 1.0, 0.7, 0.6, 1.0),
        (2, 0.7, 0.4, 0.85, 0.8),
        (5, 0.15, 0.15, 1.0, 0.3),
    ],
)
def test_a_p_is_the_share_of_the_side_and_kind_asked_for(observed, distance, greater, less, doubled) -> None:
    assert SKEWED.exact
    assert SKEWED.p_value(observed) == pytest.approx(distance)
    assert SKEWED.p_value(observed, BOTH, two_sided=TwoSided.DISTANCE) == pytest.approx(distance)
    assert SKEWED.p_value(observed, BOTH, two_sided=TwoSided.DOUBLED) == pytest.approx(doubled)
    for kind in TwoSided:
        assert SKEWED.p_value(observed, GREATER, two_sided=kind) == pytest.approx(greater)
        assert SKEWED.p_value(observed, LESS, two_sided=kind) == pytest.approx(less)


def test_the_ends_of_a_distribution_have_the_p_of_their_side() -> None:
    assert SKEWED.attainable_by_side() == pytest.approx((0.25, 0.15))
    assert SKEWED.attainable_by_side(GREATER) == pytest.approx((1.0, 0.15))
    assert SKEWED.attainable_by_side(LESS) == pytest.approx((0.1, 1.0))
    assert SKEWED.attainable_by_side(BOTH, two_sided=TwoSided.DOUBLED) == pytest.approx((0.2, 0.3))
    assert SKEWED.attainable_p() == pytest.approx(0.15) and SKEWED.attainable_p(LESS) == pytest.approx(0.1)
    assert SKEWED.attainable_p(BOTH, two_sided=TwoSided.DOUBLED) == pytest.approx(0.2)
    assert SKEWED.standard_error(0.2) == 0


def test_shares_that_add_up_to_more_than_one_by_rounding_are_a_p_of_one() -> None:
    over = NullDistribution(np.arange(3), np.array([0.6, 0.3, 0.1 + 1e-12]), Fraction(1), 10)
    assert over.p_value(0, GREATER) == 1.0


def test_a_sampled_p_counts_the_observed_order_with_the_drawn_ones() -> None:
    sampled = NullDistribution(SKEWED.values, SKEWED.probabilities, SKEWED.centre, 1000, draws=20)
    assert not sampled.exact
    assert sampled.p_value(5) == pytest.approx(4 / 21) and sampled.p_value(0) == 1
    assert sampled.p_value(6) == pytest.approx(1 / 21)
    assert sampled.standard_error(0.2) == pytest.approx(math.sqrt(0.2 * 0.8 / 20))


@pytest.mark.parametrize(
    ("values", "centre", "p_values"),
    [
        ([-(2**40), 2**40], Fraction(1, 2**30), (0.5, 1.0)),
        ([-(2**40), 1], Fraction(1, 2**30), (0.5, 1.0)),
        ([-1, 2**40], Fraction(1, 2**30), (1.0, 0.5)),
        ([-1, 0, 1, 2**40], Fraction(1, 2**30), (0.5, 1.0, 0.75, 0.25)),
        ([3], Fraction(3), (1.0,)),
        ([0, 1], Fraction(2**64 + 1, 2), (0.5, 1.0)),
        ([0, 1], Fraction(1, 2), (1.0, 1.0)),
    ],
)
def test_distances_too_wide_for_64_bits_are_compared_as_whole_numbers(values, centre, p_values) -> None:
    null = NullDistribution(np.array(values), np.full(len(values), 1 / len(values)), centre, 2)
    assert tuple(null.p_value(value) for value in values) == p_values


def test_the_pairs_of_a_table_are_counted_one_by_one() -> None:
    table = np.array([[1, 2, 0], [0, 1, 3], [2, 0, 1]])
    x, y = (np.repeat(axis.ravel(), table.ravel()) for axis in np.indices(table.shape))
    kinds = [
        (int(np.sign(x[j] - x[i])), int(np.sign(y[j] - y[i]))) for i, j in itertools.combinations(range(len(x)), 2)
    ]
    expected = pairs.PairCounts(
        sum(a * b > 0 for a, b in kinds),
        sum(a * b < 0 for a, b in kinds),
        sum(a == 0 != b for a, b in kinds),
        sum(b == 0 != a for a, b in kinds),
        sum(a == b == 0 for a, b in kinds),
    )
    assert pairs.counts_of_table(table) == stats.pair_counts(x, y) == expected
    assert all(type(number) is int for number in dataclasses.astuple(stats.pair_counts(x, y)))
    assert pairs.s_of_tables(np.stack([table, table.T, table[::-1]])).tolist() == [expected.s, expected.s, -expected.s]


def test_coefficients_are_quotients_of_their_pairs_and_strata_add_up() -> None:
    counts = pairs.PairCounts(10, 4, 3, 5, 7) + pairs.PairCounts(1, 2, 4, 8, 16)
    assert counts == pairs.PairCounts(11, 6, 7, 13, 23)
    expected = {"tau_b": 5 / math.sqrt(30 * 24), "somers_d": 5 / 30, "gamma": 5 / 17}
    for name, value in expected.items():
        assert counts.coefficient(stats.Measure(name)) == pytest.approx(value)
    nothing = pairs.PairCounts(0, 0, 3, 0, 1)
    assert all(math.isnan(nothing.coefficient(stats.Measure(name))) for name in expected)


def test_a_table_has_rising_levels_and_at_most_so_many_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    table, x_levels, y_levels = stats.contingency_table([3, 1, 3, 3], [0.5, 2, 2, 7])
    assert (table.tolist(), x_levels.tolist(), y_levels.tolist()) == ([[0, 1, 0], [1, 1, 1]], [1, 3], [0.5, 2, 7])
    monkeypatch.setattr(pairs, "MOST_CELLS", 6)
    stats.contingency_table([3, 1, 3, 3], [0.5, 2, 2, 7])
    monkeypatch.setattr(pairs, "MOST_CELLS", 5)
    with pytest.raises(FaultsError, match="2 by 3 distinct values"):
        stats.contingency_table([3, 1, 3, 3], [0.5, 2, 2, 7])


@pytest.mark.parametrize(
    ("levels", "whole", "unit"),
    [
        ([], (), 1),
        ([7.25], (0,), 1),
        ([0.5, 1, 2], (0, 1, 3), Fraction(1, 2)),
        ([1 / 3, 2 / 3, 2], (0, 1, 5), Fraction(1, 3)),
        ([0.1 + 0.2, 0.4, 0.75], (0, 2, 9), Fraction(1, 20)),
        ([1e5 + 1 / 3, 1e5 + 1], (0, 1), Fraction(2, 3)),
        ([-1e5 - 1 / 3, -1e5], (0, 1), Fraction(1, 3)),
        ([0, 0.001, 0.003], (0, 1, 3), Fraction(1, 1000)),
        ([5e-13, 1], (0, 1), 1),
        ([0, 3, 3 * 2**20], (0, 1, 2**20), 3),
        ([0, 1.5e-12], (0, 1), Fraction(1.5e-12)),
        ([0, 1, 3, 2**20 + 1], (0, 0, 2, 2**19), 2),
        ([0, 1, 3 * 2**20], (0, 0, 3 * 2**18), 4),
    ],
)
def test_scores_count_from_the_lowest_in_the_largest_step_that_holds_them(levels, whole, unit) -> None:
    assert scores.whole_scores(levels) == (whole, unit)


def test_a_score_near_no_fraction_is_kept_to_a_millionth_of_the_range() -> None:
    whole, unit = scores.whole_scores([0, math.pi / 7, 1])
    assert 2**19 <= whole[-1] <= 2**20
    assert float(whole[1] * unit) == pytest.approx(math.pi / 7, abs=1e-6)
    assert scores.whole_scores([0, 1 / 1001, 1])[1] < Fraction(1, 1001)


def test_a_common_unit_divides_both_and_ranks_share_their_places() -> None:
    assert scores.common_unit(Fraction(1, 2), Fraction(1, 3)) == Fraction(1, 6)
    assert scores.common_unit(Fraction(3, 4), Fraction(9, 2)) == Fraction(3, 4)
    assert scores.common_unit(Fraction(0), Fraction(5, 2)) == Fraction(5, 2)
    assert scores.midranks((2, 3, 1)).tolist() == [1.5, 4, 6]


def test_batches_add_up_and_keep_to_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sampling, "BATCH_CELLS", 20)
    assert list(sampling.batches(10, 5)) == [4, 4, 2]
    assert list(sampling.batches(8, 5)) == [4, 4]
    assert list(sampling.batches(3, 21)) == [1, 1, 1]
    assert list(sampling.batches(25, 0)) == [20, 5] and list(sampling.batches(0, 5)) == []


def test_random_tables_keep_their_margins_and_come_as_often_as_they_should() -> None:
    margins = Margins((2, 1, 3), (3, 1, 2))
    tables = sampling.random_tables(margins, 6_000, rng=np.random.default_rng(1))
    assert (tables.sum(axis=2) == margins.rows).all() and (tables.sum(axis=1) == margins.columns).all()
    kinds, counts = np.unique(tables.reshape(6_000, -1), axis=0, return_counts=True)
    numerator = math.prod(map(math.factorial, margins.rows + margins.columns)) / math.factorial(6)
    expected = [numerator / math.prod(map(math.factorial, kind.tolist())) for kind in kinds]
    assert sum(expected) == pytest.approx(1)
    assert counts / 6_000 == pytest.approx(expected, abs=0.02)


@pytest.mark.parametrize("n", [8, 9])  # 64 cells are drawn as a table, 81 written out
@pytest.mark.parametrize("cells", [sampling.BATCH_CELLS, 1_000])
def test_drawn_orders_have_the_mean_and_the_variance_of_all(n, cells, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sampling, "BATCH_CELLS", cells)
    untied = Margins((1,) * n, (1,) * n)
    drawn = sampling.sampled_statistics(untied, 400, rng=np.random.default_rng(2))
    assert drawn.shape == (400,) and set((drawn % 2).tolist()) == {n * (n - 1) // 2 % 2}
    assert drawn.mean() == pytest.approx(0, abs=1.5) and drawn[:200].mean() != drawn[200:].mean()
    assert drawn.var() == pytest.approx(n * (n - 1) * (2 * n + 5) / 18, rel=0.25)


@pytest.mark.parametrize("most", [sampling.CELLS_PER_OBSERVATION, 0])
def test_a_sampled_sum_of_strata_is_near_the_exact_one(most, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sampling, "CELLS_PER_OBSERVATION", most)
    strata = SCORED, Margins((2, 1), (1, 2), (0, 2), (1, 4))
    exact, sampled = pooled_distribution(strata), sampling.sampled_distribution(strata, stats.Effort(draws=4_000))
    assert (sampled.centre, sampled.relabelings, sampled.draws) == (exact.centre, 12, 4_000)
    assert sampled.values.dtype.kind == "i" and sampled.values.tolist() == exact.values.tolist()
    assert sampled.probabilities.sum() == pytest.approx(1)
    assert sampled.probabilities == pytest.approx(exact.probabilities, abs=0.04)
    other = sampling.sampled_distribution(strata, stats.Effort(draws=4_000, seed=1))
    assert (other.probabilities != sampled.probabilities).any()
