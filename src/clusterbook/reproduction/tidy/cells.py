"""One row for every cell of the printed tables, empty ones too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from clusterbook.data.book import Book
from clusterbook.paths import table_name
from clusterbook.reproduction.reconcile import (
    SEVERITY,
    CellVerdict,
    CheckResult,
    cell_verdicts,
    deciding_results,
)
from clusterbook.reproduction.tidy.remarks import empty_reason, remarks_of
from clusterbook.reproduction_vocabulary import Status
from clusterbook.vocabulary import Hedge

CELL_KINDS = ("label", "group", "primitive", "derived")
NUMERIC = ("number", "integer")
OF_THE_ROW = "see unit"  # the table has a column of units
ROW_TYPE, ITEM, KEY_JOINT = "row_type", "item", "|"
NOT_CHECKED = "not_checked"
BOUND_MARKS = {Hedge.AT_LEAST: "{}+", Hedge.AT_MOST: "<={}"}
TO_COLUMNS = {
    "scanned": "scanned",
    "rule": "restoration_rule",
    "evidence": "restoration_evidence",
    "admissible": "admissible_readings",
}
FROM_ERRATA = {
    "cause": "erratum_cause",
    "explanation": "erratum_explanation",
    "admissible": "erratum_other_readings",
}

Cell = tuple[str, str]
Row = dict[str, Any]


@dataclass(frozen=True)
class TableParts:
    """What is known of the cells of one printed table, by row key and column."""

    table: str
    descriptor: Mapping[str, Any]
    printed: pd.DataFrame
    remarks: Mapping[Cell, str]
    bounds: Mapping[Cell, Hedge]
    restorations: Mapping[Cell, Row]
    errata: Mapping[Cell, Row]
    verdicts: Mapping[Cell, CellVerdict]


def all_cells(book: Book) -> pd.DataFrame:
    """Every cell of the printed tables but keys, which are ours, and notes, which are taken apart.

    Returns
    -------
    DataFrame
        One row per cell in the order of the book; the columns are those of ``data/all_cells.schema.json``.
    """
    return pd.DataFrame([row for table in book.tables for row in _rows_of(parts_of(book, table))])


def parts_of(book: Book, table: str) -> TableParts:
    """What is known of the cells of one printed table."""
    return TableParts(
        table=table,
        descriptor=book.describe(table_name(table)),
        printed=book.printed(table),
        remarks=remarks_of(book, table),
        bounds=book.bounds(table),
        restorations=_by_cell(book.restorations, table),
        errata=_by_cell(book.errata, table),
        verdicts={(verdict.row, verdict.column): verdict for verdict in cell_verdicts(book, table)},
    )


def _by_cell(entries: pd.DataFrame, table: str) -> dict[Cell, Row]:
    """Restorations or errata of a table; one that names several columns stands at each of them."""
    own = entries[entries["table"] == table].astype(object)
    rows = own.where(own.notna(), None).to_dict("records")
    return {(str(row["row"]), column): row for row in rows for column in str(row["column"]).split(KEY_JOINT)}


def _rows_of(parts: TableParts) -> Iterator[Row]:
    """The cells of one table, row by row."""
    fields = [field for field in parts.descriptor["schema"]["fields"] if field["kind"] in CELL_KINDS]
    labels = [field["name"] for field in fields if field["kind"] == "label"]
    for row, cells in parts.printed.iterrows():
        place = {"row": str(row), "row_label": next((cells[name] for name in labels if cells[name]), str(row))}
        for field in fields:
            if field["name"] != ROW_TYPE:
                yield _cell_row(parts, field, place=place, cells=cells)


def _cell_row(parts: TableParts, field: Mapping[str, Any], *, place: Row, cells: pd.Series) -> Row:
    """One cell."""
    cell, row_type = (place["row"], field["name"]), cells.get(ROW_TYPE, ITEM)
    restored, erratum = parts.restorations.get(cell, {}), parts.errata.get(cell, {})
    lines = (restored.get("source_line"), erratum.get("source_line"), parts.descriptor["source_line"])
    return {
        "table": parts.table,
        **place,
        "row_type": row_type,
        "column": field["name"],
        "column_label": field["title"],
        **_value_of(parts, field, cell=cell, cells=cells),
        "kind": "derived" if row_type != ITEM and field["type"] in NUMERIC else field["kind"],
        "restored": cell in parts.restorations,
        **{column: restored.get(name) for name, column in TO_COLUMNS.items()},
        **_verdict_of(parts, cell, is_empty=cells[field["name"]] == ""),
        **{column: erratum.get(name) for name, column in FROM_ERRATA.items()},
        "chapter": parts.descriptor["chapter"],
        "printed_page": parts.descriptor["printed_page"],
        "source_line": next(line for line in lines if line is not None),
    }


def _value_of(parts: TableParts, field: Mapping[str, Any], *, cell: Cell, cells: pd.Series) -> Row:
    """Value, number, unit and bound of a cell, or why it is empty."""
    text, bound, remark = cells[field["name"]], parts.bounds.get(cell), parts.remarks.get(cell, "")
    usual = field.get("empty_means", "")
    reason = None if text else empty_reason(parts.table, cell, remark=remark, usual=usual).value
    return {
        "value": (BOUND_MARKS[bound].format(text) if bound else text) or None,
        "number": float(text) if text and field["type"] in NUMERIC else None,
        "unit": cells["unit"] if field.get("unit") == OF_THE_ROW else field.get("unit"),
        "bound": bound.value if bound else None,
        "empty_reason": reason,
        "remark": remark or None,
    }


def _verdict_of(parts: TableParts, cell: Cell, *, is_empty: bool) -> Row:
    """Verdict on a cell, what it was recomputed to, by which rule and function."""
    verdict = parts.verdicts.get(cell)
    if verdict is None:
        return {"verdict": None if is_empty else NOT_CHECKED} | dict.fromkeys(
            ("recomputed", "rule", "function", "reason"), None
        )
    shown = shown_result(verdict).check
    return {
        "verdict": verdict.status.value,
        "recomputed": None if verdict.status is Status.NOT_REPRODUCIBLE else shown.value,
        "rule": shown.rule,
        "function": table_name(parts.table),
        "reason": shown.reason or None,
    }


def shown_result(verdict: CellVerdict) -> CheckResult:
    """The check that gave a cell its status; the first of all where nothing decides it."""
    return max(
        deciding_results(verdict.results),
        key=lambda result: SEVERITY.index(result.status),
        default=verdict.results[0],
    )
