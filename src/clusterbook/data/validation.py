"""Faults of one file of the data package, all at once, one line each; the same for checking and for loading."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from clusterbook.data.cells import (
    CONSTRAINTS,
    ITEM_CONSTRAINTS,
    TYPES,
    Refusal,
    Value,
    check_column,
    check_items,
    rules_fault,
)
from clusterbook.data.package import PUBLISHED, SCHEMA_ENDING, resource
from clusterbook.data.relations import relation_faults, unfit_relations
from clusterbook.data.remedies import NUMERIC, expected_of, remedy_of, shown
from clusterbook.data.rows import Rows, parse_rows, read_text
from clusterbook.errors import Fault, FaultsError, listed
from clusterbook.paths import data_folder
from clusterbook.vocabulary import Hedge

ROW_TYPE = "row_type"  # item, total or average
BOUNDS = (Hedge.AT_LEAST, Hedge.AT_MOST)

Columns = dict[str, list[Value]]
Keys = set[tuple[Value, ...]]
Known = Callable[[str, tuple[str, ...]], Keys | None]


def known_keys(name: str, fields: Sequence[str]) -> Keys | None:
    """The keys of a file, or None while it has faults."""
    descriptor = resource(name)
    try:
        rows = _rows(descriptor)
    except FaultsError:
        return None
    columns, faults = check_rows(descriptor, rows.cells, numbers=rows.numbers)
    return None if faults or rows.faults else set(zip(*(columns[field] for field in fields), strict=True))


def faults_of(name: str, known: Known = known_keys) -> list[Fault]:
    """All faults of one file: of the file, its cells and keys, and its keys into other files, which ``known`` gives."""
    descriptor = resource(name)
    if wrong := list(schema_faults(descriptor)):
        return wrong
    try:
        rows = _rows(descriptor)
    except FaultsError as error:
        return list(error.faults)
    columns, faults = check_rows(descriptor, rows.cells, numbers=rows.numbers)
    return [*rows.faults, *faults, *_foreign_faults(descriptor, columns, numbers=rows.numbers, known=known)]


def schema_faults(descriptor: Mapping[str, Any]) -> Iterator[Fault]:
    """Types and constraints that no column can have, and key columns that are not there."""
    where = f"data/{descriptor['path'].removesuffix('.csv')}{SCHEMA_ENDING}"
    fields = descriptor["schema"]["fields"]
    for field in fields:
        if field["type"] not in TYPES:
            yield Fault(f"{where}, {field['name']}", field["type"], f"allowed {listed(TYPES)}", "Correct the type.")
        for rule in field.get("constraints", {}):
            if rule not in CONSTRAINTS:
                allowed = f"allowed {listed(sorted(CONSTRAINTS))}"
                yield Fault(f"{where}, {field['name']}", rule, allowed, "Correct the constraint.")
        for rule in field.get("item_constraints", {}):
            if rule not in ITEM_CONSTRAINTS or field["type"] != "number":
                allowed = f"allowed {listed(sorted(ITEM_CONSTRAINTS))} of a number"
                yield Fault(f"{where}, {field['name']}, item_constraints", rule, allowed, "Correct the constraint.")
        if field["type"] in TYPES and (fault := rules_fault(field)):
            yield Fault(f"{where}, {field['name']}, constraints", fault, "expected rules of its type", "Correct them.")
        if "bounds" in field:
            yield from _bound_faults(f"{where}, {field['name']}", field, fields=fields)
    yield from unfit_relations(descriptor.get("relations", []), fields, where=where)
    names = [field["name"] for field in fields]
    if descriptor["path"].startswith(f"{PUBLISHED}/") and not descriptor.get("printed_rows"):
        yield Fault(f"{where}, printed_rows", "none", "expected the key of every printed row", "Restore the list.")
    yield from _key_schema_faults(where, descriptor["schema"], names=names)


def _key_schema_faults(where: str, schema: Mapping[str, Any], *, names: Sequence[str]) -> Iterator[Fault]:
    """Keys of a schema that name no column of the file, or not as many of another file."""
    for key in schema.get("primaryKey", []):
        if key not in names:
            yield Fault(f"{where}, primaryKey", key, f"allowed {listed(names)}", "Correct the key.")
    for one in schema.get("foreignKeys", []):
        target = one["reference"]
        there = [field["name"] for field in resource(target["resource"])["schema"]["fields"]]
        lost = [name for name in one["fields"] if name not in names]
        lost += [name for name in target["fields"] if name not in there]
        if lost or len(one["fields"]) != len(target["fields"]):
            found = listed(lost) or f"{len(one['fields'])} columns for {len(target['fields'])}"
            expected = f"expected columns of the file, and as many of {target['resource']}"
            yield Fault(f"{where}, foreignKeys", found, expected, "Correct the key.")


def _bound_faults(where: str, field: Mapping[str, Any], *, fields: Sequence[Mapping[str, Any]]) -> Iterator[Fault]:
    """A column of bounds that stands beside no number, or that allows a word that is no bound."""
    numbers = [one["name"] for one in fields if one["type"] in NUMERIC]
    if field["bounds"] not in numbers:
        yield Fault(
            f"{where}, bounds", str(field["bounds"]), f"allowed {listed(numbers)}", "Correct the column's name."
        )
    codes = field.get("constraints", {}).get("enum", [])
    if not codes or not set(codes) <= set(BOUNDS):
        yield Fault(f"{where}, enum", listed(codes) or "none", f"allowed {listed(BOUNDS)}", "Correct the codes.")


def check_rows(
    descriptor: Mapping[str, Any], rows: Sequence[Sequence[str]], *, numbers: Sequence[int]
) -> tuple[Columns, list[Fault]]:
    """Values of all columns without a fault, and the faults of the others and of the file's own keys.

    Parameters
    ----------
    descriptor : mapping
        The file's descriptor, as ``resource`` gives it.
    rows : sequence of sequence of str
        Cells as they stand in the file, one for each column.
    numbers : sequence of int
        Number of each row in the file.
    """
    fields = descriptor["schema"]["fields"]
    checked = _checked(fields, list(zip(*rows, strict=True)) or [()] * len(fields))
    columns = {name: values for name, (values, refused) in checked.items() if not refused}
    refusals = sorted((one for _, refused in checked.values() for one in refused), key=lambda one: one.position)

    def place_of(position: int) -> str:
        return _place(descriptor, rows[position], numbers[position])

    faults = [_cell_fault(place_of(one.position), one) for one in refusals]
    faults += _lone_bounds(fields, columns, place_of=place_of)
    faults += [*_printed_faults(descriptor, rows, place_of=place_of), *_emptied_columns(descriptor, rows)]
    if not rows and not descriptor.get("printed_rows") and not descriptor.get("may_be_empty"):
        faults.append(Fault(f"data/{descriptor['path']}", "a header alone", "expected rows", "Restore the rows."))
    faults += relation_faults(descriptor.get("relations", []), columns, place_of=place_of)
    return columns, faults + list(_key_faults(descriptor, columns, place_of=place_of))


def _printed_faults(
    descriptor: Mapping[str, Any], rows: Sequence[Sequence[str]], *, place_of: Callable[[int], str]
) -> Iterator[Fault]:
    """Rows of a printed table that are lost, added, renamed or moved: it has the rows that were printed."""
    printed, names = descriptor.get("printed_rows", []), [field["name"] for field in descriptor["schema"]["fields"]]
    places = [names.index(name) for name in _key(descriptor)]
    keys = ["|".join(row[place] for place in places) for row in rows]
    for position, key in enumerate(keys if printed else []):
        if key not in printed:
            remedy = "Restore the key, or remove the row."
            yield Fault(f"{place_of(position)}, key", shown(key), "expected a row that was printed", remedy)
    if lost := [key for key in printed if key not in keys]:
        found = f"{len(keys)} rows, without {listed(lost[:3])}{' and others' if len(lost) > 3 else ''}"
        yield Fault(f"data/{descriptor['path']}", found, f"expected the {len(printed)} printed", "Restore the rows.")
    elif printed and sorted(keys) == sorted(printed) and keys != printed:
        moved = next(position for position, key in enumerate(keys) if key != printed[position])
        expected = f"expected {printed[moved]}, in the printed order"
        yield Fault(f"{place_of(moved)}, key", keys[moved], expected, "Restore the order.")


def _emptied_columns(descriptor: Mapping[str, Any], rows: Sequence[Sequence[str]]) -> Iterator[Fault]:
    """Columns of a printed table, but for notes, in which nothing is left."""
    fields = descriptor["schema"]["fields"] if descriptor.get("printed_rows") and rows else []
    for place, field in enumerate(fields):
        if field.get("kind") != "note" and not any(row[place] for row in rows):
            where = f"data/{descriptor['path']}, column {field['name']}"
            yield Fault(where, "no filled cell", "expected what was printed", "Restore the column.")


def _checked(
    fields: Sequence[dict[str, Any]], cells: Sequence[Sequence[str]]
) -> dict[str, tuple[list[Value], list[Refusal]]]:
    """Values and refusals of every column; where a table holds totals too, its items may be allowed less."""
    checked = {field["name"]: check_column(field, column) for field, column in zip(fields, cells, strict=True)}
    kinds, _ = checked.get(ROW_TYPE, ([], []))
    items = [position for position, kind in enumerate(kinds) if kind == "item"]
    for field, column in zip(fields, cells, strict=True):
        if "item_constraints" in field:
            values, refused = checked[field["name"]]
            others = [one for one in refused if one.position not in items]
            checked[field["name"]] = values, check_items(field, column, items=items) + others
    return checked


def _rows(descriptor: Mapping[str, Any]) -> Rows:
    """Rows of a file."""
    names = [field["name"] for field in descriptor["schema"]["fields"]]
    return parse_rows(read_text(data_folder() / descriptor["path"]), f"data/{descriptor['path']}", names)


def _place(descriptor: Mapping[str, Any], row: Sequence[str], number: int) -> str:
    """A row as the messages name it: file, number and key."""
    names = [field["name"] for field in descriptor["schema"]["fields"]]
    keys = [cell for name, cell in zip(names, row, strict=True) if cell and name in _key(descriptor)]
    return f"data/{descriptor['path']}, row {number}" + (f" ({shown('|'.join(keys))})" if keys else "")


def _key(descriptor: Mapping[str, Any]) -> list[str]:
    """Key columns of a file."""
    return list(descriptor["schema"].get("primaryKey", []))


def _cell_fault(place: str, refusal: Refusal) -> Fault:
    """A refused cell in the house form."""
    field, cell = refusal.field, refusal.cell
    expected = expected_of(field, is_form=refusal.is_form and bool(cell))
    return Fault(f"{place}, column {field['name']}", shown(cell), expected, remedy_of(cell, field))


def _lone_bounds(
    fields: Sequence[Mapping[str, Any]], columns: Columns, *, place_of: Callable[[int], str]
) -> Iterator[Fault]:
    """A bound beside an empty cell."""
    for field in fields:
        name, number = field["name"], field.get("bounds", "")
        if number in columns and name in columns:
            for position, (code, value) in enumerate(zip(columns[name], columns[number], strict=True)):
                if code is not None and value is None:
                    expected = f"expected a number in {number} that it bounds"
                    yield Fault(
                        f"{place_of(position)}, column {name}", str(code), expected, "Clear it, or add the number."
                    )


def _key_faults(descriptor: Mapping[str, Any], columns: Columns, *, place_of: Callable[[int], str]) -> Iterator[Fault]:
    """Rows whose key, or whose cell in a column without repetition, stands in an earlier row."""
    unique = [[field["name"]] for field in descriptor["schema"]["fields"] if field.get("constraints", {}).get("unique")]
    for names in [_key(descriptor), *(one for one in unique if one != _key(descriptor))]:
        if not names or not all(name in columns for name in names):
            continue
        seen: set[tuple[Value, ...]] = set()
        for position, values in enumerate(zip(*(columns[name] for name in names), strict=True)):
            if values in seen and any(value is not None for value in values):
                where = f"{place_of(position)}, column {listed(names)}"
                found = f"{'|'.join(str(value) for value in values)}, which stands in an earlier row"
                yield Fault(where, found, "expected each once", "Remove or rename the duplicate.")
            seen.add(values)


def _foreign_faults(
    descriptor: Mapping[str, Any],
    columns: Columns,
    *,
    numbers: Sequence[int],
    known: Known,
) -> Iterator[Fault]:
    """Keys of other files that are not there; a file that has faults of its own is not asked."""
    for key in descriptor["schema"].get("foreignKeys", []):
        names, target = key["fields"], key["reference"]
        there = known(target["resource"], tuple(target["fields"]))
        if there is None or not all(name in columns for name in names):
            continue
        for number, values in zip(numbers, zip(*(columns[name] for name in names), strict=True), strict=True):
            if values not in there and None not in values:
                where = f"data/{descriptor['path']}, row {number}, column {listed(names)}"
                expected = f"expected a {listed(target['fields'])} of {target['resource']}"
                yield Fault(where, listed(values), expected, "Correct the key.")
