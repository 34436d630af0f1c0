"""Errors that the author of a book can mend: where, what was found, what was expected, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager


class BookError(Exception):
    """A mistake in a book, its parameters or a command that its user can put right; one argument per line."""

    def __str__(self) -> str:
        return "\n".join(map(str, self.args))


@contextmanager
def system_errors() -> Iterator[None]:
    """Tell in a sentence what the operating system refuses: no room, no right to read or write, a lost folder.

    Raises
    ------
    BookError
        In the place of an ``OSError``.
    """
    try:
        yield
    except OSError as error:
        reason = " ".join((error.strerror or str(error) or type(error).__name__).split())
        where = error.filename2 or error.filename or "a file or the output"
        raise BookError(
            f"{where}: found it refused by the system ({reason}); expected to read or write it. "
            "Make room, or mend the right to it, and run again; the last good site is as it was."
        ) from error


def listed(options: Iterable[object]) -> str:
    """Legal values as the messages print them."""
    return ", ".join(str(option) for option in options)
