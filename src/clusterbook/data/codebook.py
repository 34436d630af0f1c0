"""The codebook: every column of every file, from the schemas and the files themselves.

One row per column serves the page of the book, ``data/CODEBOOK.md`` and the first sheet of the workbook.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from clusterbook.data.book import Book
from clusterbook.data.package import resource_names

MADE = "all_"  # the flat files come first: most users need nothing else
CODE_JOINT = "; "
COLUMNS = [
    "file",
    "column",
    "title",
    "meaning",
    "type",
    "kind",
    "unit",
    "codes",
    "empty_means",
    "filled",
    "rows",
    "lowest",
    "highest",
]


def described_files() -> list[str]:
    """Names of the files in the order of the codebook: the flat ones, the printed tables, all others."""
    return sorted(resource_names(), key=lambda name: not name.startswith(MADE))


def codebook(book: Book) -> pd.DataFrame:
    """Every column of every file of the data package.

    Returns
    -------
    DataFrame
        One row per column: ``file``, ``column``, ``title``, ``meaning``, ``type``, ``kind``, ``unit``, ``codes``
        (each with its meaning, where it has one), ``empty_means``, ``filled`` (cells that hold something), ``rows``,
        ``lowest`` and ``highest`` (text, of numbers only).
    """
    rows = [_column(book, name, field) for name in described_files() for field in fields_of(book, name)]
    return pd.DataFrame(rows, columns=COLUMNS)


def file_list(book: Book) -> pd.DataFrame:
    """Every file of the data package.

    Returns
    -------
    DataFrame
        One row per file: ``file``, ``path`` (below ``data/``), ``title``, ``rows``, ``key``, ``source``.
    """
    described = [book.describe(name) for name in described_files()]
    rows = [
        (one["name"], one["path"], one["title"], len(book.resource(one["name"])), _key(one), source_of(one))
        for one in described
    ]
    return pd.DataFrame(rows, columns=["file", "path", "title", "rows", "key", "source"])


def _key(descriptor: Mapping[str, Any]) -> str:
    """Key columns of a file, in words."""
    return ", ".join(descriptor["schema"]["primaryKey"])


def fields_of(book: Book, name: str) -> list[dict[str, Any]]:
    """Column descriptors of one file."""
    return list(book.describe(name)["schema"]["fields"])


def source_of(descriptor: Mapping[str, Any]) -> str:
    """Where a file comes from, in words."""
    if "table" in descriptor:
        page = f", page {descriptor['printed_page']}" if descriptor["printed_page"] else ""
        printed = f"; the book names {descriptor['printed_source']}" if descriptor["printed_source"] else ""
        return f"Table {descriptor['table']} of the book{page}{printed}"
    named = [source["title"] for source in descriptor.get("sources", [])]
    return "; ".join(named) or "as its description says"


def codes_of(field: Mapping[str, Any]) -> dict[str, str]:
    """Codes of a column with their meanings, empty where a code is its own meaning; none for a column without codes."""
    meanings = {str(one["value"]): str(one["label"]) for one in field.get("categories", [])}
    return {str(code): meanings.get(str(code), "") for code in field.get("constraints", {}).get("enum", [])}


def _column(book: Book, name: str, field: Mapping[str, Any]) -> list[Any]:
    """One column of a file in the columns of the codebook."""
    values = book.resource(name)[field["name"]]
    filled = values.dropna()
    described = [field["title"], field["description"], field["type"], field["kind"], field.get("unit") or ""]
    codes = CODE_JOINT.join(f"{code} = {label}" if label else code for code, label in codes_of(field).items())
    return [
        name,
        field["name"],
        *described,
        codes,
        _empty_means(field, is_full=len(filled) == len(values)),
        len(filled),
        len(values),
        *_range_of(filled, field),
    ]


def _empty_means(field: Mapping[str, Any], *, is_full: bool) -> str:
    """What an empty cell of a column means, as a code of ``EmptyReason`` or in words; nothing for a full column."""
    if is_full:
        return ""
    return str(field.get("empty_means", "")) or "missing"


def _range_of(values: pd.Series, field: Mapping[str, Any]) -> Sequence[str]:
    """Lowest and highest number of a column of numbers, as text."""
    if field["type"] not in ("number", "integer") or values.empty:
        return ("", "")
    return [np.format_float_positional(float(value), trim="-") for value in (values.min(), values.max())]


def codebook_text(book: Book) -> str:
    """The codebook as Markdown that reads well as plain text."""
    entries = codebook(book)
    parts = [_file_text(book, str(name), entries[entries["file"] == name]) for name in described_files()]
    return "\n".join([HEAD, *parts])


HEAD = """# Codebook

Made by `clusterbook package` from the schemas beside the files and from the files themselves.

Every file is CSV: UTF-8, comma, decimal point, a header, numbers without separators of thousands. An empty cell is \
missing; no other code stands for missing. Why a cell of a printed table is empty, its row of `all_cells.csv` says in \
`empty_reason`; in the table's own file the column `note` says it, as "column: reason".

Kinds of columns: *key* identifies a row or ties it to another file; *label* holds words as printed or condensed; \
*group* a heading or grade as a code; *primitive* what no other printed cells give; *derived* what others give, kept \
to be checked; *bound* says that the column beside it prints a bound; *note* holds remarks.
"""


def _file_text(book: Book, name: str, entries: pd.DataFrame) -> str:
    """One file: what it holds, its key and source, its columns."""
    descriptor = book.describe(name)
    head = [
        f"## {name}",
        "",
        f"**{descriptor['title']}**",
        "",
        descriptor["description"],
        "",
        f"File `{descriptor['path']}`, {entries['rows'].iloc[0]} rows; key: {_key(descriptor)}; "
        f"source: {source_of(descriptor)}.",
        "",
    ]
    fields = {field["name"]: field for field in fields_of(book, name)}
    lines = [line for entry in entries.to_dict("records") for line in _column_text(entry, fields[entry["column"]])]
    return "\n".join([*head, *lines, ""])


def _column_text(entry: Mapping[str, Any], field: Mapping[str, Any]) -> Iterable[str]:
    """One column, and its codes below it."""
    unit = f", {entry['unit'].replace('_', ' ')}" if entry["unit"] else ""
    empty = "" if entry["empty_means"] in ("", "missing") else f"; empty means {entry['empty_means']}"
    spread = f", {entry['lowest']} to {entry['highest']}" if entry["lowest"] else ""
    filled = f"{entry['filled']} of {entry['rows']} filled{spread}{empty}"
    yield f"- `{entry['column']}` ({entry['type']}, {entry['kind']}{unit}). {entry['meaning']} {filled.capitalize()}."
    codes = codes_of(field)
    if any(codes.values()):
        yield from (f"  - `{code}`: {label}" if label else f"  - `{code}`" for code, label in codes.items())
    elif codes:
        yield f"  - one of {', '.join(f'`{code}`' for code in codes)}"
