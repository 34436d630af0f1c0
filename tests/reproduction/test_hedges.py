"""Each word's rule on the numbers of the book, and what holds of every number."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from clusterbook.reproduction.hedges import (
    RULES,
    about,
    at_least,
    at_most,
    between,
    close_to,
    exactly,
    fraction,
    less_than,
    more_than,
    multiple,
    nearly,
    rule_texts,
    slightly_less,
    slightly_more,
)
from clusterbook.vocabulary import Hedge

STATED = st.floats(0.01, 1e6)
VALUES = st.floats(0, 1e6)
SHARES = st.floats(0, 3)


@pytest.mark.parametrize(
    ("holds", "expected"),
    [
        (lambda: nearly(964.3, 1000), True),
        (lambda: nearly(900, 1000), True),
        (lambda: nearly(899, 1000), False),
        (lambda: nearly(1001, 1000), False),
        (lambda: nearly(61, 60), False),
        (lambda: nearly(60.4, 60, unit=1), True),
        (lambda: slightly_less(104_500, 110_000), True),
        (lambda: slightly_less(100_000, 110_000), False),
        (lambda: slightly_less(110_000, 110_000), False),
        (lambda: slightly_more(21, 20), True),
        (lambda: slightly_more(20, 20), False),
        (lambda: about(38, 40), True),
        (lambda: about(35, 40), False),
        (lambda: close_to(69, 70), True),
        (lambda: close_to(66, 70), False),
        (lambda: exactly(8.34, 8.3, unit=0.1), True),
        (lambda: exactly(8.36, 8.3, unit=0.1), False),
        (lambda: nearly(61, 60, unit=1), False),
        (lambda: about(1.7, 2), False),
        (lambda: about(1.5, 2, unit=1), True),
        (lambda: about(1.2, 2, unit=1), False),
        (lambda: close_to(1.5, 2, unit=1), True),
        (lambda: close_to(1.2, 2, unit=1), False),
        (lambda: exactly(8.5, 8), True),
        (lambda: exactly(8.6, 8), False),
        (lambda: more_than(30, 30), False),
        (lambda: at_least(30, 30), True),
        (lambda: less_than(40, 40), False),
        (lambda: at_most(40, 40), True),
        (lambda: fraction(28.1, 100 / 3), False),
        (lambda: fraction(0.129, 1 / 8), True),
        (lambda: multiple(3.06, 3), True),
        (lambda: multiple(2.09, 2), True),
        (lambda: multiple(1.7, 2), False),
        (lambda: between(27, 30, 60), False),
        (lambda: between(29.6, 30, 60, unit=1), True),
        (lambda: between(29.5, 30, 60, unit=1), True),
        (lambda: between(29.4, 30, 60, unit=1), False),
        (lambda: between(60.5, 30, 60, unit=1), True),
        (lambda: between(60.6, 30, 60, unit=1), False),
        (lambda: between(30, 30, 60), True),
        (lambda: between(29.9, 30, 60), False),
        (lambda: between(60, 30, 60), True),
        (lambda: between(60.1, 30, 60), False),
    ],
)
def test_the_words_of_the_book(holds: Callable[[], bool], expected: bool) -> None:
    assert holds() is expected


def test_every_word_of_the_stated_numbers_has_a_rule() -> None:
    assert set(RULES) == set(Hedge)


@given(STATED)
def test_the_number_itself_satisfies_every_word_that_does_not_exclude_it(stated: float) -> None:
    excluding = {Hedge.MORE_THAN, Hedge.LESS_THAN, Hedge.SLIGHTLY_MORE, Hedge.SLIGHTLY_LESS}
    assert {word for word, rule in RULES.items() if not rule(stated, stated)} == excluding


@given(VALUES, STATED)
def test_stricter_words_hold_only_where_looser_ones_do(value: float, stated: float) -> None:
    assert about(value, stated) or not close_to(value, stated)
    assert about(value, stated) or not nearly(value, stated)
    assert (close_to(value, stated) and less_than(value, stated)) == slightly_less(value, stated)
    assert (close_to(value, stated) and more_than(value, stated)) == slightly_more(value, stated)
    assert at_least(value, stated) or at_most(value, stated)
    assert more_than(value, stated) != at_most(value, stated)


@given(SHARES, STATED, st.floats(0.001, 1000))
def test_relative_words_do_not_depend_on_the_unit_of_measurement(share: float, stated: float, factor: float) -> None:
    edges = (0.9, 0.95, 1.0, 1.05, 1.1)
    assume(all(abs(share - edge) > 1e-6 for edge in edges) and min(stated, stated * factor) > 0.5)
    for rule in (about, close_to, nearly, slightly_less, slightly_more, more_than, less_than):
        assert rule(share * stated, stated) == rule(share * stated * factor, stated * factor)


@given(STATED, st.floats(-0.5, 0.5), st.floats(0.001, 10))
def test_printed_digits_never_decide_against_a_sentence(stated: float, part: float, unit: float) -> None:
    value = stated + part * unit
    assert exactly(value, stated, unit=unit)
    assert about(value, stated, unit=unit) and close_to(value, stated, unit=unit) and nearly(value, stated, unit=unit)
    assert between(value, stated, stated, unit=unit * 1.001)


@pytest.mark.parametrize(
    ("hedge", "words"),
    [
        (Hedge.NONE, ""),
        (Hedge.MORE_THAN, "more than"),
        (Hedge.FRACTION, "about"),
        (Hedge.MULTIPLE, "about"),
        (Hedge.SLIGHTLY_LESS, "slightly less than"),
    ],
)
def test_a_hedge_reads_as_the_words_before_a_number(hedge: Hedge, words: str) -> None:
    assert hedge.label == words


def test_the_rules_are_told_once_each_in_words() -> None:
    texts = rule_texts()
    assert len(texts) == len(set(RULES.values())) + 1
    assert texts.columns.tolist() == ["words", "rule"]
    assert texts.set_index("words").at["At least", "rule"] == "the number or above."
    assert texts.iloc[-1].tolist() == ["From low to high", "between them, or rounding to one of them."]
