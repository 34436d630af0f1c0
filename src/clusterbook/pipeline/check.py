"""Checking before anything runs: data, parameters cells, table of contents."""

from __future__ import annotations

import importlib
from types import ModuleType

from clusterbook.errors import ClusterbookError
from clusterbook.pipeline.chapters import load_chapters
from clusterbook.pipeline.parameters import load_parameters
from clusterbook.pipeline.places import Places


def check_book(places: Places) -> int:
    """Validate all data and parameters; the number of chapters looked at.

    Raises
    ------
    ClusterbookError
        With every fault found, one readable line each.
    """
    messages: list[str] = []
    try:
        check_data()
    except ClusterbookError as error:
        messages.append(str(error))
    chapters = load_chapters(places.root)
    for chapter in chapters:
        try:
            load_parameters(chapter)
        except ClusterbookError as error:
            messages.append(str(error))
    if messages:
        raise ClusterbookError("\n".join(messages))
    return len(chapters)


def check_data() -> None:
    """Validate every table, if this book's helper code reads data."""
    reader = _reader()
    check = getattr(reader, "check_data", None)
    if check is not None:
        check()


def _reader() -> ModuleType | None:
    try:
        return importlib.import_module("clusterbook.data")
    except ModuleNotFoundError as error:
        if error.name != "clusterbook.data":
            raise
        return None
