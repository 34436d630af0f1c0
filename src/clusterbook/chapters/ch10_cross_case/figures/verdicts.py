"""Figures of Chapter 10's verdicts: the authors' beside the data, coefficients, what could have been shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.colors import ListedColormap

from clusterbook.chapters.ch10_cross_case.accounting import Standing
from clusterbook.display.figure import Picture, book_style, picture, pictured
from clusterbook.display.palette import (
    BLACK,
    SECTOR_COLOURS,
    TINT_BLUE,
    TINT_GREEN,
    TINT_GREY,
    TINT_RED,
    TINT_YELLOW,
)
from clusterbook.stats import Layout, TestSettings, power_curve
from clusterbook.vocabulary import Sector

STANDING_COLOURS = {
    Standing.SUPPORTED: TINT_GREEN,
    Standing.OPPOSED: TINT_RED,
    Standing.UNDECIDED_POSITIVE: TINT_YELLOW,
    Standing.UNDECIDED_ZERO: TINT_YELLOW,
    Standing.UNDECIDED_NEGATIVE: TINT_YELLOW,
    Standing.UNDECIDABLE: TINT_BLUE,
    Standing.NOTHING_ASSERTED: TINT_GREY,
    Standing.NO_DATA: TINT_GREY,
}
LEGEND = {
    "supported": Standing.SUPPORTED,
    "opposed": Standing.OPPOSED,
    "undecided": Standing.UNDECIDED_ZERO,
    "undecidable": Standing.UNDECIDABLE,
    "nothing to test": Standing.NO_DATA,
}
RELATION_WORDS = {"collective_efficiency": "collective efficiency", "leaders": "global leaders"}


@pictured
def plot_verdicts(beside: pd.DataFrame) -> Picture:
    """Authors' verdict and the rule's in one cell for each relation, kind of upgrading and sector.

    Parameters
    ----------
    beside : DataFrame
        As ``accounting.accounted`` gives it, for one or both relations.
    """
    kinds = list(STANDING_COLOURS)
    rows = list(beside[["relation", "outcome"]].drop_duplicates().itertuples(index=False, name=None))
    sectors = list(dict.fromkeys(beside["sector"]))
    cells = beside.set_index(["relation", "outcome", "sector"])
    codes = [[kinds.index(Standing(cells.at[(*row, sector), "standing"])) for sector in sectors] for row in rows]
    texts = [[_both(cells.loc[(*row, sector)]) for sector in sectors] for row in rows]
    with book_style():
        figure, axis = plt.subplots(figsize=(2.7 * len(sectors) + 1.8, 0.78 * len(rows) + 1.4))
        sns.heatmap(
            pd.DataFrame(codes), annot=np.array(texts), fmt="", cbar=False, linewidths=2, ax=axis,
            annot_kws={"fontsize": 9, "color": BLACK},
            cmap=ListedColormap(list(STANDING_COLOURS.values())), vmin=-0.5, vmax=len(kinds) - 0.5,
        )  # fmt: skip
        axis.set_xticklabels([Sector(sector).label for sector in sectors], rotation=0)
        axis.set_yticklabels(
            [f"{RELATION_WORDS[relation]},\n{outcome} upgrading" for relation, outcome in rows], rotation=0
        )
        handles = [plt.Rectangle((0, 0), 1, 1, color=STANDING_COLOURS[kind]) for kind in LEGEND.values()]
        look: dict[str, Any] = {"loc": "outside lower center", "ncols": len(LEGEND), "frameon": False, "fontsize": 9}
        figure.legend(handles, list(LEGEND), **look)
    words = [
        f"{RELATION_WORDS[row.relation]} and {row.outcome} upgrading, {Sector(row.sector).label}: {_both(row)}."
        for row in beside.itertuples()
    ]
    caption = "The authors' verdict (above) and how it stands to the ratings (below) in each cell of Table 10.3."
    return picture(figure, alt_text=" ".join(words).replace("\n", " / "), caption=caption)


def _both(row: Any) -> str:
    """What the authors say, and how it stands."""
    return f"{str(row.authors_verdict).replace('_', ' ')}\n{Standing(row.standing).printed}"


@pictured
def plot_power(layouts: Mapping[str, Sequence[Layout]], settings: TestSettings, *, taus: Sequence[float]) -> Picture:
    """Chance of a significant result as the true association grows, one curve per sector.

    Parameters
    ----------
    layouts : mapping of str to layouts
        Margins of each sector, by its label, for one kind of upgrading.
    settings : TestSettings
        Level, direction and draws.
    taus : sequence of float
        True values of Kendall's tau at which power is simulated.
    """
    curves = pd.concat(
        [power_curve(parts, settings, taus=taus).assign(sector=label) for label, parts in layouts.items()]
    )
    colours = {sector.label: colour for sector, colour in SECTOR_COLOURS.items()}
    with book_style():
        figure, axis = plt.subplots(figsize=(7.4, 4))
        sns.lineplot(curves, x="tau", y="power", hue="sector", palette=colours, marker="o", ax=axis)
        axis.axhline(settings.alpha, color=BLACK, linestyle=":", linewidth=1)
        axis.set(
            xlabel="True association (Kendall's tau)", ylabel=f"Chance of exact p ≤ {settings.alpha:g}", ylim=(0, 1.02)
        )
        axis.legend(title=None, loc="best")
    strongest = curves[curves["tau"] == max(taus)]
    words = "; ".join(f"{row.sector}: {row.power:.2f}" for row in strongest.itertuples())
    return picture(
        figure,
        alt_text=f"Power at a true tau of {max(taus):g}: {words}.",
        caption="What so few clusters could have shown: power of the exact test by sector.",
        data=curves,
    )
