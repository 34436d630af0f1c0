"""Libraries that open files in machine code, where Python's audit events do not reach: pyarrow, attached databases."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from functools import wraps
from importlib.abc import Loader, MetaPathFinder
from types import ModuleType
from typing import Any

from bookbuilder.staleness.watch.hooks import connected
from bookbuilder.staleness.watch.notes import Notes

READERS = {
    "pyarrow": ("memory_map", "OSFile", "input_stream"),
    "pyarrow.csv": ("read_csv", "open_csv"),
    "pyarrow.json": ("read_json", "open_json"),
    "pyarrow.feather": ("read_table", "read_feather"),
    "pyarrow.orc": ("read_table", "ORCFile"),
    "pyarrow.ipc": ("open_file", "open_stream"),
    "pyarrow.parquet": (
        "read_table", "read_pandas", "read_schema", "read_metadata", "ParquetFile", "ParquetDataset",
    ),
    "pyarrow.dataset": ("dataset", "parquet_dataset", "FileSystemDataset"),
}  # fmt: skip
WHOLE = ("pyarrow.fs",)
DATABASES = ("_sqlite3", "sqlite3.dbapi2", "sqlite3")
WATCHED = (*READERS, *WHOLE, *DATABASES)
SQLITE_ATTACH, SQLITE_OK = 24, 0


def watch_readers(notes: Notes) -> None:
    """Watch the readers that are imported, and the others when they are."""
    for name in WATCHED:
        if name in sys.modules:
            watch_module(notes, sys.modules[name])
    sys.meta_path.insert(0, _Finder(notes))


def watch_module(notes: Notes, module: ModuleType) -> None:
    """Let the module's readers note the paths that they are given."""
    name = module.__name__
    if name in WHOLE:
        module.__class__ = _watched_type(notes)
    if name in DATABASES:
        watch_databases(notes, module)
    for reader in READERS.get(name, ()):
        function = getattr(module, reader, None)
        if function is not None:
            setattr(module, reader, _reading(notes, function))


def _reading(notes: Notes, function: Any) -> Any:
    """The reader, noting its paths first; a class stays one."""
    if isinstance(function, type):

        def make(cls: type, *arguments: Any, **options: Any) -> Any:
            note_paths(notes, [*arguments, *options.values()])
            return function(*arguments, **options)

        kind = type(function)
        stand_in = type(kind.__name__, (kind,), {
            "__call__": make,
            "__instancecheck__": lambda cls, value: isinstance(value, function),
            "__subclasscheck__": lambda cls, other: issubclass(other, function),
        })  # fmt: skip
        return stand_in(function.__name__, (), {"__doc__": function.__doc__, "__module__": function.__module__})

    @wraps(function)
    def reading(*arguments: Any, **options: Any) -> Any:
        note_paths(notes, [*arguments, *options.values()])
        return function(*arguments, **options)

    return reading


def watch_databases(notes: Notes, module: Any) -> None:
    """Let every connection of SQLite note the databases that statements attach later."""

    def authorise(action: int, first: str | None, *_: Any) -> int:
        if action == SQLITE_ATTACH and first:
            connected(notes, first)
        return SQLITE_OK

    class Connection(module.Connection):
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            self.set_authorizer(authorise)

    connect = module.connect

    @wraps(connect)
    def connecting(*arguments: Any, **options: Any) -> Any:
        return connect(*arguments, **{"factory": Connection, **options})

    module.Connection, module.connect = Connection, connecting


def note_paths(notes: Notes, values: Sequence[Any]) -> None:
    """Note every path among the values: a file, or a folder with all that is below it."""
    for value in values:
        if isinstance(value, (list, tuple)):
            note_paths(notes, value)
        elif isinstance(value, (str, bytes, os.PathLike)) and not notes.busy:
            path = os.fsdecode(value).removeprefix("file://")
            if os.path.isdir(path):
                for parent, _, names in os.walk(path):
                    for name in names:
                        notes.path("file", os.path.join(parent, name))
            elif os.path.exists(path) or os.sep in path:
                notes.path("file", path)


def _watched_type(notes: Notes) -> type[ModuleType]:
    """A module whose use by the book's own code is noted as a started program is."""

    class Watched(ModuleType):
        def __getattribute__(self, name: str) -> Any:
            if not name.startswith("__") and notes.asked_by_book(sys._getframe(1)):
                notes.program()
            return super().__getattribute__(name)

    return Watched


class _Finder(MetaPathFinder):
    """Watches a reader's module as soon as it is imported."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        """The module's ordinary spec, whose loader also watches it."""
        if name not in WATCHED:
            return None
        for finder in sys.meta_path:
            if finder is not self and (spec := finder.find_spec(name, path, target)) is not None:
                if spec.loader is not None:
                    self._watch(spec.loader)
                return spec
        return None

    def _watch(self, loader: Loader) -> None:
        run: Callable[[ModuleType], None] = loader.exec_module

        def exec_module(module: ModuleType) -> None:
            run(module)
            watch_module(self._notes, module)

        loader.exec_module = exec_module  # type: ignore[method-assign]
