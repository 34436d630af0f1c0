"""What was found of each mutant: a line of JSON, the last one holds."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from mutation.changes import Mutant
from mutation.trial import Outcome

Found = dict[str, Any]


def keep(path: Path, mutant: Mutant, *, outcome: Outcome, test: str) -> None:
    """Add what became of a mutant."""
    found = {"name": mutant.name, "outcome": outcome, "by": test, "source": mutant.source}
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(found | {"difference": mutant.difference}) + "\n")


def read(path: Path) -> dict[str, Found]:
    """What was found last of each mutant, by its name."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return {found["name"]: found for found in map(json.loads, lines)}


def is_settled(mutant: Mutant, found: Found | None) -> bool:
    """Whether a test noticed this very change."""
    return found is not None and found["outcome"] == Outcome.NOTICED and found["source"] == mutant.source


def tell(mutants: list[Mutant], found: dict[str, Found]) -> None:
    """Print how many mutants of each module had which outcome, and each that nothing noticed."""
    for module in sorted({mutant.module for mutant in mutants}):
        counts = Counter(found[mutant.name]["outcome"] for mutant in mutants if mutant.module == module)
        print(f"{module}: {counts.total()} mutants,", ", ".join(f"{counts[one]} {one}" for one in Outcome))
    for mutant in mutants:
        if (outcome := found[mutant.name]["outcome"]) in (Outcome.ALIVE, Outcome.UNREACHED):
            print(f"\n{mutant.name} ({outcome})\n{mutant.difference}")
