"""What a function of the book's own that sees data alone can depend on: the data, its code, the environment."""

from __future__ import annotations

from pathlib import Path

from bookbuilder.book.configuration import load_configuration
from bookbuilder.book.files import files_below
from bookbuilder.book.fingerprints import Sources, read_sources
from bookbuilder.book.layout import BookFolders
from bookbuilder.running.environment import environment_parts
from bookbuilder.staleness.imports import Import, imports_in, reachable_files


def data_sources(book: BookFolders, setting: str) -> Sources:
    """What the function that a setting names depends on: its name, its code in the book, data and environment."""
    named: str = getattr(load_configuration(book.root), setting)
    data = data_files(book)
    return read_sources([*data, *code_files(book, named, data)], named, environment_parts(book.root))


def data_files(book: BookFolders) -> list[Path]:
    """Files that the book's settings call its data, and those of the folders that they call so."""
    places = [book.root / name for name in load_configuration(book.root).data]
    return [path for place in places for path in ([place] if place.is_file() else files_below(place, {"__pycache__"}))]


def code_files(book: BookFolders, named: str, data: list[Path]) -> list[Path]:
    """Files that decide what ``module:function`` does: the modules it reaches, and those that code among data does."""
    module, _, name = named.partition(":")
    imports = [Import(0, module, name)]
    source = book.root / "src"
    inside: list[str] = []
    for path in data:
        if path.suffix == ".py" and path.is_relative_to(source):
            inside.append(path.relative_to(source).as_posix())
        elif path.suffix == ".py":
            imports += imports_in(path.read_text(encoding="utf-8", errors="replace"))
    return [source / file for file in sorted(reachable_files(imports, source, inside))]
