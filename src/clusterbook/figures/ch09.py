"""Figures of Chapter 9: market shares, outcomes, readings of the rule, the identity, iron ore, equation 9.2."""

from __future__ import annotations

from collections.abc import Iterator

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from clusterbook.figures.picture import Picture, book_style, picture
from clusterbook.trade.choices import IdentityFit, TradeOutcome

OUTCOME_COLOURS = {
    TradeOutcome.UPGRADING: "#0072B2",
    TradeOutcome.IMMISERIZING_GROWTH: "#E69F00",
    TradeOutcome.NICHE: "#009E73",
    TradeOutcome.COLLAPSE: "#D55E00",
}
FIT_COLOURS = {IdentityFit.BY_VALUE: "#0072B2", IdentityFit.BY_VOLUME_ONLY: "#888888", IdentityFit.NEITHER: "#D55E00"}
FIT_WORDS = {
    IdentityFit.BY_VALUE: "shares by value fit",
    IdentityFit.BY_VOLUME_ONLY: "only shares by volume are possible",
    IdentityFit.NEITHER: "neither reading fits",
}
PART_COLOURS = {"market_part": "#56B4E9", "share_part": "#E69F00", "joint_part": "#999999", "unit_value_part": "#009E73"}
PART_WORDS = {"market_part": "world demand", "share_part": "market share", "joint_part": "both at once", "unit_value_part": "unit value"}
PRODUCT_NAMES = {
    "salmon_fresh": "Fresh salmon",
    "salmon_pacific_frozen": "Frozen Pacific salmon",
    "salmon_atlantic_frozen": "Frozen Atlantic salmon",
    "salmon_smoked": "Smoked salmon",
}
CROWDED = 0.7  # names of points nearer than this, in powers of ten of the share, do not fit on one line
LINEAR_POINTS = 1.0  # shares change by a hundredth of a point to sixty points: linear within one point, logarithmic beyond


def plot_market_shares(performance: pd.DataFrame, constant_shares: pd.Series) -> Picture:
    """Market shares of 1990 and 2000, and of 2000 among the countries that have one in 1990.

    Parameters
    ----------
    performance : DataFrame
        Rows of Tables 9.2 and 9.4.
    constant_shares : Series
        Shares of 2000 in percent among these countries, same index.
    """
    with book_style():
        figure, panels = _panels(performance, row_height=0.3)
        for axis, rows in panels:
            places = range(len(rows))
            axis.hlines(places, rows["share_1990_percent"], rows["share_2000_percent"], color="#bbbbbb", linewidth=2, zorder=1)
            axis.scatter(rows["share_1990_percent"], places, facecolors="white", edgecolors="#333333", s=38, zorder=2)
            axis.scatter(rows["share_2000_percent"], places, color="#0072B2", s=38, zorder=3)
            axis.scatter(constant_shares[rows.index], places, color="#D55E00", marker="D", s=22, zorder=4)
            axis.set_xlim(-3, 100)
        handles = [
            plt.Line2D([], [], marker="o", linestyle="", markerfacecolor="white", markeredgecolor="#333333"),
            plt.Line2D([], [], marker="o", linestyle="", color="#0072B2"),
            plt.Line2D([], [], marker="D", linestyle="", color="#D55E00", markersize=5),
        ]
        figure.legend(handles, ["1990", "2000", "2000, among those with a share in 1990"], loc="outside upper center", ncols=3, frameon=False)
        panels[-1][0].set_xlabel("Share of world exports (percent)")
    caption = "Market shares of the main exporters; where 1990 has no ring, the book prints n.a."
    return picture(figure, alternative=_shares_in_words(performance, constant_shares), caption=caption)


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
        figure, axes = plt.subplots((len(products) + 1) // 2, 2, figsize=(8.4, 2.7 * ((len(products) + 1) // 2)), squeeze=False)
        for axis, name in zip(axes.flat, products, strict=False):
            _outcome_panel(axis, known[known["product"] == name], str(name))
        for axis in axes.flat[len(products) :]:
            axis.axis("off")
        handles = [plt.Line2D([], [], marker="o", linestyle="", color=colour) for colour in OUTCOME_COLOURS.values()]
        figure.legend(handles, [_in_words(outcome) for outcome in OUTCOME_COLOURS], loc="outside upper center", ncols=4, frameon=False)
        figure.supxlabel("Change in market share, 1990-2000 (percentage points; logarithmic beyond one point)", fontsize=10)
        figure.supylabel("Change in unit value relative to competitors (percent)", fontsize=10)
    told = "; ".join(f"{_in_words(outcome)}: {_names(known[known['outcome'] == outcome])}" for outcome in OUTCOME_COLOURS)
    caption = "Where each exporter falls among the four outcomes; rows with an unknown first share are left out."
    return picture(figure, alternative=f"{told}.", caption=caption)


def plot_verdict_grid(grid: pd.DataFrame) -> Picture:
    """How many rows upgrade under each reading of Table 9.1 and of the shares.

    Parameters
    ----------
    grid : DataFrame
        ``reading``, ``share_basis`` and the counts ``upgrading``, ``not_upgrading``, ``open``.
    """
    parts = {"upgrading": "#0072B2", "open": "#E69F00", "not_upgrading": "#c9c9c9"}
    labels = [f"{row.reading} sign, shares {row.share_basis}".replace("_", " ").replace("text sign", "text") for row in grid.itertuples()]
    with book_style():
        figure, axis = plt.subplots(figsize=(8, 0.45 * len(grid) + 1.3))
        left = pd.Series(0, index=grid.index)
        for name, colour in parts.items():
            axis.barh(labels, grid[name], left=left, color=colour, label=name.replace("_", " "))
            for place, (start, width) in enumerate(zip(left, grid[name], strict=True)):
                if width:
                    axis.text(start + width / 2, place, str(width), ha="center", va="center", fontsize=9, color="white" if name == "upgrading" else "black")
            left = left + grid[name]
        axis.invert_yaxis()
        axis.set_xlabel("Rows of Tables 9.2 and 9.4")
        axis.grid(axis="y", visible=False)
        figure.legend(loc="outside lower center", ncols=3, frameon=False)
    told = "; ".join(f"{label}: {row.upgrading} upgrade, {row.open} open" for label, row in zip(labels, grid.itertuples(), strict=True))
    return picture(figure, alternative=f"{told}.", caption="Product upgrading by Table 9.1 under each reading of its first row and of the shares.")


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
        figure, panels = _panels(joined, row_height=0.3)
        for axis, rows in panels:
            axis.axvline(rows["external_market_growth_percent"].iloc[0], color="#333333", linestyle="--", linewidth=1.2)
            axis.scatter(rows["market_growth_by_value"], range(len(rows)), color=[FIT_COLOURS[IdentityFit(fit)] for fit in rows["fit"]], s=42, zorder=3)
            axis.set_xlim(joined["market_growth_by_value"].min() - 5, joined["market_growth_by_value"].max() + 5)
        handles = [plt.Line2D([], [], linestyle="--", color="#333333")]
        handles += [plt.Line2D([], [], marker="o", linestyle="", color=colour) for colour in FIT_COLOURS.values()]
        figure.legend(handles, ["printed growth of the market", *FIT_WORDS.values()], loc="outside upper center", ncols=2, frameon=False)
        panels[-1][0].set_xlabel("Growth of the market that the row implies, shares by value (percent a year)")
    counts = joined["fit"].value_counts()
    told = "; ".join(f"{FIT_WORDS[fit]}: {counts.get(fit, 0)} rows ({_names(joined[joined['fit'] == fit])})" for fit in FIT_WORDS)
    return picture(figure, alternative=f"{told}.", caption="One market has one growth rate: the dots of a panel should stand on its dashed line.")


def plot_iron_ore(companies: pd.DataFrame) -> Picture:
    """Iron ore of each company, processed ore and pellets.

    Parameters
    ----------
    companies : DataFrame
        ``company``, ``processed_million_tons``, ``pellets_million_tons``.
    """
    rows = companies.iloc[::-1]
    with book_style():
        figure, axis = plt.subplots(figsize=(7.5, 3.4))
        axis.barh(rows["company"], rows["processed_million_tons"], color="#8C564B", label="fines and lump ore")
        axis.barh(rows["company"], rows["pellets_million_tons"], left=rows["processed_million_tons"], color="#56B4E9", label="pellets")
        axis.set_xlabel("Output in 1999 (million tons)")
        axis.grid(axis="y", visible=False)
        axis.legend(frameon=False, loc="lower right")
    told = "; ".join(f"{row.company} {row.processed_million_tons:.1f} and {row.pellets_million_tons:.1f}" for row in companies.itertuples())
    return picture(figure, alternative=f"Million tons of processed ore and of pellets: {told}.", caption="Brazilian iron ore by company and product, 1999.")


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
        labels = [str(name).replace("_", " ") for name in parts.index]
        for name, colour in PART_COLOURS.items():
            value = parts[name].astype(float)
            axis.bar(labels, value, bottom=above.where(value >= 0, below), color=colour, width=0.55, label=PART_WORDS[name])
            above, below = above + value.clip(lower=0), below + value.clip(upper=0)
        axis.scatter(labels, parts["export_value_change"].astype(float), color="black", marker="_", s=900, linewidth=2, label="change in export value", zorder=4)
        axis.axhline(0, color="#333333", linewidth=0.8)
        axis.set_ylabel("Dollars")
        axis.grid(axis="x", visible=False)
        figure.legend(loc="outside lower center", ncols=3, frameon=False, markerscale=0.4)
    told = "; ".join(
        f"{label}: " + ", ".join(f"{PART_WORDS[name]} {row[name]:+.0f}" for name in PART_WORDS) + f", in all {row['export_value_change']:+.0f}"
        for label, (_, row) in zip(labels, parts.iterrows(), strict=True)
    )
    return picture(figure, alternative=f"{told}.", caption="Equation 9.2 on four invented exporters in a market that doubles.")


def _panels(rows: pd.DataFrame, *, row_height: float) -> tuple[Figure, list[tuple[Axes, pd.DataFrame]]]:
    """One panel a product in one column, its countries as a labelled axis from top to bottom."""
    groups = [(str(name), group) for name, group in rows.groupby("product", sort=False)]
    sizes = [len(group) for _, group in groups]
    height = row_height * sum(sizes) + 0.55 * len(groups) + 1
    figure, axes = plt.subplots(len(groups), 1, figsize=(7.6, height), height_ratios=sizes, sharex=True, squeeze=False)
    return figure, list(_labelled(axes[:, 0], groups))


def _labelled(axes: list[Axes], groups: list[tuple[str, pd.DataFrame]]) -> Iterator[tuple[Axes, pd.DataFrame]]:
    """Panels with title and country names."""
    for axis, (name, group) in zip(axes, groups, strict=True):
        axis.set_title(_product(name), fontsize=10, loc="left")
        axis.set_yticks(range(len(group)), group["country"], fontsize=9)
        axis.set_ylim(len(group) - 0.4, -0.6)
        axis.grid(axis="y", visible=False)
        yield axis, group


def _outcome_panel(axis: Axes, rows: pd.DataFrame, name: str) -> None:
    """Named points of one product."""
    axis.axhline(0, color="#555555", linewidth=0.8)
    axis.axvline(0, color="#555555", linewidth=0.8)
    close = 0.08 * (rows["unit_value"].max() - rows["unit_value"].min())
    place = np.sign(rows["share"]) * np.log10(1 + rows["share"].abs())
    above: tuple[float, float] | None = None
    for row in rows.assign(place=place).sort_values("unit_value", ascending=False).itertuples():
        axis.scatter(row.share, row.unit_value, color=OUTCOME_COLOURS[TradeOutcome(row.outcome)], s=30, zorder=3)
        crowded = above is not None and abs(above[0] - row.place) < CROWDED and above[1] - row.unit_value < close
        side, height = (-1 if row.share > 0 else 1), (-10 if crowded else 3)
        align = "right" if side < 0 else "left"
        axis.annotate(row.country, (row.share, row.unit_value), xytext=(5 * side, height), textcoords="offset points", fontsize=8, ha=align)
        above = (row.place, row.unit_value)
    axis.set_xscale("symlog", linthresh=LINEAR_POINTS)
    axis.set_xlim(-100, 100)
    axis.set_xticks([-100, -10, -1, 0, 1, 10, 100], ["-100", "-10", "-1", "0", "1", "10", "100"], fontsize=8)
    axis.margins(y=0.18)
    axis.set_title(_product(name), fontsize=10)


def _shares_in_words(performance: pd.DataFrame, constant_shares: pd.Series) -> str:
    """Shares of every row by product."""
    told = []
    for name, rows in performance.groupby("product", sort=False):
        listed = ", ".join(
            f"{row.country} {'n.a.' if pd.isna(row.share_1990_percent) else f'{row.share_1990_percent:.2f}'} to {row.share_2000_percent:.2f}"
            + ("" if pd.isna(constant_shares[row.Index]) else f" ({constant_shares[row.Index]:.1f})")
            for row in rows.itertuples()
        )
        told.append(f"{_product(name)}: {listed}")
    return f"Percent of world exports in 1990 and 2000, in brackets 2000 among the countries with a share in 1990. {'. '.join(told)}."


def _names(rows: pd.DataFrame) -> str:
    """Countries with their product."""
    return ", ".join(f"{row.country} ({_product(row.product).lower()})" for row in rows.itertuples())


def _product(code: object) -> str:
    """A product's name."""
    return PRODUCT_NAMES.get(str(code), _in_words(code).capitalize())


def _in_words(code: object) -> str:
    """A code as words."""
    return str(code).replace("_", " ")
