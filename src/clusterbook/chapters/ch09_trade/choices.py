"""The closed choices of Chapter 9: signs, readings of its rule, outcomes, and how shares are read."""

from __future__ import annotations

from enum import StrEnum


class SignCondition(StrEnum):
    """Signs that Table 9.1 asks of a change."""

    POSITIVE = "positive"
    """Above zero."""
    NONPOSITIVE = "nonpositive"
    """Zero or below."""
    NONNEGATIVE = "nonnegative"
    """Zero or above."""
    EITHER_SIGN = "either_sign"
    """Any sign."""


class UpgradingReading(StrEnum):
    """Table 9.1's first row: the share must not rise (printed) or must not fall (text)."""

    PRINTED = "printed"
    """The share must not rise, as the table prints it."""
    TEXT = "text"
    """The share must not fall, as the text has it."""


class TradeOutcome(StrEnum):
    """Kaplinsky and Readman's four outcomes, as Chapter 9 sums them up."""

    UPGRADING = "upgrading"
    """The share does not fall and the unit value rises."""
    IMMISERIZING_GROWTH = "immiserizing_growth"
    """The share does not fall, but the unit value does not rise."""
    NICHE = "niche"
    """The share falls, but the unit value rises."""
    COLLAPSE = "collapse"
    """The share falls and the unit value does not rise."""


class ShareBasis(StrEnum):
    """How the change in a market share is read where shares of 1990 are n.a. (Tables 9.2, 9.4)."""

    PRINTED = "printed"
    """As printed: unknown where the share of 1990 is."""
    BOUNDED = "bounded"
    """By the least that the change can be, where that is above zero."""
    CONSTANT_REPORTERS = "constant_reporters"
    """In the trade of the countries whose share of 1990 is printed."""


class DecompositionWeights(StrEnum):
    """Prices and volumes that weigh the parts of equation 9.1."""

    PRINTED = "printed"
    """Final unit values and initial volumes, as the equation prints them."""
    MIRRORED = "mirrored"
    """Initial unit values and final volumes."""
    MIDPOINT = "midpoint"
    """The means of both years."""


class CellReading(StrEnum):
    """Cells that the scan leaves open: as scanned, or as the prose would have them."""

    SCANNED = "scanned"
    """As scanned."""
    ADMISSIBLE = "admissible"
    """In the one other admissible reading."""


class WordClass(StrEnum):
    """What the chapter's prose makes of a country in a market (coding of this project)."""

    UPGRADING = "upgrading"
    """It upgrades."""
    STRONG_COMPETITIVENESS = "strong_competitiveness"
    """Share and unit value rise, though the text does not call it upgrading."""
    HIGHER_QUALITY_SHIFT = "higher_quality_shift"
    """It moves to a higher quality, which the text does not call upgrading."""
    IMMISERIZING_RISK = "immiserizing_risk"
    """It may grow at falling prices."""
    DOWNGRADING = "downgrading"
    """It gains share at falling prices."""
    WITHDRAWAL = "withdrawal"
    """It leaves the market."""
    NOT_CLASSIFIED = "not_classified"
    """It is named, but not judged."""
    NOT_MENTIONED = "not_mentioned"
    """It is not named."""

    @property
    def upgrades(self) -> bool | None:
        """Whether the words say upgrading; None where they say neither, as of a shift to higher quality."""
        if self in (WordClass.UPGRADING, WordClass.STRONG_COMPETITIVENESS):
            return True
        return False if self in (WordClass.IMMISERIZING_RISK, WordClass.DOWNGRADING, WordClass.WITHDRAWAL) else None

    @property
    def outcome(self) -> TradeOutcome | None:
        """The outcome of Kaplinsky and Readman that the words amount to, None if they name none."""
        return {
            WordClass.UPGRADING: TradeOutcome.UPGRADING,
            WordClass.STRONG_COMPETITIVENESS: TradeOutcome.UPGRADING,
            WordClass.HIGHER_QUALITY_SHIFT: TradeOutcome.NICHE,
            WordClass.IMMISERIZING_RISK: TradeOutcome.IMMISERIZING_GROWTH,
            WordClass.DOWNGRADING: TradeOutcome.IMMISERIZING_GROWTH,
            WordClass.WITHDRAWAL: TradeOutcome.COLLAPSE,
        }.get(self)


class WordAgreement(StrEnum):
    """How a verdict of the text and one of the rule stand to each other."""

    AGREES = "agrees"
    """They are the same."""
    DISAGREES = "disagrees"
    """They are opposite."""
    RULE_OPEN = "rule_open"
    """The rule gives no verdict, because a share is unknown."""
    TEXT_SILENT = "text_silent"
    """The text gives no verdict."""


class IdentityFit(StrEnum):
    """Under which reading of the shares a row's earnings, shares and market growth fit together."""

    BY_VALUE = "by_value"
    """They fit if the shares are by value."""
    BY_VOLUME_ONLY = "by_volume_only"
    """They fit only if the shares are by volume."""
    NEITHER = "neither"
    """They fit under neither reading."""
    UNKNOWN = "unknown"
    """The first share is n.a. or zero, so that nothing can be said."""
