"""Typeset tables: as published, beside what the data recompute, with restored cells marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd

from clusterbook.claims import Finding
from clusterbook.data import fields_of, load_claims, load_keyed, load_restorations, resource
from clusterbook.ledger import table_ledger
from clusterbook.paths import anchor, table_name
from clusterbook.reconcile import last_digit_unit
from clusterbook.vocabulary import Status

MARKS = {Status.MATCHES: "", Status.ROUNDING: " ≈", Status.DIFFERS: " ≠", Status.NOT_REPRODUCIBLE: "not reproducible"}
HIDDEN_KINDS = ("key", "note")
SENTENCE = 60  # characters
LEGEND = (
    "Recomputed values stand in italics: ≈ differs only by rounding or truncation, ≠ differs. "
    "A dotted cell was restored from the scan: point at it for what was scanned."
)


@dataclass(frozen=True)
class Typeset:
    """A table as HTML, with a plain-text form for terminals and screen readers without style."""

    html: str
    text: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.text


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
        cells, classes, titles = _with_recomputed(ledger, cells, classes, titles, _label(cells))
    headings = {field["name"]: field["title"] for field in fields_of(table)}
    return _typeset(table, cells.rename(columns=lambda name: _heading(name, headings)), classes, titles, printed)


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
    ledger: pd.DataFrame, cells: pd.DataFrame, classes: pd.DataFrame, titles: pd.DataFrame, label: str
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Insert recomputed columns and rows behind the published ones."""
    by_column = ledger[ledger["axis"] == "column"]
    for column in [name for name in cells.columns if name in set(by_column["column"])]:
        part = by_column[by_column["column"] == column].drop_duplicates("row").set_index("row")
        place = cells.columns.get_loc(column) + 1
        for frame, values in zip((cells, classes, titles), _marked(part), strict=True):
            frame.insert(place, f"{column}_recomputed", values.reindex(cells.index).fillna(""))
    by_row = ledger[ledger["axis"] == "row"]
    for row in [name for name in cells.index if name in set(by_row["row"])]:
        part = by_row[by_row["row"] == row].drop_duplicates("column").set_index("column")
        texts, styles, hints = _marked(part)
        texts[label] = f"{cells.at[row, label]}, recomputed"
        cells, classes, titles = (
            _insert_row(frame, row, values) for frame, values in zip((cells, classes, titles), (texts, styles, hints), strict=True)
        )
    return cells, classes, titles


def _marked(part: pd.DataFrame) -> tuple[pd.Series, pd.Series, pd.Series]:
    """Recomputed values with their marks, style classes and hover texts."""
    texts = [recomputed_text(cell.published, cell.recomputed, cell.status) for cell in part.itertuples()]
    styles = [f"number recomputed {cell.status.replace('_', '-')}" for cell in part.itertuples()]
    hints = [". ".join(filter(None, (cell.rule, cell.reason, cell.explanation))) for cell in part.itertuples()]
    return tuple(pd.Series(values, index=part.index, dtype=str) for values in (texts, styles, hints))


def _insert_row(frame: pd.DataFrame, after: str, values: pd.Series) -> pd.DataFrame:
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


def _typeset(table: str, cells: pd.DataFrame, classes: pd.DataFrame, titles: pd.DataFrame, printed: pd.DataFrame) -> Typeset:
    """HTML of a printed table with caption, source, notes and legend."""
    descriptor = resource(table_name(table))
    notes = [f"Source: {descriptor['printed_source']}"] if descriptor.get("printed_source") else []
    notes += [f"{mark}: {text}" for mark, text in descriptor.get("footnotes", {}).items()]
    notes += [f"{printed.at[row, _label(printed)]}: {note}" for row, note in printed["note"].items() if note]
    notes.append(LEGEND)
    below = "".join(f"<li>{escape(note)}</li>" for note in notes)
    body = html_table(cells, classes, titles, caption=descriptor["title"], name=f"{anchor(table)}-cells")
    return Typeset(f'{body}<details class="table-notes"><summary>Source, notes and legend</summary><ul>{below}</ul></details>', cells.to_string())


def _label(printed: pd.DataFrame) -> str:
    """The column that names a row: the first that is no key."""
    return next((name for name in ("label", "cluster", "case_study", "country", "district", "product", "industry", "date", "firm", "geographic_area") if name in printed.columns), printed.columns[0])


def html_table(
    cells: pd.DataFrame, classes: pd.DataFrame | None = None, titles: pd.DataFrame | None = None, *, caption: str, name: str
) -> str:
    """A frame of strings as an accessible table in a box that scrolls by itself; the first column heads the rows."""
    head = "".join(f'<th scope="col">{escape(str(column))}</th>' for column in cells.columns)
    rows = []
    for place in range(len(cells)):
        parts = []
        for column in range(len(cells.columns)):
            tag = 'th scope="row"' if column == 0 else "td"
            style = escape(classes.iat[place, column].strip()) if classes is not None else ""
            hint = escape(titles.iat[place, column]) if titles is not None else ""
            attributes = (f' class="{style}"' if style else "") + (f' title="{hint}"' if hint else "")
            parts.append(f"<{tag}{attributes}>{escape(str(cells.iat[place, column]))}</{tag.split()[0]}>")
        rows.append(f"<tr>{''.join(parts)}</tr>")
    kind = "published words" if _has_sentences(cells) else "published"
    return (
        f'<div class="table-box" tabindex="0" role="region" aria-label="{escape(caption)}"><table class="{kind}" id="{name}">'
        f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def _has_sentences(cells: pd.DataFrame) -> bool:
    """Whether a cell is so long that the table should wrap to the page instead of scrolling."""
    return bool((cells.astype(str).map(len) > SENTENCE).to_numpy().any())


def show_frame(frame: pd.DataFrame, caption: str, *, name: str, digits: int | Mapping[str, int] = 2) -> Typeset:
    """Any frame of results as a table: numbers rounded to ``digits``, missing values as a dash.

    Parameters
    ----------
    frame : DataFrame
        Columns are headed by their names; the index becomes the first column if it is named.
    caption, name : str
        Caption, and the table's id on the page.
    digits : int or mapping of column to int
        Decimals of floating-point columns.
    """
    flat = frame.reset_index() if frame.index.name or isinstance(frame.index, pd.MultiIndex) else frame
    decimals = digits if isinstance(digits, Mapping) else dict.fromkeys(flat.columns, digits)
    cells = pd.DataFrame({column: [_shown(value, decimals.get(column, 2)) for value in flat[column]] for column in flat.columns})
    numeric = [pd.api.types.is_numeric_dtype(flat[column]) for column in flat.columns]
    classes = pd.DataFrame({column: ["number" if is_number else ""] * len(cells) for column, is_number in zip(cells.columns, numeric, strict=True)})
    headed = cells.rename(columns=lambda column: str(column).replace("_", " "))
    return Typeset(html_table(headed, classes, caption=caption, name=name), headed.to_string())


def _shown(value: object, digits: int) -> str:
    """One value as text."""
    if value is None or value is pd.NA or (isinstance(value, float) and value != value):
        return "–"
    if isinstance(value, float):
        return f"{value:,.{digits}f}".replace("-", "−")
    return str(value)


def show_differences(table: str, *, without: Sequence[str] = ()) -> Typeset:
    """The derived cells of a printed table that do not match, each with the explanation that fits best.

    Columns named in ``without`` are left out, for a page that shows them in another way.
    """
    ledger = table_ledger(table)
    ledger = ledger[~ledger["column"].isin(without)] if not ledger.empty else ledger
    wanted = _named(ledger[ledger["status"] != Status.MATCHES]) if not ledger.empty else ledger
    return show_ledger(wanted, f"Table {table}: cells that do not follow from their parts", name=f"{anchor(table)}-differences")


def _named(ledger: pd.DataFrame) -> pd.DataFrame:
    """Ledger rows of one table with printed labels and headings instead of keys, where a label names one row only."""
    table = ledger["table"].iloc[0] if len(ledger) else None
    if table is None:
        return ledger
    printed = load_keyed(table, printed=True)
    labels = printed[_label(printed)]
    titles = {field["name"]: field["title"] for field in fields_of(table)}
    rows = labels[ledger["row"]].to_numpy() if labels.is_unique else ledger["row"]
    return ledger.assign(row=rows, column=[titles[column] for column in ledger["column"]])


def show_ledger(ledger: pd.DataFrame, caption: str, *, name: str) -> Typeset:
    """Ledger rows as a table: where, published, recomputed, status, explanation."""
    if ledger.empty:
        return Typeset(f"<p>{escape(caption)}: none.</p>", f"{caption}: none")
    cells = pd.DataFrame(
        {
            **({"Table": ledger["table"]} if ledger["table"].nunique() > 1 else {}),
            "Row": ledger["row"].str.replace("_", " "),
            "Column": ledger["column"].str.replace("_", " "),
            "Published": ledger["published"],
            "Recomputed": [recomputed_text(*cell) for cell in zip(ledger["published"], ledger["recomputed"], ledger["status"], strict=True)],
            "Status": ledger["status"].str.replace("_", " "),
            "Why": [" ".join(filter(None, (f"{rule}.", reason, text))) for rule, reason, text in zip(ledger["rule"], ledger["reason"], ledger["explanation"], strict=True)],
        }
    )
    return Typeset(html_table(cells, caption=caption, name=name), cells.to_string())


def show_claims(chapter: int, findings: Mapping[str, Finding]) -> Typeset:
    """The claims of a chapter, each with the outcome of its test and the numbers that decide it."""
    claims = load_claims()
    claims = claims[claims["chapter"] == chapter]
    cells = pd.DataFrame(
        {
            "Claim": claims["claim"],
            "Tables": claims["tables"].fillna("–").str.replace(";", ", "),
            "Outcome": [findings[claim].result.value.replace("_", " ") for claim in claims["claim_id"]],
            "Evidence": [findings[claim].evidence for claim in claims["claim_id"]],
            "Source line": claims["source_line"].astype(str),
        }
    )
    return Typeset(html_table(cells, caption=f"Chapter {chapter}: statements of the text, tested", name=f"claims-{chapter:02d}"), cells.to_string())


def show_restorations(restorations: pd.DataFrame) -> Typeset:
    """Restored cells: where, scanned, restored, rule, evidence, other readings."""
    columns = {"table": "Table", "row": "Row", "column": "Column", "scanned": "Scanned", "restored": "Restored", "rule": "Rule", "evidence": "Evidence", "admissible": "Other readings"}
    cells = restorations[list(columns)].astype(object).fillna("–").rename(columns=columns)
    for name in ("Row", "Column", "Rule"):
        cells[name] = cells[name].str.replace("_", " ")
    return Typeset(html_table(cells, caption="Restored cells in the order of the book", name="restorations"), cells.to_string())
