"""The check of proportional odds against saturated frequencies and statsmodels."""

import math

import numpy as np
import pandas as pd
import pytest
from scipy.stats import chi2
from statsmodels.miscmodels.ordinal_model import OrderedModel

from clusterbook.errors import FaultsError
from clusterbook.stats.proportional import proportional_odds

X = np.repeat([0.0, 1.0], [12, 14])
Y = np.array([0] * 5 + [1] * 4 + [2] * 3 + [0] * 4 + [1] * 2 + [2] * 8, dtype=float)


def test_a_slope_per_cut_off_of_a_binary_cause_is_the_table_of_frequencies() -> None:
    groups = [np.unique(Y[value == X], return_counts=True)[1] for value in (0, 1)]
    saturated = sum(float((counts * np.log(counts / counts.sum())).sum()) for counts in groups)
    assert proportional_odds(X, Y).separate == pytest.approx(saturated, abs=1e-4)


def test_the_common_slope_is_that_of_the_ordered_logit() -> None:
    outcome = pd.Series(pd.Categorical(Y, ordered=True))
    fit = OrderedModel(outcome, X[:, None], distr="logit").fit(method="bfgs", disp=False)
    found = proportional_odds(X, Y)
    assert found.common == pytest.approx(fit.llf, abs=1e-4)
    assert (found.levels, found.freedom) == (3, 1)
    assert found.statistic == pytest.approx(2 * (found.separate - fit.llf), abs=1e-3)


def test_odds_made_unequal_are_found_and_equal_ones_are_not() -> None:
    rng = np.random.default_rng(1)
    x = rng.normal(size=600)
    noise = rng.logistic(size=600)
    alike = np.digitize(x + noise, [-1, 1]).astype(float)
    unlike = (noise > 1 - 2 * x).astype(float) + (noise > -1)
    assert proportional_odds(x, alike).p > 0.05
    assert proportional_odds(x, unlike).p < 0.001


def test_two_levels_or_one_cause_have_nothing_to_compare() -> None:
    assert math.isnan(proportional_odds([1, 2, 3], [0, 1, 1]).p)
    assert math.isnan(proportional_odds([1, 1, 1], [0, 1, 2]).p)
    with pytest.raises(FaultsError):
        proportional_odds([1, 2], [0, 1, 2])


def test_p_is_chi_squares_and_cut_offs_that_hardly_differ_have_a_statistic_near_zero() -> None:
    x, y = np.repeat([0.0, 1.0], 12), np.array([0] * 6 + [1] * 4 + [2] * 2 + [0] * 3 + [1] * 4 + [2] * 5)
    found = proportional_odds(x, y)
    assert 0 < found.statistic < 0.5
    assert found.p == pytest.approx(float(chi2.sf(found.statistic, found.freedom))) and found.freedom == 1
    four = proportional_odds(np.tile([0.0, 1, 2], 8), np.arange(24) * 7 % 4)
    assert four.p == pytest.approx(float(chi2.sf(four.statistic, 2))) and (four.levels, four.freedom) == (4, 2)


def test_a_separated_outcome_has_one_likelihood_in_any_unit_of_its_cause() -> None:
    x, y = np.array([0.0, 1, 2, 3, 4, 5]), np.array([0, 0, 1, 1, 2, 2])
    here, there = proportional_odds(x, y), proportional_odds(x * 0.001, y)
    assert there.common == pytest.approx(here.common, abs=1e-3) and -0.5 < here.common <= 0


def test_what_has_nothing_to_compare_tells_its_levels_and_nothing_else() -> None:
    for x, y, levels, freedom in (([1, 2, 3], [0, 1, 1], 2, 0), ([1, 1, 1], [0, 1, 2], 3, 1), ([1, 2], [0, 0], 1, 0)):
        found = proportional_odds(x, y)
        assert (found.levels, found.freedom) == (levels, freedom)
        numbers = (found.common, found.separate, found.statistic, found.p)
        assert all(isinstance(number, float) and math.isnan(number) for number in numbers)
