"""The closed vocabularies of the book: a misspelt code is an error, never a new category."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import TypeVar

from clusterbook.errors import Fault, FaultsError, listed

Choice = TypeVar("Choice", bound=StrEnum)


def parse_choice(kind: type[Choice], value: str, *, where: str) -> Choice:
    """The member of a closed vocabulary, or an error that lists the legal values."""
    try:
        return kind(value)
    except ValueError:
        fault = Fault(where, repr(value), f"allowed {listed(kind)}", "Choose one of these.")
        raise FaultsError([fault]) from None


class Sector(StrEnum):
    """The four sectors of the book's taxonomy (Table 1.1)."""

    TRADITIONAL = "traditional_manufacturing"
    NATURAL_RESOURCE = "natural_resource_based"
    COMPLEX = "complex_products"
    SPECIALIZED = "specialized_suppliers"

    @property
    def label(self) -> str:
        """The sector as the book's tables head it."""
        return {
            Sector.TRADITIONAL: "Traditional manufacturing",
            Sector.NATURAL_RESOURCE: "Natural-resource-based",
            Sector.COMPLEX: "Complex products",
            Sector.SPECIALIZED: "Specialized suppliers",
        }[self]


class Governance(StrEnum):
    """Forms of chain governance (Table 10.2)."""

    MARKET = "market"
    NETWORK = "network"
    QUASI_HIERARCHY = "quasi_hierarchy"
    HIERARCHY = "hierarchy"

    @property
    def label(self) -> str:
        """The form in words."""
        return self.value.replace("_", " ")


class ChainReach(IntEnum):
    """Codes of Table 10.2: kinds of chain, not degrees."""

    ABSENT = 0
    DOMESTIC = 1
    GLOBAL = 2
    BOTH = 3


class CollectiveEfficiency(StrEnum):
    """Degree of collective efficiency (Tables 10.4-10.6)."""

    LOW = "Low"
    MEDIUM = "Medium"
    HIGH = "High"


class Upgrading(StrEnum):
    """The four types of upgrading, rated 0 (absent) to 3 (high)."""

    PRODUCT = "product"
    PROCESS = "process"
    FUNCTIONAL = "functional"
    INTERSECTORAL = "intersectoral"

    @property
    def column(self) -> str:
        """The rating's column in the cluster frame."""
        return f"upgrading_{self.value}"


class CompetitiveFactor(StrEnum):
    """Importance of a competitive factor of an Italian district (Table 6.3), in rising order."""

    NO = "no"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    VERY_HIGH = "very_high"

    @property
    def label(self) -> str:
        """The rating in words."""
        return self.value.replace("_", " ")

    @property
    def rank(self) -> int:
        """Place on the scale, 0 (no) to 4 (very high)."""
        return list(CompetitiveFactor).index(self)


class Verdict(StrEnum):
    """What a relation between two ratings amounts to (DESIGN, conventions of Chapter 10)."""

    POSITIVE = "Positive"
    NEGATIVE = "Negative"
    NEUTRAL = "Neutral"
    INCONCLUSIVE_POSITIVE = "Inconclusive (+)"
    INCONCLUSIVE_NEGATIVE = "Inconclusive (-)"
    UNDEFINED = "undefined"


class Status(StrEnum):
    """Outcome of comparing a published number with its recomputation."""

    MATCHES = "matches"
    ROUNDING = "rounding"
    DIFFERS = "differs"
    NOT_REPRODUCIBLE = "not_reproducible"


class RestorationRule(StrEnum):
    """How a scanned cell was put right."""

    ROTATED_GLYPH = "rotated_glyph"
    MISREAD_GLYPH = "misread_glyph"
    COMMA_AS_POINT = "comma_as_point"
    POINT_AS_COMMA = "point_as_comma"
    EXTRA_SEPARATOR = "extra_separator"
    LOST_SEPARATOR = "lost_separator"
    MERGED_CELL = "merged_cell"
    MERGED_ROWS = "merged_rows"
    SHIFTED_ROW = "shifted_row"
    SHIFTED_COLUMN = "shifted_column"
    SPLIT_CELL = "split_cell"
    LOST_MINUS = "lost_minus"
    LOST_FOOTNOTE_MARK = "lost_footnote_mark"
    MISREAD_FOOTNOTE_MARK = "misread_footnote_mark"
    GHOST_DIGITS = "ghost_digits"
    BROKEN_LABEL = "broken_label"
    DAMAGED_FOOTNOTE = "damaged_footnote"
    EMENDED_WORD = "emended_word"
    UNDECIDED = "undecided"


class ErratumCause(StrEnum):
    """Why a published number does not follow from its parts: the cause that fits best, one for a fact in all tables."""

    SLIP_OF_THE_BOOK = "slip_of_the_book"
    SCAN_NOT_EXCLUDED = "scan_not_excluded"
    ROUNDING_OF_PARTS = "rounding_of_parts"
    PADDED_DIGITS = "padded_digits"
    ROUND_FIGURE = "round_figure"
    SOURCES_DISAGREE = "sources_disagree"
    DIFFERENT_BASE = "different_base"
    UNKNOWN = "unknown"


CAUSE_MEANINGS = {
    ErratumCause.SLIP_OF_THE_BOOK: "Two undamaged places contradict, and no other reading remains.",
    ErratumCause.SCAN_NOT_EXCLUDED: "A digit or sign would mend it, or the cell is damaged; the scan may be at fault.",
    ErratumCause.ROUNDING_OF_PARTS: "The parts were printed rounded; unrounded ones may give the number.",
    ErratumCause.PADDED_DIGITS: "A number rounded to fewer digits was printed with a zero behind it.",
    ErratumCause.ROUND_FIGURE: "One of two places prints a round figure of what the other counts.",
    ErratumCause.SOURCES_DISAGREE: "Two places, or their sources, give the same fact differently.",
    ErratumCause.DIFFERENT_BASE: "The numbers have another subject, place, date or definition.",
    ErratumCause.UNKNOWN: "Nothing printed decides.",
}


class FactRelation(StrEnum):
    """What two places that print the same fact have to do with each other (``data/fact_links.csv``)."""

    SAME = "same"
    """Same subject, place, date, definition and base: they should agree."""
    DIFFERENT_BASE = "different_base"
    """Subject, place, definition or base differ, though one is easily taken for the other."""
    DIFFERENT_DATE = "different_date"
    """The dates differ."""
    DAMAGED = "damaged"
    """One of the two was restored by the other, so that their agreement proves nothing."""
    AT_MOST = "at_most"
    """The first is part of the second and can be no more than it."""


class Hedge(StrEnum):
    """The word that qualifies a number of the prose (``data/stated.csv``)."""

    NONE = "none"
    """The number stands alone."""
    ABOUT = "about"
    """About, approximately, around, some: near the number, on either side."""
    NEARLY = "nearly"
    """Nearly: a little below the number."""
    ALMOST = "almost"
    """Almost: a little below the number."""
    CLOSE_TO = "close_to"
    """Close to: near the number, on either side."""
    MORE_THAN = "more_than"
    """More than, over: above the number."""
    LESS_THAN = "less_than"
    """Less than, under: below the number."""
    AT_LEAST = "at_least"
    """At least: the number or above."""
    AT_MOST = "at_most"
    """At most, up to, no more than: the number or below."""
    SLIGHTLY_MORE = "slightly_more"
    """Slightly more than, just over: a little above the number."""
    SLIGHTLY_LESS = "slightly_less"
    """Slightly less than, just under: a little below the number."""
    FRACTION = "fraction"
    """A fraction in words (half, a third, two-thirds, a quarter) that a percentage stands for."""
    MULTIPLE = "multiple"
    """A multiple in words (doubled, tripled, twice)."""


class Confidence(StrEnum):
    """How sure the coding of a cluster is (data/cases)."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Phase(StrEnum):
    """Before or after a cluster joined the global chain."""

    BEFORE = "before"
    AFTER = "after"


class SocialDimension(StrEnum):
    """The parts of social upgrading as the fair-trade article defines it (its line 15)."""

    FORMALISATION = "formalisation"
    TAXES = "taxes"
    ENVIRONMENT = "environment"
    LABOUR = "labour"
    HEALTH_AND_SAFETY = "health_and_safety"
    LOCAL_DEVELOPMENT = "local_development"

    @property
    def label(self) -> str:
        """The dimension in words."""
        return self.value.replace("_", " ")
