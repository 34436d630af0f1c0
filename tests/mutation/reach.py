"""Which lines of the mutated modules each test reaches, and what the test takes."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import coverage

COMPUTED = ("clusterbook.stats", "clusterbook.reproduction", "clusterbook.chapters")


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
            forget()
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


def forget() -> None:
    """Forget what cached functions returned; the data's files are read once all the same."""
    for name in [name for name in sys.modules if name.startswith(COMPUTED)]:
        for value in list(vars(sys.modules[name]).values()):
            if hasattr(value, "cache_clear"):
                value.cache_clear()
