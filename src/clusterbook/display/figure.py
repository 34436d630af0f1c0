"""A figure as the book shows it: a drawing, a text alternative, a caption; the same bytes every time."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from functools import wraps
from html import escape
from typing import TYPE_CHECKING, Any, ParamSpec

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import seaborn as sns
from matplotlib import font_manager
from matplotlib.figure import Figure

from clusterbook.display.figure_html import figure_html
from clusterbook.display.palette import TEXT
from clusterbook.display.phone import fit_desk, fit_phone
from clusterbook.display.svg import FONT_FILE, TYPEFACE, drawn

if TYPE_CHECKING:
    from matplotlib.typing import RcKeyType

Parameters = ParamSpec("Parameters")
STYLE: dict[RcKeyType, Any] = {
    "svg.hashsalt": "clusterbook",
    "svg.fonttype": "none",
    "font.family": [TYPEFACE, "DejaVu Sans"],
    "figure.dpi": 100,
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "savefig.facecolor": "none",
    "figure.constrained_layout.use": True,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "font.size": 10,
    "text.color": TEXT,
    "text.parse_math": False,  # a label from the data is no formula, whatever stands in it
    "axes.labelsize": 11,
    "axes.titlesize": 12,
    "xtick.labelsize": 10.5,
    "ytick.labelsize": 10.5,
    "legend.fontsize": 10,
}
WIDTH_IN_POINTS = re.compile(rb'<svg[^>]*?\bwidth="([\d.]+)pt"')
PIXELS_A_POINT = 4 / 3
AROUND = 60  # pixels beside a drawing on a narrow page
font_manager.fontManager.addfont(FONT_FILE)


@dataclass(frozen=True)
class Picture:
    """A drawing with its text alternative and caption.

    Parameters
    ----------
    svg : bytes
        For a desk.
    alt_text : str
        What it shows, with its numbers, for readers who cannot see it.
    caption : str
        What the reader should see.
    phone : bytes
        For a phone; empty where the one drawing reads at both.
    name : str
        What it is found by on its page; empty for its number there.
    data : DataFrame, optional
        What is drawn.
    """

    svg: bytes
    alt_text: str
    caption: str
    phone: bytes = b""
    name: str = ""
    data: pd.DataFrame | None = field(default=None, compare=False)

    def _repr_html_(self) -> str:
        desk, alt_text = _address(self.svg), escape(self.alt_text)
        drawing = f'<img src="{desk}" alt="{alt_text}">'
        if self.phone:
            narrow = f'<source media="(max-width: {_widest(self.svg)}px)" srcset="{_address(self.phone)}">'
            drawing = f"<picture>{narrow}{drawing}</picture>"
        return figure_html(drawing, name=self.name, caption=self.caption, data=self.data)

    def __repr__(self) -> str:
        return f"{self.caption} {self.alt_text}"


def _address(svg: bytes) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(svg).decode('ascii')}"


def _widest(svg: bytes) -> int:
    """Up to which width of the window the drawing for a desk would be made smaller, in pixels."""
    width = WIDTH_IN_POINTS.search(svg)
    return round(float(width[1]) * PIXELS_A_POINT) + AROUND if width else 0


def pictured(plot: Callable[Parameters, Picture]) -> Callable[Parameters, Picture]:
    """A function that draws: its pictures are named after it and offer the first frame that it was given as data.

    ``plot_sme_shares`` gives ``sme-shares``; a picture that was given other data keeps them.
    """
    name = plot.__name__.removeprefix("plot_").replace("_", "-")

    @wraps(plot)
    def plotted(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Picture:
        shown = plot(*args, **kwargs)
        frames = (one for one in (*args, *kwargs.values()) if isinstance(one, (pd.DataFrame, pd.Series)))
        data = next(frames, None) if shown.data is None else shown.data
        return replace(shown, name=name, data=data.to_frame() if isinstance(data, pd.Series) else data)

    return plotted


def book_style() -> AbstractContextManager[None]:
    """Context in which the book's figures are drawn."""
    sns.set_theme(style="whitegrid", context="notebook")
    return mpl.rc_context(STYLE)


def picture(
    figure: Figure, *, alt_text: str, caption: str, data: pd.DataFrame | None = None, phone: Figure | None = None
) -> Picture:
    """Turn a matplotlib figure into a picture for a desk and for a phone, and close it.

    Parameters
    ----------
    figure : Figure
        Drawn inside ``book_style()``.
    alt_text : str
        What the drawing shows, with its numbers, for readers who cannot see it.
    caption : str
        One sentence below the drawing, with what the reader should see first.
    data : DataFrame, optional
        What is drawn, shown folded below it and offered as a file.
    phone : Figure, optional
        Drawn for a phone; by default the figure is laid out anew for it.

    Returns
    -------
    Picture
        The same bytes for the same drawing.
    """
    with mpl.rc_context(STYLE):
        fit_desk(figure)
        desk = drawn(figure)
        if phone is None:
            fit_phone(figure)
        narrow = drawn(phone or figure)
    for one in filter(None, (figure, phone)):
        plt.close(one)
    return Picture(desk, alt_text, caption, phone=narrow, data=data)
