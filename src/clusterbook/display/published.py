"""Printed tables as published, beside what the data recompute, with restored cells marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from clusterbook.data.book import Book
from clusterbook.display.html import Typeset, typeset
from clusterbook.display.numbers import MISSING, recomputed_text
from clusterbook.display.sheet import Cell, Sheet, rows_of, with_hint
from clusterbook.paths import anchor, table_name
from clusterbook.reproduction.checks import Axis
from clusterbook.reproduction.ledger import erratum_texts
from clusterbook.reproduction.reconcile import CheckResult, check_results
from clusterbook.reproduction_vocabulary import Status
from clusterbook.vocabulary import Hedge, Sector

NEVER_SHOWN = ("note", "bound")
HIDDEN_KINDS = ("key", *NEVER_SHOWN)
PRINTED_BOUNDS = {Hedge.AT_LEAST: "{}+", Hedge.AT_MOST: "≤ {}"}
LABELS = (
    "label",
    "cluster",
    "case_study",
    "country",
    "district",
    "product",
    "industry",
    "date",
    "firm",
    "geographic_area",
)
LEGEND = (
    "Recomputed values stand in italics: ≈ differs only by rounding or truncation, ≠ differs; ≤ and ≥ are bounds, the"
    " most or the least that the number can be. Columns and rows of which nothing can be recomputed stand alone; the"
    " list below the table gives the reason. A dotted cell was restored from the scan: point at it for what was"
    " scanned; point at a recomputed cell for every check of it."
)
EMPTY = Cell("")


def show_table(book: Book, table: str, columns: Sequence[str] | None = None) -> Typeset:
    """A printed table beside its recomputed cells; see ``published_sheet``.

    Parameters
    ----------
    book : Book
        The data package.
    table : str
        Printed number, such as ``"10.4"``.
    columns : sequence of str, optional
        Columns to show, for a wide table shown in parts.

    Returns
    -------
    Typeset
        The table as a page shows it.
    """
    return typeset(published_sheet(book, table, columns))


def published_sheet(book: Book, table: str, columns: Sequence[str] | None = None) -> Sheet:
    """A printed table beside its recomputed cells.

    Parameters
    ----------
    book : Book
        The data package.
    table : str
        Printed number.
    columns : sequence of str, optional
        Columns to show, for a wide table shown in parts; by default all but keys, bounds and notes.

    Returns
    -------
    Sheet
        Published cells as printed; after a derived column the recomputed one, after a derived row the
        recomputed one; restored cells carry what was scanned; source and notes below.
    """
    shown = list(columns or _shown_columns(book, table))
    cells = _published_cells(book, table, columns=shown)
    results = [result for result in check_results(book, table) if result.check.column in shown]
    cells = _with_recomputed(cells, results, explanations=_explanations(book, table))
    cells, groups = _grouped(book, table, cells=cells)
    titles = {field["name"]: field["title"] for field in book.fields(table)}
    headings = tuple(_heading(str(name), titles) for name in cells.columns)
    title = book.describe(table_name(table))["title"]
    return Sheet(title, f"{anchor(table)}-cells", headings, rows_of(cells, groups), _notes(book, table))


def _shown_columns(book: Book, table: str) -> list[str]:
    """All columns but keys, bounds and notes; the keys too where nothing else names a row, as in tables by year."""
    kinds = {field["name"]: field["kind"] for field in book.fields(table)}
    hidden = HIDDEN_KINDS if "label" in kinds.values() else NEVER_SHOWN
    return [name for name, kind in kinds.items() if kind not in hidden and name != "row_type"]


def _published_cells(book: Book, table: str, *, columns: list[str]) -> pd.DataFrame:
    """The printed cells with their styles; restored ones are marked and tell what was scanned."""
    printed = book.printed(table)[columns]
    numbers = {field["name"] for field in book.fields(table) if field["type"] in ("number", "integer")}
    cells = pd.DataFrame(
        {
            column: [
                Cell(text.replace("_", " ") or MISSING, ("number",) if column in numbers else ())
                for text in printed[column]
            ]
            for column in columns
        },
        index=printed.index,
        dtype=object,
    )
    for (row, column), hedge in book.bounds(table).items():
        if column in cells.columns:
            cells.at[row, column] = Cell(PRINTED_BOUNDS[hedge].format(printed.at[row, column]), ("number",))
    restorations = book.restorations
    for entry in restorations[restorations["table"] == table].itertuples():
        for column in str(entry.column).split("|"):
            if entry.row in cells.index and column in cells.columns:
                hint = f"scanned: {entry.scanned}; {entry.rule}: {entry.evidence}"
                cells.at[entry.row, column] = with_hint(cells.at[entry.row, column], hint, "restored")
    return cells


def _explanations(book: Book, table: str) -> dict[tuple[str, str], str]:
    """What explains the known discrepancies of a table, by row and column."""
    return {(row, column): text for (where, row, column), text in erratum_texts(book).items() if where == table}


def _with_recomputed(
    cells: pd.DataFrame, results: Iterable[CheckResult], *, explanations: dict[tuple[str, str], str]
) -> pd.DataFrame:
    """Insert recomputed columns and rows behind the published ones, where there is anything recomputed in them."""
    by_line: dict[tuple[Axis, str], dict[str, list[CheckResult]]] = {}
    for result in results:
        check = result.check
        line, place = (check.column, check.row) if check.axis is Axis.COLUMN else (check.row, check.column)
        by_line.setdefault((check.axis, line), {}).setdefault(place, []).append(result)
    label = label_column(cells)
    for (axis, line), found in by_line.items():
        if all(result.status is Status.NOT_REPRODUCIBLE for members in found.values() for result in members):
            continue
        new = {place: _recomputed_cell(members, explanations) for place, members in found.items()}
        if axis is Axis.COLUMN:
            behind = list(cells.columns).index(line) + 1
            cells.insert(behind, f"{line}_recomputed", [new.get(row, EMPTY) for row in cells.index])
        else:
            new[label] = Cell(f"{cells.at[line, label].text}, recomputed")
            cells = _insert_row(cells, line, values=new)
    return cells


def _recomputed_cell(results: list[CheckResult], explanations: dict[tuple[str, str], str]) -> Cell:
    """The first check of a cell with its mark; pointing at it shows every check made along this line."""
    first, check = results[0], results[0].check
    parts = [check.rule, check.reason, explanations.get((check.row, check.column), "")]
    parts += [f"{other.check.rule}: {recomputed_text(other)}" for other in results[1:]]
    styles = ("number", "recomputed", first.status.value.replace("_", "-"))
    return Cell(recomputed_text(first), styles, ". ".join(filter(None, parts)))


def _insert_row(cells: pd.DataFrame, after: str, *, values: dict[str, Cell]) -> pd.DataFrame:
    """One row behind the row ``after``."""
    place = list(cells.index).index(after) + 1
    row = [[values.get(str(column), EMPTY) for column in cells.columns]]
    new = pd.DataFrame(row, index=[f"{after} (recomputed)"], columns=cells.columns, dtype=object)
    return pd.concat([cells.iloc[:place], new, cells.iloc[place:]])


def _grouped(book: Book, table: str, *, cells: pd.DataFrame) -> tuple[pd.DataFrame, list[str] | None]:
    """Take a leading group column out of the cells: it becomes headings above the rows, as printed."""
    kinds = {field["name"]: field["kind"] for field in book.fields(table)}
    first = str(cells.columns[0])
    texts = [cell.text for cell in cells[first]]
    if kinds.get(first) != "group" or len(set(texts)) == len(texts):
        return cells, None
    words = {sector.value.replace("_", " "): sector.label for sector in Sector}
    groups = ["" if text in (MISSING, "") else words.get(text, text[:1].upper() + text[1:]) for text in texts]
    return cells.drop(columns=first), groups


def _heading(name: str, titles: dict[str, str]) -> str:
    """A column's printed heading; a recomputed column says so."""
    base = name.removesuffix("_recomputed")
    title = titles.get(base, base)
    return f"{title}, recomputed" if name != base else title


def _notes(book: Book, table: str) -> tuple[str, ...]:
    """Source, footnotes, notes of single rows, and the legend."""
    descriptor, printed = book.describe(table_name(table)), book.printed(table)
    source = [f"Source: {descriptor['printed_source']}"] if descriptor.get("printed_source") else []
    footnotes = [f"{mark}: {text}" for mark, text in descriptor.get("footnotes", {}).items()]
    labels = printed[label_column(printed)]
    notes = [f"{labels[row]}: {note}" for row, note in printed["note"].items() if note]
    return (*source, *footnotes, *notes, LEGEND)


def label_column(printed: pd.DataFrame) -> str:
    """The column that names a row: the first that is no key."""
    return next((name for name in LABELS if name in printed.columns), str(printed.columns[0]))
