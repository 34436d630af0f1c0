"""Figures of Chapter 10: collective efficiency against upgrading, and the mix of chain governance."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.transforms import ScaledTranslation

from clusterbook.display.figure import Picture, book_style, picture, pictured
from clusterbook.display.palette import ORANGE, PLUM, SECTOR_COLOURS, SKY, WHITE
from clusterbook.vocabulary import ChainReach, CollectiveEfficiency, Governance, Sector, Upgrading

REACH_COLOURS = {ChainReach.DOMESTIC: SKY, ChainReach.GLOBAL: ORANGE, ChainReach.BOTH: PLUM}
REACH_WORDS = {
    ChainReach.DOMESTIC: "domestic chain",
    ChainReach.GLOBAL: "global chain",
    ChainReach.BOTH: "domestic and global",
}
LINE = 13  # points from name to name of a stack
ROOM = 0.2  # points of the scale that a name may take, on a phone too
CLEAR = {"boxstyle": "square,pad=0.05", "facecolor": WHITE, "edgecolor": "none"}  # lines of the scale end at names


@pictured
def plot_upgrading_by_efficiency(clusters: pd.DataFrame, upgrading: Upgrading) -> Picture:
    """Degree of collective efficiency against one kind of upgrading, a panel per sector, clusters named.

    Parameters
    ----------
    clusters : DataFrame
        Clusters with ``sector``, ``collective_efficiency`` and the ``upgrading_*`` ratings.
    upgrading : Upgrading
        The kind of upgrading to draw.
    """
    rated = clusters.dropna(subset=["collective_efficiency", upgrading.column])
    sectors = [sector for sector in Sector if sector in set(rated["sector"])]
    with book_style():
        figure, axes = plt.subplots(1, len(sectors), figsize=(3.3 * len(sectors), 6.4), sharey=True, squeeze=False)
        for axis, sector in zip(axes[0], sectors, strict=True):
            _named_dots(axis, rated[rated["sector"] == sector], upgrading=upgrading, colour=SECTOR_COLOURS[sector])
            axis.set_title(sector.label, fontsize=11)
        axes[0][0].set_ylim(*_room(rated, upgrading))
        axes[0][0].set_ylabel(f"{upgrading.value.capitalize()} upgrading (0 absent to 3 high)")
        figure.supxlabel("Degree of collective efficiency", fontsize=11)
    caption = (
        f"Collective efficiency and {upgrading.value} upgrading by sector; each name is one cluster, those rated alike "
        "are stacked, and a bar is the mean of a degree."
    )
    data = rated[["cluster", "sector", "product", "collective_efficiency", upgrading.column]]
    return picture(figure, alt_text=_describe_means(rated, upgrading), caption=caption, data=data)


def _room(rated: pd.DataFrame, upgrading: Upgrading) -> tuple[float, float]:
    """Ends of the scale, with room for the names that stack around its first and last rating."""
    stacks = rated.groupby(["sector", "collective_efficiency", upgrading.column], observed=True).size()
    half, ratings = (stacks.to_numpy() + 1) / 2 * ROOM, stacks.index.get_level_values(upgrading.column).to_numpy()
    return min(-ROOM, float((ratings - half).min())), max(3 + ROOM, float((ratings + half).max()))


def _named_dots(axis: Axes, rated: pd.DataFrame, *, upgrading: Upgrading, colour: str) -> None:
    """Names stacked at their degree and rating, and the mean of each degree as a bar."""
    degrees = [degree.value for degree in CollectiveEfficiency]
    for (degree, rating), group in rated.groupby(["collective_efficiency", upgrading.column], observed=True):
        place = degrees.index(degree)
        offsets = (np.arange(len(group)) - (len(group) - 1) / 2) * LINE
        for name, offset in zip(short_names(group), offsets, strict=True):
            above = ScaledTranslation(0, offset / 72, axis.figure.dpi_scale_trans)
            axis.scatter(place, rating, s=14, color=colour, zorder=3, clip_on=False, transform=axis.transData + above)
            axis.annotate(
                name,
                (place, rating),
                xytext=(5, offset),
                textcoords="offset points",
                va="center",
                fontsize=9,
                bbox=CLEAR,
            )
    means = rated.groupby("collective_efficiency", observed=True)[upgrading.column].mean()
    for degree, mean in means.items():
        axis.hlines(
            mean, degrees.index(degree) - 0.11, degrees.index(degree) - 0.04, color=colour, linewidth=3, zorder=4
        )
    axis.set(xticks=range(len(degrees)), xticklabels=degrees, xlim=(-0.3, len(degrees) - 0.1))
    axis.set_yticks(range(4))
    axis.grid(axis="x", visible=False)


def short_names(clusters: pd.DataFrame) -> list[str]:
    """Place names as the tables print them, without state and country; the first of joined names."""
    places = [name.partition(" (")[0].partition(",")[0] for name in clusters["cluster"]]
    return [place.rpartition("/")[2].partition("-")[0] for place in places]


def _describe_means(rated: pd.DataFrame, upgrading: Upgrading) -> str:
    """Mean rating and number of clusters by sector and degree."""
    grouped = rated.groupby(["sector", "collective_efficiency"], observed=True, sort=False)[upgrading.column].agg(
        ["mean", "size"]
    )
    parts = [
        f"{Sector(sector).label}, {degree}: mean {row['mean']:.2f} over {int(row['size'])} clusters"
        for (sector, degree), row in grouped.sort_index().iterrows()
    ]
    return f"{upgrading.value.capitalize()} upgrading by degree of collective efficiency. {'; '.join(parts)}."


@pictured
def plot_governance_mix(clusters: pd.DataFrame) -> Picture:
    """Share of a sector's clusters in which each form of governance is present, by reach of the chain.

    Parameters
    ----------
    clusters : DataFrame
        Clusters with ``sector`` and the codes ``market`` to ``hierarchy``; clusters without codes are left out.
    """
    coded = clusters.dropna(subset=[form.value for form in Governance])
    sectors = [sector for sector in Sector if sector in set(coded["sector"])]
    words = []
    with book_style():
        figure, axes = plt.subplots(1, len(sectors), figsize=(3.1 * len(sectors), 4.2), sharey=True, squeeze=False)
        for axis, sector in zip(axes[0], sectors, strict=True):
            group = coded[coded["sector"] == sector]
            _stacked_shares(axis, group)
            axis.set_title(f"{sector.label}\n({len(group)} clusters)", fontsize=10)
            words.append(_describe_mix(sector, group))
        axes[0][0].set_ylabel("Percent of the sector's clusters")
        handles = [plt.Rectangle((0, 0), 1, 1, color=REACH_COLOURS[reach]) for reach in REACH_WORDS]
        figure.legend(handles, list(REACH_WORDS.values()), loc="outside lower center", ncols=3, frameon=False)
    caption = (
        "Forms of chain governance by sector: percent of clusters in which each form is present, and the reach of "
        "the chain."
    )
    reaches = {form.value: coded[form.value].map({ChainReach.ABSENT: "none", **REACH_WORDS}) for form in Governance}
    data = coded[["cluster", "sector", "product"]].assign(**reaches)
    return picture(figure, alt_text=" ".join(words), caption=caption, data=data)


def _stacked_shares(axis: Axes, group: pd.DataFrame) -> None:
    """One bar a form of governance, stacked by reach."""
    bottom = np.zeros(len(Governance))
    for reach, colour in REACH_COLOURS.items():
        shares = np.array([(group[form.value] == reach).mean() * 100 for form in Governance])
        axis.bar(range(len(Governance)), shares, bottom=bottom, color=colour, width=0.7)
        bottom += shares
    axis.set_xticks(range(len(Governance)), [form.label for form in Governance], rotation=40, ha="right", fontsize=9)
    axis.set_ylim(0, 100)
    axis.grid(axis="x", visible=False)


def _describe_mix(sector: Sector, group: pd.DataFrame) -> str:
    """Number of clusters with each form, and how many of them in a global chain."""
    parts = [
        f"{form.label} in {int((group[form.value] > 0).sum())} ({int(group[form.value].isin([2, 3]).sum())} of them "
        "global)"
        for form in Governance
    ]
    return f"{sector.label}, {len(group)} clusters: {', '.join(parts)}."
