"""The command line: ``bookbuilder check | build | run | sweep | diff | accept | serve | pdf | release | ...``."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from bookbuilder.book.layout import BookFolders, find_root
from bookbuilder.cli.arguments import AddCommand, distribution, parser
from bookbuilder.cli.machine import described
from bookbuilder.errors import BookError, system_errors

__all__ = ["AddCommand", "main", "parser"]

STOPPED = "stopped; the last good site is as it was"


def main(arguments: Sequence[str] | None = None, *, root: Path | None = None, more: Sequence[AddCommand] = ()) -> int:
    """Run one command on the book below ``root``; 0 for success, 1 for a mistake a user can mend.

    Without ``root``, the book is that of ``BOOKBUILDER_ROOT``, or the one around the working directory.

    Parameters
    ----------
    arguments : sequence of str, optional
        What was written after the command's name.
    root : Path, optional
        The book's folder.
    more : sequence of functions
        Each adds a command of the book's own and sets as its ``run`` what is called with the book's folders and the
        options, and gives the exit status.
    """
    options = parser(more).parse_args(arguments)
    options.more = more
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl-C: what was begun is taken back
    try:
        with system_errors():
            status: int = options.run(BookFolders(root or find_root()), options)
            print(end="", flush=True)
            return status
    except BookError as error:
        faults = [str(fault) for fault in error.args]
        if isinstance(error.__cause__, BrokenPipeError):  # nobody reads any more, as behind ``| head``
            _drop_what_is_printed()
            return 1
    except KeyboardInterrupt:
        faults = [STOPPED]
    except ModuleNotFoundError as error:
        faults = [_missing_library(error)]
    _tell(faults, command=options.command if getattr(options, "json", False) else "")
    return 1


def _tell(faults: Sequence[str], *, command: str) -> None:
    """Print faults: as the object of a ``command`` that was asked for one, else, or where no room is left, as lines."""
    try:
        if command:
            print(described(command, faults))
        print(end="", flush=True)
    except OSError:
        _drop_what_is_printed()
        command = ""
    if not command:
        print("\n".join(faults), file=sys.stderr)


def _drop_what_is_printed() -> None:
    """Let what the standard output still holds, and cannot take, go, so that Python does not complain at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _missing_library(error: ModuleNotFoundError) -> str:
    """The sentence for a command whose libraries come with an extra that is not installed.

    Raises
    ------
    ModuleNotFoundError
        Again, if it is a module of this package that is missing.
    """
    library = (error.name or "").partition(".")[0]
    if not library or library == __package__.partition(".")[0]:
        raise error
    return (
        f"{library}: found no such library; expected those that build a book. Run: pip install '{distribution()}[book]'"
    )
