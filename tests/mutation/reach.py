"""Which lines of the mutated modules each test reaches, and what the test takes."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import coverage

CHAPTERS = "clusterbook.chapters"
REGISTRY = "clusterbook.reproduction.registry"
COMPUTED = ("clusterbook.stats", "clusterbook.reproduction", CHAPTERS)


@dataclass(frozen=True)
class Reach:
    """What a test reaches.

    Parameters
    ----------
    seconds : float
        Of the processor, when nothing is kept from other tests.
    passes : bool
    lines : frozenset[tuple[str, int]]
        Names of modules with lines of theirs.
    """

    seconds: float
    passes: bool
    lines: frozenset[tuple[str, int]]


def reaches(tests: Iterable[str], modules: dict[str, Path], *, passes: Callable[[str], bool]) -> dict[str, Reach]:
    """What each test reaches; each computes anew, since a kept result hides the functions behind it."""
    watched = coverage.Coverage(data_file=None, include=[str(path) for path in modules.values()], config_file=False)
    done = {}
    with watched.collect():
        for test in tests:
            forget(computing())
            watched.switch_context(test)
            begin = time.process_time()
            passed = passes(test)
            done[test] = (time.process_time() - begin, passed)
    lines: dict[str, set[tuple[str, int]]] = {test: set() for test in done}
    for module, path in modules.items():
        for line, contexts in watched.get_data().contexts_by_lineno(str(path)).items():
            for test in lines.keys() & contexts:
                lines[test].add((module, line))
    return {test: Reach(seconds, passed, frozenset(lines[test])) for test, (seconds, passed) in done.items()}


def forget(modules: Iterable[str]) -> None:
    """Forget what the cached functions of modules returned; the data's files are read once all the same."""
    for name in modules:
        for value in list(vars(sys.modules[name]).values()):
            if hasattr(value, "cache_clear"):
                value.cache_clear()


def computing() -> list[str]:
    """The imported modules whose functions compute something."""
    return [name for name in sys.modules if name.startswith(COMPUTED)]


@cache
def callers_of(module: str) -> list[str]:
    """A module with those that may call its functions, through others too."""
    return [name for name in computing() if module in _used_by(name)]


@cache
def _used_by(name: str) -> frozenset[str]:
    """A module with those whose functions it may call, through others too."""
    found, new = {name}, {name}
    while new:
        new = {used for one in new for used in _named_in(one)} - found
        found |= new
    return frozenset(found)


@cache
def _named_in(name: str) -> frozenset[str]:
    """Modules of what a module names; the registry hands on whatever is in the chapters."""
    if name == REGISTRY:
        return frozenset(module for module in computing() if module.startswith(CHAPTERS))
    values = [value for value in vars(sys.modules[name]).values() if not isinstance(value, type(sys))]
    modules = {value.__name__ for value in vars(sys.modules[name]).values() if isinstance(value, type(sys))}
    owners = {str(getattr(value, "__module__", "")) for value in values if callable(value)}
    return frozenset((owners | modules) & set(computing()))
