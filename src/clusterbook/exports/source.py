"""What is exported: every file of the data package as a typed frame with its schema, and the codebook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import pandas as pd

from clusterbook.data.book import Book
from clusterbook.data.codebook import codebook, described_files
from clusterbook.vocabulary import in_words

NAME_LENGTH = 32  # of a variable, in Stata
RESERVED_WORDS = """
    aggregate array boolean break byte case catch class colvector complex const continue default delegate delete do
    double else eltypedef end enum explicit export external float for friend function global goto if in inline int
    local long pragma protected quad rowvector short typedef typename using virtual with
"""
RESERVED = frozenset(RESERVED_WORDS.split())  # by Stata and its matrix language: no variable may be called so
CODEBOOK = "codebook_of_all_files"  # cases/codebook.csv is another: what the codes of a cluster mean


@dataclass(frozen=True, eq=False)
class ExportTable:
    """A file of the data package.

    Parameters
    ----------
    name, title : str
        Name of the file without ending, and what it holds.
    fields : tuple of dict
        Columns as the schema describes them.
    key : tuple of str
        Columns that identify a row.
    frame : DataFrame
        The rows, typed by the schema.
    """

    name: str
    title: str
    fields: tuple[dict[str, Any], ...]
    key: tuple[str, ...]
    frame: pd.DataFrame


@cache
def export_tables(book: Book) -> tuple[ExportTable, ...]:
    """The codebook first, then the flat files, the printed tables and all others; made once for a book."""
    return (_codebook_table(book), *(_table(book, name) for name in described_files()))


def _table(book: Book, name: str) -> ExportTable:
    """One file."""
    descriptor = book.describe(name)
    schema = descriptor["schema"]
    return ExportTable(
        name, descriptor["title"], tuple(schema["fields"]), tuple(schema["primaryKey"]), book.resource(name)
    )


def _codebook_table(book: Book) -> ExportTable:
    """The codebook as a table, with the shortened name of each column."""
    entries = codebook(book)
    short = [
        name
        for _, columns in entries.groupby("file", sort=False)["column"]
        for name in short_names(columns.tolist()).values()
    ]
    frame = entries.assign(short_name=short).replace("", pd.NA)
    fields = tuple(_field(str(name), frame[name]) for name in frame.columns)
    return ExportTable(CODEBOOK, "Codebook: every column of every file", fields, ("file", "column"), frame)


def _field(name: str, values: pd.Series) -> dict[str, Any]:
    """A column of the codebook as a schema would describe it."""
    kind = "integer" if pd.api.types.is_integer_dtype(values) else "string"
    return {"name": name, "title": in_words(name).capitalize(), "type": kind, "description": ""}


def short_names(names: list[str]) -> dict[str, str]:
    """Names of at most 32 characters, by column; a longer one loses letters at the end of its longest words.

    A word that Stata reserves gets an underscore behind it.

    Parameters
    ----------
    names : list of str
        Columns of one file.
    """
    short = {name: f"{name}_" if name in RESERVED else name for name in names if len(name) <= NAME_LENGTH}
    taken = set(short.values())
    for name in names:
        if name not in short:
            short[name] = next(one for one in _shortened(name) if one not in taken)
            taken.add(short[name])
    return {name: short[name] for name in names}


def _shortened(name: str) -> Iterator[str]:
    """Ever shorter forms of a name that are short enough."""
    words = name.split("_")
    while any(len(word) > 1 for word in words):
        longest = max(range(len(words)), key=lambda place: len(words[place]))
        words[longest] = words[longest][:-1]
        if len("_".join(words)) <= NAME_LENGTH:
            yield "_".join(words)
