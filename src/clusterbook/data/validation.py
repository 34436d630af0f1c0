"""Checks the data package with Frictionless and says every fault in one line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from clusterbook.data.package import DESCRIPTOR, package_descriptor, resource
from clusterbook.errors import Fault, FaultsError, listed
from clusterbook.paths import data_folder

TYPE_WORDS = {
    "number": "a number with a decimal point and no thousands separator, or empty",
    "integer": "a whole number without separators, or empty",
    "year": "a year, or empty",
    "boolean": "true, false or empty",
}


def check_data(names: Iterable[str] | None = None) -> None:
    """Check the whole package, or only the named resources.

    Raises
    ------
    FaultsError
        All faults at once: file, row, column, found, allowed, what to do.
    """
    wanted = [entry["name"] for entry in package_descriptor()["resources"]] if names is None else list(names)
    faults = [fault for name in wanted for fault in faults_of(name)]
    if faults:
        raise FaultsError(faults)


def faults_of(name: str) -> list[Fault]:
    """Faults of one resource against its schema and the keys it refers to."""
    from frictionless import Package

    descriptor = package_descriptor()
    linked = {name} | {
        key["reference"]["resource"] for key in resource(name)["schema"].get("foreignKeys", []) if key["reference"]["resource"]
    }
    kept = [entry for entry in descriptor["resources"] if entry["name"] in linked]
    package = Package.from_descriptor({**descriptor, "resources": kept}, basepath=str(data_folder()))
    report = package.get_resource(name).validate()
    return [_fault(error, resource(name)) for task in report.tasks for error in task.errors]


def _fault(error: Any, descriptor: dict[str, Any]) -> Fault:
    """A Frictionless error in the house form."""
    file = f"data/{descriptor['path']}"
    row_number = getattr(error, "row_number", None)
    column = getattr(error, "field_name", None) or getattr(error, "label", None)
    where = file if row_number is None else f"{file}, row {row_number}{_row_name(error, descriptor)}"
    if column:
        where = f"{where}, column {column}"
    return _worded(error, where, _field(descriptor, column))


def _row_name(error: Any, descriptor: dict[str, Any]) -> str:
    """The row's key in brackets, read from the cells of the error."""
    names = [field["name"] for field in descriptor["schema"]["fields"]]
    cells = dict(zip(names, getattr(error, "cells", []) or [], strict=False))
    key = descriptor["schema"]["primaryKey"]
    keys = [str(cells[name]) for name in ([key] if isinstance(key, str) else key) if cells.get(name)]
    return f" ({'|'.join(keys)})" if keys else ""


def _field(descriptor: dict[str, Any], column: str | None) -> dict[str, Any]:
    """Descriptor of the named column, empty if there is none."""
    return next((field for field in descriptor["schema"]["fields"] if field["name"] == column), {})


def _worded(error: Any, where: str, field: dict[str, Any]) -> Fault:
    """What was found, what is allowed and what to do, by the kind of error."""
    cell = getattr(error, "cell", None)
    found = "an empty cell" if cell in (None, "") else str(cell)
    match error.type:
        case "type-error":
            return Fault(where, found, f"expected {TYPE_WORDS.get(field.get('type', ''), 'text')}", "Correct the cell.")
        case "constraint-error":
            return Fault(where, found, _allowed(field), "Correct the cell.")
        case "primary-key" | "unique-error":
            return Fault(where, "a key that stands in an earlier row", "expected one row for each key", "Remove the duplicate.")
        case "foreign-key":
            return Fault(where, _missing_key(error), "expected a key of the table it refers to", "Correct the key.")
        case "missing-label":
            return Fault(where, "no such column", "the schema names it", "Add the column in its place.")
        case "extra-label" | "incorrect-label" | "duplicate-label" | "blank-label":
            return Fault(where, "another column", f"expected the header of data/{DESCRIPTOR}", "Correct the header.")
        case "extra-cell" | "missing-cell":
            return Fault(where, "more or fewer cells than columns", "expected one cell a column", "Quote a cell with a comma, or remove it.")
        case "encoding-error":
            return Fault(where, "bytes that are not UTF-8", "expected UTF-8", "Save the file as UTF-8.")
        case "source-error":
            return Fault(where, "an empty or unreadable file", "expected a header and rows", "Restore the file.")
        case _:
            return Fault(where, error.message.rstrip("."), "expected what the schema states", "Correct the file.")


def _allowed(field: dict[str, Any]) -> str:
    """The legal values of a column in words."""
    rules = field.get("constraints", {})
    words = []
    if "enum" in rules:
        words.append(listed(rules["enum"]))
    if "minimum" in rules or "maximum" in rules:
        words.append(f"{rules.get('minimum', 'any')} to {rules.get('maximum', 'any')}")
    if "pattern" in rules:
        words.append(f"the form {rules['pattern']}")
    if not rules.get("required"):
        words.append("or empty")
    return f"allowed {' '.join(words) or 'a filled cell'}"


def _missing_key(error: Any) -> str:
    """The keys that no row of the other table has."""
    return listed(getattr(error, "target_keys", None) or getattr(error, "field_cells", None) or ["an unknown key"])
