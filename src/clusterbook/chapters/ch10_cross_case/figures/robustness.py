"""Figures of Chapter 10's robustness: clusters left out, coder error, the specification curve."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

from clusterbook.display.figure import Picture, book_style, picture, pictured
from clusterbook.display.palette import BLACK, BLUE, GREEN, INK, PLUM, SECTOR_COLOURS, SILVER, SKY, WHITE
from clusterbook.stats import is_significant
from clusterbook.vocabulary import Sector, in_words

RESULT_COLOURS = {"significant, positive": GREEN, "not significant": SILVER, "significant, negative": PLUM}
KEPT_COLOURS = {"sign kept": SKY, "significant on the same side": BLUE}
CURVE_AXES = {
    "relation": "cause",
    "outcome": "upgrading",
    "measure": "measure",
    "na_policy": "missing rating",
    "exposure": "global leader",
}
CHOICES = {
    "leaders": "global leaders",
    "any_global": "any global chain",
    "tau_b": "tau-b",
    "somers_d": "Somers' D",
    "pearson": "Pearson's r",
    "spearman": "Spearman's rho",
    "drop": "left out",
    "zero": "counted as 0",
}


@pictured
def plot_leave_one_out(table: pd.DataFrame) -> Picture:
    """Coefficient when each cluster is left out in turn; those that change a standing are named.

    Parameters
    ----------
    table : DataFrame
        As ``robustness.leave_one_out`` gives it.
    """
    groups = [
        (key, part) for key, part in table.dropna(subset=["coefficient"]).groupby(["sector", "outcome"], sort=False)
    ]
    with book_style():
        figure, axis = plt.subplots(figsize=(9, 0.62 * len(groups) + 1.4))
        for place, ((sector, _), part) in enumerate(reversed(groups)):
            _dots(axis, part, place=place, colour=SECTOR_COLOURS[sector])
        axis.set_yticks(range(len(groups)), [_name(key) for key, _ in reversed(groups)])
        axis.axvline(0, color=BLACK, linewidth=0.8)
        axis.set(xlabel="Coefficient with one cluster left out (large dot: with all)", xlim=(-1, 1))
    changing = table[table["changes"].astype(bool)]
    words = "; ".join(
        f"{_name((row.sector, row.outcome))} becomes {row.standing} without {row.left_out}"
        for row in changing.itertuples()
    )
    caption = "Leaving one cluster out: hollow dots change how the authors' verdict stands."
    return picture(
        figure,
        alt_text=in_words(f"{len(changing)} of {len(table)} omissions change how a verdict stands. {words}."),
        caption=caption,
    )


def _dots(axis: Axes, part: pd.DataFrame, *, place: int, colour: str) -> None:
    """One row of dots; hollow where the standing changes."""
    full, others = part[part["left_out"] == "none"], part[part["left_out"] != "none"]
    for changes, fill in ((False, colour), (True, WHITE)):
        dots = others[others["changes"].astype(bool) == changes]
        axis.scatter(dots["coefficient"], [place] * len(dots), s=26, facecolor=fill, edgecolor=colour, zorder=3)
    axis.scatter(full["coefficient"], [place], s=110, color=colour, alpha=0.45, zorder=2)


def _name(key: tuple[str, str]) -> str:
    """Sector and kind of upgrading."""
    return f"{Sector(key[0]).label}, {key[1]}"


@pictured
def plot_coder_error(table: pd.DataFrame, *, caption: str) -> Picture:
    """Share of miscoded data sets that are significant on the same side, and of those that keep the sign.

    Parameters
    ----------
    table : DataFrame
        As ``robustness.coder_error`` gives it.
    caption : str
        Says which errors were assumed.
    """
    shown = table.dropna(subset=["share_significant"]).sort_values(
        "sector", key=lambda names: names.map(list(Sector).index), kind="stable"
    )
    names = [_name((row.sector, row.outcome)) for row in shown.itertuples()]
    long = pd.DataFrame(
        {
            "relation": names * 2,
            "percent": [*(100 * shown["share_same_sign"]), *(100 * shown["share_significant"])],
            "kept": [words for words in KEPT_COLOURS for _ in names],
        }
    )
    with book_style():
        figure, axis = plt.subplots(figsize=(8.6, 0.55 * len(names) + 1.2))
        sns.barplot(long, x="percent", y="relation", hue="kept", palette=KEPT_COLOURS, ax=axis)
        axis.set(xlim=(0, 100), xlabel="Percent of simulated codings", ylabel="")
        axis.legend(title=None, loc="lower right")
    words = "; ".join(
        f"{name}: significant {kept:.0f}, sign {sign:.0f}"
        for name, kept, sign in zip(
            names, 100 * shown["share_significant"], 100 * shown["share_same_sign"], strict=True
        )
    )
    return picture(
        figure,
        alt_text=f"Percent of simulated codings significant on the same side, and that keep the sign. {words}.",
        caption=caption,
    )


@pictured
def plot_specification_curve(table: pd.DataFrame, *, alpha: float) -> Picture:
    """Coefficients of all analyses in rising order, coloured by the exact test, with the choices below.

    Parameters
    ----------
    table : DataFrame
        As ``robustness.specification_table`` gives it.
    alpha : float
        Level of the tests, 0 to 1.

    References
    ----------
    Simonsohn, Simmons and Nelson (2020), Specification curve analysis.
    """
    ordered = table.sort_values(["coefficient", "exact_p", *CURVE_AXES], kind="stable").reset_index(drop=True)
    ordered["result"] = [
        _result(row.coefficient, significant=is_significant(row.exact_p, alpha)) for row in ordered.itertuples()
    ]
    counts = {name: int((ordered["result"] == name).sum()) for name in RESULT_COLOURS}
    with book_style():
        figure, (curve, choices) = plt.subplots(2, 1, figsize=(9, 6.4), sharex=True, height_ratios=[2, 3])
        for name, colour in RESULT_COLOURS.items():
            part = ordered[ordered["result"] == name]
            curve.scatter(part.index, part["coefficient"], s=8, color=colour, label=f"{name} ({counts[name]})")
        curve.axhline(0, color=BLACK, linewidth=0.8)
        curve.set(ylabel="Coefficient")
        curve.legend(fontsize=8, loc="best", markerscale=2)
        _choices(choices, ordered)
        choices.set_xlabel(f"{len(ordered):,} distinct analyses in rising order of the coefficient")
    spread = f"coefficients from {ordered['coefficient'].min():.2f} to {ordered['coefficient'].max():.2f}"
    words = ", ".join(f"{count} {name}" for name, count in counts.items())
    return picture(
        figure,
        alt_text=f"{len(ordered):,} distinct analyses, {spread}; {words}.",
        caption=f"Specification curve: every distinct full-sample analysis once; significant at {alpha:g}, two-sided.",
    )


def _result(coefficient: float, *, significant: bool) -> str:
    """What the exact test says."""
    if not significant:
        return "not significant"
    return "significant, positive" if coefficient > 0 else "significant, negative"


def _choices(axis: Axes, ordered: pd.DataFrame) -> None:
    """A tick for each choice that each analysis makes."""
    labels: list[str] = []
    for column, heading in CURVE_AXES.items():
        for value in dict.fromkeys(sorted(value for value in ordered[column] if value)):
            places = np.flatnonzero(ordered[column] == value)
            axis.scatter(places, [len(labels)] * len(places), s=1.2, color=INK, marker="|")
            labels.append(f"{heading}: {CHOICES.get(value, in_words(value))}")
    axis.set_yticks(range(len(labels)), labels, fontsize=8)
    axis.invert_yaxis()
    axis.grid(visible=False)
