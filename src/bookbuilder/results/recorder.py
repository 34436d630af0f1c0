"""The results of a chapter: declared as data, recorded by name and value, shown at the end of its page."""

from __future__ import annotations

import math
from dataclasses import dataclass
from html import escape
from typing import Any

from bookbuilder.book.layout import find_root
from bookbuilder.errors import BookError
from bookbuilder.results.declared import FOLDER, load_declarations, not_declared, not_recorded
from bookbuilder.results.result import MIME_TYPE, Result, Value

NOT_FINITE: dict[str, Value] = {"nan": None, "inf": "∞", "-inf": "−∞"}  # JSON has no number for these


class Results:
    """The results of one chapter, recorded as the notebook goes and shown at its end.

    Parameters
    ----------
    chapter : str
        Identifier of the chapter, as in ``ch04``: its declarations are read from ``results/declared/ch04.csv``.

    Raises
    ------
    BookError
        If the chapter has no declarations, or some of them are wrong.
    """

    def __init__(self, chapter: str) -> None:
        self.chapter = chapter
        self._file = find_root() / FOLDER / f"{chapter}.csv"
        self._declared = load_declarations(self._file)
        self._recorded: dict[str, Value] = {}

    def record(self, /, **values: Any) -> None:
        """Keep results by name; a numpy scalar becomes a plain number, NaN becomes None, an infinity the text ∞ or −∞.

        Raises
        ------
        BookError
            If a name is not declared, has a value already, or the value is not a scalar.
        """
        for name, value in values.items():
            if name not in self._declared:
                raise BookError(not_declared(self._file, name, self._declared))
            if name in self._recorded:
                raise BookError(f"{self.chapter}, result {name!r}: found a second value; expected one. Record it once.")
            self._recorded[name] = _plain(value, where=f"{self.chapter}, result {name!r}")

    def show(self) -> ResultTable:
        """All results, in the order of their declarations, for the reader as a table and for the builder as data.

        Raises
        ------
        BookError
            If a declared result has no value.
        """
        missing = [name for name in self._declared if name not in self._recorded]
        if missing:
            raise BookError(not_recorded(self._file, missing))
        results = [Result(declaration, self._recorded[name]) for name, declaration in self._declared.items()]
        return ResultTable(self.chapter, tuple(results))


def _plain(value: Any, *, where: str) -> Value:
    """A scalar as plain Python."""
    item = value.item() if hasattr(value, "item") else value
    if item is None or isinstance(item, (bool, int)):
        return item
    if isinstance(item, str):
        return str(item)
    if isinstance(item, float):
        return item if math.isfinite(item) else NOT_FINITE[str(float(item))]
    raise BookError(
        f"{where}: found {type(value).__name__}; expected a number, text, true, false or nothing. Record a scalar."
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
            MIME_TYPE: [result.as_entry() for result in self.results],
        }

    def _html(self) -> str:
        """One row per result: name, value with unit, sentence."""
        rows = "".join(
            f"<tr><td><code>{escape(result.name)}</code></td>"
            f'<td class="number">{escape(result.text)}'
            f" {escape(result.declaration.unit)}</td><td>{escape(result.declaration.sentence)}</td></tr>"
            for result in self.results
        )
        return (
            '<div class="table-box"><table class="published results"><thead><tr><th>Result</th><th>Value</th>'
            f"<th>What it is</th></tr></thead><tbody>{rows}</tbody></table></div>"
        )
