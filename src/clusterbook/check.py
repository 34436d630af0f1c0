"""The check of the whole book, which the builder calls before it runs anything (``[tool.bookbuilder]``)."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

from clusterbook import chapters
from clusterbook.data.book import load_book
from clusterbook.data.check import data_faults
from clusterbook.data.references import reference_faults, works_named
from clusterbook.reproduction.claim_rules import claim_faults
from clusterbook.reproduction.consistency import number_faults
from clusterbook.reproduction.facts import fact_faults
from clusterbook.reproduction.tidy.remarks import note_faults

DEFINITION = re.compile(r"^def (claim_\d\d_\d\d\d?)\(", re.MULTILINE)


def book_faults() -> list[str]:
    """Faults of the data package or, if it has none, of its works, notes, errata, facts and claims; one line each."""
    book = load_book()
    if faults := data_faults(book):
        return faults
    works, claims = reference_faults(works_named(book)), claim_faults(book, written_functions())
    return list(map(str, chain(works, note_faults(book), number_faults(book), fact_faults(book), claims)))


def written_functions() -> set[str]:
    """Names of the claim functions in the chapters' files; nothing is imported, which would take seconds."""
    files = Path(chapters.__path__[0]).glob("ch*/claims*.py")
    return {name for file in files for name in DEFINITION.findall(file.read_text(encoding="utf-8"))}
