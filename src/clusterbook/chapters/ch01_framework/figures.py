"""Figure of Chapter 1: the share of production that the field studies export, before and after."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes

from clusterbook.chapters.ch01_framework.measures import EARLIER, LATER
from clusterbook.display.figure import Picture, book_style, picture, pictured
from clusterbook.display.palette import BLUE, INK, TINT_RED, WHITE

ALL = 100  # percent: more cannot be exported than is produced
ROOM = 1.16  # right of the largest value, for its number


@pictured
def plot_export_shares(growth: pd.DataFrame) -> Picture:
    """A line from the first share to the last for each field study; shares above 100 percent lie on a tinted ground.

    Parameters
    ----------
    growth : DataFrame
        As ``field_study_growth`` gives it; studies without any share are left out.
    """
    shown = growth.dropna(subset=[EARLIER, LATER], how="all")[[EARLIER, LATER]].iloc[::-1]
    end = max(ALL * ROOM, ROOM * shown.max(axis=None))
    with book_style():
        figure, axis = plt.subplots(figsize=(6.2, 0.42 * len(shown) + 1.1))
        axis.axvspan(ALL, end, color=TINT_RED, zorder=0)
        axis.hlines(range(len(shown)), shown[EARLIER], shown[LATER], color=BLUE, linewidth=1.8)
        axis.scatter(shown[EARLIER], range(len(shown)), facecolor=WHITE, edgecolor=BLUE, zorder=3)
        axis.scatter(shown[LATER], range(len(shown)), color=BLUE, zorder=3)
        _write_shares(axis, shown)
        axis.set(xlim=(0, end), xlabel="Exports in percent of production")
        axis.set(yticks=range(len(shown)), yticklabels=list(shown.index), ylim=(-0.6, len(shown) - 0.4))
        axis.grid(axis="y", visible=False)
    words = [f"{name}: {_percent(row[EARLIER])} to {_percent(row[LATER])}" for name, row in shown.iloc[::-1].iterrows()]
    caption = (
        "Exports in percent of production: hollow, the first years (exports of 1996, production of 1995); filled, 2002;"
        " on the tinted ground the two figures cannot both be right."
    )
    return picture(figure, alt_text="; ".join(words) + ".", caption=caption)


def _write_shares(axis: Axes, shown: pd.DataFrame) -> None:
    """The last share beside its dot, on the side away from the line."""
    for place, (first, last) in enumerate(shown.to_numpy()):
        left = last < first
        axis.annotate(
            f"{last:.0f}" if pd.notna(last) else "",
            (last if pd.notna(last) else first, place),
            xytext=(-7 if left else 7, 0),
            textcoords="offset points",
            ha="right" if left else "left",
            va="center",
            fontsize=9,
            color=INK,
        )


def _percent(value: float) -> str:
    """A share in words."""
    return "unknown" if pd.isna(value) else f"{value:.0f} percent"
