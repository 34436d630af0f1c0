"""The notes of one run: which paths and variables it looked at, and in which state they were then."""

from __future__ import annotations

import json
import os
import sys
import threading
from importlib.util import source_from_cache
from types import CodeType, FrameType
from typing import Any

from bookbuilder.staleness.states import GENERATED, RESULTS, STATES, of_the_session

SYSTEM = (
    "/usr/", "/lib/", "/lib64/", "/bin/", "/sbin/", "/etc/", "/proc/", "/sys/", "/dev/", "/run/", "/var/", "/opt/",
)  # fmt: skip
OWN_FOLDERS = (".cache", ".config", ".ipython", ".jupyter", ".local", ".matplotlib", ".fonts", ".pycharm_helpers")
OF_THIS_RUN = ("BOOKBUILDER_TRACE", "BOOKBUILDER_WARM", "PYTHONSTARTUP", "JPY_")  # variables that the builder sets
LIBRARIES_OF_PATHS = ("os", "posixpath", "genericpath", "pathlib", "collections", "ctypes", "glob")


class UnsupportedReadError(RuntimeError):
    """A way of reading that cannot be noted, so that a result could become stale unseen."""


class Notes:
    """Writes a line for everything seen for the first time.

    A line is written at once, in whole and by its own opening of the file, so that a run which fails,
    forks or closes its files has told what it saw as well.

    Parameters
    ----------
    trace : str
        File of the lines, each the JSON of kind, state and name.
    root : str
        The book's folder.
    """

    def __init__(self, trace: str, root: str) -> None:
        self.trace, self.root = trace, root
        self.roots = tuple({os.path.join(root, ""), os.path.join(os.path.realpath(root), "")})
        home = os.path.expanduser("~")
        prefixes = {sys.prefix, sys.base_prefix, os.path.realpath(sys.prefix), os.path.realpath(sys.base_prefix)}
        self.installed = tuple(os.path.join(prefix, "") for prefix in prefixes)
        self.aside = (*SYSTEM, *(os.path.join(home, name, "") for name in OWN_FOLDERS))
        self.written: set[str] = set()
        self.own: tuple[str, ...] = ()
        self._seen: set[tuple[str, str]] = set()
        self._busy = threading.local()
        self._book_code: dict[CodeType, bool] = {}

    @property
    def busy(self) -> bool:
        """Whether this thread is taking a note just now, so that what it does is no reading of the chapter."""
        return getattr(self._busy, "now", False)

    def path(self, kind: str, path: Any, folder: int | None = None) -> None:
        """Note that the chapter saw ``path``, which may be relative to an open ``folder``."""
        if self.busy or (name := self.name(path, folder)) is None:
            return
        if name.endswith(".pyc") and os.path.isfile(source := _source_of(name)):
            kind, name = "file", source
        inside = self.relative(name)
        if "__pycache__" in name or (kind == "file" and name in self.written):
            return
        if inside is not None and inside.startswith(f"{GENERATED}/") and not inside.startswith(RESULTS):
            self.refuse(
                f"found a chapter that reads {inside}, which is made from the chapters; expected "
                f"files of the book, or {RESULTS}. Read what it is made from."
            )
        if inside == GENERATED and kind == "folder":
            self.refuse(
                f"found a chapter that lists all of the book, {GENERATED} too; expected a folder of sources. "
                "List the folder that holds the files."
            )
        self.note(kind, name if inside is None else inside, name)

    def note(self, kind: str, name: str, path: str = "") -> None:
        """Write a line, if it is the first of its kind and name."""
        if (kind, name) in self._seen or self.busy:
            return
        self._seen.add((kind, name))
        self._busy.now = True
        try:
            state = STATES[kind](path) if kind in STATES else ""
            descriptor = os.open(self.trace, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
            try:
                os.write(descriptor, json.dumps([kind, state, name]).encode() + b"\n")
            finally:
                os.close(descriptor)
        finally:
            self._busy.now = False

    def program(self) -> None:
        """Note a started program: it can read every file and variable without being watched."""
        self.note("tree", ".", self.root)
        self.note("variable", "*")

    def variable(self, name: Any) -> None:
        """Note an environment variable; those of a session only where the book's own code asks, of this run never."""
        text = os.fsdecode(name) if isinstance(name, (str, bytes)) else ""
        if (
            text
            and not text.startswith(OF_THIS_RUN)
            and (not of_the_session(text) or self.asked_by_book(sys._getframe(2)))
        ):
            self.note("variable", text)

    def refuse(self, sentence: str) -> None:
        """Note the sentence and stop the chapter with it, also where the chapter catches the error.

        Raises
        ------
        UnsupportedReadError
            Always.
        """
        self.note("refused", sentence)
        raise UnsupportedReadError(sentence)

    def name(self, path: Any, folder: int | None = None) -> str | None:
        """The absolute path, if it is one that can decide results."""
        if isinstance(path, int) and not isinstance(path, bool):
            path = _path_of(path)
        if not isinstance(path, (str, bytes, os.PathLike)):
            return None
        name = os.fsdecode(path)
        if folder is not None and not os.path.isabs(name) and (base := _path_of(folder)):
            name = os.path.join(base, name)
        name = os.path.abspath(name)
        if name == self.trace or name.startswith(self.own) or (name + os.sep).startswith(self.installed):
            return None
        if (name + os.sep).startswith(self.roots):
            return name
        return None if (name + os.sep).startswith(self.aside) or "/ipykernel_" in name or not name[1:] else name

    def relative(self, name: str) -> str | None:
        """A path of the book as seen from its folder; None for one outside."""
        for root in self.roots:
            if (name + os.sep).startswith(root):
                return name[len(root) :] or "."
        return None

    def asked_by_book(self, frame: FrameType | None) -> bool:
        """Whether the book's own code asks, itself or through Python's functions for paths."""
        while frame is not None and module_of(frame) in LIBRARIES_OF_PATHS:
            frame = frame.f_back
        if frame is None:
            return False
        if (code := frame.f_code) not in self._book_code:
            name = code.co_filename
            here = name.startswith(self.roots) and not name.startswith(self.installed)
            self._book_code[code] = here or frame.f_globals.get("__name__") == "__main__"
        return self._book_code[code]


def _path_of(descriptor: int) -> str | None:
    """The path behind an open descriptor, where the system tells it."""
    try:
        return os.readlink(f"/proc/self/fd/{descriptor}")
    except OSError:
        return None


def _source_of(compiled: str) -> str:
    try:
        return source_from_cache(compiled)
    except ValueError:
        return ""


def module_of(frame: FrameType) -> str:
    """The top name of the module whose code a frame runs."""
    return str(frame.f_globals.get("__name__")).partition(".")[0]
