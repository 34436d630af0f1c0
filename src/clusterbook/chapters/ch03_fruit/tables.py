"""Derived cells of Chapter 3: facts on the fruit clusters that Table 1.2 or a note prints as well."""

from __future__ import annotations

import pandas as pd

from clusterbook.data.book import Book
from clusterbook.reproduction.checks import Check, CheckKind, Derivation

FRUITS = {
    "apples": "apples_santa_catarina",
    "mangoes": "mangoes_petrolina_juazeiro",
    "grapes": "grapes_petrolina_juazeiro",
    "melons": "melons_rio_grande_do_norte",
}
PERIODS = ["1985", "1988_1991", "1996_1997", "2002"]
APPLES_1985_IN_THE_NOTE = "ch03_apples_small_growers_share_1985"
UNPUBLISHED = "The parts, cluster and national totals, were never published."


def table_03_01(book: Book) -> tuple[Check, ...]:
    """Values, growers and jobs against Table 1.2; the shares of national totals have no published parts."""
    fruits = book.table("1.2").loc[list(FRUITS)].set_axis(list(FRUITS.values()))
    jobs = (fruits["direct_jobs"] + fruits["indirect_jobs"]).drop(FRUITS["grapes"])
    nothing = pd.Series(float("nan"), index=list(FRUITS.values()))
    shares = Derivation("3.1", "share of the cluster in Brazil", reason=UNPUBLISHED)
    return (
        *shares.row("share_of_national_production", nothing),
        *_in_table_1_2("production of 2002").row("value_of_production_2001", fruits["production_2002_usd_million"]),
        *_in_table_1_2("production of 1995").row("value_of_production_1995", fruits["production_1995_usd_million"]),
        *shares.row("share_of_total_exports", nothing),
        *_in_table_1_2("exports of 2002").row("value_of_exports_2002", fruits["exports_2002_usd_million"]),
        *_in_table_1_2("firms").row("growers", fruits["firms"]),
        *_in_table_1_2("direct and indirect jobs").row("total_employment", jobs),
    )


def table_03_02(book: Book) -> tuple[Check, ...]:
    """The shares of small growers have no published parts; the note repeats one of them."""
    table = book.table("3.2")
    shares = Derivation("3.2", "share of SMEs", reason=UNPUBLISHED)
    columns = [
        shares.column(f"sme_share_{period}_percent", dict.fromkeys(_others(table, period), float("nan")))
        for period in PERIODS
    ]
    note = Derivation("3.2", "the example in the table's own note", CheckKind.SAME_FACT)
    return (
        *(check for column in columns for check in column),
        *note.cell("santa_catarina_apples", "sme_share_1985_percent", value=book.stated(APPLES_1985_IN_THE_NOTE).value),
    )


def _in_table_1_2(what: str) -> Derivation:
    """The rule that Table 1.2 prints the fact too."""
    return Derivation("3.1", f"{what} in Table 1.2", CheckKind.SAME_FACT)


def _others(table: pd.DataFrame, period: str) -> list[str]:
    """Rows of Table 3.2 that print a share, without the one that the note repeats."""
    rows = table.index[table[f"sme_share_{period}_percent"].notna()]
    return [row for row in rows if (row, period) != ("santa_catarina_apples", "1985")]
