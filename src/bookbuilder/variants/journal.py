"""The journal of a sweep: a line for each variant as it ends, so that a stopped sweep goes on where it was."""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Entry = dict[str, Any]


def load_journal(path: Path) -> list[Entry]:
    """Every complete line of a journal; a line that a stop cut short does not count."""
    entries: list[Entry] = []
    for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
        with contextlib.suppress(json.JSONDecodeError):
            entries.append(json.loads(line))
    return entries


def add_entry(path: Path, entry: Entry) -> None:
    """Write one line into the journal at once; it begins the line itself, since a stop may have cut the last short."""
    with open(path, "a", encoding="utf-8") as stream:
        stream.write("\n" + json.dumps(entry, sort_keys=True))


@dataclass
class Progress:
    """Reports, while a sweep runs, how many variants are done, how many failed, and how long the rest will take.

    Parameters
    ----------
    total : int
        Variants to be run.
    report : callable
        What takes a line.
    seconds : float
        Time between two lines, at least.
    """

    total: int
    report: Callable[[str], None]
    seconds: float = 2.0
    done: int = 0
    failed: int = 0
    _began: float = field(default_factory=time.monotonic)
    _reported: float = field(default_factory=time.monotonic)

    def advance(self, *, failed: bool) -> None:
        """One more variant is done, or ``failed``."""
        self.done += 1
        self.failed += failed
        if self.done == self.total or time.monotonic() - self._reported >= self.seconds:
            self._reported = time.monotonic()
            self.report(self.line())

    def line(self) -> str:
        """A line such as ``40 of 100 variants done, 1 failed, about 12 s left``."""
        left = (time.monotonic() - self._began) / self.done * (self.total - self.done)
        parts = [f"{self.done} of {self.total} variants done"]
        parts += [f"{self.failed} failed"] * bool(self.failed)
        parts += [f"about {left:.0f} s left"] * bool(left)
        return ", ".join(parts)
