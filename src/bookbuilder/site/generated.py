"""What a book makes of its data and results besides chapters: pages, files for the reader, facts for the templates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path, PurePosixPath

from bookbuilder.book.chapters import LONGEST_NAME
from bookbuilder.book.configuration import call_function, load_configuration
from bookbuilder.book.files import all_files_below, drop_empty_folders, files_below, mirror, remove_tree
from bookbuilder.book.fingerprints import Sources, files_digest, read_sources
from bookbuilder.book.layout import BookFolders
from bookbuilder.book.reading import shortened
from bookbuilder.errors import BookError
from bookbuilder.running.environment import environment_parts
from bookbuilder.running.workers import WorkerPool
from bookbuilder.site.facts import FACTS
from bookbuilder.staleness.data import data_sources
from bookbuilder.staleness.manifest import input_files
from bookbuilder.staleness.sealed import load_sealed, save_sealed, state_file

EXPORT, GENERATE = "export", "generate"  # the settings that name the functions
PAGES, FILES = "pages", "files"
IN_NO_NAME = re.compile("[\0\ud800-\udfff]")
PAGE = ".html"
TAKEN = "expected a name that the site gives to no page, no folder and no other such file"
IN_THE_SITE = "expected names of files in the site, none of them hidden"
IN_ITS_PLACE = f"expected names that begin with {PAGES}/ or {FILES}/, none of them hidden, or {FACTS}"


def generate(book: BookFolders, pool: WorkerPool) -> bool:
    """Let the book's own functions make its pages and files; whether one had to: data, results or code changed.

    Raises
    ------
    BookError
        If a function that the book names is not there, or makes a file outside its folders.
    """
    call_export, call_generate = partial(export_files, book), partial(generate_files, book)
    exported = _up_to_date(book, pool, EXPORT, sources=partial(data_sources, book, EXPORT), call=call_export)
    generated = _up_to_date(book, pool, GENERATE, sources=partial(all_sources, book), call=call_generate)
    return exported or generated


def _up_to_date(
    book: BookFolders,
    pool: WorkerPool,
    setting: str,
    *,
    sources: Callable[[], Sources],
    call: Callable[[], None],
) -> bool:
    """Call the function that a setting names, if what it may see is not as it was, or what it made; whether it was."""
    folder = folder_of(book, setting)
    if not getattr(load_configuration(book.root), setting):
        remove_tree(folder)
        return False
    drop_empty_folders(folder)
    kept, before = state_file(book, folder.name), sources()
    if folder.is_dir() and load_sealed(kept) == {"inputs": before.digest, "made": made(folder)}:
        return False
    pool.call("tools", call)
    if before.untouched:
        save_sealed(kept, {"inputs": before.digest, "made": made(folder)})
    return True


def folder_of(book: BookFolders, setting: str) -> Path:
    """Where what the function makes that a setting names is kept."""
    return {EXPORT: book.exported, GENERATE: book.generated}[setting]


def all_sources(book: BookFolders) -> Sources:
    """All that may be generated from: any file of the book, results, exports, the environment."""
    made_before = [path for folder in (book.results, book.exported) for path in files_below(folder)]
    return read_sources([*input_files(book), *made_before], environment_parts(book.root))


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
    book: BookFolders, setting: str, files: dict[str, bytes], *, is_allowed: Callable[[object], bool], expected: str
) -> None:
    """Write the files of the function that a setting names, and drop those that it makes no more."""
    named = getattr(load_configuration(book.root), setting)
    if faults := [
        f"{named}: found the file {shortened(repr(name))}; {expected}. Correct it."
        for name in files
        if not is_allowed(name)
    ]:
        raise BookError(*faults)
    if wrong := [name for name, content in files.items() if not isinstance(content, bytes)]:
        raise BookError(f"{named}: found no bytes for the file {wrong[0]!r}; expected its content. Encode it.")
    if both := sorted(_folders_of(files) & files.keys()):
        raise BookError(f"{named}: found {both[0]!r} as a file and as a folder; expected one of them. Rename one.")
    mirror(files, folder_of(book, setting))


def _is_inside(name: object) -> bool:
    """Whether a text names a file that stays in the folder that it is laid below, and is not hidden there."""
    parts = name.split("/") if isinstance(name, str) and not IN_NO_NAME.search(name) else [""]
    return all(part and not part.startswith(".") and len(part.encode()) <= LONGEST_NAME for part in parts)


def _is_in_its_place(name: object) -> bool:
    """Whether a text names the facts, or a page or a file for the site."""
    folder, _, rest = name.partition("/") if isinstance(name, str) else ("", "", "")
    return name == FACTS or (folder in (PAGES, FILES) and _is_inside(rest))


def generated_pages(book: BookFolders) -> Iterator[tuple[str, Path]]:
    """Pages for Sphinx and the facts of all pages, by name in the staged sources."""
    facts = book.generated / FACTS
    yield from (
        (path.relative_to(book.generated / PAGES).as_posix(), path) for path in files_below(book.generated / PAGES)
    )
    if facts.is_file():
        yield FACTS, facts


def with_made_files(book: BookFolders, compiled: Mapping[str, Path]) -> dict[str, Path | bytes]:
    """Files of the site by name: those that Sphinx compiled, and as they are those that the book's functions made.

    Raises
    ------
    BookError
        If a function takes the name of a page, or what another made.
    """
    files, taken = dict(compiled), {name for name in compiled if name.endswith(PAGE)}
    for setting, folder in ((EXPORT, book.exported), (GENERATE, book.generated / FILES)):
        made_here = {path.relative_to(folder).as_posix(): path for path in files_below(folder)}
        barred = taken | _folders_of(files)
        if clashes := [
            name for name in made_here if name in barred or not files.keys().isdisjoint(_folders_of([name]))
        ]:
            named = getattr(load_configuration(book.root), setting)
            raise BookError(*(f"{named}: found the file {name!r}; {TAKEN}. Rename it." for name in clashes))
        files |= made_here
        taken |= made_here.keys()
    return {**files}


def _folders_of(names: Iterable[str]) -> set[str]:
    """All folders that stand in names of files."""
    return {folder.as_posix() for name in names for folder in PurePosixPath(name).parents}
