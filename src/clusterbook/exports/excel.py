"""One Excel workbook: a sheet per table, the codebook first."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pandas as pd

from clusterbook.exports.source import ExportTable

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

FILE = "upgrading_to_compete.xlsx"
SAVED = datetime(1980, 1, 1)  # a fixed time, so that the same data give the same bytes
NARROWEST, WIDEST = 8, 60
AS_GIVEN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


def excel_files(tables: Iterable[ExportTable]) -> dict[str, bytes]:
    """The workbook; texts stay texts, whatever they look like, and missing cells are empty."""
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, AS_GIVEN) as workbook:
        workbook.set_properties({"title": "Upgrading to Compete, Reproduced: the data", "created": SAVED})
        heading = workbook.add_format({"bold": True, "bottom": 1})
        for table in tables:
            _fill(workbook.add_worksheet(table.name), table, heading=heading)
    return {FILE: buffer.getvalue()}


def _fill(sheet: Worksheet, table: ExportTable, *, heading: Format) -> None:
    """Headings that stay in view, cells by their type, columns as wide as their contents ask."""
    sheet.freeze_panes(1, 0)
    for place, field in enumerate(table.fields):
        sheet.write_string(0, place, field["name"], heading)
        values = table.frame[field["name"]].tolist()
        for row, value in enumerate(values, start=1):
            _write(sheet, (row, place), value)
        longest = max((len(str(value)) for value in [field["name"], *values] if not _is_missing(value)), default=0)
        sheet.set_column(place, place, min(max(longest, NARROWEST), WIDEST))
    sheet.autofilter(0, 0, len(table.frame), len(table.fields) - 1)


def _write(sheet: Worksheet, cell: tuple[int, int], value: Any) -> None:
    """One cell."""
    if _is_missing(value):
        return
    if isinstance(value, bool):
        sheet.write_boolean(*cell, value)
    elif isinstance(value, str):
        sheet.write_string(*cell, value)
    else:
        sheet.write_number(*cell, value)


def _is_missing(value: Any) -> bool:
    return value is None or bool(pd.isna(value))
