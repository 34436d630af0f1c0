"""Figures of Chapter 12 on the story: timelines, the balance of babassu."""

from __future__ import annotations

from typing import Any

import matplotlib.pyplot as plt
import pandas as pd

from clusterbook.chapters.ch12_fair_trade.selection import STRAND_OF_KIND, STRANDS
from clusterbook.display.figure import Picture, book_style, picture, pictured
from clusterbook.display.figure_html import figure_html
from clusterbook.display.palette import BLUE, INK, ORANGE, SKY
from clusterbook.display.shown import Shown
from clusterbook.display.timeline import Event, Look, Timeline, timeline_html, timeline_text

STRAND_LOOKS = {
    "land": Look(STRANDS["land"].capitalize(), "square", "ink-green"),
    "production": Look(STRANDS["production"].capitalize(), "circle", "ink-blue"),
    "market": Look(STRANDS["market"].capitalize(), "triangle", "ink-vermilion"),
}

BALANCE_PARTS = {
    "main_buyer": "The Body Shop",
    "other_premium": "other sales at the premium price",
    "local_left": "left for the local market",
}

BALANCE_COLOURS = [BLUE, SKY, ORANGE]


def plot_timelines(events: pd.DataFrame, names: dict[str, str]) -> Shown:
    """The dated steps of each cluster, one per row; a bar spans the years that the source allows.

    Parameters
    ----------
    events : DataFrame
        ``cluster_id``, ``year``, ``year_end``, ``kind``, ``phase``, ``event``.
    names : dict
        Heading of each cluster, by ``cluster_id``.
    """
    ordered = events.sort_values("year", kind="stable")
    lines = [_timeline(ordered[ordered["cluster_id"] == key], title) for key, title in names.items()]
    drawing = timeline_html(lines, STRAND_LOOKS, turn="Entry into the fair-trade chain")
    before, steps = _before_entry(lines)
    caption = (
        f"Of {steps} steps of land, law, organization and social services {before} are dated before the entry into the "
        "fair-trade chain; a bar spans the years that the article allows."
    )
    columns = ["cluster", "year", "year_end", "kind", "phase", "event"]
    data = ordered.assign(cluster=ordered["cluster_id"].map(names))[columns]
    html = figure_html(drawing, name="timelines", caption=caption, data=data)
    return Shown(html, timeline_text(lines))


def _timeline(group: pd.DataFrame, title: str) -> Timeline:
    """The steps of one cluster, and the year of its entry."""
    steps = [_step(row) for row in group.to_dict("records")]
    entries = group.loc[group["phase"] == "entry", "year"]
    return Timeline(title, tuple(steps), int(entries.iloc[0]) if len(entries) else None)


def _before_entry(lines: list[Timeline]) -> tuple[int, int]:
    """How many steps on the side of land and organization end before the entry, and how many there are."""
    steps = [(line.turn, event) for line in lines for event in line.events if event.kind == "land"]
    return sum(turn is not None and event.last < turn for turn, event in steps), len(steps)


def _step(row: dict[str, Any]) -> Event:
    first = int(row["year"])
    last = first if pd.isna(row["year_end"]) else int(row["year_end"])
    date = str(first) if first == last else f"{first}–{last}"
    return Event(first, last, date, STRAND_OF_KIND[row["kind"]], row["event"])


@pictured
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
        data=balance[["production", *BALANCE_PARTS, "local_stated"]].rename_axis("part").to_frame("tons_per_year"),
    )
