"""Figures of Chapter 10's robustness: clusters left out, coder error, the specification curve."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

from clusterbook.display.figure import Picture, book_style, picture
from clusterbook.display.palette import SECTOR_COLOURS
from clusterbook.vocabulary import Sector, Verdict

VERDICT_COLOURS = {
    Verdict.POSITIVE: "#1B7837",
    Verdict.INCONCLUSIVE_POSITIVE: "#A6DBA0",
    Verdict.NEUTRAL: "#BBBBBB",
    Verdict.INCONCLUSIVE_NEGATIVE: "#E7B7D4",
    Verdict.NEGATIVE: "#9E2A6B",
    Verdict.UNDEFINED: "#EEEEEE",
}
CURVE_AXES = ("measure", "na_policy", "delta", "alpha")


def plot_leave_one_out(table: pd.DataFrame) -> Picture:
    """Coefficient when each cluster is left out in turn; those that change the verdict are named.

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
        axis.axvline(0, color="black", linewidth=0.8)
        axis.set(xlabel="Coefficient with one cluster left out (large dot: with all)", xlim=(-1, 1))
    changing = table[table["verdict_changes"].astype(bool)]
    words = "; ".join(
        f"{_name((row.sector, row.outcome))} becomes {row.verdict} without {row.left_out}"
        for row in changing.itertuples()
    )
    caption = "Leaving one cluster out: hollow dots change the verdict."
    return picture(
        figure,
        alternative=f"{len(changing)} of {len(table)} omissions change a verdict. {words}.".replace("_", " "),
        caption=caption,
    )


def _dots(axis: Axes, part: pd.DataFrame, *, place: int, colour: str) -> None:
    """One row of dots; hollow where the verdict changes."""
    full, others = part[part["left_out"] == "none"], part[part["left_out"] != "none"]
    for changes, fill in ((False, colour), (True, "white")):
        dots = others[others["verdict_changes"].astype(bool) == changes]
        axis.scatter(dots["coefficient"], [place] * len(dots), s=26, facecolor=fill, edgecolor=colour, zorder=3)
    axis.scatter(full["coefficient"], [place], s=110, color=colour, alpha=0.45, zorder=2)


def _name(key: tuple[str, str]) -> str:
    """Sector and kind of upgrading."""
    return f"{Sector(key[0]).label}, {key[1]}"


def plot_coder_error(table: pd.DataFrame, *, caption: str) -> Picture:
    """Share of miscoded data sets that keep the verdict, and of those that keep the sign.

    Parameters
    ----------
    table : DataFrame
        As ``robustness.coder_error`` gives it.
    caption : str
        Says which errors were assumed.
    """
    shown = table.dropna(subset=["share_same_verdict"]).sort_values(
        "sector", key=lambda names: names.map(list(Sector).index), kind="stable"
    )
    names = [_name((row.sector, row.outcome)) for row in shown.itertuples()]
    long = pd.DataFrame(
        {
            "relation": names * 2,
            "percent": [*(100 * shown["share_same_sign"]), *(100 * shown["share_same_verdict"])],
            "kept": ["sign"] * len(names) + ["verdict"] * len(names),
        }
    )
    with book_style():
        figure, axis = plt.subplots(figsize=(8.6, 0.55 * len(names) + 1.2))
        sns.barplot(
            long, x="percent", y="relation", hue="kept", palette={"sign": "#9ECAE1", "verdict": "#2171B5"}, ax=axis
        )
        axis.set(xlim=(0, 100), xlabel="Percent of simulated codings that keep it", ylabel="")
        axis.legend(title=None, loc="lower right")
    words = "; ".join(
        f"{name}: verdict {verdict:.0f}, sign {sign:.0f}"
        for name, verdict, sign in zip(
            names, 100 * shown["share_same_verdict"], 100 * shown["share_same_sign"], strict=True
        )
    )
    return picture(
        figure,
        alternative=f"Percent of simulated codings that keep the verdict and the sign. {words}.",
        caption=caption,
    )


def plot_specification_curve(grid: pd.DataFrame, *, title: str) -> Picture:
    """Coefficients of all specifications in rising order, coloured by verdict, with the choices below.

    Parameters
    ----------
    grid : DataFrame
        Rows of ``robustness.specification_grid`` for one relation, outcome and set of sectors.
    title : str
        What the specifications have in common.

    References
    ----------
    Simonsohn, Simmons and Nelson (2020), Specification curve analysis.
    """
    ordered = (
        grid.dropna(subset=["coefficient"])
        .sort_values(["coefficient", "exact_p", *CURVE_AXES], kind="stable")
        .reset_index(drop=True)
    )
    with book_style():
        figure, (curve, choices) = plt.subplots(2, 1, figsize=(9, 6.4), sharex=True, height_ratios=[2, 3])
        for verdict, colour in VERDICT_COLOURS.items():
            part = ordered[ordered["verdict"] == verdict]
            if len(part):
                curve.scatter(
                    part.index,
                    part["coefficient"],
                    s=6,
                    color=colour,
                    label=f"{verdict} ({100 * len(part) / len(ordered):.0f}%)",
                )
        curve.axhline(0, color="black", linewidth=0.8)
        curve.set(ylabel="Coefficient", title=title)
        curve.legend(fontsize=8, loc="best", markerscale=3)
        _choices(choices, ordered)
        choices.set_xlabel(f"{len(ordered):,} specifications in rising order of the coefficient")
    shares = ordered["verdict"].value_counts(normalize=True, sort=False)
    words = ", ".join(
        f"{verdict} {100 * shares[verdict]:.0f} percent" for verdict in VERDICT_COLOURS if verdict in shares
    )
    spread = f"coefficients from {ordered['coefficient'].min():.2f} to {ordered['coefficient'].max():.2f}"
    return picture(
        figure,
        alternative=f"{title}: {len(ordered):,} specifications, {spread}; {words}.",
        caption="Specification curve: every defensible choice at once.",
    )


def _choices(axis: Axes, ordered: pd.DataFrame) -> None:
    """A tick for each choice that each specification makes."""
    labels: list[str] = []
    for column in CURVE_AXES:
        for value in dict.fromkeys(sorted(ordered[column])):
            places = np.flatnonzero(ordered[column] == value)
            axis.scatter(places, [len(labels)] * len(places), s=1.2, color="#444444", marker="|")
            labels.append(f"{column.replace('_', ' ')} {value}".replace("na policy", "missing"))
    left_out = np.flatnonzero(ordered["left_out"] != "none")
    axis.scatter(left_out, [len(labels)] * len(left_out), s=1.2, color="#444444", marker="|")
    axis.set_yticks(range(len(labels) + 1), [*labels, "a cluster left out"], fontsize=8)
    axis.invert_yaxis()
    axis.grid(visible=False)
