"""Figures of Chapter 9 on its rule: outcomes, and what other readings of the rule give."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from clusterbook.chapters.ch09_trade.choices import ShareBasis, TradeOutcome, UpgradingReading
from clusterbook.chapters.ch09_trade.figures_panels import describe_code, product_list, product_name
from clusterbook.display.figure import Picture, book_style, picture, pictured
from clusterbook.display.palette import BLACK, BLUE, GREEN, ORANGE, SILVER, SLATE, VERMILION, WHITE
from clusterbook.vocabulary import in_words

OUTCOME_COLOURS = {
    TradeOutcome.UPGRADING: BLUE,
    TradeOutcome.IMMISERIZING_GROWTH: ORANGE,
    TradeOutcome.NICHE: GREEN,
    TradeOutcome.COLLAPSE: VERMILION,
}
READINGS = {
    UpgradingReading.PRINTED: "printed sign",
    UpgradingReading.TEXT: "sign of the text",
}
SHARES = {
    ShareBasis.PRINTED: "printed shares",
    ShareBasis.BOUNDED: "bounded shares",
    ShareBasis.CONSTANT_REPORTERS: "constant reporters",
}

CROWDED = 0.7  # names of points nearer than this, in powers of ten of the share, do not fit on one line

LINEAR_POINTS = (
    1.0  # shares change by a hundredth of a point to sixty points: linear within one point, logarithmic beyond
)


@pictured
def plot_outcomes(verdicts: pd.DataFrame) -> Picture:
    """Change in market share against change in relative unit value, coloured by outcome.

    Parameters
    ----------
    verdicts : DataFrame
        ``product``, ``country``, ``share`` (percentage points), ``unit_value`` (percent), ``outcome``.
    """
    known = verdicts.dropna(subset=["outcome"])
    with book_style():
        products = list(pd.unique(verdicts["product"]))
        figure, axes = plt.subplots(
            (len(products) + 1) // 2, 2, figsize=(8.4, 2.3 * ((len(products) + 1) // 2)), squeeze=False
        )
        for axis, name in zip(axes.flat, products, strict=False):
            _outcome_panel(axis, known[known["product"] == name], name=str(name))
        for axis in axes.flat[len(products) :]:
            axis.axis("off")
        handles = [plt.Line2D([], [], marker="o", linestyle="", color=colour) for colour in OUTCOME_COLOURS.values()]
        figure.legend(
            handles,
            [describe_code(outcome) for outcome in OUTCOME_COLOURS],
            loc="outside upper center",
            ncols=4,
            frameon=False,
        )
        figure.supxlabel(
            "Change in market share, 1990-2000 (percentage points; logarithmic beyond one point)", fontsize=10
        )
        figure.supylabel("Change in unit value relative to competitors (percent)", fontsize=10)
    listing = "; ".join(
        f"{describe_code(outcome)}: {product_list(known[known['outcome'] == outcome])}" for outcome in OUTCOME_COLOURS
    )
    caption = "Where each exporter falls among the four outcomes; rows with an unknown first share are left out."
    return picture(figure, alt_text=f"{listing}.", caption=caption)


@pictured
def plot_verdict_grid(grid: pd.DataFrame) -> Picture:
    """How many rows upgrade under each reading of Table 9.1 and of the shares.

    Parameters
    ----------
    grid : DataFrame
        ``reading``, ``share_basis`` and the counts ``upgrading``, ``not_upgrading``, ``open``.
    """
    parts = {"upgrading": BLUE, "open": ORANGE, "not_upgrading": SILVER}
    labels = [f"{READINGS[row.reading]}, {SHARES[row.share_basis]}" for row in grid.itertuples()]
    with book_style():
        figure, axis = plt.subplots(figsize=(8, 0.45 * len(grid) + 1.3))
        left = pd.Series(0, index=grid.index)
        for name, colour in parts.items():
            axis.barh(labels, grid[name], left=left, color=colour, label=in_words(name))
            for place, (start, width) in enumerate(zip(left, grid[name], strict=True)):
                if width:
                    axis.text(
                        start + width / 2,
                        place,
                        str(width),
                        ha="center",
                        va="center",
                        fontsize=9,
                        color=WHITE if name == "upgrading" else BLACK,
                    )
            left = left + grid[name]
        axis.invert_yaxis()
        axis.set_xlabel("Rows of Tables 9.2 and 9.4")
        axis.grid(axis="y", visible=False)
        figure.legend(loc="outside lower center", ncols=3, frameon=False)
    listing = "; ".join(
        f"{label}: {row.upgrading} upgrade, {row.open} open"
        for label, row in zip(labels, grid.itertuples(), strict=True)
    )
    return picture(
        figure,
        alt_text=f"{listing}.",
        caption="Product upgrading by Table 9.1 under each reading of its first row and of the shares.",
    )


def _outcome_panel(axis: Axes, rows: pd.DataFrame, *, name: str) -> None:
    """Named points of one product."""
    axis.axhline(0, color=SLATE, linewidth=0.8)
    axis.axvline(0, color=SLATE, linewidth=0.8)
    close = 0.08 * (rows["unit_value"].max() - rows["unit_value"].min())
    place = np.sign(rows["share"]) * np.log10(1 + rows["share"].abs())
    above: tuple[float, float] | None = None
    for row in rows.assign(place=place).sort_values("unit_value", ascending=False).itertuples():
        axis.scatter(row.share, row.unit_value, color=OUTCOME_COLOURS[TradeOutcome(row.outcome)], s=30, zorder=3)
        crowded = above is not None and abs(above[0] - row.place) < CROWDED and above[1] - row.unit_value < close
        side, height = (-1 if row.share > 0 else 1), (-10 if crowded else 3)
        align = "right" if side < 0 else "left"
        axis.annotate(
            row.country,
            (row.share, row.unit_value),
            xytext=(5 * side, height),
            textcoords="offset points",
            fontsize=8,
            ha=align,
        )
        above = (row.place, row.unit_value)
    axis.set_xscale("symlog", linthresh=LINEAR_POINTS)
    axis.set_xlim(-100, 100)
    axis.set_xticks([-100, -10, -1, 0, 1, 10, 100], ["−100", "−10", "−1", "0", "1", "10", "100"], fontsize=8)
    axis.margins(y=0.18)
    axis.set_title(product_name(name), fontsize=10)
