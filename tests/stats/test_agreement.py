"""Agreement of two codings: known values, a second method, and what is undefined."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import cohens_kappa

from clusterbook.stats.agreement import krippendorff_alpha, weighted_kappa

NAN = math.nan
MEASURES = [weighted_kappa, krippendorff_alpha]
PAIRS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=12)


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("ordered", [True, False])
def test_the_same_codes_agree_fully(measure: object, ordered: bool) -> None:
    assert measure([0, 1, 3], [0, 1, 3], ordered=ordered) == 1  # type: ignore[operator]


@pytest.mark.parametrize("measure", MEASURES)
def test_a_disagreement_by_one_step_weighs_less_than_by_three_among_degrees_alone(measure: object) -> None:
    near, far = ([0, 1, 2, 3], [1, 1, 2, 3]), ([0, 1, 2, 3], [3, 1, 2, 3])
    assert measure(*near, ordered=True) > measure(*far, ordered=True)  # type: ignore[operator]


def test_kappa_by_hand() -> None:
    assert weighted_kappa([0, 0, 1, 1], [0, 1, 1, 1], ordered=False) == pytest.approx(1 - 0.25 / 0.5)


def test_alpha_is_that_of_the_published_example() -> None:
    """Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, example A: nominal data, two observers."""
    first, second = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    assert krippendorff_alpha(first, second, ordered=False) == pytest.approx(0.095, abs=0.0005)


@given(PAIRS, st.booleans())
def test_kappa_is_that_of_another_library(pairs: list[tuple[int, int]], ordered: bool) -> None:
    first, second = zip(*pairs, strict=True)
    found = weighted_kappa(first, second, ordered=ordered)
    if len(set(first)) == len(set(second)) == 1 and first[0] == second[0]:
        assert math.isnan(found)
        return
    table = np.zeros((4, 4))
    np.add.at(table, (first, second), 1)
    other = cohens_kappa(table, wt="quadratic" if ordered else None, return_results=False)
    assert found == pytest.approx(float(other), abs=1e-12)


@pytest.mark.parametrize("measure", MEASURES)
def test_a_unit_that_one_coder_left_out_does_not_count(measure: object) -> None:
    with_gap = measure([0, 1, 3, NAN], [0, 2, 3, 1], ordered=True)  # type: ignore[operator]
    assert with_gap == measure([0, 1, 3], [0, 2, 3], ordered=True)  # type: ignore[operator]


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("codes", [([], []), ([NAN], [1]), ([2, 2], [2, 2])])
def test_nothing_to_agree_about_is_undefined(measure: object, codes: tuple[list[float], list[float]]) -> None:
    assert math.isnan(measure(*codes, ordered=True))  # type: ignore[operator]


@pytest.mark.parametrize("measure", MEASURES)
def test_codings_of_different_units_are_refused(measure: object) -> None:
    with pytest.raises(ValueError, match="expected two of each unit"):
        measure([1, 2], [1], ordered=True)  # type: ignore[operator]
