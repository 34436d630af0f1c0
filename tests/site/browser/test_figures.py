"""Figures in a browser: words large enough and apart, colours for the dark, one for a phone, data that can be had."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import matplotlib.image
import pytest
from html_pages import HtmlPage, html_pages
from playwright.sync_api import Browser, Page

SMALLEST = 11.0  # CSS pixels
DESK, PHONE = 1280, 390  # CSS pixels: windows
PAGE_WITH_FIGURES = "chapters/ch09_trade.html"
DRAWING = """
() => {
  const root = document.documentElement;
  const words = [...document.querySelectorAll("text")].filter(word => word.textContent.trim());
  const boxes = words.map(word => {
    const matrix = word.getScreenCTM(), box = word.getBoundingClientRect();
    const size = parseFloat(getComputedStyle(word).fontSize) * Math.hypot(matrix.a, matrix.b);
    const isUpright = Math.abs(matrix.b) < 0.01, isTurned = Math.abs(matrix.a) < 0.01;
    const across = isTurned ? size * 0.18 : 1, along = isTurned ? 1 : size * 0.18;  // letters are lower than lines
    return {text: word.textContent, size, isStraight: isUpright || isTurned, left: box.left + across,
      right: box.right - across, top: box.top + along, bottom: box.bottom - along};
  });
  const straight = boxes.filter(box => box.isStraight);
  const covered = straight.flatMap((one, place) => straight.slice(place + 1)
    .filter(two => one.left < two.right && two.left < one.right && one.top < two.bottom && two.top < one.bottom)
    .map(two => `${one.text} / ${two.text}`));
  return {width: root.getBoundingClientRect().width, smallest: Math.min(...boxes.map(box => box.size)), covered,
    fill: words.length ? getComputedStyle(words[0]).fill : ""};
}
"""
ROOM = "() => { const box = document.querySelector('figure.picture'), style = getComputedStyle(box);"
ROOM += " return box.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight); }"


@dataclass(frozen=True)
class Drawing:
    """A drawing as a browser shows it alone: its width and its smallest words in pixels, words that cover others."""

    width: float
    smallest: float
    covered: tuple[str, ...]
    fill: str


@pytest.fixture(scope="module")
def drawings(browser: Browser, site_folder: Path) -> Iterator[dict[str, Drawing]]:
    """Every drawing of the site by its name below the folder of pictures."""
    folder = site_folder / "_pictures"
    with browser.new_context(color_scheme="light") as context:
        page = context.new_page()
        yield {
            path.relative_to(folder).as_posix(): drawing(page, path)
            for path in sorted(folder.rglob("*.svg"))
            if b"<text" in path.read_bytes()
        }


def drawing(page: Page, path: Path) -> Drawing:
    """A drawing measured."""
    page.goto(path.as_uri())
    found: dict[str, Any] = page.evaluate(DRAWING)
    return Drawing(found["width"], found["smallest"], tuple(found["covered"]), found["fill"])


@pytest.fixture(scope="module")
def rooms(browser: Browser, site_folder: Path) -> Iterator[dict[int, float]]:
    """Room for a drawing in windows of a desk and of a phone, in pixels."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto((site_folder / PAGE_WITH_FIGURES).as_uri())
        found = {}
        for width in (DESK, PHONE):
            page.set_viewport_size({"width": width, "height": 900})
            found[width] = float(page.evaluate(ROOM))
        yield found


@pytest.fixture(scope="module")
def pages(site_folder: Path) -> dict[str, HtmlPage]:
    """The pages that have figures."""
    found = html_pages(site_folder)
    return {name: page for name, page in found.items() if page.tree.xpath("//figure[@class='picture']")}


def test_no_word_of_a_figure_is_too_small_to_read(drawings: dict[str, Drawing], rooms: dict[int, float]) -> None:
    shown = {
        name: one.smallest * min(1.0, rooms[PHONE if name.endswith("-phone.svg") else DESK] / one.width)
        for name, one in drawings.items()
    }
    assert {name: round(size, 1) for name, size in shown.items() if size < SMALLEST} == {}


def test_no_word_of_a_figure_covers_another(drawings: dict[str, Drawing]) -> None:
    assert {name: one.covered for name, one in drawings.items() if one.covered} == {}


def test_every_drawing_has_one_for_a_phone_which_a_phone_is_given(
    browser: Browser, site_folder: Path, drawings: dict[str, Drawing]
) -> None:
    desk = {name.removesuffix(".svg") for name in drawings if not name.endswith("-phone.svg")}
    assert {name for name in desk if f"{name}-phone.svg" not in drawings} == set()
    with browser.new_context(viewport={"width": PHONE, "height": 900}) as context:
        page = context.new_page()
        page.goto((site_folder / PAGE_WITH_FIGURES).as_uri())
        image = page.locator("figure.picture picture img").first
        image.scroll_into_view_if_needed()
        page.wait_for_function("image => image.currentSrc", arg=image.element_handle())
        assert image.evaluate("image => image.currentSrc").endswith("-phone.svg")


def test_words_are_light_in_the_dark(browser: Browser, site_folder: Path, drawings: dict[str, Drawing]) -> None:
    folder = site_folder / "_pictures"
    with browser.new_context(color_scheme="dark") as context:
        page = context.new_page()
        for name in list(drawings)[::10]:
            assert brightness(drawing(page, folder / name).fill) > 150 > brightness(drawings[name].fill), name


def brightness(fill: str) -> float:
    """Mean of the channels of a colour as a browser says it: ``rgb(38, 38, 38)``."""
    channels = [float(one) for one in fill.removeprefix("rgb(").removesuffix(")").split(",")]
    return sum(channels) / len(channels)


def test_a_drawing_follows_the_switch_of_the_page(browser: Browser, site_folder: Path) -> None:
    shades = {}
    with browser.new_context(color_scheme="light") as context:
        page = context.new_page()
        page.goto((site_folder / PAGE_WITH_FIGURES).as_uri())
        image = page.locator("figure.picture img").first
        image.scroll_into_view_if_needed()
        for theme in ("light", "dark"):
            page.evaluate("theme => { document.body.dataset.theme = theme; }", theme)
            page.wait_for_timeout(300)
            pixels = matplotlib.image.imread(io.BytesIO(image.screenshot()))
            shades[theme] = float(pixels[..., :3].mean())
    assert shades["light"] > 0.8 and shades["dark"] < 0.3


def test_numbers_and_anchors_of_figures_are_unique(pages: dict[str, HtmlPage]) -> None:
    assert pages
    for name, page in pages.items():
        figures = page.tree.xpath("//figure[@class='picture']")
        numbers = page.tree.xpath("//figure[@class='picture']//span[@class='figure-number']/text()")
        anchors = [figure.get("id") for figure in figures]
        assert len(set(numbers)) == len(figures), name
        assert all(str(anchor).startswith("fig-") for anchor in anchors), name
        repeated = Counter(str(one) for one in page.tree.xpath("//@id"))
        assert [anchor for anchor in anchors if repeated[anchor] > 1] == [], name


def test_the_data_of_every_figure_can_be_had_as_a_table_and_as_a_file(
    pages: dict[str, HtmlPage], site_folder: Path
) -> None:
    without = []
    for name, page in pages.items():
        for figure in page.tree.xpath("//figure[@class='picture']"):
            links = figure.xpath(".//a[@class='figure-file']/@href")
            if not links:
                without.append(f"{name}#{figure.get('id')}")
                continue
            text = (site_folder / name).parent.joinpath(str(links[0])).read_text(encoding="utf-8")
            rows = list(csv.reader(io.StringIO(text)))
            assert len(rows) - 1 == len(figure.xpath(".//tbody/tr")) > 0, f"{name}#{figure.get('id')}"
    assert without == []
