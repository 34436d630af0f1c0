"""Three ways of counting all relabelings against writing them out, and a test of separation against every direction."""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from fractions import Fraction

import numpy as np
import pytest

from clusterbook import stats
from clusterbook.stats import Effort, enumeration, permutation
from clusterbook.stats.enumeration import allocations, cost, fourfold, memory, sparse_walk, walk
from clusterbook.stats.margins import Margins, NullDistribution
from clusterbook.stats.permutation import convolve, null_distribution, pooled_distribution
from clusterbook.stats.sampling import sampled_distribution

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


def test_the_cost_of_a_walk_is_its_states_times_its_moves_times_its_width() -> None:
    rows, columns = (2, 3, 1), (2, 4)  # 2 * 3 states without the largest group; at most 6 moves for either column
    plain, scored = Margins(rows, columns), Margins(rows, columns, (2, 3, 10), (-1, 4))
    assert (cost(plain), memory(plain)) == (6 * 12 * (17 / 2 + 3_000), 6 * 17)  # 16 pairs, twice, untied in y
    assert (cost(scored), memory(scored)) == (6 * 12 * (128 / 2 + 3_000), 6 * 128)  # 8 * (2.5 * 6 + 1) values
    assert cost(Margins((5, 1), (1, 5))) == 2 * 4 * (11 / 2 + 3_000)  # 2 moves at most, as 2 states are
    assert cost(Margins((1, 1, 1), (1, 2))) == 4 * (3 + 4) * (5 / 2 + 3_000)
    almost, beyond = (Margins((1,) * n, (n - 1, 1)) for n in (997, 1_002))
    assert cost(almost) == cost(beyond) == memory(beyond) == math.inf and math.isfinite(memory(almost))


def test_all_ways_to_place_observations_are_allocations() -> None:
    assert list(allocations(2, (1, 2, 1))) == [(0, 1, 1), (0, 2, 0), (1, 0, 1), (1, 1, 0)]
    assert list(allocations(0, (1, 2))) == [(0, 0)] and list(allocations(3, (1, 2))) == [(1, 2)]


def test_a_distribution_is_exact_as_far_as_the_budget_and_the_memory_go(monkeypatch: pytest.MonkeyPatch) -> None:
    def exact(margins, budget):
        return null_distribution(margins, stats.Effort(budget=budget, draws=10)).exact

    walked, listed_one_by_one = Margins((3, 10, 2), (4, 3, 4, 4)), LARGER[0]
    price = min(cost(walked), cost(walked.transpose()))
    assert exact(walked, price) and not exact(walked, price - 1)
    assert exact(listed_one_by_one, 30 * 3_000) and not exact(listed_one_by_one, 30 * 3_000 - 1)
    assert exact(TABLES[0], 0), "a table of two by two has a closed form"
    held = memory(min(walked, walked.transpose(), key=cost))
    monkeypatch.setattr(permutation, "MOST_WRITTEN", 30_029)  # of 30,030
    monkeypatch.setattr(permutation, "MOST_CELLS", held)
    assert exact(walked, 1e10)
    monkeypatch.setattr(permutation, "MOST_CELLS", held - 1)
    assert not exact(walked, 1e10 + 1)
    monkeypatch.setattr(permutation, "MOST_WRITTEN", 30_030)
    assert exact(walked, 1e10 + 2)
    monkeypatch.setattr(permutation, "MOST_CELLS", held)
    monkeypatch.setattr(permutation, "MOST_WRITTEN", 0)
    monkeypatch.setattr(permutation, "LARGEST_COUNT", 30_030)
    assert exact(walked, 1e10 + 3)
    monkeypatch.setattr(permutation, "LARGEST_COUNT", 30_029)
    assert not exact(walked, 1e10 + 4)


@pytest.mark.parametrize("margins", LARGER[:3])  # of the last the walk is cheaper
def test_relabelings_written_out_have_the_distribution_of_the_walk(margins: Margins) -> None:
    effort = stats.Effort(budget=margins.relabelings * 3_000, draws=7)
    assert min(cost(margins), cost(margins.transpose())) > effort.budget
    walked, listed = null_distribution(margins), null_distribution(margins, effort)
    assert listed.values.tolist() == walked.values.tolist() and (listed.draws, walked.draws) == (0, 0)
    assert listed.probabilities.tolist() == pytest.approx(walked.probabilities.tolist())
    assert (listed.centre, listed.relabelings) == (walked.centre, walked.relabelings)
    assert null_distribution(margins, stats.Effort(budget=0, draws=7)).draws == 7


def test_one_sampled_stratum_makes_the_sum_a_sampled_one() -> None:
    effort = stats.Effort(budget=0, draws=40)
    mixed = pooled_distribution((TABLES[0], LARGER[0]), effort)
    assert (mixed.draws, mixed.relabelings) == (40, 3 * 30)
    assert pooled_distribution((TABLES[0], TABLES[1]), effort).exact


@pytest.mark.parametrize("margins", LARGER)
def test_moves_that_are_too_many_to_keep_are_made_again(margins: Margins, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = walk(margins)
    monkeypatch.setattr(enumeration, "FEW_STATES", 0)
    again = walk(margins)
    assert again[0] == kept[0] and again[1].tolist() == kept[1].tolist()


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
        ([-2, -1, 1, 2], [0, 0, 1, 1], "COMPLETE", "RISING"),
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


def test_strata_whose_sum_is_too_dear_are_sampled_as_the_effort_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(permutation, "MOST_PAIRS", 0)
    monkeypatch.setattr(permutation, "MOST_CELLS", 1)
    strata, effort = (Margins((2, 2), (2, 2)), Margins((1, 3), (2, 2))), Effort(draws=50, seed=31)
    assert all(null_distribution(margins, effort).exact for margins in strata)
    found, known = pooled_distribution(strata, effort), sampled_distribution(strata, effort)
    assert (found.draws, found.values.tolist()) == (50, known.values.tolist())
    assert found.probabilities.tolist() == known.probabilities.tolist()
