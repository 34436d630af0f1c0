"""Clusters added to the book: one YAML file per cluster in ``data/cases``, kept apart from the 40 of Chapter 10."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from clusterbook.data.case_models import COMPONENTS, Case, Known, Rating, parse_case
from clusterbook.data.letters import text_faults
from clusterbook.data.reading import load_resource, load_table
from clusterbook.data.rows import read_text
from clusterbook.errors import Fault, FaultsError
from clusterbook.paths import data_folder, visible_files
from clusterbook.vocabulary import CollectiveEfficiency, Governance, Upgrading

FOLDER = "cases"
SECOND_READING = "second_reading"  # folder of the same clusters, coded again without sight of the first codes
DEEPEST = 12  # levels of a form; the instrument has six
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


class _Loader(yaml.SafeLoader):
    """YAML that notes every key written twice instead of silently keeping the last."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.repeated: list[tuple[int, Any]] = []
        self.depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """One node of a form: nothing that stands for another, nothing of a declared type, nothing deep."""
        event = self.peek_event()
        self.depth += 1
        marked = [name for name in ("anchor", "tag") if getattr(event, name, None) is not None]
        if marked or self.depth > DEEPEST:
            what = f"an alias, anchor or tag ({marked[0]})" if marked else f"more than {DEEPEST} levels"
            raise yaml.MarkedYAMLError(problem=what, problem_mark=event.start_mark)
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def construct_scalar(self, node: yaml.ScalarNode | yaml.MappingNode) -> Any:
        """A word or number; numbers are written as in the tables, not in the other ways of YAML."""
        is_number = node.tag.rpartition(":")[2] in ("int", "float")
        if is_number and not re.fullmatch(r"-?(0|[1-9][0-9]{0,17})(\.[0-9]+)?", node.value):
            raise yaml.MarkedYAMLError(problem=f"the number {node.value}", problem_mark=node.start_mark)
        return super().construct_scalar(node)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [(key.value, key.start_mark.line + 1) for key, _ in node.value]
        self.repeated += [
            (line, key) for place, (key, line) in enumerate(keys) if key in [one for one, _ in keys[:place]]
        ]
        return super().construct_mapping(node, deep=deep)


def case_files(*, second: bool = False) -> list[Path]:
    """The cluster files, or those of the second reading, in the order of their names."""
    folder = data_folder() / FOLDER
    return visible_files(folder / SECOND_READING if second else folder, "*.yaml")


def case_faults() -> list[Fault]:
    """Faults of all cluster files and of their second readings, against the codes of the book."""
    return [fault for second in (False, True) for _, found in _read_all(second=second) for fault in found]


def read_cases(*, second: bool = False) -> dict[str, Case]:
    """Every added cluster, by ``cluster_id``.

    Parameters
    ----------
    second : bool
        Whether to give the clusters as the second reading coded them, of those that have one.

    Raises
    ------
    FaultsError
        One fault for every mistake in the files.
    """
    return _faultless(_read_all(second=second))


def load_cases(read: Mapping[str, Case] | None = None) -> pd.DataFrame:
    """The added clusters with the columns and types of ``load_clusters``.

    Parameters
    ----------
    read : mapping of str to Case, optional
        What ``read_cases`` gave; their files are read for none.

    Returns
    -------
    DataFrame
        Indexed by ``cluster_id``: ``cluster``, ``country_id``, ``sector``, ``product``,
        ``collective_efficiency`` (Low < Medium < High), ``upgrading_*`` (0 to 3), and the governance
        codes ``market`` to ``hierarchy`` (0 absent, 1 domestic, 2 global, 3 both).
    """
    rows = {key: _cluster_row(case) for key, case in (read or read_cases()).items()}
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


def load_case_codes(read: Mapping[str, Case] | None = None) -> pd.DataFrame:
    """Every code given to the added clusters, with its evidence and alternatives.

    Parameters
    ----------
    read : mapping of str to Case, optional
        What ``read_cases`` gave; their files are read for none.

    Returns
    -------
    DataFrame
        One row per code: ``cluster_id``, ``dimension`` (external_economies, joint_action, collective_efficiency,
        upgrading, governance, social_upgrading), ``component``, ``phase`` (before or after, for social
        upgrading), ``code`` (number, degree, or None if the source does not tell), ``admissible`` (tuple of
        other codes that the evidence allows), ``confidence``, ``source_line`` and ``evidence``.
    """
    rows = [row for case in (read or read_cases()).values() for row in _code_rows(case)]
    return pd.DataFrame(rows, columns=CODE_COLUMNS)


def load_places(read: Mapping[str, Case] | None = None, *, cases: bool = True) -> pd.DataFrame:
    """Where each cluster is drawn on the map.

    Parameters
    ----------
    read : mapping of str to Case, optional
        What ``read_cases`` gave; their files are read for none.
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
    rows = {key: _place_row(case) for key, case in (read or read_cases()).items()}
    added = pd.DataFrame.from_dict(rows, orient="index", columns=places.columns).astype(places.dtypes)
    return pd.concat([places, added]).rename_axis("cluster_id")


def read_forms(paths: Iterable[Path], *, recoding: bool = False) -> dict[str, Case]:
    """Cluster files that lie anywhere, by ``cluster_id``.

    Parameters
    ----------
    paths : iterable of Path
        The files.
    recoding : bool
        Whether they may be second codings of the clusters of Chapter 10.

    Raises
    ------
    FaultsError
        One fault for every mistake in the files.
    """
    taken, countries = _known_keys()
    read = [
        _read(path, Known(path.stem, () if recoding else taken, countries, path.parent.as_posix())) for path in paths
    ]
    return _faultless(read)


def _faultless(read: Iterable[tuple[Case | None, list[Fault]]]) -> dict[str, Case]:
    """What was read, by ``cluster_id``, or all its faults as one error."""
    found = list(read)
    if faults := [fault for _, faults_of_one in found for fault in faults_of_one]:
        raise FaultsError(faults)
    return {case.cluster_id: case for case, _ in found if case}


def _read_all(*, second: bool) -> list[tuple[Case | None, list[Fault]]]:
    """Every cluster file of one reading, or its faults, against the codes of the book."""
    clusters, countries = _known_keys()
    folder = f"data/{FOLDER}/{SECOND_READING}" if second else f"data/{FOLDER}"
    return [_read(path, Known(path.stem, clusters, countries, folder)) for path in case_files(second=second)]


def _known_keys() -> tuple[list[str], list[str]]:
    """Keys of the clusters of Chapter 10, and codes of countries."""
    return list(load_table("10.2")["cluster_id"]), sorted(load_resource("countries")["country_id"])


def _read(path: Path, known: Known) -> tuple[Case | None, list[Fault]]:
    """A cluster file, or its faults."""
    where = f"{known.folder}/{path.name}"
    try:
        text = read_text(path)
        if faults := list(text_faults(text, where)):
            return None, faults
        loader = _Loader(text)
        content = loader.get_single_data()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return None, [_yaml_fault(where, line, found=str(error.problem))]
    except yaml.YAMLError as error:
        return None, [_yaml_fault(where, 1, found=str(error))]
    except FaultsError as error:
        return None, list(error.faults)
    except (ValueError, RecursionError) as error:
        return None, [_yaml_fault(where, 1, found=f"a value that cannot be read ({error})")]
    if loader.repeated:
        return None, [_yaml_fault(where, line, found=f"the key {key} twice") for line, key in sorted(loader.repeated)]
    return parse_case(content, known)


def _yaml_fault(where: str, line: int, *, found: str) -> Fault:
    """A line that YAML cannot read in one way."""
    return Fault(f"{where}, line {line}", found, "expected YAML, each key once", "Correct the line.")


def _cluster_row(case: Case) -> list[Any]:
    """One cluster in the columns of Chapter 10."""
    codes = [rating.code for part in (case.upgrading, case.governance) for _, rating in part]
    return [case.cluster, case.country_id, case.sector, case.product, case.collective_efficiency.code, *codes]


def _place_row(case: Case) -> list[Any]:
    """One cluster's place in the columns of ``cluster_places``."""
    place = case.place
    return [place.name, case.country_id, place.latitude, place.longitude, place.precision, "added cluster"]


def _code_rows(case: Case) -> Iterator[tuple[Any, ...]]:
    """The codes of one cluster, row by row."""
    for dimension in COMPONENTS:
        for component, rating in getattr(case, dimension) or ():
            yield _code_row(case, (dimension, component, ""), rating)
    yield _code_row(case, ("collective_efficiency", "degree", ""), case.collective_efficiency)
    for component, phases in case.social_upgrading or ():
        for phase, rating in phases:
            yield _code_row(case, ("social_upgrading", component, phase), rating)


def _code_row(case: Case, what: tuple[str, str, str], rating: Rating[Any]) -> tuple[Any, ...]:
    """One code as a row of ``CODE_COLUMNS``; ``what`` is its dimension, component and phase."""
    lines = ";".join(str(line) for line in rating.lines)
    admissible = tuple(rating.admissible)
    return (case.cluster_id, *what, rating.code, admissible, rating.confidence or "", lines, rating.evidence)
