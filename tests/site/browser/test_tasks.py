"""Five things that a new reader wants, from the landing page, each in a few clicks; a query and Enter are one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from clusterbook.paths import data_folder


@dataclass
class Reader:
    """Someone at the landing page who counts clicks.

    Parameters
    ----------
    page : Page
        What is before the reader.
    clicks : list of str
        What was clicked, or searched for.
    """

    page: Page
    clicks: list[str] = field(default_factory=list)

    def click(self, target: Locator) -> None:
        """Click on something."""
        self.clicks.append(target.inner_text())
        target.click()

    def search(self, words: str) -> None:
        """Go to the first hit of a query."""
        self.clicks.append(words)
        box = self.page.get_by_role("combobox", name="Search")
        box.fill(words)
        hit = self.page.get_by_role("option").first
        hit.wait_for()
        before = self.page.url
        hit.click()
        self.page.wait_for_url(lambda address: address != before)


@pytest.fixture
def reader(browser: Browser, site_url: str) -> Iterator[Reader]:
    with browser.new_context(
        viewport={"width": 1280, "height": 900}, reduced_motion="reduce", accept_downloads=True
    ) as context:
        page = context.new_page()
        page.goto(f"{site_url}intro.html", wait_until="load")
        yield Reader(page)


def taken(reader: Reader, link: Locator) -> bytes:
    """The file that a click brings."""
    with reader.page.expect_download() as download:
        reader.click(link)
    return Path(download.value.path()).read_bytes()


def test_what_the_book_concluded_and_whether_it_holds_stands_first(reader: Reader) -> None:
    grid = reader.page.locator("table.verdict-grid", has_text="Collective efficiency").first
    expect(grid).to_be_visible()
    said = [cell.inner_text() for cell in grid.locator("td b").all()]
    tested = [cell.inner_text() for cell in grid.locator("td span").all()]
    assert len(said) == len(tested) >= 9 and all(said) and all(tested)
    assert reader.clicks == []


def test_all_that_is_said_of_a_cluster_is_one_query_away(reader: Reader) -> None:
    reader.search("Sinos Valley")
    expect(reader.page.locator("article h1")).to_contain_text("Sinos")
    headings = " ".join(reader.page.locator("article h2").all_inner_texts())
    for part in ("ratings", "Chapter 10 without it", "In the tables", "What the text says of it"):
        assert part in headings
    assert reader.clicks == ["Sinos Valley"]


def test_why_an_average_differs_takes_a_query_and_a_click(reader: Reader) -> None:
    reader.search("10.6")
    cell = reader.page.locator("#tbl-10-06-cells tr.total td.differs button").first
    reader.click(cell)
    card = reader.page.locator(f"#{cell.get_attribute('popovertarget')}")
    expect(card).to_contain_text("Recomputed")
    expect(card).to_contain_text("Reason")
    assert len(reader.clicks) == 2


def test_the_data_of_a_table_take_a_query_and_a_click(reader: Reader) -> None:
    reader.search("Table 9.2")
    frame = reader.page.locator(".table-frame", has=reader.page.locator("#tbl-09-02-cells"))
    content = taken(reader, frame.get_by_role("link", name="CSV"))
    assert content == (data_folder() / "published" / "table_09_02.csv").read_bytes()
    assert len(reader.clicks) == 2


def test_the_data_of_a_figure_take_a_query_and_two_clicks(reader: Reader) -> None:
    reader.search("Figure 2.1")
    figure = reader.page.locator("figure:target")
    reader.click(figure.locator("summary").first)
    expect(figure.locator("table")).to_be_visible()
    assert len(taken(reader, figure.get_by_role("link", name="CSV"))) > 100
    assert len(reader.clicks) == 3


def test_citing_a_chapter_takes_three_clicks(reader: Reader) -> None:
    reader.click(reader.page.locator(".chapter-cards a").nth(3))
    reader.click(reader.page.locator(".page-tools").get_by_role("link", name="Cite"))
    assert taken(reader, reader.page.get_by_role("link", name="BibTeX")).startswith(b"@")
    assert len(reader.clicks) == 3
