"""The site as one PDF: pages in order, an outline, links inside, nothing of the machine it was made on."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from bookbuilder.book.layout import BookFolders
from bookbuilder.errors import BookError
from bookbuilder.site.pdf import find_chromium, write_pdf

PAGES = {
    "intro.html": '<title>Start</title><p>First words. <a href="chapters/ch01.html#part">next</a>',
    "chapters/ch01.html": '<title>One</title><p>Second words. <a href="../data/a.csv">file</a> <a href="https://a.b/">out</a>',
}


@pytest.fixture
def book(tmp_path: Path) -> BookFolders:
    """A book of two pages, as if it had been built."""
    book = BookFolders(tmp_path)
    for name, text in PAGES.items():
        (book.site / name).parent.mkdir(parents=True, exist_ok=True)
        (book.site / name).write_text(text, encoding="utf-8")
    book.staged.mkdir(parents=True)
    toc = "format: jb-book\nroot: intro\nchapters:\n- file: chapters/ch01\n"
    (book.staged / "_toc.yml").write_text(toc, encoding="utf-8")
    return book


def test_pages_follow_one_another_with_links_inside(book: BookFolders, tmp_path: Path) -> None:
    try:
        find_chromium()
    except BookError as error:
        pytest.skip(str(error))
    told: list[str] = []
    write_pdf(book, tmp_path / "out" / "book.pdf", report=told.append)
    reader = PdfReader(tmp_path / "out" / "book.pdf")
    assert [sheet.extract_text().split()[0] for sheet in reader.pages] == ["First", "Second"]
    assert [entry.title for entry in reader.outline] == ["Start", "One"]  # type: ignore[union-attr]
    notes = [[note.get_object() for note in sheet.get("/Annots", [])] for sheet in reader.pages]
    assert [reader.get_page_number(note["/Dest"][0].get_object()) for note in notes[0]] == [1]
    assert [note["/A"]["/URI"] for note in notes[1]] == ["https://a.b/"]
    assert str(tmp_path).encode() not in (tmp_path / "out" / "book.pdf").read_bytes()
    assert told == ["[1/2] intro.html", "[2/2] chapters/ch01.html"]


def test_a_book_that_was_not_built_is_not_printed(book: BookFolders, tmp_path: Path) -> None:
    (book.site / "chapters" / "ch01.html").unlink()
    with pytest.raises(BookError, match=r"found no chapters/ch01\.html"):
        write_pdf(book, tmp_path / "book.pdf", report=print)


def test_without_a_browser_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CHROMIUM", raising=False)
    with pytest.raises(BookError, match="Install Chromium"):
        find_chromium()
