"""The atlas by keyboard: its points lead to the pages of the clusters, its boxes choose which are shown."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from clusterbook.data.book import load_book

SHOWN = "found => found.filter(one => getComputedStyle(one).display !== 'none').length"


@pytest.fixture
def atlas(browser: Browser, site_url: str) -> Iterator[Page]:
    with browser.new_page(viewport={"width": 1280, "height": 1000}) as page:
        page.goto(f"{site_url}chapters/atlas.html")
        yield page


def shown(page: Page) -> tuple[int, int]:
    """How many clusters the map and the list show."""
    return page.eval_on_selector_all(".point", SHOWN), page.eval_on_selector_all(".atlas-list li", SHOWN)


def test_map_and_list_show_all_clusters_and_then_those_of_the_boxes(atlas: Page) -> None:
    clusters = load_book().clusters_with(cases=True)
    assert shown(atlas) == (len(clusters), len(clusters))
    atlas.uncheck("[name=atlas-sector][value=traditional-manufacturing]")
    rest = clusters[clusters["sector"] != "traditional_manufacturing"]
    assert shown(atlas) == (len(rest), len(rest))
    atlas.check("[name=atlas-form][value=hierarchy]")
    owned = int((rest["hierarchy"] > 0).sum())
    assert shown(atlas) == (owned, owned)
    assert 0 < owned < len(rest)


def test_a_point_is_reached_by_tab_shows_its_name_and_leads_to_its_page(atlas: Page) -> None:
    atlas.focus(".atlas-filters button")
    atlas.keyboard.press("Tab")
    focused = "document.activeElement"
    name = atlas.evaluate(f"{focused}.getAttribute('aria-label')")
    assert atlas.evaluate(f"{focused}.matches('.point')")
    assert atlas.evaluate(f"getComputedStyle({focused}.querySelector('text')).visibility") == "visible"
    atlas.keyboard.press("Enter")
    atlas.wait_for_url("**/clusters/*.html")
    assert name.partition(", ")[2].partition(":")[0] in atlas.inner_text("main, article")
