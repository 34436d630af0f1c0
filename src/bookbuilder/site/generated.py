"""What a book makes of its data and results besides chapters: pages, files for the reader, facts for the templates."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from bookbuilder.book.configuration import FILE, call_function, load_configuration
from bookbuilder.book.files import all_files_below, files_below, mirror, remove_tree
from bookbuilder.book.fingerprints import files_digest
from bookbuilder.book.layout import BookFolders
from bookbuilder.errors import BookError
from bookbuilder.running.workers import WorkerPool
from bookbuilder.site.facts import FACTS
from bookbuilder.staleness.sealed import load_sealed, save_sealed, state_file

PAGES, FILES = "pages", "files"
TOC = "_toc.yml"
PAGE_ENDINGS = (".md", ".ipynb")
NO_PAGES = ("_build", "src", "tests", "node_modules", "__pycache__")
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
    kept = state_file(book, "generated")
    if load_sealed(kept) == {"inputs": seen, "made": made(book)}:
        return False
    pool.call("tools", partial(call_generator, book))
    save_sealed(kept, {"inputs": seen, "made": made(book)})
    return True


def inputs(book: BookFolders) -> str:
    """Fingerprint of all that the function may use: pages, data, all code of the book, results, the settings."""
    configuration = load_configuration(book.root)
    folders = [*(book.root / name for name in configuration.data), book.root / "src", book.results]
    files = [path for folder in folders for path in files_below(folder, {"__pycache__"})]
    pages = [path for path in files_below(book.root, NO_PAGES) if path.suffix in PAGE_ENDINGS]
    return files_digest([*files, *pages, *(book.root / name for name in (FILE, TOC))])


def made(book: BookFolders) -> str:
    """Fingerprint of what the function made, so that damage to it is noticed."""
    return files_digest(all_files_below(book.generated))


def call_generator(book: BookFolders) -> None:
    """Write what the book's function makes.

    Raises
    ------
    BookError
        If there is no such function, it finds a fault or fails, or it names a file outside its folders.
    """
    named = load_configuration(book.root).generate
    files: dict[str, bytes] = call_function(book.root, "generate", book.results, take=dict)
    if faults := [f"{named}: found the file {name!r}; {EXPECTED}. Correct it." for name in files if not _legal(name)]:
        raise BookError(*faults)
    if wrong := [name for name, content in files.items() if not isinstance(content, bytes)]:
        raise BookError(f"{named}: found no bytes for the file {wrong[0]!r}; expected its content. Encode it.")
    mirror(files, book.generated)


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
