"""What raises no audit event: looking without opening, environment variables, processes of other libraries."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, ClassVar

from bookbuilder.staleness.watch.notes import Notes, module_of

TIMES = {"st_atime", "st_mtime", "st_ctime", "st_atime_ns", "st_mtime_ns", "st_ctime_ns", "st_birthtime"}
SIZE, FIRST_TIME, LAST_TIME = 6, 7, 9


class Timeless(tuple[Any, ...]):
    """What ``os.stat`` tells of a path: its size is noted when asked for, its times are refused to the book's code."""

    notes: Notes
    about: os.stat_result
    where: str

    @classmethod
    def of(cls, notes: Notes, about: os.stat_result, where: str) -> Timeless:
        """Wrap what the system told of the absolute path ``where``."""
        found = cls(about)
        found.notes, found.about, found.where = notes, about, where
        return found

    def __getattr__(self, name: str) -> Any:
        if name in TIMES:
            self._refuse_time(sys._getframe(1))
        if name in ("st_size", "st_blocks"):
            self._note_size()
        return getattr(self.about, name)

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, int) and FIRST_TIME <= index <= LAST_TIME:
            self._refuse_time(sys._getframe(1))
        if index == SIZE:
            self._note_size()
        return super().__getitem__(index)

    def _note_size(self) -> None:
        if stat.S_ISREG(self.about.st_mode) and not self.notes.busy:
            self.notes.path("size", self.where)

    def _refuse_time(self, frame: Any) -> None:
        while frame is not None and module_of(frame) in ("genericpath", "posixpath", "pathlib"):
            frame = frame.f_back
        if frame is not None and module_of(frame) not in ("shutil", "os") and self.notes.asked_by_book(frame):
            name = self.notes.relative(self.where) or self.where
            self.notes.refuse(
                f"found a chapter that asks for the time of {name}; expected what a file holds, since "
                "times differ from copy to copy. Write the time into the file."
            )


class Entry:
    """One name of a listed folder, whose size is noted when asked for."""

    def __init__(self, notes: Notes, entry: os.DirEntry[Any]) -> None:
        self._notes, self._entry = notes, entry

    def __getattr__(self, name: str) -> Any:
        return getattr(self._entry, name)

    def __fspath__(self) -> Any:
        return self._entry.path

    def __repr__(self) -> str:
        return repr(self._entry)

    def stat(self, *, follow_symlinks: bool = True) -> Any:
        """What ``os.stat`` tells, noted."""
        self._notes.path("look", self._entry.path)
        about = self._entry.stat(follow_symlinks=follow_symlinks)
        return Timeless.of(self._notes, about, os.path.abspath(os.fsdecode(self._entry.path)))


class Listing:
    """What ``os.scandir`` gives, with the entries watched."""

    def __init__(self, notes: Notes, entries: Any) -> None:
        self._notes, self._entries = notes, entries

    def __iter__(self) -> Iterator[Entry]:
        return self

    def __next__(self) -> Entry:
        return Entry(self._notes, next(self._entries))

    def __enter__(self) -> Listing:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the folder."""
        self._entries.close()


class WatchedVariables(os._Environ[Any]):
    """``os.environ``, noting what is asked for: of a copy of all variables, those together that outlast a session."""

    notes: Notes
    copied: ClassVar[set[Any]] = set()

    def __getitem__(self, key: Any) -> Any:
        if key in self.copied:
            self.copied.discard(key)
        else:
            self.notes.variable(key)
        return super().__getitem__(key)

    def __iter__(self) -> Iterator[Any]:
        self.notes.note("variable", "*")
        for key in super().__iter__():
            self.copied.add(key)
            yield key


def watch_variables(notes: Notes) -> None:
    """Note environment variables, however ``os.environ`` was imported, and those of the module beneath ``os``."""
    WatchedVariables.notes = notes
    for environment in (os.environ, getattr(os, "environb", None)):
        if environment is not None:
            environment.__class__ = WatchedVariables
    if "posix" in sys.modules:
        sys.modules["posix"].environ = os.environb  # type: ignore[attr-defined]


def watch_looks(notes: Notes) -> None:
    """Note ``stat``, ``access``, ``readlink`` and the like, which ask about a path without opening it."""
    os.stat = _looking(notes, os.stat, "look")
    os.lstat = _looking(notes, os.lstat, "look", "link")
    os.access = _looking(notes, os.access, "look")
    os.readlink = _looking(notes, os.readlink, "link")
    os.open = _opening(notes, os.open)
    listing = os.scandir

    @wraps(listing)
    def scandir(path: Any = ".") -> Any:
        entries = listing(path)
        return entries if notes.busy or notes.name(path) is None else Listing(notes, entries)

    os.scandir = scandir
    describe = os.fstat

    @wraps(describe)
    def fstat(fd: int) -> Any:
        about = describe(fd)
        name = None if notes.busy else notes.name(fd)
        return about if name is None else Timeless.of(notes, about, name)

    os.fstat = fstat


def _looking(notes: Notes, function: Callable[..., Any], *kinds: str) -> Callable[..., Any]:
    """The function, noting first what it looks at."""

    @wraps(function)
    def looking(path: Any, *arguments: Any, dir_fd: int | None = None, **options: Any) -> Any:
        if dir_fd is not None:
            options["dir_fd"] = dir_fd
        name = None if notes.busy or isinstance(path, int) else notes.name(path, dir_fd)
        if name is not None:
            for kind in kinds:
                notes.path(kind, name)
        found = function(path, *arguments, **options)
        if name is None or not isinstance(found, os.stat_result):
            return found
        return Timeless.of(notes, found, name)

    return looking


def _opening(notes: Notes, function: Callable[..., int]) -> Callable[..., int]:
    """``os.open``, whose audit event does not tell the folder that a name is relative to."""

    @wraps(function)
    def opening(path: Any, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        if dir_fd is not None and (flags & os.O_ACCMODE) != os.O_WRONLY:
            notes.path("file", path, dir_fd)
        return function(path, flags, mode, dir_fd=dir_fd)

    return opening


def watch_processes(notes: Notes) -> None:
    """Note processes that ``multiprocessing`` and its kin start without an audit event."""
    try:
        import _posixsubprocess
    except ImportError:
        return
    start = _posixsubprocess.fork_exec

    @wraps(start)
    def fork_exec(*arguments: Any) -> Any:
        notes.program()
        return start(*arguments)

    _posixsubprocess.fork_exec = fork_exec


def distrust_bytecode(notes: Notes) -> None:
    """Compile the book's modules outside ``src`` anew: Python's own compiled files go by time there."""
    from importlib.machinery import SourceFileLoader

    by_time = SourceFileLoader.path_stats

    def path_stats(loader: SourceFileLoader, path: Any) -> Any:
        name = notes.relative(os.path.abspath(path))
        if name is not None and not name.startswith("src/") and not os.path.abspath(path).startswith(notes.installed):
            raise OSError("compiled files of the book are not looked for")
        return by_time(loader, path)

    SourceFileLoader.path_stats = path_stats  # type: ignore[method-assign, assignment]
