"""Where the builder puts what it makes: one folder, ``_build``, and nothing elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from clusterbook.paths import book_root


@dataclass(frozen=True)
class Places:
    """The folders of one book.

    Parameters
    ----------
    root : Path
        Folder that holds ``_config.yml`` and ``_toc.yml``.
    """

    root: Path

    @classmethod
    def of_book(cls) -> Places:
        """Folders of the book this command works on."""
        return cls(book_root())

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
