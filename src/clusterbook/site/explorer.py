"""The explorer of Chapter 10: what its scripts (``assets/explorer``) are given of the book."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Any

import pandas as pd

from clusterbook.chapters.ch10_cross_case.accounting import words_of
from clusterbook.chapters.ch10_cross_case.choices import Exposure, MissingPolicy, Settings, Strata
from clusterbook.chapters.ch10_cross_case.explorer_link import BOOK_WEIGHT
from clusterbook.chapters.ch10_cross_case.presets import Preset, choices_of, differing
from clusterbook.chapters.ch10_cross_case.ratings import FORMS, efficiency_scores
from clusterbook.chapters.ch10_cross_case.study import ALL_SECTORS, OUTCOMES, RATED
from clusterbook.data.book import Book
from clusterbook.stats import Measure, TwoSided
from clusterbook.vocabulary import Sector, Upgrading, in_a_sentence

DATA = "explorer/data.js"
SUM = "sum"  # the four ratings of upgrading together, as an outcome
LABELS: dict[str, tuple[str, dict[str, str]]] = {
    "association": (
        "Coefficient",
        {
            Measure.TAU_B: "Kendall’s tau-b",
            Measure.SOMERS_D: "Somers’ D",
            Measure.GAMMA: "Goodman and Kruskal’s gamma",
            Measure.SPEARMAN: "Spearman’s rho",
            Measure.PEARSON: "Pearson’s r",
        },
    ),
    "exposure": (
        "What counts as a global leader",
        {
            Exposure.ANY_LEADER: "a quasi hierarchy or a hierarchy",
            Exposure.QUASI_HIERARCHY: "a quasi hierarchy only",
            Exposure.HIERARCHY: "a hierarchy only",
            Exposure.ANY_GLOBAL: "any global chain",
        },
    ),
    "na_policy": (
        "A missing rating or code",
        {MissingPolicy.DROP: "leaves the cluster out", MissingPolicy.ZERO: "counts as zero"},
    ),
    "strata": (
        "Clusters are compared within",
        {Strata.SECTOR: "their sector", Strata.SECTOR_AND_COUNTRY: "their sector and country"},
    ),
    "two_sided": (
        "Two-sided p",
        {TwoSided.DISTANCE: "by distance from the center", TwoSided.DOUBLED: "twice the smaller tail"},
    ),
}
OUTCOME_LABELS = {
    Upgrading.PRODUCT: "product upgrading",
    Upgrading.PROCESS: "process upgrading",
    Upgrading.FUNCTIONAL: "functional upgrading",
    Upgrading.INTERSECTORAL: "intersectoral upgrading",
    SUM: "the sum of the ratings",
}
RANGES = {"alpha": (0.01, 0.5, 0.01), "delta": (0.0, 1.0, 0.05), "ce_weight": (0.0, 1.0, 0.05)}
PRESETS: dict[str, dict[str, Any]] = {preset.label: differing(preset) for preset in Preset}


def explorer_files(book: Book) -> dict[str, bytes]:
    """The explorer's data as a script, by address from the site's root: a page in a folder can load no other data.

    Parameters
    ----------
    book : Book
        The data package.

    Returns
    -------
    dict of str to bytes
        One file, which sets ``window.EXPLORER_DATA``.
    """
    dumped = json.dumps(explorer_data(book), ensure_ascii=False, indent=1, allow_nan=False)
    return {DATA: f"window.EXPLORER_DATA = {dumped};\n".encode()}


def explorer_data(book: Book) -> dict[str, Any]:
    """What the explorer knows of the book: clusters, the authors' words, averages, choices and their defaults."""
    words: dict[str, dict[str, dict[str, str]]] = {}
    for (sector, relation, outcome), word in words_of(book.table("10.3")).items():
        words.setdefault(relation, {}).setdefault(sector, {})[outcome] = word.value
    return {
        "clusters": _clusters(book),
        "words": words,
        "averages": _averages(book),
        "sectors": {sector.value: sector.label for sector in Sector} | {ALL_SECTORS: "All of these"},
        "outcomes": {str(outcome): label for outcome, label in OUTCOME_LABELS.items()},
        "choices": {name: {"label": label, "options": options} for name, (label, options) in LABELS.items()},
        "ranges": RANGES,
        "defaults": defaults(),
        "presets": PRESETS,
    }


def defaults() -> dict[str, Any]:
    """The choices of Chapter 10, by the names of its parameters, as its own settings have them."""
    return {
        "sectors": [sector.value for sector in RATED],
        "outcomes": [outcome.value for outcome in OUTCOMES],
        **choices_of(Settings()),
        "ce_weight": BOOK_WEIGHT,
        "include_cases": False,
        "left_out": [],
    }


def _clusters(book: Book) -> list[dict[str, Any]]:
    """Ratings and codes of every cluster, those that this project added marked; missing ones are None."""
    frame = book.clusters_with(cases=True)
    countries = book.resource("countries").set_index("country_id")["country"]
    efficiency = efficiency_scores(frame)
    return [
        {
            "id": str(row.Index),
            "name": row.cluster,
            "product": in_a_sentence(row.product),
            "country": countries[row.country_id],
            "sector": row.sector,
            "efficiency": _number(efficiency[row.Index]),
            "ratings": {kind.value: _number(getattr(row, kind.column)) for kind in Upgrading},
            "forms": {form: _number(getattr(row, form)) for form in FORMS},
            "added": row.Index not in book.clusters.index,
        }
        for row in frame.itertuples()
    ]


def _averages(book: Book) -> list[dict[str, Any]]:
    """Table 10.1: the two parts of collective efficiency and the printed index, by sector."""
    names = {"external": "external_economies_index", "joint": "joint_actions_index"}
    names |= {"printed": "collective_efficiency_index"}
    return [
        {"sector": row["sector"], **{name: _number(row[column]) for name, column in names.items()}}
        for row in book.table("10.1").to_dict("records")
    ]


def _number(value: object) -> float | None:
    """A plain number, None where missing."""
    return None if pd.isna(value) else float(value)  # type: ignore[arg-type]


def options_of(name: str) -> type[StrEnum]:
    """The vocabulary of which a choice offers every member."""
    return type(next(iter(LABELS[name][1])))  # type: ignore[return-value]
