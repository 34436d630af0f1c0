"""Pictures inside the outputs of notebooks, written as files that a browser loads when they come into view."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bookbuilder.book.files import mirror, remove_tree

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

FOLDER = "_pictures"
INSIDE = re.compile(r'<img (?P<before>[^>]*?)src="data:image/(?P<kind>svg\+xml|png);base64,(?P<data>[^"]+)"')
NAME = re.compile(r'data-name="([\w-]+)"')
SIZE = re.compile(
    rb'<svg[^>]*?\bheight="([\d.]+)pt"[^>]*?\bwidth="([\d.]+)pt"|<svg[^>]*?\bwidth="([\d.]+)pt"[^>]*?\bheight="([\d.]+)pt"'
)
PIXELS_A_POINT = 4 / 3
ENDINGS = {"svg+xml": ".svg", "png": ".png"}


def write_pictures(
    app: Sphinx, page: str, template: str, context: dict[str, Any], document: nodes.document | None
) -> None:
    """Take the pictures out of a page that is about to be written, and point the page at their files."""
    if "body" not in context:
        return
    folder = f"{FOLDER}/{page}"
    body, pictures = without_pictures(context["body"], lambda name: context["pathto"](f"{folder}/{name}", 1))
    context["body"] = body
    mirror(pictures, Path(app.outdir, folder))


def without_pictures(body: str, address: Callable[[str], str]) -> tuple[str, dict[str, bytes]]:
    """The HTML with links to its pictures, and the pictures by file name.

    A picture takes its name from ``data-name`` if that stands before its source, else its number on the page.
    """
    pictures: dict[str, bytes] = {}

    def link(match: re.Match[str]) -> str:
        content = base64.b64decode(match["data"])
        named = NAME.search(match["before"])
        name = (named[1] if named else f"picture-{len(pictures) + 1}") + ENDINGS[match["kind"]]
        pictures[name] = content
        return f'<img {match["before"]}src="{address(name)}"{_size(content)} loading="lazy" decoding="async"'

    return INSIDE.sub(link, body), pictures


def _size(content: bytes) -> str:
    """Width and height of a drawing in pixels, so that the page does not jump when it comes."""
    found = SIZE.search(content[:2000])
    if not found:
        return ""
    height, width = (found[1], found[2]) if found[1] else (found[4], found[3])
    return f' width="{float(width) * PIXELS_A_POINT:.0f}" height="{float(height) * PIXELS_A_POINT:.0f}"'


def remove_old_pictures(app: Sphinx, failure: Exception | None) -> None:
    """Remove the pictures of pages that the site no longer has."""
    folder = Path(app.outdir, FOLDER)
    if failure is not None or app.env is None or not folder.is_dir():
        return
    pages = set(app.env.found_docs)
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_file() and path.parent.relative_to(folder).as_posix() not in pages:
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            remove_tree(path)
