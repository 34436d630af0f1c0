"""The keyboard alone does everything: Tab comes to all that can be operated, in order, and shows where it is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from walk import walk

READY = {  # by page: what its script has made when it is ready
    "chapters/explorer.html": ".explorer-verdict",
    "chapters/ledger.html#chapter=4&status=differs": ".ledger-count",
    "search.html?q=Boaco": ".search-results a",
}
WALKED = (*READY, "intro.html", "chapters/atlas.html", "chapters/ch07_metalworking.html")
MORE = ("glossary.html", "downloads.html", "clusters/sinos_footwear.html", "chapters/ch10_ratings.html")
RATINGS = "chapters/ch10_ratings.html"
FOCUSED = "document.activeElement"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window of a desk whose reader wishes for less motion: what is scrolled to is there at once."""
    with browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce") as context:
        yield context.new_page()


def opened(page: Page, address: str) -> Page:
    """The page once its scripts have made what they make."""
    page.goto(address, wait_until="load")
    for name, made in READY.items():
        if address.endswith(name):
            page.locator(made).first.wait_for()
    expect(page.locator("[aria-busy=true]")).to_have_count(0, timeout=20_000)
    return page


@pytest.mark.parametrize("name", [*WALKED, *(pytest.param(name, marks=pytest.mark.slow) for name in MORE)])
def test_tab_comes_to_everything_in_order_and_shows_where_it_is(page: Page, site_url: str, name: str) -> None:
    operable, stops = walk(opened(page, site_url + name))
    places = [stop.place for stop in stops if stop.place >= 0]
    assert len(places) > 20
    assert [operable[place] for place in sorted({*range(len(operable))} - {*places})] == []
    assert places == sorted(places)
    assert [stop.name for stop in stops if not (stop.ringed and stop.seen)] == []


def test_the_switch_of_a_table_takes_the_arrows(page: Page, site_url: str) -> None:
    frame = opened(page, site_url + RATINGS).locator(".table-frame", has=page.locator("#tbl-10-04-cells"))
    frame.locator("input[value=both]").focus()
    page.keyboard.press("ArrowRight")
    assert frame.locator("input[value=differences]").is_checked()
    assert frame.locator("tbody tr").filter(visible=True).count() < frame.locator("tbody tr").count()
    page.keyboard.press("ArrowRight")
    assert frame.locator("input[value=published]").is_checked()
    assert not frame.locator(".mark").filter(visible=True).count()


def expect_card_to_lead_on_and_back(page: Page, opener: Locator, *, card: Locator, key: str) -> None:
    """A key opens the card, Tab leads into it, Escape closes it and gives the keyboard back to what opened it."""
    opener.focus()
    page.keyboard.press(key)
    expect(card).to_be_visible()
    page.keyboard.press("Tab")
    assert card.evaluate(f"card => card.contains({FOCUSED})")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    assert opener.evaluate(f"opener => opener === {FOCUSED}")


def test_a_card_opens_by_enter_leads_on_by_tab_and_escape_gives_the_keyboard_back(page: Page, site_url: str) -> None:
    opened(page, site_url + RATINGS)
    cell = page.locator("#tbl-10-06-cells td button").last
    card = page.locator(f"#{cell.get_attribute('popovertarget')}")
    expect_card_to_lead_on_and_back(page, cell, card=card, key="Enter")


def test_a_numbers_card_leads_on_by_tab_and_escape_gives_the_keyboard_back(page: Page, site_url: str) -> None:
    opened(page, f"{site_url}chapters/ch05_furniture.html")
    number, card = page.locator("span.result button").first, page.locator("#origin-card")
    expect_card_to_lead_on_and_back(page, number, card=card, key="Space")


def test_the_code_switch_takes_space_and_is_remembered_on_the_next_page(page: Page, site_url: str) -> None:
    opened(page, site_url + RATINGS)
    assert not page.locator(".cell_input").filter(visible=True).count()
    page.locator("#code-switch").focus()
    page.keyboard.press("Space")
    assert page.locator(".cell_input").filter(visible=True).count()
    opened(page, f"{site_url}chapters/ch04_salmon.html")
    assert page.locator("#code-switch").is_checked()
    assert page.locator(".cell_input").filter(visible=True).count()


def test_the_switch_of_colours_takes_enter(page: Page, site_url: str) -> None:
    opened(page, f"{site_url}intro.html")
    page.locator(".theme-toggle").filter(visible=True).first.focus()
    themes = []
    for _ in range(3):
        page.keyboard.press("Enter")
        themes.append(page.evaluate("document.body.dataset.theme"))
    assert sorted(themes) == ["auto", "dark", "light"]


def test_the_first_tab_offers_to_skip_to_the_text(page: Page, site_url: str) -> None:
    opened(page, site_url + RATINGS)
    page.keyboard.press("Tab")
    assert page.evaluate(f"{FOCUSED}.matches('.skip-to-content')")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(f"{FOCUSED}.closest('article') !== null")


@pytest.mark.parametrize(("box", "drawer"), [("#__navigation", ".sidebar-drawer"), ("#__toc", ".toc-drawer")])
def test_in_a_narrow_window_the_drawers_open_by_space_and_take_no_keyboard_when_closed(
    page: Page, site_url: str, box: str, drawer: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 600})
    opened(page, f"{site_url}chapters/ch04_salmon.html")
    assert not page.locator(f"{drawer} a").filter(visible=True).count()
    page.locator(box).focus()
    page.keyboard.press("Space")
    shown = page.locator(f"{drawer} a").filter(visible=True)
    shown.first.wait_for()
    shown.first.focus()
    assert page.evaluate(f"drawer => {FOCUSED}.closest(drawer) !== null", drawer)
    page.locator(box).press("Space")
    expect(shown).to_have_count(0)
