"""The sections of the chapters' pages that name a cluster."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from docutils.nodes import make_id

from clusterbook.data.book import Book
from clusterbook.site.clusters.names import clusters_named
from clusterbook.site.pages import Page, book_pages

HEADING = re.compile(r"^#{1,3} (.+)$", re.MULTILINE)
ROLE = re.compile(r"\{[\w:]+\}`([^`<]*)(?:<[^`]*>)?`")
MARKUP = re.compile(r"[*`_]|^\([a-z0-9-]+\)=$", re.MULTILINE)


@dataclass(frozen=True)
class Section:
    """A section of a page.

    Parameters
    ----------
    page : Page
        The page.
    title : str
        Its heading; of the text before the first, the page's title.
    address : str
        From the site's root; of a heading whose words are not fixed, or stand twice on the page, the page alone.
    text : str
        Its prose.
    """

    page: Page
    title: str
    address: str
    text: str


def sections(page: Page) -> list[Section]:
    """The sections of a page, in order."""
    found = list(_cut("\n\n".join(page.markdown)))
    titles = [title for title, _ in found]
    return [
        Section(page, plain(title), _address(page, title, is_first=place == 0, titles=titles), text)
        for place, (title, text) in enumerate(found)
    ]


def _cut(text: str) -> Iterator[tuple[str, str]]:
    """Headings with the text below them."""
    heads = list(HEADING.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    yield from ((head[1].strip(), text[head.end() : end]) for head, end in zip(heads, ends, strict=True))


def _address(page: Page, title: str, *, is_first: bool, titles: Iterable[str]) -> str:
    if is_first or "{" in title or list(titles).count(title) > 1:
        return page.address
    return f"{page.address}#{make_id(plain(title))}"


def plain(text: str) -> str:
    """A text without markup; of a role its words."""
    return MARKUP.sub("", ROLE.sub(r"\1", text)).strip()


@cache
def _named(book: Book) -> dict[str, list[Section]]:
    """Sections by the clusters that they name."""
    found: dict[str, list[Section]] = {}
    for section in (section for page in book_pages() for section in sections(page)):
        words = f"{section.title} {ROLE.sub(' ', section.text)}"
        for cluster_id in sorted(clusters_named(book, words, section.page.chapter)):
            found.setdefault(cluster_id, []).append(section)
    return found


def sections_naming(book: Book, cluster_id: str) -> list[Section]:
    """The sections of the chapters' pages that name a cluster, in the order of the book."""
    return _named(book).get(cluster_id, [])
