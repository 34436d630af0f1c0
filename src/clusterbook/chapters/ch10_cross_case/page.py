"""What Chapter 10 shows and records of its verdicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum

import pandas as pd

from bookbuilder.results.recorder import Results
from clusterbook.chapters.ch10_cross_case.authors import Agreement
from clusterbook.chapters.ch10_cross_case.choices import Relation
from clusterbook.chapters.ch10_cross_case.ratings import upgrading
from clusterbook.chapters.ch10_cross_case.robustness.readings import AS_RESTORED, apply_reading
from clusterbook.chapters.ch10_cross_case.study import Study
from clusterbook.data.book import Book
from clusterbook.stats import Layout
from clusterbook.vocabulary import Sector, Upgrading, parse_choice

SHOWN = [
    "sector",
    "outcome",
    "authors_verdict",
    "verdict",
    "agreement",
    "n",
    "coefficient",
    "exact_p",
    "attainable_p",
    "power",
    "leave_one_out_min",
    "leave_one_out_max",
    "holm",
    "benjamini_hochberg",
    "statistic",
]


class RestorationReading(StrEnum):
    """How the damaged cells of the scan are read: as restored, or in their other admissible readings."""

    RESTORED = "restored"
    ALTERNATIVE = "alternative"


RATED = (Sector.TRADITIONAL, Sector.NATURAL_RESOURCE, Sector.COMPLEX)
RECORDED = ("verdict", "coefficient", "statistic", "exact_p", "attainable_p")
AGREEMENT_NAMES = {
    Agreement.AGREES: "supported",
    Agreement.CANNOT_TELL: "undecided",
    Agreement.DIFFERS: "contradicted",
    Agreement.OPPOSITE_SIGN: "reversed",
}


def clusters_under_reading(
    book: Book, *, include_cases: bool, reading: str, readings: Mapping[str, Mapping[tuple[str, str], object]]
) -> pd.DataFrame:
    """The clusters of the analysis: with or without the added cases, under one reading of the damaged cells.

    Parameters
    ----------
    book : Book
        The data package.
    include_cases : bool
        Whether to add the clusters of ``data/cases``.
    reading : str
        ``restored``, or ``alternative`` for all other admissible readings together.
    readings : mapping
        As ``robustness.admissible_readings`` gives them: one entry for each combination of changed cells.

    Raises
    ------
    ClusterbookError
        If the reading has another name.
    """
    as_restored = parse_choice(RestorationReading, reading, where="reading") is RestorationReading.RESTORED
    cells = readings[AS_RESTORED] if as_restored else max(readings.values(), key=len)
    return apply_reading(book.clusters_with(cases=include_cases), cells)


def sector_layouts(study: Study, outcome: Upgrading) -> dict[str, list[Layout]]:
    """Margins of the cause against one type of upgrading in each sector, by the sector's label."""
    frame = study.compared(outcome)
    return {sector.label: study.layouts(frame[frame["sector"] == sector.value]) for sector in study.sectors}


def shown_verdicts(beside: pd.DataFrame) -> pd.DataFrame:
    """The columns of a verdict table that a reader needs, in words."""
    shown = beside[[column for column in SHOWN if column in beside.columns]].copy()
    shown["sector"] = [Sector(sector).label for sector in shown["sector"]]
    shown["authors_verdict"] = shown["authors_verdict"].str.replace("_", " ")
    return shown.rename(
        columns={
            "leave_one_out_min": "leave-one-out from",
            "leave_one_out_max": "to",
            "holm": "Holm p",
            "benjamini_hochberg": "Benjamini-Hochberg p",
        }
    )


def record_verdicts(results: Results, beside: pd.DataFrame, *, relation: str) -> None:
    """Record verdict, coefficient, statistic, exact p and attainable p of each rated sector and kind of upgrading.

    Those that were not chosen, or have no data, are undefined.
    """
    found = beside[beside["n"] > 0].set_index(["sector", "outcome"])[list(RECORDED)].to_dict("index")
    for sector in RATED:
        for kind in Upgrading:
            row = found.get((sector.value, kind.value), dict.fromkeys(RECORDED))
            key = f"{Relation(relation).value}_{sector.value}_{kind.value}"
            results.record(**{f"{measure}_{key}": row[measure] for measure in RECORDED})


def record_agreement(results: Results, beside: pd.DataFrame, *, prefix: str) -> None:
    """Record how many of the authors' verdicts that data exist for are supported, undecided, contradicted, reversed."""
    testable = beside[beside["agreement"].isin([kind.value for kind in AGREEMENT_NAMES])]
    counts = Counter(testable["agreement"])
    results.record(
        **{f"{prefix}_compared": len(testable)},
        **{f"{prefix}_{name}": counts[kind.value] for kind, name in AGREEMENT_NAMES.items()},
    )


def mean_ratings(book: Book, na_policy: str) -> pd.DataFrame:
    """Mean rating of each kind of upgrading by sector, missing ratings left out or counted as zero."""
    clusters = book.clusters
    ratings = pd.DataFrame({kind.column: upgrading(clusters, kind, na_policy=na_policy) for kind in Upgrading})
    rated = ratings.dropna(how="all")
    return rated.groupby(clusters["sector"].reindex(rated.index), sort=False).mean()
