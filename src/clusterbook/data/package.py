"""The data package's own description: tables, columns, codes and keys."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from clusterbook.errors import ClusterbookError, listed
from clusterbook.paths import data_folder, table_name

DESCRIPTOR = "datapackage.json"


def package_descriptor() -> dict[str, Any]:
    """Frictionless descriptor of ``data/`` as a dictionary.

    Raises
    ------
    ClusterbookError
        If the file is missing or is not JSON.
    """
    path = data_folder() / DESCRIPTOR
    try:
        return _parsed(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        raise ClusterbookError(f"data/{DESCRIPTOR}: found no file; expected the data package. Restore it.") from None
    except json.JSONDecodeError as error:
        raise ClusterbookError(
            f"data/{DESCRIPTOR}, line {error.lineno}: found {error.msg}; expected JSON. Correct the line."
        ) from None


@lru_cache(maxsize=4)
def _parsed(path: Path, changed_at: int) -> dict[str, Any]:
    """Parsed once per version of the file."""
    return json.loads(path.read_text(encoding="utf-8"))


def resource(name: str) -> dict[str, Any]:
    """Descriptor of one resource, such as ``table_10_04`` or ``errata``.

    Raises
    ------
    ClusterbookError
        If the package has no resource of that name.
    """
    resources = {entry["name"]: entry for entry in package_descriptor()["resources"]}
    if name not in resources:
        raise ClusterbookError(
            f"data package: found no {name}; it holds {listed(sorted(resources))}. Name one of them."
        )
    return resources[name]


def published_tables() -> list[str]:
    """Printed numbers of the tables in the package, in printed order: ``["1.1", "1.2", ...]``."""
    return [entry["table"] for entry in package_descriptor()["resources"] if "table" in entry]


def fields_of(table: str) -> list[dict[str, Any]]:
    """Column descriptors of a printed table: name, type, kind, unit, constraints."""
    return resource(table_name(table))["schema"]["fields"]


def field_names(table: str, *kinds: str) -> list[str]:
    """Columns of a printed table of the given kinds (key, label, group, primitive, derived, note).

    Raises
    ------
    ClusterbookError
        If the table has no column of one of the kinds.
    """
    fields = fields_of(table)
    there = {field["kind"] for field in fields}
    if missing := [kind for kind in kinds if kind not in there]:
        raise ClusterbookError(
            f"table {table}: found no column of kind {listed(missing)}; it has {listed(sorted(there))}. "
            "Ask for one of these."
        )
    return [field["name"] for field in fields if not kinds or field["kind"] in kinds]


def key_columns(table: str) -> list[str]:
    """Columns that identify a row of a printed table."""
    key = resource(table_name(table))["schema"]["primaryKey"]
    return [key] if isinstance(key, str) else list(key)
