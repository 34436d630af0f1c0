"""Where tables, cells, figures and statements stand in the site, as addresses from its root."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from clusterbook.paths import anchor, cell_anchor, chapter_page, claim_anchor, table_page
from clusterbook.site.pages import Page, book_pages

LABEL = re.compile(r"^\(([a-z0-9-]+)\)=", re.MULTILINE)
LEDGER = "chapters/ledger.html"


def chapter_address(chapter: int) -> str:
    """Address of a chapter's page, such as ``chapters/ch04_salmon.html``."""
    return f"chapters/{chapter_page(chapter)}.html"


def table_address(table: str) -> str:
    """Address of a printed table, such as ``chapters/ch04_salmon.html#tbl-04-03``."""
    return f"chapters/{table_page(table)}.html#{anchor(table)}"


def cell_address(table: str, row: str, column: str) -> str:
    """Address of one printed cell on the page that shows its table."""
    return f"chapters/{table_page(table)}.html#{cell_anchor(table, row, column)}"


def ledger_cell_address(table: str, row: str, column: str) -> str:
    """Address of what the ledger says of one printed cell."""
    return f"{LEDGER}#{cell_anchor(table, row, column)}"


def statement_address(claim_id: str) -> str:
    """Address of what the ledger says of one statement."""
    return f"{LEDGER}#{claim_anchor(claim_id)}"


def figure_address(chapter: int, number: int) -> str:
    """Address of a redrawn figure: its anchor where it has one, else the chapter's page."""
    label = f"fig-{chapter:02d}-{number:02d}"
    return f"{labels()[label].address}#{label}" if label in labels() else chapter_address(chapter)


@cache
def labels() -> Mapping[str, Page]:
    """The chapter page on which each label stands: ``tbl-10-04``, ``fig-02-01``."""
    return {label: page for page in book_pages() for text in page.markdown for label in LABEL.findall(text)}
