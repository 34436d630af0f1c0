"""What the search finds, and where."""

from __future__ import annotations

import json
import re

import pytest
from pybtex.database import parse_string

from clusterbook.data.book import Book
from clusterbook.errors import ClusterbookError
from clusterbook.paths import book_root
from clusterbook.site.search_index import (
    DOCUMENTS,
    KINDS,
    Document,
    cluster_documents,
    data_documents,
    listed_pages,
    page_sources,
    search_files,
    term_documents,
    titles_of,
    written,
)
from clusterbook.site.search_words import all_surnames, with_authors


@pytest.fixture(scope="module")
def documents(book: Book) -> list[Document]:
    return list(data_documents(book))


def test_every_table_row_and_statement_is_found_at_its_address(book: Book, documents: list[Document]) -> None:
    anchors = [document.anchor for document in documents]
    assert len(set(anchors)) == len(anchors)
    rows = sum(len(book.printed(table)) for table in book.tables)
    assert len(documents) == len(book.tables) + rows + len(book.claims)


def test_a_row_has_its_numbers_and_no_codes(documents: list[Document]) -> None:
    row = next(document for document in documents if document.anchor.startswith("cell-08-01-nuevo_leon-"))
    assert row.title == "Nuevo León"
    assert row.text.startswith("Table 8.1: Nuevo León 26 351")


def test_a_cluster_is_found_by_all_of_its_names_where_it_has_a_page(book: Book) -> None:
    found = list(cluster_documents(book, {"clusters/sinos_footwear": ""}))
    assert [document.page for document in found] == ["clusters/sinos_footwear"]
    assert "Novo Hamburgo" in found[0].text


def test_the_glossary_and_its_terms_are_found_without_markup() -> None:
    entry = "joint action\n  What {term}`firms <firm>` do {cite}`x` together.\n\n  Used in {doc}`Chapter 1 <a>`.\n"
    source = f"# Words\n\n:::{{glossary}}\n{entry}:::\n"
    assert list(term_documents(source)) == [
        Document("glossary", "", "page", "Words"),
        Document("glossary", "term-joint-action", "term", "joint action", "What firms do together."),
    ]


def test_pages_are_those_of_the_contents_and_the_generated_ones() -> None:
    toc = {"root": "intro", "parts": [{"chapters": [{"file": "a", "sections": [{"file": "b"}]}, {"glob": "c/*"}]}]}
    assert list(listed_pages(toc)) == ["intro", "a", "b"]
    sources = page_sources({"made.md": b"# Made", "data/other.csv": b""})
    assert sources["made"] == "# Made" and "chapters/ch04_salmon" in sources and "data/other.csv" not in sources
    with pytest.raises(ClusterbookError, match="_toc.yml: found no glossaries; expected every page"):
        sources["glossaries"]


def test_results_fill_in_and_an_unknown_one_is_nothing() -> None:
    assert written(book_root() / "results", "ledger.checked") == "426"
    assert written(book_root() / "results", "ledger.nothing") == ""


def test_the_script_holds_every_document_with_the_title_of_its_page(book: Book) -> None:
    content = search_files(book, book_root() / "results", {})[DOCUMENTS].decode()
    assert content.startswith("window.bookDocuments = ") and content.endswith(";\n")
    data = json.loads(content.removeprefix("window.bookDocuments = ").removesuffix(";\n"))
    assert data["kinds"] == list(KINDS)
    assert all(data["pages"][page][1] for page, *_ in data["documents"])
    assert len(content.encode()) < 600_000
    shown = [words for *_, title, text in (document[:5] for document in data["documents"]) for words in (title, text)]
    assert [words for words in shown if re.search(r"\]\{|\{\.|\w'\w", words)] == []


def test_titles_are_those_of_the_pages_themselves() -> None:
    assert titles_of([Document("a", "", "page", "A"), Document("a", "b", "section", "B")]) == {"a": "A"}


def test_authors_are_found_where_they_are_cited() -> None:
    entries = parse_string("@book{a2000b, author={Ann Ü. Able and Bo Baker}, year={2000}}", "bibtex").entries
    assert with_authors("Said {cite}`a2000b,c` so.", entries) == "Said [Able and Baker, 2000] so."
    assert with_authors("As {cite:t}`a2000b` say.", entries) == "As Able and Baker [2000] say."
    assert all_surnames(entries) == "Able Baker"
