"""Statements of the text, each tested by a function on the book.

``chapters.chCC_*.claims.claim_CC_NN(book)`` returns a ``Finding``: the outcome and the evidence in one line.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from clusterbook.data.book import Book
from clusterbook.errors import ClusterbookError
from clusterbook.reproduction.registry import chapter_functions
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


def claim_function(claim_id: str) -> Callable[[Book], Finding]:
    """The function that tests a claim: ``claim_CC_NN`` for ``chCC_NN``.

    Raises
    ------
    ClusterbookError
        If the chapter has no function of that name.
    """
    chapter, name = claim_id.partition("_")[0], claim_id.replace("ch", "claim_", 1)
    function = chapter_functions(chapter, "claims").get(name)
    if function is None:
        raise ClusterbookError(
            f"data/claims.csv, row {claim_id}: found no {name} among the claims of {chapter}; expected the function"
            " that tests the statement. Write it or correct the id."
        )
    return function


@cache
def finding_of(book: Book, claim_id: str) -> Finding:
    """Finding of one claim, computed once for a book."""
    return claim_function(claim_id)(book)


def claim_findings(book: Book, chapter: int | None = None) -> dict[str, Finding]:
    """Findings of a chapter's claims, or of all, by ``claim_id``."""
    claims = book.claims
    if chapter is not None:
        claims = claims[claims["chapter"] == chapter]
    return {claim_id: finding_of(book, claim_id) for claim_id in claims["claim_id"]}
