"""One build at a time in one folder: the second waits for the first."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from bookbuilder.book.layout import BookFolders

if sys.platform == "win32":
    import msvcrt
    import time

    RETRY_SECONDS = 0.1

    def take(stream: IO[bytes], *, wait: bool) -> bool:
        """Lock the file's first byte; whether it was free, or became so."""
        while True:
            stream.seek(0)
            try:
                msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
            except OSError:
                if not wait:
                    return False
                time.sleep(RETRY_SECONDS)
            else:
                return True
else:
    from fcntl import LOCK_EX, LOCK_NB, flock

    def take(stream: IO[bytes], *, wait: bool) -> bool:
        """Lock the file; whether it was free, or became so."""
        try:
            flock(stream.fileno(), LOCK_EX if wait else LOCK_EX | LOCK_NB)
        except BlockingIOError:
            return False
        return True


def lock_file(book: BookFolders) -> Path:
    """The file that a build holds; it stays, empty or not, and means nothing by itself."""
    return book.build / ".lock"


@contextmanager
def build_lock(book: BookFolders, report: Callable[[str], None]) -> Iterator[None]:
    """Hold the book's folder while building; wait for another build, having said so.

    The system lets go of the lock when the file is closed, or its process ends, however it ends.
    """
    path = lock_file(book)
    if book.build.is_file():
        book.build.unlink()
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "ab") as stream:
        if not take(stream, wait=False):
            report("another build works in this folder; this one waits until it has ended")
            take(stream, wait=True)
        yield
