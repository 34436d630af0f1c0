"""Figures of Chapter 8: software productivity against wages, and how differently the clusters are counted."""

from __future__ import annotations

from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from clusterbook.display.figure import Picture, book_style, picture, pictured
from clusterbook.display.palette import BLUE, GREY, ORANGE, SLATE

RAYS = (25, 33.3, 50)


@pictured
def plot_productivity_and_wages(states: pd.DataFrame, other: pd.DataFrame) -> Picture:
    """Value added per employee against the average wage, with rays of equal wage share.

    Parameters
    ----------
    states : DataFrame
        Rows of Table 8.1 with the wage of Nuevo León in the chosen reading.
    other : DataFrame
        The same rows in the other reading, drawn hollow where they differ.
    """
    right = float(states["productivity_usd_per_employee"].max()) * 1.15
    changed = other.loc[(other["average_wage_usd"] - states["average_wage_usd"].astype(float)).abs() > 0.5]
    with book_style():
        figure, axis = plt.subplots(figsize=(7.2, 5.0))
        _rays(axis, right)
        _states(axis, states)
        _other_reading(axis, changed)
        axis.set(xlabel="Value added per employee, dollars", ylabel="Average wage, dollars")
        axis.set(xlim=(0, right), ylim=(0, 11500))
        for side in (axis.xaxis, axis.yaxis):
            side.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    words = "; ".join(
        f"{row.label}: productivity {row.productivity_usd_per_employee:,}, wage {row.average_wage_usd:,.0f}"
        for row in states.itertuples()
    )
    caption = (
        "Productivity and wages in Mexican software (1999); the area of a dot grows with the employees, the rays "
        "are equal wage shares."
    )
    return picture(figure, alt_text=f"Dollars. {words}.", caption=caption)


def _rays(axis: Axes, right: float) -> None:
    """Lines on which wages are the same part of value added."""
    ends = np.array([0.0, right])
    for share in RAYS:
        axis.plot(ends, ends * share / 100, color=GREY, linewidth=1, linestyle=":", zorder=1)
        at = min(right * 0.97, 11200 * 100 / share)
        axis.annotate(f"{share:.0f}%", (at, at * share / 100), fontsize=8.5, color=SLATE, ha="right", va="bottom")


def _states(axis: Axes, states: pd.DataFrame) -> None:
    """A named dot for each state, its area by employees."""
    x, y = (states[name].astype(float) for name in ("productivity_usd_per_employee", "average_wage_usd"))
    axis.scatter(x, y, s=20 + states["employees"].astype(float) / 4, color=BLUE, alpha=0.85, zorder=3)
    look: dict[str, Any] = {
        "xytext": (0, -19),
        "textcoords": "offset points",
        "ha": "center",
        "fontsize": 10,
        "zorder": 4,
    }
    for row in states.itertuples():
        place = (row.productivity_usd_per_employee, row.average_wage_usd)
        axis.annotate(row.label, place, **look)


def _other_reading(axis: Axes, changed: pd.DataFrame) -> None:
    """A hollow dot where the other reading of the scan would put a state."""
    x, y = changed["productivity_usd_per_employee"].astype(float), changed["average_wage_usd"]
    axis.scatter(x, y, s=70, facecolors="none", edgecolors=ORANGE, linewidths=2, zorder=3)
    look: dict[str, Any] = {
        "xytext": (-9, 0),
        "textcoords": "offset points",
        "ha": "right",
        "va": "center",
        "fontsize": 9,
    }
    for row in changed.itertuples():
        place = (row.productivity_usd_per_employee, row.average_wage_usd)
        axis.annotate("other reading", place, **look)


@pictured
def plot_two_counts(counted: pd.DataFrame, labels: pd.Series) -> Picture:
    """Firms and jobs of each cluster by the census and by the field studies.

    Parameters
    ----------
    counted : DataFrame
        ``software.counted_twice``.
    labels : Series
        Names of the rows.
    """
    names = [labels[row] for row in counted.index]
    with book_style():
        figure, axes = plt.subplots(1, 2, figsize=(7.6, 2.7), sharey=True)
        for axis, what in zip(axes, ("firms", "jobs"), strict=True):
            census, field = counted[f"{what}_census"], counted[f"{what}_field"]
            axis.hlines(names, census, field.fillna(census), color=GREY, linewidth=2, zorder=1)
            axis.scatter(census, names, color=BLUE, s=50, label="census of 1999 (Table 8.1)", zorder=3)
            axis.scatter(
                field, names, color=ORANGE, marker="D", s=46, label="field studies of 2002-03 (Table 1.2)", zorder=2
            )
            axis.set(xlabel=what.capitalize(), xlim=(0, None), ylim=(2.5, -0.5))
            axis.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
            axis.margins(x=0.1)
        handles, texts = axes[0].get_legend_handles_labels()
        figure.legend(handles, texts, loc="outside upper center", ncols=2, frameon=False, fontsize=9)
    alt_text = "; ".join(_describe_counts(name, row) for name, (_, row) in zip(names, counted.iterrows(), strict=True))
    return picture(
        figure,
        alt_text=alt_text + ".",
        caption=(
            "The same clusters counted twice: the census sees registered publishers and developers, the field "
            "studies whole clusters."
        ),
        data=counted.set_axis(pd.Index(names, name="cluster")),
    )


def _describe_counts(name: str, row: pd.Series) -> str:
    """Both counts of one cluster."""
    field = "unreadable" if pd.isna(row["firms_field"]) else f"{row['firms_field']:,.0f}"
    return (
        f"{name}: firms {row['firms_census']:,.0f} by census, {field} by field study; jobs "
        f"{row['jobs_census']:,.0f} and {row['jobs_field']:,.0f}"
    )
