"""Defaults of parameters that the accepted results were made with: a notebook saved with another one is told."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from bookbuilder.book.chapters import Chapter
from bookbuilder.book.layout import BookFolders
from bookbuilder.book.parameters import load_parameters
from bookbuilder.book.reading import read_csv
from bookbuilder.errors import BookError

FILE = "parameters.csv"
COLUMNS = ["chapter", "parameter", "default"]
Defaults = Mapping[tuple[str, str], str]


def defaults_file(chapters: Iterable[Chapter]) -> bytes:
    """A row for each parameter of a book, its default as Python writes it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for chapter in sorted(chapters, key=lambda chapter: chapter.chapter_id):
        writer.writerows(
            (chapter.chapter_id, name, repr(one.default)) for name, one in load_parameters(chapter).items()
        )
    return text.getvalue().encode()


def changed_defaults(chapter: Chapter, accepted: Defaults, *, command: str) -> Iterator[str]:
    """A line for each default that is not the accepted one: what it is, and what to do.

    Raises
    ------
    BookError
        If the parameters cell cannot be read.
    """
    for name, parameter in load_parameters(chapter).items():
        found, expected = repr(parameter.default), accepted.get((chapter.chapter_id, name))
        if expected is not None and found != expected:
            yield (
                f"{chapter.name}, parameter {name}: found {found}; the accepted results were made with {expected}. "
                f"Restore it, and try values by: {command} run {chapter.chapter_id} -p {name}=VALUE. "
                f"If it is the new default: {command} build, then {command} accept"
            )


def accepted_defaults(book: BookFolders) -> Defaults:
    """Accepted defaults by chapter and parameter; none before the first baseline.

    Raises
    ------
    BookError
        If the file is not as ``accept`` writes it.
    """
    path = book.baseline / FILE
    if not path.is_file():
        return {}
    header, *rows = read_csv(path, str(path)) or [[]]
    if header != COLUMNS or any(len(row) != len(COLUMNS) for row in rows):
        expected = f"expected rows of {', '.join(COLUMNS)}"
        raise BookError(f"{path}: found a damaged file; {expected}. Restore it, or run accept.")
    return {(chapter, name): default for chapter, name, default in rows}
