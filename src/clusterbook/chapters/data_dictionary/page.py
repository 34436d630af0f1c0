"""The page of the codebook: every file under the heading of its kind, folded, with its columns inside."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd

from clusterbook.data.book import Book
from clusterbook.data.codebook import CODE_JOINT, MADE, codebook, file_list
from clusterbook.display.shown import Shown
from clusterbook.display.words import CODE

DOWNLOADS = "../data"  # beside the folder of the chapters' pages
PRINTED, FLAT, OTHER = "published/", "Flat files, made from the others", "What these are made from"
GROUPS = (FLAT, "The printed tables", OTHER)


def group_of(path: str) -> str:
    """Heading under which a file of the data package stands, by its path below ``data/``."""
    if path.startswith(MADE):
        return FLAT
    return GROUPS[1] if path.startswith(PRINTED) else OTHER


def show_codebook(book: Book, group: str) -> Shown:
    """The files of one heading, each folded over its columns.

    Parameters
    ----------
    book : Book
        The data package.
    group : str
        One of ``GROUPS``.
    """
    files = file_list(book)
    shown = files[files["path"].map(group_of) == group].to_dict("records")
    columns = dict(list(codebook(book).groupby("file", sort=False)))
    html = "".join(_file_html(entry, columns[entry["file"]]) for entry in shown)
    text = "\n".join(f"{entry['path']}: {entry['title']}, {entry['rows']} rows" for entry in shown)
    return Shown(f'<div class="codebook">{html}</div>', text)


def _file_html(entry: Mapping[Any, Any], columns: pd.DataFrame) -> str:
    """One file: name, what it holds and rows as the summary; key, source and columns inside."""
    name = str(entry["path"]).rpartition("/")[2]
    listed = "".join(_column_html(column) for column in columns.to_dict("records"))
    return (
        f'<details class="codebook-file"><summary><code>{escape(name)}</code> {escape(entry["title"])} '
        f'<span class="rows">{entry["rows"]:,} rows</span></summary>'
        f'<p id="file-{escape(str(entry["file"]).replace("_", "-"))}">Key: {_codes(entry["key"], ", ")}. '
        f"Source: {escape(entry['source'])}. "
        f'<a href="{DOWNLOADS}/{escape(name)}" download>CSV</a></p><dl>{listed}</dl></details>'
    )


def _column_html(column: Mapping[Any, Any]) -> str:
    """One column: name, type, kind and unit; below, its meaning, how far it is filled, its range and codes."""
    unit = f", {escape(column['unit'].replace('_', ' '))}" if column["unit"] else ""
    spread = f", {column['lowest']} to {column['highest']}" if column["lowest"] else ""
    empty = f"; empty means {_codes(column['empty_means'])}" if column["empty_means"] not in ("", "missing") else ""
    codes = f"<br>Codes: {_meanings(column['codes'])}" if column["codes"] else ""
    meaning = CODE.sub(r"<code>\g<0></code>", escape(column["meaning"]))
    return (
        f"<dt><code>{escape(column['column'])}</code> <span>{column['type']}, {column['kind']}{unit}</span></dt>"
        f"<dd>{meaning} Filled {column['filled']:,} of {column['rows']:,}{spread}{empty}.{codes}</dd>"
    )


def _codes(names: str, joint: str = " ") -> str:
    """Names of columns or codes, set as code."""
    return joint.join(f"<code>{escape(name)}</code>" for name in names.split(joint))


def _meanings(codes: str) -> str:
    """Codes of a column, each with its meaning where it has one."""
    pairs = [entry.partition(" = ") for entry in codes.split(CODE_JOINT)]
    return "; ".join(f"<code>{escape(code)}</code> {escape(meaning)}".rstrip() for code, _, meaning in pairs)
