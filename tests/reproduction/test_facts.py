"""Every fact that stands in two places is compared once, and a difference has a reason."""

from __future__ import annotations

import dataclasses
import math

import pandas as pd
import pytest
from whole_book import BOOK

from clusterbook.data.book import Book, Stated
from clusterbook.errors import ClusterbookError
from clusterbook.reproduction.checks import CheckKind, checks_of
from clusterbook.reproduction.facts import (
    FactAgreement,
    FactLink,
    Interval,
    _ends,
    _stated_interval,
    fact_counts,
    fact_faults,
    fact_links,
    place_values,
)
from clusterbook.reproduction_vocabulary import FactRelation
from clusterbook.vocabulary import Hedge

LINKS = {link.fact_id: link for link in fact_links(BOOK)}
# Checked against other cells of the tables by sums and remainders that are no single fact.
DERIVED = {("2.1", "livestock_companies", "large_companies_boaco_chontales_low")}


def a_link(first: Interval, second: Interval, relation: FactRelation = FactRelation.SAME) -> FactLink:
    return dataclasses.replace(LINKS["salmon_firms"], values=(first, second), relation=relation)


@pytest.mark.parametrize(
    ("first", "second", "agreement"),
    [
        ((64.5, 65.5), (65.5, 66.5), FactAgreement.DIFFERS),
        ((64.5, 65.5), (64.5, 65.5), FactAgreement.AGREES),
        ((51.65, 51.75), (51.5, 52.5), FactAgreement.AGREES),
        ((749.5, 750.5), (700.0, math.inf), FactAgreement.AGREES),
        ((749.5, 750.5), (-math.inf, 700.0), FactAgreement.DIFFERS),
    ],
)
def test_two_places_agree_if_some_number_fits_both(
    first: tuple[float, float], second: tuple[float, float], agreement: FactAgreement
) -> None:
    assert a_link(Interval(*first, ""), Interval(*second, "")).agreement is agreement
    assert a_link(Interval(*second, ""), Interval(*first, "")).agreement is agreement


def test_a_part_may_be_less_than_the_whole_and_not_more() -> None:
    part, whole = Interval(4.5, 5.5, "5"), Interval(9.5, 10.5, "10")
    assert a_link(part, whole, FactRelation.AT_MOST).agreement is FactAgreement.AGREES
    assert a_link(whole, part, FactRelation.AT_MOST).agreement is FactAgreement.DIFFERS


@pytest.mark.parametrize(
    ("place", "low", "high"),
    [
        ("1.2/apples/production_2002_usd_million", 51.65, 51.75),
        ("1.2/salmon/firms + 1.2/salmon/additional_providers", 214.0, 216.0),
        ("3.1/growers/grapes_petrolina_juazeiro", 399.5, math.inf),
        ("ch03_apples_growers", 699.5, math.inf),
        ("ch03_apples_area", 13500.0, 14500.0),
        ("ch04_direct_jobs", 25200.0, 30800.0),
        ("ch08_aguascalientes_members", 33.5, 34.5),
    ],
)
def test_a_place_allows_what_its_digits_and_its_hedge_allow(place: str, low: float, high: float) -> None:
    values = place_values(BOOK, place)
    assert (values.low, values.high) == pytest.approx((low, high))


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("1.2/salmon/firms + 1.2/salmon/additional_providers", "65 + 150"),
        ("3.1/growers/grapes_petrolina_juazeiro", "400+"),
        ("ch03_apples_growers", "more than 700"),
        ("ch04_direct_jobs", "about 28000"),
        ("ch08_aguascalientes_members", "34"),
        ("ch06_districts_employees", "slightly less than 110000"),
    ],
)
def test_a_place_is_told_as_it_is_printed(place: str, text: str) -> None:
    assert place_values(BOOK, place).text == text


@pytest.mark.parametrize(
    ("hedge", "low", "high", "ends"),
    [
        (Hedge.NONE, 20.0, 20.0, (19.5, 20.5)),
        (Hedge.NONE, -3.0, 4.0, (-3.5, 4.5)),
        (Hedge.ABOUT, 1000.0, 1000.0, (900.0, 1100.0)),
        (Hedge.ABOUT, -1000.0, -1000.0, (-1100.0, -900.0)),
        (Hedge.NEARLY, 1000.0, 1000.0, (900.0, 1000.5)),
        (Hedge.SLIGHTLY_MORE, 1000.0, 1000.0, (999.5, 1050.0)),
        (Hedge.AT_LEAST, 20.0, 20.0, (19.5, math.inf)),
        (Hedge.LESS_THAN, 20.0, 20.0, (-math.inf, 20.5)),
    ],
)
def test_a_hedge_widens_what_the_digits_allow_and_never_narrows_it(
    hedge: Hedge, low: float, high: float, ends: tuple[float, float]
) -> None:
    assert _ends(hedge, low, high, half=0.5) == pytest.approx(ends)


@pytest.mark.parametrize(
    ("low", "high", "hedge", "interval"),
    [
        (14_000.0, 14_000.0, Hedge.NONE, Interval(13_500.0, 14_500.0, "14000")),
        (14_000.0, 15_500.0, Hedge.NONE, Interval(13_999.5, 15_500.5, "14000 to 15500")),
        (6.5, 7.0, Hedge.NONE, Interval(6.45, 7.05, "6.5 to 7")),
        (0.25, 0.25, Hedge.FRACTION, Interval(0.225, 0.275, "about 0.25")),
        (1_200.0, 1_200.0, Hedge.AT_LEAST, Interval(1_199.5, math.inf, "at least 1200")),
    ],
)
def test_a_number_of_the_text_is_known_to_its_digits_or_to_half_a_thousand(
    low: float, high: float, hedge: Hedge, interval: Interval
) -> None:
    found = _stated_interval(Stated(low, high, hedge, "", "", ""))
    assert (found.low, found.high) == pytest.approx((interval.low, interval.high))
    assert found.text == interval.text


def test_an_interval_in_another_unit_says_so() -> None:
    assert Interval(1.0, 2.0, "1.5").scaled(1000) == Interval(1000.0, 2000.0, "1.5 × 1000")
    assert Interval(1.0, 2.0, "1.5").scaled(1) == Interval(1.0, 2.0, "1.5")


@pytest.mark.parametrize(
    "place", ["1.2/salmon/nothing", "1.2/nothing/firms", "99.1/a/b", "1.2/salmon/cluster", "ch99_nothing"]
)
def test_a_place_without_a_number_is_named(book: Book, place: str) -> None:
    with pytest.raises(ClusterbookError, match=place):
        place_values(book, place)


def test_a_fact_without_a_reason_has_none_and_one_without_a_factor_is_in_one_unit() -> None:
    rows = BOOK.fact_links
    unsaid = rows.loc[rows["reason"].isna(), "fact_id"]
    assert len(unsaid) and {LINKS[fact_id].reason for fact_id in unsaid} == {""}
    same = rows.loc[rows["factor"].isna(), "fact_id"]
    assert all(LINKS[fact_id].values[1] == place_values(BOOK, LINKS[fact_id].second) for fact_id in same)


def test_no_pair_of_places_is_compared_twice() -> None:
    pairs = [frozenset((link.first, link.second)) for link in LINKS.values()]
    assert len(pairs) == len(set(pairs)) == len(LINKS)
    assert all(len(pair) == 2 for pair in pairs)


def test_what_differs_or_is_not_the_same_has_a_reason() -> None:
    silent = [
        link.fact_id
        for link in LINKS.values()
        if not link.reason and (link.agreement is FactAgreement.DIFFERS or link.relation is not FactRelation.SAME)
        if link.relation is not FactRelation.AT_MOST or link.agreement is FactAgreement.DIFFERS
    ]
    assert not silent


def test_every_number_that_the_ledger_finds_printed_again_is_a_fact_of_the_file() -> None:
    places = {part for link in LINKS.values() for place in (link.first, link.second) for part in place.split(" + ")}
    checked = [check for table in BOOK.tables for check in checks_of(BOOK, table) if check.kind is CheckKind.SAME_FACT]
    cells = {(check.table, check.row, check.column) for check in checked} - DERIVED
    assert cells
    assert not {"/".join(cell) for cell in cells} - places


@pytest.mark.parametrize(
    "fact_id",
    ["salmon_firms", "grapes_growers", "apples_export_share", "aguascalientes_firms", "segusino_jobs", "melons_jobs"],
)
def test_a_known_difference_differs(fact_id: str) -> None:
    assert LINKS[fact_id].agreement is FactAgreement.DIFFERS


def test_the_counts_are_those_of_the_links(book: Book) -> None:
    counts = fact_counts(book)
    assert counts["facts"].sum() == len(LINKS)
    assert counts["differs"].sum() == sum(link.agreement is FactAgreement.DIFFERS for link in LINKS.values())


class OneFact(Book):
    """A book with one fact, without a reason and in one unit; its second place is another if asked for."""

    def __init__(self, second: str = "") -> None:
        super().__init__()
        self.second = second

    @property
    def fact_links(self) -> pd.DataFrame:
        """The row of the file on salmon firms."""
        row = BOOK.fact_links.query("fact_id == 'salmon_firms'").assign(reason=None, factor=float("nan"))
        return row.assign(second=self.second) if self.second else row


def test_a_fact_has_what_its_row_says_and_both_intervals() -> None:
    (link,), (row,) = fact_links(OneFact()), OneFact().fact_links.to_dict("records")
    values = (place_values(BOOK, row["first"]), place_values(BOOK, row["second"]))
    said = {name: row[name] for name in ("fact_id", "place", "subject", "quantity", "date", "unit", "first", "second")}
    assert link == FactLink(**said, relation=FactRelation(row["relation"]), reason="", values=values)


def test_one_fact_is_counted_once_under_its_relation() -> None:
    counts = fact_counts(OneFact())
    assert (counts.index.name, counts.index.tolist()) == ("relation", [*FactRelation])
    assert counts.columns.tolist() == [*FactAgreement, "facts"]
    assert counts.to_numpy().tolist() == [
        [0, 1, 1] if name == LINKS["salmon_firms"].relation else [0, 0, 0] for name in counts.index
    ]


def test_a_place_that_is_none_is_told_with_its_row() -> None:
    (fault,) = fact_faults(OneFact("1.2/salmon/nothing"))
    assert str(fault).startswith("data/fact_links.csv, row 2 (salmon_firms), column second: found 1.2/salmon/nothing;")
