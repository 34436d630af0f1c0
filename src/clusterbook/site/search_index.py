"""What the search finds: sections, tables, rows of tables, clusters, statements, each at its place in the site."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from clusterbook.data.book import Book
from clusterbook.data.references import references
from clusterbook.display.claims import section_text
from clusterbook.display.row_names import NOT_WORDS, row_names
from clusterbook.errors import Fault, FaultsError
from clusterbook.paths import anchor, book_root, cell_anchor, chapter_page, claim_anchor, table_name, table_page
from clusterbook.site.clusters.names import HEADING, all_names
from clusterbook.site.clusters.pages import country_name
from clusterbook.site.figure_documents import episodes, figures
from clusterbook.site.glossary import PAGE as GLOSSARY
from clusterbook.site.glossary import USED_IN, glossary_terms
from clusterbook.site.marks import with_marks
from clusterbook.site.prose import plain, sections_of, source_of
from clusterbook.site.results import value_in
from clusterbook.site.search_words import all_surnames, more_words, with_authors
from clusterbook.vocabulary import in_words

DOCUMENTS = "search/documents.js"
PAGE, CLUSTER, TERM, SECTION, TABLE, ROW, FIGURE, EPISODE, STATEMENT = KINDS = (
    "page",
    "cluster",
    "term",
    "section",
    "table",
    "row of a table",
    "figure",
    "episode of joint action",
    "statement",
)
CLUSTERS, BIBLIOGRAPHY = "clusters/", "bibliography"
SHOWN_KINDS = ("label", "group", "primitive", "derived")
ENDINGS = (".md", ".ipynb")
UNSEARCHED = ("Hint", "Solution")  # headings of the exercises: who searches shall not find the answer first


@dataclass(frozen=True)
class Document:
    """Something that the search finds.

    Parameters
    ----------
    page : str
        Name of the page, without ending.
    anchor : str
        Place on the page; empty for the page itself.
    kind : str
        What it is, in words.
    title, text : str
        Its name, and its words; both are searched, the title counts for more.
    words : str
        Other words that lead to it; they are searched and not shown.
    """

    page: str
    anchor: str
    kind: str
    title: str
    text: str = ""
    words: str = ""


def search_files(book: Book, results: Path, generated: Mapping[str, bytes]) -> dict[str, bytes]:
    """The documents as a script that a page loads when its search is used.

    Parameters
    ----------
    book : Book
        The data package.
    results : Path
        Folder with the named results of the last runs.
    generated : mapping of str to bytes
        Pages made besides the book's own, by name with ending.
    """
    written_pages = page_sources(generated).items()
    sources = PageSources({page: with_authors(source, references()) for page, source in written_pages})
    glossary = GLOSSARY.removesuffix(".md")
    prose = {page: source for page, source in sources.items() if page != glossary}
    documents = [
        *prose_documents(prose, partial(written, results)),
        *cluster_documents(book, sources),
        *term_documents(sources[glossary]),
        *data_documents(book),
        *figure_documents(book),
    ]
    return {DOCUMENTS: script(documents, titles_of(documents)).encode()}


class PageSources(dict[str, str]):
    """Texts of pages by name without ending; one that others are made from and that is not there is a fault."""

    def __missing__(self, page: str) -> str:
        """Refuse to go on without it."""
        raise FaultsError([Fault("_toc.yml", f"no {page}", "expected every page that others are made from", "Add it.")])


def page_sources(generated: Mapping[str, bytes]) -> PageSources:
    """Text of every page of the book and of every generated one, by name without ending."""
    toc = yaml.safe_load((book_root() / "_toc.yml").read_text(encoding="utf-8"))
    files = [book_root() / f"{name}{ending}" for name in listed_pages(toc) for ending in ENDINGS]
    own = {
        path.relative_to(book_root()).with_suffix("").as_posix(): source_of(path) for path in files if path.is_file()
    }
    made = {name.removesuffix(".md"): content.decode() for name, content in generated.items() if name.endswith(".md")}
    return PageSources(own | made)


def listed_pages(entry: Any) -> Iterator[str]:
    """Names of the pages in a table of contents, its root first."""
    if isinstance(entry, list):
        for part in entry:
            yield from listed_pages(part)
    elif isinstance(entry, dict):
        yield from (str(entry[key]) for key in ("root", "file") if key in entry)
        for key in ("parts", "chapters", "sections"):
            yield from listed_pages(entry.get(key, []))


def written(results: Path, reference: str) -> str:
    """A named result as prose prints it; nothing where the chapter has not run."""
    return value_in(reference, (results, book_root() / "results")) or ""


def prose_documents(sources: Mapping[str, str], fill: Callable[[str], str]) -> Iterator[Document]:
    """Pages and sections."""
    for page, source in sources.items():
        for section in sections_of(source, fill) if not page.startswith(CLUSTERS) else ():
            if (section.text or not section.anchor) and section.title not in UNSEARCHED:
                kind = SECTION if section.anchor else PAGE
                text = all_surnames(references()) if page == BIBLIOGRAPHY else section.text
                words = more_words(page, section.title, section.text)
                yield Document(page, section.anchor, kind, section.title, text, words)


def cluster_documents(book: Book, sources: Mapping[str, str]) -> Iterator[Document]:
    """Clusters that have a page, by all of their names."""
    clusters = book.clusters_with(cases=True)
    names = all_names(book)
    for cluster_id, cluster in clusters.iterrows():
        own = [name for name in names if name.cluster_id == cluster_id]
        heading = next(name.text for name in own if name.kind == HEADING)
        country = country_name(book, cluster["country_id"])
        text = dict.fromkeys([cluster["cluster"], cluster["product"], country, *(name.text for name in own)])
        if (page := f"{CLUSTERS}{cluster_id}") in sources:
            yield Document(page, "", CLUSTER, heading, ", ".join(text), more_words(page, heading, ""))


def term_documents(source: str) -> Iterator[Document]:
    """The glossary and its terms, each at its place."""
    page = GLOSSARY.removesuffix(".md")
    yield Document(page, "", PAGE, next(sections_of(source, str)).title)
    for term in glossary_terms(source):
        title, text = ", ".join(term.names), plain(term.meaning.partition(f" {USED_IN} {{doc}}")[0], str)
        yield Document(page, term.anchor, TERM, title, text, more_words(page, title, text))


def data_documents(book: Book) -> Iterator[Document]:
    """Tables with their rows, then statements."""
    for table in book.tables:
        page, described = f"chapters/{table_page(table)}", book.describe(table_name(table))
        headings = [field["title"] for field in shown_fields(book, table)]
        yield Document(page, anchor(table), TABLE, described["title"], ", ".join(headings))
        yield from _rows(book, table, page=page)
    for _, claim in book.claims.iterrows():
        page = f"chapters/{chapter_page(int(claim['chapter']))}"
        title = f"{claim['claim_id']}: {claim['quote']}"
        yield Document(page, claim_anchor(claim["claim_id"]), STATEMENT, title, section_text(claim))


def figure_documents(book: Book) -> Iterator[Document]:
    """Figures, then episodes of joint action."""
    yield from (Document(page.name, place, FIGURE, title) for page, place, title in figures(book))
    yield from (Document(page.name, place, EPISODE, title, text) for page, place, title, text in episodes(book))


def _rows(book: Book, table: str, *, page: str) -> Iterator[Document]:
    """Rows of a table: the name, and all that is printed; a row is found at the cell that names it."""
    names, printed, fields = row_names(book, table), book.printed(table), shown_fields(book, table)
    label = next((field["name"] for field in fields if field["kind"] == "label"), fields[0]["name"])
    for row, cells in printed.iterrows():
        values = [in_words(cells[field["name"]]) for field in fields if cells[field["name"]]]
        yield Document(
            page, cell_anchor(table, str(row), label), ROW, names[str(row)], f"Table {table}: {' '.join(values)}"
        )


def shown_fields(book: Book, table: str) -> list[dict[str, Any]]:
    """Columns of a printed table that say something to a reader."""
    return [
        field for field in book.fields(table) if field["kind"] in SHOWN_KINDS and not field["name"].endswith(NOT_WORDS)
    ]


def titles_of(documents: Iterable[Document]) -> dict[str, str]:
    """Title of every page, by its name."""
    return {document.page: document.title for document in documents if not document.anchor}


def script(documents: Iterable[Document], titles: Mapping[str, str]) -> str:
    """The documents as a script that sets a global, so that it also loads from a folder.

    Pages and kinds stand once; a document names them by their places. What is shown has the marks of the pages.
    """
    pages = list(titles)
    rows = [
        [
            *(pages.index(one.page), one.anchor, KINDS.index(one.kind)),
            *(with_marks(one.title), with_marks(one.text)),
            *filter(None, [one.words]),
        ]
        for one in documents
        if one.page in titles
    ]
    named = [[page, with_marks(titles[page])] for page in pages]
    content = {"pages": named, "kinds": KINDS, "documents": rows}
    return f"window.bookDocuments = {json.dumps(content, ensure_ascii=False, separators=(',', ':'))};\n"
