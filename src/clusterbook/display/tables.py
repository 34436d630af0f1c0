"""Tables as pages show them: printed tables cell by cell, claims, frames of results."""

from clusterbook.display.claims import show_claims
from clusterbook.display.html import show_frame
from clusterbook.display.published import show_table

__all__ = [
    "show_claims",
    "show_frame",
    "show_table",
]
