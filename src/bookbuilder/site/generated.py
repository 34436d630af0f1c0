"""What a book makes of its data and results besides chapters: pages, files for the reader, facts for the templates."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from bookbuilder.book.configuration import FILE, call_function, load_configuration
from bookbuilder.book.files import all_files_below, files_below, mirror, remove_tree
from bookbuilder.book.fingerprints import files_digest
from bookbuilder.book.layout import BookFolders
from bookbuilder.errors import BookError
from bookbuilder.running.environment import environment_parts
from bookbuilder.running.workers import WorkerPool
from bookbuilder.site.facts import FACTS
from bookbuilder.staleness.data import data_inputs
from bookbuilder.staleness.sealed import load_sealed, save_sealed, state_file

EXPORT, GENERATE = "export", "generate"  # the settings that name the functions
PAGES, FILES = "pages", "files"
TOC = "_toc.yml"
PAGE_ENDINGS = (".md", ".ipynb")
NO_PAGES = ("_build", "src", "tests", "node_modules", "__pycache__")
IN_THE_SITE = "expected names of files in the site"
IN_ITS_PLACE = f"expected names that begin with {PAGES}/ or {FILES}/, or {FACTS}"


def generate(book: BookFolders, pool: WorkerPool) -> bool:
    """Let the book's own functions make its pages and files; whether one had to: data, results or code changed.

    Raises
    ------
    BookError
        If a function that the book names is not there, or makes a file outside its folders.
    """
    call_export = partial(export_files, book)
    exported = _up_to_date(book, pool, EXPORT, seen=lambda: data_inputs(book, EXPORT), call=call_export)
    call_generate = partial(generate_files, book)
    generated = _up_to_date(book, pool, GENERATE, seen=lambda: {"all": inputs(book)}, call=call_generate)
    return exported or generated


def _up_to_date(
    book: BookFolders,
    pool: WorkerPool,
    setting: str,
    *,
    seen: Callable[[], dict[str, str | None]],
    call: Callable[[], None],
) -> bool:
    """Call the function that a setting names, if what it may see is not as it was, or what it made; whether it was."""
    folder = folder_of(book, setting)
    if not getattr(load_configuration(book.root), setting):
        remove_tree(folder)
        return False
    kept, now = state_file(book, folder.name), seen()
    if load_sealed(kept) == {"inputs": now, "made": made(folder)}:
        return False
    pool.call("tools", call)
    save_sealed(kept, {"inputs": now, "made": made(folder)})
    return True


def folder_of(book: BookFolders, setting: str) -> Path:
    """Where what the function makes that a setting names is kept."""
    return {EXPORT: book.exported, GENERATE: book.generated}[setting]


def inputs(book: BookFolders) -> str:
    """Fingerprint of all that may be generated from: pages, data, exports, code, results, settings, environment."""
    configuration = load_configuration(book.root)
    folders = [*(book.root / name for name in configuration.data), book.root / "src", book.results, book.exported]
    files = [path for folder in folders for path in files_below(folder, {"__pycache__"})]
    pages = [path for path in files_below(book.root, NO_PAGES) if path.suffix in PAGE_ENDINGS]
    settings = [book.root / name for name in (FILE, TOC)]
    return files_digest([*files, *pages, *settings], environment_parts(book.root))


def made(folder: Path) -> str:
    """Fingerprint of what a function made, so that damage to it is noticed."""
    return files_digest(all_files_below(folder))


def export_files(book: BookFolders) -> None:
    """Write what the book's function makes of its data alone; errors as of ``generate_files``."""
    files: dict[str, bytes] = call_function(book.root, EXPORT, take=dict)
    _keep(book, EXPORT, files, is_allowed=_is_inside, expected=IN_THE_SITE)


def generate_files(book: BookFolders) -> None:
    """Write what the book's function makes of everything.

    Raises
    ------
    BookError
        If there is no such function, it finds a fault or fails, or it names a file outside its folders.
    """
    exported = [book.exported] if load_configuration(book.root).export else []
    files: dict[str, bytes] = call_function(book.root, GENERATE, book.results, *exported, take=dict)
    _keep(book, GENERATE, files, is_allowed=_is_in_its_place, expected=IN_ITS_PLACE)


def _keep(
    book: BookFolders, setting: str, files: dict[str, bytes], *, is_allowed: Callable[[str], bool], expected: str
) -> None:
    """Write the files of the function that a setting names, and drop those that it makes no more."""
    named = getattr(load_configuration(book.root), setting)
    if faults := [
        f"{named}: found the file {name!r}; {expected}. Correct it." for name in files if not is_allowed(name)
    ]:
        raise BookError(*faults)
    if wrong := [name for name, content in files.items() if not isinstance(content, bytes)]:
        raise BookError(f"{named}: found no bytes for the file {wrong[0]!r}; expected its content. Encode it.")
    mirror(files, folder_of(book, setting))


def _is_inside(name: str) -> bool:
    """Whether a name stays in the folder that it is laid below."""
    return not {"", ".", ".."} & set(name.split("/"))


def _is_in_its_place(name: str) -> bool:
    folder, _, rest = name.partition("/")
    return name == FACTS or (folder in (PAGES, FILES) and _is_inside(rest))


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
    folders = (book.exported, book.generated / FILES)
    return {path.relative_to(folder).as_posix(): path for folder in folders for path in files_below(folder)}
