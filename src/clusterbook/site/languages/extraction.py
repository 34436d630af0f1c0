"""The messages of the site, each with the file that it stands in: what the catalogues translate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from babel.messages.extract import extract_from_file

from clusterbook.paths import book_root
from clusterbook.site.glossary import PAGE as GLOSSARY
from clusterbook.site.glossary import Term, glossary_terms
from clusterbook.site.landing import first_pages
from clusterbook.site.languages.openings import Opening, opening_of
from clusterbook.site.pages import book_pages
from clusterbook.vocabulary import Sector

KEYWORDS = {"_": None, "message": None, "gettext": None}
TEMPLATES = ("jinja2.ext:babel_extract", "_templates", "*.html")
CODE = ("python", "src/clusterbook/site", "*.py")
PLACE = re.compile(r" \[[^\]]*\]\{\.place\}")
INTRO = "intro.md"


class Source(NamedTuple):
    """A message and the file that has it, from the book's root."""

    text: str
    file: str


def site_messages() -> Iterator[Source]:
    """Every message, the frame first."""
    yield from frame_messages()
    yield from (Source(text, INTRO) for text in intro())
    yield from (Source(opening.short, f"{opening.page}.ipynb") for opening in openings())
    for term in terms():
        yield from (Source(text, GLOSSARY) for text in (*term.names, without_places(term.meaning)))


def frame_messages() -> Iterator[Source]:
    """What the templates show: their own messages, those of the code, the sectors, the cards of the chapters."""
    yield from marked_messages(*TEMPLATES)
    yield from marked_messages(*CODE)
    yield from (Source(sector.label, "src/clusterbook/vocabulary.py") for sector in Sector)
    for opening in openings():
        yield from (Source(text, f"{opening.page}.ipynb") for text in (opening.title, opening.question))


def marked_messages(method: str, folder: str, pattern: str) -> Iterator[Source]:
    """Messages that templates or modules mark.

    Parameters
    ----------
    method : str
        Babel's name of the way to read the files.
    folder : str
        Where they lie, from the book's root.
    pattern : str
        Which of the files there and below.
    """
    for path in sorted((book_root() / folder).rglob(pattern)):
        for _, text, _, _ in extract_from_file(method, path, keywords=KEYWORDS):
            yield Source(str(text), path.relative_to(book_root()).as_posix())


def intro() -> tuple[str, str]:
    """Title and lead of the first page."""
    title, _, lead = (book_root() / INTRO).read_text(encoding="utf-8").partition("\n\n")
    return title.removeprefix("# "), lead.strip()


def openings() -> list[Opening]:
    """The openings of the chapters in their order."""
    return [opening_of(page) for page in first_pages(book_pages())]


def terms() -> tuple[Term, ...]:
    """The terms of the glossary."""
    return glossary_terms((book_root() / GLOSSARY).read_text(encoding="utf-8"))


def without_places(meaning: str) -> str:
    """A definition without the places in the sources, which are not translated."""
    return PLACE.sub("", meaning)
