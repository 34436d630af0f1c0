"""Figures of Chapter 4: the life cycle of the salmon cluster, a filet's cost, numbers of firms, joint actions."""

from __future__ import annotations

import textwrap
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from clusterbook.chapters.ch04_salmon.measures import CHILE, REGION, SALES
from clusterbook.display.figure import Picture, book_style, picture, pictured
from clusterbook.display.palette import BLUE, GREEN, GREY, INK, ORANGE, TINT_BLUE, TINT_GREY, TINT_YELLOW, WHITE
from clusterbook.vocabulary import Hedge

STAGE_TINTS = {"initiation": TINT_GREY, "maturity": TINT_BLUE, "globalization": TINT_YELLOW}
LAST_YEAR = 2002  # the printed "present" of the last stage


@pictured
def plot_life_cycle(evolution: pd.DataFrame, stages: pd.DataFrame, *, prices: pd.DataFrame) -> Picture:
    """Volumes, prices and world share over the three stages of the cluster.

    Parameters
    ----------
    evolution : DataFrame
        Table 4.1.
    stages : DataFrame
        Rows of Table 4.2 that bound the stages.
    prices : DataFrame
        ``salmon.prices_by_stage``: unit value by year.
    """
    years = evolution["year"].astype(int)
    with book_style():
        figure, axes = plt.subplots(3, 1, figsize=(7.6, 5.8), sharex=True, height_ratios=[3, 2.4, 2])
        for axis in axes:
            _stage_ground(axis, stages)
        _volumes(axes[0], years, evolution=evolution, stages=stages)
        _prices(axes[1], stages, prices=prices)
        axes[2].plot(years, evolution["world_share_percent"], marker="o", color=BLUE)
        axes[2].set(
            ylabel="Percent of world\nfarmed salmon", ylim=(0, None), xlabel="Year", xlim=(1977.5, LAST_YEAR + 0.5)
        )
        for stage in stages.itertuples():
            axes[0].text(
                _middle(stage), 1.02, stage.stage, transform=axes[0].get_xaxis_transform(), ha="center", fontsize=10
            )
    caption = (
        "Volumes (log scale), prices and world share over the life cycle of the salmon cluster; between the "
        "printed years the lines only connect."
    )
    return picture(figure, alt_text=_describe_life_cycle(evolution, stages, prices=prices), caption=caption)


def _middle(stage: Any) -> float:
    """Year in the middle of a stage."""
    return (stage.first_year + _end(stage)) / 2


def _end(stage: Any) -> int:
    """Last year of a stage, the present if it is open."""
    return LAST_YEAR if pd.isna(stage.last_year) else int(stage.last_year)


def _stage_ground(axis: Axes, stages: pd.DataFrame) -> None:
    """A tinted ground for every stage."""
    for stage in stages.itertuples():
        axis.axvspan(stage.first_year - 0.5, _end(stage) + 0.5, color=STAGE_TINTS[stage.stage], zorder=0)
    axis.grid(axis="x", visible=False)


def _volumes(axis: Axes, years: pd.Series, *, evolution: pd.DataFrame, stages: pd.DataFrame) -> None:
    """Chile and the region from Table 4.1, the stages' ends from Table 4.2."""
    axis.plot(years, evolution[CHILE], marker="o", color=BLUE, label="Chile (Table 4.1)")
    axis.plot(years, evolution[REGION], marker="s", color=ORANGE, label="Tenth Region (Table 4.1)")
    ends = [(stage.first_year, stage.production_first_year_tons / 1000) for stage in stages.itertuples()]
    ends += [(_end(stage), stage.production_last_year_tons / 1000) for stage in stages.itertuples()]
    years_of_ends, volumes = zip(*ends, strict=True)
    axis.scatter(years_of_ends, volumes, marker="x", s=48, color=INK, label="ends of the stages (Table 4.2)", zorder=4)
    axis.set(yscale="log", ylabel="Thousand tons")
    axis.yaxis.set_major_locator(FixedLocator([0.1, 1, 10, 100]))
    axis.yaxis.set_minor_locator(NullLocator())
    axis.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    axis.legend(loc="upper left", frameon=True, fontsize=9)


def _prices(axis: Axes, stages: pd.DataFrame, *, prices: pd.DataFrame) -> None:
    """Price range of every stage and the unit value of every printed year."""
    for number, stage in enumerate(stages.itertuples()):
        label = "price range of the stage (Table 4.2)" if number == 0 else None
        span = (stage.first_year, _end(stage))
        axis.fill_between(
            span,
            stage.price_low_usd_per_kg,
            stage.price_high_usd_per_kg,
            color=GREY,
            alpha=0.5,
            linewidth=0,
            label=label,
        )
    axis.plot(prices.index, prices["unit_value"], marker="o", color=GREEN, label="export value over exported volume")
    axis.set(ylabel="Dollars per kilogram", ylim=(0, None))
    axis.legend(loc="upper right", frameon=True, fontsize=9)


def _describe_life_cycle(evolution: pd.DataFrame, stages: pd.DataFrame, *, prices: pd.DataFrame) -> str:
    """The three panels with their numbers."""
    volumes = "; ".join(
        f"{row.year}: Chile {getattr(row, CHILE):g}, Tenth Region {getattr(row, REGION):g}"
        for row in evolution.itertuples()
    )
    ranges = "; ".join(
        f"{stage.stage} {stage.price_low_usd_per_kg:g} to {stage.price_high_usd_per_kg:g}"
        for stage in stages.itertuples()
    )
    values = "; ".join(f"{year}: {value:.2f}" for year, value in prices["unit_value"].items())
    shares = "; ".join(f"{row.year}: {row.world_share_percent:g}" for row in evolution.itertuples())
    return (
        f"Thousand tons: {volumes}. Price range in dollars per kilogram: {ranges}. Unit value of exports: {values}. "
        f"Percent of world production: {shares}."
    )


@pictured
def plot_filet_cost(cost: pd.Series) -> Picture:
    """What survives of Figure 4.2: the cost of a filet as one bar, each part named on it.

    Parameters
    ----------
    cost : Series
        ``salmon.filet_cost``: percent by part.
    """
    left = 0.0
    with book_style():
        figure, axis = plt.subplots(figsize=(7.4, 1.5))
        for (part, share), colour in zip(cost.items(), (TINT_YELLOW, TINT_BLUE, TINT_GREY), strict=True):
            axis.barh([""], [share], left=left, color=colour, edgecolor=INK, linewidth=0.7)
            words = textwrap.fill(f"{part} {share:.0f}", 20)
            axis.text(left + share / 2, 0, words, ha="center", va="center", fontsize=9, color=INK)
            left += share
        axis.set(xlabel="Percent of the cost, wholesale distribution included", xlim=(0, 100))
        axis.grid(visible=False)
    words = "; ".join(f"{part} {share:.0f}" for part, share in cost.items())
    return picture(
        figure,
        alt_text=f"Percent of the cost of a fresh Atlantic filet: {words}.",
        caption="Where the cost of a fresh Atlantic filet arises, by the shares of Figure 4.2 that the text keeps.",
        data=cost.rename_axis("part").to_frame("cost_percent"),
    )


@pictured
def plot_financing(actions: pd.DataFrame) -> Picture:
    """Private share in the financing of each collective action, in the order of the stages.

    Parameters
    ----------
    actions : DataFrame
        Table 4.5.
    """
    names = [textwrap.fill(f"{row.collective_action} ({row.stage})", 62) for row in actions.itertuples()]
    private = actions["private_share_percent"].astype(float)
    with book_style():
        figure, axis = plt.subplots(figsize=(7.8, 4.8))
        axis.barh(names, private, color=BLUE, label="private")
        axis.barh(names, 100 - private, left=private, color=ORANGE, label="public (the rest)")
        axis.set(xlabel="Percent of the financing", xlim=(0, 100))
        axis.tick_params(axis="y", labelsize=8)
        axis.invert_yaxis()
        axis.grid(axis="y", visible=False)
        axis.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=2, frameon=False)
    words = "; ".join(
        f"{row.collective_action}, {row.stage}: {row.private_share_percent}" for row in actions.itertuples()
    )
    return picture(
        figure,
        alt_text=f"Private percent of the financing. {words}.",
        caption="Who pays for the collective actions of the cluster, from the first stage down to the last.",
    )


@pictured
def plot_numbers_of_firms(facts: pd.DataFrame) -> Picture:
    """Numbers of firms then and now: concentration in the core, growth of suppliers.

    Parameters
    ----------
    facts : DataFrame
        Numbers of the prose in firms, two for each subject: ``subject``, ``year``, ``low``, ``hedge``.
    """
    counts = facts[(facts["unit"] == "firms") & facts.index.str.endswith(("_before", "_after"))]
    words = []
    with book_style():
        figure, axis = plt.subplots(figsize=(7.4, 3.4))
        for colour, (subject, pair) in zip(
            (BLUE, GREEN, GREY, ORANGE), counts.groupby("subject", sort=False), strict=False
        ):
            axis.plot(pair["year"].astype(int), pair["low"], marker="o", color=colour)
            first, last = pair.iloc[0], pair.iloc[-1]
            _name_ends(axis, str(subject), first=first, last=last)
            words.append(f"{subject}: {_describe_count(first)}, {_describe_count(last)}")
        axis.set(yscale="log", ylabel="Firms (log scale)", xlabel="Year")
        axis.set(xlim=(1990, 2011.5), xticks=[1991, 1995, 1999, 2001], ylim=(3.5, 900))
        axis.yaxis.set_major_locator(FixedLocator([5, 20, 50, 200, 500]))
        axis.yaxis.set_minor_locator(NullLocator())
        axis.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    return picture(
        figure,
        alt_text="; ".join(words) + ".",
        caption="Numbers of firms in the text; those dated loosely are placed at 1991, 1995 and 2001.",
        data=counts[["subject", "hedge", "low", "period", "year"]].rename(columns={"low": "firms"}),
    )


def _describe_count(fact: pd.Series) -> str:
    """A number of firms with its hedge and period."""
    hedge = "" if fact["hedge"] == Hedge.NONE else f"{fact['hedge'].replace('_', ' ')} "
    return f"{hedge}{fact['low']:.0f} ({fact['period']})"


def _name_ends(axis: Axes, subject: str, *, first: pd.Series, last: pd.Series) -> None:
    """The number at each end of a line, with the subject's name after the last."""
    look: dict[str, Any] = {"textcoords": "offset points", "fontsize": 9, "va": "center"}
    right = (7, -2 if last["low"] > first["low"] else 4)
    axis.annotate(f"{last['low']:.0f}  {subject}", (last["year"], last["low"]), xytext=right, **look)
    axis.annotate(f"{first['low']:.0f}", (first["year"], first["low"]), xytext=(-6, 0), ha="right", **look)
