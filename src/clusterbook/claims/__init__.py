"""Statements of the text, each tested by a function on the tables.

``claims.chCC.claim_CC_NN(tables)`` returns a ``Finding``: the outcome and the evidence in one line.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from clusterbook.errors import ClusterbookError
from clusterbook.recompute import Tables
from clusterbook.vocabulary import ClaimResult


@dataclass(frozen=True)
class Finding:
    """Outcome of a claim's test and the numbers that decide it."""

    result: ClaimResult
    evidence: str


def held(condition: bool, evidence: str, *, in_direction: bool = False) -> Finding:
    """``holds`` if the condition is met, ``holds_in_direction`` if at least the direction is right, else ``fails``."""
    if condition:
        return Finding(ClaimResult.HOLDS, evidence)
    return Finding(ClaimResult.HOLDS_IN_DIRECTION if in_direction else ClaimResult.FAILS, evidence)


def not_testable(reason: str) -> Finding:
    """No table can decide the claim."""
    return Finding(ClaimResult.NOT_TESTABLE, reason)


def function_of(claim_id: str, name: str) -> Callable[[Tables], Finding]:
    """The function that tests a claim.

    Raises
    ------
    ClusterbookError
        If the chapter has no function of that name.
    """
    module = f"{__name__}.{claim_id.partition('_')[0]}"
    function = getattr(import_module(module), name, None) if find_spec(module) else None
    if function is None:
        raise ClusterbookError(
            f"data/claims.csv, row {claim_id}, column test: found {name}; expected a function of {module}. Write it or"
            " correct the name."
        )
    return function
