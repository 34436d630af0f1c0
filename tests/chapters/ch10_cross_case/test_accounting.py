"""How the authors' words stand to ratings, on margins one can count."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies
from invented_clusters import printed, two_sectors

from clusterbook.chapters.ch10_cross_case.accounting import Standing, accounted, judge
from clusterbook.chapters.ch10_cross_case.authors import Word
from clusterbook.chapters.ch10_cross_case.choices import Settings, VerdictRule
from clusterbook.chapters.ch10_cross_case.relabelled import statistics
from clusterbook.chapters.ch10_cross_case.study import Study
from clusterbook.data.book import load_book
from clusterbook.stats import Alternative, Measure, TestSettings, association, association_interval, layout
from clusterbook.vocabulary import Sector, Upgrading

UP, DOWN = [1, 2, 3, 4, 5], [5, 4, 3, 2, 1]
MIXED = [1, 4, 3, 2, 5]  # S 4 of 10: p .242
TURNED = MIXED[::-1]
LEVEL = [2, 5, 3, 1, 4]  # five pairs rise and five fall
WIDE = Settings(rule=VerdictRule(delta=0.9))


@pytest.mark.parametrize(
    ("said", "ratings", "expected"),
    [
        ("positive", UP, Standing.SUPPORTED),
        ("positive", DOWN, Standing.OPPOSED),
        ("positive", MIXED, Standing.UNDECIDED_POSITIVE),
        ("positive", LEVEL, Standing.UNDECIDED_ZERO),
        ("positive", TURNED, Standing.UNDECIDED_NEGATIVE),
        ("often_negative", DOWN, Standing.SUPPORTED),
        ("often_negative", UP, Standing.OPPOSED),
        ("often_negative", MIXED, Standing.UNDECIDED_POSITIVE),
        ("neutral", UP, Standing.OPPOSED),
        ("neutral", MIXED, Standing.UNDECIDABLE),
        ("neutral_or_negative", UP, Standing.OPPOSED),
        ("neutral_or_negative", DOWN, Standing.SUPPORTED),
        ("none", UP, Standing.NOTHING_ASSERTED),
        ("positive", [1, 1, 1, 1, 1], Standing.UNDECIDABLE),
    ],
)
def test_each_word_has_its_rule(said, ratings, expected) -> None:
    assert judge(Word(said), [layout([1, 2, 3, 4, 5], ratings)], Settings()).standing is expected


def test_one_side_opposes_positive_and_either_opposes_neutral() -> None:
    falling, strict = [layout([1, 2, 3, 4], [4, 3, 2, 1])], Settings(TestSettings(alpha=0.05))
    assert judge(Word.POSITIVE, falling, strict).standing is Standing.OPPOSED  # p 1 / 24, of both sides 2 / 24
    assert judge(Word.NEUTRAL, falling, strict).standing is Standing.UNDECIDABLE
    assert judge(Word.NEUTRAL, [layout(UP, DOWN)], Settings()).standing is Standing.OPPOSED


def test_a_small_coefficient_without_a_test_supports_no_neutral() -> None:
    small = [layout([1, 2, 3, 4], [2, 4, 1, 3])]
    assert judge(Word.NEUTRAL, small, Settings()).standing is Standing.UNDECIDABLE
    assert not judge(Word.NEUTRAL, small, Settings()).could_be_supported


def test_many_observations_can_support_neutral_and_oppose_positive() -> None:
    flat = [layout(np.tile([1, 2, 3], 60), np.repeat([1, 2, 3], 60))]
    assert judge(Word.NEUTRAL, flat, Settings()).standing is Standing.SUPPORTED
    assert judge(Word.POSITIVE, flat, Settings()).standing is Standing.OPPOSED
    assert judge(Word.NEUTRAL, flat, Settings()).could_be_supported is True


def test_margins_that_cannot_reach_delta_support_no_absence() -> None:
    # One of eight has the cause, one rating of eight differs: no coefficient above 1 / 7 to the negative side.
    narrow = [layout([0] * 7 + [1], [0] * 6 + [1, 0])]
    assert judge(Word.NEUTRAL, narrow, WIDE).standing is Standing.UNDECIDABLE
    assert math.isnan(judge(Word.NEUTRAL, narrow, WIDE).equivalence_p)


def test_each_side_that_cannot_reach_delta_is_silent_by_itself() -> None:
    ratings = np.array([0] * 6 + [1, 0])  # from -1 / 7 to 1; turned, from -1 to 1 / 7
    upward, downward = ([layout([0] * 7 + [1], sign * ratings)] for sign in (1, -1))
    above, silent = (judge(Word.NEUTRAL_OR_NEGATIVE, layouts, WIDE) for layouts in (upward, downward))
    assert 0 < above.side_attainable_p <= above.side_p < 1
    assert all(math.isnan(p) for p in (silent.side_p, silent.side_attainable_p, silent.equivalence_p))
    assert silent.standing is Standing.UNDECIDABLE


def test_a_margin_that_reaches_delta_and_no_further_is_not_silent() -> None:
    largest = Settings(rule=VerdictRule(delta=1.0))
    assert judge(Word.NEUTRAL, [layout(UP, MIXED)], largest).equivalence_p == pytest.approx(0)


def test_the_interval_leaves_out_alpha_on_each_side() -> None:
    for alpha in (0.01, 0.2):
        layouts, own = [layout(UP, MIXED)], Settings(TestSettings(alpha=alpha))
        judgment, known = judge(None, layouts, own), association_interval(layouts, confidence=1 - 2 * alpha)
        assert (judgment.interval_low, judgment.interval_high) == pytest.approx((known.low, known.high))


def test_no_cluster_is_no_data_whatever_was_said() -> None:
    assert judge(Word.POSITIVE, [], Settings()).standing is Standing.NO_DATA


def test_the_attainable_p_is_that_of_the_side() -> None:
    # Two of four alike on top: the best order is one of two alike in six, the worst as well; alone on top, one in four.
    judgment = judge(Word.POSITIVE, [layout([0, 0, 0, 1], [1, 1, 1, 2])], Settings())
    assert judgment.side_attainable_p == judgment.side_p == pytest.approx(1 / 4)
    assert judgment.standing is Standing.UNDECIDABLE


@given(
    strategies.lists(strategies.tuples(strategies.integers(0, 2), strategies.integers(0, 3)), min_size=2, max_size=9)
)
@settings(max_examples=40)
def test_turning_the_ratings_turns_positive_into_often_negative(pairs) -> None:
    x, y = np.array(pairs, dtype=float).T
    here = judge(Word.POSITIVE, [layout(x, y)], Settings())
    there = judge(Word.OFTEN_NEGATIVE, [layout(x, -y)], Settings())
    swapped = {Standing.UNDECIDED_POSITIVE: Standing.UNDECIDED_NEGATIVE}
    swapped |= {value: key for key, value in swapped.items()}
    assert there.standing is swapped.get(here.standing, here.standing)
    assert there.side_p == pytest.approx(here.side_p, nan_ok=True)


@pytest.mark.parametrize("measure", list(Measure))
def test_every_measure_has_a_standing(measure) -> None:
    settings = Settings(test=TestSettings(measure=measure))
    assert judge(Word.POSITIVE, [layout(UP, UP, measure=measure)], settings).standing is Standing.SUPPORTED


def test_of_the_books_cells_no_neutral_could_have_been_supported() -> None:
    book = load_book()
    tables = [
        accounted(Study(book.clusters, relation, sectors=tuple(Sector)), book.table("10.3"))
        for relation in ("collective_efficiency", "leaders")
    ]
    table = pd.concat(tables)
    assert not table.loc[table["authors_verdict"] == "neutral", "could_be_supported"].any()
    counts = table.groupby("relation")["standing"].value_counts()
    assert counts["collective_efficiency"]["supported"] == 3 and counts["collective_efficiency"]["no data"] == 3
    assert counts["leaders"]["opposed"] == 1 and "supported" not in counts["leaders"]


def test_words_are_told_beside_two_sided_tests_and_one_without_a_word_asserts_nothing() -> None:
    own = Settings(TestSettings(alternative=Alternative.GREATER))
    sectors, outcomes = (Sector.TRADITIONAL, Sector.COMPLEX), (Upgrading.PRODUCT, Upgrading.INTERSECTORAL)
    table = accounted(Study(two_sectors(), sectors=sectors, outcomes=outcomes, settings=own), printed("positive"))
    assert table["authors_verdict"].fillna("no word").tolist() == ["positive", "no word"] * 2
    assert table["standing"].tolist() == ["supported", "nothing asserted"] * 2
    product = table.iloc[0]  # all five pairs are in order, as in one of twelve orders; in one all are turned
    assert [product[name] for name in ("side_p", "exact_p")] == pytest.approx([1 / 12, 2 / 12])
    assert table["westfall_young"].iloc[::2].tolist() == pytest.approx([1 - (10 / 12) ** 2] * 2)
    assert table["westfall_young"].iloc[1::2].isna().all()


def test_relabelled_statistics_are_those_of_the_association() -> None:
    rng = np.random.default_rng(5)
    causes = rng.integers(0, 3, (20, 12)).astype(float)
    frame = pd.DataFrame({"y": rng.integers(0, 4, 12).astype(float), "stratum": ["a"] * 5 + ["b"] * 7})
    for measure in (Measure.TAU_B, Measure.PEARSON):
        found = statistics(causes, frame, measure=measure)
        for cause, value in zip(causes, found, strict=True):
            parts = [frame["stratum"] == name for name in ("a", "b")]
            if measure is Measure.TAU_B:
                known = association(cause, frame["y"], strata=frame["stratum"]).s
            else:
                known = sum(((cause[part] - cause[part].mean()) * frame["y"][part]).sum() for part in parts)
            assert value == pytest.approx(known, abs=1e-9)


def test_a_missing_cause_or_rating_leaves_its_pairs_out() -> None:
    frame = pd.DataFrame({"y": [1.0, 2.0, np.nan, 3.0], "stratum": "a"})
    causes = np.array([[1.0, np.nan, 9.0, 2.0]])
    assert statistics(causes, frame, measure=Measure.TAU_B).tolist() == [1.0]
    assert statistics(causes, frame, measure=Measure.PEARSON).tolist() == [1.0]  # (1, 1) and (2, 3) about their means


def test_three_of_the_standings_are_undecided() -> None:
    undecided = {standing for standing in Standing if standing.is_undecided}
    assert undecided == {Standing.UNDECIDED_POSITIVE, Standing.UNDECIDED_ZERO, Standing.UNDECIDED_NEGATIVE}


def test_a_cell_without_a_word_or_without_data_is_not_counted() -> None:
    left_out = {standing for standing in Standing if not standing.is_counted}
    assert left_out == {Standing.NOTHING_ASSERTED, Standing.NO_DATA}
