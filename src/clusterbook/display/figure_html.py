"""The frame of a figure: a drawing, its caption, and the data behind it as a folded table and a file."""

from __future__ import annotations

import base64
from html import escape

import pandas as pd

from clusterbook.display.figure_data import data_texts, flat_frame


def figure_html(drawing: str, *, name: str, caption: str, data: pd.DataFrame | None = None) -> str:
    """A figure as a page shows it.

    Parameters
    ----------
    drawing : str
        The drawing as HTML.
    name : str
        What the figure is found by: its place on the page is ``fig-NAME``, its file ``NAME.csv``; empty for its number
        on the page.
    caption : str
        What the reader should see, in a sentence or two.
    data : DataFrame, optional
        The numbers or words behind the drawing; the file has its columns by name, the table those that a reader needs.
    """
    behind = "" if data is None else _data(data, name=name)
    place = f' id="fig-{escape(name)}"' if name else ""
    return f'<figure class="picture"{place}>{drawing}<figcaption>{escape(caption)}</figcaption>{behind}</figure>'


def _data(data: pd.DataFrame, *, name: str) -> str:
    """The data of a figure: folded as a table, and as a file."""
    flat = flat_frame(data)
    texts = data_texts(flat)
    head = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in texts.columns)
    body = "".join(
        f"<tr>{''.join(f'<td>{escape(text)}</td>' for text in row)}</tr>"
        for row in texts.itertuples(index=False, name=None)
    )
    return (
        f'<details class="figure-data"><summary>Data of this figure</summary>'
        f'<a class="figure-file" href="data:text/csv;base64,{_csv(flat)}" download="{escape(name)}.csv">CSV</a>'
        f'<div class="figure-table" tabindex="0" role="region" aria-label="Data of the figure">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div></details>"
    )


def _csv(data: pd.DataFrame) -> str:
    """The bytes of a CSV file, as an address holds them."""
    return base64.b64encode(data.to_csv(index=False, lineterminator="\n").encode()).decode("ascii")
