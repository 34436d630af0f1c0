"""The policies of Chapter 11 against the cases that the chapter names for them."""

from __future__ import annotations

from collections.abc import Mapping

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from clusterbook.display.figure import Picture, book_style, picture, pictured
from clusterbook.display.palette import BLUE, DARK_GREEN, DARK_VERMILION, GREY, INK, SLATE, WHITE

MARKS = {
    "worked": ("o", DARK_GREEN, DARK_GREEN, "said to have worked"),
    "named": ("o", WHITE, BLUE, "named, effect not told"),
    "watch": ("s", WHITE, SLATE, "to be watched"),
    "obstacle": ("X", DARK_VERMILION, DARK_VERMILION, "shows the problem"),
}
HEIGHT, STEP = 0.27, 0.3


def policy_case_grid(policies: pd.DataFrame, cases: pd.DataFrame) -> pd.DataFrame:
    """Every pair of a policy and a kind of evidence, with its row, column and place among several.

    Parameters
    ----------
    policies : DataFrame
        In the order of the rows: ``action_id``.
    cases : DataFrame
        ``action_id``, ``case`` (column) and ``shows``; several of one kind in a cell are one mark.

    Returns
    -------
    DataFrame
        ``row``, ``case``, ``shows``, ``shift``: marks in one cell are spread around its middle.
    """
    rows = {action: row for row, action in enumerate(policies["action_id"])}
    marks = (
        cases[["action_id", "case", "shows"]].drop_duplicates().assign(row=lambda frame: frame["action_id"].map(rows))
    )
    marks = marks.dropna(subset=["row"])
    rank = marks.groupby(["row", "case"]).cumcount()
    size = marks.groupby(["row", "case"])["shows"].transform("size")
    return marks.assign(row=marks["row"].astype(int), shift=STEP * (rank - (size - 1) / 2)).reset_index(drop=True)


@pictured
def plot_policies_by_cases(
    policies: pd.DataFrame, cases: pd.DataFrame, *, labels: Mapping[str, str], groups: Mapping[str, str]
) -> Picture:
    """A row for each policy, a column for each case, a mark where the chapter names the case for the policy.

    Parameters
    ----------
    policies : DataFrame
        ``action_id``, ``action`` and ``belongs_to``, in the order of the rows.
    cases : DataFrame
        As ``policy_case_grid`` takes them.
    labels : Mapping
        Names of the cases, in the order of the columns.
    groups : Mapping
        Names of the goals and sectors in ``belongs_to``.
    """
    grid = policy_case_grid(policies, cases)
    columns = {case: place for place, case in enumerate(labels)}
    with book_style():
        figure, axis = plt.subplots(figsize=(9.2, HEIGHT * len(policies) + 1.9))
        _lines(axis, policies, width=len(columns))
        _name_groups(axis, policies, groups, right=len(columns) - 0.35)
        for shows, (marker, face, edge, words) in MARKS.items():
            part = grid[grid["shows"] == shows]
            at = part["case"].map(columns) + part["shift"]
            axis.scatter(
                at,
                part["row"],
                marker=marker,
                s=52,
                facecolors=face,
                edgecolors=edge,
                linewidths=1.5,
                label=words,
                zorder=3,
            )
        axis.set_yticks(range(len(policies)), [_short(text) for text in policies["action"]], fontsize=8.5)
        axis.set_xticks(range(len(columns)), list(labels.values()), fontsize=8)
        axis.tick_params(axis="both", length=0, labeltop=True, labelbottom=False)
        axis.tick_params(axis="x", rotation=90)
        axis.set(xlim=(-0.6, len(columns) - 0.4), ylim=(len(policies) - 0.4, -0.6))
        axis.legend(loc="upper center", bbox_to_anchor=(0.3, -0.01), ncols=4, frameon=False, fontsize=8.5)
    return picture(
        figure,
        alt_text=_describe(policies, cases, labels),
        caption="Cases that the chapter names for the actions of the menu (above) and priorities by sector (below).",
    )


def _lines(axis: Axes, policies: pd.DataFrame, *, width: int) -> None:
    """A light grid, and a dark line where the goal or the sector changes."""
    axis.grid(visible=False)
    axis.hlines(np.arange(len(policies)), -0.6, width - 0.4, color=GREY, linewidth=0.5, alpha=0.6, zorder=1)
    groups = policies["belongs_to"].tolist()
    breaks = [row - 0.5 for row in range(1, len(groups)) if groups[row] != groups[row - 1]]
    axis.hlines(breaks, -0.6, width - 0.4, color=INK, linewidth=0.8, zorder=2)


def _name_groups(axis: Axes, policies: pd.DataFrame, groups: Mapping[str, str], *, right: float) -> None:
    """The goal or the sector at the right of its first row."""
    first = policies["belongs_to"].drop_duplicates()
    for row, group in first.items():
        axis.text(right, int(str(row)), groups[group], fontsize=8, color=SLATE, va="center", ha="left", style="italic")


def _short(text: str, longest: int = 48) -> str:
    """A policy in at most ``longest`` characters, cut at a word."""
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0].rstrip(",") + " …"


def _describe(policies: pd.DataFrame, cases: pd.DataFrame, labels: Mapping[str, str]) -> str:
    """Every policy with the cases named for it."""
    lines = []
    for policy in policies.itertuples():
        own = cases[cases["action_id"] == policy.action_id]
        named = [f"{labels[row.case]} ({MARKS[row.shows][3]})" for row in own.itertuples()]
        lines.append(f"{policy.action}: {', '.join(dict.fromkeys(named)) or 'no case'}")
    return "; ".join(lines) + "."
