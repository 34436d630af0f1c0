"""Exact tests of Chapter 10's statements on relations between ratings, and what follows from them for a statement.

A statement of a relation agrees where every exact test on the side that it names is significant; a statement that
there is none agrees only by an equivalence test. Nothing else decides: a test that is not significant refutes
nothing, and ratings of whole clusters, many of them restored, convict no sentence about a chain.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from clusterbook.chapters.ch10_cross_case.choices import Settings
from clusterbook.chapters.ch10_cross_case.claims_words import KINDS, RATED_SECTORS
from clusterbook.chapters.ch10_cross_case.ratings import efficiency_scores, exposure, presence, upgrading
from clusterbook.claim_vocabulary import Outcome
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding
from clusterbook.stats import (
    Alternative,
    Association,
    Effort,
    Equivalence,
    TestSettings,
    association,
    equivalence,
    is_significant,
    layout,
    slope_difference,
)
from clusterbook.vocabulary import Governance, Sector, Upgrading

ALPHA, DELTA = TestSettings().alpha, Settings().rule.delta
EFFORT = Effort(draws=4_000)  # the standard error of a sampled p stays below 0.01
SUM = "sum of upgrading"
OUTCOME_LABELS = {kind.value: f"{kind.value} upgrading" for kind in Upgrading}
LEAST_SHOWN = 0.001
SIDES = {
    Alternative.GREATER: "one-sided (positive)",
    Alternative.LESS: "one-sided (negative)",
    Alternative.TWO_SIDED: "two-sided",
}


@dataclass(frozen=True)
class Pair:
    """Two ratings of the clusters of some sectors, compared within sectors.

    Attributes
    ----------
    name : str
        What is compared, for the line of evidence.
    frame : DataFrame
        Columns sector, x (cause) and y (outcome), none missing.
    """

    name: str
    frame: pd.DataFrame

    def test(self, side: Alternative = Alternative.GREATER) -> Association:
        """Kendall's test on one side, compared within sectors."""
        settings = TestSettings(alternative=side)
        return association(self.frame["x"], self.frame["y"], strata=self.frame["sector"], settings=settings)

    def equivalence(self) -> Equivalence:
        """Whether the association is shown to be negligible."""
        parts = self.frame.groupby("sector", sort=False)
        return equivalence(
            [layout(part["x"], part["y"]) for _, part in parts], DELTA, alpha=ALPHA / 2
        )  # a 90 percent interval

    def difference_p(self) -> float:
        """P-value of equal slopes in all sectors."""
        return slope_difference(self.frame["x"], self.frame["y"], strata=self.frame["sector"], effort=EFFORT).p


def causes(book: Book) -> dict[str, pd.Series]:
    """What statements name as causes: collective efficiency, and chains by form or by leader."""
    clusters = book.clusters
    forms = {form.label: presence(clusters, form) for form in Governance}
    return {"collective efficiency": efficiency_scores(clusters), "global leaders": exposure(clusters)} | forms


def outcomes(book: Book) -> dict[str, pd.Series]:
    """What they name as outcomes: each kind of upgrading, the sum of all, and collective efficiency."""
    kinds = {kind.value: upgrading(book.clusters, kind) for kind in Upgrading}
    total = pd.DataFrame(kinds).sum(axis=1, min_count=1)
    return kinds | {SUM: total, "collective efficiency": efficiency_scores(book.clusters)}


def pairs(
    book: Book, cause: str, outcomes_named: Sequence[str] = KINDS, *, sectors: Sequence[Sector] = RATED_SECTORS
) -> list[Pair]:
    """A cause and each of some outcomes, in the clusters of some sectors that have both."""
    x, held = causes(book)[cause], outcomes(book)
    sector = book.clusters["sector"].astype(str)
    where = sectors[0].label.lower() if len(sectors) == 1 else "all rated sectors"
    chosen = sector.isin([one.value for one in sectors])
    return [
        Pair(
            f"{where}, {cause} and {OUTCOME_LABELS.get(outcome, outcome)}",
            pd.DataFrame({"sector": sector, "x": x, "y": held[outcome]})[chosen].dropna(),
        )
        for outcome in map(str, outcomes_named)
    ]


def line(pair: Pair, side: Alternative = Alternative.GREATER) -> str:
    """One test in words: coefficient, exact p on the side named, the smallest that the margins allow, n."""
    result = pair.test(side)
    return (
        f"{pair.name}: tau-b {result.coefficient:.2f}, {SIDES[side]} {_p(result.exact_p)} (smallest attainable:"
        f" {_p(result.attainable_p)}), n {result.n}"
    )


def related(tested: Sequence[Pair], *, side: Alternative = Alternative.GREATER, note: str = "") -> Finding:
    """A statement that a relation has a sign: agrees if every test on that side is significant, else undecided."""
    significant = [is_significant(pair.test(side).exact_p, ALPHA) for pair in tested]
    return _decided(all(significant), [*(line(pair, side) for pair in tested), note])


def unrelated(tested: Sequence[Pair]) -> Finding:
    """A statement that there is no relation: agrees if equivalence is shown in every pair, else undecided."""
    results = [pair.equivalence() for pair in tested]
    return _decided(all(result.equivalent for result in results), [interval_line(pair) for pair in tested])


def differing(tested: Sequence[Pair], *, note: str = "") -> Finding:
    """A statement that a relation differs between sectors: agrees if any test of equal slopes is significant."""
    found = {pair.name: pair.difference_p() for pair in tested}
    lines = [f"{name}, equal slopes in the three sectors: p {p:.2f}" for name, p in found.items()]
    return _decided(any(is_significant(p, ALPHA) for p in found.values()), [*lines, note])


def interval_line(pair: Pair) -> str:
    """The exact interval of one coefficient in words, beside the size that counts as negligible."""
    interval = pair.equivalence().interval
    return (
        f"{pair.name}: tau-b {interval.coefficient:.2f}, exact {100 * interval.confidence:.0f} percent interval"
        f" {interval.low:.2f} to {interval.high:.2f} (negligible within {DELTA:g} of zero), n {len(pair.frame)}"
    )


def _decided(shown: bool, lines: Sequence[str]) -> Finding:
    """Agrees where the statement is shown, else undecided."""
    return Finding(Outcome.AGREES if shown else Outcome.UNDECIDED, "; ".join(filter(None, lines)))


def _p(p: float) -> str:
    """A p-value in words: ``p 0.043``, ``p below 0.001``."""
    return f"p {p:.3f}" if p >= LEAST_SHOWN else f"p below {LEAST_SHOWN:g}"
