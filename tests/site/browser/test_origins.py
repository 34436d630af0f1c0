"""A click on a number in the prose tells where it comes from, by keyboard too."""

from __future__ import annotations

from playwright.sync_api import Browser

PAGE = "chapters/ch05_furniture.html"


def test_a_number_opens_its_origin_and_closes_it(browser: Browser, site_url: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(site_url + PAGE, wait_until="load")
        number = page.locator("span.result button").first
        words = number.text_content()
        number.focus()
        page.keyboard.press("Enter")
        card = page.locator("#origin-card")
        assert card.is_visible()
        assert card.locator(".card-title").text_content() == words
        assert card.locator("dt").first.text_content() == "What it is"
        for link in card.locator("a").all():
            assert context.request.get(str(link.evaluate("element => element.href"))).ok
        page.keyboard.press("Escape")
        assert not card.is_visible()


def test_without_a_script_a_number_is_text(browser: Browser, site_url: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(site_url + PAGE, wait_until="load")
        assert page.locator("span.result").first.text_content()
        assert page.locator("span.result button").count() == 0
