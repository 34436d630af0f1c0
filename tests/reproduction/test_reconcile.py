"""Statuses of single checks, bounds as bounds, and the one status of a cell."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whole_book import BOOK

from clusterbook.reproduction.checks import Check, CheckKind
from clusterbook.reproduction.reconcile import (
    cell_status,
    cell_verdicts,
    check_results,
    compare,
    last_digit_unit,
    status_of,
)
from clusterbook.reproduction_vocabulary import Status

EXACT, SAME_FACT, UPPER, LOWER = CheckKind
NUMBERS = st.floats(-1000, 1000).map(lambda value: round(value, 1))


def check(kind: CheckKind, value: float) -> Check:
    return Check("1.1", "a", "jobs", "a rule", kind, value)


def status(published: str, *checks: tuple[CheckKind, float]) -> Status:
    return cell_status(tuple(compare(check(kind, value), published) for kind, value in checks))


@pytest.mark.parametrize(
    ("published", "recomputed", "expected"),
    [
        ("2.10", 2.10, Status.MATCHES),
        ("6.31", 6.315, Status.MATCHES),
        ("6.31", 6.305, Status.MATCHES),
        ("1.86", 28 / 15, Status.ROUNDING),
        ("1.86", 1.8701, Status.DIFFERS),
        ("0.70", 0.75, Status.DIFFERS),
        ("7", 7.5, Status.MATCHES),
        ("7", 7.9, Status.ROUNDING),
        ("7", 8.0, Status.DIFFERS),
        ("-3.5", -3.55, Status.MATCHES),
        ("1000000", 1_000_000.5005, Status.MATCHES),  # a billionth of the number is the dust of its arithmetic
        ("1000000", 1_000_000.5015, Status.ROUNDING),
        ("4", float("nan"), Status.NOT_REPRODUCIBLE),
    ],
)
def test_status_is_decided_at_the_last_printed_digit(published: str, recomputed: float, expected: Status) -> None:
    assert status_of(published, recomputed) is expected


def test_the_same_fact_printed_with_fewer_digits_agrees() -> None:
    assert status_of("23.3", 23.0) is Status.DIFFERS
    assert status_of("23.3", 23.0, unit=1.0) is Status.MATCHES
    assert compare(replace(check(SAME_FACT, 23.0), unit=1.0), "23.3").status is Status.MATCHES


@pytest.mark.parametrize(("published", "unit"), [("1898", 1.0), ("0.50", 0.01), ("12.5", 0.1)])
def test_printed_zeros_count_as_digits(published: str, unit: float) -> None:
    assert last_digit_unit(published) == pytest.approx(unit)


@given(st.floats(-1000, 1000), st.integers(0, 4))
def test_a_number_matches_its_own_rounding(value: float, decimals: int) -> None:
    assert status_of(f"{value:.{decimals}f}", value) is Status.MATCHES


def test_the_verdict_on_a_cell_rests_on_all_its_checks_and_on_no_other() -> None:
    verdicts = cell_verdicts(BOOK, "10.6")
    assert [result for verdict in verdicts for result in verdict.results] == list(check_results(BOOK, "10.6"))
    for verdict in verdicts:
        assert {(one.check.row, one.check.column) for one in verdict.results} == {(verdict.row, verdict.column)}
        assert verdict.published == BOOK.printed("10.6").at[verdict.row, verdict.column]
        assert (verdict.table, verdict.status) == ("10.6", cell_status(verdict.results))


def test_a_check_keeps_both_numbers_and_their_difference() -> None:
    result = compare(check(EXACT, 7.0), "8")
    assert (result.published, result.check.value, result.difference, result.status) == ("8", 7.0, -1.0, Status.DIFFERS)


@given(NUMBERS, st.floats(0, 1000))
def test_a_number_below_what_it_can_be_at_most_keeps_its_bound(published: float, room: float) -> None:
    assert compare(check(UPPER, published + room), f"{published:.1f}").status is Status.MATCHES
    assert compare(check(LOWER, published - room), f"{published:.1f}").status is Status.MATCHES


@given(NUMBERS, st.floats(0.2, 1000))
def test_a_number_beyond_its_bound_differs(published: float, beyond: float) -> None:
    assert compare(check(UPPER, published - beyond), f"{published:.1f}").status is Status.DIFFERS
    assert compare(check(LOWER, published + beyond), f"{published:.1f}").status is Status.DIFFERS


def test_a_bound_that_was_never_published_decides_nothing() -> None:
    assert compare(check(UPPER, float("nan")), "8").status is Status.NOT_REPRODUCIBLE


def test_the_own_table_decides_before_the_same_fact_elsewhere() -> None:
    assert status("66", (EXACT, 66), (SAME_FACT, 65)) is Status.MATCHES
    assert status("66", (SAME_FACT, 66), (EXACT, 139)) is Status.DIFFERS
    assert status("66", (SAME_FACT, 65)) is Status.DIFFERS


def test_the_worst_of_the_deciding_checks_counts() -> None:
    assert status("26", (EXACT, 26.1), (EXACT, 2650.7)) is Status.DIFFERS
    assert status("2.7", (EXACT, 2.7), (EXACT, 2.76)) is Status.ROUNDING


def test_a_check_without_a_value_leaves_the_decision_to_others() -> None:
    assert status("45", (EXACT, float("nan")), (SAME_FACT, 45)) is Status.MATCHES
    assert status("45", (EXACT, float("nan"))) is Status.NOT_REPRODUCIBLE


def test_a_bound_can_only_convict() -> None:
    assert status("150", (UPPER, 140)) is Status.DIFFERS
    assert status("150", (EXACT, 150), (UPPER, 140)) is Status.DIFFERS
    assert status("150", (UPPER, 160)) is Status.NOT_REPRODUCIBLE
    assert status("150", (EXACT, 170), (UPPER, 160)) is Status.DIFFERS


@given(NUMBERS, st.lists(st.tuples(st.sampled_from(CheckKind), NUMBERS), min_size=1, max_size=5))
def test_the_order_of_the_checks_does_not_matter(published: float, checks: list[tuple[CheckKind, float]]) -> None:
    assert status(f"{published:.1f}", *checks) is status(f"{published:.1f}", *reversed(checks))
