"""Derived cells of Chapter 4: totals of firms and jobs, shares of financing, and facts printed twice."""

from __future__ import annotations

import pandas as pd

from clusterbook.data.book import Book
from clusterbook.reproduction.checks import Check, CheckKind, Derivation, same_fact

FIRMS = ["independent_firms", "integrated_firms", "total_firms"]
SUBTOTALS = {"core_of_production_chain": "core_subtotal", "direct_supply_industries": "direct_supply_subtotal"}
IN_FIGURE_4_1 = (
    ("cultivation_centers", "total_firms", "ch04_farming_centers", "farming centers"),
    ("cultivation_centers", "jobs", "ch04_farming_center_jobs", "farming centers"),
    ("processing", "total_firms", "ch04_processing_plants", "processing plants"),
    ("processing", "jobs", "ch04_processing_jobs", "processing plants"),
)
LAST_STAGE = "stage_bounds_globalization"


def table_04_01(book: Book) -> tuple[Check, ...]:
    """World shares, whose base is not printed, and two facts that other tables print too."""
    world = Derivation("4.1", "Chilean over world production", reason="World production is not printed.")
    stages = same_fact("4.1", "Table 4.2 (globalization, first year)")
    region = book.table("4.2").at[LAST_STAGE, "production_first_year_tons"] / 1000
    exports = book.table("1.2").at["salmon", "exports_1996_usd_million"]
    return (
        *world.column("world_share_percent", dict.fromkeys(book.table("4.1").index, float("nan"))),
        *stages.cell("1996", "production_tenth_region_thousand_tons", value=region),
        *same_fact("4.1", "Table 1.2 (salmon)").cell("1996", "exports_usd_million", value=exports),
    )


def table_04_02(book: Book) -> tuple[Check, ...]:
    """Volumes of the last stage, which Table 4.1 prints for the country."""
    chile = 1000 * book.table("4.1")["production_chile_thousand_tons"]
    first, last = (same_fact("4.2", f"Table 4.1 (Chile, {year})") for year in (1996, 2001))
    return (
        *first.cell(LAST_STAGE, "production_first_year_tons", value=chile["1996"]),
        *last.cell(LAST_STAGE, "production_last_year_tons", value=chile["2001"]),
    )


def table_04_03(book: Book) -> tuple[Check, ...]:
    """Totals of firms, subtotals of firms and jobs, and the same facts in Figure 4.1 and Table 1.2."""
    table = book.table("4.3")
    totals = (table["independent_firms"] + table["integrated_firms"].fillna(0)).dropna()
    return (
        *Derivation("4.3", "independent plus integrated firms").column("total_firms", totals),
        *(check for subsystem in SUBTOTALS for check in _subtotal(table, subsystem)),
        *_printed_again(book),
    )


def _printed_again(book: Book) -> tuple[Check, ...]:
    """Firms and jobs as Figure 4.1 and Table 1.2 have them."""
    salmon = book.table("1.2").loc["salmon"]
    facts = [
        *((row, column, book.stated(name).value, f"Figure 4.1 ({part})") for row, column, name, part in IN_FIGURE_4_1),
        ("core_subtotal", "total_firms", salmon["firms"], "Table 1.2 (salmon, firms)"),
        ("core_subtotal", "jobs", salmon["direct_jobs"], "Table 1.2 (salmon, direct jobs)"),
        (
            "direct_supply_subtotal",
            "total_firms",
            salmon["additional_providers"],
            "Table 1.2 (salmon, additional providers)",
        ),
        ("direct_supply_subtotal", "jobs", salmon["indirect_jobs"], "Table 1.2 (salmon, indirect jobs)"),
    ]
    return tuple(
        check for row, column, value, place in facts for check in same_fact("4.3", place).cell(row, column, value=value)
    )


def _subtotal(table: pd.DataFrame, subsystem: str) -> tuple[Check, ...]:
    """Sum over the rows of a subsystem, the jobs without a certain row among them."""
    rows = table[(table["subsystem"] == subsystem) & (table["row_type"] != "subtotal")]
    return Derivation("4.3", "sum over the industries").row(SUBTOTALS[subsystem], rows[[*FIRMS, "jobs"]].sum())


def table_04_05(book: Book) -> tuple[Check, ...]:
    """Private shares that complete the public ones, and amounts beside what the book says elsewhere."""
    exports = book.table("4.1")["exports_usd_million"]
    bounds = [
        ("salmoexport_quality_seal", exports["1993"], "all Chilean salmon exports of 1993 (Table 4.1)"),
        (
            "apstch_prochile_promotion",
            book.stated("ch04_marketing_ceiling").high,
            "all marketing of the industry in a year (source line 1321)",
        ),
        ("intesal", exports["1996"], "all Chilean salmon exports of 1996 (Table 4.1)"),
        (
            "water_monitoring",
            book.stated("ch04_grants_total").high,
            "all grant-funded fish-farming projects in a year (source line 1378)",
        ),
    ]
    private = (100 - book.table("4.5")["public_share_percent"]).dropna()
    return (
        *Derivation("4.5", "100 less the public share").column("private_share_percent", private),
        *(
            check
            for row, bound, what in bounds
            for check in Derivation("4.5", f"most it could be: {what}", CheckKind.UPPER_BOUND).cell(
                row, "financing_usd_million", value=bound
            )
        ),
    )
