"""The quick answer: nothing that the last complete build saw, or made, has changed since."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from bookbuilder.book.chapters import page_files
from bookbuilder.book.files import all_files_below, files_below
from bookbuilder.book.fingerprints import Sources, files_digest, read_sources
from bookbuilder.book.layout import BookFolders
from bookbuilder.running.environment import environment_parts
from bookbuilder.staleness.lock import lock_file
from bookbuilder.staleness.records import Seen, changed_since, load_record
from bookbuilder.staleness.sealed import load_sealed, save_sealed, state_file

BUILDER = Path(__file__).parents[1]
MANIFEST = "manifest"  # the state of the last complete build
LEFT = "is left alone: nothing it depends on changed"
IDLE = ("_build", "mine", "tests")  # folders of a book that no build reads, but for pages that stand in them
COMPILED = ("__pycache__",)


def input_files(book: BookFolders) -> list[Path]:
    """Every file of the book, and of the builder."""
    own = files_below(book.root, COMPILED, at_top=IDLE)
    return [*own, *(book.root / name for name in page_files(book.root)), *files_below(BUILDER, COMPILED)]


def inputs(book: BookFolders) -> Sources:
    """Every file of the book and of the builder, and the environment."""
    return read_sources(input_files(book), environment_parts(book.root))


def outputs(book: BookFolders) -> str:
    """Fingerprint of all that a build has made, but for the manifest itself and the notes of single runs."""
    others = (state_file(book, MANIFEST), lock_file(book))
    made = [path for path in all_files_below(book.build) if path not in others and path.suffix != ".trace"]
    return files_digest(made)


def nothing_changed(book: BookFolders) -> list[str] | None:
    """The ids of the chapters if a build has nothing to do, else None."""
    kept = load_sealed(state_file(book, MANIFEST))
    if kept is None or kept["inputs"] != inputs(book).digest or kept["outputs"] != outputs(book):
        return None
    return None if any(changed_since(book.root, kept["seen"], known={})) else kept["chapters"]


def report_nothing_changed(book: BookFolders, report: Callable[[str], None]) -> bool:
    """Report so for every chapter and the site, if a build has nothing to do; whether that is so."""
    chapters = nothing_changed(book)
    for name in [] if chapters is None else [*chapters, "site"]:
        report(f"{name} {LEFT}")
    return chapters is not None


def save_manifest(book: BookFolders, before: Sources, *, chapters: list[str]) -> None:
    """Remember a complete build whose inputs were ``before`` when it began, unless one was written meanwhile."""
    made = {"inputs": before.digest, "outputs": outputs(book)}
    if before.untouched:
        save_sealed(state_file(book, MANIFEST), {**made, "chapters": chapters, "seen": seen_by_all(book, chapters)})


def seen_by_all(book: BookFolders, chapters: Iterable[str]) -> Seen:
    """What the runs of all chapters saw; what they do not agree about, having seen it at other moments, differs."""
    found: Seen = {}
    for chapter_id in chapters:
        record = load_record(book, chapter_id)
        for kind, states in record.seen.items() if record else ():
            for name, state in states.items():
                found.setdefault(kind, {}).setdefault(name, state)
    return found
