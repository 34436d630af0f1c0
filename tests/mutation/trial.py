"""Each mutant is tried in a fork of one session of tests, by those that reach the changed statement."""

from __future__ import annotations

import os
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from types import FunctionType

import pytest
from _pytest.runner import runtestprotocol

from mutation.changes import Mutant
from mutation.exchange import Functions, exchange
from mutation.forked import Fork, stop_after
from mutation.parts import MOVED
from mutation.reach import Reach, callers_of, forget

SLOWER = 5  # times as long as when unchanged: then a test never ends
LEAST = 5.0  # seconds that each test may take
NEAR = 0.2  # what having noticed a mutant of the same module counts, beside 1 for one of the same function


class Outcome(StrEnum):
    """What became of a mutant."""

    NOTICED = "noticed"
    """A test failed, or never ended."""
    MOVED = "moved"
    """Every test passed, but a result of a page is another."""
    WORDING = "wording"
    """Not tried: nothing differs but the words of an error."""
    UNREACHED = "unreached"
    """No test reaches the statement."""
    ALIVE = "alive"
    """Nothing noticed."""


@dataclass
class Trial:
    """Tests that learn which of them notice most."""

    items: dict[str, pytest.Item]
    reach: dict[str, Reach] = field(default_factory=dict)
    functions: Functions = field(default_factory=dict)
    noticed: Counter[tuple[str, str]] = field(default_factory=Counter)
    sound: set[str] = field(default_factory=set)

    def outcomes(self, mutants: Iterable[Mutant]) -> Iterator[tuple[Mutant, Outcome, str]]:
        """What became of each mutant, and the test that noticed it; as many at a time as there are cores."""
        running: deque[tuple[Mutant, Fork]] = deque()
        for mutant in mutants:
            if mutant.is_wording:
                yield mutant, Outcome.WORDING, ""
            elif tests := self._tests(mutant):
                changed = partial(self._change, mutant, mutant.made(), callers_of(mutant.module))
                running.append((mutant, Fork(partial(self._first, tests, changed))))
            else:
                yield mutant, Outcome.UNREACHED, ""
            if len(running) == (os.cpu_count() or 1):
                yield self._ended(*running.popleft())
        for pair in running:
            yield self._ended(*pair)

    def _ended(self, mutant: Mutant, fork: Fork) -> tuple[Mutant, Outcome, str]:
        """A test that is stopped names nothing, but something noticed."""
        test = fork.told()
        if test == "":
            return mutant, Outcome.ALIVE, ""
        if test:
            self._control(test)
            self.learn(mutant, test)
        return mutant, Outcome.MOVED if test and test.startswith(MOVED) else Outcome.NOTICED, test or ""

    def passes(self, test: str) -> bool:
        """Whether a test passes in this process."""
        return not any(report.failed for report in runtestprotocol(self.items[test], nextitem=None, log=False))

    def learn(self, mutant: Mutant, test: str) -> None:
        """A test that notices one mutant is likely to notice the next ones of its function, and of its module."""
        self.noticed[mutant.function, test] += 1
        self.noticed[mutant.module, test] += 1

    def _control(self, test: str) -> None:
        """A test that notices passes alone where nothing is changed."""
        if test not in self.sound:
            assert Fork(partial(self._first, [test])).told() == "", f"{test} fails alone and without any mutant"
            self.sound.add(test)

    def _tests(self, mutant: Mutant) -> list[str]:
        """Those that reach the mutant: likely and cheap ones first, pages last."""
        places = {(mutant.module, line) for line in mutant.lines}
        found = [test for test, what in self.reach.items() if what.passes and places & what.lines]
        return sorted(found, key=lambda test: (test.startswith(MOVED), self._cost(mutant, test)))

    def _cost(self, mutant: Mutant, test: str) -> float:
        likely = self.noticed[mutant.function, test] + NEAR * self.noticed[mutant.module, test]
        return self.reach[test].seconds / (likely + NEAR**2)

    def _change(self, mutant: Mutant, made: FunctionType, callers: list[str]) -> None:
        """Put a mutant where its function is; what calls it computes anew."""
        exchange(self.functions[mutant.place], made)
        forget(callers)

    def _first(self, tests: list[str], change: Callable[[], None] = lambda: None) -> str:
        """The first test that notices a change, none if all pass."""
        change()
        for test in tests:
            stop_after(SLOWER * self.reach[test].seconds + LEAST)
            if not self.passes(test):
                return test
        return ""
