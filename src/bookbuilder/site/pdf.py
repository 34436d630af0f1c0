"""The finished site as one PDF: every page printed by Chromium, joined in reading order, links leading inside it."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urlsplit

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, NameObject

from bookbuilder.book.chapters import documents
from bookbuilder.book.configuration import load_configuration
from bookbuilder.book.files import write_whole
from bookbuilder.book.layout import BookFolders
from bookbuilder.errors import BookError

PROGRAM_VARIABLE = "CHROMIUM"
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")  # the one without windows first
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run", "--no-pdf-header-footer", "--font-render-hinting=none",
)  # fmt: skip
SECONDS = 120


def write_pdf(book: BookFolders, target: Path, *, report: Callable[[str], None]) -> None:
    """Print the built site into one file.

    Parameters
    ----------
    book : BookFolders
        The book, built.
    target : Path
        The file to write.
    report : callable
        Takes a line of progress.

    Raises
    ------
    BookError
        If the target is a folder, the site was not built, or there is no Chromium, or it could not print a page.
    """
    if target.is_dir():
        raise BookError(f"{target}: found a folder; expected the name of a file. Name another.")
    pages = site_pages(book)
    program = find_chromium()
    with tempfile.TemporaryDirectory(prefix="bookbuilder-pdf-") as folder:
        printed: dict[Path, Path] = {}
        for number, page in enumerate(pages, start=1):
            printed[page] = Path(folder, f"{number}.pdf")
            print_page(page, printed[page], program=program, profile=Path(folder, "profile"))
            report(f"[{number}/{len(pages)}] {page.relative_to(book.site).as_posix()}")
        write_whole(target, joined(printed))


def site_pages(book: BookFolders) -> list[Path]:
    """The site's pages in the order of the table of contents.

    Raises
    ------
    BookError
        If one is not there.
    """
    names = documents(book.staged) if (book.staged / "_toc.yml").is_file() else []
    pages = [book.site / Path(name).with_suffix(".html") for name in dict.fromkeys(names)]
    missing = [page for page in pages if not page.is_file()]
    if missing or not pages:
        what = missing[0].relative_to(book.site).as_posix() if missing else "pages"
        raise BookError(
            f"{book.site}: found no {what}; expected the finished site. "
            f"Build it: {load_configuration(book.root).command} build"
        )
    return pages


def find_chromium() -> str:
    """The browser: what the environment variable names, else the first on the PATH.

    Raises
    ------
    BookError
        If there is none.
    """
    found = os.environ.get(PROGRAM_VARIABLE) or next(filter(None, map(shutil.which, PROGRAMS)), "")
    if not found:
        raise BookError(
            f"chromium: found no browser to print with; expected one of {', '.join(PROGRAMS)}. Install Chromium, or "
            f"name it: {PROGRAM_VARIABLE}=/path/to/chromium"
        )
    return found


def print_page(page: Path, target: Path, *, program: str, profile: Path) -> None:
    """Print one page.

    Raises
    ------
    BookError
        If the browser wrote no file within its time.
    """
    command = [program, *FLAGS, f"--user-data-dir={profile}", f"--print-to-pdf={target}", page.as_uri()]
    try:
        subprocess.run(command, capture_output=True, check=False, timeout=SECONDS)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise BookError(f"{page}: found no way to print it: {error}. Look at the page in a browser.") from None
    if not target.is_file():
        raise BookError(f"{page}: found nothing printed; expected a PDF from {program}. Look at the page in a browser.")


def joined(printed: Mapping[Path, Path]) -> bytes:
    """The printed pages as one PDF with an outline.

    A link to another page of the site leads to the sheet on which that page begins; one to a file of the site that is
    no page is taken out, since who has the PDF does not have that file.

    Parameters
    ----------
    printed : mapping of Path to Path
        File of the printed page by page of the site, in reading order.
    """
    writer, begins = PdfWriter(), {}
    for page, file in printed.items():
        begins[page.resolve()] = len(writer.pages)
        reader = PdfReader(file)
        title = (reader.metadata and reader.metadata.title) or page.stem
        writer.append(reader, outline_item=title, import_outline=False)
    for sheet in writer.pages:
        kept = [note for note in sheet.get("/Annots", []) if leads_somewhere(note.get_object(), writer, begins)]
        sheet[NameObject("/Annots")] = ArrayObject(kept)
    writer.metadata = {}
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def leads_somewhere(note: Any, writer: PdfWriter, begins: Mapping[Path, int]) -> bool:
    """Whether a note of a sheet may stay: a link to a page of the site is made to lead to its first sheet."""
    address = urlsplit(urldefrag(str(note.get("/A", {}).get("/URI", "")))[0])
    if address.scheme != "file":
        return True
    sheet = begins.get(Path(unquote(address.path)).resolve())
    if sheet is None:
        return False
    del note["/A"]
    note[NameObject("/Dest")] = ArrayObject([writer.pages[sheet].indirect_reference, NameObject("/Fit")])
    return True
