"""What a book makes of its data and results besides chapters: pages, files for the reader, facts for the templates."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

from bookbuilder.book.configuration import FILE, load_configuration
from bookbuilder.book.files import all_files_below, files_below, mirror, remove_tree
from bookbuilder.book.fingerprints import digest, file_digest
from bookbuilder.book.layout import BookFolders
from bookbuilder.errors import BookError
from bookbuilder.running.workers import WorkerPool
from bookbuilder.site.facts import FACTS
from bookbuilder.staleness.sealed import load_sealed, save_sealed

PAGES, FILES = "pages", "files"
EXPECTED = f"expected names that begin with {PAGES}/ or {FILES}/, or {FACTS}"


def generate(book: BookFolders, pool: WorkerPool) -> bool:
    """Let the book's own function make its pages and files; whether it had to: data, results or code changed.

    Raises
    ------
    BookError
        If the function that the book names is not there, or makes a file outside its folders.
    """
    if not load_configuration(book.root).generate:
        remove_tree(book.generated)
        return False
    seen = inputs(book)
    kept = load_sealed(state_file(book)) or {}
    if kept == {"inputs": seen, "made": made(book)}:
        return False
    faults = pool.call("tools", "bookbuilder.site.generated:call_generator", str(book.root))
    if faults:
        raise BookError(*faults)
    save_sealed(state_file(book), {"inputs": seen, "made": made(book)})
    return True


def inputs(book: BookFolders) -> str:
    """Fingerprint of all that the function may use: the data, all code of the book, results, the settings."""
    configuration = load_configuration(book.root)
    folders = [*(book.root / name for name in configuration.data), book.root / "src", book.results]
    files = [*(path for folder in folders for path in files_below(folder, {"__pycache__"})), book.root / FILE]
    return digest("\n".join(f"{path} {file_digest(path)}" for path in files).encode())


def made(book: BookFolders) -> str:
    """Fingerprint of what the function made, so that damage to it is noticed."""
    lines = [f"{path} {file_digest(path)}" for path in all_files_below(book.generated)]
    return digest("\n".join(lines).encode("utf-8", "surrogateescape"))


def state_file(book: BookFolders) -> Path:
    """Where the fingerprints of the last run of the function are kept."""
    return book.build / "records" / "generated.state"


def call_generator(root: str) -> list[str]:
    """Write what the book's function makes; the faults found, one line each."""
    book = BookFolders(Path(root))
    named = load_configuration(book.root).generate
    module, _, name = named.partition(":")
    sys.path[:0] = [source for source in [str(book.root / "src")] if source not in sys.path]
    try:
        function = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError, ValueError) as error:
        return [
            f"{FILE}, [tool.bookbuilder], generate: found {named!r} ({error}); expected module:function. Correct it."
        ]
    try:
        files: dict[str, bytes] = dict(function(book.results))
    except BookError as error:
        return str(error).splitlines()
    if faults := [f"{named}: found the file {name!r}; {EXPECTED}. Correct it." for name in files if not _legal(name)]:
        return faults
    mirror(files, book.generated)
    return []


def _legal(name: str) -> bool:
    parts = name.split("/")
    return name == FACTS or (parts[0] in (PAGES, FILES) and len(parts) > 1 and not {"", ".", ".."} & set(parts))


def generated_pages(book: BookFolders) -> Iterator[tuple[str, Path]]:
    """Pages for Sphinx and the facts of all pages, by name in the staged sources."""
    facts = book.generated / FACTS
    yield from (
        (path.relative_to(book.generated / PAGES).as_posix(), path) for path in files_below(book.generated / PAGES)
    )
    if facts.is_file():
        yield FACTS, facts


def generated_files(book: BookFolders) -> dict[str, Path | bytes]:
    """Files that go into the site as they are, by name in the site."""
    folder = book.generated / FILES
    return {path.relative_to(folder).as_posix(): path for path in files_below(folder)}
