"""The check of the whole book, which the builder calls before it runs anything (``[tool.bookbuilder]``)."""

from __future__ import annotations

from clusterbook.data.book import load_book
from clusterbook.data.check import data_faults
from clusterbook.reproduction.consistency import claim_faults, erratum_faults


def book_faults() -> list[str]:
    """Faults of the data package or, if it has none, of its errata and claims; one line each."""
    if faults := data_faults():
        return faults
    book = load_book()
    return [*map(str, erratum_faults(book)), *claim_faults(book)]
