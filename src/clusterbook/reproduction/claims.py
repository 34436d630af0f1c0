"""Statements of the text, each tested by a function on the tables.

``chapters.chCC_*.claims.claim_CC_NN(tables)`` returns a ``Finding``: the outcome and the evidence in one line.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from clusterbook.errors import ClusterbookError
from clusterbook.reproduction.recompute import Tables
from clusterbook.reproduction.registry import chapter_part
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
    chapter = claim_id.partition("_")[0]
    function = getattr(chapter_part(chapter, "claims"), name, None)
    if function is None:
        raise ClusterbookError(
            f"data/claims.csv, row {claim_id}, column test: found {name}; expected a function of the claims of "
            f"{chapter}. Write it or correct the name."
        )
    return function
