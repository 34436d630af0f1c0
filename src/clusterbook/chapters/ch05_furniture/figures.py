"""Figures of Chapter 5: who supplies the United States, Puebla's boom, its industries, and Segusino's balance sheet."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes

from clusterbook.chapters.ch05_furniture.measures import leverage, outside_united_states
from clusterbook.display.figure import Picture, book_style, picture
from clusterbook.display.palette import BLUE, GREEN, GREY, ORANGE, VERMILION, WHITE

TO_US, RUSTIC = "rustic_furniture_to_us_usd_million", "rustic_furniture_usd_million"


def plot_exporters(exporters: pd.DataFrame) -> Picture:
    """Shares in U.S. imports of wooden furniture in 1992 and 2001, a line per country.

    Parameters
    ----------
    exporters : DataFrame
        Rows of Table 5.3 with ``row_type``, ``country`` and the two share columns.
    """
    countries = exporters[exporters["row_type"] == "item"].iloc[::-1]
    first, last = countries["share_1992_percent"], countries["share_2001_percent"]
    with book_style():
        figure, axis = plt.subplots(figsize=(7.5, 4.6))
        places = range(len(countries))
        colours = [
            GREEN if after > before else VERMILION if after < before else GREY
            for before, after in zip(first, last, strict=True)
        ]
        axis.hlines(places, first, last, color=colours, linewidth=2.5)
        axis.scatter(first, places, facecolor=WHITE, edgecolor=colours, s=55, zorder=3, label="1992 (hollow)")
        axis.scatter(last, places, color=colours, s=55, zorder=3, label="2001 (filled)")
        axis.set_yticks(places, countries["country"])
        axis.set_xlabel("Share of U.S. imports of wooden furniture (percent)")
        axis.legend(loc="lower right", frameon=False)
        axis.grid(axis="y", visible=False)
    words = "; ".join(
        f"{row.country} {row.share_1992_percent:.1f} to {row.share_2001_percent:.1f}"
        for row in countries[::-1].itertuples()
    )
    caption = (
        "Who furnishes the United States: shares of the ten largest exporters of 2001, gains in green, losses in red."
    )
    return picture(figure, alt_text=f"Share of U.S. imports in percent, 1992 to 2001. {words}.", caption=caption)


def plot_boom(puebla: pd.DataFrame, employment: pd.DataFrame) -> Picture:
    """Puebla's rustic exports by destination above the industry's registered employment.

    Parameters
    ----------
    puebla : DataFrame
        Rows of Table 5.2, indexed by year, with the two columns of rustic furniture.
    employment : DataFrame
        Rows of Table 5.5 with ``year``, ``date`` and ``employees``.
    """
    years, elsewhere = puebla["year"].astype(int), outside_united_states(puebla)
    with book_style():
        figure, (exports, jobs) = plt.subplots(2, 1, figsize=(7.5, 6), sharex=True)
        exports.bar(years, puebla[TO_US], color=BLUE, width=0.6, label="to the United States")
        exports.bar(years, elsewhere, bottom=puebla[TO_US], color=ORANGE, width=0.6, label="to other countries")
        exports.set_ylabel("Rustic exports of Puebla\n(US$ million)")
        exports.legend(loc="upper left", frameon=False)
        jobs.plot(employment["year"].astype(int), employment["employees"].astype(float), color=GREEN, marker="o")
        jobs.set_ylabel("Registered employees,\nwooden furniture")
        jobs.set_ylim(0)
        jobs.set_xticks(range(int(years.min()), int(employment["year"].max()) + 1))
        for axis in (exports, jobs):
            axis.grid(axis="x", visible=False)
    sold = ", ".join(
        f"{year}: {total:.1f} ({us:.1f} to the United States)"
        for year, total, us in zip(years, puebla[RUSTIC], puebla[TO_US], strict=True)
    )
    hired = ", ".join(f"{row.date}: {row.employees:,}" for row in employment.itertuples())
    caption = (
        "Boom and bust: rustic furniture exports of Puebla (not printed after 1999) and registered employment of "
        "its wooden furniture industry."
    )
    return picture(
        figure,
        alt_text=f"Rustic exports of Puebla in million dollars, {sold}. Registered employees, {hired}.",
        caption=caption,
    )


def plot_pay(industries: pd.DataFrame, reference: str = "wooden_furniture") -> Picture:
    """Wages per employee by industry, compared with wooden furniture.

    Parameters
    ----------
    industries : DataFrame
        Rows of Table 5.4 under the labels to be read, with ``industry`` and ``wages_per_employee``.
    reference : str
        Row that the others are compared with.
    """
    wages = industries["wages_per_employee"]
    with book_style():
        figure, axis = plt.subplots(figsize=(7.5, 3.6))
        colours = [
            ORANGE if row == reference else GREY if row.startswith("total") else BLUE for row in industries.index
        ]
        bars = axis.barh(industries["industry"], wages, color=colours)
        axis.bar_label(
            bars, [f"{value:.1f}  ({value / wages[reference]:.1f}×)" for value in wages], padding=4, fontsize=9
        )
        axis.set_xlabel("Wages per employee (unit not printed; in brackets: × wooden furniture)")
        axis.set_xlim(0, wages.max() * 1.18)
        axis.invert_yaxis()
        axis.grid(axis="y", visible=False)
    words = "; ".join(f"{row.industry} {row.wages_per_employee:.2f}" for row in industries.itertuples())
    return picture(
        figure,
        alt_text=f"Wages per employee: {words}.",
        caption="What Puebla's industries paid in 1999, under the chosen reading of the labels.",
    )


def plot_leverage(
    balance: pd.DataFrame, *, measure: str = "equity", exports_at_the_end: float | None = None
) -> Picture:
    """Segusino before its fall: what financed it, how far it was in debt, and what it sold abroad.

    Parameters
    ----------
    balance : DataFrame
        Rows of Table 5.6, with ``year``.
    measure : str
        Leverage over ``equity`` or ``assets``.
    exports_at_the_end : float, optional
        Exports of 2002 that the text states, million dollars; drawn hollow.
    """
    years, debt = balance["year"].astype(int), leverage(balance, measure)
    with book_style():
        figure, (money, ratio, sold) = plt.subplots(3, 1, figsize=(7.5, 7.6), sharex=True)
        _draw_financing(money, years, balance=balance)
        ratio.plot(years, debt, color=VERMILION, marker="o")
        for year, value in zip(years, debt, strict=True):
            ratio.annotate(
                f"{value:.2f}", (year, value), xytext=(-3, 7), textcoords="offset points", ha="right", fontsize=9
            )
        ratio.set_ylim(0, debt.max() * 1.25)
        ratio.set_ylabel(f"Leverage\n(liabilities / {measure})")
        _draw_sales(sold, years, balance=balance, end=exports_at_the_end)
        for axis in (money, ratio, sold):
            axis.grid(axis="x", visible=False)
    parts = [
        f"{year}: liabilities {owed:.2f}, equity {own:.2f}, leverage {value:.2f}"
        for year, owed, own, value in zip(
            years, balance["total_liabilities_usd_million"], balance["equity_usd_million"], debt, strict=True
        )
    ]
    end = (
        "" if exports_at_the_end is None else f" Exports of 2002 by the text: {exports_at_the_end:.0f} million dollars."
    )
    caption = (
        "Segusino before its fall: financing, leverage and sales (1999 was not available; exports of 2002 from the "
        "text, hollow)."
    )
    return picture(figure, alt_text=f"Balance sheet in million dollars. {'; '.join(parts)}.{end}", caption=caption)


def _draw_financing(axis: Axes, years: pd.Series, *, balance: pd.DataFrame) -> None:
    """Equity and liabilities stacked."""
    axis.bar(years, balance["equity_usd_million"], color=BLUE, width=0.6, label="equity")
    axis.bar(
        years,
        balance["total_liabilities_usd_million"],
        bottom=balance["equity_usd_million"],
        color=VERMILION,
        width=0.6,
        label="liabilities",
    )
    axis.set_ylabel("Financing\n(US$ million)")
    axis.legend(loc="upper left", frameon=False)


def _draw_sales(axis: Axes, years: pd.Series, *, balance: pd.DataFrame, end: float | None) -> None:
    """Sales and exports by year."""
    axis.plot(years, balance["sales_usd_million"], color=GREY, marker="s", label="sales")
    axis.plot(years, balance["exports_usd_million"], color=GREEN, marker="o", linestyle="--", label="exports")
    if end is not None:
        axis.plot([2002], [end], color=GREEN, marker="o", markerfacecolor=WHITE, linestyle="none")
    axis.set_ylim(0)
    axis.set_ylabel("Sales and exports\n(US$ million)")
    axis.legend(loc="upper left", frameon=False)
