"""Three ways of counting all relabelings against writing them out, and a test of separation against every direction."""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from fractions import Fraction

import numpy as np
import pytest

from clusterbook import stats
from clusterbook.stats import permutation
from clusterbook.stats.enumeration import fourfold, sparse_walk, walk
from clusterbook.stats.margins import Margins, NullDistribution
from clusterbook.stats.permutation import convolve, null_distribution, pooled_distribution

TABLES = [
    Margins((2, 1), (1, 2)),
    Margins((3, 2), (4, 1)),
    Margins((1, 4), (3, 2)),
    Margins((2, 4), (2, 4), (0, 7), (1, 5)),
    Margins((4, 1), (2, 3), (-2, 3), (0, 1)),
]
LARGER = [
    Margins((2, 1, 2), (1, 3, 1)),
    Margins((1, 1, 1, 2), (2, 2, 1)),
    Margins((2, 2, 1), (1, 2, 2), (0, 3, 10), (-1, 0, 4)),
    Margins((1, 2, 2), (3, 2), (0, 1, 100), (5, 6)),
]


def written_out(margins: Margins) -> dict[int, Fraction]:
    """The share of each value of the statistic among all relabelings."""
    x = [level for level, size in enumerate(margins.rows) for _ in range(size)]
    y = [level for level, size in enumerate(margins.columns) for _ in range(size)]
    found = Counter(_statistic(margins, order, y) for order in set(itertools.permutations(x)))
    return {value: Fraction(count, sum(found.values())) for value, count in sorted(found.items())}


def _statistic(margins: Margins, x: tuple[int, ...], y: list[int]) -> int:
    if margins.row_scores:
        return sum(margins.row_scores[a] * margins.column_scores[b] for a, b in zip(x, y, strict=True))
    pairs = itertools.combinations(zip(x, y, strict=True), 2)
    return int(sum(np.sign(b[0] - a[0]) * np.sign(b[1] - a[1]) for a, b in pairs))


def shares(values: np.ndarray, weights: np.ndarray) -> dict[int, float]:
    """Shares by value, as a distribution tells them."""
    assert values.dtype.kind == "i" and (np.diff(values) > 0).all()
    return dict(zip(values.tolist(), weights / weights.sum(), strict=True))


@pytest.mark.parametrize("margins", TABLES)
def test_a_fourfold_table_has_the_shares_of_all_its_relabelings(margins: Margins) -> None:
    expected = written_out(margins)
    values, probabilities = fourfold(margins)
    assert dict(zip(values.tolist(), probabilities, strict=True)) == pytest.approx(
        {v: float(p) for v, p in expected.items()}
    )


@pytest.mark.parametrize("margins", [*TABLES, *LARGER])
def test_both_walks_count_all_relabelings(margins: Margins) -> None:
    expected = {value: float(share) for value, share in written_out(margins).items()}
    values, weights = sparse_walk(margins)
    assert shares(values, weights) == pytest.approx(expected) and weights.sum() == margins.relabelings
    low, counts = walk(margins)
    support = np.flatnonzero(counts)
    assert shares(support + low, counts[support]) == pytest.approx(expected) and counts.sum() == margins.relabelings
    for way in (null_distribution(margins), null_distribution(margins, stats.Effort(budget=1e6))):
        assert shares(way.values, way.probabilities) == pytest.approx(expected) and way.exact


def test_sums_are_the_same_term_by_term_and_convolved(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = (null_distribution(margins) for margins in LARGER[1:3])
    expected: defaultdict[int, Fraction] = defaultdict(Fraction)
    for (a, p), (b, q) in itertools.product(written_out(LARGER[1]).items(), written_out(LARGER[2]).items()):
        expected[a + b] += p * q
    for most in (1_000_000, 0):
        monkeypatch.setattr(permutation, "MOST_PAIRS", most)
        found = convolve(first, second)
        assert shares(found.values, found.probabilities) == pytest.approx({v: float(p) for v, p in expected.items()})
        assert found.relabelings == first.relabelings * second.relabelings
        assert found.centre == first.centre + second.centre


def test_a_constant_stratum_adds_its_one_value() -> None:
    constant = Margins((3,), (1, 2), (2,), (0, 5))
    assert null_distribution(constant).values.tolist() == [20]
    pooled = pooled_distribution((constant, LARGER[2]))
    assert (pooled.values - 20).tolist() == null_distribution(LARGER[2]).values.tolist()


def test_strata_too_wide_to_convolve_are_sampled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(permutation, "MOST_PAIRS", 0)
    parts = tuple(LARGER[2:])
    first, second = (null_distribution(margins) for margins in parts)
    spans = [int(one.values[-1] - one.values[0]) + 1 for one in (first, second)]
    can = permutation._can_convolve
    assert can(first, second, effort=stats.Effort(budget=math.prod(spans)))
    assert not can(first, second, effort=stats.Effort(budget=math.prod(spans) - 1))
    monkeypatch.setattr(permutation, "MOST_CELLS", sum(spans))
    assert can(first, second, effort=stats.Effort())
    monkeypatch.setattr(permutation, "MOST_CELLS", sum(spans) - 1)
    assert not can(first, second, effort=stats.Effort())


def test_the_smallest_p_of_margins_is_that_of_the_side_and_kind_asked_for() -> None:
    null = NullDistribution(np.array([-2, 0, 1, 4]), np.array([0.1, 0.5, 0.2, 0.2]), Fraction(0), 10)
    doubled = stats.choices.TwoSided.DOUBLED
    greater, both = stats.Alternative.GREATER, stats.Alternative.TWO_SIDED
    assert null.attainable_p() == pytest.approx(0.2)
    assert null.attainable_p(greater) == pytest.approx(0.2)
    assert null.attainable_p(stats.Alternative.LESS) == pytest.approx(0.1)
    assert null.attainable_by_side(both, two_sided=doubled) == pytest.approx((0.2, 0.4))
    assert NullDistribution(null.values, np.array([0.1, 0.5, 0.3, 0.1]), Fraction(0), 10).attainable_p(
        both, two_sided=doubled
    ) == pytest.approx(0.2)


@pytest.mark.parametrize(
    ("x", "codes", "kind", "drift"),
    [
        ([0, 1, 2, 3], [0, 0, 1, 1], "COMPLETE", "RISING"),
        ([3, 2, 1, 0], [0, 0, 1, 1], "COMPLETE", "FALLING"),
        ([0, 1, 1, 2], [0, 0, 1, 1], "QUASI_COMPLETE", "RISING"),
        ([0, 1, 2, 3], [0, 1, 0, 1], "NONE", "FINITE"),
        ([0, 1, 2, 3, 4, 5], [0, 0, 1, 1, 2, 2], "COMPLETE", "RISING"),
        ([0, 1, 1, 2, 1, 2], [0, 0, 1, 0, 2, 2], "NONE", "FINITE"),
    ],
)
def test_separation_by_one_cause_is_seen_in_the_order_of_its_cases(
    x: list[float], codes: list[int], kind: str, drift: str
) -> None:
    found = stats.check_separation(codes, np.array(x, dtype=float)[:, None])
    assert (found.separation, found.drifts) == (stats.Separation[kind], (stats.Drift[drift],))
    assert any(found.separated) == (kind != "NONE")
    if kind == "COMPLETE":
        assert all(found.separated)


def test_a_case_on_the_threshold_is_not_separated_and_two_causes_drift_each_their_way() -> None:
    found = stats.check_separation([0, 0, 1, 1], np.array([[0.0], [1], [1], [2]]))
    assert found.separated == (True, False, False, True)
    two = stats.check_separation([0, 0, 1, 1], np.array([[0.0, 1], [1, 1], [0, 2], [1, 2]]))
    assert two.separation is stats.Separation.COMPLETE
    assert two.drifts == (stats.Drift.UNDECIDED, stats.Drift.RISING)
