"""Functions get the body of a mutant, wherever they are kept: in a module, a class, a cache or a property."""

from __future__ import annotations

import gc
from collections.abc import Iterable
from pathlib import Path
from types import FunctionType

Functions = dict[tuple[str, str], list[FunctionType]]  # by module and name


def functions_of(modules: dict[str, Path]) -> Functions:
    """The functions of imported modules."""
    names = {str(path): module for module, path in modules.items()}
    found: Functions = {}
    gc.unfreeze()  # what is frozen is not told
    for thing in gc.get_objects():
        if isinstance(thing, FunctionType) and thing.__code__.co_filename in names:
            place = (names[thing.__code__.co_filename], thing.__code__.co_qualname)
            found.setdefault(place, []).append(thing)
    return found


def exchange(functions: Iterable[FunctionType], made: FunctionType) -> None:
    """Whoever calls one of the functions from now on calls the other that was made."""
    for function in functions:
        function.__code__ = made.__code__
        function.__defaults__ = made.__defaults__
        function.__kwdefaults__ = made.__kwdefaults__
