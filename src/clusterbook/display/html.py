"""Tables as accessible HTML: a caption, headed rows, a box that scrolls by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

import pandas as pd

from clusterbook.display.sheet import Cell, Row, Sheet, frame_sheet

SENTENCE = 60  # characters


@dataclass(frozen=True)
class Typeset:
    """A table as HTML, with a plain-text form for terminals and screen readers without style."""

    html: str
    text: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.text


def typeset(sheet: Sheet) -> Typeset:
    """A sheet as a page shows it."""
    return Typeset(html_of(sheet), sheet.text)


def html_of(sheet: Sheet) -> str:
    """A sheet as an HTML table, its first column heading the rows, its notes folded below."""
    caption = escape(sheet.caption)
    if not sheet.rows:
        return f"<p>{caption}: none.</p>"
    head = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in sheet.headings)
    body = "".join(_html_row(row) for row in sheet.rows)
    kind = "published words" if _has_sentences(sheet) else "published"
    return (
        f'<div class="table-box" tabindex="0" role="region" aria-label="{caption}">'
        f'<table class="{kind}" id="{sheet.name}">'
        f"<caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>{_notes(sheet)}"
    )


def _has_sentences(sheet: Sheet) -> bool:
    """Whether a cell is so long that the table should wrap to the page instead of scrolling."""
    return any(len(cell.text) > SENTENCE for row in sheet.rows for cell in row.cells)


def _notes(sheet: Sheet) -> str:
    """Source, footnotes and legend."""
    if not sheet.notes:
        return ""
    below = "".join(f"<li>{escape(note)}</li>" for note in sheet.notes)
    return f'<details class="table-notes"><summary>Source, notes and legend</summary><ul>{below}</ul></details>'


def _html_row(row: Row) -> str:
    """One row under its group's heading; its first cell is a heading."""
    width = len(row.cells)
    group = (
        f'<tr class="group"><th scope="rowgroup" colspan="{width}">{escape(row.group)}</th></tr>' if row.group else ""
    )
    return group + f"<tr>{''.join(_html_cell(cell, heads=place == 0) for place, cell in enumerate(row.cells))}</tr>"


def _html_cell(cell: Cell, *, heads: bool) -> str:
    """One cell; the first of a row heads it."""
    tag = "th" if heads else "td"
    attributes = (
        (' scope="row"' if heads else "")
        + (f' class="{escape(" ".join(cell.styles))}"' if cell.styles else "")
        + (f' title="{escape(cell.hint)}"' if cell.hint else "")
    )
    return f"<{tag}{attributes}>{escape(cell.text)}</{tag}>"


def show_frame(
    frame: pd.DataFrame, caption: str, *, name: str, digits: int | Mapping[str, int] = 2, group: str = ""
) -> Typeset:
    """Any frame of results as a table; see ``frame_sheet``.

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
    Typeset
        The table as a page shows it.
    """
    return typeset(frame_sheet(frame, caption, name=name, digits=digits, group=group))
