"""One build at a time in one folder: the second waits for the first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path

from bookbuilder.book.chapters import require_pages
from bookbuilder.book.layout import BookFolders


def lock_file(book: BookFolders) -> Path:
    """The file that a build holds; it stays, empty or not, and means nothing by itself."""
    return book.build / ".lock"


@contextmanager
def build_lock(book: BookFolders, report: Callable[[str], None]) -> Iterator[None]:
    """Hold the book's folder while building; wait for another build, having said so.

    The system lets go of the lock when the file is closed, or its process ends, however it ends.

    Raises
    ------
    BookError
        If the folder holds no whole book.
    """
    require_pages(book.root)
    path = lock_file(book)
    if book.build.is_file():
        book.build.unlink()
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "ab") as stream:
        try:
            flock(stream, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            report("another build works in this folder; this one waits until it has ended")
            flock(stream, LOCK_EX)
        yield
