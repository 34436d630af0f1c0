"""Figures of Chapter 2: milk from production to pasteurization and export, and the region in the country."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes

from clusterbook.display.figure import Picture, book_style, picture, pictured
from clusterbook.display.labels import name_line_ends
from clusterbook.display.palette import BLUE, BROWN, GREEN, PLUM, SLATE

STAGES = {
    "collected_of_production_percent": ("Collected", BROWN),
    "pasteurized_of_production_percent": ("Pasteurized", GREEN),
}
EXPORTS = PLUM
AXIS = "Percent of milk produced"


@pictured
def plot_dairy_chain(shares: pd.DataFrame, exports: pd.Series) -> Picture:
    """How much of the milk is collected and pasteurized by year, and dairy exports beside it.

    Parameters
    ----------
    shares : DataFrame
        As ``measures.industrialization`` gives it, any years.
    exports : Series
        Exports in millions of US dollars by ``year``, missing where none was printed.
    """
    with book_style():
        figure, (left, right) = plt.subplots(1, 2, figsize=(9.6, 4.2), width_ratios=(1.5, 1))
        for stage, (_, colour) in STAGES.items():
            left.plot(shares.index, shares[stage], color=colour, marker="o", linewidth=2)
        left.set(
            ylabel=AXIS,
            xlabel="Year",
            xticks=shares.index,
            xlim=(shares.index[0] - 0.3, shares.index[-1] + 0.28 * len(shares)),
        )
        left.set_ylim(bottom=0)
        name_line_ends(
            left, {word: (shares.index[-1], shares[stage].iloc[-1], colour) for stage, (word, colour) in STAGES.items()}
        )
        _bars(right, exports)
    caption = "Nicaraguan milk from farm to pasteurizing plant (left) and dairy exports (right); data from Table 2.2."
    return picture(figure, alt_text=_describe_chain(shares, exports), caption=caption)


def _bars(axis: Axes, exports: pd.Series) -> None:
    """Exports by year; a year without a printed figure is named, not drawn."""
    known = exports.dropna()
    axis.bar(known.index, known, color=EXPORTS, width=0.65)
    for year, value in known.items():
        axis.annotate(f"{value:g}", (year, value), xytext=(0, 2), textcoords="offset points", ha="center", fontsize=8.5)
    for year in exports.index.difference(known.index):
        axis.annotate(
            "n.a.", (year, 0), xytext=(0, 2), textcoords="offset points", ha="center", fontsize=8.5, color=SLATE
        )
    axis.set(
        ylabel="Dairy exports, US$ million",
        xlabel="Year",
        xticks=exports.index,
        xlim=(exports.index[0] - 0.6, exports.index[-1] + 0.6),
    )
    axis.tick_params(axis="x", labelsize=9)
    axis.grid(axis="x", visible=False)


def _describe_chain(shares: pd.DataFrame, exports: pd.Series) -> str:
    """Each stage in the first and last year, each export."""
    first, last = shares.index[0], shares.index[-1]
    stages = [
        f"{word} {shares.at[first, stage]:.1f} in {first} and {shares.at[last, stage]:.1f} in {last}"
        for stage, (word, _) in STAGES.items()
    ]
    sold = ", ".join(f"{year}: {value:g}" for year, value in exports.dropna().items())
    return f"{AXIS}. {'; '.join(stages)}. Exports in US$ million: {sold}."


@pictured
def plot_regional_ranges(balance: pd.DataFrame) -> Picture:
    """What Boaco and Chontales produce, process and leave raw, as the printed ranges allow.

    Parameters
    ----------
    balance : DataFrame
        As ``clusterbook.dairy.regional_balance`` gives it.
    """
    milk = balance.drop(index="exports").iloc[::-1]
    with book_style():
        figure, axis = plt.subplots(figsize=(8, 2.6))
        for place, row in enumerate(milk.itertuples()):
            axis.hlines(place, row.low, row.high, color=BLUE, linewidth=9)
            share = (
                f"{row.share_of_country_low_percent:.0f} to {row.share_of_country_high_percent:.0f} percent of the "
                "country"
            )
            axis.annotate(share, (row.high, place), xytext=(9, 0), textcoords="offset points", va="center", fontsize=9)
        axis.set(
            yticks=range(len(milk)),
            yticklabels=[name.capitalize() for name in milk.index],
            xlabel="Milk in 2000, millions of gallons",
        )
        axis.set(xlim=(-1, milk["high"].max() * 1.75), ylim=(-0.6, len(milk) - 0.4))
    words = [
        f"{name} {row.low:g} to {row.high:g} million gallons, {row.share_of_country_low_percent:.0f} to "
        f"{row.share_of_country_high_percent:.0f} percent of the country"
        for name, row in zip(balance.index, balance.itertuples(), strict=True)
        if name != "exports"
    ]
    caption = "Milk of Boaco and Chontales in 2000: each bar spans what the printed ranges of Table 2.1 allow."
    return picture(figure, alt_text="; ".join(words) + ".", caption=caption)
