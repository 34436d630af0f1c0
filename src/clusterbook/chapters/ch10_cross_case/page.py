"""What the pages of Chapter 10 share: their study, and what they show and record of its verdicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from bookbuilder.results.recorder import Results
from clusterbook.chapters.ch10_cross_case.accounting import Standing
from clusterbook.chapters.ch10_cross_case.authors import Word
from clusterbook.chapters.ch10_cross_case.choices import Relation, Settings
from clusterbook.chapters.ch10_cross_case.governance import FEATURES
from clusterbook.chapters.ch10_cross_case.ratings import upgrading
from clusterbook.chapters.ch10_cross_case.robustness.grid import Analysis, joint_count
from clusterbook.chapters.ch10_cross_case.robustness.readings import AS_RESTORED, admissible_readings, apply_reading
from clusterbook.chapters.ch10_cross_case.robustness.stability import leave_one_out, undone
from clusterbook.chapters.ch10_cross_case.study import ALL_SECTORS, OUTCOMES, RATED, Study
from clusterbook.data.book import Book
from clusterbook.stats import Layout, is_significant
from clusterbook.vocabulary import Sector, Upgrading, in_words, parse_choice

SHOWN = {
    "sector": "sector",
    "outcome": "outcome",
    "authors_verdict": "authors",
    "standing": "verdict",
    "n": "n",
    "coefficient": "coefficient",
    "interval_low": "interval from",
    "interval_high": "to",
    "side_p": "p, authors' side",
    "side_attainable_p": "attainable",
    "equivalence_p": "equivalence p",
    "exact_p": "two-sided p",
    "holm": "Holm",
    "benjamini_hochberg": "Benjamini-Hochberg",
    "westfall_young": "Westfall-Young",
    "power": "power",
}


class RestorationReading(StrEnum):
    """How the damaged cells of the scan are read: as restored, or in their other admissible readings."""

    RESTORED = "restored"
    """As restored."""
    ALTERNATIVE = "alternative"
    """In their other admissible readings."""


@dataclass(frozen=True)
class Sample:
    """Which clusters a page studies, and what of them.

    Attributes
    ----------
    sectors : tuple of Sector or str
        Sectors compared.
    outcomes : tuple of Upgrading or str
        Kinds of upgrading.
    reading : RestorationReading or str
        How the damaged cells of Table 10.2 are read.
    include_cases : bool
        Whether the clusters of ``data/cases`` are added.
    """

    sectors: tuple[Sector, ...] = RATED
    outcomes: tuple[Upgrading, ...] = OUTCOMES
    reading: RestorationReading = RestorationReading.RESTORED
    include_cases: bool = False


def study_of(book: Book, sample: Sample = Sample(), *, settings: Settings | None = None) -> Study:
    """The study of collective efficiency that a page of the chapter begins with; that of leaders follows from it."""
    readings = admissible_readings(book.restorations, book.clusters)
    clusters = clusters_under_reading(
        book, include_cases=sample.include_cases, reading=sample.reading, readings=readings
    )
    return Study(clusters, sectors=sample.sectors, outcomes=sample.outcomes, settings=settings or Settings())


RECORDED = {
    "verdict": "standing",
    "coefficient": "coefficient",
    "statistic": "statistic",
    "exact_p": "exact_p",
    "side_p": "side_p",
    "attainable_p": "side_attainable_p",
    "interval_low": "interval_low",
    "interval_high": "interval_high",
    "equivalence_p": "equivalence_p",
    "westfall_young": "westfall_young",
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
    frame = study.comparable_clusters(outcome)
    return {sector.label: study.layouts(frame[frame["sector"] == sector.value]) for sector in study.sectors}


def shown_verdicts(table: pd.DataFrame) -> pd.DataFrame:
    """The columns of an accounted table that a reader needs, in words."""
    shown = table[list(SHOWN)].copy()
    shown["sector"] = [Sector(sector).label for sector in shown["sector"]]
    shown["authors_verdict"] = shown["authors_verdict"].map(in_words, na_action="ignore")
    shown["standing"] = [Standing(standing).printed for standing in shown["standing"]]
    return shown.rename(columns=SHOWN)


def record_verdicts(results: Results, table: pd.DataFrame, *, relation: str) -> None:
    """Record what stands behind each cell of Table 10.3 that has ratings; those not chosen are undefined."""
    found = table[table["n"] > 0].set_index(["sector", "outcome"]).to_dict("index")
    for sector in RATED:
        for kind in OUTCOMES:
            row = found.get((sector.value, kind.value), {})
            key = f"{Relation(relation).value}_{sector.value}_{kind.value}"
            results.record(**{f"{name}_{key}": row.get(column) for name, column in RECORDED.items()})


def record_counts(results: Results, table: pd.DataFrame, *, prefix: str, alpha: float) -> None:
    """Record how many of the authors' verdicts that data exist for came out how, and how many could have been shown.

    Parameters
    ----------
    results : Results
        The chapter's results.
    table : DataFrame
        As ``accounting.accounted`` gives it.
    prefix : str
        Of the results' names.
    alpha : float
        Level, 0 to 1, that p adjusted by Westfall and Young is compared with.
    """
    counts = counted(table) | {"adjusted": sum(is_significant(p, alpha) for p in table["westfall_young"])}
    results.record(**{f"{prefix}_{name}": count for name, count in counts.items()})


def record_undone(results: Results, study: Study, table_10_03: pd.DataFrame, *, prefix: str) -> None:
    """Record how many omissions of one cluster undo an opposed verdict, and how many there are.

    Parameters
    ----------
    results : Results
        The chapter's results.
    study, table_10_03 : Study, DataFrame
        As ``leave_one_out`` takes them.
    prefix : str
        Of the results' names.
    """
    turned, tried = undone(leave_one_out(study, table_10_03), Standing.OPPOSED)
    results.record(**{f"{prefix}_opposed_undone": turned, f"{prefix}_opposed_omissions": tried})


def counted(table: pd.DataFrame) -> dict[str, int]:
    """How many of the authors' verdicts that data exist for could have been shown, and how they came out.

    Parameters
    ----------
    table : DataFrame
        As ``accounting.judgments`` or ``accounted`` gives it.

    Returns
    -------
    dict of str to int
        compared, decidable, supported, opposed, undecided, undecidable; neutral, neutral_decidable.
    """
    neutral = (table["authors_verdict"] == Word.NEUTRAL.value) & (table["standing"] != Standing.NO_DATA.value)
    standings = [standing for standing in map(Standing, table["standing"]) if standing.is_counted]
    attainable = table.loc[[Standing(standing).is_counted for standing in table["standing"]], "could_be_supported"]
    return {
        "compared": len(standings),
        "decidable": int(attainable.sum()),
        "supported": standings.count(Standing.SUPPORTED),
        "opposed": standings.count(Standing.OPPOSED),
        "undecided": sum(standing.is_undecided for standing in standings),
        "undecidable": standings.count(Standing.UNDECIDABLE),
        "neutral": int(neutral.sum()),
        "neutral_decidable": int((neutral & table["could_be_supported"]).sum()),
    }


def mean_ratings(book: Book, na_policy: str, *, sectors: Sequence[str]) -> pd.DataFrame:
    """Mean rating of each kind of upgrading in the chosen sectors, missing ratings left out or counted as zero."""
    clusters = book.clusters[book.clusters["sector"].isin(sectors)]
    ratings = pd.DataFrame({kind.column: upgrading(clusters, kind, na_policy=na_policy) for kind in Upgrading})
    rated = ratings.dropna(how="all")
    return rated.groupby(clusters["sector"].reindex(rated.index), sort=False).mean()


def least_kept(miscoded: pd.DataFrame, table: pd.DataFrame) -> float:
    """The smallest share of simulated codings in which a supported verdict stays significant; NaN without one.

    Parameters
    ----------
    miscoded : DataFrame
        As ``robustness.coder_error`` gives it.
    table : DataFrame
        As ``accounting.accounted`` gives it, of the same relation.
    """
    joined = miscoded.merge(table[["sector", "outcome", "standing"]], on=["sector", "outcome"])
    return float(joined.loc[joined["standing"] == Standing.SUPPORTED.value, "share_significant"].min())


def record_conventions(results: Results, table: pd.DataFrame, alpha: float) -> None:
    """Record where the two-sided convention decides, and what remains within countries."""
    in_country = [Standing(standing) for standing in table["standing_country"]]
    counted = [standing.is_counted for standing in in_country]
    results.record(
        convention_decides=int(table["convention_decides"].sum()),
        country_supported=in_country.count(Standing.SUPPORTED),
        country_decidable=sum(is_significant(p, alpha) for p in table.loc[counted, "attainable_country"]),
    )


def record_joint(results: Results, found: Mapping[Relation, Sequence[Analysis]]) -> None:
    """Record how many distinct analyses there are, how many are significant, and how often chance gives as many."""
    results.record(specifications=sum(map(len, found.values())))
    for relation, part in found.items():
        joint = joint_count(part)
        results.record(
            **{
                f"specifications_{relation.value}": len(part),
                f"significant_{relation.value}": joint.significant,
                f"joint_p_{relation.value}": joint.p,
            }
        )


def record_sums(results: Results, table: pd.DataFrame) -> None:
    """Record the association of each cause with the sum of the upgrading ratings."""
    found = table.set_index(["relation", "sector"])
    for relation in Relation:
        for sector in (*(rated.value for rated in RATED), ALL_SECTORS):
            known = (relation.value, sector) in found.index
            row = found.loc[(relation.value, sector)] if known else {}
            key = f"{relation.value}_{sector}"
            results.record(**{f"sum_{name}_{key}": row.get(name) for name in ("coefficient", "exact_p")})


def record_features(results: Results, features: pd.DataFrame, fisher: pd.DataFrame) -> None:
    """Record each form of governance against each kind of upgrading within sectors, and Fisher's p by sector."""
    pooled = features[features["sector"] == ALL_SECTORS].set_index(["feature", "outcome"])
    for feature in FEATURES:
        for kind in OUTCOMES:
            known = (feature, kind.value) in pooled.index
            row = pooled.loc[(feature, kind.value)] if known else {}
            key = f"{feature}_{kind.value}"
            results.record(**{f"form_{name}_{key}": row.get(name) for name in ("coefficient", "exact_p")})
    p_values = fisher.set_index(["sector", "outcome"])["exact_p"].to_dict()
    for sector in RATED:
        for kind in OUTCOMES:
            results.record(**{f"fisher_p_{sector.value}_{kind.value}": p_values.get((sector.value, kind.value))})


def fewest_unseen(tipping: pd.DataFrame) -> int | None:
    """The fewest unseen clusters that undo a supported verdict; None where none is supported or none is undone."""
    against = tipping["against"].dropna()
    return int(against.min()) if len(against) else None
