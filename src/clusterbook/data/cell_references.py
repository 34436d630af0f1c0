"""Errata and restorations name cells of the tables, restorations footnotes too: each is there and holds that."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache

import pandas as pd

from clusterbook.data.package import published_tables, resource
from clusterbook.data.reading import FOOTNOTE, KEY_JOINT, load_keyed, read_strings
from clusterbook.errors import Fault, listed
from clusterbook.paths import table_name

ROWS = {  # files that speak of a row of a table, with the columns that they repeat
    "policy_themes": (),
    "trade_in_words": ("country", "product"),
}
FILES = {"errata": "published", "restorations": "restored"}  # with the column that repeats what the cell holds


def cell_reference_faults() -> list[Fault]:
    """Rows of both files whose cell is not there or holds something else; asked only while all files are in order."""
    keyed, tables, faults = cache(lambda table: load_keyed(table, printed=True)), published_tables(), []
    for name, repeats in FILES.items():
        cells = read_strings(resource(name))[["table", "row", "column", repeats]]
        for number, (table, row, column, held) in enumerate(cells.itertuples(index=False, name=None), start=2):
            where = f"data/{name}.csv, row {number}, column"
            if table not in tables:
                faults.append(Fault(f"{where} table", table, f"allowed {listed(tables)}", "Correct the number."))
            elif name == "restorations" and row == FOOTNOTE:
                marks = list(resource(table_name(table)).get("footnotes", {}))
                if column not in marks:
                    faults.append(Fault(f"{where} column", column, f"allowed {listed(marks)}", "Correct the mark."))
            else:
                faults += _cell_faults(where, (row, column), keyed(table)) or _held_faults(
                    f"{where} {repeats}", held, cells=keyed(table).loc[row, column.split(KEY_JOINT)]
                )
    return faults + _row_reference_faults(keyed, tables)


def _row_reference_faults(keyed: Callable[[str], pd.DataFrame], tables: Sequence[str]) -> list[Fault]:
    """Rows of the files of ``ROWS`` whose table or row is not there, or has other words."""
    faults = []
    for name, repeated in ROWS.items():
        descriptor = resource(name)
        rows = read_strings(descriptor)[["table", "row_id", *repeated]]
        for number, (table, row, *held) in enumerate(rows.itertuples(index=False, name=None), start=2):
            where = f"data/{descriptor['path']}, row {number}, column"
            if table not in tables:
                faults.append(Fault(f"{where} table", table, f"allowed {listed(tables)}", "Correct the number."))
            elif row not in keyed(table).index:
                allowed = f"allowed {listed(keyed(table).index)}"
                faults.append(Fault(f"{where} row_id", row, allowed, "Correct the key."))
            else:
                for column, words in zip(repeated, held, strict=True):
                    faults += _held_faults(f"{where} {column}", words, cells=[keyed(table).at[row, column]])
    return faults


def _cell_faults(where: str, cell: tuple[str, str], table: pd.DataFrame) -> list[Fault]:
    """A row key that the table does not have, and columns that it does not have; several are joined by a bar."""
    row, columns = cell
    found = []
    if row not in table.index:
        found.append(Fault(f"{where} row", row, f"allowed {listed(table.index)}", "Correct the key."))
    for column in columns.split(KEY_JOINT):
        if column not in table.columns:
            found.append(Fault(f"{where} column", column, f"allowed {listed(table.columns)}", "Correct the column."))
    return found


def _held_faults(where: str, held: str, *, cells: Iterable[str]) -> list[Fault]:
    """What a row says that its cells hold, where they hold something else; the values of several stand apart."""
    there = " ".join(cells)
    if held == there:
        return []
    return [
        Fault(where, held or "nothing", f"expected {there or 'nothing'}, as the table has it", "Correct the wrong one.")
    ]
