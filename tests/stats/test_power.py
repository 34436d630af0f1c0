"""Power by simulation, and adjustments for many tests."""

import math

import numpy as np
import pytest

from clusterbook.stats.choices import TestSettings
from clusterbook.stats.multiplicity import benjamini_hochberg, holm
from clusterbook.stats.ordinal import layout
from clusterbook.stats.power import power, power_curve


def sample(n):
    """Two ratings of n clusters in three and two groups."""
    return [layout(np.arange(n) % 3, np.arange(n) % 2)]


def test_power_is_zero_where_no_p_can_reach_alpha() -> None:
    assert power([layout([1, 1, 2, 2], [0, 1, 0, 1])], TestSettings(alpha=0.05)) == 0


def test_under_no_association_power_stays_below_the_level() -> None:
    assert power(sample(15), TestSettings(power_tau=0.0, alpha=0.10)) <= 0.10


def test_a_perfect_latent_order_is_always_found() -> None:
    assert power([layout(np.arange(8), np.arange(8))], TestSettings(power_tau=1.0)) == 1


def test_power_rises_with_the_alternative() -> None:
    curve = power_curve(sample(15), TestSettings(), taus=[0.2, 0.5, 0.8])
    assert curve["power"].is_monotonic_increasing
    assert curve["power"].iloc[-1] > 2 * curve["power"].iloc[0]


def test_a_test_for_less_looks_for_a_negative_association() -> None:
    assert power(sample(15), TestSettings(alternative="less")) == pytest.approx(
        power(sample(15), TestSettings(alternative="greater")), abs=0.05
    )


def test_power_of_a_constant_rating_is_undefined() -> None:
    assert math.isnan(power([layout([1, 1], [0, 2])], TestSettings()))


def test_same_seed_same_power() -> None:
    assert power(sample(12), TestSettings(power_draws=500)) == power(sample(12), TestSettings(power_draws=500))


def test_holm_multiplies_the_smallest_by_the_number_of_tests() -> None:
    np.testing.assert_allclose(holm([0.01, 0.04, 0.03]), [0.03, 0.06, 0.06])


def test_benjamini_hochberg_scales_by_rank() -> None:
    np.testing.assert_allclose(benjamini_hochberg([0.01, 0.04, 0.03, 0.20]), [0.04, 0.04 * 4 / 3, 0.04 * 4 / 3, 0.20])


def test_benjamini_hochberg_finds_the_four_effects_of_its_authors_example() -> None:
    # Benjamini and Hochberg (1995), section 4.2: 15 comparisons, four rejected at 0.05; three by Holm.
    p_values = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240]
    p_values += [0.4262, 0.5719, 0.6528, 0.7590, 1.0]
    assert (benjamini_hochberg(p_values) <= 0.05).sum() == 4
    assert (holm(p_values) <= 0.05).sum() == 3


def test_undefined_p_values_do_not_count_as_tests() -> None:
    adjusted = holm([0.02, math.nan, 0.5])
    assert adjusted[0] == pytest.approx(0.04) and math.isnan(adjusted[1])
