"""Power against a second simulation, pair by pair, and what it rests on counted by hand."""

from __future__ import annotations

import importlib
import math
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from clusterbook import stats
from clusterbook.stats import sampling
from clusterbook.stats.margins import Margins, NullDistribution
from clusterbook.stats.power import _rejects, _tables, latent_levels

FIVE = [stats.layout(np.arange(5), np.arange(5))]  # |S| of 8 or 10 in 10 of 120 orders
SETTINGS = stats.TestSettings(alpha=0.1, power_tau=0.5, power_draws=10_000)


def drawn_s(n, tau, draws=20_000):
    """Kendall's S of samples from a normal distribution with this tau, pair by pair."""
    slope = math.sin(math.pi * tau / 2)
    cause, noise = np.random.default_rng(77).standard_normal((2, draws, n))
    effect = slope * cause + math.sqrt(1 - slope**2) * noise
    first, second = np.triu_indices(n, 1)
    return (np.sign(cause[:, second] - cause[:, first]) * np.sign(effect[:, second] - effect[:, first])).sum(axis=1)


@pytest.mark.parametrize(
    ("alternative", "tau", "tail"),
    [
        ("two-sided", 0.5, 8),
        ("two-sided", -0.5, 8),
        ("two-sided", 0.0, 8),
        ("greater", 0.5, 8),
        ("greater", -0.5, 8),
        ("less", 0.5, 8),
        ("less", -0.7, 8),
    ],
)
def test_power_is_the_share_of_samples_in_the_tail_of_the_alternative(alternative, tau, tail) -> None:
    alpha = 0.1 if alternative == "two-sided" else 0.05  # 5 of 120 orders have 8 or more, 14 of 120 have 6 or more
    found = stats.power(FIVE, replace(SETTINGS, alternative=alternative, power_tau=tau, alpha=alpha))
    size = tau if alternative == "two-sided" and tau == 0 else abs(tau)
    assert found == pytest.approx(float((drawn_s(5, size) >= tail).mean()), abs=0.025)


def test_a_p_that_equals_the_level_rejects() -> None:
    exactly = stats.power(FIVE, replace(SETTINGS, alpha=10 / 120))
    assert exactly == stats.power(FIVE, SETTINGS)
    assert stats.power(FIVE, replace(SETTINGS, alpha=9 / 120)) == pytest.approx(
        float((drawn_s(5, 0.5) == 10).mean()), abs=0.025
    )


def test_strata_are_simulated_by_themselves_and_added_up(monkeypatch: pytest.MonkeyPatch) -> None:
    four = stats.layout(np.arange(4), np.arange(4))
    null = stats.pooled_distribution((FIVE[0].margins, four.margins))
    tail = min(value for value in null.values.tolist() if null.p_value(value, stats.Alternative.GREATER) <= 0.1)
    both = drawn_s(5, 0.5) + np.roll(drawn_s(4, 0.5), 1)
    chosen = replace(SETTINGS, alternative="greater")
    found = stats.power([FIVE[0], four], chosen)
    assert found == pytest.approx(float((both >= tail).mean()), abs=0.025)
    monkeypatch.setattr(
        importlib.import_module("clusterbook.stats.power"), "CELLS_PER_OBSERVATION", 0
    )  # written out, one sample after another
    few = replace(chosen, power_draws=500)
    written = stats.power([four, FIVE[0]], few)
    assert written == pytest.approx(found, abs=0.08)
    monkeypatch.setattr(importlib.import_module("clusterbook.stats.power"), "CELLS_PER_OBSERVATION", 8)
    assert stats.power([four, FIVE[0]], replace(few, alpha=0.1 + 1e-12)) == written  # the same samples, cross-tabulated


def test_samples_drawn_in_batches_are_all_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sampling, "BATCH_CELLS", 4 * 5 * 1_000)
    found = stats.power(FIVE, replace(SETTINGS, power_draws=6_001))
    assert found == pytest.approx(float((drawn_s(5, 0.5) >= 8).mean()), abs=0.025)
    assert found * 6_001 == pytest.approx(round(found * 6_001))


def test_the_seed_of_the_effort_is_that_of_the_samples() -> None:
    first, again, other = (
        stats.power(FIVE, replace(SETTINGS, alpha=alpha, effort=stats.Effort(seed=seed)))
        for alpha, seed in ((0.1, 1), (0.1 + 1e-12, 1), (0.1, 2))
    )
    assert first == again != other


def test_only_the_side_of_the_alternative_counts_from_the_centre_on() -> None:
    null = NullDistribution(np.array([2, 3, 4]), np.array([0.05, 0.9, 0.05]), Fraction(3), 20)

    def rejected(tau):
        chosen = stats.TestSettings(alpha=0.1, power_tau=tau)
        return [value for value in (2, 3, 4) if _rejects(null, value, settings=chosen)]

    assert (rejected(0.5), rejected(0.0), rejected(-0.5)) == ([4], [4], [2])
    for tau, side in ((0.5, 4), (-0.5, 2)):
        sure = stats.TestSettings(alpha=1.0, power_tau=tau)
        assert [value for value in (2, 3, 4) if _rejects(null, value, settings=sure)] == [side]


def test_a_skewed_test_rejects_by_the_convention_asked_for() -> None:
    x, y = [0, 0, 0, 0, 1], [0, 1, 1, 2, 2]  # S is -4, -1, -1, 3 or 3
    chosen = stats.TestSettings(alpha=0.6, power_tau=0.9, power_draws=50)
    by_distance = stats.power([stats.layout(x, y)], chosen)
    assert by_distance > 0.5 and stats.power([stats.layout(x, y)], replace(chosen, two_sided="doubled")) == 0


@pytest.mark.parametrize(("tau", "turned"), [(1.0, False), (-1.0, True)])
def test_latent_scores_are_cut_by_rank_into_the_margins(tau, turned) -> None:
    margins = Margins((1, 3, 2), (2, 3, 1) if turned else (1, 3, 2))
    x, y = latent_levels(margins, tau, draws=7, rng=np.random.default_rng(3))
    assert (np.sort(x, axis=1) == [0, 1, 1, 1, 2, 2]).all()
    assert (y == (2 - x if turned else x)).all() and len({tuple(row) for row in x.tolist()}) > 1


def test_latent_scores_have_the_kendalls_tau_asked_for() -> None:
    margins = Margins((1,) * 300, (1,) * 300)
    x, y = latent_levels(margins, 0.3, draws=8, rng=np.random.default_rng(5))
    first, second = np.triu_indices(300, 1)
    taus = (np.sign(x[:, second] - x[:, first]) * np.sign(y[:, second] - y[:, first])).mean(axis=1)
    assert taus.mean() == pytest.approx(0.3, abs=0.04)


def test_samples_are_cross_tabulated_one_by_one() -> None:
    margins = Margins((2, 1), (1, 1, 1))
    x, y = np.array([[0, 0, 1], [1, 0, 0]]), np.array([[0, 2, 1], [2, 1, 0]])
    assert _tables(margins, x, y).tolist() == [[[1, 0, 1], [0, 1, 0]], [[1, 1, 0], [0, 0, 1]]]


def test_a_curve_has_the_power_of_every_alternative() -> None:
    table = stats.power_curve(FIVE, SETTINGS, taus=[0.2, 0.6])
    assert list(table.columns) == ["tau", "power"] and table["tau"].tolist() == [0.2, 0.6]
    assert table["power"].tolist() == [stats.power(FIVE, replace(SETTINGS, power_tau=tau)) for tau in (0.2, 0.6)]


def test_power_rests_on_the_distribution_that_the_effort_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def pooled(strata: tuple[Margins, ...], effort: stats.Effort) -> NullDistribution:
        asked.append(effort)
        return stats.pooled_distribution(strata, effort)

    monkeypatch.setattr(importlib.import_module("clusterbook.stats.power"), "pooled_distribution", pooled)
    effort = stats.Effort(seed=31)
    stats.power(FIVE, replace(SETTINGS, effort=effort))
    assert asked == [effort]
