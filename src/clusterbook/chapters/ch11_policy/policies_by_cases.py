"""The policies of Chapter 11 against the cases that the chapter names for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from textwrap import wrap

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from clusterbook.display.figure import Picture, book_style, picture, pictured
from clusterbook.display.palette import BLUE, DARK_GREEN, DARK_VERMILION, GREY, INK, SLATE, WHITE
from clusterbook.display.phone import WIDTH

MARKS = {
    "worked": ("o", DARK_GREEN, DARK_GREEN, "said to have worked"),
    "named": ("o", WHITE, BLUE, "named, effect not told"),
    "watch": ("s", WHITE, SLATE, "to be watched"),
    "obstacle": ("X", DARK_VERMILION, DARK_VERMILION, "shows the problem"),
}
HEIGHT, STEP = 0.27, 0.3
LINE, CHARACTERS = 0.185, 60  # on a phone: height of a line in inches, characters of one


@dataclass(frozen=True)
class Line:
    """A line of the list for a phone.

    Parameters
    ----------
    words : str
        What it says.
    shows : str
        Kind of evidence of the mark before it; empty for a line without one.
    is_heading : bool
        Whether it names a goal or a sector.
    above : float
        Room above it, in lines.
    """

    words: str
    shows: str = ""
    is_heading: bool = False
    above: float = 0.0


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
    with book_style():
        desk = _draw_grid(policies, cases, labels, groups=groups)
        phone = _draw_list(list(case_lines(policies, cases, labels=labels, groups=groups)))
    return picture(
        desk,
        alt_text=_describe(policies, cases, labels),
        caption="Cases that the chapter names for the actions of the menu (above) and priorities by sector (below).",
        data=_case_data(policies, cases, labels=labels, groups=groups),
        phone=phone,
    )


def _case_data(
    policies: pd.DataFrame, cases: pd.DataFrame, *, labels: Mapping[str, str], groups: Mapping[str, str]
) -> pd.DataFrame:
    """A row for each mark of the grid, and for each policy without one."""
    marks = policies[["action_id", "action", "belongs_to"]].merge(
        cases[["action_id", "case", "shows"]].drop_duplicates(), how="left", on="action_id"
    )
    belongs_to, case = marks["belongs_to"].map(groups), marks["case"].map(labels)
    return marks.assign(belongs_to=belongs_to, case=case).drop(columns="action_id")


def _draw_grid(
    policies: pd.DataFrame, cases: pd.DataFrame, labels: Mapping[str, str], *, groups: Mapping[str, str]
) -> Figure:
    """The grid of a desk: policies by cases."""
    grid = policy_case_grid(policies, cases)
    columns = {case: place for place, case in enumerate(labels)}
    figure, axis = plt.subplots(figsize=(9.2, HEIGHT * len(policies) + 1.9))
    _lines(axis, policies, width=len(columns))
    _name_groups(axis, policies, groups, right=len(columns) - 0.35)
    for shows in MARKS:
        part = grid[grid["shows"] == shows]
        _mark(axis, part["case"].map(columns) + part["shift"], part["row"], shows=shows)
    axis.set_yticks(range(len(policies)), [_short(text) for text in policies["action"]], fontsize=8.5)
    axis.set_xticks(range(len(columns)), list(labels.values()), fontsize=8)
    axis.tick_params(axis="both", length=0, labeltop=True, labelbottom=False)
    axis.tick_params(axis="x", rotation=90)
    axis.set(xlim=(-0.6, len(columns) - 0.4), ylim=(len(policies) - 0.4, -0.6))
    axis.legend(loc="upper center", bbox_to_anchor=(0.3, -0.01), ncols=4, frameon=False, fontsize=8.5)
    return figure


def _mark(axis: Axes, across: ArrayLike, down: ArrayLike, *, shows: str) -> None:
    """Marks of one kind of evidence."""
    marker, face, edge, words = MARKS[shows]
    axis.scatter(
        across, down, marker=marker, s=52, facecolors=face, edgecolors=edge, linewidths=1.5, label=words, zorder=3
    )


def case_lines(
    policies: pd.DataFrame, cases: pd.DataFrame, *, labels: Mapping[str, str], groups: Mapping[str, str]
) -> Iterator[Line]:
    """The grid as lines of text for a phone, which has no room for its columns.

    Each goal or sector is a heading; below each policy stands a line for each kind of evidence with its cases in the
    order of the columns. Parameters are those of ``plot_policies_by_cases``.
    """
    order = list(labels)
    for group, own in policies.groupby("belongs_to", sort=False):
        yield Line(groups[str(group)], is_heading=True, above=0.9)
        for action_id, action in zip(own["action_id"], own["action"], strict=True):
            begin, *rest = wrap(action, CHARACTERS)
            yield Line(begin, above=0.35)
            yield from (Line(words) for words in rest)
            named = cases[cases["action_id"] == action_id]
            if named.empty:
                yield Line("no case")
            for shows in (one for one in MARKS if (named["shows"] == one).any()):
                found = sorted(set(named.loc[named["shows"] == shows, "case"]), key=order.index)
                first, *more = wrap("; ".join(labels[case] for case in found), CHARACTERS - 6)
                yield Line(first, shows)
                yield from (Line(f"     {words}") for words in more)


def _draw_list(lines: list[Line]) -> Figure:
    """The list of a phone, below what its marks mean."""
    places = np.cumsum([1 + line.above for line in lines])
    figure, axis = plt.subplots(figsize=(WIDTH, LINE * (places[-1] + 3.5)))
    for place, line in zip(places, lines, strict=True):
        axis.text(0.045 if line.shows else 0.0, place, line.words, fontsize=10 if line.is_heading else 8.5, va="center")
        if line.shows:
            _mark(axis, [0.018], [place], shows=line.shows)
        if line.is_heading:
            axis.axhline(place - 0.75, color=INK, linewidth=0.8)
    axis.set(xlim=(0, 1), ylim=(places[-1] + 0.6, 0.6))
    axis.set_axis_off()
    handles, words = axis.get_legend_handles_labels()
    known = dict(zip(words, handles, strict=True))
    shown = [words for *_, words in MARKS.values() if words in known]
    figure.legend(
        [known[words] for words in shown], shown, loc="outside upper left", ncols=2, frameon=False, fontsize=8.5
    )
    return figure


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
