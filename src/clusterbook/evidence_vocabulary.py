"""The closed vocabularies of the evidence that the chapters tell in prose (``data/evidence``)."""

from __future__ import annotations

from enum import StrEnum


class DatePrecision(StrEnum):
    """How precisely the text dates an event."""

    YEAR = "year"
    """The text states the year."""
    ABOUT = "about"
    """Near this year."""
    SPAN = "span"
    """Over these years."""
    DECADE = "decade"
    """In this decade or part of it."""


class EventKind(StrEnum):
    """What sort of event it is."""

    FOUNDING = "founding"
    """Founding of the cluster or of firms."""
    MARKET = "market"
    """Change of a market."""
    CHAIN = "chain"
    """Change in the chain or its leaders."""
    POLICY = "policy"
    """Policy or public program."""
    ORGANIZATION = "organization"
    """Association, cooperative or institution."""
    TECHNOLOGY = "technology"
    """Technique, product or skill."""
    SHOCK = "shock"
    """Shock from outside."""
    EXIT = "exit"
    """Exit, closure or decline."""
