"""What a reader's browser meets on a page: size at several widths, what is cut, on paper too, what is asked of whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, ViewportSize

WIDTHS = (1280, 768, 390)
HEIGHT = 900
DESK = ViewportSize(width=WIDTHS[0], height=HEIGHT)
ZOOMED = ViewportSize(width=320, height=256)  # 400 % of a window of 1280 by 1024 pixels
PAPER = ViewportSize(width=717, height=1000)  # CSS pixels between the margins that Chromium gives A4
SHOWN = 5  # faults of a page
MEASURES = """
() => {
  const shown = element => element.checkVisibility({visibilityProperty: true}) && element.getClientRects().length > 0;
  const label = table => (table.caption?.textContent ?? table.id ?? table.className).trim().slice(0, 60);
  const scroller = element => {
    for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
      if (getComputedStyle(box).overflowX !== "visible") return box;
    }
    return null;
  };
  const cued = box => box.closest("[data-scroll-cue]") !== null
    || getComputedStyle(box).backgroundImage.includes("gradient")
    || [...box.parentElement.children].some(next => next.matches(".scroll-cue, .more-columns") && shown(next));
  const cut = [...document.querySelectorAll("article table")].filter(shown).filter(table => {
    const box = scroller(table);
    if (!box) return table.getBoundingClientRect().right > document.documentElement.clientWidth + 1;
    return box.scrollWidth > box.clientWidth + 1 && !cued(box);
  });
  return {
    height: document.documentElement.scrollHeight,
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    begins: document.querySelector("article").getBoundingClientRect().left,
    cut: cut.map(label),
  };
}
"""
SETTLED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))"
WEIGHT = """
() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
  .filter(entry => !entry.name.includes("/_pictures/") && !entry.name.includes("/_images/"))
  .reduce((sum, entry) => sum + entry.decodedBodySize, 0)
"""

# Data that lose their meaning without two directions may have a box of their own that scrolls: tables, code, formulas.
FAULTS_WHEN_ZOOMED = """
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
BEYOND_THE_PAPER = """
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


@dataclass(frozen=True)
class Measure:
    """A page at one width in CSS pixels: height, overflow to the right, where text begins; tables cut without a cue."""

    height: int
    overflow: int
    begins: float
    cut: tuple[str, ...]


@dataclass(frozen=True)
class Visit:
    """What happened when a page was opened.

    Parameters
    ----------
    measures : dict of int to Measure
        By width of the window in CSS pixels; none if it was only opened.
    messages : tuple of str
        Errors and warnings in the console, and exceptions.
    requests : tuple of str
        Every address that was asked for.
    weight : int
        Bytes of all that was loaded, uncompressed, without figures; 0 where the page came from a folder.
    zoomed : tuple of str
        What is cut, or wider than the window, at 400 %.
    printed : tuple of str
        What stands beyond the edge of the paper, or would have to be scrolled there.
    """

    measures: dict[int, Measure]
    messages: tuple[str, ...]
    requests: tuple[str, ...]
    weight: int
    zoomed: tuple[str, ...]
    printed: tuple[str, ...]


@dataclass(frozen=True)
class Heard:
    """What a window has told since it was last cleared: complaints of the console, and addresses asked for."""

    messages: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        """Hear this window from now on."""
        page.on("console", lambda message: self.messages.extend(complaint(message)))
        page.on("pageerror", lambda error: self.messages.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))

    def clear(self) -> None:
        """Begin anew."""
        self.messages.clear()
        self.requests.clear()


def visits_of(context: BrowserContext, addresses: Mapping[str, str], *, measured: bool = True) -> dict[str, Visit]:
    """Visits by name: pages opened one after another in one window, since a new one costs as much as a page."""
    page, heard = context.new_page(), Heard()
    heard.listen(page)
    found = {name: visit(page, address, heard=heard, measured=measured) for name, address in addresses.items()}
    page.close()
    return found


def visit(page: Page, address: str, *, heard: Heard, measured: bool) -> Visit:
    """Open a page once; measure it at each width, zoomed in, and as it is printed."""
    page.emulate_media(media="null")
    page.set_viewport_size(DESK)
    heard.clear()
    page.goto(address, wait_until="load")
    measures = {width: measure(page, width) for width in WIDTHS if measured}
    weight = int(page.evaluate(WEIGHT))
    zoomed, printed = (faults_when_zoomed(page), beyond_the_paper(page)) if measured else ((), ())
    return Visit(measures, tuple(heard.messages), tuple(heard.requests), weight, zoomed, printed)


def resize(page: Page, size: ViewportSize) -> None:
    """Give the window another size, and its page the time in which what watches sizes answers."""
    page.set_viewport_size(size)
    page.evaluate(SETTLED)


def faults_when_zoomed(page: Page) -> tuple[str, ...]:
    """What is cut, or wider than the window, at 400 %."""
    resize(page, ZOOMED)
    return tuple(page.evaluate(FAULTS_WHEN_ZOOMED)[:SHOWN])


def beyond_the_paper(page: Page) -> tuple[str, ...]:
    """What stands beyond the edge of A4, or would have to be scrolled there."""
    page.emulate_media(media="print")
    resize(page, PAPER)
    return tuple(page.evaluate(BEYOND_THE_PAPER)[:SHOWN])


def complaint(message: ConsoleMessage) -> list[str]:
    """The text of an error or a warning in the console."""
    return [f"{message.text} ({message.location.get('url', '')})"] if message.type in ("error", "warning") else []


def measure(page: Page, width: int) -> Measure:
    """The page in a window of this width."""
    resize(page, ViewportSize(width=width, height=HEIGHT))
    found: dict[str, Any] = page.evaluate(MEASURES)
    return Measure(int(found["height"]), int(found["overflow"]), float(found["begins"]), tuple(found["cut"]))
