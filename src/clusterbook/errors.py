"""Errors a user can mend: where, what was found, what was expected, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


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
        return f"{self.where}: found {self.found}; {self.expected}. {self.remedy}"


class FaultsError(ClusterbookError):
    """All faults of one check at once, one readable line each."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


def listed(options: Iterable[object]) -> str:
    """Legal values as the messages print them."""
    return ", ".join(str(option) for option in options)
