"""What the page of a cluster shows of its mentions: cells, statements and numbers in words, each with its address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

import pandas as pd

from clusterbook.claim_vocabulary import ClaimResult
from clusterbook.data.book import Book
from clusterbook.data.codebook import codes_of
from clusterbook.display.claims import result_text, section_text
from clusterbook.display.numbers import needs_separators, number_text
from clusterbook.display.row_names import column_names
from clusterbook.display.words import amount_words
from clusterbook.paths import table_name
from clusterbook.reproduction.reconcile import cell_verdicts
from clusterbook.reproduction_vocabulary import Status
from clusterbook.site.addresses import (
    cell_address,
    chapter_address,
    ledger_cell_address,
    statement_address,
    table_address,
)
from clusterbook.site.clusters.mentions import KEY_JOINT, CellMention, Mentions, Row, Why
from clusterbook.site.clusters.names import HEADING, all_names
from clusterbook.vocabulary import Hedge, chapter_text, in_words

NOT_PRINTED = "not printed"
YEAR = "year"
SPAN = re.compile(r"(?<=\d{4})-(?=\d{4})")
STATUS_WORDS = {
    Status.MATCHES: "matches",
    Status.ROUNDING: "matches but for rounding",
    Status.DIFFERS: "differs from what it is checked against",
    Status.NOT_REPRODUCIBLE: "cannot be recomputed",
}
BOUNDS = {Hedge.AT_LEAST: "{} or more", Hedge.AT_MOST: "{} or less"}
GROUPS = {
    (Why.TESTED, Why.NAMED): "Statements that name it or are tested on its cells",
    (Why.REASON,): "Statements whose reason names it",
    (Why.CHAPTER,): "Other statements of the chapter that is about it",
}
NUMBERS = {
    Why.NAMED: "Numbers that the text states of it",
    Why.CHAPTER: "Other numbers in the text of the chapter that is about it",
}


@dataclass(frozen=True)
class Linked:
    """A title or text with its address from the site's root."""

    title: str
    address: str


@dataclass(frozen=True)
class CellText:
    """A printed cell in words, and what is to be known of it."""

    heading: str
    text: str
    address: str
    marks: tuple[str, ...]


@dataclass(frozen=True)
class RowText:
    """A row of a table, or the part of it that is about a cluster."""

    label: str
    cells: tuple[CellText, ...]


@dataclass(frozen=True)
class TableText:
    """The rows of one table that are about a cluster."""

    title: str
    address: str
    rows: tuple[RowText, ...]


@dataclass(frozen=True)
class Group:
    """Entries under one title, shown open or folded."""

    title: str
    entries: tuple[Mapping[str, str], ...]
    is_open: bool = False


def table_texts(book: Book, found: Mentions) -> list[TableText]:
    """The cells of a cluster, table by table and row by row."""
    return [
        TableText(_title(book, table), table_address(table), tuple(_rows(book, table, cells)))
        for table, cells in groupby(found.cells, key=lambda cell: cell.table)
    ]


def table_links(book: Book, tables: Iterable[str]) -> list[Linked]:
    """Tables by title."""
    return [Linked(_title(book, table), table_address(table)) for table in tables]


def _title(book: Book, table: str) -> str:
    return str(book.describe(table_name(table))["title"])


def _rows(book: Book, table: str, cells: Iterable[CellMention]) -> Iterator[RowText]:
    fields = {field["name"]: field for field in book.fields(table)}
    label = next(name for name, field in fields.items() if field["kind"] == "label")
    printed, bounds, marks = book.printed(table), book.bounds(table), _marks(book, table)
    for row, mentioned in groupby(cells, key=lambda cell: cell.row):
        texts = []
        for cell in mentioned:
            place = (row, cell.column)
            text = _cell_text(fields[cell.column], printed.at[row, cell.column], bounds.get(place))
            if unit := fields[cell.column].get("unit") == "see unit" and printed.at[row, "unit"]:
                text = f"{text} {_words(str(unit))}"
            address = cell_address(table, row, cell.column)
            texts.append(CellText(fields[cell.column]["title"], text, address, marks.get(place, ())))
        yield RowText(printed.at[row, label], tuple(texts))


def _cell_text(field: Mapping[str, Any], printed: str, bound: Hedge | None) -> str:
    """A printed cell: a code in words, a number as printed."""
    if not printed:
        return NOT_PRINTED
    is_number = field["type"] in ("number", "integer")
    number = number_text(printed, grouped=needs_separators([printed]))
    text = codes_of(field).get(printed) or (number if is_number else _words(printed))
    return BOUNDS[bound].format(text) if bound else text


def _words(text: str) -> str:
    return in_words(text)


@cache
def _marks(book: Book, table: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """What is to be known of the cells of a table: how they check, and which are restored."""
    marks: dict[tuple[str, str], tuple[str, ...]] = {}
    for one in cell_verdicts(book, table):
        marks[(one.row, one.column)] = (STATUS_WORDS[one.status],)
    restored = book.restorations.query("table == @table")
    for row, columns in zip(restored["row"], restored["column"], strict=True):
        for column in columns.split(KEY_JOINT):
            marks[(row, column)] = (*marks.get((row, column), ()), "restored")
    return marks


def damaged_texts(book: Book, found: Mentions) -> list[Mapping[str, str]]:
    """Restorations and errata on the cells of a cluster, in words."""
    restored = [(row, f"restored, {_words(row['rule'])}: {row['evidence']}") for row in found.restorations]
    questioned = [(row, f"{_words(row['cause'])}. {row['explanation']}") for row in found.errata]
    return [_damaged(book, row, text) for row, text in (*restored, *questioned)]


def _damaged(book: Book, row: Row, text: str) -> Mapping[str, str]:
    titles = column_names(book, row["table"])
    columns = row["column"].split(KEY_JOINT)
    place = f"Table {row['table']}, {', '.join(titles[column] for column in columns).lower()}"
    return {"place": place, "address": ledger_cell_address(row["table"], row["row"], columns[0]), "text": text}


def statement_groups(book: Book, found: Mentions) -> list[Group]:
    """The statements of the text on a cluster, those that are on it alone first."""
    claims = _claims(book)
    return [
        Group(title, entries, is_open=Why.TESTED in whys)
        for whys, title in GROUPS.items()
        if (entries := tuple(_statement(claims.loc[key]) for key, why in found.statements.items() if why in whys))
    ]


@cache
def _claims(book: Book) -> pd.DataFrame:
    return book.claims.set_index("claim_id", drop=False)


def _statement(row: pd.Series) -> Mapping[str, str]:
    return {
        "claim_id": row["claim_id"],
        "quote": row["quote"],
        "result": result_text(row),
        "style": ClaimResult(row["result"]).value,
        "place": f"{chapter_text(row['chapter'])}, {section_text(row)}",
        "address": statement_address(row["claim_id"]),
    }


def number_groups(book: Book, found: Mentions) -> list[Group]:
    """The numbers that the text states of a cluster, or in the chapter that is about it."""
    texts = _numbers(book)
    return [
        Group(title, entries)
        for why, title in NUMBERS.items()
        if (entries := tuple(texts[key] for key, one in found.numbers.items() if one is why))
    ]


@cache
def _numbers(book: Book) -> dict[str, Mapping[str, str]]:
    """The stated numbers in words, by id."""
    headings = {name.cluster_id: name.text for name in all_names(book) if name.kind == HEADING}
    numbers = book.stated_numbers.astype(object)
    rows = numbers.where(numbers.notna(), "").to_dict("index").items()
    return {str(key): _number(row, headings.get(row["subject"], _words(row["subject"]))) for key, row in rows}


def _number(row: Row, subject: str) -> Mapping[str, str]:
    value = f"{Hedge(row['hedge']).label} {amount_words(_range(row), row['unit'])}".strip()
    named = ", ".join(filter(None, (subject, _words(row["quantity"]))))
    text = ", ".join(filter(None, (f"{named}: {value}", SPAN.sub("–", _words(row["period"])))))
    address = chapter_address(int(row["chapter"]))
    return {
        "text": text[:1].upper() + text[1:],
        "place": f"{chapter_text(row['chapter'])}, {row['place']}",
        "address": address,
    }


def _range(row: Row) -> str:
    low, high = (_plain(float(row[end]), is_year=row["unit"] == YEAR) for end in ("low", "high"))
    return low if low == high else f"{low} to {high}"


def _plain(value: float, *, is_year: bool) -> str:
    """A number without needless zeros, with separators of thousands unless it is a year."""
    is_whole = value.is_integer()
    return number_text(f"{value:.0f}" if is_whole else f"{value:g}", grouped=is_whole and not is_year)
