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


def load_keyed(table: str, *, printed: bool = False) -> pd.DataFrame:
    """A printed table indexed by its row key, typed or as the strings printed; two key columns are joined by a bar."""
    frame = read_strings(resource(table_name(table))) if printed else load_table(table)
    return index_by_key(frame, resource(table_name(table)))


def index_by_key(frame: pd.DataFrame, descriptor: dict[str, Any]) -> pd.DataFrame:
    """A table with its row key as index; two key columns are joined by a bar."""
    key = descriptor["schema"]["primaryKey"]
    keys = frame[[key] if isinstance(key, str) else list(key)].astype(str)
    return frame.set_index(keys.agg(KEY_JOINT.join, axis=1).rename("row"))


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
