"""The page of the codebook: files and columns under headings for readers."""

from __future__ import annotations

import pandas as pd

from clusterbook.data.book import Book
from clusterbook.data.codebook import codebook, file_list

FILE_HEADINGS = {
    "path": "file",
    "title": "what it holds",
    "rows": "rows",
    "key": "key",
    "source": "source",
}
COLUMN_HEADINGS = {
    "file": "file",
    "column": "column",
    "meaning": "meaning",
    "type": "type",
    "kind": "kind",
    "unit": "unit",
    "codes": "codes",
    "filled": "filled",
    "range": "range",
}


def files(book: Book) -> pd.DataFrame:
    """One row per file: where it is, what it holds, rows, key, source."""
    return file_list(book)[list(FILE_HEADINGS)].rename(columns=FILE_HEADINGS)


def columns(book: Book) -> pd.DataFrame:
    """One row per column: file, name, meaning, type, kind, unit, codes, filled of all cells, range."""
    entries = codebook(book)
    spread = entries["lowest"].str.cat(entries["highest"], sep=" to ").where(entries["lowest"] != "", "")
    filled = [f"{filled} of {rows}" for filled, rows in zip(entries["filled"], entries["rows"], strict=True)]
    shown = entries.assign(filled=filled, range=spread, unit=entries["unit"].str.replace("_", " "))
    return shown[list(COLUMN_HEADINGS)].rename(columns=COLUMN_HEADINGS)
