"""Checking before anything runs: data, parameters cells, table of contents."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bookbuilder.book.chapters import Chapter
from bookbuilder.book.files import dump_json, file_digest, files_below, write_if_new
from bookbuilder.book.layout import Places
from bookbuilder.book.parameters import load_parameters
from bookbuilder.running.workers import Workshop
from clusterbook.errors import ClusterbookError


def check_book(places: Places, chapters: Iterable[Chapter], *, workshop: Workshop) -> None:
    """Validate all data and parameters; data that were found in order before are not read again.

    Raises
    ------
    ClusterbookError
        With every fault found, one readable line each.
    """
    messages = [message for chapter in chapters if (message := parameter_faults(chapter))]
    if data_changed(places):
        now = data_fingerprints(places)
        fault = workshop.call("office", "bookbuilder.check:check_data", None)
        if fault:
            messages.append(fault)
        else:
            write_if_new(state_file(places), dump_json(now))
    if messages:
        raise ClusterbookError("\n".join(messages))


def parameter_faults(chapter: Chapter) -> str | None:
    """What is wrong with a chapter's parameters cell, if anything."""
    try:
        load_parameters(chapter)
    except ClusterbookError as error:
        return str(error)
    return None


def data_fingerprints(places: Places) -> dict[str, str | None]:
    """Fingerprints of the data and of the code that checks them."""
    folders = (places.root / "data", places.root / "src" / "clusterbook" / "data")
    files = [path for folder in folders for path in files_below(folder)]
    return {path.relative_to(places.root).as_posix(): file_digest(path) for path in files if path.suffix != ".pyc"}


def state_file(places: Places) -> Path:
    """Where the fingerprints of the data that were found in order last are kept."""
    return places.build / "records" / "data.state"


def data_changed(places: Places) -> bool:
    """Whether the data have changed since they were found in order."""
    try:
        return json.loads(state_file(places).read_bytes()) != data_fingerprints(places)
    except (FileNotFoundError, json.JSONDecodeError):
        return True


def check_data(_: Any) -> str | None:
    """Validate every table; the faults, one a line, if there are any."""
    from clusterbook import data

    try:
        data.check_data()
    except ClusterbookError as error:
        return str(error)
    return None
