"""Figures of Chapter 11: ratings by form of governance."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from clusterbook.display.figure import Picture, book_style, picture, pictured
from clusterbook.display.palette import SECTOR_COLOURS, WHITE
from clusterbook.vocabulary import Sector

BAR_WIDTH = 0.38


@pictured
def plot_rating_by_form(groups: dict[Sector, pd.DataFrame], *, form: str, rating: str) -> Picture:
    """Mean rating with and without a form of governance, a pair of bars for each sector.

    Parameters
    ----------
    groups : dict of Sector to DataFrame
        As ``clusterbook.policy.rating_by_form`` gives it for the clusters of the sector.
    form, rating : str
        In words, for the axis.
    """
    with book_style():
        figure, axis = plt.subplots(figsize=(8, 3.8))
        _bars(axis, groups, chain="present", shift=-0.5)
        _bars(axis, groups, chain="absent", shift=0.5)
        axis.set(xticks=np.arange(len(groups)), xticklabels=[sector.label for sector in groups])
        axis.set(ylim=(0, 3.4), ylabel=f"Mean {rating} (0 to 3)")
        axis.grid(axis="x", visible=False)
    words = [f"{sector.label}: {_describe_groups(group)}" for sector, group in groups.items()]
    caption = f"Mean {rating} of clusters with (full color) and without (pale) a chain of the form {form}."
    return picture(
        figure,
        alt_text=f"Mean {rating} by presence of a chain of the form {form}. {'; '.join(words)}.",
        caption=caption,
        data=pd.concat(
            {sector.label: group for sector, group in groups.items()}, names=["sector", "chain"]
        ).reset_index(),
    )


def _bars(axis: Axes, groups: dict[Sector, pd.DataFrame], *, chain: str, shift: float) -> None:
    """One bar per sector for the clusters with, or without, the form; ``shift`` in widths of a bar."""
    means = [group.at[chain, "mean_rating"] for group in groups.values()]
    drawn = axis.bar(
        np.arange(len(groups)) + shift * BAR_WIDTH, np.nan_to_num(means), width=BAR_WIDTH * 0.94,
        color=[SECTOR_COLOURS[sector] for sector in groups], alpha=1 if chain == "present" else 0.4,
    )  # fmt: skip
    labels = [
        f"{chain}\n{_mean(mean)} (n={_size(group, chain)})" for mean, group in zip(means, groups.values(), strict=True)
    ]
    box = {"facecolor": WHITE, "edgecolor": "none", "pad": 0.5}
    axis.bar_label(drawn, labels=labels, fontsize=8.5, padding=3, bbox=box)


def _mean(value: float) -> str:
    """A mean, or that there is none."""
    return "none" if pd.isna(value) else f"{value:.2f}"


def _size(group: pd.DataFrame, chain: str) -> int:
    """Number of clusters behind a mean."""
    size = group.at[chain, "clusters"]
    return 0 if pd.isna(size) else int(size)


def _describe_groups(group: pd.DataFrame) -> str:
    """Mean and number of clusters with and without the form."""
    return ", ".join(
        f"{chain} {_mean(row['mean_rating'])} over {_size(group, chain)} clusters" for chain, row in group.iterrows()
    )
