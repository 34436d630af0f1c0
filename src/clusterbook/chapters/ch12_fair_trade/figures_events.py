"""Figures of Chapter 12 on the story: timelines, the balance of babassu, tonnes of honey."""

from __future__ import annotations

import textwrap

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes

from clusterbook.chapters.ch12_fair_trade.figures_codes import AFTER
from clusterbook.display.figure import Picture, book_style, picture
from clusterbook.display.palette import BLUE, GREEN, GREY, INK, ORANGE, SKY, VERMILION
from clusterbook.vocabulary import Hedge

STRANDS = {
    "land, law, organisation, social services": ("land", "law", "organisation", "social", "tax"),
    "production and functions": ("product", "process", "functional", "support"),
    "market and certification": ("market", "certification"),
}

STRAND_LOOK = {name: look for name, look in zip(STRANDS, ((GREEN, "s"), (BLUE, "o"), (VERMILION, "^")), strict=True)}

BALANCE_PARTS = {
    "main_buyer": "The Body Shop",
    "other_premium": "other sales at the premium price",
    "local_left": "left for the local market",
}

BALANCE_COLOURS = [BLUE, SKY, ORANGE]


def plot_timelines(events: pd.DataFrame, names: dict[str, str], *, since: int = 1975) -> Picture:
    """The dated steps of each cluster, one per row; a bar spans the years that the source allows.

    Parameters
    ----------
    events : DataFrame
        ``cluster_id``, ``year``, ``year_end``, ``kind``, ``phase``, ``event``.
    names : dict
        Heading of each cluster, by ``cluster_id``.
    since : int
        First year drawn; earlier steps are left out.
    """
    shown = events[events["year"] >= since].sort_values("year", kind="stable")
    groups = [shown[shown["cluster_id"] == key] for key in names]
    with book_style():
        figure, axes = plt.subplots(
            len(names),
            1,
            figsize=(8.2, 0.34 * len(shown) + 1.6),
            height_ratios=[len(group) for group in groups],
            sharex=True,
        )
        for axis, group, title in zip(axes, groups, names.values(), strict=True):
            _timeline(axis, group)
            axis.set_title(title, loc="left", fontsize=11)
        axes[-1].set_xlabel("Year")
        figure.legend(
            *axes[0].get_legend_handles_labels(), loc="outside lower center", ncols=3, frameon=False, fontsize=9
        )
    parts = [f"{title}: {_describe_steps(group)}" for group, title in zip(groups, names.values(), strict=True)]
    caption = (
        "Steps of the two clusters; the line marks the entry into the fair-trade chain, a bar the years that the "
        "article allows."
    )
    return picture(figure, alt_text=" ".join(parts), caption=caption)


def _timeline(axis: Axes, group: pd.DataFrame) -> None:
    """One cluster: a marker a step, its words beside it, the entry as a line."""
    for strand, kinds in STRANDS.items():
        colour, marker = STRAND_LOOK[strand]
        rows = [row for row, kind in enumerate(group["kind"]) if kind in kinds]
        axis.scatter(group["year"].iloc[rows], rows, color=colour, marker=marker, s=36, zorder=3, label=strand)
    for row, step in enumerate(group.itertuples()):
        if pd.notna(step.year_end):
            axis.plot([step.year, step.year_end], [row, row], color=GREY, linewidth=4, alpha=0.6, zorder=2)
    for entry in group[group["phase"] == "entry"].drop_duplicates("phase").itertuples():
        axis.axvline(entry.year, color=INK, linestyle="--", linewidth=1, zorder=1)
    axis.set_yticks(range(len(group)), [textwrap.fill(step.rstrip("."), 58) for step in group["event"]], fontsize=8)
    axis.set_ylim(len(group) - 0.4, -0.6)


def _describe_steps(group: pd.DataFrame) -> str:
    """Years and steps as a sentence."""
    years = [
        str(step.year) if pd.isna(step.year_end) else f"{step.year}–{step.year_end}" for step in group.itertuples()
    ]
    return "; ".join(f"{year}, {event.rstrip('.')}" for year, event in zip(years, group["event"], strict=True)) + "."


def plot_balance(balance: pd.Series) -> Picture:
    """What the babassu tonnages leave for the local market, beside the stated share.

    Parameters
    ----------
    balance : Series
        As ``fair_trade.babassu_balance`` gives it, tonnes per year.
    """
    parts = balance[list(BALANCE_PARTS)]
    with book_style():
        figure, axis = plt.subplots(figsize=(7.2, 2.9))
        start = 0.0
        for value, label, colour in zip(parts, BALANCE_PARTS.values(), BALANCE_COLOURS, strict=True):
            axis.barh("implied by the\npremium sales", max(value, 0.0), left=start, color=colour, label=label)
            start += max(value, 0.0)
        axis.barh("stated shares", balance["main_buyer"], color=BALANCE_COLOURS[0])
        axis.barh("stated shares", balance["local_stated"], left=balance["main_buyer"], color=BALANCE_COLOURS[2])
        axis.axvline(balance["production"], color=INK, linestyle="--", linewidth=1)
        axis.set_xlabel("Tonnes of oil per year (dashed: production implied by The Body Shop's share)")
        axis.grid(axis="y", visible=False)
        figure.legend(loc="outside upper center", ncols=3, frameon=False, fontsize=9)
    words = ", ".join(f"{label} {value:.1f}" for label, value in zip(BALANCE_PARTS.values(), parts, strict=True))
    alt_text = (
        f"Implied production {balance['production']:.1f} tonnes per year: {words}. By the stated shares the local "
        f"market takes {balance['local_stated']:.1f}."
    )
    return picture(
        figure,
        alt_text=alt_text,
        caption="Babassu oil: three numbers of the article that cannot belong to one year.",
    )


def plot_honey(facts: pd.DataFrame, cluster_id: str) -> Picture:
    """Production and exports of honey by year, with the lower bounds marked.

    Parameters
    ----------
    facts : DataFrame
        Numbers of the article.
    cluster_id : str
        The honey cluster.
    """
    own = facts[(facts["subject"] == cluster_id) & facts["year"].notna()].sort_values("year")
    words = []
    with book_style():
        figure, axis = plt.subplots(figsize=(7.2, 3.8))
        for quantity, label, colour, marker in (
            ("production", "production", AFTER, "o"),
            ("exports_volume", "exports", VERMILION, "s"),
        ):
            series = own[own["quantity"] == quantity]
            axis.plot(
                series["year"].astype(int), series["low"], color=colour, marker=marker, linestyle=":", label=label
            )
            for point in series.itertuples():
                sign = "more than " if point.hedge == Hedge.MORE_THAN else ""
                axis.annotate(
                    f"{sign}{point.low:.0f}",
                    (int(point.year), point.low),
                    xytext=(-6, 4),
                    textcoords="offset points",
                    ha="right",
                    fontsize=9,
                )
                words.append(f"{label} in {point.year} {sign}{point.low:.0f}")
        axis.set(
            xlabel="Year", ylabel="Tonnes of honey", ylim=(0, 275), xlim=(1990.5, 2010.5), xticks=range(1992, 2011, 3)
        )
        axis.legend(frameon=False, loc="upper left")
    return picture(
        figure,
        alt_text=f"Tonnes of honey: {'; '.join(words)}.",
        caption="Honey of the Simplício Mendes cluster; the dotted lines only join the years that the article gives.",
    )
