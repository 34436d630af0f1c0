"""The names of clusters, and which clusters a text names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from clusterbook.data.book import Book
from clusterbook.vocabulary import in_a_sentence

ALIASES, HEADING, JOINT = "cluster_aliases", "heading", "|"
PLACE = re.compile(r"^[^(]+")


@dataclass(frozen=True)
class Name:
    """A name, and when a text that holds it means the cluster.

    Parameters
    ----------
    cluster_id : str
        The cluster.
    text : str
        The name as it is written.
    kind : str
        ``heading``, ``place``, ``spelling``, ``subject`` or ``organization``; see the schema of the aliases.
    chapters : frozenset of int
        Chapters in which the name alone suffices.
    context : tuple of str
        Beginnings of words, one of which has to stand in the text elsewhere; if empty as well, the name suffices.
    note : str
        Where the name comes from.
    """

    cluster_id: str
    text: str
    kind: str
    chapters: frozenset[int] = frozenset()
    context: tuple[str, ...] = ()
    note: str = ""

    def means(self, folded: str, chapter: int) -> bool:
        """Whether the name means the cluster in a folded text of a chapter."""
        if chapter in self.chapters or not (self.chapters or self.context):
            return True
        return any(re.search(rf"\b{word}", folded) for word in self.context)


@dataclass(frozen=True)
class PrintedName:
    """A name that tables print.

    Parameters
    ----------
    text : str
        The name as printed.
    tables : tuple of str
        Printed numbers of the tables.
    """

    text: str
    tables: tuple[str, ...]


def fold(text: str) -> str:
    """A text without accents, in small letters."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(part for part in parts if not unicodedata.combining(part)).casefold()


@cache
def all_names(book: Book) -> tuple[Name, ...]:
    """The coded names; for a cluster without a heading, heading and place made from its own words."""
    rows = book.resource(ALIASES).astype(object)
    coded = [_name(row) for row in rows.where(rows.notna(), "").to_dict("records")]
    known = {name.cluster_id for name in coded if name.kind == HEADING}
    clusters = book.clusters_with(cases=True)
    for cluster_id, row in clusters[~clusters.index.isin(known)].iterrows():
        found = PLACE.match(row["cluster"])
        place = found[0].strip() if found else row["cluster"]
        coded += [
            Name(str(cluster_id), f"{place} {in_a_sentence(row['product'])}", HEADING),
            Name(cluster_id, place, "place"),
        ]
    return tuple(coded)


def _name(row: Mapping[str, str]) -> Name:
    chapters = frozenset(int(part) for part in row["chapters"].split(JOINT) if part)
    context = tuple(part for part in row["context"].split(JOINT) if part)
    return Name(row["cluster_id"], row["name"], row["kind"], chapters, context, row["note"])


def names_of(book: Book, cluster_id: str) -> tuple[Name, ...]:
    """The coded names of one cluster besides its heading."""
    return tuple(name for name in all_names(book) if name.cluster_id == cluster_id and name.kind != HEADING)


def heading_of(book: Book, cluster_id: str) -> str:
    """The name that a cluster's page has.

    Raises
    ------
    StopIteration
        If the book has no such cluster.
    """
    return next(name.text for name in all_names(book) if name.cluster_id == cluster_id and name.kind == HEADING)


def printed_names(book: Book, rows: Sequence[tuple[str, str]]) -> list[PrintedName]:
    """The names that tables print in the rows of a cluster, each with its tables.

    Parameters
    ----------
    book : Book
        The data package.
    rows : sequence of (table, row key)
        Rows of one cluster.
    """
    found: dict[str, list[str]] = {}
    for table, row in rows:
        cells = book.printed(table).loc[row]
        label = next(field["name"] for field in book.fields(table) if _labels(field))
        text = f"{cells['product']}, {cells[label]}" if "product" in cells.index else str(cells[label])
        found.setdefault(text, []).append(table)
    return [PrintedName(text, tuple(tables)) for text, tables in found.items()]


def _labels(field: Mapping[str, object]) -> bool:
    return field["kind"] == "label" and field["name"] != "country"


def clusters_named(book: Book, text: str, chapter: int) -> set[str]:
    """The clusters that a text of a chapter names; of overlapping names the longest counts ("Nuevo León").

    Parameters
    ----------
    book : Book
        The data package.
    text : str
        Any text.
    chapter : int
        The chapter it belongs to, 0 for none.
    """
    folded = fold(text)
    by_name, pattern = _index(book)
    hits = set(pattern.findall(folded))
    return {name.cluster_id for hit in hits for name in by_name[hit] if name.means(folded, chapter)}


@cache
def _index(book: Book) -> tuple[dict[str, list[Name]], re.Pattern[str]]:
    """Names by their folded text, and a pattern that finds them, the longer ones first."""
    by_name: dict[str, list[Name]] = {}
    for name in all_names(book):
        by_name.setdefault(fold(name.text), []).append(name)
    longest_first = sorted(by_name, key=len, reverse=True)
    return by_name, re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
