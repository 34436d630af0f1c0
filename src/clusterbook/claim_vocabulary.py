"""The closed vocabularies of statements of the text: whose they are, what a test and a verdict can say."""

from __future__ import annotations

from enum import StrEnum

from clusterbook.vocabulary import in_words


class WorkCited(StrEnum):
    """Whose statement it is; the two are never counted together."""

    BOOK = "book"
    """Upgrading to Compete (2006), Chapters 1 to 11."""
    ARTICLE = "article"
    """The article on fair trade and social upgrading, Chapter 12."""


class Outcome(StrEnum):
    """What the numbers alone say of a statement: the result of its function."""

    AGREES = "agrees"
    """They agree at the statement's own precision and under its hedge's rule."""
    AGREES_IN_DIRECTION = "agrees_in_direction"
    """The sign or the order agrees, the size does not."""
    DIFFERS = "differs"
    """They do not agree; whether that is a contradiction is not for the numbers to say."""
    UNDECIDED = "undecided"
    """A statistical statement that the data cannot decide."""
    NO_EVIDENCE = "no_evidence"
    """Nothing published bears on it, or only what was derived from the same sentence."""


class ClaimResult(StrEnum):
    """The settled verdict on a statement of the text."""

    AGREES = "agrees"
    """Table and sentence agree, at the sentence's own precision and under its hedge's rule."""
    AGREES_IN_DIRECTION = "agrees_in_direction"
    """The sign or the order agrees, the size does not."""
    DISAGREES = "disagrees"
    """Both undamaged, same subject, place, date, definition and base, and they cannot both be right."""
    OTHER_BASE = "other_base"
    """They differ, but so do subject, place, date, definition or base: no contradiction."""
    INCONCLUSIVE = "inconclusive"
    """A statistical statement that the data cannot decide."""
    NOT_TESTABLE = "not_testable"
    """Nothing published bears on it, or the only evidence was derived from the same sentence."""

    @property
    def label(self) -> str:
        """The verdict in words."""
        return {ClaimResult.OTHER_BASE: "differs on another base"}.get(self, in_words(self.value))


class AtFault(StrEnum):
    """Which side of a contradiction the evidence convicts."""

    TEXT = "text"
    """The sentence: other numbers of the book bear the table out."""
    TABLE = "table"
    """The table: other numbers of the book bear the sentence out."""
    UNDECIDED = "undecided"
    """Nothing published decides."""


class ClaimImportance(StrEnum):
    """What a statement carries in the argument."""

    CENTRAL = "central"
    """A proposition of the book or of the chapter."""
    SUPPORTING = "supporting"
    """A fact that a proposition is built on."""
    ARITHMETIC = "arithmetic"
    """A number that is retold from a table or follows from one."""


class SettledHow(StrEnum):
    """How two codings of a statement became one verdict."""

    BOTH_AGREE = "both_agree"
    """The two codes are the same, and so is the verdict."""
    REASON_PREVAILED_A = "reason_prevailed_a"
    """The codes differ; the reason of the first was the better one."""
    REASON_PREVAILED_B = "reason_prevailed_b"
    """The codes differ; the reason of the second was the better one."""
    DOUBT_RULE = "doubt_rule"
    """The codes differ and no reason prevails: the verdict that accuses less, never ``disagrees``."""
    NEW_READING = "new_reading"
    """A third reading found what both had missed."""


RESULTS_OF: dict[Outcome, tuple[ClaimResult, ...]] = {
    Outcome.AGREES: (ClaimResult.AGREES,),
    Outcome.AGREES_IN_DIRECTION: (ClaimResult.AGREES_IN_DIRECTION,),
    Outcome.DIFFERS: (ClaimResult.DISAGREES, ClaimResult.OTHER_BASE),
    Outcome.UNDECIDED: (ClaimResult.INCONCLUSIVE,),
    Outcome.NO_EVIDENCE: (ClaimResult.NOT_TESTABLE,),
}
"""The verdicts that an outcome allows."""
