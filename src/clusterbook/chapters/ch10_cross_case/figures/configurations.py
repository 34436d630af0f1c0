"""Figures of the configurations of conditions: the truth table, and necessity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

import matplotlib.pyplot as plt
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from clusterbook.chapters.ch10_cross_case.configurations.truth_table import RowOutcome, TruthTable
from clusterbook.chapters.ch10_cross_case.configurations.words import literal_words
from clusterbook.chapters.ch10_cross_case.figures.cross_case import short_names
from clusterbook.display.figure import Picture, book_style, picture, pictured
from clusterbook.display.palette import GREEN, ORANGE, SILVER, VERMILION, WHITE
from clusterbook.display.phone import WIDTH
from clusterbook.vocabulary import in_a_sentence

RESULT_COLOURS = {
    RowOutcome.POSITIVE: GREEN,
    RowOutcome.CONTRADICTION: ORANGE,
    RowOutcome.NEGATIVE: VERMILION,
    RowOutcome.REMAINDER: SILVER,
}
RESULT_WORDS = {
    RowOutcome.POSITIVE: "leads to the outcome",
    RowOutcome.CONTRADICTION: "contradiction",
    RowOutcome.NEGATIVE: "leads to its absence",
    RowOutcome.REMAINDER: "remainder: no case",
}  # impossible combinations are not drawn
LINE_HEIGHT = 0.30
MOST_ROWS = 16  # beyond this the remainders are counted, not drawn


@dataclass(frozen=True)
class Page:
    """How wide a drawing is in inches, and how many characters of names stand beside a row, or below it."""

    width: float
    characters: int
    names_below: bool


DESK, PHONE = Page(9.0, 58, names_below=False), Page(WIDTH, 50, names_below=True)


@pictured
def plot_truth_table(table: TruthTable, names: Mapping[str, str] | None = None) -> Picture:
    """Truth table as dots: filled present, hollow absent; number of cases, consistency, result and cases.

    Parameters
    ----------
    table : TruthTable
    names : mapping of case id to short name (see ``case_names``), optional
    """
    with book_style():
        desk, phone = (_draw_table(table, names or {}, page) for page in (DESK, PHONE))
    caption = (
        f"Truth table for {table.outcome}: every combination of {len(table.conditions)} conditions that has cases "
        f"(filled present, hollow absent); {len(table.observed)} of {len(table.possible)} have."
    )
    data = _ordered(table)[[*table.conditions, "n", "consistency", "result", "cases"]].reset_index(drop=True)
    return picture(desk, alt_text=_describe(table, names or {}), caption=caption, data=data, phone=phone)


def _draw_table(table: TruthTable, names: Mapping[str, str], page: Page) -> Figure:
    """The truth table on one page."""
    rows = _ordered(table)
    lines = [_case_lines(cases, names, page.characters) for cases in rows["cases"]]
    tops, height = _tops(lines, page)
    figure, axis = plt.subplots(figsize=(page.width, LINE_HEIGHT * height + 1.3))
    for (_, row), top, text in zip(rows.iterrows(), tops, lines, strict=True):
        _draw_row(axis, table.conditions, row=row, y=-top)
        place = (-0.35, -top - 0.45) if page.names_below else (len(table.conditions) + 1.7, -top + 0.3)
        axis.text(*place, "\n".join(text), va="top", fontsize=8.5, linespacing=1.05)
    columns = [*table.conditions, "n", "consistency"]
    heads = [name.replace("_", " " if page.names_below else "\n") for name in columns]
    axis.set_xticks(range(len(columns)), heads, rotation=90 if page.names_below else 0)
    axis.xaxis.tick_top()
    axis.tick_params(length=0)
    right = len(columns) - 0.4 if page.names_below else len(columns) + 6.4
    axis.set(xlim=(-0.6, right), ylim=(-height - 0.2, 0.9), yticks=[])
    axis.grid(visible=False)
    sns.despine(ax=axis, left=True, bottom=True)
    handles = [plt.Line2D([], [], marker="o", linestyle="", color=colour) for colour in RESULT_COLOURS.values()]
    figure.legend(
        handles,
        list(RESULT_WORDS.values()),
        loc="outside lower center",
        ncols=2 if page.names_below else len(handles),
        frameon=False,
        fontsize=9,
    )
    return figure


def case_names(clusters: pd.DataFrame) -> dict[str, str]:
    """Place names by cluster id, with the product where two clusters share a place."""
    places = pd.Series(short_names(clusters), index=clusters.index)
    shared = places.duplicated(keep=False)
    named = places.where(~shared, places + " (" + clusters["product"].map(in_a_sentence) + ")")
    return {str(cluster_id): name for cluster_id, name in named.items()}


def _ordered(table: TruthTable) -> pd.DataFrame:
    """Rows by result and falling consistency; remainders last, left out where there are too many."""
    order = {result.value: place for place, result in enumerate(RESULT_COLOURS)}
    rows = table.possible if len(table.possible) <= MOST_ROWS else table.observed
    keyed = rows.assign(place=rows["result"].map(order))
    return keyed.sort_values(["place", "consistency", "n"], ascending=[True, False, False], kind="stable")


def _case_lines(cases: str, names: Mapping[str, str], characters: int) -> list[str]:
    """Names of the cases in lines of even width."""
    return wrap(_named(cases, names), characters) or [""]


def _named(cases: str, names: Mapping[str, str]) -> str:
    """Short names of the cases of a row."""
    return ", ".join(names.get(case, case) for case in cases.split(", ")) if cases else ""


def _tops(lines: Sequence[Sequence[str]], page: Page) -> tuple[list[float], float]:
    """Where each row begins, in lines from the top, and how many lines there are."""
    tops, height = [], 0.0
    for text in lines:
        tops.append(height)
        names = 0.6 * len(text)
        height += (1.0 + names * any(text) if page.names_below else max(1.0, names)) + 0.25
    return tops, height


def _draw_row(axis: Axes, conditions: Sequence[str], *, row: pd.Series, y: float) -> None:
    """One combination."""
    colour = RESULT_COLOURS[RowOutcome(row["result"])]
    for place, name in enumerate(conditions):
        axis.scatter(place, y, s=90, facecolor=colour if row[name] else WHITE, edgecolor=colour, linewidth=1.5)
    share = "–" if pd.isna(row["consistency"]) else f"{row['consistency']:.2f}"
    for offset, text in enumerate((str(row["n"]), share)):
        axis.text(len(conditions) + offset, y, text, ha="center", va="center")


def _describe(table: TruthTable, names: Mapping[str, str]) -> str:
    """Each observed combination with its result and cases, and how many have no case."""
    parts = []
    for _, row in _ordered(table).iterrows():
        if row["result"] != RowOutcome.REMAINDER.value:
            combination = " and ".join(literal_words(name if row[name] else f"~{name}") for name in table.conditions)
            parts.append(
                f"{combination}: {row['n']} cases ({_named(row['cases'], names)}), consistency "
                f"{row['consistency']:.2f}, "
                f"{RESULT_WORDS[RowOutcome(row['result'])]}."
            )
    remainders = len(table.combinations(RowOutcome.REMAINDER))
    return " ".join([*parts, f"Without enough cases: {remainders} of {len(table.possible)} combinations."])
