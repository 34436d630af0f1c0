"""A table as one frozen value: what the HTML writer, the plain text and the tests take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from clusterbook.display.numbers import value_text


@dataclass(frozen=True)
class Cell:
    """One cell.

    Parameters
    ----------
    text : str
        What is shown.
    styles : tuple of str
        Style classes, such as ``number``, ``restored``, ``recomputed``.
    hint : str
        What is shown when one points at the cell.
    """

    text: str
    styles: tuple[str, ...] = ()
    hint: str = ""


@dataclass(frozen=True)
class Row:
    """One row: its cells, and the heading that stands above it where that is new."""

    cells: tuple[Cell, ...]
    group: str = ""


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
    notes : tuple of str
        Source, footnotes and legend, shown folded below.
    """

    caption: str
    name: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The table as plain text, for terminals and readers without style."""
        if not self.rows:
            return f"{self.caption}: none"
        frame = pd.DataFrame([[cell.text for cell in row.cells] for row in self.rows], columns=list(self.headings))
        return frame.to_string(index=False)


def rows_of(cells: pd.DataFrame, groups: Sequence[str] | None = None) -> tuple[Row, ...]:
    """Rows from a frame whose values are cells.

    Parameters
    ----------
    cells : DataFrame
        Values of type ``Cell``.
    groups : sequence of str, optional
        The heading above each row; shown where it changes, an empty one continues the one before.
    """
    rows, heading = [], ""
    for place, values in enumerate(cells.itertuples(index=False, name=None)):
        group = groups[place] if groups is not None else ""
        rows.append(Row(tuple(values), group if group != heading else ""))
        heading = group or heading
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
    return Sheet(caption, name, tuple(texts), rows_of(cells, groups))


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
    groups = [cell.text for cell in cells.pop(group)] if group else None
    headings = tuple(str(column).replace("_", " ") for column in cells.columns)
    return Sheet(caption, name, headings, rows_of(cells, groups))


def _result_cells(values: pd.Series, digits: int) -> list[Cell]:
    """The cells of one column of results."""
    styles = ("number",) if pd.api.types.is_numeric_dtype(values) else ()
    return [Cell(value_text(value, digits), styles) for value in values]


def with_hint(cell: Cell, hint: str, *styles: str) -> Cell:
    """The cell with a hint and more styles."""
    return replace(cell, hint=hint, styles=(*cell.styles, *styles))
