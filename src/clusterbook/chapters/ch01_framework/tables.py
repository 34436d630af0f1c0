"""Derived cells of Chapter 1: the facts of Table 1.2 that the chapters' own tables print again."""

from __future__ import annotations

from clusterbook.data.book import Book
from clusterbook.reproduction.checks import Check, same_fact

WHOLE = 1.0
FRUITS = {
    "mangoes": "mangoes_petrolina_juazeiro",
    "grapes": "grapes_petrolina_juazeiro",
    "melons": "melons_rio_grande_do_norte",
    "apples": "apples_santa_catarina",
}
WITH_JOBS = ("mangoes", "melons", "apples")
FRUIT_FACTS = {
    "production_1995_usd_million": "value_of_production_1995",
    "production_2002_usd_million": "value_of_production_2001",
    "exports_2002_usd_million": "value_of_exports_2002",
}
SALMON_FACTS = {
    "firms": ("core_subtotal", "total_firms"),
    "additional_providers": ("direct_supply_subtotal", "total_firms"),
    "direct_jobs": ("core_subtotal", "jobs"),
    "indirect_jobs": ("direct_supply_subtotal", "jobs"),
}
SEGUSINO_FACTS = {"production_1995_usd_million": "sales_usd_million", "exports_1996_usd_million": "exports_usd_million"}


def table_01_02(book: Book) -> tuple[Check, ...]:
    """The same facts in Tables 3.1 (fruit), 4.3 (salmon), 5.6 (furniture) and 8.1 (software)."""
    return (*_fruit(book), *_salmon(book), *_furniture(book), *_software(book))


def _fruit(book: Book) -> tuple[Check, ...]:
    """Production, exports and employment of the fruit clusters."""
    fruit, units = book.table("3.1"), book.table("1.2")
    facts = [
        same_fact("1.2", f"Table 3.1 ({fact.replace('_', ' ')})", unit=WHOLE).cell(
            row, column, value=fruit.at[fact, crop]
        )
        for row, crop in FRUITS.items()
        for column, fact in FRUIT_FACTS.items()
    ]
    direct = fruit.loc["total_employment", list(FRUITS.values())].set_axis(list(FRUITS)) - units["indirect_jobs"]
    jobs = same_fact("1.2", "Table 3.1 (total employment, less indirect jobs)")
    return tuple(check for fact in facts for check in fact) + jobs.column("direct_jobs", direct[list(WITH_JOBS)])


def _salmon(book: Book) -> tuple[Check, ...]:
    """Firms and jobs of the salmon cluster."""
    facts = [
        same_fact("1.2", f"Table 4.3 ({row.replace('_', ' ')})").cell(
            "salmon", column, value=book.table("4.3").at[row, fact]
        )
        for column, (row, fact) in SALMON_FACTS.items()
    ]
    return tuple(check for fact in facts for check in fact)


def _furniture(book: Book) -> tuple[Check, ...]:
    """What the table gives for the furniture cluster is the leading firm's sales and exports of 1996."""
    facts = [
        same_fact("1.2", f"Table 5.6 ({fact.partition('_usd')[0]} of Segusino alone, 1996)").cell(
            "furniture", column, value=book.table("5.6").at["1996", fact]
        )
        for column, fact in SEGUSINO_FACTS.items()
    ]
    return tuple(check for fact in facts for check in fact)


def _software(book: Book) -> tuple[Check, ...]:
    """Firms, jobs and output of Mexico City, whose output is the census's value added."""
    row, city = "software_mexico_city", book.table("8.1").loc["mexico_city"]
    output = city["value_added_usd_thousand"] / 1000
    return (
        *same_fact("1.2", "Table 8.1 (economic units)").cell(row, "firms", value=city["economic_units"]),
        *same_fact("1.2", "Table 8.1 (value added)").cell(row, "production_2002_usd_million", value=output),
        *same_fact("1.2", "Table 8.1 (employees)").cell(row, "direct_jobs", value=city["employees"]),
    )
