"""Printed tables cell by cell: as printed, our number below it where it differs, a card for what there is to tell."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import pandas as pd

from clusterbook.data.book import Book
from clusterbook.data.reading import FOOTNOTE
from clusterbook.display.cards import card_of
from clusterbook.display.html import typeset
from clusterbook.display.numbers import checked_value, needs_separators, number_text
from clusterbook.display.row_names import row_names
from clusterbook.display.sheet import Cell, Note, Row, Sheet, rows_of
from clusterbook.display.shown import Shown
from clusterbook.display.words import PRINTED_BOUNDS, category_words, empty_words, footnote_marks, heading_words
from clusterbook.paths import anchor, cell_anchor, cluster_page, table_name
from clusterbook.reproduction.reconcile import CheckResult
from clusterbook.reproduction.tidy.cells import ITEM, ROW_TYPE, TableParts, parts_of, shown_result
from clusterbook.reproduction_vocabulary import Status

CLUSTER, PLACE = "cluster_id", "cluster"  # the cluster of a row or column; the label that names one by its place
NEVER_SHOWN = ("note", "bound")
HIDDEN_KINDS = ("key", *NEVER_SHOWN)
BOOK = "In C. Pietrobelli and R. Rabellotti (eds.), Upgrading to Compete: Global Value Chains, Clusters, and SMEs in"
CITATION = (
    "{title}. "
    + BOOK
    + " Latin America. Washington, D.C.: Inter-American Development Bank, 2006. Digitized and checked"
    " in Upgrading to Compete, Reproduced."
)


def show_table(
    book: Book, table: str, columns: Sequence[str] | None = None, *, part: int = 0, folded: bool = False
) -> Shown:
    """A printed table with our numbers below those that differ; see ``published_sheet``.

    Parameters
    ----------
    book : Book
        The data package.
    table : str
        Printed number, such as ``"10.4"``.
    columns : sequence of str, optional
        Columns to show, for a wide table shown in parts.
    part : int
        Which part of a table shown in parts on one page, from 1; 0 if it is shown at once.
    folded : bool
        Whether only the caption shows until a reader opens it; on paper it is open.

    Returns
    -------
    Shown
        The table as a page shows it.
    """
    return typeset(published_sheet(book, table, columns, part=part), folded=folded)


def published_sheet(book: Book, table: str, columns: Sequence[str] | None = None, *, part: int = 0) -> Sheet:
    """A printed table, one cell a printed cell, each with its place, its status and its card.

    Parameters
    ----------
    book : Book
        The data package.
    table : str
        Printed number.
    columns : sequence of str, optional
        Columns to show, for a wide table shown in parts; by default all but keys, bounds and notes.
    part : int
        Which part of a table shown in parts, from 1; from the second on its row headings are not linked to. 0 if the
        table is shown at once: what is known of cells without a column of their own then stands in the notes.

    Returns
    -------
    Sheet
        Cells as printed, with separators and codes in words; source and footnotes below.
    """
    parts = parts_of(book, table)
    shown = list(columns or _shown_columns(book, table))
    fields, titles = {field["name"]: field for field in book.fields(table)}, row_names(book, table)
    cells = pd.DataFrame(
        {column: _column_cells(parts, fields[column], titles=titles) for column in shown},
        index=parts.printed.index,
        dtype=object,
    )
    rows = _rows(parts, cells, leading=fields[shown[0]]["kind"])
    headings = tuple(heading_words(fields[name]) for name in shown[len(shown) - len(rows[0].cells) :])
    shown_places = {cell.anchor for cell in Sheet("", "", (), rows).cells}
    hidden = () if part else _hidden_notes(parts, titles, shown=shown_places)
    title = parts.descriptor["title"]
    sheet = Sheet(title, f"{anchor(table)}-cells", headings, rows, (*_notes(parts), *hidden))
    sheet = replace(sheet, csv=f"../data/{table_name(table)}.csv", citation=CITATION.format(title=title))
    return sheet if part <= 1 else _later_part(sheet, part)


def _hidden_notes(parts: TableParts, titles: dict[str, str], *, shown: Collection[str]) -> tuple[Note, ...]:
    """What the ledger knows of cells that have no place of their own on the page."""
    fields = parts.descriptor["schema"]["fields"]
    cells = [cell for field in fields if field["kind"] != "note" for cell in _column_cells(parts, field, titles=titles)]
    return tuple(
        Note(f"{cell.card.title}. {'; '.join(f'{term}: {text}' for term, text in cell.card.entries)}", cell.anchor)
        for cell in cells
        if cell.card and cell.card.in_ledger and cell.anchor not in shown
    )


def _later_part(sheet: Sheet, part: int) -> Sheet:
    """A part of a table whose row headings and notes stand with the first part."""
    rows = tuple(
        replace(row, cells=(replace(row.cells[0], anchor="", card=None), *row.cells[1:])) for row in sheet.rows
    )
    return replace(sheet, name=f"{sheet.name}-{part}", caption=f"{sheet.caption} (continued)", rows=rows, notes=())


def _shown_columns(book: Book, table: str) -> list[str]:
    """All columns but keys, bounds and notes; the keys too where nothing else names a row, as in tables by year.

    The label that heads the rows stands first, behind none but the group above them.
    """
    kinds = {field["name"]: field["kind"] for field in book.fields(table)}
    hidden = HIDDEN_KINDS if "label" in kinds.values() else NEVER_SHOWN
    names = [name for name, kind in kinds.items() if kind not in hidden and not name.endswith((ROW_TYPE, "_id"))]
    above = [name for name in names[:1] if kinds[name] == "group"]
    heading = [name for name in names if kinds[name] == "label"][:1]
    return list(dict.fromkeys([*above, *heading, *names]))


def _column_cells(parts: TableParts, field: dict[str, object], *, titles: dict[str, str]) -> list[Cell]:
    """The cells of one column."""
    name, is_number = str(field["name"]), field["type"] in ("number", "integer")
    printed = parts.printed[name]
    grouped = is_number and field["kind"] != "key" and needs_separators(list(printed))
    cells = []
    for row, text in printed.items():
        place = (str(row), name)
        if not text:
            shown = empty_words(parts, field, place)
        else:
            shown = number_text(text, grouped=grouped) if is_number else category_words(field, text)
        if place in parts.bounds:
            shown = PRINTED_BOUNDS[parts.bounds[place]].format(shown)
        cell = Cell(shown, ("number",) if is_number else (), cell_anchor(parts.table, *place))
        marked = _marked(parts, cell, place=place, title=f"{titles[str(row)]}: {field['title']}")
        cells.append(_of_cluster(parts, marked, place=place))
    return cells


def _of_cluster(parts: TableParts, cell: Cell, *, place: tuple[str, str]) -> Cell:
    """The cell with the way to the page of its cluster: from the name of a row, and from every card."""
    row, column = place
    fields = {field["name"]: field for field in parts.descriptor["schema"]["fields"]}
    of_row = parts.printed.at[row, CLUSTER] if CLUSTER in parts.printed else ""
    cluster_id = fields[column].get(CLUSTER) or of_row
    if not cluster_id:
        return cell
    names = [name for name, field in fields.items() if field["kind"] == "label"]
    name = PLACE if PLACE in names else names[0]
    page = cluster_page(cluster_id)
    return replace(
        cell,
        link=page if column == name else "",
        card=replace(cell.card, cluster=page) if cell.card else None,
    )


def _marked(parts: TableParts, cell: Cell, *, place: tuple[str, str], title: str) -> Cell:
    """The cell with its status, our number, marks of footnotes and card."""
    verdict = parts.verdicts.get(place)
    shown = shown_result(verdict) if verdict else None
    return replace(
        cell,
        styles=(*cell.styles, "restored") if place in parts.restorations else cell.styles,
        status=verdict.status if verdict else None,
        recomputed=_our_number(shown, cell.text) if shown else "",
        footnotes=footnote_marks(parts.remarks.get(place, "")),
        card=card_of(parts, place, title=title, shown=cell.text),
    )


def _our_number(result: CheckResult, printed: str) -> str:
    """The recomputed number where it has other digits than the printed one; nothing if there is none."""
    if result.status is Status.NOT_REPRODUCIBLE:
        return ""
    text = number_text(checked_value(result), grouped=needs_separators([checked_value(result)]) or "," in printed)
    return "" if text == printed else text


def _rows(parts: TableParts, cells: pd.DataFrame, *, leading: str) -> tuple[Row, ...]:
    """The rows; a leading group column becomes headings above them, as printed."""
    row_types = parts.printed[ROW_TYPE] if ROW_TYPE in parts.printed else pd.Series(ITEM, index=cells.index)
    styles = [("total",) if row_type != ITEM else () for row_type in row_types]
    first = list(cells.iloc[:, 0])
    if leading != "group" or len({cell.text for cell in first}) == len(first):
        return rows_of(cells, styles=styles)
    groups = [replace(cell, text=cell.text[:1].upper() + cell.text[1:]) for cell in first]
    return rows_of(cells.iloc[:, 1:], groups, styles=styles)


def _notes(parts: TableParts) -> tuple[Note, ...]:
    """Source and footnotes, each with its place."""
    source = parts.descriptor.get("printed_source")
    footnotes = [_footnote(parts, mark, str(text)) for mark, text in parts.descriptor.get("footnotes", {}).items()]
    return (*((Note(f"Source: {source}"),) if source else ()), *footnotes)


def _footnote(parts: TableParts, mark: str, text: str) -> Note:
    """One footnote behind its mark, with what was scanned if it is restored; a note without a mark begins at once."""
    restored = parts.restorations.get((FOOTNOTE, mark))
    scanned = f" (Restored; scanned as “{restored['scanned']}”. {restored['evidence']})" if restored else ""
    return Note(
        f"{mark}: {text}{scanned}" if len(mark) == 1 else text + scanned, cell_anchor(parts.table, FOOTNOTE, mark)
    )
