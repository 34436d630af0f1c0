"""What has to be written otherwise in Jupyter Book 2, because its own roles and directives cannot be replaced."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

DROPDOWN_CLASS = re.compile(r"^(\s*):class-container:", re.MULTILINE)
RAW_HTML = re.compile(r"^(\s*[`:]{3,})\{raw\} html[ \t]*$", re.MULTILINE)
DOC = re.compile(r"\{doc\}`(?:([^`<]+?)\s*<([^`<>]+)>|([^`<>]+))`")


def rewritten(markdown: str) -> str:
    """A page's Markdown: raw HTML by the plugin's directive, links to pages as links, classes of what opens."""
    text = DROPDOWN_CLASS.sub(r"\1:class:", RAW_HTML.sub(r"\1{page_html}", markdown))
    return DOC.sub(lambda link: f"[{link[1] or ''}]({link[2] or link[3]})", text)


def rewritten_notebook(notebook: dict[str, Any]) -> dict[str, Any]:
    """A notebook with its Markdown cells rewritten."""
    cells = [
        {**cell, "source": rewritten("".join(cell["source"]))} if cell["cell_type"] == "markdown" else cell
        for cell in notebook["cells"]
    ]
    return {**notebook, "cells": cells}


def rewrite(folder: Path) -> None:
    """Rewrite all pages below a folder."""
    for path in folder.rglob("*.md"):
        path.write_text(rewritten(path.read_text(encoding="utf-8")), encoding="utf-8")
    for path in folder.rglob("*.ipynb"):
        path.write_text(json.dumps(rewritten_notebook(json.loads(path.read_text(encoding="utf-8")))), encoding="utf-8")
