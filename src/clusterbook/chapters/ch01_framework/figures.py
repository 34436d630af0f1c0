"""Figure of Chapter 1: production and exports of the field studies, before and after."""

from __future__ import annotations

from collections.abc import Sequence

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes

from clusterbook.chapters.ch01_framework.measures import EXPORTS, PRODUCTION, of_countries
from clusterbook.display.figure import Picture, book_style, picture
from clusterbook.display.palette import BLUE, VERMILION, WHITE

SERIES = {"Production, 1995 and 2002": (PRODUCTION, BLUE), "Exports, 1996 and 2002": (EXPORTS, VERMILION)}


def plot_production_and_exports(units: pd.DataFrame, *, countries: Sequence[str]) -> Picture:
    """A line from the first to the last year for each field study, on a logarithmic scale.

    Parameters
    ----------
    units : DataFrame
        Table 1.2, typed.
    countries : sequence of str
        Country codes to keep.
    """
    columns = [column for (first, last, _), _ in SERIES.values() for column in (first, last)]
    chosen = of_countries(units, countries).dropna(subset=columns, how="all").iloc[::-1]
    with book_style():
        figure, axis = plt.subplots(figsize=(8, 0.62 * len(chosen) + 1.4))
        for shift, (name, ((first, last, _), colour)) in zip((0.15, -0.15), SERIES.items(), strict=True):
            _changes(axis, chosen[first], last=chosen[last], shift=shift, colour=colour, name=name)
        axis.set(
            xscale="log",
            xlabel="US$ million (logarithmic scale)",
            yticks=range(len(chosen)),
            yticklabels=chosen["cluster"],
        )
        axis.legend(loc="best", frameon=True, fontsize=9)
    words = [_describe(unit) for unit in chosen.iloc[::-1].to_dict("records")]
    caption = "Production and exports of the field studies: the hollow dot is the first year, the filled one 2002."
    return picture(figure, alt_text=" ".join(words), caption=caption)


def _changes(axis: Axes, first: pd.Series, *, last: pd.Series, shift: float, colour: str, name: str) -> None:
    """A hollow dot, a line and a filled dot for each field study."""
    places = [place + shift for place in range(len(first))]
    axis.hlines(places, first, last, color=colour, linewidth=1.6)
    axis.scatter(first, places, facecolor=WHITE, edgecolor=colour, zorder=3)
    axis.scatter(last, places, color=colour, zorder=3, label=name)


def _describe(unit: dict[str, object]) -> str:
    """Both series of one field study."""
    parts = [
        f"{name.partition(',')[0].lower()} {_amount(unit[first])} to {_amount(unit[last])}"
        for name, ((first, last, _), _) in SERIES.items()
    ]
    return f"{unit['cluster']}: {'; '.join(parts)} US$ million."


def _amount(value: object) -> str:
    """A number as printed, or unknown."""
    return "unknown" if pd.isna(value) else f"{value:,.1f}"
