"""Other readings of damaged cells, and verdicts under each of several assumptions."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from clusterbook.chapters.ch10_cross_case.choices import MissingPolicy
from clusterbook.chapters.ch10_cross_case.study import Study
from clusterbook.chapters.ch10_cross_case.verdicts import verdict_table
from clusterbook.errors import Fault, FaultsError, listed

Reading = Mapping[tuple[str, str], object]  # (cluster_id, column) -> the value read instead

AS_RESTORED = "as_restored"
CLUSTER_TABLES = ("10.2", "10.4", "10.5", "10.6")
ADMISSIBLE = re.compile(r"^(?P<value>[\w.]+)(?P<others>(?: with \w+ [\w.]+)*)(?: \(.*\))?$")
OTHER_CELL = re.compile(r" with (\w+) ([\w.]+)")


def apply_reading(clusters: pd.DataFrame, reading: Reading) -> pd.DataFrame:
    """The clusters with some cells replaced.

    Parameters
    ----------
    clusters : DataFrame indexed by cluster_id
    reading : mapping of (cluster_id, column) to the other value

    Raises
    ------
    FaultsError
        Where a reading names a cluster or column that does not exist.
    """
    changed = clusters.copy()
    for (cluster_id, column), value in reading.items():
        if cluster_id not in changed.index or column not in changed.columns:
            known = changed.columns if cluster_id in changed.index else changed.index
            fault = Fault("reading", f"{cluster_id}, {column}", f"allowed {listed(known)}", "Name an existing cell.")
            raise FaultsError([fault])
        changed.loc[cluster_id, column] = value
    return changed


def admissible_readings(restorations: pd.DataFrame, clusters: pd.DataFrame) -> dict[str, Reading]:
    """Every combination of the other readings that the damaged cells of the clusters still allow.

    Parameters
    ----------
    restorations : DataFrame
        As `load_restorations` gives it; `admissible` reads "2" or "2 with network 2 (why)",
        several separated by "; ".
    clusters : DataFrame indexed by cluster_id

    Returns
    -------
    dict
        Name to reading; the first, `as_restored`, changes nothing.

    Raises
    ------
    FaultsError
        Where an admissible reading of a cluster's cell cannot be understood.
    """
    kept = restorations[restorations["table"].isin(CLUSTER_TABLES) & restorations["admissible"].notna()]
    kept = kept[kept["row"].isin(clusters.index) & kept["column"].isin(clusters.columns)]
    cells = [_alternatives(row["row"], row["column"], text=row["admissible"]) for _, row in kept.iterrows()]
    readings: dict[str, Reading] = {}
    for choice in itertools.product(*([{}, *alternatives] for alternatives in cells)):
        cells_read = {cell: value for part in choice for cell, value in part.items()}
        reading = {cell: value for cell, value in cells_read.items() if _changes(clusters, cell, value=value)}
        readings.setdefault(_name(reading), reading)
    return dict(sorted(readings.items(), key=lambda item: len(item[1])))


def _alternatives(cluster_id: str, column: str, *, text: str) -> list[Reading]:
    """The readings that one cell's `admissible` names."""
    found: list[Reading] = []
    for alternative in text.split("; "):
        match = ADMISSIBLE.match(alternative.strip())
        if match is None:
            fault = Fault(
                f"data/restorations.csv, row {cluster_id}, column {column}, admissible",
                repr(alternative),
                'expected "VALUE" or "VALUE with COLUMN VALUE (reason)"',
                "Write the reading in this form.",
            )
            raise FaultsError([fault])
        others = dict(OTHER_CELL.findall(match["others"]))
        cells = {column: match["value"], **others}
        found.append({(cluster_id, name): _typed(value) for name, value in cells.items()})
    return found


def _typed(value: str) -> float | str:
    """A code or rating as a number, a degree as it stands."""
    try:
        number = float(value)
    except ValueError:
        return value
    return int(number) if number.is_integer() else number


def _changes(clusters: pd.DataFrame, cell: tuple[str, str], *, value: object) -> bool:
    """Whether the value differs from the one in the frame."""
    present = clusters.at[cell]
    return bool(pd.isna(present) or present != value)


def _name(reading: Reading) -> str:
    """A reading's name: its cells and values."""
    cells = [f"{cluster_id}.{column}={value}" for (cluster_id, column), value in reading.items()]
    return " and ".join(cells) or AS_RESTORED


def verdicts_by_reading(study: Study, readings: Mapping[str, Reading]) -> pd.DataFrame:
    """The verdict table under each reading, with a column ``reading`` before the others.

    Parameters
    ----------
    study : Study
        Its clusters as restored.
    readings : mapping of str to reading
        As ``admissible_readings`` gives them.
    """
    parts = [
        verdict_table(replace(study, clusters=apply_reading(study.clusters, reading))).assign(reading=name)
        for name, reading in readings.items()
    ]
    return _first(pd.concat(parts, ignore_index=True), "reading")


def verdicts_by_missing_policy(study: Study) -> pd.DataFrame:
    """The verdict table with missing ratings left out and with them counted as zero.

    Returns
    -------
    DataFrame
        Columns of ``verdict_table`` after na_policy (drop, zero).
    """
    parts = []
    for policy in MissingPolicy:
        settings = replace(study.settings, coding=replace(study.settings.coding, na_policy=policy))
        parts.append(verdict_table(replace(study, settings=settings)).assign(na_policy=policy.value))
    return _first(pd.concat(parts, ignore_index=True), "na_policy")


def _first(table: pd.DataFrame, column: str) -> pd.DataFrame:
    """The table with one column moved to the front."""
    return table[[column, *table.columns.drop(column)]]
