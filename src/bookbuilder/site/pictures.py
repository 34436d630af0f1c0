"""Pictures inside the outputs of notebooks: numbered, and written as files that a browser loads when they come up."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bookbuilder.book.files import mirror, remove_tree

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

FOLDER = "_pictures"
FIGURE = re.compile(r'<figure class="picture"(?: id="fig-(?P<name>[\w-]+)")?>(?P<inside>.*?)</figure>', re.DOTALL)
INSIDE = re.compile(
    r'<(?P<tag>img|source|a) (?P<before>[^>]*?)(?P<holder>src|srcset|href)="'
    r'data:(?P<kind>image/svg\+xml|image/png|text/csv);base64,(?P<data>[^"]+)"'
)
CAPTION = "<figcaption>"
NAME = re.compile(r'data-name="([\w-]+)"')
SIZE = re.compile(
    rb'<svg[^>]*?\bheight="([\d.]+)pt"[^>]*?\bwidth="([\d.]+)pt"|<svg[^>]*?\bwidth="([\d.]+)pt"[^>]*?\bheight="([\d.]+)pt"'
)
PIXELS_A_POINT = 4 / 3
ENDINGS = {"image/svg+xml": ".svg", "image/png": ".png", "text/csv": ".csv"}
PHONE = "-phone"
LETTERS = 26


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
    """The HTML with links to its pictures and their data, and these by file name.

    The figures of a page are numbered by letters in their order. What belongs to a figure takes its name from the
    figure's ``id="fig-NAME"``, which gets a number if an earlier figure has it, or from the letter; a picture outside
    of figures takes its name from ``data-name`` if that stands before its source, else its number on the page.
    """
    files: dict[str, bytes] = {}
    names: list[str] = []

    def link(match: re.Match[str], of: str) -> str:
        content = base64.b64decode(match["data"])
        name = (of or _own_name(match, len(files))) + (PHONE if match["tag"] == "source" else "")
        name += ENDINGS[match["kind"]]
        files[name] = content
        later = "" if match["tag"] == "a" else _size(content)
        later += ' loading="lazy" decoding="async"' if match["tag"] == "img" else ""
        return f'<{match["tag"]} {match["before"]}{match["holder"]}="{address(name)}"{later}'

    def figure(match: re.Match[str]) -> str:
        letter = _letters(len(names))
        name = _unused(match["name"] or letter.lower(), names)
        names.append(name)
        inside = INSIDE.sub(lambda found: link(found, name), match["inside"])
        numbered = inside.replace(CAPTION, f'{CAPTION}<span class="figure-number">Figure {letter}.</span> ', 1)
        return f'<figure class="picture" id="fig-{name}">{numbered}</figure>'

    body = FIGURE.sub(figure, body)
    return INSIDE.sub(lambda found: link(found, ""), body), files


def _own_name(match: re.Match[str], place: int) -> str:
    """Name of a picture outside of figures."""
    named = NAME.search(match["before"])
    return named[1] if named else f"picture-{place + 1}"


def _letters(place: int) -> str:
    """A, B, ... Z, AA, AB, ...: the number of a figure on its page."""
    before, last = divmod(place, LETTERS)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)


def _unused(name: str, names: list[str]) -> str:
    """A name that no earlier figure has: the first of ``name``, ``name-2``, ``name-3``, ... ."""
    tried = chain([name], (f"{name}-{number}" for number in count(2)))
    return next(one for one in tried if one not in names)


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
