"""A table as one frozen value: what the HTML writer, the plain text and the tests take."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from clusterbook.display.numbers import MARKS, value_text
from clusterbook.display.words import column_words, without_codes
from clusterbook.reproduction_vocabulary import Status

SIGN = re.compile(r"(?:[b-z]|tau|rho|phi|gamma)\b", re.ASCII)


@dataclass(frozen=True)
class Card:
    """What is said of one cell where one asks for it.

    Parameters
    ----------
    title : str
        The cell in words: its row and its column.
    entries : tuple of (str, str)
        Term and text, in the order shown.
    reason : str
        Why the printed number does not follow from its parts, or cannot be recomputed; empty if it follows.
    in_ledger : bool
        Whether the ledger has a row for the cell.
    cluster : str
        Address of the page of the cluster that the cell is about; empty if it is about none.
    """

    title: str
    entries: tuple[tuple[str, str], ...]
    reason: str = ""
    in_ledger: bool = False
    cluster: str = ""


@dataclass(frozen=True)
class Cell:
    """One cell.

    Parameters
    ----------
    text : str
        What is shown.
    styles : tuple of str
        Style classes, such as ``number``, ``restored``.
    anchor : str
        The cell's place on the page; empty for a cell that nothing links to.
    status : Status, optional
        Of a derived cell, what became of its number.
    recomputed : str
        Of a derived cell, our number where it has other digits than the printed one.
    footnotes : str
        Marks behind the text, such as ``"b"``.
    card : Card, optional
        What is said of the cell; nothing for a cell that says all itself.
    link : str
        Address that the text leads to, where no card opens from it; empty for most cells.
    """

    text: str
    styles: tuple[str, ...] = ()
    anchor: str = ""
    status: Status | None = None
    recomputed: str = ""
    footnotes: str = ""
    card: Card | None = None
    link: str = ""

    @property
    def differs(self) -> bool:
        """Whether our number is another than the printed one, if only by rounding."""
        return self.status in (Status.ROUNDING, Status.DIFFERS)

    @property
    def plain(self) -> str:
        """The cell without style: printed, mark, and our number where it differs; of a bound, what it must keep to."""
        if self.status is None or not self.differs:
            return self.text
        is_bound = self.recomputed.startswith(("≤", "≥"))
        return (
            f"{self.text}, must be {self.recomputed}"
            if is_bound
            else f"{self.text} {MARKS[self.status]} {self.recomputed}"
        )


@dataclass(frozen=True)
class Row:
    """One row: its cells, the heading that stands above it where that is new, and style classes."""

    cells: tuple[Cell, ...]
    group: Cell | None = None
    styles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Note:
    """Something said below the table, and the footnote's place on the page if something links to it."""

    text: str
    anchor: str = ""


@dataclass(frozen=True)
class Sheet:
    """A table as the book shows it.

    Parameters
    ----------
    caption, name : str
        Caption, and the table's id on the page.
    headings : tuple of str
        One a column.
    rows : tuple of Row
        In printed order, each with one cell a column; empty if there is nothing to show.
    notes : tuple of Note
        Source and footnotes, shown folded below.
    csv : str
        Address of the table as a file, from the page; empty if there is none.
    citation : str
        How to cite the table; empty for a table of ours.
    """

    caption: str
    name: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[Note, ...] = ()
    csv: str = ""
    citation: str = ""

    @property
    def cells(self) -> Iterator[Cell]:
        """All cells row by row, headings of groups before the rows below them."""
        for row in self.rows:
            yield from (row.group, *row.cells) if row.group else row.cells

    def count(self, status: Status) -> int:
        """Number of cells of a status."""
        return sum(cell.status is status for cell in self.cells)

    @property
    def text(self) -> str:
        """The table as plain text, for terminals and readers without style."""
        if not self.rows:
            return f"{self.caption}: none"
        frame = pd.DataFrame([[cell.plain for cell in row.cells] for row in self.rows], columns=list(self.headings))
        return frame.to_string(index=False)


def rows_of(
    cells: pd.DataFrame, groups: Sequence[Cell] | None = None, *, styles: Sequence[tuple[str, ...]] | None = None
) -> tuple[Row, ...]:
    """Rows from a frame whose values are cells.

    Parameters
    ----------
    cells : DataFrame
        Values of type ``Cell``.
    groups : sequence of Cell, optional
        The heading above each row; shown where its text changes, an empty one continues the one before.
    styles : sequence of tuple of str, optional
        Style classes of each row.
    """
    rows, heading = [], ""
    for place, values in enumerate(cells.itertuples(index=False, name=None)):
        group = groups[place] if groups is not None else Cell("")
        is_new = group.text not in ("", heading)
        rows.append(Row(tuple(values), group if is_new else None, styles[place] if styles is not None else ()))
        heading = group.text or heading
    return tuple(rows)


def plain_sheet(
    texts: Mapping[str, Sequence[str]], caption: str, *, name: str, groups: Sequence[str] | None = None
) -> Sheet:
    """A sheet of unstyled texts by heading.

    Parameters
    ----------
    texts : mapping of heading to sequence of str
        Columns of the same length.
    caption, name : str
        Caption, and the table's id on the page.
    groups : sequence of str, optional
        Heading above each row.

    Returns
    -------
    Sheet
        One row per text.
    """
    cells = pd.DataFrame({heading: [Cell(text) for text in column] for heading, column in texts.items()}, dtype=object)
    return Sheet(caption, name, tuple(texts), rows_of(cells, None if groups is None else [Cell(one) for one in groups]))


def frame_sheet(
    frame: pd.DataFrame, caption: str, *, name: str, digits: int | Mapping[str, int] = 2, group: str = ""
) -> Sheet:
    """Any frame of results as a sheet: numbers rounded to ``digits``, missing values as a dash.

    Parameters
    ----------
    frame : DataFrame
        Columns are headed by their names; the index becomes the first column if it is named.
    caption, name : str
        Caption, and the table's id on the page.
    digits : int or mapping of column to int
        Decimals of floating-point columns.
    group : str
        Column whose values become headings above their rows.

    Returns
    -------
    Sheet
        One row per row of the frame.
    """
    flat = frame.reset_index() if frame.index.name or isinstance(frame.index, pd.MultiIndex) else frame
    decimals = digits if isinstance(digits, Mapping) else dict.fromkeys(flat.columns, digits)
    cells = pd.DataFrame(
        {column: _result_cells(flat[column], decimals.get(column, 2)) for column in flat.columns}, dtype=object
    )
    groups = [_capital_cell(cell) for cell in cells.pop(group)] if group else None
    if len(cells.columns):
        cells.isetitem(0, [_capital_cell(cell) for cell in cells.iloc[:, 0]])
    headings = tuple(capital(column_words(column)) for column in cells.columns)
    return Sheet(caption, name, headings, rows_of(cells, groups))


def capital(words: str) -> str:
    """Words that begin with a capital letter; the sign of a statistic, such as ``p`` or ``tau-b``, stays as it is."""
    return words if SIGN.match(words) else words[:1].upper() + words[1:]


def _capital_cell(cell: Cell) -> Cell:
    """A cell that heads a row, or the rows of a group."""
    return replace(cell, text=capital(cell.text))


def _result_cells(values: pd.Series, digits: int) -> list[Cell]:
    """The cells of one column of results."""
    styles = ("number",) if pd.api.types.is_numeric_dtype(values) else ()
    return [Cell(without_codes(value_text(value, digits)), styles) for value in values]
