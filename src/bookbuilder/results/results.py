"""Named, typed, described results: prose, the cross-case chapter, the baseline and the diff read them."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from enum import StrEnum
from html import escape
from typing import Any

from bookbuilder.errors import BookError, listed

MIME_TYPE = "application/vnd.bookbuilder.results+json"
NAME_FORM = re.compile(r"[a-z][a-z0-9_]*")

Value = float | int | str | bool | None


class Importance(StrEnum):
    """What it means that a result moves: a verdict before a finding before a figure."""

    VERDICT = "verdict"
    FINDING = "finding"
    FIGURE = "figure"


@dataclass(frozen=True)
class Result:
    """One result of a chapter.

    Attributes
    ----------
    name : str
        Unique in the chapter, snake_case.
    value : float, int, str, bool or None
        Full precision; None if undefined.
    description : str
        What it is, in the field's terms.
    unit : str
        Unit of the value, empty for pure numbers.
    digits : int or None
        Decimals shown in prose; None shows the value as it is.
    importance : Importance
        How much it matters that it moved.
    """

    name: str
    value: Value
    description: str
    unit: str = ""
    digits: int | None = None
    importance: Importance = Importance.FIGURE

    @property
    def text(self) -> str:
        """The value as prose prints it, with thousands separators and a true minus sign."""
        return format_value(self.value, self.digits)


def format_value(value: Value, digits: int | None) -> str:
    """A value as prose prints it."""
    if value is None:
        return "undefined"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    shown = f"{value:,}" if digits is None else f"{value:,.{digits}f}"
    return shown.replace("-", "−")


class Results:
    """The results of one chapter, recorded as the notebook goes and shown at its end."""

    def __init__(self, chapter: str) -> None:
        self.chapter = chapter
        self._recorded: dict[str, Result] = {}

    def record(
        self,
        name: str,
        value: Any,
        description: str,
        *,
        unit: str = "",
        digits: int | None = None,
        importance: str = Importance.FIGURE,
    ) -> None:
        """Keep one result; a numpy scalar becomes a plain number, NaN becomes None.

        Raises
        ------
        BookError
            If the name is not snake_case, is taken, or the value is not a scalar.
        """
        if not NAME_FORM.fullmatch(name) or name in self._recorded:
            raise BookError(f"{self.chapter}, result {name!r}: expected a new snake_case name. Choose another name.")
        if importance not in list(Importance):
            raise BookError(
                f"{self.chapter}.{name}, importance: found {importance!r}; allowed {listed(Importance)}. "
                "Choose one of these."
            )
        self._recorded[name] = Result(name, _plain(value), description, unit, digits, Importance(importance))

    def show(self) -> ResultTable:
        """All results recorded so far, for the reader as a table and for the pipeline as data."""
        return ResultTable(self.chapter, tuple(self._recorded.values()))


def _plain(value: Any) -> Value:
    """A scalar as plain Python."""
    item = value.item() if hasattr(value, "item") else value
    if item is None or isinstance(item, (bool, int)):
        return item
    if isinstance(item, str):
        return str(item)
    if isinstance(item, float):
        return None if item != item else item
    raise BookError(
        f"result: found {type(value).__name__}; expected a number, text, true, false or nothing. Record a scalar."
    )


@dataclass(frozen=True)
class ResultTable:
    """The results of a chapter, ready to be displayed."""

    chapter: str
    results: tuple[Result, ...]

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        return {
            "text/html": self._html(),
            "text/plain": "\n".join(f"{self.chapter}.{result.name} = {result.text}" for result in self.results),
            MIME_TYPE: [asdict(result) for result in self.results],
        }

    def _html(self) -> str:
        """One row a result: name, value with unit, description."""
        rows = "".join(
            f"<tr><td><code>{escape(result.name)}</code></td>"
            f'<td class="number">{escape(result.text)}'
            f" {escape(result.unit)}</td><td>{escape(result.description)}</td></tr>"
            for result in self.results
        )
        return (
            '<div class="table-box"><table class="published results"><thead><tr><th>Result</th><th>Value</th>'
            f"<th>What it is</th></tr></thead><tbody>{rows}</tbody></table></div>"
        )
