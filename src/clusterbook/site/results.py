"""The files of named results, each read once, for what the site says of them outside the chapters."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from bookbuilder.results.result import format_value


@cache
def entries_of(file: Path) -> dict[str, dict[str, Any]]:
    """The entries of a file of results, by name."""
    return {entry["name"]: entry for entry in json.loads(file.read_text(encoding="utf-8"))}


def value_in(reference: str, folders: Iterable[Path]) -> str | None:
    """The named result ``chapter.name`` as prose prints it, from the first folder that has the chapter; else None."""
    chapter, _, name = reference.partition(".")
    files = (folder / f"{chapter}.json" for folder in folders)
    entries = next((entries_of(file) for file in files if file.is_file()), {})
    return format_value(entries[name]["value"], entries[name]["digits"]) if name in entries else None
