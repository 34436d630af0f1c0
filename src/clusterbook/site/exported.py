"""The whole data package in the formats of other programs; the builder calls this (``[tool.bookbuilder]``)."""

from __future__ import annotations

from clusterbook.data.book import Book, load_book
from clusterbook.data.checksums import checksums_hold
from clusterbook.exports import FORMATS, export_files
from clusterbook.site.downloads import archive

FOLDER = "data"
NAME = "upgrading_to_compete"
EXCEL = "excel"
ENDINGS = {form: f"_{form}.zip" for form in FORMATS} | {EXCEL: ".xlsx"}


def exported_files() -> dict[str, bytes]:
    """The whole package in each format by address from the site's root; none while its parts do not agree."""
    if not checksums_hold():
        return {}
    book = load_book()
    return {name: content for form in FORMATS for name, content in _package_files(book, form).items()}


def _package_files(book: Book, form: str) -> dict[str, bytes]:
    """The package in one format as one file: the workbook as it is, which is compressed, or an archive."""
    files = export_files(book, form)
    if form == EXCEL:
        return {f"{FOLDER}/{name}": content for name, content in files.items()}
    return {f"{FOLDER}/{NAME}_{form}.zip": archive(files)}
