"""Figures of the regression models: forests of slopes, and sector effects beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

from clusterbook.chapters.ch10_cross_case.models.ordered import FitStatus
from clusterbook.chapters.ch10_cross_case.study import ALL_SECTORS
from clusterbook.display.figure import Picture, book_style, picture, pictured
from clusterbook.display.palette import BLACK, INK, SECTOR_COLOURS
from clusterbook.stats.separation import Drift
from clusterbook.vocabulary import Sector, in_words

POOLED_COLOUR = INK
ODDS_TICKS = [0.1, 1, 10]
ODDS_LIMITS = (0.02, 200)


@pictured
def plot_slopes(table: pd.DataFrame) -> Picture:
    """Forest of least-squares slopes with HC3 intervals, a panel an outcome, exact p beside each.

    Parameters
    ----------
    table : DataFrame
        As ``models.linear_table`` gives it; scopes without clusters are left out.
    """
    shown = table[table["n"] > 0]
    with book_style():
        figure, axes = _panels(shown, f"Rating points for one more unit of {_cause(shown)}", sharex=True)
        for axis, (outcome, rows) in zip(axes, shown.groupby("outcome", sort=False), strict=True):
            _dots(axis, rows, value="slope")
            _notes_right(
                axis,
                rows,
                notes=["undefined" if np.isnan(row.exact_p) else f"p {row.exact_p:.2f}" for row in rows.itertuples()],
            )
            axis.set_title(f"{outcome.capitalize()} upgrading", fontsize=11)
    words = [
        f"{row.outcome.capitalize()} upgrading, {_scope(row)}: {_describe_slope(row)}." for row in shown.itertuples()
    ]
    caption = (
        f"Upgrading on {_cause(shown)} with sector effects: slope, 95 percent interval (HC3) and exact permutation p."
    )
    return picture(figure, alt_text=" ".join(words), caption=caption)


def _describe_slope(row: Any) -> str:
    """One slope with its interval and p."""
    if np.isnan(row.slope):
        return "undefined"
    interval = "no interval" if np.isnan(row.low) else f"{row.low:.2f} to {row.high:.2f}"
    p_value = "undefined" if np.isnan(row.exact_p) else f"{row.exact_p:.3f}"
    return f"slope {row.slope:.2f} ({interval}), exact p {p_value}"


@pictured
def plot_odds_ratios(table: pd.DataFrame) -> Picture:
    """Forest of odds ratios of the ordered logit; an arrow where separation leaves no finite estimate.

    Parameters
    ----------
    table : DataFrame
        As ``models.ordered_table`` gives it; scopes without clusters are left out.
    """
    shown = table[table["n"] > 0]
    low, high = np.log(ODDS_LIMITS)
    with book_style():
        figure, axes = _panels(shown, f"Factor on the odds of a higher rating for one more unit of {_cause(shown)}")
        for axis, (outcome, rows) in zip(axes, shown.groupby("outcome", sort=False), strict=True):
            _dots(axis, rows, value="estimate")
            _arrows(axis, rows, low=low, high=high)
            _notes_right(axis, rows, notes=[_fit_mark(row) for row in rows.itertuples()])
            axis.set(xlim=(low, high), xticks=np.log(ODDS_TICKS), xticklabels=[f"{tick:g}" for tick in ODDS_TICKS])
            axis.set_title(f"{outcome.capitalize()} upgrading", fontsize=11)
    words = [
        f"{row.outcome.capitalize()} upgrading, {_scope(row)}: {_describe_odds(row)}." for row in shown.itertuples()
    ]
    caption = (
        f"Ordered logit of upgrading on {_cause(shown)}: odds ratio, 95 percent Wald interval and p; "
        "an arrow marks separation, where the likelihood has no maximum and the exact p stands instead."
    )
    return picture(figure, alt_text=" ".join(words), caption=caption)


def _fit_mark(row: Any) -> str:
    """What stands beside an odds ratio: Wald p, or the exact p where there is no estimate."""
    if row.status == FitStatus.CONVERGED:
        return f"p {row.p_wald:.2f}"
    return "undefined" if np.isnan(row.exact_p) else f"exact p {row.exact_p:.2f}"


def _describe_odds(row: Any) -> str:
    """One odds ratio, or why there is none."""
    if row.status == FitStatus.CONVERGED:
        return f"odds ratio {row.odds_ratio:.2f} ({np.exp(row.low):.2f} to {np.exp(row.high):.2f}), p {row.p_wald:.3f}"
    if row.status == FitStatus.UNDEFINED:
        return "undefined"
    return (
        f"{row.status}, the estimate {'stays finite' if row.drift == Drift.FINITE else row.drift}, exact p "
        f"{row.exact_p:.3f}"
    )


def _arrows(axis: Axes, rows: pd.DataFrame, *, low: float, high: float) -> None:
    """An arrow to the edge where a coefficient has no bound."""
    for place, row in zip(_places(rows), rows.itertuples(), strict=True):
        if row.drift in (Drift.RISING, Drift.FALLING) and row.status != FitStatus.CONVERGED:
            end = 0.95 * (high if row.drift == Drift.RISING else low)
            axis.annotate(
                "",
                (end, place),
                (0, place),
                arrowprops={"arrowstyle": "->", "color": _colour(row.scope), "linewidth": 2},
            )


def _panels(shown: pd.DataFrame, label: str, *, sharex: bool = False) -> tuple[plt.Figure, Sequence[Axes]]:
    """One panel an outcome, rows named by scope."""
    outcomes = shown["outcome"].drop_duplicates().tolist()
    scopes = shown.drop_duplicates("scope")
    figure, axes = plt.subplots(
        1,
        len(outcomes),
        figsize=(3.7 * len(outcomes) + 1.2, 0.5 * len(scopes) + 1.6),
        sharex=sharex,
        sharey=True,
        squeeze=False,
    )
    for axis in axes[0]:
        axis.axvline(0, color=BLACK, linewidth=0.8)
        axis.set(ylim=(-0.6, len(scopes) - 0.4))
        axis.grid(axis="y", visible=False)
    axes[0][0].set_yticks(range(len(scopes)), [_label(scope) for scope in scopes["scope"]][::-1])
    figure.supxlabel(label, fontsize=11)
    return figure, axes[0]


def _cause(shown: pd.DataFrame) -> str:
    """The cause in words."""
    return in_words(shown["relation"].iloc[0])


def _places(rows: pd.DataFrame) -> range:
    """Heights of the rows, the first on top."""
    return range(len(rows) - 1, -1, -1)


def _dots(axis: Axes, rows: pd.DataFrame, *, value: str) -> None:
    """Estimates with their intervals."""
    for place, row in zip(_places(rows), rows.to_dict("records"), strict=True):
        axis.hlines(place, row["low"], row["high"], color=_colour(row["scope"]), linewidth=2)
    palette = {scope: _colour(scope) for scope in rows["scope"]}
    dots = rows.assign(place=list(_places(rows))).dropna(subset=[value])
    if len(dots):
        sns.scatterplot(dots, x=value, y="place", hue="scope", palette=palette, s=60, legend=False, zorder=3, ax=axis)
    axis.set(xlabel="", ylabel="")


def _notes_right(axis: Axes, rows: pd.DataFrame, *, notes: Sequence[str]) -> None:
    """Number of clusters and a word at the right of each row."""
    for place, size, note in zip(_places(rows), rows["n"], notes, strict=True):
        axis.text(
            0.99,
            place + 0.16,
            f"n {size}, {note}",
            ha="right",
            va="bottom",
            fontsize=8,
            transform=axis.get_yaxis_transform(),
        )


def _colour(scope: str) -> str:
    """The sector's colour; all sectors together in black."""
    return POOLED_COLOUR if scope == ALL_SECTORS else SECTOR_COLOURS[Sector(scope)]


def _scope(row: Any) -> str:
    """A scope in words with its number of clusters."""
    return f"{_label(row.scope)} (n {row.n})"


def _label(scope: str) -> str:
    """A scope in words."""
    return "All sectors" if scope == ALL_SECTORS else Sector(scope).label
