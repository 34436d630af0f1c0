"""Typeset tables: as published, beside what the data recompute, with restored cells marked."""

from clusterbook.display.claims import show_claims
from clusterbook.display.html import Typeset, show_frame
from clusterbook.display.ledgers import show_differences, show_ledger
from clusterbook.display.published import show_table

__all__ = [
    "Typeset",
    "show_claims",
    "show_differences",
    "show_frame",
    "show_ledger",
    "show_table",
]
