"""Figures of the puzzle of Table 10.1: possible numbers of rated clusters, and possible cut-offs."""

from __future__ import annotations

from collections.abc import Mapping

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap

from clusterbook.chapters.ch10_cross_case.lattice.cutoffs import cutoff_ranges
from clusterbook.chapters.ch10_cross_case.lattice.instrument import PARTS
from clusterbook.display.figure import Picture, book_style, picture
from clusterbook.display.palette import BLACK, GREEN, GREY, SECTOR_COLOURS, SILVER, TINT_GREY, WHITE
from clusterbook.vocabulary import Sector

PART_WORDS = dict(zip(PARTS, ("external economies", "joint actions", "index"), strict=True))
EXCLUSION_COLOURS = [GREEN, TINT_GREY, SILVER, GREY]


def plot_rated_clusters(found: pd.DataFrame, sizes: Mapping[str, int]) -> Picture:
    """For each printed average, the numbers of rated clusters that can have given it.

    Parameters
    ----------
    found : DataFrame
        As ``lattice.rated_clusters`` gives it.
    sizes : mapping of sector to its number of clusters
    """
    rows = [(sector, part) for sector in sizes for part in PARTS]
    possible = {
        row: sorted(set(found.loc[(found["sector"] == row[0]) & (found["part"] == row[1]), "rated"])) for row in rows
    }
    with book_style():
        figure, axis = plt.subplots(figsize=(8.2, 0.34 * len(rows) + 1.3))
        for place, (sector, part) in enumerate(rows):
            every = np.arange(1, sizes[sector] + 1)
            colour = SECTOR_COLOURS[Sector(sector)]
            axis.scatter(every, [place] * len(every), s=60, facecolor=WHITE, edgecolor=SILVER)
            axis.scatter(possible[sector, part], [place] * len(possible[sector, part]), s=60, color=colour, zorder=3)
        axis.set_yticks(range(len(rows)), [f"{Sector(sector).label}, {PART_WORDS[part]}" for sector, part in rows])
        axis.set(
            ylim=(len(rows) - 0.4, -0.6), xlabel="Number of rated clusters (hollow: cannot give the printed average)"
        )
        axis.set_xticks(range(1, max(sizes.values()) + 1))
        axis.grid(visible=False)
    words = [
        f"{Sector(sector).label}, {PART_WORDS[part]}: {', '.join(map(str, numbers)) or 'none'} of {sizes[sector]}."
        for (sector, part), numbers in possible.items()
    ]
    return picture(
        figure,
        alt_text=" ".join(words),
        caption="Numbers of rated clusters that can give each average printed in Table 10.1.",
    )


def plot_cutoffs(cutoffs: pd.DataFrame, marked: tuple[float, float] | None = None) -> Picture:
    """Pairs of cut-offs between Low, Medium and High that the printed averages leave possible.

    Parameters
    ----------
    cutoffs : DataFrame
        As ``lattice.possible_cutoffs`` gives it.
    marked : pair of cut-offs to point out (thirds of the scale, say), optional
    """
    excluding = cutoffs.assign(
        count=cutoffs["excluded_by"].str.split(", ").map(lambda names: len(list(filter(None, names))))
    )
    grid = excluding.pivot(index="high_from", columns="medium_from", values="count").sort_index(ascending=False)
    with book_style():
        figure, axis = plt.subplots(figsize=(7, 6))
        sns.heatmap(grid, cmap=ListedColormap(EXCLUSION_COLOURS), vmin=-0.5, vmax=3.5, cbar=False, ax=axis)
        _even_ticks(axis, grid)
        if marked:
            axis.scatter(
                grid.columns.get_loc(marked[0]) + 0.5,
                grid.index.get_loc(marked[1]) + 0.5,
                marker="*",
                s=160,
                color=BLACK,
                zorder=3,
            )
        axis.set(xlabel="Medium from", ylabel="High from")
        handles = [plt.Rectangle((0, 0), 1, 1, color=colour) for colour in EXCLUSION_COLOURS]
        labels = ["possible", "excluded by one sector", "by two", "by three"]
        figure.legend(handles, labels, loc="outside lower center", ncols=4, frameon=False, fontsize=9)
    return picture(figure, alt_text=_describe_cutoffs(cutoffs, marked), caption=_caption(marked))


def _even_ticks(axis: Axes, grid: pd.DataFrame) -> None:
    """Ticks at even index values."""
    columns, rows = (
        [place for place, value in enumerate(values) if value % 2 == 0] for values in (grid.columns, grid.index)
    )
    axis.set_xticks([place + 0.5 for place in columns], [f"{grid.columns[place]:g}" for place in columns], rotation=0)
    axis.set_yticks([place + 0.5 for place in rows], [f"{grid.index[place]:g}" for place in rows], rotation=0)


def _caption(marked: tuple[float, float] | None) -> str:
    """What the picture of cut-offs shows."""
    star = f" The star: Medium from {marked[0]:g}, High from {marked[1]:g}." if marked else ""
    return f"Cut-offs of the index that agree with the degrees of the clusters and the averages of their sectors.{star}"


def _describe_cutoffs(cutoffs: pd.DataFrame, marked: tuple[float, float] | None) -> str:
    """Ranges of the possible cut-offs."""
    if not cutoffs["possible"].any():
        return f"None of {len(cutoffs)} pairs of cut-offs is possible."
    ranges = cutoff_ranges(cutoffs)
    medium, high = (
        f"{ranges.at[name, 'lowest']:g} to {ranges.at[name, 'highest']:g}" for name in ("medium_from", "high_from")
    )
    words = (
        f"{int(cutoffs['possible'].sum())} of {len(cutoffs)} pairs are possible: Medium from {medium}, High from "
        f"{high}."
    )
    if marked:
        pair = cutoffs[(cutoffs["medium_from"] == marked[0]) & (cutoffs["high_from"] == marked[1])]
        words += (
            f" Medium from {marked[0]:g} and High from {marked[1]:g} is "
            f"{'possible' if pair['possible'].all() else 'excluded'}."
        )
    return words
