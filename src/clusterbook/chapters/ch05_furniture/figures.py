"""Figures of Chapter 5: who supplies the United States, Puebla's boom, and what squeezed Segusino."""

from __future__ import annotations

from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes

from clusterbook.chapters.ch05_furniture.measures import outside_united_states
from clusterbook.chapters.ch05_furniture.segusino import implied_payroll, price_and_costs
from clusterbook.data.book import Book
from clusterbook.display.figure import Picture, book_style, picture, pictured
from clusterbook.display.palette import BLUE, BROWN, GREEN, GREY, INK, ORANGE, VERMILION, WHITE

PLAIN = {"facecolor": WHITE, "edgecolor": "none", "pad": 1}  # behind words that cross a grid line
TO_US, RUSTIC = "rustic_furniture_to_us_usd_million", "rustic_furniture_usd_million"


@pictured
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
        figure, axis = plt.subplots(figsize=(7.5, 3.0))
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


@pictured
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
        figure, (exports, jobs) = plt.subplots(2, 1, figsize=(7.5, 3.8), sharex=True)
        exports.bar(years, puebla[TO_US], color=BLUE, width=0.6, label="to the United States")
        exports.bar(years, elsewhere, bottom=puebla[TO_US], color=ORANGE, width=0.6, label="to other countries")
        exports.set_ylabel("Rustic exports\n(US$ million)")
        exports.legend(loc="upper left", frameon=False)
        jobs.plot(employment["year"].astype(int), employment["employees"].astype(float), color=GREEN, marker="o")
        jobs.set_ylabel("Registered\nemployees")
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


@pictured
def plot_squeeze(book: Book) -> Picture:
    """Segusino on one axis of time: price, costs and peso; payroll; sales; what financed it.

    Parameters
    ----------
    book : Book
        For Table 5.6 and the numbers that the text states.
    """
    balance, payroll, lines = book.table("5.6"), implied_payroll(book), price_and_costs(book)
    with book_style():
        figure, axes = plt.subplots(4, 1, figsize=(7.5, 6.0), sharex=True, height_ratios=[1.3, 0.9, 0.9, 1])
        _draw_indices(axes[0], lines)
        _draw_payroll(axes[1], book, payroll=payroll)
        _draw_sales(axes[2], balance, end=book.stated("ch05_segusino_exports_2002").value)
        _draw_financing(axes[3], balance)
        axes[3].set_xticks(range(1995, 2004))
        axes[3].set_xlim(1994.5, 2004.6)
        for axis in axes:
            axis.grid(axis="x", visible=False)
    unpaid = book.stated("ch05_segusino_unpaid_debt_of_us_distributor_1999").value
    caption = (
        "What squeezed Segusino, on one axis of time. Hollow: our arithmetic (employees) or a second date in the "
        "text (price). Each index starts at 100 in its own first year. The balance of 1999, when a distributor left "
        f"{unpaid:.1f} million dollars unpaid, is not printed."
    )
    words = _squeeze_in_words(balance, payroll=payroll, lines=lines)
    behind = pd.DataFrame(lines).join(balance.set_index("year"), how="outer").rename_axis("year")
    return picture(figure, alt_text=words, caption=caption, data=behind)


def _squeeze_in_words(balance: pd.DataFrame, *, payroll: pd.Series, lines: dict[str, pd.Series]) -> str:
    """The numbers of the four panels."""
    moved = "; ".join(
        f"{name} {line.iloc[0]:.0f} in {line.index[0]} to {line.iloc[1]:.0f} in {line.index[1]}"
        for name, line in lines.items()
    )
    staff = ", ".join(f"{year} {employees:.0f}" for year, employees in payroll.items())
    money = balance[["sales_usd_million", "equity_usd_million", "total_liabilities_usd_million"]]
    debt = "; ".join(f"{year} {sold:.2f}, {own:.2f} and {owed:.2f}" for year, sold, own, owed in money.itertuples())
    return f"Indices: {moved}. Implied employees: {staff}. Sales, equity and liabilities in million dollars: {debt}."


def _draw_indices(axis: Axes, lines: dict[str, pd.Series]) -> None:
    """One line an index, its name at its end."""
    colours = dict(zip(lines, (BROWN, GREY, BLUE, VERMILION, VERMILION), strict=True))
    for name, line in lines.items():
        other = name.endswith("later date")
        axis.plot(
            line.index,
            line,
            color=colours[name],
            linestyle=":" if other else "-",
            marker="o",
            markerfacecolor=WHITE if other else colours[name],
        )
        words = f"{name} {line.iloc[-1]:.0f}" if not other else f"or by {line.index[-1]}"
        _name_end(axis, words, at=(line.index[-1], line.iloc[-1]), below=name == "export price")
    axis.set_ylim(50, 215)
    axis.set_ylabel("First year = 100")


def _name_end(axis: Axes, words: str, *, at: tuple[float, float], below: bool) -> None:
    """Words beside the end of a line, or below it."""
    place: dict[str, Any] = (
        {"xytext": (0, -8), "ha": "center", "va": "top"} if below else {"xytext": (8, 0), "va": "center"}
    )
    axis.annotate(words, at, textcoords="offset points", fontsize=9, color=INK, bbox=PLAIN, **place)


def _draw_payroll(axis: Axes, book: Book, *, payroll: pd.Series) -> None:
    """Employees by our arithmetic (hollow), the stated ones of 2002, and the undated best year as a level."""
    end, best = (book.stated(f"ch05_segusino_employees_{when}").value for when in ("2002", "peak"))
    axis.plot(payroll.index, payroll, color=GREEN, marker="o", markerfacecolor=WHITE)
    axis.plot([2002], [end], color=GREEN, marker="o", linestyle="none")
    _name_end(axis, f"{end:,.0f}", at=(2002, end), below=False)
    axis.axhline(best, color=GREEN, linestyle="--", linewidth=1)
    _name_end(axis, f"{best:,.0f} in the best year (not dated)", at=(2001, best), below=True)
    axis.set_ylim(0, best * 1.12)
    axis.set_ylabel("Own employees")


def _draw_sales(axis: Axes, balance: pd.DataFrame, *, end: float) -> None:
    """Sales and exports by year; the exports of 2002 from the text."""
    years = balance["year"].astype(int)
    axis.plot(years, balance["sales_usd_million"], color=GREY, marker="s")
    axis.plot(years, balance["exports_usd_million"], color=ORANGE, marker="o", linestyle="--")
    axis.plot([2002], [end], color=ORANGE, marker="o", linestyle="none")
    _name_end(axis, "sales", at=(years.iloc[-1], balance["sales_usd_million"].iloc[-1] + 2), below=False)
    _name_end(axis, f"exports {end:.0f}", at=(2002, end), below=False)
    axis.set_ylim(0, 38)
    axis.set_ylabel("Sales\n(US$ million)")


def _draw_financing(axis: Axes, balance: pd.DataFrame) -> None:
    """Equity and liabilities stacked, the leverage above them."""
    years, own, owed = (
        balance["year"].astype(int),
        balance["equity_usd_million"],
        balance["total_liabilities_usd_million"],
    )
    axis.bar(years, own, color=BLUE, width=0.6)
    axis.bar(years, owed, bottom=own, color=VERMILION, width=0.6)
    for year, top, ratio in zip(years, own + owed, owed / own, strict=True):
        axis.annotate(f"{ratio:.2f}", (year, top), xytext=(0, 3), textcoords="offset points", ha="center", fontsize=9)
    axis.text(1999, 1, "not printed", rotation=90, ha="center", va="bottom", fontsize=8.5, color=INK)
    _name_end(axis, "liabilities", at=(2000.3, own.iloc[-1] + owed.iloc[-1] / 2), below=False)
    _name_end(axis, "equity", at=(2000.3, own.iloc[-1] / 2), below=False)
    _name_end(axis, "above the bars: leverage", at=(2000.3, 15.5), below=False)
    axis.set_ylim(0, 21)
    axis.set_ylabel("Financing\n(US$ million)")
