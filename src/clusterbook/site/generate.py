"""Everything the site is given besides the chapters' notebooks; the builder calls this (``[tool.bookbuilder]``)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from clusterbook.data.book import Book, load_book
from clusterbook.site.assets import asset_files
from clusterbook.site.citations import citation_facts, citation_files
from clusterbook.site.clusters.files import cluster_facts, cluster_files
from clusterbook.site.clusters.listing import entries_of_chapter, names_clusters
from clusterbook.site.clusters.pages import cluster_pages
from clusterbook.site.data_page import PAGE, data_files, data_page, sizes_below
from clusterbook.site.downloads import chapter_downloads, download_files
from clusterbook.site.exercises import exercise_facts, exercise_files, exercises_of
from clusterbook.site.explorer import explorer_files
from clusterbook.site.glossary import PAGE as GLOSSARY
from clusterbook.site.glossary import glossary_page
from clusterbook.site.instrument_page import PAGE as INSTRUMENT
from clusterbook.site.instrument_page import SCHEMA, instrument_page, schema_file
from clusterbook.site.landing import landing_facts
from clusterbook.site.languages.catalogues import Language
from clusterbook.site.languages.facts import language_facts
from clusterbook.site.languages.pages import language_pages
from clusterbook.site.languages.search import language_search_files
from clusterbook.site.metadata import chapter_jsonld, package_jsonld
from clusterbook.site.origins import origins_json
from clusterbook.site.pages import Page, book_pages
from clusterbook.site.search_index import page_sources, search_files

FACTS = "facts.json"


def generated_files(results: Path, exported: Path) -> dict[str, bytes]:
    """Files for the site by name, as the builder takes them.

    Parameters
    ----------
    results : Path
        Folder with the named results of the last runs.
    exported : Path
        Folder with what ``exported_files`` made.

    Returns
    -------
    dict of str to bytes
        ``pages/...`` for Sphinx, ``files/...`` for the site as they are, and ``facts.json``: by page what the
        templates show of it.
    """
    book, pages = load_book(), book_pages()
    clusters = cluster_pages(book)
    facts = {page.name: page_facts(book, page) for page in pages}
    facts |= {page.name: cluster_facts(book, page) for page in clusters}
    data, whole = data_files(), sizes_below(exported)
    facts |= exercise_facts()
    landing = landing_facts(book, pages, results)
    facts |= language_facts(landing)
    facts["intro"]["landing"] = landing
    facts[PAGE.removesuffix(".md")] = {"jsonld": package_jsonld(book, [*data, *whole])}
    files = {**data, **download_files(book, pages), **citation_files([*pages, *clusters]), **asset_files()}
    files |= schema_file() | exercise_files(results)
    dumped = json.dumps(facts, indent=1, sort_keys=True, ensure_ascii=False).encode()
    made = {FACTS: dumped, f"pages/{PAGE}": data_page(book, whole).encode()}
    made |= {f"pages/{GLOSSARY}": glossary_page(page_sources({})).encode()}
    made |= cluster_files(book, clusters) | {f"pages/{INSTRUMENT}": instrument_page(book, schema=SCHEMA).encode()}
    files |= explorer_files(book)
    generated = {name.removeprefix("pages/"): content for name, content in made.items() if name.startswith("pages/")}
    files |= search_files(book, results, generated) | language_search_files()
    made |= {f"pages/{name}": text.encode() for one in Language for name, text in language_pages(one).items()}
    return {**made, **{f"files/{name}": content for name, content in files.items()}}


def chapter_clusters(book: Book, chapter: int) -> list[dict[str, str]]:
    """The clusters of a chapter with the addresses of their pages; of one that compares all of them, their list."""
    own = [{"label": entry.title, "href": entry.address} for entry in entries_of_chapter(book, chapter)]
    return own or ([{"label": "all of them", "href": "clusters.html"}] if names_clusters(book, chapter) else [])


def page_facts(book: Book, page: Page) -> dict[str, Any]:
    """What the templates show of one page."""
    return {
        "chapter": page.chapter,
        "clusters": chapter_clusters(book, page.chapter),
        "description": page.description,
        "downloads": chapter_downloads(book, page),
        "exercises": exercises_of(page),
        "citation": citation_facts(page),
        "jsonld": chapter_jsonld(book, page),
        "origins": origins_json(book, page.markdown),
    }
