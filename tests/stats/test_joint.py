"""Westfall and Young's adjustment against its definition written out, and against Holm."""

import itertools
import math

import numpy as np
import pytest

from clusterbook import stats
from clusterbook.errors import FaultsError
from clusterbook.stats.joint import distinct_orders, number_of_orders, step_down_apart


def test_the_step_down_is_its_definition_on_all_orders_of_five() -> None:
    x, first, second = np.array([1, 1, 2, 2, 3]), np.array([0, 1, 1, 2, 2]), np.array([1, 0, 2, 1, 2])
    pairs = list(itertools.combinations(range(5), 2))

    def s(order, y):
        return sum(np.sign(order[j] - order[i]) * np.sign(y[j] - y[i]) for i, j in pairs)

    orders = [x, *map(np.array, itertools.permutations(x))][1:]
    statistics = np.array([[s(order, first), s(order, second)] for order in orders], dtype=float)
    statistics = np.vstack([[s(x, first), s(x, second)], statistics])
    raw, adjusted = stats.step_down(statistics)

    def p_of(row, test):
        return np.mean(np.abs(statistics[:, test]) >= abs(statistics[row, test]))

    smallest = np.array([min(p_of(row, 0), p_of(row, 1)) for row in range(len(statistics))])
    best, other = np.argsort(raw)
    assert raw == pytest.approx([p_of(0, 0), p_of(0, 1)])
    assert adjusted[best] == pytest.approx(np.mean(smallest <= raw[best]))
    assert adjusted[other] == pytest.approx(max(adjusted[best], raw[other]))
    exact = stats.association(x, first).exact_p
    assert raw[0] == pytest.approx(exact, abs=0.01)  # the observed order counted once more


def test_tests_that_say_the_same_cost_nothing() -> None:
    y = [0, 1, 1, 2, 3, 3]
    table = stats.westfall_young([1, 1, 2, 2, 3, 3], {"a": y, "b": y}, strata=["s"] * 6)
    assert table["adjusted"].tolist() == table["p"].tolist()


def test_adjusted_is_at_most_holms_but_for_the_draws_and_at_least_the_p_itself() -> None:
    rng = np.random.default_rng(2)
    x, strata = rng.integers(1, 4, 30), ["s"] * 16 + ["t"] * 14
    outcomes = {name: x + rng.integers(0, 4, 30) for name in "abc"}
    table = stats.westfall_young(x, outcomes, strata=strata, effort=stats.Effort(draws=2_000))
    assert (table["adjusted"] >= table["p"] - 1e-12).all()
    assert (table["adjusted"] <= stats.holm(table["p"].to_numpy()) + 0.02).all()


def test_p_is_the_exact_one_but_for_the_draws_and_the_unrated_are_left_out() -> None:
    x, y = np.array([1, 1, 2, 2, 3, 3, 3]), np.array([0, 1, 1, math.nan, 3, 2, 3])
    table = stats.westfall_young(x, {"y": y}, strata=["s"] * 7, effort=stats.Effort(draws=4_000))
    rated = ~np.isnan(y)
    assert table["statistic"].iloc[0] == stats.pair_counts(x[rated], y[rated]).s
    full = stats.westfall_young(x[rated], {"y": y[rated]}, strata=["s"] * 6, effort=stats.Effort(draws=4_000))
    assert full["p"].iloc[0] == pytest.approx(stats.association(x[rated], y[rated]).exact_p, abs=0.04)


def test_what_does_not_vary_is_undefined_and_no_test() -> None:
    table = stats.westfall_young([1, 2, 3, 1], {"a": [1, 1, 1, 1], "b": [0, 1, 2, 0]}, strata=["s"] * 4)
    assert math.isnan(table["adjusted"].iloc[0])
    assert table["adjusted"].iloc[1] == table["p"].iloc[1]


def test_outcomes_that_do_not_fit_are_refused() -> None:
    with pytest.raises(FaultsError, match="westfall_young, a: found shape"):
        stats.westfall_young([1, 2, 3], {"a": [1, 2]}, strata=["s"] * 3)


def test_counting_significant_tests_is_counting_them_in_every_labelling() -> None:
    # Ten labellings; in each test the observed one is the largest of ten: p .1 in both, nowhere else in the second.
    first = np.array([9, 1, 2, 3, 4, 5, 6, 7, 8, 0], dtype=float)
    second = np.array([9, 0, 1, 2, 3, 4, 5, 6, 7, 8], dtype=float)
    joint = stats.count_significant(np.column_stack([first, second, np.ones(10)]), 0.2, alternative="greater")
    assert (joint.tests, joint.significant) == (2, 2)
    # At .2 the two largest of each test count: labelling 0 twice, 8 and 9 once.
    assert joint.p == pytest.approx(1 / 10)
    one = stats.count_significant(first[:, None], 0.2, alternative="greater")
    assert (one.significant, one.p) == (1, pytest.approx(2 / 10))


def test_a_count_without_tests_is_undefined() -> None:
    assert math.isnan(stats.count_significant(np.ones((5, 2)), 0.1).p)


def test_parts_that_are_relabelled_apart_are_as_all_their_labellings_together() -> None:
    first, second = np.array([[3.0, 1], [1, -3], [-1, 3], [-3, 1]]), np.array([[2.0], [0], [-2]])
    together = np.array([[*one, *other] for one in first for other in second])
    assert step_down_apart([first, second]).tolist() == pytest.approx(stats.step_down(together)[1].tolist())
    assert step_down_apart([first]).tolist() == pytest.approx(stats.step_down(first)[1].tolist())
    assert np.isnan(step_down_apart([np.ones((3, 2))])).all() and len(step_down_apart([])) == 0


def test_small_p_of_parts_are_stepped_down_from_the_smallest_whatever_part_it_is_in() -> None:
    draws = np.random.default_rng(4).integers(-9, 10, (3, 12, 3)).astype(float)
    parts = [draws[0, :, :2], draws[1, :9], draws[2, :5, :1]]
    parts[0][0], parts[1][0], parts[1][:, 1] = (7, -8), (-9.5, 0, 6), 2  # the smallest comes second, one never varies
    together = np.array([np.concatenate(rows) for rows in itertools.product(*parts)])
    adjusted = step_down_apart(parts)
    assert adjusted == pytest.approx(stats.step_down(together)[1], nan_ok=True)
    assert np.isnan(adjusted).tolist() == [False, False, False, True, False, False]
    assert np.nanargmin(adjusted) == 2 and np.nanmax(adjusted) < 1


@pytest.mark.parametrize("values", [[1, 2, 2, 3], [np.nan, 0, 0, 1, np.nan], [1, 1], [5], []])
def test_each_order_of_some_values_is_there_once_the_given_one_first(values: list[float]) -> None:
    found = distinct_orders(np.array(values, dtype=float))
    assert found[0].tolist() == pytest.approx(values, nan_ok=True)
    written = [str(order) for order in found.tolist()]
    assert sorted(written) == sorted({str(list(order)) for order in itertools.permutations(map(float, values))})
    assert len(found) == number_of_orders(np.array(values, dtype=float))


def test_orders_are_counted_beyond_what_a_float_holds() -> None:
    assert number_of_orders(np.arange(200.0)) == math.factorial(200)
