"""Descriptions in schema.org's words, as search engines for data read them in a page (JSON-LD)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from clusterbook.data.book import Book
from clusterbook.metadata.project import TITLE, Project
from clusterbook.paths import table_name

CONTEXT = "https://schema.org/"


def package_dataset(project: Project, book: Book, *, downloads: Iterable[Mapping[str, str]]) -> dict[str, Any]:
    """The whole data package.

    Parameters
    ----------
    project : Project
        What there is to say of it.
    book : Book
        The data.
    downloads : iterable of mapping
        ``label``, ``href`` (from the page that shows the description) and ``format`` (its media type).
    """
    return {
        "@context": CONTEXT,
        **_common(project),
        "name": project.head["title"],
        "description": project.abstract,
        "identifier": project.doi or project.head["id"],
        "distribution": [_download(one) for one in downloads],
        "hasPart": [
            {"@type": "Dataset", "name": book.describe(table_name(table))["title"], "description": _about(book, table)}
            for table in book.tables
        ],
    }


def chapter_dataset(project: Project, book: Book, chapter: int, *, root: str) -> dict[str, Any] | None:
    """The tables of one chapter; None of a chapter without tables.

    Parameters
    ----------
    project : Project
        What there is to say of the whole.
    book : Book
        The data.
    chapter : int
        Number of the chapter.
    root : str
        Way from the page to the root of the site, as ``../``.
    """
    tables = book.tables_of(chapter)
    if not tables:
        return None
    titles = [str(book.describe(table_name(table))["title"]) for table in tables]
    downloads = [
        {"label": title, "href": f"{root}data/{table_name(table)}.csv", "format": "text/csv"}
        for table, title in zip(tables, titles, strict=True)
    ]
    return {
        "@context": CONTEXT,
        **_common(project),
        "name": f"Tables of Chapter {chapter}, as printed and restored",
        "description": f"The tables of Chapter {chapter} of Upgrading to Compete (2006), with a schema for each: "
        + " ".join(title if title.endswith(".") else f"{title}." for title in titles),
        "distribution": [_download(one) for one in downloads],
        "isPartOf": {"@type": "Dataset", "name": project.head["title"], "description": project.abstract},
    }


def _common(project: Project) -> dict[str, Any]:
    """What is the same of the whole and of its parts."""
    return {
        "@type": "Dataset",
        "version": project.version,
        "datePublished": project.released,
        "inLanguage": "en",
        "license": project.data_licence["path"],
        "isAccessibleForFree": True,
        "keywords": project.keywords,
        "creator": [{"@type": "Organization", "name": name} for name in project.authors],
        "isBasedOn": [
            {"@type": "Book" if work.kind == "book" else "CreativeWork", "name": work.citation}
            for work in project.works
        ],
        "includedInDataCatalog": {"@type": "DataCatalog", "name": TITLE},
    }


def _download(entry: Mapping[str, str]) -> dict[str, str]:
    """A file to download."""
    return {
        "@type": "DataDownload",
        "name": entry["label"],
        "encodingFormat": entry["format"],
        "contentUrl": entry["href"],
    }


def _about(book: Book, table: str) -> str:
    """What a table holds; its title where the schema says no more."""
    descriptor = book.describe(table_name(table))
    return str(descriptor.get("description") or descriptor["title"])
