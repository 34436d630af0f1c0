"""The prose of the book's pages by section, as plain words with the numbers of the last run filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from docutils.nodes import make_id

from clusterbook.site.pages import Page

HEADING = re.compile(r"^(?:\((?P<label>[\w-]+)\)=\n)?#{1,6} (?P<title>.+)$", re.MULTILINE)
RESULT = re.compile(r"\{result\}`([^`]+)`")
WORDED_ROLE = re.compile(r"\{[\w:]+\}`([^`<]+?)\s*<[^`>]+>`|\{term\}`([^`<]+)`")
ROLE = re.compile(r"\{[\w:]+\}`[^`]*`")
LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
ATTRIBUTES = re.compile(r"(?<=\])\{[.#][^}]*\}")  # of words in brackets, such as a place in the sources
FOLDED = re.compile(r"^```\{(?:dropdown|admonition|note)\}(.*?)^```$", re.MULTILINE | re.DOTALL)
NO_PROSE = re.compile(r"^```.*?^```|^:::.*$|^\([\w-]+\)=$|</?[a-zA-Z][^>]*>|^\|[ -|]*\|$", re.MULTILINE | re.DOTALL)
MARKS = re.compile(r"[*`|]|^#+ |^ *- |(?<!\w)_|_(?!\w)", re.MULTILINE)
LEFT_OVER = re.compile(r" ?\([;, ]*\)| (?=[.,;])")  # what stands around a role without words


@dataclass(frozen=True)
class Section:
    """A part of a page under one heading.

    Parameters
    ----------
    anchor : str
        Its place on the page; empty for what stands under the page's own title.
    title : str
        Its heading.
    text : str
        Its words without markup.
    """

    anchor: str
    title: str
    text: str


def sections_of(source: str, written: Callable[[str], str]) -> Iterator[Section]:
    """The sections of a page in MyST, the first of them under its title.

    Parameters
    ----------
    source : str
        The page's text.
    written : callable
        What the page prints for a named result, such as ``"ch10.tau"``.
    """
    headings = list(HEADING.finditer(source))
    ends = [*(heading.start() for heading in headings[1:]), len(source)]
    for place, (heading, end) in enumerate(zip(headings, ends, strict=True)):
        title = plain(heading["title"], written)
        anchor = "" if place == 0 else heading["label"] or make_id(title)
        yield Section(anchor, title, plain(source[heading.end() : end], written))


def plain(text: str, written: Callable[[str], str]) -> str:
    """Text without markup: results filled in, roles and links as their words."""
    text = RESULT.sub(lambda match: written(match[1]), FOLDED.sub(r"\1", text))
    text = NO_PROSE.sub(" ", ROLE.sub("", WORDED_ROLE.sub(r"\1\2", text)))
    text = " ".join(MARKS.sub("", LINK.sub(r"\1", ATTRIBUTES.sub("", text))).split())
    return LEFT_OVER.sub("", unescape(text))


def source_of(path: Path) -> str:
    """The text of a page: a Markdown file, or the prose of a notebook."""
    return "\n\n".join(Page(path).markdown) if path.suffix == ".ipynb" else path.read_text(encoding="utf-8")
