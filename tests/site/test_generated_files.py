"""What the site is given besides the chapters: downloads, citations, facts of pages."""

from __future__ import annotations

import io
import json
import posixpath
import zipfile

import pytest

from bookbuilder.book.layout import BookFolders
from clusterbook.data.book import Book
from clusterbook.paths import book_root, data_folder
from clusterbook.site.citations import bibtex, ris, sentence
from clusterbook.site.data_page import sizes_below
from clusterbook.site.downloads import archive, download_files
from clusterbook.site.generate import chapter_clusters, generated_files
from clusterbook.site.pages import Page, book_pages
from clusterbook.site.search_words import MORE_WORDS


@pytest.fixture(scope="module")
def pages() -> list[Page]:
    return book_pages()


def test_every_chapter_has_a_page_with_a_title(pages: list[Page]) -> None:
    assert sorted({page.chapter for page in pages}) == list(range(1, 13))
    assert all(page.title.startswith((f"Chapter {page.chapter}. ", f"Chapter {page.chapter}: ")) for page in pages)
    assert not any("{" in page.description for page in pages)


def test_every_table_is_offered_as_it_lies_in_the_data(book: Book, pages: list[Page]) -> None:
    files = download_files(book, pages)
    for table in book.tables:
        name = f"table_{int(table.split('.')[0]):02d}_{int(table.split('.')[1]):02d}.csv"
        assert files[f"data/{name}"] == (data_folder() / "published" / name).read_bytes()


def test_the_archive_of_a_chapter_holds_the_notebooks_of_all_its_pages(book: Book, pages: list[Page]) -> None:
    content = download_files(book, pages)["data/chapter_10.zip"]
    with zipfile.ZipFile(io.BytesIO(content)) as bundle:
        held = {name for name in bundle.namelist() if name.startswith("notebooks/")}
    assert held == {f"notebooks/{page.path.name}" for page in pages if page.chapter == 10} and len(held) > 1


@pytest.fixture(scope="module")
def files(book: Book, built_book: BookFolders) -> dict[str, bytes]:
    """All files that the site is given."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("clusterbook.site.generate.load_book", lambda: book)
        made = generated_files(book_root() / "results", built_book.exported)
    return made | {f"files/{name}": b"" for name in sizes_below(built_book.exported)}


def test_other_words_lead_to_sections_that_treat_what_they_name(files: dict[str, bytes]) -> None:
    written = files["files/search/documents.js"].decode()
    documents = json.loads(written[written.index("{") : written.rindex(";")])["documents"]
    words = " | ".join(document[5] for document in documents if len(document) > 5)
    assert [more.said for more in MORE_WORDS if more.words not in words] == []


def test_every_link_of_a_page_leads_to_a_file_that_is_made(files: dict[str, bytes]) -> None:
    facts = json.loads(files["facts.json"])
    pages = [page for page in facts.values() if "downloads" in page]
    addresses = [entry["href"] for page in pages for entry in page["downloads"]]
    addresses += [page["citation"][kind] for page in pages if "citation" in page for kind in ("bibtex", "ris")]
    assert len(addresses) > 200  # twelve chapters and 42 clusters
    assert [address for address in addresses if f"files/{address}" not in files] == []


def test_an_archive_holds_its_files_and_has_the_same_bytes_again() -> None:
    content = archive({"b.csv": b"1\n", "a.csv": b"2\n"})
    assert content == archive({"a.csv": b"2\n", "b.csv": b"1\n"})
    with zipfile.ZipFile(io.BytesIO(content)) as bundle:
        assert bundle.namelist() == ["a.csv", "b.csv"]
        assert bundle.read("b.csv") == b"1\n"


def test_a_page_is_cited_by_its_title_in_every_form(pages: list[Page]) -> None:
    for page in pages:
        assert all(page.title in text for text in (sentence(page), bibtex(page), ris(page)))
        assert ris(page).startswith("TY  - CHAP\r\n") and ris(page).endswith("ER  - \r\n")


def test_what_search_engines_are_told_of_data_leads_to_files_that_are_made(files: dict[str, bytes]) -> None:
    facts = json.loads(files["facts.json"])
    described = {page: json.loads(entry["jsonld"]) for page, entry in facts.items() if entry.get("jsonld")}
    assert len(described) == 11  # ten chapters with tables, and the page of downloads
    addresses = [
        posixpath.normpath(posixpath.join(posixpath.dirname(page), entry["contentUrl"]))
        for page, one in described.items()
        for entry in one["distribution"]
    ]
    assert len(addresses) > 100
    assert [address for address in addresses if f"files/{address}" not in files] == []
    assert not any("<" in entry.get("jsonld", "") for entry in facts.values())


@pytest.mark.parametrize(
    ("chapter", "first", "count"),
    [(3, "clusters/santa_catarina_apple.html", 3), (10, "clusters.html", 1), (12, "clusters/", 2)],
)
def test_a_chapter_leads_to_its_clusters(book: Book, chapter: int, first: str, count: int) -> None:
    shown = chapter_clusters(book, chapter)
    assert len(shown) == count
    assert any(entry["href"].startswith(first) for entry in shown)


def test_a_chapter_without_clusters_of_its_own_leads_to_none(book: Book) -> None:
    assert chapter_clusters(book, 9) == []
