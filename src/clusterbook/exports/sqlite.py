"""One SQLite database with a table for each file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from typing import Any

import pandas as pd

from clusterbook.exports.source import ExportTable

FILE = "upgrading_to_compete.sqlite"
TYPES = {"string": "TEXT", "number": "REAL", "integer": "INTEGER", "boolean": "INTEGER"}


def sqlite_files(tables: Iterable[ExportTable]) -> dict[str, bytes]:
    """The database; truth values are 0 and 1, missing cells NULL."""
    with closing(sqlite3.connect(":memory:")) as connection:
        for table in tables:
            _add_table(connection, table)
        connection.commit()
        return {FILE: connection.serialize()}


def _add_table(connection: sqlite3.Connection, table: ExportTable) -> None:
    """Create and fill one table."""
    columns = [_column(field) for field in table.fields]
    key = ", ".join(f'"{name}"' for name in table.key)
    connection.execute(f'CREATE TABLE "{table.name}" ({", ".join(columns)}, PRIMARY KEY ({key}))')
    places = ", ".join("?" * len(table.fields))
    connection.executemany(f'INSERT INTO "{table.name}" VALUES ({places})', _rows(table.frame))


def _column(field: Mapping[str, Any]) -> str:
    """A column's name and type."""
    return f'"{field["name"]}" {TYPES[field["type"]]}'


def _rows(frame: pd.DataFrame) -> list[tuple[Any, ...]]:
    """Rows as the database takes them."""
    plain = frame.astype(object)
    return list(plain.where(plain.notna(), None).itertuples(index=False, name=None))
