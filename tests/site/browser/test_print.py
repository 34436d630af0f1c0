"""A printed page is the page without its navigation."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser


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
