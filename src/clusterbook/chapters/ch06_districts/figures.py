"""Figures of Chapter 6: the southern Italian districts, where they lie, how they export and what they compete by."""

from __future__ import annotations

import textwrap

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from clusterbook.chapters.ch06_districts.measures import EXPORT_SHARE, PRODUCT_GROUPS, SIZE, TURNOVER, factor_ranks
from clusterbook.display.figure import Picture, book_style, picture, pictured
from clusterbook.display.map import MapLook, plot_points_on_outline
from clusterbook.display.palette import BLUE, GREEN, PURPLE, SLATE, VERMILION
from clusterbook.vocabulary import CompetitiveFactor, in_words

GROUP_COLOURS = {
    "Clothing and textiles": BLUE,
    "Footwear": VERMILION,
    "Leather": PURPLE,
    "Furniture": GREEN,
}
SOUTH = (11.6, 36.4, 19.0, 43.3)  # west, south, east and north of the map, degrees
LABELLED = {EXPORT_SHARE: 45, SIZE: 20}  # districts above one of these are named in the figure


def district_labels(districts: pd.DataFrame) -> list[str]:
    """Area and product of each district."""
    return [f"{row.geographic_area}, {row.sector_specialization}" for row in districts.itertuples()]


@pictured
def plot_size_and_exports(districts: pd.DataFrame, *, largest_mean_firm: float = 10.0) -> Picture:
    """Export share of each district over the mean size of its firms; the area of a point is its turnover.

    Parameters
    ----------
    districts : DataFrame
        Districts of Table 6.1 (without the total), with area, specialization and the three measures.
    largest_mean_firm : float
        Employees per firm up to which a district counts as one of small firms: a line in the figure.
    """
    shown = districts.dropna(subset=[EXPORT_SHARE])
    groups = [PRODUCT_GROUPS[sector] for sector in shown["sector_specialization"]]
    with book_style():
        figure, axis = plt.subplots(figsize=(8.5, 3.8))
        axis.axvline(largest_mean_firm, color=SLATE, linewidth=1, linestyle="--")
        colours = [GROUP_COLOURS[group] for group in groups]
        axis.scatter(shown[SIZE], shown[EXPORT_SHARE], s=shown[TURNOVER] / 2, c=colours, alpha=0.75, linewidths=0)
        for label, row in zip(district_labels(shown), shown[[SIZE, EXPORT_SHARE, TURNOVER]].to_numpy(), strict=True):
            size, share, turnover = map(float, row)
            if share > LABELLED[EXPORT_SHARE] or size > LABELLED[SIZE]:
                above = (0, 3 + float(np.sqrt(turnover / 2)) / 2)
                axis.annotate(label, (size, share), xytext=above, textcoords="offset points", ha="center", fontsize=8.5)
        axis.set(xscale="log", xlabel="Mean employees per firm", ylabel="Exports (percent of sales)", ylim=(0, 105))
        axis.set_xticks([4, 6, 10, 15, 25, 40], ["4", "6", "10", "15", "25", "40"])
        axis.minorticks_off()
        handles = [Patch(color=colour, label=group) for group, colour in GROUP_COLOURS.items() if group in groups]
        figure.legend(handles=handles, loc="outside lower center", ncols=len(handles), frameon=False)
    caption = "Districts by the mean size of their firms and their export share; the area of a point is the turnover."
    return picture(figure, alt_text=_describe_districts(districts.sort_values(EXPORT_SHARE)[::-1]), caption=caption)


def _describe_districts(districts: pd.DataFrame) -> str:
    """Three numbers for each district."""
    parts = []
    for label, row in zip(district_labels(districts), districts.itertuples(), strict=True):
        share = getattr(row, EXPORT_SHARE)
        exported = "export share not printed" if pd.isna(share) else f"{share:.0f} percent exported"
        parts.append(
            f"{label}: {exported}, {getattr(row, SIZE):g} employees per firm, turnover {getattr(row, TURNOVER):,} "
            "million dollars"
        )
    return f"{len(districts)} districts from the largest export share. {'; '.join(parts)}."


@pictured
def plot_factors(factors: pd.DataFrame) -> Picture:
    """Ratings of the competitive factors as an ordered heat map.

    Rows run from the districts that compete by labor cost alone to those with most else; columns from the
    factor with the highest ratings to the lowest.

    Parameters
    ----------
    factors : DataFrame
        Rows of Table 6.3 with ``district`` and the five columns of ratings.
    """
    ranks = factor_ranks(factors)
    columns = list(ranks.sum().sort_values(ascending=False, kind="stable").index)
    score = ranks.sum(axis=1) - 2 * ranks["labor_cost"]
    rows = score.sort_values(kind="stable").index
    ordered = ranks.loc[rows, columns]
    words = factors.loc[rows, columns].map(lambda level: CompetitiveFactor(level).label)
    with book_style():
        figure, axis = plt.subplots(figsize=(8.2, 0.9 + 0.31 * len(ordered)))
        _rating_tiles(axis, ordered, words=words)
        axis.set_yticklabels(factors.loc[rows, "district"], rotation=0)
    named = [
        f"{factors.at[row, 'district']}: "
        + ", ".join(f"{name.replace('_', ' ')} {words.at[row, name]}" for name in columns)
        for row in rows
    ]
    caption = (
        "What the districts compete by: from those that rely on labor cost (above) to those with most other "
        "strengths (below)."
    )
    return picture(figure, alt_text=f"Ratings from no to very high. {'; '.join(named)}.", caption=caption)


def _rating_tiles(axis: Axes, ranks: pd.DataFrame, *, words: pd.DataFrame) -> None:
    """A tile for each rating, coloured by rank, the word in it."""
    palette = sns.color_palette("YlGnBu", len(CompetitiveFactor))
    look = {"linewidths": 1, "cbar": False, "annot_kws": {"fontsize": 9}}
    sns.heatmap(ranks, cmap=palette, vmin=-0.5, vmax=len(palette) - 0.5, annot=words, fmt="", ax=axis, **look)
    names = [textwrap.fill(in_words(name), 14, break_long_words=False) for name in ranks]
    axis.set_xticklabels(names, rotation=0)
    axis.set(xlabel="", ylabel="")
    axis.xaxis.tick_top()
    axis.tick_params(length=0)


@pictured
def plot_district_map(districts: pd.DataFrame, places: pd.DataFrame, *, outline: pd.DataFrame) -> Picture:
    """The districts on a map of southern Italy, coloured by product.

    Parameters
    ----------
    districts : DataFrame
        Districts of Table 6.1 indexed by ``district_id``.
    places : DataFrame
        ``district_id``, ``latitude``, ``longitude``: where the text places each.
    outline : DataFrame
        Rings of the outline of Italy.
    """
    look = MapLook(extent=SOUTH, colours=GROUP_COLOURS)
    caption = "The districts of Table 6.1 by product, at the places that the text names."
    return plot_points_on_outline(map_points(districts, places), outline, caption=caption, look=look)


def map_points(districts: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Districts as points of a map, coloured by product.

    Parameters
    ----------
    districts : DataFrame
        Districts of Table 6.1 indexed by ``district_id``.
    places : DataFrame
        ``district_id``, ``latitude``, ``longitude``: where the text places each.

    Returns
    -------
    DataFrame
        ``label``, ``group``, ``latitude``, ``longitude``.
    """
    found = places.set_index("district_id").reindex(districts.index)
    groups = [PRODUCT_GROUPS[sector] for sector in districts["sector_specialization"]]
    return (
        found[["latitude", "longitude"]].assign(label=district_labels(districts), group=groups).reset_index(drop=True)
    )
