"""What each chapter's last run depended on, and whether any of it has changed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from bookbuilder.book.chapters import Chapter, code_cells, source_of, tags_of
from bookbuilder.book.fingerprints import digest
from bookbuilder.book.layout import BookFolders
from bookbuilder.running.environment import environment_parts, kernel_environment
from bookbuilder.staleness.imports import cell_imports, reachable_files
from bookbuilder.staleness.sealed import load_sealed, save_sealed
from bookbuilder.staleness.states import ABSENT, STATES, variable

UNSETTLED = "changed while the chapter ran"
CODE = "its code or parameters"
NO_RUN = "it has not run yet"
FAILED = "its last run failed"
ALTERED = "its last output is not there as it was made"
CHANGES = {
    "folder": "{name}/ has other files",
    "modules": "{name}/ has other modules",
    "tree": "a file of the book changed, and a program it starts may read any",
    "variable": "the environment variable {name} changed",
}
Seen = dict[str, dict[str, str]]


@dataclass(frozen=True)
class Record:
    """Everything one successful run depended on.

    Parameters
    ----------
    parts : dict
        Fingerprints of what is no single file: code cells, environment.
    seen : dict
        By kind of look (file, folder, variable and so on), the state of everything that the run saw, by name.
    output : str
        Fingerprint of the outputs in the executed notebook.
    """

    parts: dict[str, str | None]
    seen: Seen = field(default_factory=dict)
    output: str | None = None


def record_file(book: BookFolders, chapter_id: str) -> Path:
    """Where a chapter's record is kept."""
    return book.build / "records" / f"{chapter_id}.json"


def trace_file(book: BookFolders, chapter_id: str) -> Path:
    """Where a chapter's last run noted what it saw, whether it succeeded or not."""
    return record_file(book, chapter_id).with_suffix(".trace")


def load_record(book: BookFolders, chapter_id: str) -> Record | None:
    """A chapter's record; none if its last run did not succeed."""
    content = load_sealed(record_file(book, chapter_id))
    try:
        return None if content is None else Record(**content)
    except TypeError:
        return None


def save_record(book: BookFolders, chapter_id: str, *, record: Record) -> None:
    """Keep a chapter's record."""
    save_sealed(record_file(book, chapter_id), asdict(record))


def code_fingerprint(notebook: dict[str, Any]) -> str:
    """Fingerprint of what a kernel gets of a notebook: its code cells and its kernel; no prose, tags, outputs."""
    cells = [(source_of(cell), "parameters" in tags_of(cell)) for cell in code_cells(notebook)]
    kernel = notebook.get("metadata", {}).get("kernelspec", {}).get("name")
    return digest(json.dumps([cells, kernel]).encode())


def outputs_fingerprint(book: BookFolders, chapter: Chapter) -> str | None:
    """Fingerprint of the outputs that the last run left; None if they are gone."""
    try:
        executed = json.loads((book.executed / chapter.name).read_bytes())
        outputs = [[cell["outputs"], cell["execution_count"]] for cell in code_cells(executed)]
        language = executed["metadata"].get("language_info", {})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return digest(json.dumps([outputs, language], sort_keys=True).encode())


def module_files(chapter: Chapter, root: Path) -> set[str]:
    """Files of the book's code that the chapter's cells reach through imports, from the root."""
    imports = [entry for cell in chapter.code_cells for entry in cell_imports(source_of(cell))]
    return {f"src/{name}" for name in reachable_files(imports, root / "src")}


def trace_lines(trace: Path) -> list[tuple[str, str, str]]:
    """What a run noted: kind, state and name of everything it saw; half a line, of a killed run, counts for nothing."""
    found: list[tuple[str, str, str]] = []
    for line in trace.read_bytes().splitlines() if trace.exists() else []:
        try:
            kind, state, name = json.loads(line)
        except ValueError:
            continue
        found.append((kind, state, name))
    return found


def looked_at_outputs(book: BookFolders, chapter_id: str) -> bool:
    """Whether a chapter's last run, even one that failed, looked at what builds make, or may have by a program."""
    made = book.build.relative_to(book.root).as_posix()
    return any(kind == "tree" or name.startswith(made) for kind, _, name in trace_lines(trace_file(book, chapter_id)))


def refusals(trace: Path) -> list[str]:
    """Sentences with which the run was refused a way of reading, also those that the chapter kept to itself."""
    return [name for kind, _, name in trace_lines(trace) if kind == "refused"]


def new_record(
    book: BookFolders, chapter: Chapter, *, executed: dict[str, Any], trace: Path, parts: dict[str, str | None]
) -> Record:
    """The record of a run that noted what it saw in ``trace``."""
    seen = seen_in(trace, book.root)
    files = seen.setdefault("file", {})
    for name in module_files(chapter, book.root):
        files.setdefault(name, state_of(book.root, "file", name))
    return Record({CODE: code_fingerprint(executed), **parts}, seen, outputs_fingerprint(book, chapter))


def seen_in(trace: Path, root: Path) -> Seen:
    """What a run of the book below ``root`` saw; what is not now as it was then has a state that never returns."""
    variables = kernel_environment(root)
    seen: Seen = {}
    for kind, state, name in trace_lines(trace):
        if kind == "variable":
            seen.setdefault(kind, {})[name] = variable(name, variables)
        elif kind in STATES:
            now = state_of(root, kind, name)
            seen.setdefault(kind, {})[name] = state if state == now else UNSETTLED
    return seen


def state_of(root: Path, kind: str, name: str) -> str:
    """The present state of what a run saw; names are relative to the book, or absolute."""
    return STATES[kind](root / name)


def changed_since(root: Path, seen: Seen, *, known: dict[tuple[str, str], str]) -> Iterator[str]:
    """What of the things seen is not as it was, in words; ``known`` keeps states between the chapters of one build."""
    variables = kernel_environment(root) if "variable" in seen else {}
    for kind, states in seen.items():
        for name, was in states.items():
            key = (kind, name)
            if key not in known:
                known[key] = variable(name, variables) if kind == "variable" else state_of(root, kind, name)
            if known[key] != was:
                yield CHANGES[kind].format(name=name) if kind in CHANGES else f"{name} {_change(was, known[key])}"


def states_now(book: BookFolders, chapter_id: str) -> list[str]:
    """The present state of the files and folders that a chapter's last run saw, in words; none without such a run."""
    record = load_record(book, chapter_id)
    names = [(kind, name) for kind, states in record.seen.items() for name in sorted(states)] if record else []
    return [f"{kind} {name} {state_of(book.root, kind, name)}" for kind, name in names if kind in STATES]


def _change(was: str, now: str) -> str:
    if was == UNSETTLED:
        return UNSETTLED
    return "is new" if was == ABSENT else "is gone" if now == ABSENT else "changed"


def reasons(
    book: BookFolders, chapter: Chapter, *, parts: Mapping[str, str | None], known: dict[tuple[str, str], str]
) -> list[str]:
    """Why a chapter has to run, in words; empty if nothing it depends on changed."""
    record = load_record(book, chapter.chapter_id)
    if record is None:
        failed = record_file(book, chapter.chapter_id).with_suffix(".failed").exists()
        return [FAILED if failed else NO_RUN]
    now = {CODE: code_fingerprint(chapter.notebook), **parts}
    found = [f"{name} changed" for name in now if now[name] != record.parts.get(name)]
    found += dict.fromkeys(changed_since(book.root, record.seen, known=known))
    if not found and outputs_fingerprint(book, chapter) != record.output:
        found.append(ALTERED)
    return found


def decide(book: BookFolders, chapters: Sequence[Chapter], *, wanted: Sequence[str]) -> dict[str, list[str]]:
    """Why each chapter has to run, by chapter id; chapters not asked for run only if their outputs are not there."""
    parts = environment_parts(book.root)
    known: dict[tuple[str, str], str] = {}
    found = {chapter.chapter_id: reasons(book, chapter, parts=parts, known=known) for chapter in chapters}
    for chapter in chapters:
        if chapter.chapter_id not in wanted and outputs_are_whole(book, chapter):
            found[chapter.chapter_id] = []
    return found


def outputs_are_whole(book: BookFolders, chapter: Chapter) -> bool:
    """Whether the executed notebook is there as the chapter's last successful run made it."""
    record = load_record(book, chapter.chapter_id)
    return record is not None and record.output == outputs_fingerprint(book, chapter)
