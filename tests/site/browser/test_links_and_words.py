"""Every link of the built site leads somewhere, nothing is loaded from outside, and readers see words, not codes."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from html_pages import HtmlPage, broken_links, html_pages

MACHINE_NAME = re.compile(r"(?<![\w/.])[a-z][a-z0-9]*(?:_[a-z0-9]+)+(?![\w/])|\b(?:True|False|nan|NaN|NaT|null)\b(?!_)")
SHOWN = 60  # faults that a failed test lists


@pytest.fixture(scope="module")
def pages(site_folder: Path) -> dict[str, HtmlPage]:
    return html_pages(site_folder)


def test_the_site_has_its_pages(pages: dict[str, HtmlPage]) -> None:
    assert "index.html" in pages and "intro.html" in pages
    assert sum(name.startswith("chapters/ch") for name in pages) >= 12


def test_no_link_is_broken(pages: dict[str, HtmlPage]) -> None:
    found = [fault for page in pages.values() for fault in broken_links(page, pages)]
    assert not found, "\n".join(found[:SHOWN])


def test_no_page_names_another_host_for_what_it_loads(pages: dict[str, HtmlPage]) -> None:
    loaded = [
        f"{page.name}: {address}"
        for page in pages.values()
        for kind, address in page.links()
        if kind not in ("a", "link") and address.startswith(("http:", "https:", "//"))
    ]
    styles = [
        f"{page.name}: {address}"
        for page in pages.values()
        for address in page.tree.xpath("//link[@rel != 'canonical']/@href")
        if address.startswith(("http:", "https:", "//"))
    ]
    assert loaded + styles == []


def test_an_identifier_stands_once_in_a_page(pages: dict[str, HtmlPage]) -> None:
    counts = {page.name: Counter(page.tree.xpath("//@id")) for page in pages.values()}
    found = [f"{page}: {name}" for page, count in counts.items() for name, times in count.items() if times > 1]
    assert not found, "\n".join(found[:SHOWN])


def test_readers_see_words_and_no_machine_names(pages: dict[str, HtmlPage]) -> None:
    found = [
        f"{page.name}: {match[0]!r} in {text[:80]!r}"
        for page in pages.values()
        for text in page.seen_texts()
        if (match := MACHINE_NAME.search(text))
    ]
    assert not found, "\n".join([f"{len(found)} found", *found[:SHOWN]])


def test_every_page_says_what_it_is(pages: dict[str, HtmlPage]) -> None:
    for page in (page for page in pages.values() if not page.is_redirect):
        heads = page.tree.xpath("//meta[@name = 'description']/@content")
        assert (page.name, len(heads), bool(heads and heads[0].strip())) == (page.name, 1, True)
        for described in page.tree.xpath("//script[@type = 'application/ld+json']/text()"):
            assert json.loads(described)["@type"] == "Dataset"


def test_pages_with_data_describe_it_and_chapters_can_be_cited(pages: dict[str, HtmlPage]) -> None:
    with_data = [page for page in pages.values() if page.tree.xpath("//script[@type = 'application/ld+json']")]
    cited = [page for page in pages.values() if page.tree.xpath("//meta[@name = 'citation_title']")]
    assert len(with_data) > 10
    assert len(cited) >= 12


def test_the_data_of_a_figure_have_headings_in_words_and_nothing_twice(pages: dict[str, HtmlPage]) -> None:
    tables = [
        (page.name, table) for page in pages.values() for table in page.tree.xpath("//*[@class='figure-table']/table")
    ]
    assert len(tables) > 60
    found = []
    for name, table in tables:
        headings = [heading.text_content() for heading in table.xpath("./thead//th")]
        rows = [[cell.text_content() for cell in row.xpath("./td")] for row in table.xpath("./tbody/tr")]
        columns = list(zip(*rows, strict=True))
        found += [f"{name}: {heading!r}" for heading in headings if re.search(r"^(\d+|index)$| id$|usd", heading)]
        found += [
            f"{name}: nothing in {headings[at]!r}" for at, column in enumerate(columns) if set(column) <= {"–", ""}
        ]
        found += [f"{name}: {heading!r} twice" for heading, times in Counter(headings).items() if times > 1]
    assert not found, "\n".join(found[:SHOWN])
