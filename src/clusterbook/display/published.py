"""Printed tables as published, beside what the data recompute, with restored cells marked."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import pandas as pd

from clusterbook.data import fields_of, load_keyed, load_restorations, resource
from clusterbook.display.html import Typeset, html_table
from clusterbook.paths import anchor, table_name
from clusterbook.reproduction.ledger import table_ledger
from clusterbook.reproduction.reconcile import last_digit_unit
from clusterbook.vocabulary import Sector, Status

MARKS = {Status.MATCHES: "", Status.ROUNDING: " ≈", Status.DIFFERS: " ≠", Status.NOT_REPRODUCIBLE: "not reproducible"}
HIDDEN_KINDS = ("key", "note")
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
    "Recomputed values stand in italics: ≈ differs only by rounding or truncation, ≠ differs. "
    "Columns and rows of which nothing can be recomputed stand alone; the list below the table gives the reason. "
    "A dotted cell was restored from the scan: point at it for what was scanned."
)


def show_table(table: str, columns: list[str] | None = None) -> Typeset:
    """A printed table beside its recomputed cells.

    Parameters
    ----------
    table : str
        Printed number.
    columns : list of str, optional
        Columns to show, for a wide table shown in parts; by default all but keys and notes.

    Returns
    -------
    Typeset
        Published cells as printed; after a derived column the recomputed one, after a derived row the
        recomputed one; restored cells carry what was scanned; source and notes below.
    """
    printed = load_keyed(table, printed=True)
    shown = columns or _shown_columns(table)
    cells, classes, titles = _published_cells(table, printed[shown])
    ledger = table_ledger(table)
    if not ledger.empty:
        ledger = ledger[ledger["column"].isin(shown)]
        cells, classes, titles = _with_recomputed(
            ledger, cells, classes=classes, titles=titles, label=label_column(cells)
        )
    cells, classes, titles, groups = _grouped(table, cells, classes=classes, titles=titles)
    headings = {field["name"]: field["title"] for field in fields_of(table)}
    headed = cells.rename(columns=lambda name: _heading(name, headings))
    return _typeset(table, headed, classes=classes, titles=titles, printed=printed, groups=groups)


def _grouped(
    table: str, cells: pd.DataFrame, *, classes: pd.DataFrame, titles: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.Series | None]:
    """Take a leading group column out of the cells: it becomes headings above the rows, as printed."""
    kinds = {field["name"]: field["kind"] for field in fields_of(table)}
    first = cells.columns[0]
    if kinds.get(first) != "group" or cells[first].nunique() == len(cells):
        return cells, classes, titles, None
    words = {sector.value.replace("_", " "): sector.label for sector in Sector}
    groups = (
        cells[first]
        .map(lambda name: words.get(name, name[:1].upper() + name[1:]))
        .where(~cells[first].isin(["–", ""]), "")
    )
    return cells.drop(columns=first), classes.drop(columns=first), titles.drop(columns=first), groups


def _shown_columns(table: str) -> list[str]:
    """All columns but keys and notes; the keys too where nothing else names a row, as in tables by year."""
    kinds = {field["name"]: field["kind"] for field in fields_of(table)}
    hidden = HIDDEN_KINDS if "label" in kinds.values() else ("note",)
    return [name for name, kind in kinds.items() if kind not in hidden and name != "row_type"]


def _published_cells(table: str, printed: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Cells, their style classes and their hover texts; restored cells are marked."""
    classes = pd.DataFrame("", index=printed.index, columns=printed.columns)
    titles = classes.copy()
    for field in fields_of(table):
        if field["name"] in printed.columns and field["type"] in ("number", "integer"):
            classes[field["name"]] = "number"
    restorations = load_restorations()
    for entry in restorations[restorations["table"] == table].itertuples():
        for column in str(entry.column).split("|"):
            if entry.row in printed.index and column in printed.columns:
                classes.at[entry.row, column] += " restored"
                titles.at[entry.row, column] = f"scanned: {entry.scanned}; {entry.rule}: {entry.evidence}"
    cells = printed.apply(lambda column: column.str.replace("_", " ")) if len(printed) else printed
    return cells.replace("", "–"), classes, titles


def _with_recomputed(
    ledger: pd.DataFrame, cells: pd.DataFrame, *, classes: pd.DataFrame, titles: pd.DataFrame, label: str
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Insert recomputed columns and rows behind the published ones, where there is anything recomputed in them."""
    told = ledger[ledger.groupby(["axis", "column"])["recomputed"].transform("count") > 0]
    by_column = told[told["axis"] == "column"]
    for column in [name for name in cells.columns if name in set(by_column["column"])]:
        part = by_column[by_column["column"] == column].drop_duplicates("row").set_index("row")
        place = cells.columns.get_loc(column) + 1
        for frame, values in zip((cells, classes, titles), _marked(part), strict=True):
            frame.insert(place, f"{column}_recomputed", values.reindex(cells.index).fillna(""))
    told = ledger[ledger.groupby(["axis", "row"])["recomputed"].transform("count") > 0]
    by_row = told[told["axis"] == "row"]
    for row in [name for name in cells.index if name in set(by_row["row"])]:
        part = by_row[by_row["row"] == row].drop_duplicates("column").set_index("column")
        texts, styles, hints = _marked(part)
        texts[label] = f"{cells.at[row, label]}, recomputed"
        cells, classes, titles = (
            _insert_row(frame, row, values=values)
            for frame, values in zip((cells, classes, titles), (texts, styles, hints), strict=True)
        )
    return cells, classes, titles


def _marked(part: pd.DataFrame) -> tuple[pd.Series, pd.Series, pd.Series]:
    """Recomputed values with their marks, style classes and hover texts."""
    texts = [recomputed_text(cell.published, cell.recomputed, cell.status) for cell in part.itertuples()]
    styles = [f"number recomputed {cell.status.replace('_', '-')}" for cell in part.itertuples()]
    hints = [". ".join(filter(None, (cell.rule, cell.reason, cell.explanation))) for cell in part.itertuples()]
    return tuple(pd.Series(values, index=part.index, dtype=str) for values in (texts, styles, hints))


def _insert_row(frame: pd.DataFrame, after: str, *, values: pd.Series) -> pd.DataFrame:
    """One row behind the row ``after``."""
    row = values.reindex(frame.columns).fillna("")
    place = frame.index.get_loc(after) + 1
    new = pd.DataFrame([row], index=[f"{after} (recomputed)"])
    return pd.concat([frame.iloc[:place], new, frame.iloc[place:]])


def recomputed_text(published: str, recomputed: float, status: str) -> str:
    """A recomputed value with two digits more than printed if it has them, and its mark."""
    mark = MARKS[Status(status)]
    if Status(status) is Status.NOT_REPRODUCIBLE:
        return mark
    printed = len(f"{last_digit_unit(published):.10f}".rstrip("0").partition(".")[2])
    precise = f"{recomputed:.{printed + 2}f}"
    rounded = f"{recomputed:.{printed}f}"
    return (rounded if float(precise) == float(rounded) else precise) + mark


def _heading(name: str, headings: Mapping[str, str]) -> str:
    """A column's printed heading; a recomputed column says so."""
    base = name.removesuffix("_recomputed")
    title = headings.get(base, base)
    return f"{title}, recomputed" if name != base else title


def _typeset(
    table: str,
    cells: pd.DataFrame,
    *,
    classes: pd.DataFrame,
    titles: pd.DataFrame,
    printed: pd.DataFrame,
    groups: pd.Series | None,
) -> Typeset:
    """HTML of a printed table with caption, source, notes and legend."""
    descriptor = resource(table_name(table))
    notes = [f"Source: {descriptor['printed_source']}"] if descriptor.get("printed_source") else []
    notes += [f"{mark}: {text}" for mark, text in descriptor.get("footnotes", {}).items()]
    notes += [f"{printed.at[row, label_column(printed)]}: {note}" for row, note in printed["note"].items() if note]
    notes.append(LEGEND)
    below = "".join(f"<li>{escape(note)}</li>" for note in notes)
    body = html_table(
        cells, classes, titles=titles, caption=descriptor["title"], name=f"{anchor(table)}-cells", groups=groups
    )
    return Typeset(
        f'{body}<details class="table-notes"><summary>Source, notes and legend</summary><ul>{below}</ul></details>',
        cells.to_string(),
    )


def label_column(printed: pd.DataFrame) -> str:
    """The column that names a row: the first that is no key."""
    return next((name for name in LABELS if name in printed.columns), printed.columns[0])
