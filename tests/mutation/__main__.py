"""``make mutants``: tries the mutants of one part or of all, and prints those that nothing noticed.

What was found is kept beside the built book. A mutant that was noticed and is the same still is not tried again, so a
second run tries what is new and what nothing noticed.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path

import hypothesis
import pytest
from whole_book import BOOK

from clusterbook.data.book import Book
from clusterbook.reproduction.reconcile import cell_verdicts
from mutation.changes import Mutant, mutants_of
from mutation.exchange import functions_of
from mutation.forked import Fork
from mutation.kept import is_settled, keep, read, tell
from mutation.parts import PARTS, REPOSITORY, Part
from mutation.reach import reaches
from mutation.trial import Trial

KEPT = REPOSITORY / "_build" / "mutants"
OPTIONS = ("-n", "0", "-p", "no:cacheprovider", "-p", "no:warnings", "--no-header", "--no-summary")


def prepare(modules: Iterable[str]) -> None:
    """Import once for all forks what tests import, read the data, and compare them."""
    for module in modules:
        with suppress(ImportError):
            import_module(module)
    for name, value in vars(Book).items():
        if isinstance(value, cached_property):
            getattr(BOOK, name)
    for table in BOOK.tables:
        BOOK.table(table), BOOK.printed(table), BOOK.bounds(table)
        cell_verdicts(BOOK, table)


@dataclass
class Run:
    """A plugin that tries mutants where pytest would run the tests that it collected."""

    part: Part
    kept: Path
    within: str

    def pytest_configure(self) -> None:
        """An example that fails is enough; it need not be the smallest."""
        phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
        repeatable = hypothesis.settings.get_profile("repeatable")
        hypothesis.settings.register_profile("mutants", repeatable, phases=phases, database=None)
        hypothesis.settings.load_profile("mutants")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try each mutant that is not known to be noticed."""
        modules = self.part.modules()
        trial = Trial({item.nodeid: item for item in session.items})
        measured = Fork(lambda: (reaches(trial.items, modules, passes=trial.passes), list(sys.modules)))
        trial.reach, loaded = measured.told()
        prepare([*modules, *loaded])
        trial.functions = functions_of(modules)
        mutants = [one for module, path in modules.items() for one in mutants_of(path, module=module)]
        failing = [test for test, what in trial.reach.items() if not what.passes]
        print(f"{len(mutants)} mutants, {len(trial.reach)} tests; fail unchanged: {', '.join(failing) or 'none'}")
        gc.freeze()
        self._try(trial, [mutant for mutant in mutants if self.within in mutant.name])
        return True

    def _try(self, trial: Trial, mutants: list[Mutant]) -> None:
        known = read(self.kept)
        settled = {mutant.name for mutant in mutants if is_settled(mutant, known.get(mutant.name))}
        for mutant in mutants:
            if mutant.name in settled:
                trial.learn(mutant, known[mutant.name]["by"])
        for mutant, outcome, test in trial.outcomes(mutant for mutant in mutants if mutant.name not in settled):
            keep(self.kept, mutant, outcome=outcome, test=test)
        tell(mutants, read(self.kept))


def main(name: str, within: str = "") -> int:
    """Try the mutants of a part, those alone whose name has a word in it."""
    KEPT.mkdir(parents=True, exist_ok=True)
    part = PARTS[name]
    return pytest.main([*OPTIONS, *part.tests], plugins=[Run(part, KEPT / f"{name}.jsonl", within)])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
