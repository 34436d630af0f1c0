"""Tables as accessible HTML: a caption, headed rows, a box that scrolls by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

import pandas as pd

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


def html_table(
    cells: pd.DataFrame,
    classes: pd.DataFrame | None = None,
    *,
    titles: pd.DataFrame | None = None,
    caption: str,
    name: str,
    groups: pd.Series | None = None,
) -> str:
    """A frame of strings as an HTML table; the first column heads the rows.

    Parameters
    ----------
    cells, classes, titles : DataFrame
        Texts, style classes and hover texts, of one shape; rows of ``cells`` are indexed uniquely if there are groups.
    caption, name : str
        Caption, and the table's id on the page.
    groups : Series, optional
        Heading above each run of rows, by row; an empty heading continues the one before.
    """
    plain = pd.DataFrame("", index=cells.index, columns=cells.columns)
    styles, hints = (plain if frame is None else frame for frame in (classes, titles))
    head = "".join(f'<th scope="col">{escape(str(column))}</th>' for column in cells.columns)
    rows, heading = [], ""
    for place in range(len(cells)):
        group = groups.iloc[place] if groups is not None else ""
        if group and group != heading:
            heading = group
            rows.append(
                f'<tr class="group"><th scope="rowgroup" colspan="{len(cells.columns)}">{escape(group)}</th></tr>'
            )
        rows.append(_html_row(cells.iloc[place], styles.iloc[place], hints=hints.iloc[place]))
    kind = "published words" if _has_sentences(cells) else "published"
    return (
        f'<div class="table-box" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table class="{kind}" id="{name}">'
        f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def _has_sentences(cells: pd.DataFrame) -> bool:
    """Whether a cell is so long that the table should wrap to the page instead of scrolling."""
    return bool((cells.astype(str).map(len) > SENTENCE).to_numpy().any())


def _html_row(cells: pd.Series, styles: pd.Series, *, hints: pd.Series) -> str:
    """One row; its first cell is a heading."""
    parts = []
    for place, (cell, style, hint) in enumerate(zip(cells, styles, hints, strict=True)):
        tag = "td" if place else "th"
        attributes = (
            ("" if place else ' scope="row"')
            + (f' class="{escape(style.strip())}"' if style.strip() else "")
            + (f' title="{escape(hint)}"' if hint else "")
        )
        parts.append(f"<{tag}{attributes}>{escape(str(cell))}</{tag}>")
    return f"<tr>{''.join(parts)}</tr>"


def show_frame(
    frame: pd.DataFrame, caption: str, *, name: str, digits: int | Mapping[str, int] = 2, group: str = ""
) -> Typeset:
    """Any frame of results as a table: numbers rounded to ``digits``, missing values as a dash.

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
    """
    flat = frame.reset_index() if frame.index.name or isinstance(frame.index, pd.MultiIndex) else frame
    decimals = digits if isinstance(digits, Mapping) else dict.fromkeys(flat.columns, digits)
    cells = pd.DataFrame(
        {column: [_shown(value, decimals.get(column, 2)) for value in flat[column]] for column in flat.columns}
    )
    numeric = [pd.api.types.is_numeric_dtype(flat[column]) for column in flat.columns]
    classes = pd.DataFrame(
        {
            column: ["number" if is_number else ""] * len(cells)
            for column, is_number in zip(cells.columns, numeric, strict=True)
        }
    )
    groups = cells.pop(group) if group else None
    headed = cells.rename(columns=lambda column: str(column).replace("_", " "))
    return Typeset(
        html_table(headed, classes[cells.columns], caption=caption, name=name, groups=groups), headed.to_string()
    )


def _shown(value: object, digits: int) -> str:
    """One value as text."""
    if value is None or value is pd.NA or (isinstance(value, float) and value != value):
        return "–"
    if pd.api.types.is_bool(value):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.{digits}f}".replace("-", "−")
    return str(value)
