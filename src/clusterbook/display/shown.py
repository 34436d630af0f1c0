"""What a cell of a page shows: HTML for browsers, words for terminals."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Shown:
    """A table or a figure as HTML, with its words for terminals and screen readers without style."""

    html: str
    text: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.text
