"""Facts that stand in two places of the book, compared once each: ``data/fact_links.csv``.

A place is a cell of a printed table, ``1.2/salmon/firms``, or a number of the text by its id in ``data/stated.csv``;
several joined by `` + `` are added. A place holds an interval: a printed number is known to half a unit of its last
digit, a round thousand of the text to half a thousand, a printed bound and a hedged number by the rule of their word.
Two places agree if some number fits both.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

import pandas as pd

from clusterbook.data.book import Book, Stated
from clusterbook.errors import ClusterbookError, Fault
from clusterbook.reproduction.hedges import CLOSE, NEAR
from clusterbook.reproduction.reconcile import last_digit_unit
from clusterbook.reproduction_vocabulary import FactRelation
from clusterbook.vocabulary import Hedge

PLUS = " + "
PLACES = "table/row/column of a cell with a number, or an id of data/stated.csv"
CELL_PARTS = 3
ROUND = 1000.0  # the text gives thousands ("14,000 hectares"), which are known to half a thousand
SLACK = 1e-9
TIMES = 5  # no two places that are right differ so much without a reason
# How far below and above the stated number the number behind it may lie, as shares of it; None is without end.
REACH: dict[Hedge, tuple[float | None, float | None]] = {
    Hedge.NONE: (0.0, 0.0),
    Hedge.ABOUT: (NEAR, NEAR),
    Hedge.CLOSE_TO: (CLOSE, CLOSE),
    Hedge.NEARLY: (NEAR, 0.0),
    Hedge.ALMOST: (NEAR, 0.0),
    Hedge.SLIGHTLY_LESS: (CLOSE, 0.0),
    Hedge.SLIGHTLY_MORE: (0.0, CLOSE),
    Hedge.MORE_THAN: (0.0, None),
    Hedge.AT_LEAST: (0.0, None),
    Hedge.LESS_THAN: (None, 0.0),
    Hedge.AT_MOST: (None, 0.0),
    Hedge.FRACTION: (NEAR, NEAR),
    Hedge.MULTIPLE: (NEAR, NEAR),
}


class FactAgreement(StrEnum):
    """Whether the two places of a fact go together."""

    AGREES = "agrees"
    """Some number fits both places, at their printed precision and under their hedges."""
    DIFFERS = "differs"
    """No number fits both."""


@dataclass(frozen=True)
class Interval:
    """The numbers that a place allows, in the unit of the fact; ``text`` is what it prints."""

    low: float
    high: float
    text: str

    def scaled(self, factor: float) -> Interval:
        """The interval in another unit."""
        text = self.text if factor == 1 else f"{self.text} × {factor:g}"
        return Interval(self.low * factor, self.high * factor, text)


@dataclass(frozen=True)
class FactLink:
    """One fact with its two places.

    Parameters
    ----------
    fact_id, place, subject, quantity, date, unit : str
        The fact: where, of what, which quantity, when, in which unit.
    first, second : str
        The two places.
    relation : FactRelation
        What the two have to do with each other.
    reason : str
        Why they differ, or why they need not be the same; empty where nothing needs to be said.
    values : pair of Interval
        What both places allow, in the unit of the first.
    """

    fact_id: str
    place: str
    subject: str
    quantity: str
    date: str
    unit: str
    first: str
    second: str
    relation: FactRelation
    reason: str
    values: tuple[Interval, Interval]

    @property
    def agreement(self) -> FactAgreement:
        """Whether some number fits both places; of an ``at_most`` link, whether the first can be within the second."""
        first, second = self.values
        together = _below(first.low, second.high)
        if self.relation is not FactRelation.AT_MOST:
            together = together and _below(second.low, first.high)
        return FactAgreement.AGREES if together else FactAgreement.DIFFERS


@cache
def fact_links(book: Book) -> tuple[FactLink, ...]:
    """All facts of the file with what their places hold, computed once for a book.

    Raises
    ------
    ClusterbookError
        If a place is no cell of a table and no stated number, or holds no number.
    """
    return tuple(_link(book, row) for row in _rows(book))


def fact_faults(book: Book) -> Iterator[Fault]:
    """Places of the file that are no cell of a table with a number and no stated number; facts of two sizes."""
    for number, row in enumerate(_rows(book), start=2):
        where = f"data/fact_links.csv, row {number} ({row['fact_id']})"
        lost = [column for column in ("first", "second") if not _is_place(book, str(row[column]))]
        for column in lost:
            yield Fault(f"{where}, column {column}", str(row[column]), f"expected {PLACES}", "Correct the place.")
        if not lost and _of_two_sizes(link := _link(book, row)):
            found = f"{link.values[0].text} in {link.first}, {link.values[1].text} in {link.second}"
            yield Fault(where, found, f"expected less than {TIMES} times as much", "Correct one, or give the reason.")


def _is_place(book: Book, place: str) -> bool:
    """Whether a place is a cell of a table with a number, or a stated number."""
    try:
        place_values(book, place)
    except ClusterbookError:
        return False
    return True


def _of_two_sizes(link: FactLink) -> bool:
    """Whether a fact is, without a reason, ``TIMES`` as much in one of its places, or has another sign there."""
    lower, upper = sorted(link.values, key=lambda interval: interval.low)
    return link.relation is FactRelation.SAME and not link.reason and upper.low > max(0, TIMES * lower.high)


def _rows(book: Book) -> list[dict[object, object]]:
    """Rows of the file, what is empty filled with what that means."""
    filled: list[dict[object, object]] = book.fact_links.fillna({"reason": "", "factor": 1.0}).to_dict("records")
    return filled


def _link(book: Book, row: dict[object, object]) -> FactLink:
    """One row of the file."""
    words = {name: str(row[name]) for name in ("fact_id", "place", "subject", "quantity", "date", "unit", "reason")}
    first, second = str(row["first"]), str(row["second"])
    values = (place_values(book, first), place_values(book, second).scaled(float(str(row["factor"]))))
    return FactLink(**words, first=first, second=second, relation=FactRelation(str(row["relation"])), values=values)


@cache
def place_values(book: Book, place: str) -> Interval:
    """The numbers that a place allows; several places joined by `` + `` are added; read once for a book.

    Raises
    ------
    ClusterbookError
        If there is no such place, or no number in it.
    """
    parts = [_single(book, part) for part in place.split(PLUS)]
    low, high = sum(part.low for part in parts), sum(part.high for part in parts)
    return Interval(low, high, PLUS.join(part.text for part in parts))


def _single(book: Book, place: str) -> Interval:
    """The numbers that one cell or one statement allows."""
    if "/" not in place:
        return _stated_interval(book.stated(place))
    table, row, column = [*place.split("/"), "", ""][:CELL_PARTS]
    printed = book.printed(table) if table in book.tables else pd.DataFrame()
    text = str(printed.at[row, column]) if row in printed.index and column in printed.columns else ""
    try:
        value = float(text)
    except ValueError:
        raise ClusterbookError(
            f"data/fact_links.csv: found {place}, which holds {text or 'nothing'}; expected {PLACES}. "
            "Correct the place."
        ) from None
    hedge = book.bounds(table).get((row, column), Hedge.NONE)
    shown = {Hedge.AT_LEAST: f"{text}+", Hedge.AT_MOST: f"≤ {text}"}.get(hedge, text)
    low, high = _ends(hedge, value, value, half=last_digit_unit(text) / 2)
    return Interval(low, high, shown)


def _stated_interval(stated: Stated) -> Interval:
    """The numbers that a statement of the text allows under its hedge."""
    digits = [f"{end:.10g}" for end in dict.fromkeys((stated.low, stated.high))]
    half = ROUND / 2 if stated.low % ROUND == stated.high % ROUND == 0 else min(map(last_digit_unit, digits)) / 2
    low, high = _ends(stated.hedge, stated.low, stated.high, half=half)
    return Interval(low, high, f"{stated.hedge.label} {' to '.join(digits)}".strip())


def _ends(hedge: Hedge, low: float, high: float, *, half: float) -> tuple[float, float]:
    """Both ends of what a hedge allows, never less than the printed digits do."""
    below, above = REACH[hedge]
    return (
        -math.inf if below is None else low - max(half, below * abs(low)),
        math.inf if above is None else high + max(half, above * abs(high)),
    )


def _below(low: float, high: float) -> bool:
    """Whether one end lies below another by more than floating-point dust: 65 and 66 touch at 65.5 and do not agree."""
    return low < high and not math.isclose(low, high, rel_tol=SLACK)


def fact_counts(book: Book) -> pd.DataFrame:
    """Number of facts printed twice by relation and agreement.

    Returns
    -------
    DataFrame
        Indexed by relation in the order of the vocabulary, columns ``agrees``, ``differs``, ``facts`` (their sum).
    """
    links = fact_links(book)
    relations = pd.Series([link.relation.value for link in links], name="relation")
    counts = pd.crosstab(relations, pd.Series([link.agreement.value for link in links], name="agreement"))
    counts = counts.reindex(index=list(FactRelation), columns=list(FactAgreement), fill_value=0)
    counts.index = [relation.value for relation in FactRelation]
    counts.columns = [agreement.value for agreement in FactAgreement]
    return counts.assign(facts=counts.sum(axis=1)).rename_axis("relation")
