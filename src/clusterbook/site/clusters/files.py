"""What the generator makes of the clusters: their pages and list, their cells as CSV, facts for the templates."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from clusterbook.data.book import Book
from clusterbook.site.citations import citation_facts
from clusterbook.site.clusters.content import table_texts
from clusterbook.site.clusters.listing import list_text
from clusterbook.site.clusters.mentions import mentions
from clusterbook.site.clusters.pages import ClusterPage, cluster_text, lead


def cluster_files(book: Book, pages: Iterable[ClusterPage]) -> dict[str, bytes]:
    """Pages and cells by name, as the builder takes them."""
    files = {"pages/clusters.md": list_text(book).encode()}
    for page in pages:
        files[f"pages/{page.name}.md"] = cluster_text(book, page.key).encode()
        files[f"files/{cells_name(page)}"] = cells_csv(book, page.key)
    return files


def cells_name(page: ClusterPage) -> str:
    """Address of a cluster's cells from the site's root."""
    return f"data/{page.name}.csv"


def cells_csv(book: Book, cluster_id: str) -> bytes:
    """All that the tables print of a cluster, a row for each cell."""
    rows = [
        (table.title, row.label, cell.heading, cell.text, "; ".join(cell.marks))
        for table in table_texts(book, mentions(book, cluster_id))
        for row in table.rows
        for cell in row.cells
    ]
    frame = pd.DataFrame(rows, columns=["table", "row", "column", "printed", "remarks"])
    return frame.to_csv(index=False, lineterminator="\n").encode()


def cluster_facts(book: Book, page: ClusterPage) -> dict[str, Any]:
    """What the templates show of the page of a cluster."""
    downloads = [{"label": "Its cells in the tables (CSV)", "href": cells_name(page)}]
    added = page.key in book.cases.index
    return {
        "description": f"{page.title}: {lead(book, page.key)}",
        "downloads": [] if added else downloads,
        "citation": citation_facts(page),
    }
