"""Statements of the text, each tested by a function on the book.

``chapters.chCC_*.claims.claim_CC_NN(book)`` returns a ``Finding``: what the numbers alone say, and the numbers, in one
line. The verdict stands in ``data/claims.csv``; it was settled from two codings, and a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import pandas as pd

from clusterbook.claim_vocabulary import Outcome
from clusterbook.data.book import Book
from clusterbook.errors import ClusterbookError
from clusterbook.reproduction.registry import chapter_functions


@dataclass(frozen=True)
class Finding:
    """What the numbers say of a statement, and the numbers that decide it, in one line."""

    outcome: Outcome
    evidence: str


def agrees_if(condition: bool, evidence: str, *, in_direction: bool = False) -> Finding:
    """``agrees`` if the condition is met, ``agrees_in_direction`` if at least the direction is right, else ``differs``.

    Parameters
    ----------
    condition : bool
        Whether the numbers agree with the statement under its hedge's rule.
    evidence : str
        The numbers, in one line built from the data.
    in_direction : bool
        Whether the sign or the order agrees.
    """
    if condition:
        return Finding(Outcome.AGREES, evidence)
    return Finding(Outcome.AGREES_IN_DIRECTION if in_direction else Outcome.DIFFERS, evidence)


def undecided(evidence: str) -> Finding:
    """A statistical statement that the data cannot decide: ``evidence`` has p, what p could have been, and n."""
    return Finding(Outcome.UNDECIDED, evidence)


def no_evidence(evidence: str) -> Finding:
    """Nothing published bears on it: ``evidence`` says what was looked for, with the numbers there are."""
    return Finding(Outcome.NO_EVIDENCE, evidence)


def function_name(claim_id: str) -> str:
    """Name of the function that tests a claim: ``claim_10_04`` for ``c10-04``."""
    return "claim_" + claim_id.removeprefix("c").replace("-", "_")


def claim_function(claim_id: str) -> Callable[[Book], Finding]:
    """The function that tests a claim.

    Raises
    ------
    ClusterbookError
        If the chapter has no function of that name.
    """
    chapter, name = f"ch{claim_id[1:3]}", function_name(claim_id)
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


def claims_of(book: Book, chapter: int) -> pd.DataFrame:
    """The claims of one chapter, in the order of the file."""
    claims = book.claims
    return claims[claims["chapter"] == chapter]
