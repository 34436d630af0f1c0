"""Errata and restorations name cells of the tables, restorations footnotes too: each is there and holds that."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import chain

import pandas as pd

from clusterbook.data.book import Book
from clusterbook.data.reading import FOOTNOTE, KEY_JOINT
from clusterbook.errors import Fault, listed
from clusterbook.paths import table_name

ROWS = {  # files that speak of a row of a table, with the columns that they repeat
    "policy_themes": (),
    "trade_in_words": ("country", "product"),
}
FILES = {"errata": ("published",), "restorations": ("restored",)}  # with the column that repeats what the cell holds
Row = Mapping[Hashable, str]


def cell_reference_faults(book: Book) -> list[Fault]:
    """Rows of these files whose cell is not there or holds something else; asked only while all files are in order."""
    tables, faults = book.tables, []
    for name, repeats in (FILES | ROWS).items():
        descriptor = book.describe(name)
        for number, row in enumerate(book.strings(name).to_dict("records"), start=2):
            where = f"data/{descriptor['path']}, row {number}, column"
            if row["table"] not in tables:
                faults.append(Fault(f"{where} table", row["table"], f"allowed {listed(tables)}", "Correct the number."))
            elif name in ROWS:
                faults += _row_faults(where, row, repeats=repeats, table=book.printed(row["table"]))
            elif name == "restorations" and row["row"] == FOOTNOTE:
                faults += _mark_faults(where, row, book=book)
            else:
                faults += _cell_faults(where, row, repeats=repeats, table=book.printed(row["table"]))
    return faults


def _row_faults(where: str, row: Row, *, repeats: Sequence[str], table: pd.DataFrame) -> list[Fault]:
    """A row that its table does not have, or of which it says something else."""
    key = row["row_id"]
    if key not in table.index:
        return [Fault(f"{where} row_id", key, f"allowed {listed(table.index)}", "Correct the key.")]
    held = [_held_faults(f"{where} {column}", row[column], cells=[table.at[key, column]]) for column in repeats]
    return list(chain.from_iterable(held))


def _mark_faults(where: str, row: Row, *, book: Book) -> list[Fault]:
    """The mark of a footnote that its table does not have."""
    marks = list(book.describe(table_name(row["table"])).get("footnotes", {}))
    if row["column"] in marks:
        return []
    return [Fault(f"{where} column", row["column"], f"allowed {listed(marks)}", "Correct the mark.")]


def _cell_faults(where: str, row: Row, *, repeats: Sequence[str], table: pd.DataFrame) -> list[Fault]:
    """A row key or columns that its table does not have, or other cells; several columns are joined by a bar."""
    found, columns = [], row["column"].split(KEY_JOINT)
    if row["row"] not in table.index:
        found.append(Fault(f"{where} row", row["row"], f"allowed {listed(table.index)}", "Correct the key."))
    for column in columns:
        if column not in table.columns:
            found.append(Fault(f"{where} column", column, f"allowed {listed(table.columns)}", "Correct the column."))
    (held,) = repeats
    return found or _held_faults(f"{where} {held}", row[held], cells=table.loc[row["row"], columns])


def _held_faults(where: str, held: str, *, cells: Iterable[str]) -> list[Fault]:
    """What a row says that its cells hold, where they hold something else; the values of several stand apart."""
    there = " ".join(cells)
    if held == there:
        return []
    return [
        Fault(where, held or "nothing", f"expected {there or 'nothing'}, as the table has it", "Correct the wrong one.")
    ]
