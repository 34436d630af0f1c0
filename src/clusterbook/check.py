"""The book's check that the builder calls: the data by their schemas, then the claims by the protocol."""

from __future__ import annotations

import re

from clusterbook.data.book import load_book
from clusterbook.data.check import data_faults
from clusterbook.paths import book_root
from clusterbook.reproduction.claim_rules import claim_faults

FOLDER = "src/clusterbook/chapters"
DEFINITION = re.compile(r"^def (claim_\d\d_\d\d\d?)\(", re.MULTILINE)


def book_faults() -> list[str]:
    """Faults of the data and of the claims, one line each; claims are looked at only once the data are in order."""
    return data_faults() or [str(fault) for fault in claim_faults(load_book(), written_functions())]


def written_functions() -> set[str]:
    """Names of the claim functions in the chapters' files; nothing is imported, which would take seconds."""
    files = (book_root() / FOLDER).glob("ch*/claims*.py")
    return {name for file in files for name in DEFINITION.findall(file.read_text(encoding="utf-8"))}
