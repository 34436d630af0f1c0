"""Frames from the CSV files: typed for computing, or as printed for comparing digits."""

from __future__ import annotations

from typing import Any

import pandas as pd

from clusterbook.data.package import resource
from clusterbook.data.rows import parse_rows, read_text
from clusterbook.data.validation import check_rows, faults_of, schema_faults
from clusterbook.errors import FaultsError
from clusterbook.paths import data_folder, table_name

KEY_JOINT = "|"
FOOTNOTE = "footnote"  # in place of a row key, where a restoration is of a footnote
STATED = "stated"
PANDAS_TYPES = {"string": "str", "number": "float64", "integer": "Int64", "boolean": "boolean"}


def load_table(table: str) -> pd.DataFrame:
    """A printed table with the types of its schema.

    Parameters
    ----------
    table : str
        Printed number, ``"1.2"`` to ``"11.2"``.

    Returns
    -------
    DataFrame
        Rows and columns in the printed order; numbers ``float64``, whole numbers ``Int64``,
        words ``str``; empty cells missing. Units are in the column names.

    Raises
    ------
    FaultsError
        One fault for every cell that the schema does not allow.
    """
    return load_resource(table_name(table))


def load_printed(table: str) -> pd.DataFrame:
    """A printed table as strings, digits as printed (``"0.50"``), empty cells ``""``."""
    return read_strings(resource(table_name(table)))


def load_keyed(table: str, *, printed: bool = False) -> pd.DataFrame:
    """A printed table indexed by its row key; two key columns are joined by a bar."""
    frame = load_printed(table) if printed else load_table(table)
    return index_by_key(frame, resource(table_name(table)))


def index_by_key(frame: pd.DataFrame, descriptor: dict[str, Any]) -> pd.DataFrame:
    """A table with its row key as index; two key columns are joined by a bar."""
    key = descriptor["schema"]["primaryKey"]
    keys = frame[[key] if isinstance(key, str) else list(key)].astype(str)
    return frame.set_index(keys.agg(KEY_JOINT.join, axis=1).rename("row"))


def load_restorations() -> pd.DataFrame:
    """Every cell whose scanned form is not what was printed, with rule and evidence."""
    return load_resource("restorations")


def load_errata() -> pd.DataFrame:
    """Published numbers that do not follow from their parts, with the explanation that fits best."""
    return load_resource("errata")


def load_claims() -> pd.DataFrame:
    """Statements of the text that the tables can test."""
    return load_resource("claims")


def load_stated(chapter: int | None = None) -> pd.DataFrame:
    """Numbers that the prose states outside the tables, by ``stated_id``.

    Parameters
    ----------
    chapter : int, optional
        Only the numbers of this chapter, 1 to 12.

    Returns
    -------
    DataFrame
        ``work`` (book or article), ``chapter``, ``place``, ``subject``, ``quantity``, ``low`` and ``high``
        (equal but for a range), ``hedge``, ``unit``, ``period``, ``year``, ``year_end``, ``figure``, ``note``.
    """
    stated = load_resource(STATED).set_index("stated_id")
    return stated if chapter is None else stated[stated["chapter"] == chapter]


def load_resource(name: str) -> pd.DataFrame:
    """Any file of the data package with the types of its schema.

    Raises
    ------
    FaultsError
        One fault for every cell that the schema does not allow.
    """
    descriptor = resource(name)
    return typed_frame(descriptor, read_strings(descriptor))


def typed_frame(descriptor: dict[str, Any], strings: pd.DataFrame) -> pd.DataFrame:
    """The cells of a file with the types of its schema.

    Raises
    ------
    FaultsError
        What ``check_data`` says of the file, if the schema does not allow one of its cells or keys.
    """
    columns, faults = check_rows(descriptor, strings.to_numpy().tolist(), numbers=range(2, len(strings) + 2))
    if faults:
        raise FaultsError(faults_of(descriptor["name"]))
    return pd.DataFrame(
        {
            field["name"]: pd.Series(columns[field["name"]], dtype=PANDAS_TYPES[field["type"]])
            for field in descriptor["schema"]["fields"]
        }
    )


def read_strings(descriptor: dict[str, Any]) -> pd.DataFrame:
    """The file's cells as they stand, empty ones as empty text.

    Raises
    ------
    FaultsError
        What ``check_data`` says of the file, if it is no CSV file with the columns of its schema.
    """
    if wrong := list(schema_faults(descriptor)):
        raise FaultsError(wrong)
    names = [field["name"] for field in descriptor["schema"]["fields"]]
    rows = parse_rows(read_text(data_folder() / descriptor["path"]), f"data/{descriptor['path']}", names)
    if rows.faults:
        raise FaultsError(faults_of(descriptor["name"]))
    return pd.DataFrame(rows.cells, columns=names, dtype=object)
