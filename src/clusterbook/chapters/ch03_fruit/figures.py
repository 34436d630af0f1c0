"""Figures of Chapter 3: value and exports of the fruit clusters, and the share of small growers."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from clusterbook.data.book import Stated
from clusterbook.display.figure import Picture, book_style, picture, pictured
from clusterbook.display.labels import name_line_ends
from clusterbook.display.palette import BLUE, BROWN, GREEN, PLUM, RED, SKY, SLATE, TINT_GREY, VERMILION

COLOURS = {"apples": RED, "mangoes": BROWN, "grapes": PLUM, "melons": GREEN, "all_crops": SLATE}
NAMES = {
    "apples": "Apples",
    "mangoes": "Mangoes",
    "grapes": "Grapes",
    "melons": "Melons",
    "all_crops": "All irrigated crops",
}


@pictured
def plot_value_and_exports(by_crop: pd.DataFrame, exports: pd.DataFrame, *, reading: str) -> Picture:
    """Value of production in two years and exports of the cluster in the chosen reading.

    Parameters
    ----------
    by_crop : DataFrame
        As ``clusterbook.fruit.crops`` gives it.
    exports : DataFrame
        As ``clusterbook.fruit.exports_by_reading`` gives it, same crops.
    reading : str
        The reading, for the caption.
    """
    bars = {
        "Production, 1995": (by_crop["value_of_production_1995"], SKY),
        "Production, 2001": (by_crop["value_of_production_2001"], BLUE),
        "Exports, 2002": (exports["cluster_exports_usd_million"], VERMILION),
    }
    places, width = np.arange(len(by_crop)), 0.26
    with book_style():
        figure, axis = plt.subplots(figsize=(8.4, 4))
        for shift, (name, (values, colour)) in enumerate(bars.items()):
            drawn = axis.bar(places + (shift - 1) * width, values, width=width * 0.94, color=colour, label=name)
            axis.bar_label(drawn, fmt="%.0f", fontsize=8.5, padding=1)
        labels = [f"{NAMES[crop]}\n{place}" for crop, place in by_crop["place"].items()]
        axis.set(xticks=places, xticklabels=labels, ylabel="US$ million")
        axis.grid(axis="x", visible=False)
        axis.legend(loc="upper right", frameon=True, fontsize=9)
    words = [
        f"{NAMES[crop]}: {', '.join(f'{name.lower()} {values[crop]:.0f}' for name, (values, _) in bars.items())}"
        for crop in by_crop.index
    ]
    caption = f"Value of production and of exports, export values read as those of the {reading}; data from Table 3.1."
    return picture(figure, alt_text="; ".join(words) + " US$ million.", caption=caption)


@pictured
def plot_sme_shares(shares: pd.DataFrame, claimed: Stated) -> Picture:
    """Share of small and medium-sized growers by year, with the band that the text claims.

    Parameters
    ----------
    shares : DataFrame
        As ``measures.sme_shares`` gives it.
    claimed : Stated
        The band of the text, percent of production.
    """
    with book_style():
        figure, axis = plt.subplots(figsize=(8.4, 4.4))
        axis.axhspan(claimed.low, claimed.high, color=TINT_GREY, zorder=0)
        axis.annotate(
            f"{claimed.low:g} to {claimed.high:g} percent: the claim of the text",
            (1984.6, claimed.low + 1),
            fontsize=8.5,
            color=SLATE,
        )
        ends = {}
        for crop, part in shares.sort_values("year").groupby("crop", sort=False):
            axis.plot(part["year"], part["sme_share_percent"], marker="o", color=COLOURS[crop], linewidth=2)
            ends[NAMES[crop]] = (part["year"].iloc[-1], part["sme_share_percent"].iloc[-1], COLOURS[crop])
        axis.set(
            xlabel="Year (1990 stands for 1988 or 1991, 1996 for 1996 or 1997)", ylabel="Share of SME growers, percent"
        )
        axis.set(xlim=(1984, 2007), ylim=(-3, 90), xticks=sorted(shares["year"].unique()))
        name_line_ends(axis, ends)
    words = [f"{NAMES[crop]}: {_describe_shares(part)}" for crop, part in shares.groupby("crop", sort=False)]
    caption = (
        "Small and medium-sized growers in the fruit clusters; data from Table 3.2, each cluster with its own "
        "measure of size."
    )
    return picture(figure, alt_text="; ".join(words) + ".", caption=caption)


def _describe_shares(part: pd.DataFrame) -> str:
    """The shares of one crop with their periods as printed."""
    periods = part["period"].str.replace("_", " or ")
    return ", ".join(
        f"{share:g} percent in {period}" for share, period in zip(part["sme_share_percent"], periods, strict=True)
    )
