"""Figures of Chapter 6: the southern Italian districts, what they compete by, and the firms that started them."""

from __future__ import annotations

import textwrap

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from clusterbook.chapters.ch06_districts.measures import EXPORT_SHARE, PRODUCT_GROUPS, SIZE, TURNOVER, factor_ranks
from clusterbook.display.figure import Picture, book_style, picture
from clusterbook.display.map import MapLook, plot_points_on_outline
from clusterbook.display.palette import BLUE, GREEN, PURPLE, SKY, VERMILION
from clusterbook.vocabulary import CompetitiveFactor

GROUP_COLOURS = {
    "Clothing and textiles": BLUE,
    "Footwear": VERMILION,
    "Leather": PURPLE,
    "Furniture": GREEN,
}
SOUTH = (11.6, 36.4, 19.0, 43.3)  # west, south, east and north of the map, degrees
ROLE_COLOURS = {"important": SKY, "decisive": VERMILION}
PANELS = {
    EXPORT_SHARE: ("Exports (percent of sales)", 0),
    SIZE: ("Employees per firm", 1),
    TURNOVER: ("Turnover (US$ million)", 0),
}


def district_labels(districts: pd.DataFrame) -> list[str]:
    """Area and product of each district."""
    return [f"{row.geographic_area}, {row.sector_specialization}" for row in districts.itertuples()]


def plot_districts(districts: pd.DataFrame) -> Picture:
    """Export share, size of firm and turnover of each district, in the order of the export share.

    Parameters
    ----------
    districts : DataFrame
        Districts of Table 6.1 (without the total), with area, specialization and the three measures.
    """
    ordered = districts.sort_values(EXPORT_SHARE, na_position="first")
    groups = [PRODUCT_GROUPS[sector] for sector in ordered["sector_specialization"]]
    colours = [GROUP_COLOURS[group] for group in groups]
    with book_style():
        figure, axes = plt.subplots(
            1, 3, figsize=(9.5, 1.4 + 0.27 * len(ordered)), sharey=True, width_ratios=[1.3, 1, 1]
        )
        for axis, (column, (heading, digits)) in zip(axes, PANELS.items(), strict=True):
            bars = axis.barh(district_labels(ordered), ordered[column].fillna(0), color=colours)
            axis.bar_label(
                bars,
                ["n.a." if pd.isna(value) else f"{value:,.{digits}f}" for value in ordered[column]],
                padding=2,
                fontsize=8,
            )
            axis.set_xlim(0, ordered[column].max() * 1.2)
            axis.set_xlabel(heading, fontsize=10)
            axis.tick_params(labelsize=9)
            axis.margins(y=0.01)
            axis.grid(axis="y", visible=False)
        handles = [Patch(color=colour, label=group) for group, colour in GROUP_COLOURS.items() if group in groups]
        figure.legend(handles=handles, loc="outside lower center", ncols=len(handles), frameon=False)
    caption = "The districts by export share, with the average size of their firms and their turnover."
    return picture(figure, alt_text=_describe_districts(ordered[::-1]), caption=caption)


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
        figure, axis = plt.subplots(figsize=(8.2, 0.9 + 0.36 * len(ordered)))
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
    names = [textwrap.fill(str(name).replace("_", " "), 14, break_long_words=False) for name in ranks]
    axis.set_xticklabels(names, rotation=0)
    axis.set(xlabel="", ylabel="")
    axis.xaxis.tick_top()
    axis.tick_params(length=0)


def plot_pioneers(pioneers: pd.DataFrame) -> Picture:
    """Periods of the pioneer firms and how much they mattered.

    Parameters
    ----------
    pioneers : DataFrame
        Rows of Table 6.2 with ``firm``, ``district``, ``period_start``, ``period_end`` and ``role``.
    """
    start, end = pioneers["period_start"].astype(int), pioneers["period_end"].astype(int)
    with book_style():
        figure, axis = plt.subplots(figsize=(8, 0.9 + 0.32 * len(pioneers)))
        places = np.arange(len(pioneers))[::-1]
        axis.margins(y=0.02)
        axis.barh(places, end - start, left=start, height=0.6, color=[ROLE_COLOURS[role] for role in pioneers["role"]])
        axis.set_yticks(places, [f"{row.firm} ({row.district})" for row in pioneers.itertuples()], fontsize=9)
        axis.set_xlabel("Period of its influence")
        axis.grid(axis="y", visible=False)
        axis.legend(
            handles=[Patch(color=colour, label=role) for role, colour in ROLE_COLOURS.items()],
            loc="lower left",
            frameon=False,
        )
    words = "; ".join(
        f"{row.firm} in {row.district}, {row.period_start} to {row.period_end}, {row.role}"
        for row in pioneers.itertuples()
    )
    return picture(
        figure,
        alt_text=f"Pioneer firms: {words}.",
        caption="The firms that started the districts or changed them, and how much they mattered.",
    )


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
