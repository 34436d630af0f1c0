"""A figure as the book shows it: a drawing, a text alternative, a caption; the same bytes every time."""

from __future__ import annotations

import base64
import io
import re
from contextlib import AbstractContextManager
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import seaborn as sns
from matplotlib.figure import Figure

if TYPE_CHECKING:
    from matplotlib.typing import RcKeyType

STYLE: dict[RcKeyType, Any] = {
    "svg.hashsalt": "clusterbook",
    "svg.fonttype": "path",
    "figure.dpi": 100,
    "figure.constrained_layout.use": True,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "font.size": 10,
}
HASHED_NAME = re.compile(rb"(?<=[\"#])[pm][0-9a-f]{10}(?=[\")])")


@dataclass(frozen=True)
class Picture:
    """A drawing with its text alternative and caption."""

    svg: bytes
    alt_text: str
    caption: str

    def _repr_html_(self) -> str:
        data = base64.b64encode(self.svg).decode("ascii")
        return (
            f'<figure class="picture"><img src="data:image/svg+xml;base64,{data}" alt="{escape(self.alt_text)}">'
            f"<figcaption>{escape(self.caption)}</figcaption></figure>"
        )

    def __repr__(self) -> str:
        return f"{self.caption} {self.alt_text}"


def book_style() -> AbstractContextManager[None]:
    """Context in which the book's figures are drawn."""
    sns.set_theme(style="whitegrid", context="notebook")
    return mpl.rc_context(STYLE)


def picture(figure: Figure, *, alt_text: str, caption: str) -> Picture:
    """Turn a matplotlib figure into a picture and close it.

    Parameters
    ----------
    figure : Figure
        Drawn inside ``book_style()``.
    alt_text : str
        What the drawing shows, with its numbers, for readers who cannot see it.
    caption : str
        One sentence below the drawing.

    Returns
    -------
    Picture
        The same bytes for the same drawing.
    """
    buffer = io.BytesIO()
    with mpl.rc_context(STYLE):
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None}, bbox_inches="tight")
    plt.close(figure)
    return Picture(_numbered(buffer.getvalue()), alt_text, caption)


def _numbered(svg: bytes) -> bytes:
    """Clips and markers named by number: matplotlib's hashes follow the last digit of the layout, which may vary."""
    names = dict.fromkeys(HASHED_NAME.findall(svg))
    numbers = {name: name[:1] + str(place).encode() for place, name in enumerate(names)}
    return HASHED_NAME.sub(lambda match: numbers[match[0]], svg)
