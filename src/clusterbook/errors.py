"""Errors a user can mend: where, what was found, what was expected, what to do."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MOST_FOUND = 300  # characters of what a message shows of the input, whatever it is
MOST_EXPECTED = 2000  # characters of what it says of our own lists
MOST_FAULTS = 100  # lines of one message
MOST = 40_000  # characters of one message


class ClusterbookError(Exception):
    """A mistake in data, parameters or a command that its user can put right."""


@dataclass(frozen=True)
class Fault:
    """One mistake: where it is, what stands there, what may stand there, what to do."""

    where: str
    found: str
    expected: str
    remedy: str

    def __str__(self) -> str:
        found, expected = _short(self.found, MOST_FOUND), _short(self.expected, MOST_EXPECTED)
        return f"{_short(self.where, MOST_FOUND)}: found {found}; {expected}. {_short(self.remedy, MOST_EXPECTED)}"


class FaultsError(ClusterbookError):
    """All faults of one check at once, one readable line each."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        lines = _first_lines(self.faults)
        more = len(self.faults) - len(lines)
        super().__init__("\n".join([*lines, *([f"... and {more} faults more"] if more else [])]))


def _first_lines(faults: Sequence[Fault]) -> list[str]:
    """The lines of the first faults: as many as one message has, and no more than somebody reads."""
    lines = [str(fault) for fault in faults[:MOST_FAULTS]]
    lengths = itertools.accumulate(len(line) for line in lines)
    return [
        line for place, (line, length) in enumerate(zip(lines, lengths, strict=True)) if not place or length <= MOST
    ]


def listed(options: Iterable[object]) -> str:
    """Legal values as the messages print them."""
    return ", ".join(str(option) for option in options)


def _short(words: str, most: int) -> str:
    """The words, or their beginning if they are longer than ``most`` characters."""
    return words if len(words) <= most else f"{words[:most]}... ({len(words)} characters)"
