"""Python's audit events: opened files, listed folders, started programs, databases, hosts."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote, urlsplit

from bookbuilder.staleness.watch.notes import Notes

PROGRAMS = frozenset({
    "subprocess.Popen", "os.system", "os.posix_spawn", "os.spawn", "os.exec", "os.forkpty", "pty.spawn",
    "sqlite3.load_extension",
})  # fmt: skip
FOREIGN_READERS = frozenset({
    "duckdb", "polars", "lxml", "h5py", "netCDF4", "tables", "rasterio", "fiona", "osgeo", "cffi", "_gdbm", "_dbm",
    "fastparquet", "vaex", "pyreadstat", "pyogrio", "cv2", "zarr", "lmdb", "tiledb",
})  # fmt: skip
HERE = frozenset({None, "", "localhost", "127.0.0.1", "::1", "0.0.0.0", b"localhost", b"127.0.0.1"})


def listen(notes: Notes) -> None:
    """Add the audit hook of this process; it stays as long as the process."""
    answers: dict[str, Callable[..., None]] = {
        "open": opened, "os.listdir": listed, "os.scandir": listed, "os.rename": renamed, "import": imported,
        "sqlite3.connect": connected, "ctypes.dlopen": loaded,
        "socket.connect": asked_address, "socket.getaddrinfo": asked_host, "urllib.Request": asked_page,
        "tempfile.mkdtemp": made_temporary, "tempfile.mkstemp": made_temporary,
        "os.getxattr": attributes, "os.listxattr": attributes,
    }  # fmt: skip
    answers |= dict.fromkeys(PROGRAMS, started)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if (answer := answers.get(event)) is not None and not notes.busy:
            answer(notes, *arguments)

    sys.addaudithook(hook)


def opened(notes: Notes, path: Any, mode: str | None, flags: int | None) -> None:
    """A file: what the run only writes is none of its inputs."""
    reads, empties = _reading(mode, flags or 0)
    if reads and not empties:
        notes.path("file", path)
    elif name := notes.name(path):
        notes.written.add(name)


def _reading(mode: str | None, flags: int) -> tuple[bool, bool]:
    """Whether the file can be read, and whether it is emptied first."""
    if mode:
        return "r" in mode or "+" in mode, "w" in mode or "x" in mode
    return (flags & os.O_ACCMODE) != os.O_WRONLY, bool(flags & (os.O_TRUNC | os.O_EXCL))


def listed(notes: Notes, path: Any = None) -> None:
    """A folder: all its names, or, for the import system, the modules in it."""
    imports = sys._getframe(2).f_code.co_filename.startswith("<frozen importlib")
    place = "." if path is None else path
    if not imports:
        notes.path("folder", place)
    elif (name := notes.name(place)) and not (notes.relative(name) or "").startswith("src"):
        notes.path("modules", place)


def renamed(notes: Notes, source: Any, target: Any, *_: Any) -> None:
    """A file that the run wrote may get its name late."""
    if (old := notes.name(source)) in notes.written and (new := notes.name(target)):
        notes.written.add(new)
    elif old:
        notes.path("file", source)


def made_temporary(notes: Notes, path: Any) -> None:
    """What the run puts into a temporary file or folder is its own."""
    notes.own += (os.path.abspath(os.fsdecode(path)),)


def started(notes: Notes, *_: Any) -> None:
    """A program."""
    notes.program()


def imported(notes: Notes, module: str, *_: Any) -> None:
    """Libraries that open files by themselves are watched as programs are: the chapter depends on all of the book."""
    if module.partition(".")[0] in FOREIGN_READERS:
        notes.program()


def connected(notes: Notes, database: Any) -> None:
    """A database of SQLite, by path or address, with its journals."""
    text = os.fsdecode(database) if isinstance(database, (str, bytes, os.PathLike)) else ""
    if text.startswith("file:"):
        text = unquote(urlsplit(text).path)
    if text and text != ":memory:":
        for tail in ("", "-wal", "-journal"):
            notes.path("file", text + tail)


def loaded(notes: Notes, *_: Any) -> None:
    """Machine code that the book itself loads can read anything."""
    if notes.asked_by_book(sys._getframe(2)):
        notes.program()


def asked_host(notes: Notes, host: Any, *_: Any) -> None:
    """Another machine, by name: nobody can tell whether its answer is still the same."""
    if host not in HERE:
        notes.refuse(
            f"found a chapter that asks {os.fsdecode(host)}; expected files of the book, since nobody can tell "
            "when another machine's answer changes. Keep a copy in the book's data."
        )


def asked_address(notes: Notes, _: Any, address: Any) -> None:
    """Another machine, by address."""
    if isinstance(address, tuple):
        asked_host(notes, address[0])


def asked_page(notes: Notes, address: str, *_: Any) -> None:
    """Another machine's page; a ``file:`` address is a file, and opened as one."""
    parts = urlsplit(address)
    if parts.scheme != "file":
        asked_host(notes, parts.hostname)


def attributes(notes: Notes, path: Any, *_: Any) -> None:
    """Extended attributes are lost in copies of the book."""
    by_book = notes.asked_by_book(sys._getframe(2))  # shutil copies them with a file, which shows them to nobody
    if by_book and (name := notes.name(path)) and (inside := notes.relative(name)):
        notes.refuse(
            f"found a chapter that reads extended attributes of {inside}; expected what a copy "
            "of the book holds. Write it into a file."
        )
