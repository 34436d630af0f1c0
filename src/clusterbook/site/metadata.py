"""What search engines for data find in a page: its data in schema.org's words, as text for the page's head."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from clusterbook.data.book import Book
from clusterbook.metadata import Project, load_project
from clusterbook.metadata.crate import media_type
from clusterbook.metadata.schema_org import chapter_dataset, package_dataset
from clusterbook.paths import chapter_page
from clusterbook.site.pages import Page

ROOT = "../"  # from a chapter's page


@lru_cache(maxsize=1)
def project() -> Project:
    """The project's record, read once."""
    return load_project()


def chapter_jsonld(book: Book, page: Page) -> str:
    """The tables of a chapter, said on its first page; empty for other pages and for a chapter without tables."""
    if page.key != chapter_page(page.chapter):
        return ""
    described = chapter_dataset(project(), book, page.chapter, root=ROOT)
    return script_text(described) if described else ""


def package_jsonld(book: Book, files: Iterable[str], *, root: str = "") -> str:
    """The whole data package, for the page that offers all of it.

    Parameters
    ----------
    book : Book
        The data.
    files : iterable of str
        Addresses of what can be downloaded, from the site's root.
    root : str
        Way from the page to the root of the site.
    """
    downloads = [
        {"label": name.rpartition("/")[2], "href": f"{root}{name}", "format": media_type(name)} for name in files
    ]
    return script_text(package_dataset(project(), book, downloads=downloads))


def script_text(described: dict[str, Any]) -> str:
    """A description as the content of a script element, which a ``<`` inside a text must not end."""
    return json.dumps(described, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
