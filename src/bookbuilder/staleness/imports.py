"""Which of the book's modules some code reaches through imports, found without running it."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Import:
    """One imported name: ``from ..package import name`` has level 2."""

    level: int
    module: str
    name: str = ""


@cache
def imports_in(source: str) -> tuple[Import, ...]:
    """Every import statement in ``source``, also those inside functions; none if it is no Python."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return ()
    found: list[Import] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [Import(0, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found += [Import(node.level, node.module or "", alias.name) for alias in node.names]
    return tuple(found)


def cell_imports(source: str) -> tuple[Import, ...]:
    """Imports of a notebook cell, whose magics and shell lines are no Python."""
    lines = [line for line in source.splitlines() if not line.lstrip().startswith(("%", "!", "?"))]
    return imports_in("\n".join(lines))


def reachable_files(imports: Iterable[Import], folder: Path, modules: Iterable[str] = ()) -> set[str]:
    """Files below ``folder`` that decide what the imports, and those of some ``modules``, mean, as relative paths.

    The files that exist are the modules reached, through any number of imports. Those that do not
    exist are book where a new module would change the meaning; a record keeps them as absent.
    """
    found: set[str] = set()
    waiting = [*modules, *(candidate for entry in imports for candidate in candidates(entry, ()))]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        path = folder / name
        if path.is_file():
            package = tuple(name.split("/")[:-1])
            imports = imports_in(path.read_text(encoding="utf-8", errors="replace"))
            waiting += [candidate for entry in imports for candidate in candidates(entry, package)]
    return found


def candidates(entry: Import, package: tuple[str, ...]) -> Iterator[str]:
    """Files that an import statement inside ``package`` may mean."""
    base = package[: len(package) - entry.level + 1] if entry.level else ()
    parts = (*base, *filter(None, entry.module.split(".")))
    for depth in range(1, len(parts) + 1):
        yield from _files(parts[:depth])
    if entry.name and entry.name != "*" and parts:
        yield from _files((*parts, entry.name))


def _files(parts: tuple[str, ...]) -> tuple[str, str]:
    return "/".join(parts) + ".py", "/".join((*parts, "__init__.py"))
