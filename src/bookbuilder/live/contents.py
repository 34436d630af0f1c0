"""What the browser's Python is given of the book: its code, its data, its notebooks and the accepted results."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import files, packages_distributions
from pathlib import Path

from bookbuilder.book.configuration import Configuration
from bookbuilder.book.files import files_below
from bookbuilder.errors import BookError

GUEST = Path(__file__).with_name("guest")
BUILDER = Path(__file__).parents[1]
BUILDER_PARTS = ("__init__.py", "errors.py", "book", "results")  # the recorder of results, and what it imports
SKIPPED = ("__pycache__",)
LICENCE_NAME = re.compile(r"\.dist-info/(licenses/.*|(licen[cs]e|copying|notice)[^/]*)$", re.IGNORECASE)


def book_files(root: Path, configuration: Configuration) -> dict[str, bytes]:
    """Files by their paths below the folder of the book in the browser.

    Parameters
    ----------
    root : Path
        The book's root.
    configuration : Configuration
        Its settings; ``live_files``, ``live_libraries`` and ``live_stand_ins`` count.
    """
    files = dict(_below(root, [root / name for name in ("src", "results", "_toc.yml", *configuration.live_files)]))
    files |= _under("src/bookbuilder", BUILDER, [BUILDER / part for part in BUILDER_PARTS])
    files |= _under("kernel", GUEST, [GUEST])
    if configuration.live_stand_ins:
        folder = root / configuration.live_stand_ins
        files |= _under("stand_ins", folder, [folder])
    for name in configuration.live_libraries:
        folder = library_folder(name)
        files |= _under(f"libraries/{name}", folder, [folder])
    return files


def library_folder(name: str) -> Path:
    """Folder of an installed library without compiled parts.

    Raises
    ------
    BookError
        If it is not installed, or has compiled parts.
    """
    found = importlib.util.find_spec(name)
    folders = list(found.submodule_search_locations or ()) if found else []
    if not folders or any(path.suffix in (".so", ".pyd") for path in files_below(Path(folders[0]), SKIPPED)):
        raise BookError(
            f"pyproject.toml, [tool.bookbuilder], live_libraries: found {name!r}; expected an installed package "
            "of Python alone. Correct the name, or put a package in its place by live_stand_ins."
        )
    return Path(folders[0])


def library_licences(names: Sequence[str]) -> dict[str, bytes]:
    """Licences that came with installed libraries, by ``LIBRARY.txt``; of several files, one after the other."""
    distributions = packages_distributions()
    return {
        f"{name}.txt": b"\n".join(
            file.read_binary()
            for distribution in distributions.get(name, ())
            for file in files(distribution) or ()
            if LICENCE_NAME.search(file.as_posix())
        )
        for name in names
    }


def _under(place: str, folder: Path, paths: Iterable[Path]) -> dict[str, bytes]:
    """Files below ``folder``, by their paths there put after ``place``."""
    return {f"{place}/{name}": content for name, content in _below(folder, paths)}


def _below(folder: Path, paths: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    """Path from ``folder`` and content of every file at or below ``paths``."""
    for path in paths:
        for file in [path] if path.is_file() else files_below(path, SKIPPED):
            yield file.relative_to(folder).as_posix(), file.read_bytes()
