"""Figures of the configurations of conditions: the truth table, and necessity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import wrap

import matplotlib.pyplot as plt
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

from clusterbook.chapters.ch10_cross_case.configurations.truth_table import RowOutcome, TruthTable
from clusterbook.chapters.ch10_cross_case.configurations.words import literal_words
from clusterbook.chapters.ch10_cross_case.figures.cross_case import short_names
from clusterbook.display.figure import Picture, book_style, picture, pictured
from clusterbook.display.palette import GREEN, ORANGE, SILVER, VERMILION, WHITE

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
NAMES_WIDTH = 74
LINE_HEIGHT = 0.30
MOST_ROWS = 16  # beyond this the remainders are counted, not drawn


@pictured
def plot_truth_table(table: TruthTable, names: Mapping[str, str] | None = None) -> Picture:
    """Truth table as dots: filled present, hollow absent; number of cases, consistency, result and cases.

    Parameters
    ----------
    table : TruthTable
    names : mapping of case id to short name (see ``case_names``), optional
    """
    rows = _ordered(table)
    lines = [_case_lines(cases, names or {}) for cases in rows["cases"]]
    tops, height = _tops(lines)
    with book_style():
        figure, axis = plt.subplots(figsize=(11, LINE_HEIGHT * height + 1.3))
        for (_, row), top, text in zip(rows.iterrows(), tops, lines, strict=True):
            _draw_row(axis, table.conditions, row=row, y=-top, lines=text)
        columns = [*table.conditions, "n", "consistency"]
        axis.set_xticks(range(len(columns)), [name.replace("_", "\n") for name in columns])
        axis.xaxis.tick_top()
        axis.tick_params(length=0)
        axis.set(xlim=(-0.6, len(columns) + 6.4), ylim=(-height - 0.2, 0.9), yticks=[])
        axis.grid(visible=False)
        sns.despine(ax=axis, left=True, bottom=True)
        handles = [plt.Line2D([], [], marker="o", linestyle="", color=colour) for colour in RESULT_COLOURS.values()]
        figure.legend(
            handles,
            list(RESULT_WORDS.values()),
            loc="outside lower center",
            ncols=len(handles),
            frameon=False,
            fontsize=9,
        )
    caption = (
        f"Truth table for {table.outcome}: every combination of {len(table.conditions)} conditions that has cases "
        f"(filled present, hollow absent); {len(table.observed)} of {len(table.possible)} have."
    )
    return picture(figure, alt_text=_describe(table, names or {}), caption=caption)


def case_names(clusters: pd.DataFrame) -> dict[str, str]:
    """Place names by cluster id, with the product where two clusters share a place."""
    places = pd.Series(short_names(clusters), index=clusters.index)
    shared = places.duplicated(keep=False)
    named = places.where(~shared, places + " (" + clusters["product"].astype(str).str.lower() + ")")
    return {str(cluster_id): name for cluster_id, name in named.items()}


def _ordered(table: TruthTable) -> pd.DataFrame:
    """Rows by result and falling consistency; remainders last, left out where there are too many."""
    order = {result.value: place for place, result in enumerate(RESULT_COLOURS)}
    rows = table.possible if len(table.possible) <= MOST_ROWS else table.observed
    keyed = rows.assign(place=rows["result"].map(order))
    return keyed.sort_values(["place", "consistency", "n"], ascending=[True, False, False], kind="stable")


def _case_lines(cases: str, names: Mapping[str, str]) -> list[str]:
    """Names of the cases in lines of even width."""
    return wrap(_named(cases, names), NAMES_WIDTH) or [""]


def _named(cases: str, names: Mapping[str, str]) -> str:
    """Short names of the cases of a row."""
    return ", ".join(names.get(case, case) for case in cases.split(", ")) if cases else ""


def _tops(lines: Sequence[Sequence[str]]) -> tuple[list[float], float]:
    """Where each row begins, in lines from the top, and how many lines there are."""
    tops, height = [], 0.0
    for text in lines:
        tops.append(height)
        height += max(1.0, 0.75 * len(text)) + 0.25
    return tops, height


def _draw_row(axis: Axes, conditions: Sequence[str], *, row: pd.Series, y: float, lines: Sequence[str]) -> None:
    """One combination."""
    colour = RESULT_COLOURS[RowOutcome(row["result"])]
    for place, name in enumerate(conditions):
        axis.scatter(place, y, s=90, facecolor=colour if row[name] else WHITE, edgecolor=colour, linewidth=1.5)
    share = "–" if pd.isna(row["consistency"]) else f"{row['consistency']:.2f}"
    for offset, text in enumerate((str(row["n"]), share)):
        axis.text(len(conditions) + offset, y, text, ha="center", va="center")
    axis.text(len(conditions) + 1.7, y + 0.3, "\n".join(lines), va="top", fontsize=8, linespacing=1.25)


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
