"""Printed on A4, nothing stands beyond the edge of the paper, and nothing has to be scrolled."""

from __future__ import annotations

from pathlib import Path

import pytest
from html_pages import ALL, ONE_OF_EACH, readable_pages
from playwright.sync_api import Browser

pytestmark = pytest.mark.xdist_group("print")  # its pages are visited by one worker

PAPER = 717  # CSS pixels between the margins that Chromium gives A4
BEYOND = """
() => [...document.querySelectorAll("article table, article figure, article pre, article svg")]
  .filter(element => element.checkVisibility())
  .filter(element => {
    let edge = document.documentElement.clientWidth;
    for (let box = element.parentElement; box; box = box.parentElement) {
      if (getComputedStyle(box).overflowX !== "visible") edge = Math.min(edge, box.getBoundingClientRect().right);
    }
    return element.getBoundingClientRect().right > edge + 1;
  })
  .map(element => element.closest("[id]")?.id + " " + element.tagName.toLowerCase())
"""


@pytest.mark.parametrize("choice", [ONE_OF_EACH, pytest.param(ALL, marks=pytest.mark.slow)])
def test_nothing_printed_is_cut(browser: Browser, site_url: str, site_folder: Path, choice: str) -> None:
    found: dict[str, list[str]] = {}
    with browser.new_context(viewport={"width": PAPER, "height": 1000}) as context:
        page = context.new_page()
        page.emulate_media(media="print")
        for name in readable_pages(site_folder, choice):
            page.goto(site_url + name, wait_until="load")
            found[name] = page.evaluate(BEYOND)
    assert len(found) > 15
    assert {name: beyond for name, beyond in found.items() if beyond} == {}


@pytest.mark.parametrize("name", ["intro.html", "chapters/ch04_salmon.html"])
def test_a_page_prints_without_its_navigation(browser: Browser, site_url: str, name: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(site_url + name, wait_until="load")
        assert page.locator(".sidebar-drawer").first.is_visible()
        assert page.pdf(format="A4").startswith(b"%PDF")
        page.emulate_media(media="print")
        assert page.locator("article h1").first.is_visible()
        assert not page.locator(".sidebar-drawer, .toc-drawer, .page-tools").filter(visible=True).count()
