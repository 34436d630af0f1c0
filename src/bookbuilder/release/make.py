"""``release``: the book brought up to date and packed, as the commit that is checked out has it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from bookbuilder.book.configuration import load_configuration
from bookbuilder.book.files import write_whole
from bookbuilder.book.layout import BookFolders
from bookbuilder.build import BuildOptions, build_book
from bookbuilder.errors import BookError
from bookbuilder.release.archive import sealed_archive
from bookbuilder.release.bill import Released
from bookbuilder.release.members import release_members
from bookbuilder.release.source import committed, source_archive, wheel_of
from bookbuilder.results.diff import compare_results
from bookbuilder.running.environment import LOCK

SHORT = 12  # characters of a commit


def write_release(book: BookFolders, folder: Path, *, report: Callable[[str], None]) -> Path:
    """Write the archive into a folder; the same commit gives the same bytes.

    Raises
    ------
    BookError
        If the book has no lock, files are not as committed or change meanwhile, the book cannot be built, or results
        are not accepted.
    """
    if not (book.root / LOCK).is_file():
        raise BookError(f"release: found no {LOCK}; expected the packages that the book is made with. Write the lock.")
    commit, seconds = committed(book.root)
    build_book(book, BuildOptions(), report=report)
    require_accepted(book)
    stem = re.sub(r"[^\w.-]", "_", book.root.name)
    wheel = wheel_of(source_archive(book.root, commit, stem), seconds)
    released = Released(*name_and_version(book.root, wheel, commit), commit, seconds)
    source = source_archive(book.root, commit, released.stem)
    members = release_members(book, released, source=source, wheel=wheel)
    if committed(book.root)[0] != commit:
        raise BookError("release: found another commit than when it began; expected the same throughout. Run again.")
    path = folder / f"{released.stem}.zip"
    write_whole(path, sealed_archive(members, seconds=seconds))
    return path


def require_accepted(book: BookFolders) -> None:
    """Refuse a book whose results are not those of its baseline."""
    if moved := compare_results(book, ""):
        command = load_configuration(book.root).command
        raise BookError(
            f"release: found {len(moved)} results that differ from the accepted baseline; expected none. "
            f"See {command} diff, then {command} accept and commit."
        )


def name_and_version(root: Path, wheel: Mapping[str, bytes], commit: str) -> tuple[str, str]:
    """Those of the package; of a book that is none the folder's name and the commit."""
    for name in wheel:
        distribution, version = name.split("-")[:2]
        return distribution, version
    return root.name, commit[:SHORT]
