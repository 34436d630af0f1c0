"""What a row of a printed table is called in a sentence: its printed label, with more where several rows share it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from clusterbook.data.book import Book
from clusterbook.vocabulary import in_words

PART_JOINT = ", "
NOT_WORDS = ("row_type", "_id")
Names = dict[str, tuple[str, ...]]


@cache
def row_names(book: Book, table: str) -> dict[str, str]:
    """A name of its own for every row of a printed table, by row key.

    The first printed label is enough where no other row has it; rows that share one take on the words of the table's
    groups and of its other labels, and at last those of the key.

    Parameters
    ----------
    book : Book
        The data package.
    table : str
        Printed number, such as ``"10.4"``.
    """
    printed = book.printed(table)
    kinds = {field["name"]: field["kind"] for field in book.fields(table)}
    labels = [name for name in printed.columns if kinds[name] == "label"]
    groups = [name for name in printed.columns if kinds[name] == "group" and not name.endswith(NOT_WORDS)]
    keys = [str(row) for row in printed.index]
    names: Names = {key: () for key in keys}
    for column in (*labels[:1], *groups, *labels[1:]):
        names |= _distinguish(names, dict(zip(keys, printed[column].map(in_words, na_action="ignore"), strict=True)))
    names |= _distinguish(names, {key: in_words(key.replace("|", PART_JOINT)) for key in keys})
    return {key: PART_JOINT.join(parts) for key, parts in names.items()}


def _distinguish(names: Names, words: Mapping[str, str]) -> Names:
    """Names that several rows share, longer by a word where the word tells those rows apart."""
    sharing: dict[tuple[str, ...], list[str]] = {}
    for key, parts in names.items():
        sharing.setdefault(parts, []).append(key)
    return {
        key: (*parts, words[key])
        for parts, keys in sharing.items()
        if not parts or (len(keys) > 1 and len({words[key] for key in keys}) > 1)
        for key in keys
        if words[key]
    }


def column_names(book: Book, table: str) -> dict[str, str]:
    """The printed heading of every column of a table, by its name in the data."""
    return {field["name"]: field["title"] for field in book.fields(table)}
