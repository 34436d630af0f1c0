"""Tables as accessible HTML: a cell a printed cell, a box that scrolls by itself, cards that open without a script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape

import pandas as pd

from clusterbook.display.html_extras import card_id, cards_html, differences_html, notes_html, tools_html
from clusterbook.display.numbers import MARKS, decimal_pads
from clusterbook.display.sheet import Cell, Row, Sheet, frame_sheet
from clusterbook.display.shown import Shown

SENTENCE = 60  # characters
BESIDE = 34  # characters that fit beside their heading on a phone
FEW_COLUMNS = 3  # so many stay side by side on a phone
SHORT_HEADING = 5  # characters: of a year


def typeset(sheet: Sheet, *, folded: bool = False) -> Shown:
    """A sheet as a page shows it; a folded one opens at its caption."""
    return Shown(html_of(sheet, folded=folded), sheet.text)


def html_of(sheet: Sheet, *, folded: bool = False) -> str:
    """A sheet as HTML: caption and tools, the table in its box, legend, notes, differences and cards below."""
    if not sheet.rows:
        return f"<p>{escape(sheet.caption)}: none.</p>"
    caption = f"{sheet.name}-caption"
    title = f'class="table-caption" id="{caption}">{escape(sheet.caption)}'
    below = (
        f'{tools_html(sheet)}<p class="more-columns" aria-hidden="true">more columns →</p>'
        f'<div class="table-box" tabindex="0" role="region" aria-labelledby="{caption}">'
        f"{_table(sheet, labelled_by=caption)}</div>"
        f"{notes_html(sheet)}{differences_html(sheet)}{cards_html(sheet)}"
    )
    if folded:
        return f'<details class="table-frame folded"><summary {title}</summary>{below}</details>'
    return f'<div class="table-frame"><p {title}</p>{below}</div>'


def _table(sheet: Sheet, *, labelled_by: str) -> str:
    """The table alone; its headings stand as style variables too, for the form it takes on a phone."""
    head = "".join(_heading(sheet, place) for place in range(len(sheet.headings)))
    kinds = ["published"]
    kinds += ["words"] if _has_sentences(sheet) else []
    kinds += ["stacks"] if len(sheet.headings) > FEW_COLUMNS or _has_sentences(sheet) else []
    kinds += ["brief"] if _has_short_headings(sheet) else []
    return (
        f'<table class="{" ".join(kinds)}" id="{sheet.name}" aria-labelledby="{labelled_by}"'
        f' style="{escape(_heading_variables(sheet.headings))}">'
        f"<thead><tr>{head}</tr></thead>{_bodies(sheet)}</table>"
    )


def _heading(sheet: Sheet, place: int) -> str:
    """The head of a column; that of numbers stands on the right as they do."""
    is_number = place > 0 and any("number" in row.cells[place].styles for row in sheet.rows)
    kind = ' class="number"' if is_number else ""
    return f'<th scope="col"{kind}>{escape(sheet.headings[place])}</th>'


def _heading_variables(headings: Sequence[str]) -> str:
    """Headings from the second column on as strings of CSS: ``--h2:"Firms"``."""
    quoted = (heading.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") for heading in headings)
    return ";".join(f'--h{place}:"{heading}"' for place, heading in enumerate(quoted, start=1) if place > 1)


def _has_sentences(sheet: Sheet) -> bool:
    """Whether a cell is so long that the table should wrap to the page instead of scrolling."""
    return any(len(cell.text) > SENTENCE for row in sheet.rows for cell in row.cells)


def _has_short_headings(sheet: Sheet) -> bool:
    """Whether all headings but the first are as short as years, so that several numbers stand side by side."""
    return len(sheet.headings) > FEW_COLUMNS and all(len(heading) <= SHORT_HEADING for heading in sheet.headings[1:])


def _bodies(sheet: Sheet) -> str:
    """The rows, a body for each group under its heading."""
    columns = list(zip(*(row.cells for row in sheet.rows), strict=True))
    pads = list(zip(*(_column_pads(column) for column in columns), strict=True))
    are_long = [any(len(cell.text) > BESIDE for cell in column) for column in columns]
    html = ""
    for row, row_pads in zip(sheet.rows, pads, strict=True):
        group = row.group
        if group or not html:
            html += "</tbody><tbody>" if html else "<tbody>"
        html += _group_row(group, width=len(row.cells)) if group else ""
        html += _html_row(_with_long_cells(row, are_long), row_pads)
    return f"{html}</tbody>"


def _column_pads(column: Sequence[Cell]) -> list[str]:
    """What the numbers of a column lack on their right so that their points stand below each other."""
    numbers = [cell.text if "number" in cell.styles else "" for cell in column]
    return decimal_pads(numbers)


def _group_row(group: Cell, *, width: int) -> str:
    """The heading above the rows of a group."""
    return (
        f'<tr class="group"><th scope="rowgroup" colspan="{width}"{_attributes(group)}>{_content(group, "")}</th></tr>'
    )


def _with_long_cells(row: Row, are_long: Sequence[bool]) -> Row:
    """The row with a style for the cells of columns whose texts stand below their headings on a phone."""
    cells = (
        replace(cell, styles=(*cell.styles, "long")) if is_long and place else cell
        for place, (cell, is_long) in enumerate(zip(row.cells, are_long, strict=True))
    )
    return replace(row, cells=tuple(cells))


def _html_row(row: Row, pads: Sequence[str]) -> str:
    """One row; its first cell is a heading; one with a difference says so to the switch above the table."""
    styles = [*row.styles, *(["has-difference"] if any(cell.differs for cell in row.cells) else [])]
    kind = f' class="{" ".join(styles)}"' if styles else ""
    cells = (
        _html_cell(cell, heads=place == 0, pad=pad)
        for place, (cell, pad) in enumerate(zip(row.cells, pads, strict=True))
    )
    return f"<tr{kind}>{''.join(cells)}</tr>"


def _html_cell(cell: Cell, *, heads: bool, pad: str) -> str:
    """One cell; the first of a row heads it."""
    tag, scope = ("th", ' scope="row"') if heads else ("td", "")
    return f"<{tag}{scope}{_attributes(cell)}>{_content(cell, pad)}</{tag}>"


def _attributes(cell: Cell) -> str:
    """Place and style classes of a cell."""
    styles = [*cell.styles, *([cell.status.value.replace("_", "-")] if cell.status else [])]
    place = f' id="{escape(cell.anchor)}"' if cell.anchor else ""
    return place + (f' class="{" ".join(styles)}"' if styles else "")


def _content(cell: Cell, pad: str) -> str:
    """What stands in a cell: printed, mark, our number below; a button if there is a card to open."""
    text = f'<span data-pad="{pad}">{escape(cell.text)}</span>' if pad else escape(cell.text)
    text = f'<a href="{escape(cell.link)}">{text}</a>' if cell.link and cell.card is None else text
    text += f"<sup>{escape(cell.footnotes)}</sup>" if cell.footnotes else ""
    if cell.status:
        ours = f'<span class="ours">{escape(cell.recomputed)}</span>' if cell.recomputed else ""
        text = f'<span class="printed">{text}</span><span class="mark">{MARKS[cell.status]}</span>{ours}'
    if cell.card is None:
        return text
    return f'<button type="button" popovertarget="{escape(card_id(cell))}">{text or "·"}</button>'


def show_frame(
    frame: pd.DataFrame,
    caption: str,
    *,
    name: str,
    digits: int | Mapping[str, int] = 2,
    group: str = "",
    folded: bool = False,
) -> Shown:
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
    folded : bool
        Whether only the caption shows until a reader opens it; on paper it is open.

    Returns
    -------
    Shown
        The table as a page shows it.
    """
    return typeset(frame_sheet(frame, caption, name=name, digits=digits, group=group), folded=folded)
