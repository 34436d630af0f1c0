"""What a chapter's page is given so that it can run: two lines of HTML; all else comes when a reader asks for it."""

from __future__ import annotations

import os
import re
from html import escape
from pathlib import PurePosixPath

from bookbuilder.book.chapters import Chapter
from bookbuilder.errors import BookError

FOLDER = "live"
CELL = re.compile(r'<div class="cell[ "]')
MEGABYTE = 1_000_000


def with_button(html: str, chapter: Chapter, *, download_bytes: int, command: str) -> str:
    """A chapter's page that offers to run its cells.

    Parameters
    ----------
    html : str
        The page.
    chapter : Chapter
        Its notebook.
    download_bytes : int
        What the browser loads the first time.
    command : str
        The command that serves the site, for who has opened the page from a folder.

    Raises
    ------
    BookError
        If the page shows other cells than the notebook has.
    """
    shown, there = len(CELL.findall(html)), len(chapter.code_cells)
    if shown != there or "</head>" not in html or "</body>" not in html:
        raise BookError(
            f"live, {chapter.name}: found {shown} cells on its page; expected the {there} of its notebook. "
            "Build the site again; a page that is to run may hide no cell."
        )
    place = PurePosixPath(os.path.relpath(FOLDER, PurePosixPath(chapter.name).parent)).as_posix()
    style = f'<link rel="stylesheet" href="{place}/live.css">\n'
    script = (
        f'<script defer src="{place}/panel.js" data-chapter="{escape(chapter.chapter_id)}" '
        f'data-megabytes="{round(download_bytes / MEGABYTE)}" data-command="{escape(command)}"></script>\n'
    )
    return html.replace("</head>", f"{style}</head>", 1).replace("</body>", f"{script}</body>", 1)
