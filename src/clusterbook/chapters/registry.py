"""The functions of a chapter, found by where they stand and what they are called.

A function ``table_CC_TT`` in ``chapters/chCC_*/tables*.py`` recomputes a printed table; a function ``claim_CC_NN`` in
``chapters/chCC_*/claims*.py`` tests a statement. Nothing lists them: a chapter is read when one of its functions is
asked for, so that a page depends on the chapters it uses and on no other.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

from clusterbook import chapters

FOUND = re.compile(r"(table|claim)_\d\d_\d\d\d?")


@cache
def chapter_functions(chapter: str, part: str) -> dict[str, Callable[..., Any]]:
    """Functions of the chapter whose package begins with ``chNN_``, by name.

    Parameters
    ----------
    chapter : str
        ``"ch10"``.
    part : str
        Beginning of the modules' names: ``"tables"`` or ``"claims"``.
    """
    homes = [entry.name for entry in iter_modules(chapters.__path__) if entry.name.startswith(f"{chapter}_")]
    return {name: function for home in homes for module in _modules(home, part) for name, function in _own(module)}


def _modules(home: str, part: str) -> list[ModuleType]:
    """The modules of a chapter's package whose names begin with ``part``."""
    folder = Path(chapters.__path__[0]) / home
    names = [entry.name for entry in iter_modules([str(folder)]) if entry.name.startswith(part)]
    return [import_module(f"{chapters.__name__}.{home}.{name}") for name in names]


def _own(module: ModuleType) -> list[tuple[str, Callable[..., Any]]]:
    """The functions that a module defines under a name of a table or claim."""
    return [
        (name, function)
        for name, function in vars(module).items()
        if FOUND.fullmatch(name) and function.__module__ == module.__name__
    ]
