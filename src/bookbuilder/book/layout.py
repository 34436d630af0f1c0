"""Where the builder puts what it makes: one folder, ``_build``, and nothing elsewhere."""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from bookbuilder.errors import BookError

ROOT_VARIABLE = "BOOKBUILDER_ROOT"
ENTRY_POINT = "bookbuilder.book"  # a function that gives the folder of a book inside a package, or None


def find_root() -> Path:
    """The book's folder: ``BOOKBUILDER_ROOT``, else the nearest around the working directory, else an installed one.

    Raises
    ------
    BookError
        If there is no ``_toc.yml``.
    """
    named = os.environ.get(ROOT_VARIABLE)
    start = Path(named or Path.cwd()).resolve()
    for folder in [start] if named else [start, *start.parents]:
        if (folder / "_toc.yml").is_file():
            return folder
    if not named and (installed := installed_book()):
        return installed
    raise BookError(f"{start}: found no _toc.yml; expected a book's folder. Go there, or set {ROOT_VARIABLE}.")


def installed_book() -> Path | None:
    """The folder of a book that came with an installed package, named by an entry point."""
    folders = (point.load()() for point in metadata.entry_points(group=ENTRY_POINT))
    return next((folder for folder in folders if folder), None)


@dataclass(frozen=True)
class BookFolders:
    """The folders of one book.

    Parameters
    ----------
    root : Path
        Folder that holds ``_config.yml`` and ``_toc.yml``.
    """

    root: Path

    @property
    def build(self) -> Path:
        """Everything generated."""
        return self.root / "_build"

    @property
    def executed(self) -> Path:
        """Notebooks with their outputs."""
        return self.build / "executed"

    @property
    def results(self) -> Path:
        """Named results of the last run of each chapter."""
        return self.build / "results"

    @property
    def baseline(self) -> Path:
        """Named results that were accepted and committed."""
        return self.root / "results"

    @property
    def exported(self) -> Path:
        """Files for the site that the book makes of its data alone."""
        return self.build / "exported"

    @property
    def generated(self) -> Path:
        """Pages and files that the book makes of its data and results."""
        return self.build / "generated"

    @property
    def staged(self) -> Path:
        """Sources as Sphinx reads them: pages beside executed notebooks."""
        return self.build / "book"

    @property
    def work(self) -> Path:
        """Where Sphinx writes; it may fail half-way without harm."""
        return self.build / "site"

    @property
    def site(self) -> Path:
        """The last good site."""
        return self.build / "html"
