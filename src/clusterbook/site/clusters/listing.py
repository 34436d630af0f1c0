"""The list of all clusters by sector and by country, and what a line says of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import pandas as pd

from clusterbook.chapters.ch10_cross_case.ratings import exposure
from clusterbook.data.book import Book
from clusterbook.site.clusters.mentions import KEY, own_chapters
from clusterbook.site.clusters.names import heading_of
from clusterbook.site.clusters.pages import country_name, templates
from clusterbook.vocabulary import Sector


@dataclass(frozen=True)
class Entry:
    """A cluster in a list.

    Parameters
    ----------
    cluster_id : str
        The cluster.
    title, country, sector : str
        In words.
    efficiency, leader : str
        Its degree of collective efficiency, and whether a global leader is present, in words.
    is_added : bool
        Whether this project added it.
    """

    cluster_id: str
    title: str
    country: str
    sector: str
    efficiency: str
    leader: str
    is_added: bool

    @property
    def address(self) -> str:
        """Address of its page from the site's root."""
        return f"clusters/{self.cluster_id}.html"


@dataclass(frozen=True)
class Entries:
    """Clusters under one title."""

    title: str
    entries: list[Entry]


@cache
def entries(book: Book) -> tuple[Entry, ...]:
    """All clusters in the order of Table 10.2, the added ones last."""
    clusters = book.clusters_with(cases=True)
    leaders, added = exposure(clusters), set(book.cases.index)
    return tuple(
        Entry(
            str(key),
            heading_of(book, str(key)),
            country_name(book, row["country_id"]),
            Sector(row["sector"]).label,
            _efficiency(row["collective_efficiency"]),
            _leader(leaders[key]),
            key in added,
        )
        for key, row in clusters.iterrows()
    )


def entries_of_chapter(book: Book, chapter: int) -> list[Entry]:
    """The clusters that a chapter is about, or that the article of Chapter 12 describes."""
    own = own_chapters(book)
    return [entry for entry in entries(book) if chapter in own.get(entry.cluster_id, ())]


def names_clusters(book: Book, chapter: int) -> bool:
    """Whether a table of the chapter has a row for each of several clusters."""
    return any(KEY in book.printed(table) for table in book.tables_of(chapter))


def _efficiency(degree: object) -> str:
    return "collective efficiency not rated" if pd.isna(degree) else f"{str(degree).lower()} collective efficiency"


def _leader(present: float) -> str:
    if pd.isna(present):
        return "governance not coded"
    return "global leader" if present else "no global leader"


def grouped(listed: Sequence[Entry], title: Callable[[Entry], str]) -> list[Entries]:
    """The clusters under their titles, in the order in which these come up."""
    titles = dict.fromkeys(map(title, listed))
    return [Entries(one, [entry for entry in listed if title(entry) == one]) for one in titles]


def list_text(book: Book) -> str:
    """The page that lists all clusters, in Markdown."""
    listed = entries(book)
    countries = sorted(grouped(listed, lambda entry: entry.country), key=lambda group: group.title)
    return (
        templates()
        .get_template("clusters.md.jinja")
        .render(
            count=sum(not entry.is_added for entry in listed),
            added=sum(entry.is_added for entry in listed),
            sectors=grouped(listed, lambda entry: entry.sector),
            countries=countries,
        )
    )
