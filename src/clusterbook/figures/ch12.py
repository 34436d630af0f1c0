"""Figures of Chapter 12: timelines, tonnages, codes with their alternatives, social upgrading, place in Chapter 10."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes

from clusterbook.coding import numbers
from clusterbook.figures.cross_case import short_names
from clusterbook.figures.picture import SECTOR_COLOURS, Picture, book_style, picture
from clusterbook.vocabulary import CollectiveEfficiency, Phase, Sector, SocialDimension, Upgrading

STRANDS = {
    "land, law, organisation, social services": ("land", "law", "organisation", "social", "tax"),
    "production and functions": ("product", "process", "functional", "support"),
    "market and certification": ("market", "certification"),
}
STRAND_LOOK = {name: look for name, look in zip(STRANDS, (("#009E73", "s"), ("#0072B2", "o"), ("#D55E00", "^")), strict=True)}
BEFORE, AFTER, BOOK = "#E69F00", "#0072B2", "#777777"
WORDS = {"labour_market": "labour", "market_access": "access to markets"}
BALANCE_PARTS = {"main_buyer": "The Body Shop", "other_premium": "other sales at the premium price", "local_left": "left for the local market"}
BALANCE_COLOURS = ["#0072B2", "#56B4E9", "#E69F00"]


def plot_timelines(events: pd.DataFrame, names: dict[str, str], *, since: int = 1975) -> Picture:
    """The dated steps of each cluster, one a row; a bar spans the years that the source allows.

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
        figure, axes = plt.subplots(len(names), 1, figsize=(8.2, 0.34 * len(shown) + 1.6), height_ratios=[len(group) for group in groups], sharex=True)
        for axis, group, title in zip(axes, groups, names.values(), strict=True):
            _timeline(axis, group)
            axis.set_title(title, loc="left", fontsize=11)
        axes[-1].set_xlabel("Year")
        figure.legend(*axes[0].get_legend_handles_labels(), loc="outside lower center", ncols=3, frameon=False, fontsize=9)
    parts = [f"{title}: {_steps_in_words(group)}" for group, title in zip(groups, names.values(), strict=True)]
    caption = "Steps of the two clusters; the line marks the entry into the fair-trade chain, a bar the years that the article allows."
    return picture(figure, alternative=" ".join(parts), caption=caption)


def _timeline(axis: Axes, group: pd.DataFrame) -> None:
    """One cluster: a marker a step, its words beside it, the entry as a line."""
    for strand, kinds in STRANDS.items():
        colour, marker = STRAND_LOOK[strand]
        rows = [row for row, kind in enumerate(group["kind"]) if kind in kinds]
        axis.scatter(group["year"].iloc[rows], rows, color=colour, marker=marker, s=36, zorder=3, label=strand)
    for row, step in enumerate(group.itertuples()):
        if pd.notna(step.year_end):
            axis.plot([step.year, step.year_end], [row, row], color="#999999", linewidth=4, alpha=0.6, zorder=2)
    for entry in group[group["phase"] == "entry"].drop_duplicates("phase").itertuples():
        axis.axvline(entry.year, color="#333333", linestyle="--", linewidth=1, zorder=1)
    axis.set_yticks(range(len(group)), [textwrap.fill(step.rstrip("."), 58) for step in group["event"]], fontsize=8)
    axis.set_ylim(len(group) - 0.4, -0.6)


def _steps_in_words(group: pd.DataFrame) -> str:
    """Years and steps as a sentence."""
    years = [str(step.year) if pd.isna(step.year_end) else f"{step.year}–{step.year_end}" for step in group.itertuples()]
    return "; ".join(f"{year}, {event.rstrip('.')}" for year, event in zip(years, group["event"], strict=True)) + "."


def plot_balance(balance: pd.Series) -> Picture:
    """What the babassu tonnages leave for the local market, beside the stated share.

    Parameters
    ----------
    balance : Series
        As ``fair_trade.babassu_balance`` gives it, tonnes a year.
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
        axis.axvline(balance["production"], color="#333333", linestyle="--", linewidth=1)
        axis.set_xlabel("Tonnes of oil a year (dashed: production implied by The Body Shop's share)")
        axis.grid(axis="y", visible=False)
        figure.legend(loc="outside upper center", ncols=3, frameon=False, fontsize=9)
    words = ", ".join(f"{label} {value:.1f}" for label, value in zip(BALANCE_PARTS.values(), parts, strict=True))
    alternative = f"Implied production {balance['production']:.1f} tonnes a year: {words}. By the stated shares the local market takes {balance['local_stated']:.1f}."
    return picture(figure, alternative=alternative, caption="Babassu oil: three numbers of the article that cannot belong to one year.")


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
        for quantity, label, colour, marker in (("production", "production", AFTER, "o"), ("exports_volume", "exports", "#D55E00", "s")):
            series = own[own["quantity"] == quantity]
            axis.plot(series["year"].astype(int), series["value"], color=colour, marker=marker, linestyle=":", label=label)
            for point in series.itertuples():
                sign = "more than " if point.bound == "more_than" else ""
                axis.annotate(f"{sign}{point.value:.0f}", (int(point.year), point.value), xytext=(-6, 4), textcoords="offset points", ha="right", fontsize=9)
                words.append(f"{label} in {point.year} {sign}{point.value:.0f}")
        axis.set(xlabel="Year", ylabel="Tonnes of honey", ylim=(0, 275), xlim=(1990.5, 2010.5), xticks=range(1992, 2011, 3))
        axis.legend(frameon=False, loc="upper left")
    return picture(figure, alternative=f"Tonnes of honey: {'; '.join(words)}.", caption="Honey of the Simplício Mendes cluster; the dotted lines only join the years that the article gives.")


def plot_codes(codes: pd.DataFrame, names: dict[str, str], *, reading: str = "main") -> Picture:
    """Codes of every component with the range of the admissible alternatives.

    Parameters
    ----------
    codes : DataFrame
        Codes of the added clusters.
    names : dict
        Name of each cluster, by ``cluster_id``.
    reading : str
        Reading drawn as the dot.
    """
    rated = codes[codes["dimension"].isin(["external_economies", "joint_action", "upgrading"]) & codes["cluster_id"].isin(list(names))]
    low, dot, high = (numbers(rated, choice) for choice in ("lowest", reading, "highest"))
    order = list(dict.fromkeys(zip(rated["dimension"], rated["component"], strict=True)))
    rows = {key: place + list(dict.fromkeys(rated["dimension"])).index(key[0]) * 0.7 for place, key in enumerate(order)}
    with book_style():
        figure, axis = plt.subplots(figsize=(7.2, 5.6))
        for shift, (key, colour, marker) in zip((-0.15, 0.15), zip(names, (BEFORE, AFTER), "so", strict=True), strict=True):
            own = rated[rated["cluster_id"] == key]
            places = [rows[pair] + shift for pair in zip(own["dimension"], own["component"], strict=True)]
            axis.hlines(places, low[own.index], high[own.index], color=colour, linewidth=4, alpha=0.35)
            axis.scatter(dot[own.index], places, color=colour, marker=marker, s=46, zorder=3, label=names[key])
        axis.set_yticks(list(rows.values()), [f"{_words(dimension)}: {_words(component)}" for dimension, component in order], fontsize=9)
        axis.set(xlim=(-0.15, 3.15), xticks=range(4), xlabel="Code (0 absent to 3 high); bar: admissible alternatives")
        axis.invert_yaxis()
        figure.legend(loc="outside upper center", ncols=2, frameon=False)
    words = [
        f"{names[row.cluster_id]}, {_words(row.dimension)}, {_words(row.component)}: {dot[index]:g} ({low[index]:g} to {high[index]:g})"
        for index, row in rated.set_axis(rated.index).iterrows()
    ]
    return picture(figure, alternative="; ".join(words) + ".", caption="The two clusters coded with the book's instrument.")


def _words(name: str) -> str:
    """A dimension or component in words."""
    return WORDS.get(name, name.replace("_", " "))


def plot_social_upgrading(codes: pd.DataFrame, names: dict[str, str]) -> Picture:
    """Codes of social upgrading before and after joining the chain, dimension by dimension.

    Parameters
    ----------
    codes, names
        As for ``plot_codes``.
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
    words = [f"{title}: {'; '.join(_social_in_words(social[social['cluster_id'] == key]))}." for key, title in names.items()]
    return picture(figure, alternative=" ".join(words), caption="Social upgrading before and after joining the chain; a dimension without a marker is not told.")


def _phases(axis: Axes, social: pd.DataFrame) -> None:
    """One cluster: two markers a dimension with their ranges."""
    rows = {dimension.value: place for place, dimension in enumerate(SocialDimension)}
    for phase, shift, colour, marker in ((Phase.BEFORE, -0.14, BEFORE, "s"), (Phase.AFTER, 0.14, AFTER, "o")):
        own = social[social["phase"] == phase]
        places = own["component"].map(rows) + shift
        axis.hlines(places, numbers(own, "lowest"), numbers(own, "highest"), color=colour, linewidth=4, alpha=0.35)
        axis.scatter(numbers(own), places, color=colour, marker=marker, s=46, zorder=3, label=f"{phase.value} joining the chain")
    axis.set_yticks(list(rows.values()), [dimension.label for dimension in SocialDimension])
    axis.set(xlim=(-0.15, 3.15), xticks=range(4))


def _social_in_words(social: pd.DataFrame) -> Iterator[str]:
    """Each dimension with its codes before and after."""
    keyed = numbers(social).set_axis(pd.MultiIndex.from_frame(social[["component", "phase"]]))
    for dimension in SocialDimension:
        told = [keyed[dimension.value, phase.value] for phase in Phase]
        yield f"{dimension.label} {' to '.join('not told' if pd.isna(value) else f'{value:g}' for value in told)}"


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
    degrees = [degree.value for degree in CollectiveEfficiency]
    with book_style():
        figure, axis = plt.subplots(figsize=(7.2, 5.2))
        for (degree, total), group in rated[~added].groupby(["collective_efficiency", "total"], observed=True):
            place = degrees.index(degree)
            axis.scatter([place], [total], s=20 + 18 * len(group), color=SECTOR_COLOURS[Sector(sector)], zorder=3)
            axis.annotate("\n".join(group["short"]), (place, total), xytext=(8, 0), textcoords="offset points", va="center", fontsize=8)
        for (key, row), colour, shift in zip(rated[added].iterrows(), (BEFORE, AFTER), (-0.1, -0.18), strict=False):
            _case_box(axis, codes[codes["cluster_id"] == key], row, (colour, shift))
        axis.set(xticks=range(3), xticklabels=degrees, xlim=(-0.4, 3.0), ylim=(-0.4, 12.2), xlabel="Degree of collective efficiency", ylabel="Sum of the four upgrading ratings (0 to 12)")
        axis.grid(axis="x", visible=False)
        axis.legend(frameon=False, loc="upper left", fontsize=9)
    words = [f"{row.short} {row.collective_efficiency}, {row.total:g}" for row in rated.itertuples()]
    caption = f"{Sector(sector).label} clusters of Chapter 10 and the added ones; a bar spans the admissible ratings, at the chosen degree and, pale, at the other admissible degrees."
    return picture(figure, alternative=f"Degree of collective efficiency and sum of upgrading: {'; '.join(words)}.", caption=caption)


def _case_box(axis: Axes, codes: pd.DataFrame, row: pd.Series, look: tuple[str, float]) -> None:
    """An added cluster, beside its degree, with the range of its admissible codes."""
    colour, shift = look
    degrees = [degree.value for degree in CollectiveEfficiency]
    degree = codes[codes["dimension"] == "collective_efficiency"].iloc[0]
    across = [degrees.index(value) for value in (degree["code"], *degree["admissible"])]
    upgrading = codes[codes["dimension"] == "upgrading"]
    low, high = numbers(upgrading, "lowest").sum(), numbers(upgrading, "highest").sum()
    for place, strength in zip(across, (0.45, 0.15, 0.15), strict=False):
        axis.vlines(place + shift, low, high, color=colour, linewidth=7, alpha=strength, zorder=1)
    axis.scatter([across[0] + shift], [row["total"]], marker="D", s=64, color=colour, edgecolor="white", zorder=4, label=row["short"])
