"""Derived cells of Chapter 2: facts on the dairy chain that other tables print as well."""

from __future__ import annotations

from clusterbook.data.book import Book
from clusterbook.reproduction.checks import Check, CheckKind, Derivation


def table_02_01(book: Book) -> tuple[Check, ...]:
    """Production and exports of 2000 against Table 2.2, the number of companies against Table 1.2."""
    yearly, chain = book.table("2.2")["value_2000"], book.table("2.1")["smes_boaco_chontales_low"]
    rest = book.table("1.2").at["dairy", "firms"] - chain["livestock_companies"] - chain["industrial_enterprises"]
    production = Derivation("2.1", "production of 2000 in Table 2.2", CheckKind.SAME_FACT)
    exports = Derivation("2.1", "exports of 2000 in Table 2.2", CheckKind.SAME_FACT)
    firms = Derivation(
        "2.1",
        "firms of the cluster in Table 1.2 less small livestock companies and the fewest processors",
        CheckKind.SAME_FACT,
    )
    return (
        *production.cell("total_production", "nicaragua_low", value=yearly["production"]),
        *exports.cell("exports", "nicaragua_low", value=yearly["exports"]),
        *firms.cell("livestock_companies", "large_companies_boaco_chontales_low", value=rest),
    )
