"""Faults of one file of the data package, found by Frictionless and said in one line each."""

from __future__ import annotations

import csv
from typing import Any

from clusterbook.data.package import resource
from clusterbook.errors import Fault, listed
from clusterbook.paths import data_folder

TYPE_WORDS = {
    "number": "a number with a decimal point and no thousands separator, or empty",
    "integer": "a whole number without separators, or empty",
    "year": "a year, or empty",
    "boolean": "true, false or empty",
}


def faults_of(name: str) -> list[Fault]:
    """Faults of one resource: its file and header first, then its cells and keys."""
    return _file_faults(resource(name)) or _cell_faults(name)


def _file_faults(descriptor: dict[str, Any]) -> list[Fault]:
    """A file that is missing, empty, not UTF-8, or has another header than its schema."""
    place = f"data/{descriptor['path']}"
    try:
        with (data_folder() / descriptor["path"]).open(encoding="utf-8", newline="") as file:
            lines = csv.reader(file.read().splitlines())
    except FileNotFoundError:
        return [Fault(place, "no file", "a schema describes it", "Restore the file.")]
    except UnicodeDecodeError as error:
        return [
            Fault(place, f"bytes that are not UTF-8 at byte {error.start}", "expected UTF-8", "Save the file as UTF-8.")
        ]
    header = next(lines, None)
    if header is None:
        return [Fault(place, "an empty file", "expected a header and rows", "Restore the file.")]
    return _header_faults(place, header, columns=[field["name"] for field in descriptor["schema"]["fields"]])


def _header_faults(place: str, header: list[str], *, columns: list[str]) -> list[Fault]:
    """Columns that are missing, unknown, or in another order."""
    where = f"{place}, row 1"
    missing = [
        Fault(f"{where}, column {name}", "no such column", "the schema beside the file names it", "Add the column.")
        for name in columns
        if name not in header
    ]
    extra = [
        Fault(
            f"{where}, column {name or '(no name)'}",
            "an unknown column",
            f"allowed {listed(columns)}",
            "Remove or rename the column.",
        )
        for name in header
        if name not in columns
    ]
    if not missing and not extra and header != columns:
        return [
            Fault(where, listed(header), f"expected {listed(columns)}, each once", "Put the columns in this order.")
        ]
    return missing + extra


def _cell_faults(name: str) -> list[Fault]:
    """Faults of the cells and keys of a file whose header is right."""
    from frictionless import Package

    descriptor = resource(name)
    keys = [
        key
        for key in descriptor["schema"].get("foreignKeys", [])
        if not _file_faults(resource(key["reference"]["resource"]))
    ]
    own = {
        **descriptor,
        "dialect": {"csv": {"delimiter": ","}},
        "schema": {**descriptor["schema"], "foreignKeys": keys},
    }
    linked = [resource(key["reference"]["resource"]) for key in keys if key["reference"]["resource"] != name]
    package = Package.from_descriptor(
        {"name": "checked", "resources": [own, *_once(linked)]}, basepath=str(data_folder())
    )
    report = package.get_resource(name).validate()
    errors = [error for task in report.tasks for error in task.errors if not _said_by_the_key(error, descriptor)]
    return [_fault(error, descriptor) for error in errors]


def _once(descriptors: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Descriptors without repetition, and without their own keys to others."""
    plain = {entry["name"]: {**entry, "schema": {**entry["schema"], "foreignKeys": []}} for entry in descriptors}
    return list(plain.values())


def _said_by_the_key(error: Any, descriptor: dict[str, Any]) -> bool:
    """Whether a uniqueness error only repeats what the primary-key error says."""
    return error.type == "unique-error" and [error.field_name] == list(descriptor["schema"]["primaryKey"])


def _fault(error: Any, descriptor: dict[str, Any]) -> Fault:
    """A Frictionless error in the house form."""
    where = f"data/{descriptor['path']}"
    row_number = getattr(error, "row_number", None)
    column = getattr(error, "field_name", None)
    if row_number is not None:
        where = f"{where}, row {row_number}{_row_name(error, descriptor)}"
    if column:
        where = f"{where}, column {column}"
    return _worded(error, where, field=_field(descriptor, column))


def _row_name(error: Any, descriptor: dict[str, Any]) -> str:
    """The row's key in brackets, read from the cells of the error."""
    names = [field["name"] for field in descriptor["schema"]["fields"]]
    cells = dict(zip(names, getattr(error, "cells", None) or [], strict=False))
    keys = [str(cells[name]) for name in descriptor["schema"]["primaryKey"] if cells.get(name)]
    return f" ({'|'.join(keys)})" if keys else ""


def _field(descriptor: dict[str, Any], column: str | None) -> dict[str, Any]:
    """Descriptor of the named column, empty if there is none."""
    return next((field for field in descriptor["schema"]["fields"] if field["name"] == column), {})


def _worded(error: Any, where: str, *, field: dict[str, Any]) -> Fault:
    """What was found, what is allowed and what to do, by the kind of error."""
    found = str(getattr(error, "cell", None) or "an empty cell")
    match error.type:
        case "type-error":
            return Fault(where, found, f"expected {TYPE_WORDS.get(field.get('type', ''), 'text')}", "Correct the cell.")
        case "constraint-error":
            return Fault(where, found, _allowed(field), "Correct the cell.")
        case "primary-key" | "unique-error":
            return Fault(
                where, "a key that stands in an earlier row", "expected one row for each key", "Remove the duplicate."
            )
        case "foreign-key":
            keys = listed(error.reference_field_names), error.reference_name
            return Fault(where, listed(error.field_cells), f"expected a {keys[0]} of {keys[1]}", "Correct the key.")
        case "extra-cell" | "missing-cell":
            return Fault(
                where,
                "more or fewer cells than columns",
                "expected one cell a column",
                "Quote a cell with a comma, or remove it.",
            )
        case _:
            return Fault(where, error.message.rstrip("."), "expected what the schema states", "Correct the file.")


def _allowed(field: dict[str, Any]) -> str:
    """The legal values of a column in words."""
    rules = field.get("constraints", {})
    words = []
    if "enum" in rules:
        words.append(listed(rules["enum"]))
    if "minimum" in rules or "maximum" in rules:
        words.append(f"{rules.get('minimum', 'any number')} to {rules.get('maximum', 'any number')}")
    if "pattern" in rules:
        words.append(f"the form {rules['pattern']}")
    if not rules.get("required"):
        words.append("or empty")
    return f"allowed {' '.join(words) or 'any filled cell'}"
