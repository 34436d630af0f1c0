"""The rows of a CSV file, and every fault of the file as a file: encoding, separators, header, ragged rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from clusterbook.data.letters import conflict_faults
from clusterbook.errors import Fault, FaultsError, listed
from clusterbook.paths import data_folder

MARK = "\ufeff"
OTHER_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}


@dataclass(frozen=True)
class Rows:
    """Rows that have one cell a column, with their numbers (the header is row 1), and the faults of all others."""

    numbers: list[int]
    cells: list[list[str]]
    faults: list[Fault]


def read_text(path: Path) -> str:
    """Text of one data file, or of a form that lies elsewhere: every read of the package passes here.

    Raises
    ------
    FaultsError
        If the file is missing or is not UTF-8.
    """
    home = data_folder().parent
    place = (path.relative_to(home) if path.is_relative_to(home) else path).as_posix()
    try:
        content = path.read_bytes()
        return content.decode("utf-8")
    except FileNotFoundError:
        raise FaultsError([Fault(place, "no file", "a schema describes it", "Restore the file.")]) from None
    except UnicodeDecodeError as error:
        raise FaultsError([_encoding_fault(place, content, at=error.start)]) from None


def parse_rows(text: str, place: str, columns: Sequence[str]) -> Rows:
    """Rows of the text of a CSV file.

    Parameters
    ----------
    text : str
        The file; lines may end as on any system.
    place : str
        The file as the messages name it.
    columns : sequence of str
        Columns of the schema, in order.
    """
    if not text.removeprefix(MARK).strip():
        return Rows([], [], [Fault(place, "an empty file", "expected a header and rows", "Restore the file.")])
    if conflicts := list(conflict_faults(text, place)):
        return Rows([], [], conflicts)
    faults = list(_mark_fault(text, place))
    reader = csv.reader(io.StringIO(text.removeprefix(MARK), newline=""), strict=True)
    try:
        rows = list(reader)
    except csv.Error as error:
        where = f"{place}, line {reader.line_num}"
        expected = "expected quotation marks in pairs, around a whole cell and doubled inside it"
        return Rows([], [], [*faults, Fault(where, str(error), expected, "Correct the quotation marks.")])
    if header := list(_header_faults(f"{place}, row 1", rows[0], columns=columns)):
        return Rows([], [], faults + header)
    kept = [(number, row) for number, row in enumerate(rows[1:], start=2) if len(row) == len(columns) and any(row)]
    faults += [
        _row_fault(f"{place}, row {number}", row, width=len(columns))
        for number, row in enumerate(rows[1:], start=2)
        if len(row) != len(columns) or not any(row)
    ]
    return Rows([number for number, _ in kept], [row for _, row in kept], faults)


def _encoding_fault(place: str, content: bytes, *, at: int) -> Fault:
    """Bytes that are not UTF-8, with what they may be."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Fault(place, "a file in UTF-16, as Excel's Unicode text", "expected UTF-8", "Save it as CSV UTF-8.")
    line = content.count(b"\n", 0, at) + 1
    letter = content[at : at + 1].decode("cp1252", errors="replace")
    found = f"bytes that are not UTF-8 at byte {at} ({letter!r} in Windows-1252)"
    remedy = "Save the file as UTF-8: Excel's plain CSV is in Windows-1252, its CSV UTF-8 is not."
    return Fault(f"{place}, line {line}", found, "expected UTF-8", remedy)


def _mark_fault(text: str, place: str) -> Iterator[Fault]:
    """The byte order mark that spreadsheets put before the first column's name."""
    if text.startswith(MARK):
        remedy = "Save the file as UTF-8 without BOM, as LibreOffice and editors can; Excel's CSV UTF-8 puts it there."
        yield Fault(place, "a byte order mark", "expected UTF-8 without one", remedy)


def _header_faults(where: str, header: list[str], *, columns: Sequence[str]) -> Iterator[Fault]:
    """Columns that are missing, unknown, without a name, twice or in another order."""
    if header and header[0].startswith("sep="):
        yield Fault(where, f"Excel's line {header[0]}", "expected the columns' names", "Remove the line.")
        return
    meant = {_plain(name): name for name in columns}
    for separator, name in OTHER_SEPARATORS.items():
        if any(separator in cell and {*map(_plain, cell.split(separator))} & {*meant} for cell in header):
            remedy = "Save the file with commas, and points in numbers; Excel takes both from the system's region."
            yield Fault(where, f"columns separated by {name}", "expected commas", remedy)
            return
    if not any(_plain(name) in meant for name in header):
        expected = f"expected the columns {listed(columns)}"
        yield Fault(where, "none of the columns' names", expected, "Restore the first line.")
        return
    yield from _name_faults(where, header, meant=meant)
    for name in [one for one in meant if one not in set(map(_plain, header))]:
        place = f"{where}, column {meant[name]}"
        yield Fault(place, "no such column", "the schema beside the file names it", "Add the column.")
    if sorted(header) == sorted(columns) and header != list(columns):
        yield Fault(where, listed(header), f"expected {listed(columns)}, each once", "Put the columns in this order.")


def _name_faults(where: str, header: list[str], *, meant: Mapping[str, str]) -> Iterator[Fault]:
    """Names of a header that are empty, there twice, or not those of a column; ``meant`` leads from plain names."""
    for position, name in enumerate(header, start=1):
        if not name:
            remedy = "Remove the empty column, or name it."
            yield Fault(
                f"{where}, cell {position}", "a column without a name", f"allowed {listed(meant.values())}", remedy
            )
        elif name in header[: position - 1]:
            yield Fault(f"{where}, column {name}", "the column twice", "expected it once", "Remove one of them.")
        elif name not in meant.values():
            known = meant.get(_plain(name))
            expected = f"expected {known}" if known else f"allowed {listed(meant.values())}"
            shown = name if name == name.strip() else repr(name)
            remedy = f"Write {known}." if known else "Remove or rename the column."
            yield Fault(f"{where}, column {shown}", "an unknown column", expected, remedy)


def _plain(name: str) -> str:
    """A column's name without what a spreadsheet or a person changes of it: capitals, and blanks around it."""
    return name.strip().lower()


def _row_fault(where: str, row: list[str], *, width: int) -> Fault:
    """A row that is empty or has more or fewer cells than columns."""
    if not any(row):
        return Fault(where, "an empty row", "expected a row of the table", "Remove the row.")
    if not any(row[width:]) and len(row) > width:
        return Fault(where, f"{len(row) - width} empty cells after the last column", "expected none", "Remove them.")
    remedy = "Put a cell that holds a comma in quotation marks; write a decimal comma as a point."
    return Fault(where, f"{len(row)} cells", f"expected one cell a column, {width} in all", remedy)
