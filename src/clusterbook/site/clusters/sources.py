"""The sources of a cluster as Table 1.3 prints them, each with its entries of the bibliography where it has one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from pybtex.database import Entry, parse_file

from clusterbook.data.book import Book
from clusterbook.paths import book_root
from clusterbook.site.clusters.names import fold

CASE_SOURCES = "1.3"
WORK = re.compile(r"(?P<authors>[^();]+?) \((?P<years>[^)]*)\)")
YEAR = re.compile(r"\d{4}[a-z]?")
NOT_A_NAME = {"and", "et", "al", "de", "la", "von"}


@dataclass(frozen=True)
class Source:
    """A study, or several by the same authors.

    Parameters
    ----------
    text : str
        As printed: ``Rabellotti (1997, 1999c)``, or ``Maggi, Chapter 4 in this volume``.
    keys : tuple of str
        Keys of its entries in the bibliography.
    """

    text: str
    keys: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        """Whether each of its years has an entry."""
        return bool(self.keys) and len(self.keys) >= len(YEAR.findall(self.text))


def sources_of(book: Book, cluster_id: str) -> list[Source]:
    """The sources of a cluster; none for the one that Table 1.3 leaves out.

    Parameters
    ----------
    book : Book
        The data package.
    cluster_id : str
        Of the book or of ``data/cases``.
    """
    if cluster_id in book.case_sources:
        return [Source("", (key,)) for key in book.case_sources[cluster_id]]
    printed = book.printed(CASE_SOURCES)
    if cluster_id not in printed.index:
        return []
    text = printed.at[cluster_id, "source"]
    works = list(WORK.finditer(text))
    rest = [part.strip() for part in text.split(";") if "this volume" in part]
    found = [Source(match[0].strip(" ,;"), tuple(_keys(match["authors"], match["years"]))) for match in works]
    return [*found, *(Source(part, ()) for part in rest)]


def _keys(authors: str, years: str) -> Iterator[str]:
    """Keys of the entries by just these authors of these years; of several that fit none is taken.

    A year with a letter ("1999b") fits only an entry whose year has it: the letter is that of the book's own list.
    """
    surnames = _words([authors])
    for year in YEAR.findall(years):
        fitting = [key for key, entry in bibliography().items() if entry.fields.get("year") == year]
        exact = [key for key in fitting if _authors(bibliography()[key]) == surnames]
        if len(exact) == 1:
            yield exact[0]


def _authors(entry: Entry) -> frozenset[str]:
    people = entry.persons.get("author", [])
    return _words([" ".join([*person.prelast_names, *person.last_names]) for person in people])


def _words(names: Iterable[str]) -> frozenset[str]:
    return frozenset(word for name in names for word in re.findall(r"\w+", fold(name))) - NOT_A_NAME


@cache
def bibliography() -> dict[str, Entry]:
    """The entries of ``references.bib`` by key."""
    return dict(parse_file(book_root() / "references.bib").entries.items())
