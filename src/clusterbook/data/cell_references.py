"""Errata and restorations name cells of the published tables, restorations footnotes too: each must be there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pandas as pd

from clusterbook.data.package import published_tables, resource
from clusterbook.data.reading import FOOTNOTE, KEY_JOINT, load_keyed, read_strings
from clusterbook.errors import Fault, listed
from clusterbook.paths import table_name

FILES = ("errata", "restorations")


def cell_reference_faults() -> list[Fault]:
    """Rows of both files whose table, row or column is not there; asked only while all files are in order."""
    keyed, tables, faults = cache(lambda table: load_keyed(table, printed=True)), published_tables(), []
    for name in FILES:
        cells = read_strings(resource(name))[["table", "row", "column"]]
        for number, (table, row, column) in enumerate(cells.itertuples(index=False, name=None), start=2):
            where = f"data/{name}.csv, row {number}, column"
            if table not in tables:
                faults.append(Fault(f"{where} table", table, f"allowed {listed(tables)}", "Correct the number."))
            elif name == "restorations" and row == FOOTNOTE:
                marks = list(resource(table_name(table)).get("footnotes", {}))
                if column not in marks:
                    faults.append(Fault(f"{where} column", column, f"allowed {listed(marks)}", "Correct the mark."))
            else:
                faults += _cell_faults(where, (row, column), keyed(table))
    return faults


def _cell_faults(where: str, cell: tuple[str, str], table: pd.DataFrame) -> Iterator[Fault]:
    """A row key that the table does not have, and columns that it does not have; several are joined by a bar."""
    row, columns = cell
    if row not in table.index:
        yield Fault(f"{where} row", row, f"allowed {listed(table.index)}", "Correct the key.")
    for column in columns.split(KEY_JOINT):
        if column not in table.columns:
            yield Fault(f"{where} column", column, f"allowed {listed(table.columns)}", "Correct the column.")
