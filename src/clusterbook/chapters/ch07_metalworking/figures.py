"""Figures of Chapter 7: partners in cooperation, and local purchases."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.ticker import MaxNLocator

from clusterbook.display.figure import Picture, book_style, picture, pictured
from clusterbook.display.palette import BLUE, ORANGE


@pictured
def plot_partners(partners: pd.DataFrame) -> Picture:
    """Percent of surveyed firms that exchange information with each partner, with its interval.

    Parameters
    ----------
    partners : DataFrame
        Indexed by partner: ``percent``, ``low`` and ``high`` of its confidence interval.
    """
    with book_style():
        figure, axis = plt.subplots(figsize=(7.2, 3.2))
        places = range(len(partners))[::-1]
        axis.hlines(places, partners["low"], partners["high"], color=BLUE, linewidth=2)
        axis.scatter(partners["percent"], places, color=BLUE, s=50, zorder=3)
        axis.set_yticks(places, partners.index)
        axis.set(xlim=(0, 100), ylim=(-0.5, len(partners) - 0.5))
        axis.set_xlabel("Percent of the firms that answered, with interval")
        axis.grid(axis="y", visible=False)
    words = "; ".join(
        f"{name} {row.percent:.1f} ({row.low:.0f} to {row.high:.0f})"
        for name, row in zip(partners.index, partners.itertuples(), strict=True)
    )
    return picture(
        figure,
        alt_text=f"Percent of surveyed firms. {words}.",
        caption=(
            "With whom the small firms exchange information: survey shares with exact intervals for the chosen "
            "sample size."
        ),
    )


@pictured
def plot_local_purchases(purchases: pd.DataFrame) -> Picture:
    """Share of local suppliers in the purchases of the anchors, as two chapters state it.

    Parameters
    ----------
    purchases : DataFrame
        ``source``, ``year``, ``percent``.
    """
    with book_style():
        figure, axis = plt.subplots(figsize=(7.2, 3.4))
        for (source, group), colour, marker in zip(
            purchases.groupby("source", sort=False), (BLUE, ORANGE), ("o", "s"), strict=False
        ):
            axis.plot(group["year"], group["percent"], color=colour, marker=marker, label=source)
        axis.set_ylabel("Purchases from local suppliers\n(percent)")
        axis.set_ylim(0)
        axis.xaxis.set_major_locator(MaxNLocator(integer=True))
        axis.legend(frameon=False, loc="upper left")
        axis.grid(axis="x", visible=False)
    words = "; ".join(f"{row.source}, {row.year}: {row.percent:.0f} percent" for row in purchases.itertuples())
    return picture(
        figure,
        alt_text=f"Local share of purchases. {words}.",
        caption="What the large firms buy locally: Aracruz by Chapter 7, the four anchors together by Chapter 10.",
    )
