"""Every mention of a cluster in the data package: cells, statements, stated numbers, restorations, errata, events.

A pure function of the book, for the page of the cluster and for the search.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

from clusterbook.data.book import Book
from clusterbook.data.package import resource_names
from clusterbook.reproduction.claim_cells import CellReference, parse_references
from clusterbook.site.clusters.names import clusters_named
from clusterbook.vocabulary import ARTICLE_CHAPTER

KEY = "cluster_id"
EVENTS = "fair_trade_events"
IN_THIS_VOLUME = re.compile(r"Chapter (\d+) in this volume")
CELL_KINDS = ("primitive", "derived")  # a group is printed once for all of its rows
KEY_JOINT, ROW_TYPE = "|", "row_type"
DIAGRAM = re.compile(r"figure_(\d\d)_(\d\d)_nodes")

Row = dict[str, Any]


class Why(StrEnum):
    """Why a statement or a number belongs to a cluster."""

    TESTED = "tested"
    """It is tested on a row or column of the cluster."""
    NAMED = "named"
    """It, or the heading of its section, names the cluster."""
    REASON = "reason"
    """The reason of its verdict names the cluster."""
    CHAPTER = "chapter"
    """It stands in the chapter that is about this cluster alone."""


@dataclass(frozen=True)
class CellMention:
    """A cell of a printed table that holds something of a cluster.

    Parameters
    ----------
    table, row, column : str
        Its place.
    """

    table: str
    row: str
    column: str


@dataclass(frozen=True)
class Mentions:
    """Where a cluster comes up, each in the order of the book.

    Parameters
    ----------
    cells : tuple of CellMention
        Its cells in the printed tables.
    tables : tuple of str
        The other tables of the chapter that is about this cluster alone.
    statements : mapping of str to Why
        Statements of the text, by claim id.
    numbers : mapping of str to Why
        Numbers that the text states, by id.
    restorations, errata : tuple of dict
        Rows of these files on its cells.
    events : tuple of dict
        Dated events.
    figures : tuple of (int, int)
        Chapter and number of redrawn figures.
    """

    cells: tuple[CellMention, ...]
    tables: tuple[str, ...]
    statements: Mapping[str, Why]
    numbers: Mapping[str, Why]
    restorations: tuple[Row, ...] = ()
    errata: tuple[Row, ...] = ()
    events: tuple[Row, ...] = ()
    figures: tuple[tuple[int, int], ...] = ()


@cache
def mentions(book: Book, cluster_id: str) -> Mentions:
    """Where a cluster comes up in the data package.

    Parameters
    ----------
    book : Book
        The data package.
    cluster_id : str
        Of the book or of ``data/cases``.
    """
    cells = cells_of(book, cluster_id)
    alone = chapters_alone(book).get(cluster_id, ())
    shown = {cell.table for cell in cells}
    return Mentions(
        cells=cells,
        tables=tuple(table for chapter in alone for table in book.tables_of(chapter) if table not in shown),
        statements=_statements(book).get(cluster_id, {}),
        numbers=_numbers(book).get(cluster_id, {}),
        restorations=_on_cells(book, "restorations", cells),
        errata=_on_cells(book, "errata", cells),
        events=_events(book, cluster_id),
        figures=_figures(book).get(cluster_id, ()),
    )


def cells_of(book: Book, cluster_id: str) -> tuple[CellMention, ...]:
    """The cells of a cluster's rows, and of the columns that are about it."""
    return tuple(cell for table in book.tables for cell in _table_cells(book, table).get(cluster_id, ()))


def rows_of(book: Book, cluster_id: str) -> list[tuple[str, str]]:
    """Table and key of each row that is about a cluster."""
    return [place for place, of in _rows(book).items() if of == cluster_id]


@cache
def _rows(book: Book) -> dict[tuple[str, str], str]:
    """The cluster of each row that is about one, by table and key of the row."""
    tables = {table: book.printed(table) for table in book.tables}
    keyed = {table: printed[KEY] for table, printed in tables.items() if KEY in printed}
    return {(table, str(row)): of for table, column in keyed.items() for row, of in column.items() if of}


@cache
def _table_cells(book: Book, table: str) -> dict[str, list[CellMention]]:
    """The cells of one table by cluster, row by row."""
    found: dict[str, list[CellMention]] = {}
    shown = [one for one in book.fields(table) if one["kind"] in CELL_KINDS and one["name"] not in (ROW_TYPE, KEY)]
    for row, cells in book.printed(table).iterrows():
        for one in shown:
            cluster_id = one.get(KEY) or cells.get(KEY, "")
            if cluster_id:
                found.setdefault(cluster_id, []).append(CellMention(table, str(row), one["name"]))
    return found


@cache
def own_chapters(book: Book) -> dict[str, tuple[int, ...]]:
    """The chapters that Table 1.3 names as the source of a cluster, and the article of the added ones."""
    sources = book.printed("1.3")["source"].items()
    found = {str(row): tuple(map(int, IN_THIS_VOLUME.findall(source))) for row, source in sources}
    described = set(book.resource(EVENTS)[KEY])
    return found | {str(case): (ARTICLE_CHAPTER,) for case in book.cases.index if case in described}


@cache
def chapters_alone(book: Book) -> dict[str, tuple[int, ...]]:
    """Of the chapters that are the source of a cluster, those that are the source of no other."""
    own = own_chapters(book)
    counts = [chapter for chapters in own.values() for chapter in chapters]
    return {key: tuple(one for one in chapters if counts.count(one) == 1) for key, chapters in own.items()}


@cache
def _statements(book: Book) -> dict[str, dict[str, Why]]:
    """Every statement by cluster, with the strongest of the reasons why it belongs there."""
    found: dict[str, dict[str, Why]] = {}
    claims = book.claims.astype({"cells": object, "reason": object})
    for row in claims.fillna({"cells": "", "reason": ""}).to_dict("records"):
        whys: dict[str, Why] = {}
        chapter = int(row["chapter"])
        whys |= dict.fromkeys(_of_chapter(book, chapter), Why.CHAPTER)
        whys |= dict.fromkeys(clusters_named(book, row["reason"], chapter), Why.REASON)
        text = f"{row['quote']} {row['paraphrase']} {row['section']}"
        whys |= dict.fromkeys(clusters_named(book, text, chapter), Why.NAMED)
        whys |= dict.fromkeys(_tested(book, row["cells"]), Why.TESTED)
        for cluster_id, why in whys.items():
            found.setdefault(cluster_id, {})[row["claim_id"]] = why
    return found


@cache
def _numbers(book: Book) -> dict[str, dict[str, Why]]:
    """Every number that the text states, by cluster, with the reason why it belongs there."""
    known = set(book.clusters_with(cases=True).index)
    found: dict[str, dict[str, Why]] = {}
    for stated_id, row in book.stated_numbers.iterrows():
        chapter = int(row["chapter"])
        whys = dict.fromkeys(_of_chapter(book, chapter), Why.CHAPTER)
        named = clusters_named(book, f"{row['subject']} {row['place']}", chapter) | {row["subject"]} & known
        whys |= dict.fromkeys(named, Why.NAMED)
        for cluster_id, why in whys.items():
            found.setdefault(cluster_id, {})[str(stated_id)] = why
    return found


def _of_chapter(book: Book, chapter: int) -> list[str]:
    """The cluster that a chapter is about, if it is about one alone."""
    return [cluster_id for cluster_id, chapters in chapters_alone(book).items() if chapter in chapters]


def _tested(book: Book, cells: str) -> set[str]:
    """The clusters that references single out; a reference to a whole column singles out none."""
    return {cluster_id for one in parse_references(cells) for cluster_id in _singled_out(book, one)}


@cache
def _singled_out(book: Book, reference: CellReference) -> frozenset[str]:
    if reference.table not in book.tables:
        return frozenset()
    columns = [one for one in book.fields(reference.table) if KEY in one and reference.column.strip("*")]
    of_columns = {one[KEY] for one in columns if fnmatchcase(one["name"], reference.column)}
    named = [(row, of) for (table, row), of in _rows(book).items() if table == reference.table]
    of_rows = {of for row, of in named if reference.row.strip("*") and fnmatchcase(row, reference.row)}
    return frozenset(of_columns | of_rows)


def _on_cells(book: Book, name: str, cells: tuple[CellMention, ...]) -> tuple[Row, ...]:
    """Rows of errata or restorations on these cells, or on a label of their rows."""
    places = {(cell.table, cell.row, cell.column) for cell in cells}
    rows = _rows(book)
    whole = {(cell.table, cell.row) for cell in cells if (cell.table, cell.row) in rows}
    return tuple(
        row
        for row in _entries(book, name)
        if (row["table"], row["row"]) in whole
        or any((row["table"], row["row"], column) in places for column in row["column"].split(KEY_JOINT))
    )


@cache
def _entries(book: Book, name: str) -> list[Row]:
    """The rows of a file, what is empty as an empty text."""
    entries = book.resource(name).astype(object)
    return entries.where(entries.notna(), "").to_dict("records")


def _events(book: Book, cluster_id: str) -> tuple[Row, ...]:
    found = (row for row in _entries(book, EVENTS) if row[KEY] == cluster_id)
    return tuple(sorted(found, key=lambda row: int(row["year"])))


@cache
def _figures(book: Book) -> dict[str, tuple[tuple[int, int], ...]]:
    """The redrawn figures by cluster: those whose title or description names it, or of the chapter about it."""
    found: dict[str, tuple[tuple[int, int], ...]] = {}
    for match in filter(None, map(DIAGRAM.fullmatch, resource_names())):
        chapter, number = int(match[1]), int(match[2])
        descriptor = book.describe(match[0])
        named = clusters_named(book, f"{descriptor['title']} {descriptor['description']}", chapter)
        for cluster_id in sorted(named | set(_of_chapter(book, chapter))):
            found[cluster_id] = (*found.get(cluster_id, ()), (chapter, number))
    return found
