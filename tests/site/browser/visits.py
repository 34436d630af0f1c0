"""What a reader's browser meets on a page: size at several widths, what is cut, what is asked of whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Page

WIDTHS = (1280, 768, 390)
HEIGHT = 900
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
    cut: cut.map(label),
  };
}
"""
WEIGHT = """
() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
  .filter(entry => !entry.name.includes("/_pictures/") && !entry.name.includes("/_images/"))
  .reduce((sum, entry) => sum + entry.decodedBodySize, 0)
"""


@dataclass(frozen=True)
class Measure:
    """A page at one width: height and overflow to the right in CSS pixels, tables cut without a cue."""

    height: int
    overflow: int
    cut: tuple[str, ...]


@dataclass(frozen=True)
class Visit:
    """What happened when a page was opened.

    Parameters
    ----------
    measures : dict of int to Measure
        By width of the window in CSS pixels.
    messages : tuple of str
        Errors and warnings in the console, and exceptions.
    requests : tuple of str
        Every address that was asked for.
    weight : int
        Bytes of all that was loaded, uncompressed, without figures; 0 where the page came from a folder.
    """

    measures: dict[int, Measure]
    messages: tuple[str, ...]
    requests: tuple[str, ...]
    weight: int


def visit(context: BrowserContext, address: str, *, widths: tuple[int, ...] = WIDTHS) -> Visit:
    """Open a page and measure it at each width."""
    page = context.new_page()
    messages: list[str] = []
    requests: list[str] = []
    page.on("console", lambda message: messages.extend(complaint(message)))
    page.on("pageerror", lambda error: messages.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    page.goto(address, wait_until="load")
    measures = {width: measure(page, width) for width in widths}
    weight = int(page.evaluate(WEIGHT))
    page.close()
    return Visit(measures, tuple(messages), tuple(requests), weight)


def complaint(message: ConsoleMessage) -> list[str]:
    """The text of an error or a warning in the console."""
    return [f"{message.text} ({message.location.get('url', '')})"] if message.type in ("error", "warning") else []


def measure(page: Page, width: int) -> Measure:
    """The page in a window of this width."""
    page.set_viewport_size({"width": width, "height": HEIGHT})
    found: dict[str, Any] = page.evaluate(MEASURES)
    return Measure(int(found["height"]), int(found["overflow"]), tuple(found["cut"]))
