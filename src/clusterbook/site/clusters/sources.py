"""The sources of a cluster as Table 1.3 prints them, each with its entries of the bibliography where it has one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pybtex.database import Entry, Person
from pybtex.richtext import Text

from clusterbook.data.book import Book
from clusterbook.data.references import references
from clusterbook.site.clusters.names import fold

CASE_SOURCES = "1.3"
WORK = re.compile(r"(?P<authors>[^();]+?) \((?P<years>[^)]*)\)")
YEAR = re.compile(r"\d{4}[a-z]?")
ET_AL = "et al."
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
    for year in YEAR.findall(years):
        fitting = [key for key, entry in references().items() if entry.fields.get("year") == year]
        exact = [key for key in fitting if _is_by(references()[key], authors)]
        if len(exact) == 1:
            yield exact[0]


def _is_by(entry: Entry, authors: str) -> bool:
    """Whether an entry is by the printed authors, or three or more by the first "et al."; a word of a name will do."""
    printed, people = _words(authors), [_surnames(person) for person in entry.persons.get("author", [])]
    named = people[:1] if ET_AL in authors else people
    enough = len(people) > 2 if ET_AL in authors else bool(people)
    return enough and printed <= frozenset().union(*people) and all(person & printed for person in named)


def _surnames(person: Person) -> frozenset[str]:
    return _words(str(Text.from_latex(" ".join([*person.prelast_names, *person.last_names]))))


def _words(names: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", fold(names))) - NOT_A_NAME
