"""The teaching pack in a browser and on paper: slides one by one, a sheet each; the handout on one; links that work."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect
from pypdf import PdfReader

from clusterbook.chapters.ch10_cross_case.demonstrations import DEMONSTRATIONS

MEETINGS = ["meeting1_framework", "meeting2_tables", "meeting3_inference"]
PROJECTOR: ViewportSize = {"width": 1280, "height": 720}
TELEPHONE: ViewportSize = {"width": 390, "height": 844}
SLIDES = "article section > section"
SHOWN = ".deck.is-shown, .deck > section.is-shown"
OVERFLOW = "document.querySelector('article[role=main]').scrollHeight - innerHeight"
OVERHANG = "document.querySelector('article[role=main]').scrollWidth - innerWidth"


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport=PROJECTOR) as opened:
        yield opened


def opened(context: BrowserContext, address: str) -> Page:
    """A page with all its pictures, which are otherwise loaded when they come into view."""
    page = context.new_page()
    page.goto(address, wait_until="load")
    page.evaluate("document.querySelectorAll('img').forEach((image) => { image.loading = 'eager'; })")
    page.wait_for_load_state("networkidle")
    return page


def sheets(page: Page) -> list[tuple[float, float]]:
    """Width and height of each printed sheet, in points."""
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    return [(float(sheet.mediabox.width), float(sheet.mediabox.height)) for sheet in printed]


@pytest.mark.parametrize("meeting", MEETINGS)
def test_every_slide_fits_the_projector_and_the_keys_turn_them(
    context: BrowserContext, site_url: str, meeting: str
) -> None:
    page = opened(context, f"{site_url}teaching/{meeting}.html")
    count = page.locator(SLIDES).count() + 1
    page.get_by_role("button", name="Show as slides").click()
    too_high = {}
    for place in range(count):
        expect(page.locator(".slides-place")).to_have_text(f"{place + 1} of {count}")
        assert page.locator(SHOWN).filter(visible=True).count() == 1
        title = page.evaluate("document.activeElement.textContent")
        too_high[title] = page.evaluate(OVERFLOW)
        page.keyboard.press("ArrowRight")
    assert count > 10 and {title: by for title, by in too_high.items() if by > 0} == {}
    page.keyboard.press("Home")
    expect(page.locator(".slides-place")).to_have_text(f"1 of {count}")
    page.close()


def test_on_a_telephone_slides_have_the_letters_of_a_page_and_no_width_of_their_own(
    context: BrowserContext, site_url: str
) -> None:
    page = opened(context, f"{site_url}teaching/{MEETINGS[1]}.html")
    page.set_viewport_size(TELEPHONE)
    page.get_by_role("button", name="Show as slides").click()
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "16px"
    for _ in range(page.locator(SLIDES).count() + 1):
        assert page.evaluate(OVERHANG) <= 0, page.evaluate("document.activeElement.textContent")
        page.keyboard.press("ArrowRight")
    page.close()


def test_notes_are_shown_when_asked_for_and_escape_leads_back_to_the_page(
    context: BrowserContext, site_url: str
) -> None:
    page = opened(context, f"{site_url}teaching/{MEETINGS[0]}.html")
    page.get_by_role("button", name="Show as slides").press("Enter")
    page.keyboard.press("PageDown")
    notes = page.locator(f"{SHOWN} >> .teacher-notes")
    expect(notes).to_be_hidden()
    page.keyboard.press("n")
    expect(notes).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".sidebar-drawer")).to_be_visible()
    expect(page.get_by_role("button", name="Show as slides")).to_be_focused()
    assert page.evaluate("location.hash").startswith("#selling-abroad")
    page.close()


@pytest.mark.parametrize("meeting", MEETINGS)
def test_printed_a_meeting_gives_a_landscape_sheet_a_slide(
    context: BrowserContext, site_url: str, meeting: str
) -> None:
    page = opened(context, f"{site_url}teaching/{meeting}.html")
    printed = sheets(page)
    assert len(printed) == page.locator(SLIDES).count() + 1
    assert all(width > height for width, height in printed)
    page.close()


def test_the_handout_is_one_sheet_of_a4(context: BrowserContext, site_url: str) -> None:
    page = opened(context, f"{site_url}teaching/handout.html")
    printed = sheets(page)
    assert [(round(width), round(height)) for width, height in printed] == [(595, 842)]
    page.close()


def test_the_explorer_understands_every_demonstration(context: BrowserContext, site_url: str) -> None:
    page = opened(context, f"{site_url}teaching/course.html")
    links = page.locator(".demonstrations a").evaluate_all("(links) => links.map((link) => link.href)")
    assert len(links) == len(DEMONSTRATIONS)
    page.goto(f"{site_url}chapters/explorer.html")
    read = "(links) => links.map((link) => explorerState(EXPLORER_DATA).fromAddress(new URL(link).hash))"
    found = page.evaluate(read, links)
    defaults = page.evaluate("EXPLORER_DATA.defaults")
    assert [state["unknown"] for state in found] == [[] for _ in links]
    assert all(state["settings"] != defaults for state in found)
    page.close()
