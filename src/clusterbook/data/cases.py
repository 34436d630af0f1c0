"""Clusters added to the book: one YAML file a cluster in ``data/cases``, kept apart from the 40 of Chapter 10."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from clusterbook.data.case_rules import COMPONENTS, faults_of_case
from clusterbook.data.reading import load_resource, load_table
from clusterbook.data.rows import read_text
from clusterbook.errors import Fault, FaultsError
from clusterbook.paths import data_folder
from clusterbook.vocabulary import CollectiveEfficiency, Governance, Phase, SocialDimension, Upgrading

FOLDER = "cases"
DEGREES = pd.CategoricalDtype([degree.value for degree in CollectiveEfficiency], ordered=True)
CODE_COLUMNS = [
    "cluster_id",
    "dimension",
    "component",
    "phase",
    "code",
    "admissible",
    "confidence",
    "source_line",
    "evidence",
]


class _StrictLoader(yaml.SafeLoader):
    """YAML that refuses a key written twice instead of keeping the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for place, (key_node, _) in enumerate(node.value):
            if keys[place] in keys[:place]:
                raise yaml.constructor.ConstructorError(None, None, f"the key {keys[place]} twice", key_node.start_mark)
        return super().construct_mapping(node, deep=deep)


def case_files() -> list[Path]:
    """The cluster files, in the order of their names."""
    return sorted((data_folder() / FOLDER).glob("*.yaml"))


def case_faults() -> list[Fault]:
    """Faults of all cluster files, against the codes of the book and against each other."""
    return [fault for path in case_files() for fault in _read(path)[1]]


def read_cases() -> dict[str, dict[str, Any]]:
    """Every added cluster as its file gives it, by ``cluster_id``.

    Raises
    ------
    FaultsError
        One fault for every mistake in the files.
    """
    read = [_read(path) for path in case_files()]
    faults = [fault for _, found in read for fault in found]
    if faults:
        raise FaultsError(faults)
    return {case["cluster_id"]: case for case, _ in read}


def load_cases() -> pd.DataFrame:
    """The added clusters with the columns and types of ``load_clusters``.

    Returns
    -------
    DataFrame
        Indexed by ``cluster_id``: ``cluster``, ``country_id``, ``sector``, ``product``,
        ``collective_efficiency`` (Low < Medium < High), ``upgrading_*`` (0 to 3), and the governance
        codes ``market`` to ``hierarchy`` (0 absent, 1 domestic, 2 global, 3 both).
    """
    rows = {key: _cluster_row(case) for key, case in read_cases().items()}
    columns = [
        "cluster",
        "country_id",
        "sector",
        "product",
        "collective_efficiency",
        *(kind.column for kind in Upgrading),
        *Governance,
    ]
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("cluster_id")
    types = dict.fromkeys(("cluster", "country_id", "sector", "product"), "str") | {"collective_efficiency": DEGREES}
    types |= {kind.column: float for kind in Upgrading} | {form.value: "Int64" for form in Governance}
    return frame.astype(types)


def load_case_codes() -> pd.DataFrame:
    """Every code given to the added clusters, with its evidence and alternatives.

    Returns
    -------
    DataFrame
        One row a code: ``cluster_id``, ``dimension`` (external_economies, joint_action, collective_efficiency,
        upgrading, governance, social_upgrading), ``component``, ``phase`` (before or after, for social
        upgrading), ``code`` (number, degree, or None if the source does not tell), ``admissible`` (tuple of
        other codes that the evidence allows), ``confidence``, ``source_line`` and ``evidence``.
    """
    rows = [row for key, case in read_cases().items() for row in _code_rows(key, case)]
    return pd.DataFrame(rows, columns=CODE_COLUMNS)


def load_places(*, cases: bool = True) -> pd.DataFrame:
    """Where each cluster is drawn on the map.

    Parameters
    ----------
    cases : bool
        Whether to add the clusters of ``data/cases``.

    Returns
    -------
    DataFrame
        Indexed by ``cluster_id``: ``place``, ``country_id``, ``latitude``, ``longitude`` (degrees),
        ``precision`` (city or region), ``note``.
    """
    places = load_resource("cluster_places").set_index("cluster_id")
    if not cases:
        return places
    rows = {key: _place_row(case) for key, case in read_cases().items()}
    added = pd.DataFrame.from_dict(rows, orient="index", columns=places.columns).astype(places.dtypes)
    return pd.concat([places, added]).rename_axis("cluster_id")


def _read(path: Path) -> tuple[Any, list[Fault]]:
    """A cluster file and its faults."""
    try:
        case = yaml.load(read_text(path), Loader=_StrictLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        found = getattr(error, "problem", None) or str(error)
        return None, [
            Fault(f"data/{FOLDER}/{path.name}{line}", found, "expected YAML, each key once", "Correct the line.")
        ]
    countries = load_resource("countries")["country_id"]
    return case, faults_of_case(case, path, taken=load_table("10.2")["cluster_id"], countries=countries)


def _cluster_row(case: dict[str, Any]) -> list[Any]:
    """One cluster in the columns of Chapter 10."""
    ratings = [case["upgrading"][kind.value]["code"] for kind in Upgrading]
    forms = [case["governance"][form.value]["code"] for form in Governance]
    head = [case[name] for name in ("cluster", "country_id", "sector", "product")]
    return [*head, case["collective_efficiency"]["code"], *ratings, *forms]


def _place_row(case: dict[str, Any]) -> list[Any]:
    """One cluster's place in the columns of ``cluster_places``."""
    place = case["place"]
    return [
        place["name"],
        case["country_id"],
        place["latitude"],
        place["longitude"],
        place["precision"],
        "added cluster",
    ]


def _code_rows(key: str, case: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    """The codes of one cluster, row by row."""
    for dimension, components in COMPONENTS.items():
        for component in components if dimension in case else ():
            yield _code_row(key, dimension, component=component, phase="", rating=case[dimension][component])
    yield _code_row(key, "collective_efficiency", component="degree", phase="", rating=case["collective_efficiency"])
    for component in SocialDimension if "social_upgrading" in case else ():
        for phase in Phase:
            yield _code_row(
                key,
                "social_upgrading",
                component=component.value,
                phase=phase.value,
                rating=case["social_upgrading"][component.value][phase.value],
            )


def _code_row(key: str, dimension: str, *, component: str, phase: str, rating: dict[str, Any]) -> tuple[Any, ...]:
    """One code as a row."""
    lines = ";".join(str(line) for line in rating["lines"])
    confidence = rating.get("confidence", "")
    return (
        key,
        dimension,
        component,
        phase,
        rating["code"],
        tuple(rating.get("admissible", [])),
        confidence,
        lines,
        rating["evidence"],
    )
