"""axe-core finds nothing on any page, in the light and in the dark, on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from html_pages import ONE_OF_EACH_KIND, html_pages
from playwright.sync_api import Browser, Page, expect

AXE = Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js"
# In the dark only what depends on colours can differ from the light; on a phone that, what depends on sizes, and the
# names of the controls that a desk does not have.
COLOURS = ["color-contrast", "link-in-text-block"]
SIZES = ["target-size", "scrollable-region-focusable", "button-name", "label", "link-name"]
RULES: dict[tuple[str, int], dict[str, Any]] = {
    ("light", 1280): {"rules": {"target-size": {"enabled": True}}},
    ("light", 390): {"runOnly": {"type": "rule", "values": COLOURS + SIZES}},
    ("dark", 390): {"runOnly": {"type": "rule", "values": COLOURS}},
    ("dark", 1280): {"runOnly": {"type": "rule", "values": COLOURS}},
}
# The two boxes that open the drawers precede the page's landmarks, as style sheets reach only what follows a box.
RUN = """
options => axe.run(document, {resultTypes: ["violations"], ...options}).then(found => found.violations.flatMap(
  fault => fault.nodes.filter(node => fault.id !== "region" || !node.html.includes("sidebar-toggle")).slice(0, 3)
    .map(node => `${fault.id} (${fault.nodes.length}): ${node.html.slice(0, 140)}`)))
"""

Faults = dict[tuple[str, str, int], list[str]]


def faults_of(page: Page, address: str) -> Iterator[tuple[tuple[str, int], list[str]]]:
    """What axe finds on a page, by theme and width."""
    page.goto(address, wait_until="load")
    expect(page.locator("[aria-busy=true]")).to_have_count(0, timeout=20_000)  # what is being answered is faint
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for theme, width in RULES:
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("theme => { document.body.dataset.theme = theme; }", theme)
        yield (theme, width), page.evaluate(RUN, RULES[theme, width])


def all_faults(browser: Browser, site_url: str, names: Iterable[str]) -> Faults:
    """What axe finds, by page, theme and width."""
    with browser.new_context(reduced_motion="reduce") as context:
        page = context.new_page()
        return {(name, *look): found for name in names for look, found in faults_of(page, site_url + name)}


@pytest.fixture(scope="module")
def faults(browser: Browser, site_url: str) -> Faults:
    """What axe finds on one page of each kind."""
    return all_faults(browser, site_url, ONE_OF_EACH_KIND)


@pytest.fixture(scope="module")
def faults_of_all(browser: Browser, site_url: str, site_folder: Path) -> Faults:
    """What axe finds on every page; it takes many minutes."""
    names = [name for name, page in html_pages(site_folder).items() if not page.is_redirect]
    return all_faults(browser, site_url, names)


def faulty_pages(faults: Faults, theme: str, width: int) -> dict[str, list[str]]:
    """The faults of one look, by page."""
    return {name: texts for (name, *look), texts in faults.items() if look == [theme, width] and texts}


@pytest.mark.parametrize(("theme", "width"), RULES)
def test_a_page_of_each_kind_has_no_fault(faults: Faults, theme: str, width: int) -> None:
    assert len(faults) == len(ONE_OF_EACH_KIND) * len(RULES)
    assert faulty_pages(faults, theme, width) == {}


@pytest.mark.slow
@pytest.mark.parametrize(("theme", "width"), RULES)
def test_no_page_has_a_fault(faults_of_all: Faults, theme: str, width: int) -> None:
    assert len(faults_of_all) > 15 * len(RULES)
    assert faulty_pages(faults_of_all, theme, width) == {}
