"""The words in which numbers, verdicts and statements are judged, each with what it means."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from clusterbook.claim_vocabulary import ClaimResult
from clusterbook.reproduction_vocabulary import Status
from clusterbook.site.languages.marking import message


class ExactOutcome(StrEnum):
    """What became of a verdict of Table 10.3 that was put to an exact test."""

    SUPPORTED = "supported"
    """The test says what the authors say."""
    OPPOSED = "opposed"
    """The test says the contrary."""
    UNDECIDED = "undecided"
    """The test could have decided, and did not."""
    UNDECIDABLE = "undecidable"
    """No ratings with these margins could have supported the verdict."""


@dataclass(frozen=True)
class Judged:
    """What is judged by a set of words.

    Parameters
    ----------
    title : str
        What is judged, as a heading.
    words : dict of str to (str, str)
        Word and meaning, by value of the vocabulary.
    """

    title: str
    words: dict[str, tuple[str, str]]


JUDGED = (
    Judged(
        message("Numbers of the tables"),
        {
            Status.MATCHES: (message("matches"), message("Recomputed, the number is the same at the printed digits.")),
            Status.ROUNDING: (
                message("rounding"),
                message("Less than one unit of the last printed digit apart: truncated, or rounded the other way."),
            ),
            Status.DIFFERS: (message("differs"), message("One unit of the last printed digit apart, or more.")),
            Status.NOT_REPRODUCIBLE: (
                message("not recomputable"),
                message("What the number would be recomputed from was not published."),
            ),
        },
    ),
    Judged(
        message("Verdicts on collective efficiency and leaders"),
        {
            ExactOutcome.SUPPORTED: (
                message("supported"),
                message("An exact test of the ratings says what the authors say."),
            ),
            ExactOutcome.OPPOSED: (message("opposed"), message("An exact test of the ratings says the contrary.")),
            ExactOutcome.UNDECIDED: (
                message("undecided"),
                message("The ratings could have decided, and do not; the test may lean to one side."),
            ),
            ExactOutcome.UNDECIDABLE: (
                message("undecidable"),
                message("No ratings with these margins could have supported the verdict: too few clusters, too alike."),
            ),
        },
    ),
    Judged(
        message("Statements of the text"),
        {
            ClaimResult.AGREES: (
                message("agrees"),
                message("Table and sentence agree, at the sentence's own precision."),
            ),
            ClaimResult.AGREES_IN_DIRECTION: (
                message("agrees in direction"),
                message("The sign or the order agrees, the size does not."),
            ),
            ClaimResult.DISAGREES: (
                message("disagrees"),
                message(
                    "Both undamaged, of the same subject, place, date, definition and base, and they cannot both be "
                    "right."
                ),
            ),
            ClaimResult.OTHER_BASE: (
                message("differs on another base"),
                message("They differ, but so do subject, place, date, definition or base: no contradiction."),
            ),
            ClaimResult.INCONCLUSIVE: (
                message("inconclusive"),
                message("A statistical statement that the data cannot decide."),
            ),
            ClaimResult.NOT_TESTABLE: (
                message("not testable"),
                message("Nothing published bears on it, or only what was derived from the same sentence."),
            ),
        },
    ),
)
