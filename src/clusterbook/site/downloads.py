"""Files that a page offers: its tables as CSV with their schemas, its notebook, all of it in one archive."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping

from clusterbook.data.book import Book
from clusterbook.paths import data_folder, table_name
from clusterbook.site.pages import Page

EARLIEST = (1980, 1, 1, 0, 0, 0)  # the earliest time an archive can hold: the same bytes on every day


def chapter_downloads(book: Book, page: Page) -> list[dict[str, str]]:
    """What a page offers, in order: label and address from the site's root."""
    tables = [
        {"label": f"Table {table} (CSV)", "href": f"data/{table_name(table)}.csv"}
        for table in book.tables_of(page.chapter)
    ]
    notebook = {"label": "Notebook of this page", "href": f"notebooks/{page.path.name}"}
    return [*tables, notebook, {"label": "All of the chapter in one archive (ZIP)", "href": f"{archive_name(page)}"}]


def archive_name(page: Page) -> str:
    """Address of the archive of a page: that of its chapter, of however many pages."""
    return f"data/chapter_{page.chapter:02d}.zip"


def download_files(book: Book, pages: Iterable[Page]) -> dict[str, bytes]:
    """Content of everything that the pages offer, by address from the site's root."""
    files: dict[str, bytes] = {}
    archives: dict[str, dict[str, bytes]] = {}
    for page in pages:
        parts = {**_tables(book, page.chapter), f"notebooks/{page.path.name}": page.path.read_bytes()}
        files |= parts
        archives.setdefault(archive_name(page), {}).update(parts)
    return files | {name: archive(parts) for name, parts in archives.items()}


def _tables(book: Book, chapter: int) -> dict[str, bytes]:
    folder = data_folder() / "published"
    names = [f"{table_name(table)}{ending}" for table in book.tables_of(chapter) for ending in (".csv", ".schema.json")]
    return {f"data/{name}": (folder / name).read_bytes() for name in names}


def archive(files: Mapping[str, bytes]) -> bytes:
    """A ZIP of these files with the same bytes on every day and machine."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as bundle:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            bundle.writestr(entry, files[name])
    return buffer.getvalue()
