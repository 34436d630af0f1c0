"""Other readings of damaged cells, and the bounds that they put on every verdict."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from clusterbook.chapters.ch10_cross_case.accounting import judge, words_of
from clusterbook.chapters.ch10_cross_case.study import Study
from clusterbook.chapters.ch10_cross_case.verdicts import sector_association
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
        As ``Book.restorations`` gives it; ``admissible`` reads "2" or "2 with network 2 (why)",
        several separated by "; ".
    clusters : DataFrame indexed by cluster_id

    Returns
    -------
    dict
        Name to reading; the first, ``as_restored``, changes nothing.

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
    """The readings that one cell's ``admissible`` names."""
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
        found.append({(cluster_id, name): _parse(value) for name, value in cells.items()})
    return found


def _parse(value: str) -> float | str:
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


def bounds_by_reading(study: Study, readings: Mapping[str, Reading], table_10_03: pd.DataFrame) -> pd.DataFrame:
    """What each cell of Table 10.3 may be, given that the damaged cells may be read in several ways.

    Parameters
    ----------
    study : Study
        Its clusters as restored.
    readings : mapping of str to reading
        As ``admissible_readings`` gives them.
    table_10_03 : DataFrame
        As the book's table 10.3.

    Returns
    -------
    DataFrame
        One row per sector and outcome with ratings: coefficient_low, coefficient_high, side_p_low,
        side_p_high over the readings, and standings (all that occur, joined by " or ").
    """
    printed_words, rows = words_of(table_10_03), []
    read = [replace(study, clusters=apply_reading(study.clusters, reading)) for reading in readings.values()]
    for cells in zip(*(list(part.cells()) for part in read), strict=True):
        sector, outcome, _ = cells[0]
        word = printed_words.get((sector.value, study.relation.value, outcome.value))
        frames = [frame for _, _, frame in cells]
        if not any(len(frame) for frame in frames):
            continue
        judgments = [judge(word, study.layouts(frame), study.settings) for frame in frames]
        coefficients = [sector_association(study, frame).coefficient for frame in frames]
        p_values = [judgment.side_p for judgment in judgments]
        standings = dict.fromkeys(judgment.standing.value for judgment in judgments)
        rows.append(
            {
                "sector": sector.value,
                "outcome": outcome.value,
                "coefficient_low": min(coefficients),
                "coefficient_high": max(coefficients),
                "side_p_low": min(p_values),
                "side_p_high": max(p_values),
                "standings": " or ".join(standings),
            }
        )
    return pd.DataFrame(rows)
