"""Choices, levels and observations at the edges of what is allowed."""

from __future__ import annotations

import math

import numpy as np
import pytest

from clusterbook import stats
from clusterbook.errors import FaultsError
from clusterbook.stats.choices import Alternative, Effort, Measure, TestSettings, TwoSided, check_count, check_range
from clusterbook.stats.observations import as_numbers, check_observations, check_pair, members_of


def test_the_ends_of_a_range_are_in_it_and_whole_numbers_begin_with_their_least() -> None:
    assert (check_range(0.0, 0.0, high=1.0, where="a"), check_range(1.0, 0.0, high=1.0, where="a")) == (0, 1)
    assert (check_count(3, 3, where="a"), check_count(4, 3, where="a"), check_count(3.0, 3, where="a")) == (3, 4, 3)
    for wrong in (2, 3.5, -3):
        with pytest.raises(FaultsError, match="a: found"):
            check_count(wrong, 3, where="a")


def test_a_p_is_significant_up_to_the_level_and_its_rounding() -> None:
    found = [stats.is_significant(0.05 * factor, 0.05) for factor in (0.5, 1, 1 + 5e-10, 1 + 5e-9)]
    assert found == [True, True, True, False] and all(type(one) is bool for one in found)
    assert stats.is_significant(0.0, 0.0) and not stats.is_significant(1e-12, 0.0)


def test_the_least_effort_and_any_budget_are_allowed() -> None:
    assert Effort(budget=0, draws=1, seed=0) == Effort(0.0, 1, 0)
    assert Effort(budget=math.inf).budget == math.inf
    assert (Effort().budget, Effort().draws, Effort().seed) == (8e9, 100_000, 2006)


def test_settings_are_kept_as_the_choices_they_name() -> None:
    given = TestSettings(measure="gamma", alternative="less", two_sided="doubled")
    assert (given.measure, given.alternative, given.two_sided) == (Measure.GAMMA, Alternative.LESS, TwoSided.DOUBLED)
    assert all(type(one).__name__ != "str" for one in (given.measure, given.alternative, given.two_sided))
    for name, values in {"alpha": (0, 1), "power_tau": (-1, 1), "power_draws": (1,)}.items():
        assert [getattr(TestSettings(**{name: value}), name) for value in values] == list(values)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("measure", "phi"),
        ("alternative", "both"),
        ("two_sided", "half"),
        ("alpha", -0.01),
        ("alpha", 1.01),
        ("power_tau", -1.01),
        ("power_tau", 1.01),
        ("power_draws", 0),
        ("power_draws", 1.5),
    ],
)
def test_settings_beyond_their_range_name_it(name, value) -> None:
    with pytest.raises(FaultsError, match=f"{name}: found"):
        TestSettings(**{name: value})


def test_the_last_two_measures_are_linear() -> None:
    assert [measure.is_linear for measure in Measure] == [False, False, False, True, True]


def test_observations_are_finite_numbers_in_one_list() -> None:
    np.testing.assert_equal(as_numbers([[1, math.nan]], where="a"), [[1.0, math.nan]])
    assert check_observations([1, 2.5], where="a").tolist() == [1, 2.5]
    assert check_observations([1, 2], where="a").dtype == float and check_observations([], where="a").shape == (0,)
    for wrong in ([[1, 2]], 3, ["one"], [1, math.inf], [None]):
        with pytest.raises(FaultsError, match="a: found"):
            check_observations(wrong, where="a")


def test_a_pair_has_two_lists_of_one_length() -> None:
    x, y = check_pair([1, 2], [3, 4], where="a")
    assert (x.tolist(), y.tolist()) == ([1, 2], [3, 4])
    for wrong, named in (([1], "a: found 2 and 1"), ([1, math.nan], "a, y"), ([[1, 2]], "a, y")):
        with pytest.raises(FaultsError, match=named):
            check_pair([1, 2], wrong, where="a")
    with pytest.raises(FaultsError, match="a, x"):
        check_pair([1, math.nan], [1, 2], where="a")


def test_strata_have_their_members_in_the_order_in_which_they_occur() -> None:
    found = members_of(["t", "s", "t", "u"], 4, where="a")
    assert {label: places.tolist() for label, places in found.items()} == {"t": [0, 2], "s": [1], "u": [3]}
    assert list(found) == ["t", "s", "u"] and all(isinstance(places, np.ndarray) for places in found.values())
    for wrong, message in ((["s"], "1 strata; expected 2"), (["s", None], "no stratum at 1")):
        with pytest.raises(FaultsError, match=message):
            members_of(wrong, 2, where="a")
