"""Figures of Chapter 12 on codes: social upgrading, the place in Chapter 10."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes

from clusterbook.chapters.ch10_cross_case.figures.cross_case import short_names
from clusterbook.chapters.ch12_fair_trade.coding import numbers
from clusterbook.display.figure import Picture, book_style, picture, pictured
from clusterbook.display.palette import BLUE, ORANGE, SECTOR_COLOURS, WHITE
from clusterbook.vocabulary import CollectiveEfficiency, Phase, Sector, SocialDimension, Upgrading

BEFORE, AFTER = ORANGE, BLUE
DEGREES = [degree.value for degree in CollectiveEfficiency]


@pictured
def plot_social_upgrading(codes: pd.DataFrame, names: dict[str, str]) -> Picture:
    """Codes of social upgrading before and after joining the chain, dimension by dimension.

    Parameters
    ----------
    codes : DataFrame
        Codes of the added clusters.
    names : dict[str, str]
        Name of each cluster, by ``cluster_id``.
    """
    social = codes[codes["dimension"] == "social_upgrading"]
    with book_style():
        figure, axes = plt.subplots(1, len(names), figsize=(4.3 * len(names), 3.9), sharey=True, sharex=True)
        for axis, (key, title) in zip(axes, names.items(), strict=True):
            _phases(axis, social[social["cluster_id"] == key])
            axis.set_title(title, fontsize=11)
        axes[0].invert_yaxis()
        figure.supxlabel("Code (0 to 3); bar: admissible alternatives", fontsize=10)
        figure.legend(*axes[0].get_legend_handles_labels(), loc="outside upper center", ncols=2, frameon=False)
    words = [
        f"{title}: {'; '.join(_describe_social(social[social['cluster_id'] == key]))}." for key, title in names.items()
    ]
    return picture(
        figure,
        alt_text=" ".join(words),
        caption="Social upgrading before and after joining the chain; a dimension without a marker is not reported.",
        data=pd.DataFrame(
            {
                "cluster": social["cluster_id"].map(names),
                "dimension": social["component"],
                "joining": social["phase"],
                "code": numbers(social),
                "lowest": numbers(social, "lowest"),
                "highest": numbers(social, "highest"),
                "evidence": social["evidence"],
            }
        ),
    )


def _phases(axis: Axes, social: pd.DataFrame) -> None:
    """One cluster: two markers a dimension with their ranges."""
    rows = {dimension.value: place for place, dimension in enumerate(SocialDimension)}
    for phase, shift, colour, marker in ((Phase.BEFORE, -0.14, BEFORE, "s"), (Phase.AFTER, 0.14, AFTER, "o")):
        own = social[social["phase"] == phase]
        places = own["component"].map(rows) + shift
        axis.hlines(places, numbers(own, "lowest"), numbers(own, "highest"), color=colour, linewidth=4, alpha=0.35)
        axis.scatter(
            numbers(own), places, color=colour, marker=marker, s=46, zorder=3, label=f"{phase.value} joining the chain"
        )
    axis.set_yticks(list(rows.values()), [dimension.label for dimension in SocialDimension])
    axis.set(xlim=(-0.15, 3.15), xticks=range(4))


def _describe_social(social: pd.DataFrame) -> Iterator[str]:
    """Each dimension with its codes before and after."""
    keyed = numbers(social).set_axis(pd.MultiIndex.from_frame(social[["component", "phase"]]))
    for dimension in SocialDimension:
        coded = [keyed[dimension.value, phase.value] for phase in Phase]
        yield f"{dimension.label} {' to '.join('not reported' if pd.isna(value) else f'{value:g}' for value in coded)}"


@pictured
def plot_place_in_chapter_10(clusters: pd.DataFrame, codes: pd.DataFrame, *, sector: str) -> Picture:
    """Degree of collective efficiency against the sum of upgrading: the book's clusters and the added ones.

    Parameters
    ----------
    clusters : DataFrame
        Clusters of the book with the added ones.
    codes : DataFrame
        Codes of the added clusters; their alternatives are drawn as bars.
    sector : str
        Sector compared.
    """
    rated = clusters[clusters["sector"] == Sector(sector)].dropna(subset=["collective_efficiency"])
    rated = rated.assign(total=rated[[kind.column for kind in Upgrading]].sum(axis=1), short=short_names(rated))
    added = rated.index.isin(codes["cluster_id"])
    with book_style():
        figure, axis = plt.subplots(figsize=(7.2, 5.2))
        _rated_dots(axis, rated[~added], colour=SECTOR_COLOURS[Sector(sector)])
        for (key, row), colour, shift in zip(rated[added].iterrows(), (BEFORE, AFTER), (-0.1, -0.18), strict=False):
            _case_box(axis, codes[codes["cluster_id"] == key], row=row, look=(colour, shift))
        axis.set(xticks=range(3), xticklabels=DEGREES, xlim=(-0.4, 3.0), ylim=(-0.4, 12.2))
        axis.set(xlabel="Degree of collective efficiency", ylabel="Sum of the four upgrading ratings (0 to 12)")
        axis.grid(axis="x", visible=False)
        axis.legend(frameon=False, loc="upper left", fontsize=9)
    words = [f"{row.short} {row.collective_efficiency}, {row.total:g}" for row in rated.itertuples()]
    caption = (
        f"{Sector(sector).label} clusters of Chapter 10 and the added ones; a bar spans the admissible ratings, at "
        "the chosen degree and, pale, at the other admissible degrees."
    )
    return picture(
        figure,
        alt_text=f"Degree of collective efficiency and sum of upgrading: {'; '.join(words)}.",
        caption=caption,
        data=rated[["cluster", "product", "collective_efficiency", *(kind.column for kind in Upgrading), "total"]],
    )


def _rated_dots(axis: Axes, rated: pd.DataFrame, *, colour: str) -> None:
    """A dot for the clusters with one degree and one sum, the larger the more of them, with their names."""
    for (degree, total), group in rated.groupby(["collective_efficiency", "total"], observed=True):
        place = DEGREES.index(degree), total
        axis.scatter([place[0]], [place[1]], s=20 + 18 * len(group), color=colour, zorder=3)
        look: dict[str, Any] = {"xytext": (8, 0), "textcoords": "offset points", "va": "center", "fontsize": 8}
        axis.annotate("\n".join(group["short"]), place, **look)


def _case_box(axis: Axes, codes: pd.DataFrame, *, row: pd.Series, look: tuple[str, float]) -> None:
    """An added cluster, beside its degree, with the range of its admissible codes."""
    colour, shift = look
    degree = codes[codes["dimension"] == "collective_efficiency"].iloc[0]
    across = [DEGREES.index(value) for value in (degree["code"], *degree["admissible"])]
    upgrading = codes[codes["dimension"] == "upgrading"]
    low, high = numbers(upgrading, "lowest").sum(), numbers(upgrading, "highest").sum()
    for place, strength in zip(across, (0.45, 0.15, 0.15), strict=False):
        axis.vlines(place + shift, low, high, color=colour, linewidth=7, alpha=strength, zorder=1)
    axis.scatter(
        [across[0] + shift],
        [row["total"]],
        marker="D",
        s=64,
        color=colour,
        edgecolor=WHITE,
        zorder=4,
        label=row["short"],
    )
