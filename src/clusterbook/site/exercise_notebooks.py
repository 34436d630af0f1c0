"""Exercises as notebooks to work in: plain words for the book's own markup, hints and solutions folded."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from clusterbook.site.results import value_in

FOLDED = ("### Hint", "### Solution")
COLLAPSED = {"jp-MarkdownHeadingCollapsed": True}
RESULT = re.compile(r"\{result\}`([^`]+)`")
TITLED = re.compile(r"\{(?:doc|ref|term)\}`(?:([^`<]+?)\s*<[^`>]+>|([^`]+))`")
PLACE = re.compile(r"\[([^\]]+)\]\{\.place\}")
TARGET = re.compile(r"^\([\w-]+\)=\s*\n", re.MULTILINE)
LISTED = "{doc}`index`"


def working_notebook(notebook: bytes, folders: Sequence[Path]) -> bytes:
    """A notebook of exercises as JupyterLab should open it.

    Parameters
    ----------
    notebook : bytes
        The page's notebook.
    folders : sequence of Path
        Where named results are looked for, the first that has the chapter.
    """
    read = json.loads(notebook)
    cells = [part for cell in read["cells"] for part in _parts(cell, folders)]
    return (json.dumps({**read, "cells": cells}, indent=1, ensure_ascii=False) + "\n").encode()


def _parts(cell: dict[str, Any], folders: Sequence[Path]) -> Iterator[dict[str, Any]]:
    """A cell, its prose in plain words and one cell for each heading that folds and for what stands under it."""
    if cell["cell_type"] != "markdown":
        yield cell
        return
    text = plain(cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"]), folders)
    pieces = [text]
    for heading in FOLDED:
        pieces = [part for piece in pieces for part in re.split(rf"^({heading})$", piece, flags=re.MULTILINE)]
    kept = [piece.strip() for piece in pieces if piece.strip()]
    for number, piece in enumerate(kept):
        metadata = {**cell["metadata"], **(COLLAPSED if piece in FOLDED else {})}
        yield {**cell, "id": f"{cell['id']}-{number}"[-64:], "metadata": metadata, "source": piece}


def plain(text: str, folders: Sequence[Path]) -> str:
    """Markdown of the book as any program shows it, with the values of results in their places."""
    text = RESULT.sub(lambda found: _value(found[1], folders), TARGET.sub("", text))
    text = TITLED.sub(lambda found: found[1] or found[2], text.replace(LISTED, "the page of exercises"))
    return PLACE.sub(r"[\1]", text)


def _value(reference: str, folders: Sequence[Path]) -> str:
    """A result as prose prints it, or its name where the page has not run yet."""
    value = value_in(reference, folders)
    return f"`{reference}`" if value is None else value
