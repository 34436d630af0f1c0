"""A named result of a chapter: what it is, its value, and how prose prints it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

MIME_TYPE = "application/vnd.bookbuilder.results+json"

Value = float | int | str | bool | None


class Importance(StrEnum):
    """What it means that a result changes: a verdict before a finding before a figure."""

    VERDICT = "verdict"
    """An answer to a question of the book: a sentence of the page may turn."""
    FINDING = "finding"
    """A number that carries an argument."""
    FIGURE = "figure"
    """A number that is context or arithmetic."""


@dataclass(frozen=True)
class Declaration:
    """What a chapter says about one of its results before it has a value.

    Attributes
    ----------
    name : str
        Unique in the chapter, snake_case.
    sentence : str
        What the result is, in the field's terms, true whatever the parameters are.
    unit : str
        Unit of the value, empty for pure numbers.
    digits : int or None
        Decimals shown in prose, 0 or more; None shows the value as it is.
    importance : Importance
        How much it matters that the value changes.
    """

    name: str
    sentence: str
    unit: str = ""
    digits: int | None = None
    importance: Importance = Importance.FIGURE


@dataclass(frozen=True)
class Result:
    """One result of a chapter.

    Attributes
    ----------
    declaration : Declaration
        Its name, sentence, unit, digits and importance.
    value : float, int, str, bool or None
        Full precision; None if undefined.
    """

    declaration: Declaration
    value: Value

    @property
    def name(self) -> str:
        """The result's name in its chapter."""
        return self.declaration.name

    @property
    def text(self) -> str:
        """The value as prose prints it, with thousands separators and a true minus sign."""
        return format_value(self.value, self.declaration.digits)

    def as_entry(self) -> dict[str, Any]:
        """The result as results files and notebooks keep it."""
        declared = self.declaration
        return {
            "name": declared.name,
            "value": self.value,
            "description": declared.sentence,
            "unit": declared.unit,
            "digits": declared.digits,
            "importance": declared.importance.value,
        }


def format_value(value: Value, digits: int | None) -> str:
    """A value as prose prints it, at ``digits`` decimals (None: as it is)."""
    if value is None:
        return "undefined"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    shown = f"{value:,}" if digits is None else f"{value:,.{digits}f}"
    return shown.replace("-", "−")
