"""A page walked by the Tab key: what takes the keyboard, in which order, and whether a reader sees where it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from playwright.sync_api import Page

# What a reader can operate and sees: of a group of radio buttons Tab meets the chosen one alone.
OPERABLE = """
() => {
  window.operable = [...document.querySelectorAll(
    "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]:not([tabindex='-1'])"
  )].filter(element => {
    const box = element.getBoundingClientRect();
    const isOther = element.type === "radio" && !element.checked
      && [...document.getElementsByName(element.name)].some(radio => radio.checked);
    return !isOther && !element.disabled && box.width > 0 && box.height > 0
      && element.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true});
  });
  document.activeElement.blur();
  return operable.map(element => element.outerHTML.slice(0, 140));
}
"""
# A drawing shows its ring around its mark, a box around its label; a box that cannot be seen stands behind its label.
# Marks of a map lie over one another: it is enough that their drawing shows. The page itself notes each stop when the
# key is let go, the window having moved when it was pressed: asking from outside costs more than all the rest.
RECORD_STOPS = """
() => { window.stops = []; addEventListener("keyup", () => {
  const target = document.activeElement;
  const ringed = element => {
    const style = getComputedStyle(element);
    const drawn = element.matches("circle, rect") && style.stroke !== "none" && parseFloat(style.strokeWidth) >= 2;
    return drawn || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
  };
  const parts = target.querySelectorAll("svg, circle, rect");
  const labels = [...(target.labels ?? [])].filter(label => label.checkVisibility() && label.innerHTML);
  const around = [target, ...labels, ...parts];
  const isBehind = getComputedStyle(target).opacity === "0";
  const face = isBehind ? labels[0] : target.querySelector(".halo") ?? target;
  const box = face?.getClientRects()[0];
  const top = box && document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height, innerHeight) / 2);
  stops.push([
    operable.indexOf(target),
    target.outerHTML.slice(0, 140),
    around.some(ringed),
    Boolean(top) && [...around, target.ownerSVGElement ?? target].some(one => one.contains(top) || top.contains(one)),
  ]);
}, true); }
"""
TABS_AT_A_TIME = 25


@dataclass(frozen=True)
class Stop:
    """What Tab came to.

    Parameters
    ----------
    place : int
        Its place among what can be operated, in the order of the page; -1 for what scrolls by the keyboard.
    name : str
        The beginning of its markup.
    ringed : bool
        Whether it shows that it has the keyboard.
    seen : bool
        Whether it stood in the window with nothing over it.
    """

    place: int
    name: str
    ringed: bool
    seen: bool


def walk(page: Page) -> tuple[list[str], list[Stop]]:
    """All that can be operated on a page, and what Tab comes to from its beginning until it leaves the page."""
    operable: list[str] = page.evaluate(OPERABLE)
    page.evaluate(RECORD_STOPS)
    stops: list[Stop] = []
    for _ in range(0, 2 * len(operable), TABS_AT_A_TIME):
        for _ in range(TABS_AT_A_TIME):
            page.keyboard.press("Tab")
        stops += [Stop(*stop) for stop in page.evaluate("stops.splice(0)")]
        if (end := end_of_walk(stops)) is not None:
            return operable, stops[:end]
    return operable, stops


def end_of_walk(stops: Sequence[Stop]) -> int | None:
    """How many stops there were before Tab left the page or began anew; None if it did neither yet."""
    left = (
        at for at, stop in enumerate(stops) if at and (stop.place == stops[0].place or stop.name.startswith("<body"))
    )
    return next(left, None)
