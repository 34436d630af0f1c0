"""The rows of the ledger: every checked or restored cell, every fact printed twice, every tested statement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

import pandas as pd

from clusterbook.claim_vocabulary import AtFault, ClaimImportance, ClaimResult
from clusterbook.data.book import Book
from clusterbook.display.claims import section_text
from clusterbook.display.numbers import recomputed_text
from clusterbook.display.row_names import column_names, row_names
from clusterbook.display.words import category_words
from clusterbook.paths import anchor, cell_anchor, chapter_page, claim_anchor, table_page
from clusterbook.reproduction.facts import CELL_PARTS, PLUS, FactLink, fact_links
from clusterbook.reproduction.reconcile import CellVerdict, cell_verdicts
from clusterbook.reproduction_vocabulary import ErratumCause, FactRelation, RestorationRule, Status
from clusterbook.vocabulary import in_words

FOOTNOTE = "footnote"
KEY_JOINT = "|"
NOT_DERIVED = "not_derived"
ADMISSIBLE = ";"


class RowKind(StrEnum):
    """What a row of the ledger is about; a cell may be both checked and restored."""

    CHECKED = "checked"
    """A printed number that other numbers give."""
    RESTORED = "restored"
    """A cell that the scan shows otherwise."""
    LABEL = "label"
    """A printed label that does not go with the text."""
    FACT = "fact"
    """A fact that is printed in two places."""
    STATEMENT = "statement"
    """A statement of the text."""


UNDECIDED = {ErratumCause.UNKNOWN.value, RestorationRule.UNDECIDED.value, AtFault.UNDECIDED.value}
"""Causes that say that nothing decides."""


@dataclass(frozen=True)
class LedgerRow:
    """One row of the ledger.

    Parameters
    ----------
    anchor : str
        Its id on the ledger's page.
    address : str
        Where on the chapters' pages it stands, from the ledger's page.
    chapter : int
        1 to 12.
    tables : tuple of str
        Printed numbers of the tables that it is about; none for most statements without a table.
    kinds : tuple of RowKind
        What it is about.
    name : str
        The words of the link: the table, or the statement's id.
    place : str
        Row and column, or section and paragraph.
    printed : str
        What the book has: number, words, or both numbers of a fact.
    ours : str
        What the data give, empty where it is the same or nothing.
    verdict : str
        A code: of ``Status`` or ``NOT_DERIVED`` for a cell, of ``FactAgreement`` for a fact, of ``ClaimResult``.
    why : str
        Rules, reasons, what was scanned. The evidence of a restored cell, and the reason of a statement that simply
        agrees, stand on the chapter's page.
    causes : tuple of str
        Codes of what explains it: of ``ErratumCause``, ``RestorationRule``, ``FactRelation`` or ``AtFault``.
    importance : str
        Of a statement, a code of ``ClaimImportance``; else empty.
    distance : float
        Share of the printed number by which a cell that differs is off; 0 where nothing differs.
    """

    anchor: str
    address: str
    chapter: int
    tables: tuple[str, ...]
    kinds: tuple[RowKind, ...]
    name: str
    place: str
    printed: str
    verdict: str
    why: str
    ours: str = ""
    causes: tuple[str, ...] = ()
    importance: str = ""
    distance: float = 0.0

    @property
    def matters(self) -> bool:
        """Whether a reader should see it first: it differs or disagrees, nothing decides why, or it is central."""
        differs = self.verdict in (Status.DIFFERS, ClaimResult.DISAGREES)
        related = RowKind.FACT in self.kinds and FactRelation.SAME not in self.causes
        central = self.importance == ClaimImportance.CENTRAL
        return (differs and not related) or central or bool(UNDECIDED & set(self.causes))


@cache
def ledger_rows(book: Book) -> tuple[LedgerRow, ...]:
    """All rows in the order of the book: of each chapter its cells by table, its facts, its statements."""
    cells = (row for table in book.tables for row in _table_rows(book, table))
    facts = (_fact_row(link) for link in fact_links(book))
    claims = (_claim_row(row) for _, row in book.claims.sort_values("source_line", kind="stable").iterrows())
    return tuple(sorted((*cells, *facts, *claims), key=lambda row: row.chapter))


def _table_rows(book: Book, table: str) -> Iterator[LedgerRow]:
    """Rows of one table: its checked, restored or mended cells in printed order, then its footnotes."""
    verdicts = {(verdict.row, verdict.column): verdict for verdict in cell_verdicts(book, table)}
    restored = _by_cell(book.restorations, table)
    errata = _by_cell(book.errata, table)
    printed = book.printed(table)
    rows, columns = list(map(str, printed.index)), list(map(str, printed.columns))
    noted = {*verdicts, *restored, *errata}
    cells = [(row, column) for row in rows for column in columns if (row, column) in noted]
    for cell in [*cells, *(cell for cell in restored if cell[0] not in rows)]:
        yield _cell_row(
            book, table, cell=cell, noted=(verdicts.get(cell), restored.get(cell, {}), errata.get(cell, {}))
        )


def _by_cell(entries: pd.DataFrame, table: str) -> dict[tuple[str, str], dict[str, str]]:
    """Restorations or errata of a table; one that names several columns stands at each of them."""
    own = entries[entries["table"] == table].astype(object)
    own = own.where(own.notna(), "").astype(str)  # a filling that guesses types is deprecated in old pandas
    return {
        (entry["row"], column): entry for entry in own.to_dict("records") for column in entry["column"].split(KEY_JOINT)
    }


Noted = tuple[CellVerdict | None, dict[str, str], dict[str, str]]


def _cell_row(book: Book, table: str, *, cell: tuple[str, str], noted: Noted) -> LedgerRow:
    """The row of one cell: its verdict, its restoration, what explains a difference."""
    verdict, restoration, erratum = noted
    row, column = cell
    is_footnote = row not in row_names(book, table)
    heading = f"footnote {column}" if is_footnote else column_names(book, table)[column]
    name = "" if is_footnote else f"{row_names(book, table)[row]}: "
    kinds = [RowKind.CHECKED] * bool(verdict) + [RowKind.RESTORED] * bool(restoration)
    place = cell_anchor(table, row, column)
    return LedgerRow(
        anchor=place,
        address=f"{table_page(table)}.html#{anchor(table) if is_footnote else place}",
        chapter=int(table.partition(".")[0]),
        tables=(table,),
        kinds=tuple(kinds) or (RowKind.LABEL,),
        name=f"Table {table}",
        place=name + heading,
        printed=_printed(book, table, cell=cell, restoration=restoration),
        ours=_ours(verdict, erratum),
        verdict=verdict.status.value if verdict else Status.DIFFERS.value if erratum else NOT_DERIVED,
        why=" ".join([*_check_texts(verdict), *_erratum_texts(erratum), *_restoration_texts(restoration)]),
        causes=tuple(filter(None, (erratum.get("cause"), restoration.get("rule")))),
        distance=_distance(verdict),
    )


def _printed(book: Book, table: str, *, cell: tuple[str, str], restoration: dict[str, str]) -> str:
    """The cell as printed, a code in words; of a footnote, as restored."""
    printed = book.printed(table)
    if cell[0] not in printed.index:
        return restoration["restored"]
    fields = (field for field in book.fields(table) if field["name"] == cell[1])
    field = next((field for field in fields if field["kind"] == "group" or "categories" in field), None)
    text = str(printed.at[cell])
    return category_words(field, text) if field else text


def _ours(verdict: CellVerdict | None, erratum: dict[str, str]) -> str:
    """What the cell was recomputed to where that is not what is printed; of a label, what it should read."""
    if verdict is None:
        return erratum.get("recomputed", "")
    if verdict.status not in (Status.DIFFERS, Status.ROUNDING):
        return ""
    return next(recomputed_text(result) for result in verdict.results if result.status is verdict.status)


def _check_texts(verdict: CellVerdict | None) -> Iterator[str]:
    """Each check: its rule; what it gave, where there are several; why it gave nothing."""
    results = verdict.results if verdict else ()
    for result in results:
        value = f": {recomputed_text(result)}" if len(results) > 1 else ""
        reason = f" ({result.check.reason.rstrip('.')})" if result.check.reason else ""
        yield f"{_capital(result.check.rule)}{value}{reason}."


def _erratum_texts(erratum: dict[str, str]) -> Iterator[str]:
    """Cause, explanation and other readings of a difference."""
    if erratum:
        yield f"{_words(erratum['cause'])}: {erratum['explanation']}"
        yield from _others(erratum)


def _restoration_texts(restoration: dict[str, str]) -> Iterator[str]:
    """What was scanned, by which rule it was restored, other readings; the evidence too where nothing decided."""
    if restoration:
        undecided = restoration["rule"] in UNDECIDED
        evidence = f": {restoration['evidence'].rstrip('.')}" if undecided else ""
        yield f"{_words(restoration['rule'])}{evidence}; scanned “{restoration['scanned']}”."
        yield from _others(restoration)


def _others(entry: dict[str, str]) -> Iterator[str]:
    """Readings that the evidence allows too."""
    if entry["admissible"]:
        yield f"Other readings: {entry['admissible']}."


def _words(code: str) -> str:
    """A code as words that begin a sentence."""
    return _capital(in_words(code))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _distance(verdict: CellVerdict | None) -> float:
    """Share of the printed number by which a cell that differs is off."""
    if verdict is None or verdict.status is not Status.DIFFERS:
        return 0.0
    difference = max(abs(result.difference) for result in verdict.results if result.status is Status.DIFFERS)
    return difference / max(abs(float(verdict.published)), difference)


def _fact_row(link: FactLink) -> LedgerRow:
    """The row of a fact that is printed in two places."""
    tables = tuple(dict.fromkeys(_tables(link.first, link.second)))
    chapter = int(tables[0].partition(".")[0]) if tables else int(link.first[2:4])
    target = f"{table_page(tables[0])}.html#{anchor(tables[0])}" if tables else f"{chapter_page(chapter)}.html"
    return LedgerRow(
        anchor=f"fact-{link.fact_id.replace('_', '-')}",
        address=target,
        chapter=chapter,
        tables=tables,
        kinds=(RowKind.FACT,),
        name=f"Table {tables[0]}" if tables else f"Chapter {chapter}",
        place=f"{link.subject}, {link.place}: {link.quantity}, {link.date}",
        printed=f"{_at(link.values[0].text, link.first)}; {_at(link.values[1].text, link.second)}",
        verdict=link.agreement.value,
        why=" ".join(filter(None, (f"{_words(link.relation.value)}.", link.reason))),
        causes=(link.relation.value,),
    )


def _tables(*places: str) -> Iterator[str]:
    """Tables of the cells among places."""
    parts = (part.split("/") for place in places for part in place.split(PLUS))
    return (part[0] for part in parts if len(part) == CELL_PARTS)


def _at(text: str, place: str) -> str:
    """What a place prints, and where it is: a table, or the chapter whose text or figure states it."""
    wheres = [
        f"Table {part.partition('/')[0]}" if "/" in part else f"text of Chapter {int(part[2:4])}"
        for part in place.split(PLUS)
    ]
    return f"{text} ({', '.join(dict.fromkeys(wheres))})"


def _claim_row(claim: pd.Series) -> LedgerRow:
    """The row of a statement of the text."""
    chapter, place = int(claim["chapter"]), claim_anchor(claim["claim_id"])
    fault = [] if pd.isna(claim["at_fault"]) else [str(claim["at_fault"])]
    is_plain = claim["result"] == ClaimResult.AGREES and claim["importance"] != ClaimImportance.CENTRAL
    return LedgerRow(
        anchor=place,
        address=f"{chapter_page(chapter)}.html#{place}",
        chapter=chapter,
        tables=() if pd.isna(claim["tables"]) else tuple(str(claim["tables"]).split(ADMISSIBLE)),
        kinds=(RowKind.STATEMENT,),
        name=claim["claim_id"],
        place=f"Chapter {chapter}, {section_text(claim)}",
        printed=f"“{claim['quote']}”",
        verdict=claim["result"],
        why="" if is_plain else " ".join([*(f"At fault: {side}." for side in fault), claim["reason"]]),
        causes=tuple(fault),
        importance=claim["importance"],
    )
