"""Derived cells of Chapter 5: furniture exports, Puebla's industry and the balance sheet of Segusino."""

from __future__ import annotations

import pandas as pd

from clusterbook.arithmetic import growth_percent, share_percent
from clusterbook.data.book import Book
from clusterbook.reproduction.checks import Check, Derivation, same_fact

NEVER_PRINTED = "the split between maquiladoras and other plants was not available"
YEARS = ("1992", "2001")
SUBTOTAL, REST, WORLD = "top_ten_exporters", "other_countries", "world"
IN_THE_TEXT = {"november_1998": "1998_11", "august_2002": "2002_08"}


def table_05_01(book: Book) -> tuple[Check, ...]:
    """Totals and shares of the two kinds of exporter."""
    table = book.table("5.1")
    total, assembly, other = (
        table[f"exports_{part}_usd_million"] for part in ("total", "maquiladora", "non_maquiladora")
    )
    columns = {part: f"share_{part}_percent" for part in ("maquiladora", "non_maquiladora")}
    both = table[list(columns.values())].sum(axis=1, min_count=2)
    plants = Derivation("5.1", "maquiladoras plus other plants", reason=NEVER_PRINTED)
    shares = Derivation("5.1", "sum of the two shares", reason=NEVER_PRINTED)
    share = Derivation("5.1", "share of the total")
    return (
        *plants.column("exports_total_usd_million", assembly + other),
        *shares.column("share_total_percent", both),
        *share.column(columns["maquiladora"], share_percent(assembly, total)),
        *share.column(columns["non_maquiladora"], share_percent(other, total)),
    )


def table_05_02(book: Book) -> tuple[Check, ...]:
    """The column headed wooden furniture is the national one of Table 5.1."""
    national = book.table("5.1")["exports_non_maquiladora_usd_million"].reindex(book.table("5.2").index)
    return same_fact("5.2", "Table 5.1 (non-maquiladoras)").column("wooden_furniture_usd_million", national)


def table_05_03(book: Book) -> tuple[Check, ...]:
    """Sums, shares and changes of the exporters to the United States."""
    table = book.table("5.3")
    values = {year: table[f"exports_to_us_{year}_usd_million"].astype(float) for year in YEARS}
    ranks = values["2001"][table["row_type"] == "item"].rank(ascending=False)
    share = Derivation("5.3", "share of the printed total")
    change = values["2001"] - values["1992"]
    return (
        *Derivation("5.3", "order of exports in 2001").column("rank_2001", ranks),
        *(
            check
            for year in YEARS
            for check in share.column(f"share_{year}_percent", share_percent(values[year], values[year][WORLD]))
        ),
        *Derivation("5.3", "2001 less 1992").column("change_usd_million", change),
        *_changes_in_percent(table, values),
        *_sums_of_exporters(table),
    )


def _changes_in_percent(table: pd.DataFrame, values: dict[str, pd.Series]) -> tuple[Check, ...]:
    """The last column by its heading, and as points of market share."""
    growth = Derivation("5.3", "growth of exports, as headed")
    points = Derivation("5.3", "change of the share in percentage points")
    return (
        *growth.column("change_percent", growth_percent(values["1992"], values["2001"])),
        *points.column("change_percent", table["share_2001_percent"] - table["share_1992_percent"]),
    )


def _sums_of_exporters(table: pd.DataFrame) -> tuple[Check, ...]:
    """Subtotal over the ten printed countries; total from subtotal and others."""
    columns = [name for name in table.columns if name.endswith(("usd_million", "1992_percent", "2001_percent"))]
    ten = table.loc[table["row_type"] == "item", columns].astype(float).sum()
    both = table.loc[[SUBTOTAL, REST], columns].astype(float).sum()
    return (
        *Derivation("5.3", "sum of the ten printed countries").row(SUBTOTAL, ten),
        *Derivation("5.3", "subtotal plus others").row(WORLD, both),
    )


def table_05_04(book: Book) -> tuple[Check, ...]:
    """Size of firm, and value added per employee from value added per firm."""
    table = book.table("5.4")
    size = table["employees"] / table["firms"]
    per_employee = Derivation("5.4", "value added per firm over employees per firm")
    return (
        *Derivation("5.4", "employees over firms").column("employees_per_firm", size),
        *per_employee.column("value_added_per_employee", table["value_added_per_firm"] / size),
    )


def table_05_05(book: Book) -> tuple[Check, ...]:
    """Changes of registered employment, and the two numbers that the text repeats."""
    employees = book.table("5.5")["employees"].astype(float)
    growth = Derivation("5.5", "growth over the row before")
    stated = {row: book.stated(f"ch05_puebla_wooden_furniture_employees_{date}") for row, date in IN_THE_TEXT.items()}
    (place,) = {number.place for number in stated.values()}
    values = {row: number.value for row, number in stated.items()}
    return (
        *Derivation("5.5", "difference from the row before").column("change_employees", employees.diff()),
        *growth.column("change_percent", growth_percent(employees.shift(), employees)),
        *same_fact("5.5", f"the text ({place})").column("employees", values),
    )


def table_05_06(book: Book) -> tuple[Check, ...]:
    """Assets as the sum of their financing, and the three ratios."""
    table = book.table("5.6").rename(columns=lambda name: name.removesuffix("_usd_million"))
    liabilities, equity = table["total_liabilities"], table["equity"]
    return (
        *Derivation("5.6", "liabilities plus equity").column("total_assets_usd_million", liabilities + equity),
        *Derivation("5.6", "exports over sales").column("exports_to_sales_ratio", table["exports"] / table["sales"]),
        *Derivation("5.6", "liabilities over equity").column("leverage_ratio", liabilities / equity),
        *Derivation("5.6", "assets over liabilities").column("liability_ratio", table["total_assets"] / liabilities),
    )
