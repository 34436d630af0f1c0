"""Figures of Chapter 9 on growth: the market growth implied by Tables 9.2 and 9.4, the parts of equation 9.2."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pandas as pd

from clusterbook.chapters.ch09_trade.choices import IdentityFit
from clusterbook.chapters.ch09_trade.figures_panels import country_panels, product_list
from clusterbook.display.figure import Picture, book_style, picture, pictured
from clusterbook.display.palette import BLACK, BLUE, GREEN, GREY, INK, ORANGE, SKY, VERMILION
from clusterbook.vocabulary import in_words

FIT_COLOURS = {IdentityFit.BY_VALUE: BLUE, IdentityFit.BY_VOLUME_ONLY: GREY, IdentityFit.NEITHER: VERMILION}

FIT_WORDS = {
    IdentityFit.BY_VALUE: "shares by value fit",
    IdentityFit.BY_VOLUME_ONLY: "only shares by volume are possible",
    IdentityFit.NEITHER: "neither reading fits",
}

PART_COLOURS = {
    "market_part": SKY,
    "share_part": ORANGE,
    "joint_part": GREY,
    "unit_value_part": GREEN,
}

PART_WORDS = {
    "market_part": "world demand",
    "share_part": "market share",
    "joint_part": "both at once",
    "unit_value_part": "unit value",
}


@pictured
def plot_implied_market_growth(performance: pd.DataFrame, identity: pd.DataFrame) -> Picture:
    """Growth of the market that each row implies if shares are by value, against the printed one.

    Parameters
    ----------
    performance : DataFrame
        Rows of Tables 9.2 and 9.4.
    identity : DataFrame
        ``market_growth_by_value`` and ``fit``, same index.
    """
    joined = performance.join(identity)
    joined = joined[joined["fit"] != IdentityFit.UNKNOWN]
    with book_style():
        figure, panels = country_panels(joined, row_height=0.2)
        for axis, rows in panels:
            axis.axvline(rows["external_market_growth_percent"].iloc[0], color=INK, linestyle="--", linewidth=1.2)
            axis.scatter(
                rows["market_growth_by_value"],
                range(len(rows)),
                color=[FIT_COLOURS[IdentityFit(fit)] for fit in rows["fit"]],
                s=42,
                zorder=3,
            )
            axis.set_xlim(joined["market_growth_by_value"].min() - 5, joined["market_growth_by_value"].max() + 5)
        handles = [plt.Line2D([], [], linestyle="--", color=INK)]
        handles += [plt.Line2D([], [], marker="o", linestyle="", color=colour) for colour in FIT_COLOURS.values()]
        figure.legend(
            handles,
            ["printed growth of the market", *FIT_WORDS.values()],
            loc="outside upper center",
            ncols=2,
            frameon=False,
        )
        panels[-1][0].set_xlabel("Growth of the market that the row implies, shares by value (percent per year)")
    counts = joined["fit"].value_counts()
    listing = "; ".join(
        f"{FIT_WORDS[fit]}: {counts.get(fit, 0)} rows ({product_list(joined[joined['fit'] == fit])})"
        for fit in FIT_WORDS
    )
    return picture(
        figure,
        alt_text=f"{listing}.",
        caption="One market has one growth rate: shares by value would put all dots of a panel on its dashed line.",
    )


@pictured
def plot_decomposition(parts: pd.DataFrame) -> Picture:
    """Parts of equation 9.2, stacked, with their sum.

    Parameters
    ----------
    parts : DataFrame
        Indexed by exporter: the parts and ``export_value_change``.
    """
    with book_style():
        figure, axis = plt.subplots(figsize=(8, 3.8))
        above, below = pd.Series(0.0, index=parts.index), pd.Series(0.0, index=parts.index)
        labels = [in_words(name) for name in parts.index]
        for name, colour in PART_COLOURS.items():
            value = parts[name].astype(float)
            axis.bar(
                labels, value, bottom=above.where(value >= 0, below), color=colour, width=0.55, label=PART_WORDS[name]
            )
            above, below = above + value.clip(lower=0), below + value.clip(upper=0)
        axis.scatter(
            labels,
            parts["export_value_change"].astype(float),
            color=BLACK,
            marker="_",
            s=900,
            linewidth=2,
            label="change in export value",
            zorder=4,
        )
        axis.axhline(0, color=INK, linewidth=0.8)
        axis.set_ylabel("Dollars")
        axis.grid(axis="x", visible=False)
        figure.legend(loc="outside lower center", ncols=3, frameon=False, markerscale=0.4)
    listing = "; ".join(
        f"{label}: "
        + ", ".join(f"{PART_WORDS[name]} {row[name]:+.0f}" for name in PART_WORDS)
        + f", in all {row['export_value_change']:+.0f}"
        for label, (_, row) in zip(labels, parts.iterrows(), strict=True)
    )
    return picture(
        figure, alt_text=f"{listing}.", caption="Equation 9.2 on four invented exporters in a market that doubles."
    )
