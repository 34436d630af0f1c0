"""The closed choices of Chapter 9: signs, readings of its rule, outcomes, and how shares are read."""

from __future__ import annotations

from enum import StrEnum


class SignCondition(StrEnum):
    """Signs that Table 9.1 asks of a change."""

    POSITIVE = "positive"
    NONPOSITIVE = "nonpositive"
    NONNEGATIVE = "nonnegative"
    EITHER_SIGN = "either_sign"


class UpgradingReading(StrEnum):
    """Table 9.1's first row: the share must not rise (printed) or must not fall (text)."""

    PRINTED = "printed"
    TEXT = "text"


class TradeOutcome(StrEnum):
    """Kaplinsky and Readman's four outcomes, as Chapter 9 sums them up."""

    UPGRADING = "upgrading"
    IMMISERIZING_GROWTH = "immiserizing_growth"
    NICHE = "niche"
    COLLAPSE = "collapse"


class ShareBasis(StrEnum):
    """How the change in a market share is read where shares of 1990 are n.a. (Tables 9.2, 9.4)."""

    PRINTED = "printed"
    BOUNDED = "bounded"
    CONSTANT_REPORTERS = "constant_reporters"


class DecompositionWeights(StrEnum):
    """Prices and volumes that weigh the parts of equation 9.1."""

    PRINTED = "printed"
    MIRRORED = "mirrored"
    MIDPOINT = "midpoint"


class CellReading(StrEnum):
    """Cells that the scan leaves open: as scanned, or as the prose would have them."""

    SCANNED = "scanned"
    ADMISSIBLE = "admissible"


class WordClass(StrEnum):
    """What the chapter's prose makes of a country in a market (coding of this project)."""

    UPGRADING = "upgrading"
    STRONG_COMPETITIVENESS = "strong_competitiveness"
    HIGHER_QUALITY_SHIFT = "higher_quality_shift"
    IMMISERIZING_RISK = "immiserizing_risk"
    DOWNGRADING = "downgrading"
    WITHDRAWAL = "withdrawal"
    NOT_CLASSIFIED = "not_classified"
    NOT_MENTIONED = "not_mentioned"

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


class Agreement(StrEnum):
    """How a verdict of the text and one of the rule stand to each other."""

    AGREES = "agrees"
    DISAGREES = "disagrees"
    RULE_OPEN = "rule_open"
    TEXT_SILENT = "text_silent"


class IdentityFit(StrEnum):
    """Under which reading of the shares a row's earnings, shares and market growth fit together."""

    BY_VALUE = "by_value"
    BY_VOLUME_ONLY = "by_volume_only"
    NEITHER = "neither"
    UNKNOWN = "unknown"
