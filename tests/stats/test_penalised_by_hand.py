"""Firth's logit with two causes against its likelihood written out, and its edges."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats as scipy_stats
from scipy.optimize import minimize

from clusterbook import stats
from clusterbook.errors import ClusterbookError, FaultsError
from clusterbook.stats import penalised

OUTCOME = np.array([0, 0, 1, 0, 1, 1, 0, 1, 1, 0, 1, 1.0])
CAUSES = np.column_stack([[0, 1, 0, 1, 0, 1, 0, 1, 0, 0, 1, 1], [3, 1, 12, 7, 20, 15, 0, 9, 5, 14, 18, 11.0]])


def penalised_likelihood(beta, outcome, columns):
    """Log likelihood of a logit and half the logarithm of its information, case by case."""
    chances = [1 / (1 + math.exp(-float(row @ beta))) for row in columns]
    likelihood = sum(math.log(p if y else 1 - p) for p, y in zip(chances, outcome, strict=True))
    information = sum(p * (1 - p) * np.outer(row, row) for p, row in zip(chances, columns, strict=True))
    return likelihood + math.log(np.linalg.det(information)) / 2


def highest(outcome, columns, held=()):
    """The maximum, found without slopes, with some coefficients held at values."""
    held = dict(held)
    free = [place for place in range(columns.shape[1]) if place not in held]

    def minus(values):
        beta = np.zeros(columns.shape[1])
        beta[free], beta[list(held)] = values, list(held.values())
        return -penalised_likelihood(beta, outcome, columns)

    options = {"xatol": 1e-9, "fatol": 1e-12, "maxiter": 4_000, "maxfev": 4_000}
    found = minimize(minus, np.full(len(free), 0.01), method="Nelder-Mead", options=options)
    return found.x, -found.fun


def test_two_causes_have_the_estimates_ends_and_p_of_the_likelihood_written_out() -> None:
    columns = np.column_stack([np.ones(12), CAUSES])
    found = stats.penalised_logit(OUTCOME, CAUSES, confidence=0.8)
    best, top = highest(OUTCOME, columns)
    assert found.estimates == pytest.approx(tuple(best), abs=1e-4) and found.confidence == 0.8
    fall = scipy_stats.chi2.ppf(0.8, 1) / 2
    for place in range(3):
        low, high = found.low[place], found.high[place]
        assert low < found.estimates[place] < high
        for end in (low, high):
            assert highest(OUTCOME, columns, {place: end}.items())[1] == pytest.approx(top - fall, abs=1e-4)
        ratio = 2 * (top - highest(OUTCOME, columns, {place: 0.0}.items())[1])
        assert found.p[place] == pytest.approx(scipy_stats.chi2.sf(ratio, 1), abs=1e-4)


def test_the_objective_and_its_slopes_are_those_of_the_likelihood_written_out() -> None:
    columns = np.column_stack([np.ones(12), CAUSES])
    beta, offset = np.array([-0.7, 0.4, 0.08]), np.linspace(-0.5, 0.5, 12)
    shifted = np.column_stack([columns, offset])
    _, slopes = penalised._objective(beta, OUTCOME, columns=columns, penalty=shifted)
    for place in range(3):
        step = np.eye(3)[place] * 1e-6
        ends = [
            penalised._objective(beta + sign * step, OUTCOME, columns=columns, penalty=shifted)[0] for sign in (1, -1)
        ]
        assert slopes[place] == pytest.approx((ends[0] - ends[1]) / 2e-6, rel=1e-5)
    plain = np.column_stack([columns, np.zeros(12)])
    objective, _ = penalised._objective(beta, OUTCOME, columns=columns, penalty=plain)
    assert objective == pytest.approx(-penalised_likelihood(beta, OUTCOME, columns))


def test_far_from_the_maximum_the_objective_is_a_number_and_a_wall_where_nothing_informs() -> None:
    columns, outcome = np.array([[1.0, 1], [1, 5], [1, 9]]), np.array([0.0, 1, 0])
    penalty = np.column_stack([columns, np.zeros(3)])
    beta = np.array([0, -1e3])
    value, slopes = penalised._objective(beta, outcome, columns=columns, penalty=penalty)
    assert 5e3 < value < 1e4 and np.isfinite(slopes).all()
    for nothing in (-beta, np.array([-1e3, 1e3])):  # of the second the first case alone has any weight
        value, slopes = penalised._objective(nothing, outcome, columns=columns, penalty=penalty)
        assert value == 1e10 and slopes.tolist() == [0, 0]


def test_a_coefficient_held_is_in_the_offset_and_still_in_the_penalty() -> None:
    columns = np.column_stack([np.ones(12), CAUSES])
    for place, held in ((0, 0.5), (1, -0.4), (2, 0.1)):
        expected = highest(OUTCOME, columns, {place: held}.items())[1]
        assert penalised._profile(OUTCOME, columns, place, value=held) == pytest.approx(expected, abs=1e-6)
    alone = np.ones((5, 1))
    assert penalised._profile(np.array([0, 1, 1, 1, 0.0]), alone, 0, value=0.3) == pytest.approx(
        penalised_likelihood(np.array([0.3]), [0, 1, 1, 1, 0], alone)
    )


@pytest.mark.parametrize(
    ("span", "unit"), [(1.0, 1), (3.9, 1), (4.1, 16), (20.0, 16), (63.0, 16), (65.0, 256), (0.26, 1), (0.24, 1 / 16)]
)
def test_the_unit_of_a_cause_is_the_power_of_sixteen_nearest_to_its_range(span, unit) -> None:
    columns = np.column_stack([np.ones(3), [5, 5 + span / 2, 5 + span]])
    assert penalised._units(columns).tolist() == [1, unit]


def test_as_many_cases_as_coefficients_are_enough() -> None:
    found = stats.penalised_logit([0, 1], [[0.0], [1.0]])
    assert found.estimates == pytest.approx((-math.log(3), 2 * math.log(3)), abs=1e-4)


@pytest.mark.parametrize(
    ("outcome", "design", "message"),
    [
        ([0], np.zeros((1, 1)), "full rank"),
        ([0, 1, 1], np.zeros((3, 1)), "full rank"),
        ([0, 1, 1], np.arange(4.0)[:, None], "shape"),
        ([0, 1, 1], np.arange(3.0), "shape"),
        ([0, 1, 1], np.array([[0], [math.nan], [1]]), "finite"),
        ([0, 0.5, 1], np.arange(3.0)[:, None], "allowed 0, 1"),
    ],
)
def test_a_model_of_another_shape_is_refused(outcome, design, message) -> None:
    with pytest.raises(FaultsError, match=message):
        stats.penalised_logit(outcome, design)


@pytest.mark.parametrize("confidence", [-0.1, 1.1])
def test_a_level_is_a_share(confidence) -> None:
    with pytest.raises(FaultsError, match="confidence"):
        stats.penalised_logit([0, 1], [[0.0], [1.0]], confidence=confidence)


def test_an_interval_without_an_end_is_infinite_on_that_side(monkeypatch: pytest.MonkeyPatch) -> None:
    x, outcome = np.arange(6.0)[:, None], [0, 0, 0, 1, 1, 1]
    whole = stats.penalised_logit(outcome, x, confidence=0.9)
    monkeypatch.setattr(penalised, "WIDEST", 0.1)
    assert stats.penalised_logit(outcome, x, confidence=0.9).high == (math.inf, math.inf)
    assert math.isfinite(whole.low[1]) and 0 < whole.low[1] < whole.estimates[1]
    monkeypatch.setattr(penalised, "FLAT", 1e-30)
    with pytest.raises(ClusterbookError, match="no maximum found"):
        stats.penalised_logit(OUTCOME, CAUSES)
