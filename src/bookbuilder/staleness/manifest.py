"""The quick answer: nothing that the last complete build saw, or made, has changed since."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bookbuilder.book.files import digest, dump_json, file_digest, files_below, write_if_new
from bookbuilder.book.layout import BookFolders
from bookbuilder.running.environment import environment_parts

LEFT = "is left alone: nothing it depends on changed"
IDLE = ("_build", "tests", "__pycache__")


def manifest_file(book: BookFolders) -> Path:
    """Where the manifest of the last complete build is kept."""
    return book.build / "records" / "manifest.json"


def inputs(book: BookFolders) -> str:
    """Fingerprint of every file of the book and of the environment."""
    lines = [f"{path} {file_digest(path)}" for path in files_below(book.root, IDLE)]
    lines += [f"{name} {value}" for name, value in environment_parts(book.root).items()]
    code = files_below(Path(__file__).parents[1], ("__pycache__",))
    return digest("\n".join([*lines, *(str(file_digest(path)) for path in code)]).encode())


def outputs(book: BookFolders) -> str:
    """What stands in the site and behind it: names, sizes and times, enough to notice a loss."""
    lines: list[str] = []
    for folder in (book.site, book.executed, book.results):
        for path in files_below(folder):
            about = os.stat(path)
            lines.append(f"{path} {about.st_size} {about.st_mtime_ns}")
    return digest("\n".join(lines).encode())


def nothing_changed(book: BookFolders) -> list[str] | None:
    """The ids of the chapters if a build has nothing to do, else None."""
    try:
        kept: dict[str, Any] = json.loads(manifest_file(book).read_bytes())
    except (FileNotFoundError, json.JSONDecodeError):
        return None
    same = kept["outputs"] == outputs(book) and kept["inputs"] == inputs(book)
    return kept["chapters"] if same else None


def report_nothing_changed(book: BookFolders, report: Callable[[str], None]) -> bool:
    """Report so for every chapter and the site, if a build has nothing to do; whether that is so."""
    chapters = nothing_changed(book)
    for name in [] if chapters is None else [*chapters, "site"]:
        report(f"{name} {LEFT}")
    return chapters is not None


def save_manifest(book: BookFolders, seen: str, *, chapters: list[str]) -> None:
    """Remember a complete build whose inputs were ``seen`` when it began."""
    content = {"inputs": seen, "outputs": outputs(book), "chapters": chapters}
    write_if_new(manifest_file(book), dump_json(content))
