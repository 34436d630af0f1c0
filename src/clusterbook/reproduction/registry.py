"""The parts of a chapter, found by where they stand: ``chapters/chNN_*/{tables,claims}``."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from clusterbook import chapters


@cache
def chapter_part(chapter: str, part: str) -> ModuleType | None:
    """The module ``part`` of the chapter whose package begins with ``chNN_``; None where there is none."""
    for package in iter_modules(chapters.__path__, f"{chapters.__name__}."):
        if package.name.rpartition(".")[2].startswith(f"{chapter}_"):
            home = import_module(package.name)
            found = {entry.name: entry for entry in iter_modules(home.__path__, f"{home.__name__}.")}
            name = f"{home.__name__}.{part}"
            return import_module(name) if name in found else None
    return None
