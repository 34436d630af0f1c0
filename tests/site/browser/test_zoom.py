"""At 400 % of a window of 1280 by 1024 pixels a page is read in one direction: nothing is cut or wider than it."""

from __future__ import annotations

from pathlib import Path

import pytest
from html_pages import ALL, ONE_OF_EACH, readable_pages
from playwright.sync_api import Browser, ViewportSize

pytestmark = pytest.mark.xdist_group("zoom")  # its pages are visited by one worker

ZOOMED = ViewportSize(width=320, height=256)
# Data that lose their meaning without two directions may have a box of their own that scrolls: tables, code, formulas.
FAULTS = """
() => {
  const own = ".table-box, .table-wrapper, .figure-table, pre, .math, math, .visually-hidden, .sidebar-drawer, "
    + ".toc-drawer";
  const shown = element => element.checkVisibility({visibilityProperty: true, opacityProperty: true});
  const name = element => `${element.tagName.toLowerCase()}.${element.className.baseVal ?? element.className}: `
    + element.textContent.trim().replace(/\\s+/g, " ").slice(0, 60);
  const width = document.documentElement.clientWidth;
  const elements = [...document.querySelectorAll("body *")]
    .filter(element => !element.closest(own) && shown(element) && !element.closest("svg svg *, svg *"));
  const isHiddenFromSight = element => element.closest("legend, thead")
    && element.closest("legend, thead").getBoundingClientRect().height <= 1;
  const beyond = elements.filter(element => {
    const box = element.getBoundingClientRect();
    return box.width > 1 && (box.right > width + 1 || box.left < -1) && !isHiddenFromSight(element)
      && getComputedStyle(element).position !== "fixed" && !element.matches("a.skip-to-content, .back-to-top");
  });
  const cut = elements.filter(element => {
    const style = getComputedStyle(element);
    return ["hidden", "clip", "auto", "scroll"].includes(style.overflowX) && element.clientWidth > 1
      && element.scrollWidth > element.clientWidth + 1 && !element.matches("html, body, input, select");
  });
  return [
    ...(document.documentElement.scrollWidth > width ? [`page: ${document.documentElement.scrollWidth}`] : []),
    ...beyond.map(element => `beyond: ${name(element)}`),
    ...cut.map(element => `cut: ${name(element)}`),
  ];
}
"""


@pytest.mark.parametrize("choice", [ONE_OF_EACH, pytest.param(ALL, marks=pytest.mark.slow)])
def test_a_page_is_read_in_one_direction(browser: Browser, site_url: str, site_folder: Path, choice: str) -> None:
    found: dict[str, list[str]] = {}
    with browser.new_context(viewport=ZOOMED) as context:
        page = context.new_page()
        for name in readable_pages(site_folder, choice):
            page.goto(site_url + name, wait_until="load")
            found[name] = page.evaluate(FAULTS)[:5]
    assert len(found) > 15
    assert {name: faults for name, faults in found.items() if faults} == {}
