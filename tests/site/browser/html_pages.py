"""The site's pages read as HTML, without a browser: links, anchors, text that a reader sees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

from lxml import html

UNSEEN = "self::script or self::style or self::template or self::code or self::pre or self::svg"
LINKS = {"a": "href", "link": "href", "img": "src", "script": "src", "iframe": "src", "source": "srcset"}
ALLOWED_OUTSIDE = ("http://", "https://", "mailto:")


@dataclass(frozen=True)
class HtmlPage:
    """One page of the site.

    Parameters
    ----------
    site : Path
        The site's folder.
    name : str
        Name in the site with its ending: ``chapters/ch04_salmon.html``.
    """

    site: Path
    name: str

    @cached_property
    def tree(self) -> html.HtmlElement:
        """The parsed page."""
        return html.parse(str(self.site / self.name), html.HTMLParser(encoding="utf-8")).getroot()

    @cached_property
    def anchors(self) -> set[str]:
        """Everything in the page that a link can lead to."""
        return {*self.tree.xpath("//@id"), *self.tree.xpath("//a/@name"), ""}

    @cached_property
    def is_redirect(self) -> bool:
        """Whether the page only leads to another."""
        return bool(self.tree.xpath("//meta[translate(@http-equiv, 'R', 'r') = 'refresh']"))

    def links(self) -> Iterator[tuple[str, str]]:
        """Kind of element and address of all that the page links or loads."""
        for kind, attribute in LINKS.items():
            for address in self.tree.xpath(f"//{kind}/@{attribute}"):
                yield kind, str(address).split(" ")[0]

    def seen_texts(self) -> list[str]:
        """Pieces of text that a reader sees, without code."""
        found = self.tree.xpath(f"//body//text()[normalize-space() and not(ancestor::*[{UNSEEN}])]")
        return [" ".join(str(text).split()) for text in found]


def html_pages(site: Path) -> dict[str, HtmlPage]:
    """All pages by name."""
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return {name: HtmlPage(site, name) for name in names if not name.startswith("_static/")}


def broken_links(page: HtmlPage, pages: dict[str, HtmlPage]) -> Iterator[str]:
    """Links of a page that lead to no file of the site, or to no anchor of it.

    An anchor with ``=`` is a state of the page, such as ``#chapter=4``, which its script reads.
    """
    for kind, address in page.links():
        if address.startswith((*ALLOWED_OUTSIDE, "data:")):
            continue
        path, anchor = urldefrag(address)
        target = (page.site / page.name).parent / unquote(urlsplit(path).path) if path else page.site / page.name
        name = target.resolve().relative_to(page.site.resolve()).as_posix() if target.exists() else None
        if name is None or target.is_dir():
            yield f"{page.name}: {address}: no such file"
        elif kind == "a" and name in pages and "=" not in anchor and unquote(anchor) not in pages[name].anchors:
            yield f"{page.name}: {address}: no such anchor"


ONE_OF_EACH_KIND = (
    "accessibility.html",
    "chapters/atlas.html",
    "chapters/ch02_dairy.html",
    "chapters/ch10_cross_case.html",
    "chapters/data_dictionary.html",
    "chapters/explorer.html",
    "chapters/ledger.html",
    "clusters.html",
    "clusters/sinos_footwear.html",
    "downloads.html",
    "glossary.html",
    "intro.html",
    "search.html",
    "students.html",
    "use_r.html",
)
ONE_OF_EACH, ALL = "one of each template", "all"
TEMPLATED = ("clusters/", "exercises/")  # folders whose pages are made from one template


def readable_pages(site: Path, choice: str) -> list[str]:
    """Names of the pages that stay where they are: all, or of those of one template the shortest and the longest."""
    pages = {name: page for name, page in html_pages(site).items() if not page.is_redirect}
    if choice == ALL:
        return list(pages)
    kept = [name for name in pages if not name.startswith(TEMPLATED)]
    for folder in TEMPLATED:
        by_length = sorted((site / name).stat().st_size for name in pages if name.startswith(folder))
        ends = {by_length[0], by_length[-1]}
        kept += [name for name in pages if name.startswith(folder) and (site / name).stat().st_size in ends]
    return kept
