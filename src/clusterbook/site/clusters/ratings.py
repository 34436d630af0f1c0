"""The ratings of a cluster beside those of its sector: the numbers, and the words and strips that show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any

import pandas as pd

from clusterbook.chapters.ch10_cross_case.ratings import exposure
from clusterbook.chapters.ch12_fair_trade.coding import dimension_sums
from clusterbook.data.book import Book
from clusterbook.display.numbers import value_text
from clusterbook.vocabulary import ChainReach, CollectiveEfficiency, Governance, Upgrading

NEVER = "Never published for single clusters"
DEGREES = [degree.value for degree in CollectiveEfficiency]
REACHES = {
    ChainReach.ABSENT: "no chain of this form",
    ChainReach.DOMESTIC: "a chain within the country",
    ChainReach.GLOBAL: "a chain that reaches abroad",
    ChainReach.BOTH: "a chain within the country and one that reaches abroad",
}
INDICES = {  # columns of Table 10.1 by dimension of the added clusters' codes
    "external_economies": ("External economies", "external_economies_index"),
    "joint_action": ("Joint action", "joint_actions_index"),
}
HIGHEST_INDEX = 12.0


@dataclass(frozen=True)
class Strip:
    """A rating on its scale, with those of the sector.

    Parameters
    ----------
    title : str
        What is rated.
    words : str
        The rating and its place in the sector, in a sentence or two.
    own : float or None
        Where the cluster stands on the scale; None where it was never published.
    ends : tuple of (float, str), (float, str)
        Both ends of the scale with their names.
    sector : tuple of (float, int)
        Where the book's clusters of the sector stand, and how many at each place.
    mean : float or None
        Average of the sector, where it alone was published.
    """

    title: str
    words: str
    own: float | None
    ends: tuple[tuple[float, str], tuple[float, str]]
    sector: tuple[tuple[float, int], ...] = ()
    mean: float | None = None

    @property
    def svg(self) -> str:
        """The strip as a picture that repeats the words: a bubble with the number of clusters at each place."""
        (low, low_name), (high, high_name) = self.ends
        across = [(_across(place, low, high), count) for place, count in self.sector]
        bubbles = "".join(
            f'<circle cx="{x:g}" cy="24" r="{_radius(count):g}"/><text x="{x:g}" y="28">{count}</text>'
            for x, count in across
        )
        mean = "" if self.mean is None else _mean_mark(_across(self.mean, low, high))
        own = "" if self.own is None else _own_mark(_across(self.own, low, high))
        return (
            '<svg class="strip" viewBox="0 0 272 66" aria-hidden="true" focusable="false">'
            f'<line x1="20" x2="252" y1="24" y2="24"/>{mean}{bubbles}{own}'
            f'<text class="end" x="2" y="63">{escape(low_name)}</text>'
            f'<text class="end last" x="270" y="63">{escape(high_name)}</text></svg>'
        )


def _across(place: float, low: float, high: float) -> float:
    return round(20 + 232 * (place - low) / (high - low), 1)


def _radius(count: int) -> float:
    return round(6 + 3 * count**0.5, 1)


def _own_mark(x: float) -> str:
    return f'<path class="own" d="M{x:g} 41 l6 10 h-12 z"/>'


def _mean_mark(x: float) -> str:
    return f'<line class="mean" x1="{x:g}" x2="{x:g}" y1="14" y2="34"/><text x="{x:g}" y="10">average</text>'


def strips(book: Book, cluster_id: str) -> list[Strip]:
    """The ratings of a cluster: collective efficiency with its two parts, the kinds of upgrading, their sum."""
    clusters = book.clusters_with(cases=True)
    row = clusters.loc[cluster_id]
    peers = book.clusters[book.clusters["sector"] == row["sector"]]
    kinds = [_upgrading_strip(kind, row, peers) for kind in Upgrading]
    return [_degree_strip(row, peers), *_index_strips(book, cluster_id, row["sector"]), *kinds]


def _degree_strip(row: pd.Series, peers: pd.DataFrame) -> Strip:
    degrees = [str(degree) for degree in peers["collective_efficiency"].dropna()]
    own = None if pd.isna(row["collective_efficiency"]) else str(row["collective_efficiency"])
    counts = Counter(degrees)
    listed = ", ".join(f"{counts[degree]} {degree.lower()}" for degree in reversed(DEGREES) if counts[degree])
    sector = (
        f"Of the {len(degrees)} rated clusters of its sector: {listed}." if degrees else "No ratings of its sector."
    )
    places = tuple((float(DEGREES.index(degree)), counts[degree]) for degree in DEGREES if counts[degree])
    return Strip(
        "Collective efficiency",
        f"{own or 'Not rated in print'}. {sector}",
        None if own is None else float(DEGREES.index(own)),
        ((0.0, DEGREES[0]), (2.0, DEGREES[-1])),
        places,
    )


def _index_strips(book: Book, cluster_id: str, sector: str) -> list[Strip]:
    """External economies and joint action: of the book's clusters only the sector's average was published."""
    sums = _added_sums(book).get(cluster_id, {})
    averages, found = book.table("10.1").loc[sector], []
    for dimension, (title, column) in INDICES.items():
        mean, own = float(averages[column]), sums.get(dimension)
        own_words = NEVER if own is None else f"{value_text(float(own), 0)} by this project's codes"
        words = f"{own_words}; the average of its sector is {value_text(mean)} (Table 10.1)."
        ends = ((0.0, "0"), (HIGHEST_INDEX, "12"))
        found.append(Strip(title, words, None if own is None else float(own), ends, mean=mean))
    return found


@cache
def _added_sums(book: Book) -> dict[str, dict[str, float]]:
    """External economies and joint action of the added clusters by this project's codes, 0 to 12."""
    sums = dimension_sums(book.case_codes)
    return {str(key): row.dropna().to_dict() for key, row in sums.iterrows()}


def _upgrading_strip(kind: Upgrading, row: pd.Series, peers: pd.DataFrame) -> Strip:
    ratings = [float(value) for value in peers[kind.column].dropna()]
    own = None if pd.isna(row[kind.column]) else float(row[kind.column])
    words = [f"{_half(own)} of 3." if own is not None else "Not rated in print."]
    if ratings:
        mean = value_text(sum(ratings) / len(ratings))
        words.append(
            f"The {len(ratings)} rated clusters of its sector: {_half(min(ratings))} to {_half(max(ratings))}, "
            f"on average {mean}."
        )
    if own is not None and ratings:
        words.append(f"{_counted(value > own for value in ratings).capitalize()} rated higher, {_rank(ratings, own)}.")
    places = tuple(sorted(Counter(ratings).items()))
    return Strip(f"{kind.value.capitalize()} upgrading", " ".join(words), own, ((0.0, "0"), (3.0, "3")), places)


def _rank(ratings: Sequence[float], own: float) -> str:
    return f"{_counted(value < own for value in ratings)} lower"


def _counted(hits: Iterable[bool]) -> str:
    number = sum(hits)
    return "none" if number == 0 else str(number)


def _half(value: float) -> str:
    """A rating in halves: 2, 1.5."""
    return f"{value:g}"


@dataclass(frozen=True)
class Form:
    """A form of chain governance in a cluster.

    Parameters
    ----------
    name : str
        The form in words.
    words : str
        Whether there is a chain of the form, and how far it reaches.
    peers : str
        How many clusters of the sector have a chain of the form, in words.
    is_present : bool
        Whether there is one.
    """

    name: str
    words: str
    peers: str
    is_present: bool


def forms(book: Book, cluster_id: str) -> list[Form]:
    """The four forms of chain governance in a cluster, beside its sector."""
    row: dict[str, Any] = book.clusters_with(cases=True).loc[cluster_id].to_dict()
    peers = book.clusters[book.clusters["sector"] == row["sector"]]
    found = []
    for form in Governance:
        code, codes = row[form.value], [int(value) for value in peers[form.value].dropna()]
        words = "not coded in print" if pd.isna(code) else REACHES[ChainReach(int(code))]
        having = sum(value > 0 for value in codes)
        verb = "has" if having == 1 else "have"
        beside = f"{having} of the {len(codes)} coded clusters of its sector {verb} one"
        is_present = bool(pd.notna(code) and int(code) > 0)
        found.append(Form(form.label.capitalize(), words, beside, is_present))
    return found


def leader_words(book: Book, cluster_id: str) -> str:
    """Whether the leader of a global chain is present, by the rule of Chapter 10, in a sentence."""
    present = exposure(book.clusters_with(cases=True).loc[[cluster_id]]).iloc[0]
    if pd.isna(present):
        return "Whether the leader of a global chain is present is not coded in print."
    verb = "is" if present else "is not"
    return f"By the rule of Chapter 10 the leader of a global chain {verb} present."
