"""The closed vocabularies of the book: a misspelt code is an error, never a new category."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import TypeVar

from clusterbook.errors import Fault, FaultsError, listed

Choice = TypeVar("Choice", bound=StrEnum)
ARTICLE_CHAPTER = 12  # the article of 2013, which has a chapter here and none in the book


def in_words(code: object) -> str:
    """A code of the data in words; what is no code stays as it is.

    This is the one place that decides how a code without a label of its own reads.
    """
    return str(code).replace("natural_resource_based", "natural-resource-based").replace("_", " ")


def in_a_sentence(name: str) -> str:
    """A name as it stands inside a sentence, in small letters but for abbreviations: ``milk-dairy``, ``ICT``."""
    return " ".join(word if word.isupper() else word.lower() for word in name.split())


def chapter_text(chapter: int | str) -> str:
    """Whose text it is, as places of evidence begin: a chapter of the book, or the article."""
    return "Article" if int(chapter) == ARTICLE_CHAPTER else f"Chapter {chapter}"


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
    """Traditional manufacturing."""
    NATURAL_RESOURCE = "natural_resource_based"
    """Natural-resource-based."""
    COMPLEX = "complex_products"
    """Complex products."""
    SPECIALIZED = "specialized_suppliers"
    """Specialized suppliers (software)."""

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
    """Exchange at arm's length."""
    NETWORK = "network"
    """Cooperation of partners with complementary competences."""
    QUASI_HIERARCHY = "quasi_hierarchy"
    """A leader controls firms that are legally independent."""
    HIERARCHY = "hierarchy"
    """A leader owns the firms of the chain."""

    @property
    def label(self) -> str:
        """The form in words."""
        return in_words(self.value)


class ChainReach(IntEnum):
    """Codes of Table 10.2: kinds of chain, not degrees."""

    ABSENT = 0
    """No chain of the form."""
    DOMESTIC = 1
    """A chain within the country."""
    GLOBAL = 2
    """A chain that reaches abroad."""
    BOTH = 3
    """A domestic and a global chain."""


class CollectiveEfficiency(StrEnum):
    """Degree of collective efficiency (Tables 10.4-10.6)."""

    LOW = "Low"
    """Low."""
    MEDIUM = "Medium"
    """Medium."""
    HIGH = "High"
    """High."""


class Upgrading(StrEnum):
    """The four types of upgrading, rated 0 (absent) to 3 (high)."""

    PRODUCT = "product"
    """More sophisticated product lines."""
    PROCESS = "process"
    """Inputs turned into outputs more efficiently."""
    FUNCTIONAL = "functional"
    """New functions in the chain, such as design or marketing."""
    INTERSECTORAL = "intersectoral"
    """The competence of one sector used to enter another."""

    @property
    def column(self) -> str:
        """The rating's column in the cluster frame."""
        return f"upgrading_{self.value}"


class CompetitiveFactor(StrEnum):
    """Importance of a competitive factor of an Italian district (Table 6.3), in rising order."""

    NO = "no"
    """Of no importance."""
    LOW = "low"
    """Of low importance."""
    MEDIUM = "medium"
    """Of medium importance."""
    HIGH = "high"
    """Important."""
    VERY_HIGH = "very_high"
    """Very important."""

    @property
    def label(self) -> str:
        """The rating in words."""
        return in_words(self.value)

    @property
    def rank(self) -> int:
        """Place on the scale, 0 (no) to 4 (very high)."""
        return list(CompetitiveFactor).index(self)


class Verdict(StrEnum):
    """What an association of two ratings amounts to."""

    POSITIVE = "Positive"
    """The coefficient is above zero and significant."""
    NEGATIVE = "Negative"
    """The coefficient is below zero and significant."""
    NEUTRAL = "Neutral"
    """The coefficient is zero or too small to count."""
    INCONCLUSIVE_POSITIVE = "Inconclusive (+)"
    """Not decided; the coefficient is above zero."""
    INCONCLUSIVE_NEGATIVE = "Inconclusive (-)"
    """Not decided; the coefficient is zero or below."""
    UNDEFINED = "undefined"
    """One of the two does not vary, so that there is no coefficient."""


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

    @property
    def label(self) -> str:
        """The word as it stands before a number; empty where the number stands alone."""
        return {
            Hedge.NONE: "",
            Hedge.FRACTION: "about",
            Hedge.MULTIPLE: "about",
            Hedge.SLIGHTLY_LESS: "slightly less than",
            Hedge.SLIGHTLY_MORE: "slightly more than",
        }.get(self, in_words(self.value))


class Confidence(StrEnum):
    """How sure the coding of a cluster is (data/cases)."""

    HIGH = "high"
    """The source says it."""
    MEDIUM = "medium"
    """The source suggests it."""
    LOW = "low"
    """The source leaves it open."""


class Phase(StrEnum):
    """Before or after a cluster joined the global chain."""

    BEFORE = "before"
    """Before the cluster joined."""
    AFTER = "after"
    """After the cluster joined."""


class SocialDimension(StrEnum):
    """The parts of social upgrading as the fair-trade article defines it."""

    FORMALIZATION = "formalization"
    """Producers and workers become formal."""
    TAXES = "taxes"
    """Taxes are paid."""
    ENVIRONMENT = "environment"
    """Production harms the environment less."""
    LABOR = "labor"
    """Work is better paid and protected."""
    HEALTH_AND_SAFETY = "health_and_safety"
    """Work is healthier and safer."""
    LOCAL_DEVELOPMENT = "local_development"
    """The place gains as a whole."""

    @property
    def label(self) -> str:
        """The dimension in words."""
        return in_words(self.value)
