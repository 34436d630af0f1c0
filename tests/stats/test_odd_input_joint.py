"""Joint tests, power, tests by stratum and minimisation under odd input."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings, strategies
from scipy import stats as scipy_stats

from clusterbook import stats
from clusterbook.errors import FaultsError

SIDES = {"two-sided": abs, "greater": float, "less": lambda value: -value}


@strategies.composite
def tables(draw):
    """Statistics of some labellings in some tests, none of either allowed."""
    shape = draw(strategies.integers(0, 7)), draw(strategies.integers(0, 4))
    return np.array(draw(strategies.lists(strategies.integers(-3, 3), min_size=math.prod(shape), max_size=28)))[
        : math.prod(shape)
    ].reshape(shape)


def share(table, side, row, test):
    """Share of labellings at least as extreme as one of them, written out."""
    return np.mean([SIDES[side](other) >= SIDES[side](table[row, test]) for other in table[:, test]])


def varying(table):
    """Tests whose statistic is not the same in all labellings."""
    return [test for test in range(table.shape[1]) if len(set(table[:, test].tolist())) > 1]


@given(tables(), strategies.sampled_from(sorted(SIDES)))
@settings(max_examples=60)
def test_stepping_down_is_its_definition_whatever_the_table(table, side) -> None:
    raw, adjusted = stats.step_down(table, side)
    order = sorted(varying(table), key=lambda test: share(table, side, 0, test))
    assert np.flatnonzero(~np.isnan(raw)).tolist() == sorted(order)
    assert np.isnan(adjusted).tolist() == np.isnan(raw).tolist()
    last = 0.0
    for place, test in enumerate(order):
        smallest = [min(share(table, side, row, later) for later in order[place:]) for row in range(len(table))]
        last = max(last, np.mean([value <= share(table, side, 0, test) + 1e-12 for value in smallest]))
        assert raw[test] == pytest.approx(share(table, side, 0, test))
        assert adjusted[test] == pytest.approx(last)


@given(tables(), strategies.sampled_from(sorted(SIDES)), strategies.sampled_from([0.0, 0.25, 0.5, 1.0]))
@settings(max_examples=60)
def test_a_count_of_significant_tests_is_counted_in_every_labelling(table, side, alpha) -> None:
    found = stats.count_significant(table, alpha, alternative=side)
    tests = varying(table)
    counts = [sum(share(table, side, row, test) <= alpha + 1e-9 for test in tests) for row in range(len(table))]
    assert found.tests == len(tests)
    if tests:
        assert (found.significant, found.p) == (counts[0], pytest.approx(np.mean(np.array(counts) >= counts[0])))
    else:
        assert found.significant == 0 and math.isnan(found.p)


@pytest.mark.parametrize(
    ("statistics", "alternative", "message"),
    [
        ([[1, math.nan], [0, 1]], "greater", r"shape \(2, 2\); expected finite"),
        ([1, 2, 3], "greater", r"shape \(3,\); expected finite"),
        ([["a"], ["b"]], "greater", "no number"),
        ([[1], [2]], "sideways", "found 'sideways'"),
    ],
)
def test_statistics_or_sides_that_cannot_be_are_refused(statistics, alternative, message) -> None:
    with pytest.raises(FaultsError, match=message):
        stats.step_down(statistics, alternative)
    with pytest.raises(FaultsError, match=message):
        stats.count_significant(statistics, 0.1, alternative=alternative)


ratings = strategies.sampled_from([0.0, 1.0, 2.0])
cases = strategies.lists(
    strategies.tuples(ratings, ratings | strategies.just(math.nan), strategies.sampled_from("st")), max_size=9
)


@given(cases)
@settings(max_examples=25)
def test_a_permuted_test_is_the_exact_one_but_for_its_draws_or_undefined(cases_) -> None:
    x, y, strata = (list(values) for values in (zip(*cases_, strict=True) if cases_ else ([], [], [])))
    found = stats.westfall_young(x, {"y": y}, strata=strata, effort=stats.Effort(draws=400))
    assert found["stratum"].tolist() == list(dict.fromkeys(strata))
    for stratum, row in found.set_index("stratum").iterrows():
        rated = [(a, b) for a, b, label in cases_ if label == stratum and not math.isnan(b)]
        everyone = [a for a, _, label in cases_ if label == stratum]
        exact = stats.association(*zip(*rated, strict=True)) if rated else None
        if exact is not None and exact.defined and len(everyone) == len(rated):
            assert row["statistic"] == exact.s
            assert row["p"] == pytest.approx(exact.exact_p, abs=0.12)
        if len(set(everyone)) < 2 or len({b for _, b in rated}) < 2:
            assert math.isnan(row["p"]) and math.isnan(row["adjusted"]) and math.isnan(row["statistic"])
        elif not math.isnan(row["p"]):
            assert row["p"] * 401 == pytest.approx(round(row["p"] * 401)) and row["p"] <= row["adjusted"] <= 1


def test_a_permutations_seed_and_draws_are_honoured_and_its_input_must_fit() -> None:
    x, y, strata = np.arange(14) % 4, np.arange(14) % 5, ["s"] * 14

    def p(seed, draws=500):
        effort = stats.Effort(draws=draws, seed=seed)
        return stats.westfall_young(x, {"y": y}, strata=strata, effort=effort)["p"].iloc[0]

    assert p(1) == p(1) != p(2)
    assert p(1, draws=1) in (0.5, 1.0)
    assert stats.westfall_young(x, {}, strata=strata).empty
    for outcome, message in (
        ([1, 2], "westfall_young, y: found shape"),
        (["a"] * 14, "westfall_young, y: found a value"),
    ):
        with pytest.raises(FaultsError, match=message):
            stats.westfall_young(x, {"y": outcome}, strata=strata)
    with pytest.raises(FaultsError, match="1 missing or infinite"):
        stats.westfall_young([math.nan, *x[1:]], {"y": y}, strata=strata)
    with pytest.raises(FaultsError, match="2 strata; expected 14"):
        stats.westfall_young(x, {"y": y}, strata=["s", "t"])


@given(
    strategies.lists(strategies.tuples(ratings, ratings), min_size=1, max_size=8),
    strategies.lists(strategies.sampled_from([-1.0, -0.4, 0.0, 0.7, 1.0]), max_size=3),
    strategies.sampled_from([0.0, 0.1, 1.0]),
)
@settings(max_examples=25)
def test_a_curve_has_the_power_of_each_alternative_given(pairs, taus, alpha) -> None:
    layouts = [stats.layout(*zip(*pairs, strict=True))]
    chosen = stats.TestSettings(alpha=alpha, power_draws=40)
    curve = stats.power_curve(layouts, chosen, taus=iter(taus))
    assert curve["tau"].tolist() == taus
    for tau, found in curve.itertuples(index=False):
        expected = stats.power(layouts, stats.TestSettings(alpha=alpha, power_draws=40, power_tau=tau))
        assert found == expected or (math.isnan(found) and math.isnan(expected))
        assert math.isnan(found) == (not stats.association_of_layouts(layouts).defined)
        assert math.isnan(found) or (found * 40 == pytest.approx(round(found * 40)) and (alpha > 0 or found == 0))


@pytest.mark.parametrize("wrong", [1.5, math.nan, -math.inf])
def test_an_alternative_that_is_no_tau_is_refused(wrong) -> None:
    with pytest.raises(FaultsError, match="power_tau"):
        stats.power_curve([stats.layout([1, 2, 3], [1, 2, 2])], stats.TestSettings(power_draws=5), taus=[0.5, wrong])


facts = strategies.lists(strategies.tuples(*[strategies.sampled_from([0, 1])] * 2, strategies.sampled_from("stu")))


@given(facts, strategies.sampled_from(["two-sided", "greater", "less"]))
@settings(max_examples=40)
def test_each_stratum_has_fishers_p_or_is_undefined(facts_, side) -> None:
    x, y, strata = (list(values) for values in (zip(*facts_, strict=True) if facts_ else ([], [], [])))
    found = stats.fisher_by_stratum(x, y, strata=strata, alternative=side)
    assert list(found) == list(dict.fromkeys(strata))
    for stratum, test in found.items():
        counts = np.zeros((2, 2), dtype=int)
        for a, b, label in facts_:
            counts[a, b] += label == stratum
        if counts.sum(axis=0).all() and counts.sum(axis=1).all():
            assert test.exact_p == pytest.approx(scipy_stats.fisher_exact(counts, alternative=side).pvalue)
        else:
            assert math.isnan(test.exact_p) and test.strata == 0


def test_facts_strata_and_sides_that_cannot_be_are_refused_without_observations_too() -> None:
    with pytest.raises(FaultsError, match="allowed 0, 1"):
        stats.fisher_by_stratum([0, 2], [1, 1], strata=["s", "t"])
    with pytest.raises(FaultsError, match="1 strata; expected 2"):
        stats.fisher_by_stratum([0, 1], [1, 1], strata=["s"])
    with pytest.raises(FaultsError, match="found 'sideways'"):
        stats.fisher_by_stratum([], [], strata=[], alternative="sideways")


configurations = strategies.lists(strategies.tuples(*[strategies.booleans()] * 3), max_size=10)


@given(configurations, configurations)
@settings(max_examples=40)
def test_models_of_repeated_configurations_are_those_of_each_once_and_cover_them(positive, negative) -> None:
    every = set(itertools.product((0, 1), repeat=3))
    wanted = {tuple(map(int, row)) for row in positive}
    free = every - wanted - {tuple(map(int, row)) for row in negative}
    models = stats.shortest_models(iter([*positive, *positive]), iter([*free]))
    assert models == stats.shortest_models(sorted(wanted), sorted(free))
    primes = stats.prime_implicants(positive, free)
    assert models == stats.minimum_covers(primes, positive)
    for model in models:
        covered = {row for row in every if any(term.covers(row) for term in model)}
        assert wanted <= covered <= wanted | free
        assert covered == {row for row in every if holds(stats.model_label(model, "abc"), row)}


def holds(label, row):
    """Whether a configuration is an instance of a model as it is written."""
    values = dict(zip("abc", row, strict=True)) | {
        f"~{name}": 1 - value for name, value in zip("abc", row, strict=True)
    }
    values["always"] = 1
    return any(all(values[literal] for literal in term.split("*")) for term in label.split(" + "))


def test_terms_that_do_not_fit_configurations_or_names_are_refused() -> None:
    with pytest.raises(FaultsError, match="lengths 2; expected 3"):
        stats.minimum_covers([stats.Term((1, 0))], [(1, 0, 1)])
    with pytest.raises(FaultsError, match="lengths 2, 3"):
        stats.minimum_covers([stats.Term((1, 0))], [(1, 0), (1, 0, 1)])
    with pytest.raises(FaultsError, match="lengths 2; expected 1"):
        stats.model_label((stats.Term((1, 0)),), ["a"])
    with pytest.raises(FaultsError, match="allowed 0, 1"):
        stats.prime_implicants([(1, math.nan)])
    assert stats.minimum_covers([], [(1, 0)]) == stats.minimum_covers([], []) == []


def test_configurations_without_any_order_end_in_bounded_time(monkeypatch) -> None:
    monkeypatch.setattr("clusterbook.stats.minimisation.MOST_CHOICES", 1_000)
    rng = np.random.default_rng(7)
    rows = [row for row in itertools.product((0, 1), repeat=7) if rng.random() < 0.5]
    with pytest.raises(FaultsError, match="too many shortest models to try; expected that 1000 choices suffice"):
        stats.shortest_models(rows)
