"""Which named results differ between two sets of them, and how a change is told."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from bookbuilder.errors import listed
from bookbuilder.results.files import Result
from bookbuilder.results.result import Importance, Value, format_value

SAME = 1e-9  # relative: the last digits of a float differ between processors, no statement does
Snapshot = dict[str, dict[str, Result]]


@dataclass(frozen=True)
class Change:
    """A named result that is not what it was.

    Parameters
    ----------
    reference : str
        ``chapter.name``.
    old, new : Result or None
        None where there was, or is, no such result.
    used : tuple of str
        Pages whose prose prints it.
    """

    reference: str
    old: Result | None
    new: Result | None
    used: tuple[str, ...] = ()

    @property
    def about(self) -> Result:
        """The result's description and importance, as they are now or were last."""
        known = self.new or self.old
        assert known is not None
        return known

    @property
    def rank(self) -> tuple[int, int, float, str]:
        """Sorting key: importance, then words and gaps before numbers, then the larger change."""
        order = [*map(str, Importance), self.about.get("importance")]
        size = self.size
        return order.index(self.about.get("importance")), int(size is not None), -(size or 0.0), self.reference

    @property
    def size(self) -> float | None:
        """Relative change of a number; None for anything else."""
        old, new = _number(self.old), _number(self.new)
        if old is None or new is None:
            return None
        return abs(new - old) / max(abs(old), abs(new))

    def __str__(self) -> str:
        old, new = self.shown()
        where = f"; used in {listed(self.used)}" if self.used else ""
        unit = f" {self.about['unit']}" if self.about.get("unit") else ""
        change = f"{self.reference}: {old} \u2192 {new}{unit}"
        return f"{self.about['importance']}: {change} ({self.about['description']}{where})"

    def shown(self) -> tuple[str, str]:
        """Both values at the digits they are printed with, in full where those hide the change."""
        old, new = _at_digits(self.old), _at_digits(self.new)
        if self.old is None or self.new is None or old != new:
            return old, new
        return repr(self.old["value"]), repr(self.new["value"])


def _number(result: Result | None) -> float | None:
    """The value of a result that has a number."""
    value: Value = result["value"] if result else None
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _at_digits(result: Result | None) -> str:
    return "not there" if result is None else format_value(result["value"], result.get("digits"))


def compare_snapshots(old: Snapshot, new: Snapshot, *, used: dict[str, tuple[str, ...]]) -> list[Change]:
    """Results that differ between two snapshots, the most important first."""
    found: list[Change] = []
    for chapter in sorted(set(old) | set(new)):
        before, after = old.get(chapter, {}), new.get(chapter, {})
        for name in sorted(set(before) | set(after)):
            if not same(before.get(name), after.get(name)):
                reference = f"{chapter}.{name}"
                found.append(Change(reference, before.get(name), after.get(name), used.get(reference, ())))
    return sorted(found, key=lambda change: change.rank)


def same(old: Result | None, new: Result | None) -> bool:
    """Whether two results say the same."""
    if old is None or new is None:
        return False
    before, after = old["value"], new["value"]
    if isinstance(before, float) and isinstance(after, float):
        return math.isclose(before, after, rel_tol=SAME, abs_tol=SAME)
    return before == after and isinstance(before, bool) == isinstance(after, bool)


def describe_changes(changes: Sequence[Change], base: str) -> list[str]:
    """What changed, in lines: a count, then one line per result."""
    against = f"the baseline at {base}" if base else "the accepted baseline"
    if not changes:
        return [f"no named result changed against {against}"]
    count = "1 named result" if len(changes) == 1 else f"{len(changes)} named results"
    return [f"{count} changed against {against}:", *map(str, changes)]
