"""Derived cells of Chapter 8: productivity, wage shares and the national total of the software census."""

from __future__ import annotations

import pandas as pd

from clusterbook.chapters.ch08_software.measures import (
    SizeMeasure,
    implied_wage,
    implied_wage_share,
    mean_wage,
    value_added_usd,
)
from clusterbook.data.book import Book
from clusterbook.reproduction.checks import Check, Derivation, same_fact
from clusterbook.vocabulary import in_words

PLACES = {
    "mexico_city": "software_mexico_city",
    "nuevo_leon": "software_monterrey",
    "jalisco": "software_guadalajara",
}
FACTS = {"economic_units": "firms", "employees": "direct_jobs"}


def table_08_01(book: Book) -> tuple[Check, ...]:
    """Productivity, wage shares and totals from their parts; firms and jobs as Table 1.2 has them."""
    table = book.table("8.1")
    states = table[table["row_type"] == "item"]
    total = pd.concat([states[list(SizeMeasure)].sum(), pd.Series({"average_wage_usd": mean_wage(states)})])
    productivity = value_added_usd(table) / table["employees"]
    shares = Derivation("8.1", "average wage over value added per employee")
    sums = Derivation("8.1", "sum over the rows; for the wage the mean weighted by employees")
    wage = Derivation("8.1", "wage share of value added per employee")
    return (
        *Derivation("8.1", "value added per employee").column("productivity_usd_per_employee", productivity),
        *shares.column("wages_share_percent", implied_wage_share(table)),
        *sums.row("total_national", total),
        *wage.cell("nuevo_leon", "average_wage_usd", value=implied_wage(table).at["nuevo_leon"]),
        *_counted_by_field_studies(book.table("1.2")),
    )


def _counted_by_field_studies(field_studies: pd.DataFrame) -> tuple[Check, ...]:
    """Firms and jobs of the three clusters as Table 1.2 has them."""
    return tuple(
        check
        for row, place in PLACES.items()
        for column, fact in FACTS.items()
        for check in same_fact("8.1", in_words(f"Table 1.2 ({place}, {fact})")).cell(
            row, column, value=field_studies.at[place, fact]
        )
    )
