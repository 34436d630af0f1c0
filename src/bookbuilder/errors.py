"""Errors that the author of a book can mend: where, what was found, what was expected, what to do."""

from __future__ import annotations

from collections.abc import Iterable


class BookError(Exception):
    """A mistake in a book, its parameters or a command that its user can put right; one argument per line."""

    def __str__(self) -> str:
        return "\n".join(map(str, self.args))


def listed(options: Iterable[object]) -> str:
    """Legal values as the messages print them."""
    return ", ".join(str(option) for option in options)
