"""What each chapter's last run depended on, and whether any of it has changed."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from importlib.util import source_from_cache
from pathlib import Path
from typing import Any

from bookbuilder.book.chapters import Chapter, source_of, tags_of
from bookbuilder.book.files import digest, dump_json, file_digest, files_below, write_if_new
from bookbuilder.book.layout import BookFolders
from bookbuilder.running.environment import environment_parts
from bookbuilder.staleness.imports import cell_imports, reachable_files

UNSETTLED = "it changed while the chapter ran"
CODE = "its code or parameters"
NO_RUN = "it has not run yet"
FAILED = "its last run failed"


@dataclass(frozen=True)
class Record:
    """Everything one successful run depended on.

    Parameters
    ----------
    parts : dict
        Fingerprints of what is no single file: code cells, environment.
    files : dict
        Fingerprint of every file read and module reached, by path from the root; None means absent.
    folders : dict
        Fingerprint of the list of names in every folder the run looked into.
    output : str
        Fingerprint of the outputs in the executed notebook.
    """

    parts: dict[str, str | None]
    files: dict[str, str | None] = field(default_factory=dict)
    folders: dict[str, str | None] = field(default_factory=dict)
    output: str | None = None


def record_file(book: BookFolders, chapter_id: str) -> Path:
    """Where a chapter's record is kept."""
    return book.build / "records" / f"{chapter_id}.json"


def load_record(book: BookFolders, chapter_id: str) -> Record | None:
    """A chapter's record; none if its last run did not succeed."""
    try:
        return Record(**json.loads(record_file(book, chapter_id).read_bytes()))
    except (FileNotFoundError, json.JSONDecodeError, TypeError):
        return None


def save_record(book: BookFolders, chapter_id: str, *, record: Record) -> None:
    """Keep a chapter's record."""
    write_if_new(record_file(book, chapter_id), dump_json(asdict(record)))


def code_fingerprint(notebook: dict[str, Any]) -> str:
    """Fingerprint of what a kernel gets of a notebook: its code cells and its kernel; no prose, tags, outputs."""
    cells = [
        (source_of(cell), "parameters" in tags_of(cell)) for cell in notebook["cells"] if cell["cell_type"] == "code"
    ]
    kernel = notebook.get("metadata", {}).get("kernelspec", {}).get("name")
    return digest(json.dumps([cells, kernel]).encode())


def outputs_fingerprint(book: BookFolders, chapter: Chapter) -> str | None:
    """Fingerprint of the outputs that the last run left; None if they are gone."""
    try:
        executed = json.loads((book.executed / chapter.name).read_bytes())
        outputs = [
            [cell["outputs"], cell["execution_count"]] for cell in executed["cells"] if cell["cell_type"] == "code"
        ]
    except (FileNotFoundError, json.JSONDecodeError, KeyError):
        return None
    return digest(json.dumps(outputs).encode())


def module_files(chapter: Chapter, root: Path) -> set[str]:
    """Files of the book's code that the chapter's cells reach through imports, from the root."""
    imports = [entry for cell in chapter.code_cells for entry in cell_imports(source_of(cell))]
    return {f"src/{name}" for name in reachable_files(imports, root / "src")}


def listing(folder: Path) -> str | None:
    """Fingerprint of the names in a folder; None where there is none."""
    try:
        return digest("\n".join(sorted(os.listdir(folder))).encode())
    except (FileNotFoundError, NotADirectoryError):
        return None


def traced(trace: Path, root: Path) -> tuple[set[str], set[str]]:
    """Files and folders of the book that a run noted, as paths from the root."""
    files: set[str] = set()
    folders: set[str] = set()
    lines = trace.read_text(encoding="utf-8", errors="surrogateescape").splitlines() if trace.exists() else []
    for line in lines:
        kind, _, place = line.partition("\t")
        name = Path(place).relative_to(root).as_posix()
        if kind == "program":
            files |= {
                path.relative_to(root).as_posix() for part in ("data", "src") for path in files_below(root / part)
            }
        elif kind == "file" and _counts(source_name(name)):
            files.add(source_name(name))
        elif kind == "folder" and _counts(name) and not name.startswith("src"):
            folders.add(name)
    return {name for name in files if "__pycache__" not in name}, folders


def source_name(name: str) -> str:
    """The module file behind a compiled one; any other name as it is."""
    return source_from_cache(name) if name.endswith(".pyc") and "__pycache__" in name else name


def _counts(name: str) -> bool:
    """Whether a path of the book can decide results: what is generated, hidden or the notebook's own is not."""
    if name.startswith("_build/"):
        return name.startswith("_build/results")
    return not any(part.startswith(".") for part in name.split("/"))


def new_record(
    book: BookFolders,
    chapter: Chapter,
    *,
    executed: dict[str, Any],
    trace: Path,
    started: int,
    parts: dict[str, str | None],
) -> Record:
    """The record of a run that began at ``started`` (nanoseconds) and noted its reads in ``trace``."""
    files, folders = traced(trace, book.root)
    names = files | module_files(chapter, book.root)
    return Record(
        {CODE: code_fingerprint(executed), **parts},
        {name: settled_digest(book.root / name, started) for name in sorted(names)},
        {name: listing(book.root / name) for name in sorted(folders)},
        outputs_fingerprint(book, chapter),
    )


def settled_digest(path: Path, started: int) -> str | None:
    """Fingerprint of a file as the run saw it; a file that changed meanwhile has none that counts."""
    before = file_digest(path)
    try:
        return UNSETTLED if path.stat().st_mtime_ns >= started else before
    except (FileNotFoundError, NotADirectoryError):
        return before


def reasons(
    book: BookFolders, chapter: Chapter, *, parts: dict[str, str | None], seen: dict[str, str | None]
) -> list[str]:
    """Why a chapter has to run, in words; empty if nothing it depends on changed.

    ``seen`` keeps fingerprints between the chapters of one build.
    """
    record = load_record(book, chapter.chapter_id)
    if record is None:
        failed = record_file(book, chapter.chapter_id).with_suffix(".failed").exists()
        return [FAILED if failed else NO_RUN]
    now = {CODE: code_fingerprint(chapter.notebook), **parts}
    found = [f"{name} changed" for name in now if now[name] != record.parts.get(name)]
    found += _changed_files(book.root, record.files, seen=seen)
    found += [f"{name}/ has other files" for name, was in record.folders.items() if listing(book.root / name) != was]
    if not found and outputs_fingerprint(book, chapter) != record.output:
        found.append("its last output is not there")
    return found


def _changed_files(root: Path, files: dict[str, str | None], *, seen: dict[str, str | None]) -> Iterable[str]:
    for name, was in files.items():
        if name not in seen:
            seen[name] = file_digest(root / name)
        if seen[name] != was:
            yield f"{name} {'is new' if was is None else 'is gone' if seen[name] is None else 'changed'}"


def decide(book: BookFolders, chapters: Sequence[Chapter], *, wanted: Sequence[str]) -> dict[str, list[str]]:
    """Why each chapter has to run, by chapter id; chapters not asked for run only if they never did."""
    parts = environment_parts(book.root)
    seen: dict[str, str | None] = {}
    found = {chapter.chapter_id: reasons(book, chapter, parts=parts, seen=seen) for chapter in chapters}
    for chapter in chapters:
        if chapter.chapter_id not in wanted and (book.executed / chapter.name).is_file():
            found[chapter.chapter_id] = []
    return found
