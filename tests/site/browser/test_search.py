"""The search in a browser: what readers type, the keyboard, the page of results, how long the index takes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

MOST_SECONDS = 0.3  # of the processor, to make the index
QUERIES = {
    "10.4": "#tbl-10-04",
    "Boaco": "clusters/boaco_chontales_dairy.html",
    "Sinos Valley": "clusters/sinos_footwear.html",
    "Espirito Santo": "clusters/espirito_santo_",
    "functional upgrading": "glossary.html#term-functional-upgrading",
    "quasi-hierarchy": "glossary.html#term-quasi-hierarchy",
    "tau": "chapters/ch10_tests.html#",
    "Kendall": "chapters/ch10_tests.html#",
    "Wilson interval": "chapters/ch07_metalworking.html#",
    "permutation": "chapters/ch10_",
    "Fisher": "chapters/ch10_governance.html#",
    "alpha": "chapters/ch10_tests.html#",
    "p value": "chapters/ch10_tests.html#",
    "power": "chapters/ch10_tests.html#",
    "multiple testing": "chapters/verdicts.html#verdicts-exact",
    "chapter 10": "chapters/ch10_cross_case.html",
    "Vale dos Sinos": "clusters/sinos_footwear.html",
    "Humphrey": "chapters/ch01_framework.html#",
    "joint action": "glossary.html#term-joint-action",
    "errata": "chapters/ledger.html",
    "smuggling": "chapters/ch02_dairy.html#",
    "Table 5.3": "#tbl-05-03",
    "Nuevo León": "#cell-08-01-nuevo_leon-",
    "28,500": "#cell-04-03-core_subtotal-",
    "c10-04": "#claim-c10-04",
    "c10-4": "#claim-c10-04",
}


@pytest.fixture(scope="module")
def page(site_folder: Path, browser: Browser) -> Iterator[Page]:
    """A chapter opened from a folder."""
    page = browser.new_page()
    page.goto((site_folder / "chapters" / "ch04_salmon.html").as_uri())
    yield page
    page.close()


@pytest.mark.parametrize("query", QUERIES)
def test_the_right_place_is_found_first(page: Page, site_folder: Path, query: str) -> None:
    address = page.evaluate("query => window.bookSearch.find(query).then(hits => hits[0].address)", query)
    assert QUERIES[query] in address
    file, _, anchor = address.removeprefix("../").partition("#")
    assert not anchor or f'id="{anchor}"' in (site_folder / file).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("query", "words"), [("smuggling", "Smuggling hurts"), ("in dairy cooperatives", "cooperatives")]
)
def test_the_words_shown_are_those_around_what_was_asked(page: Page, query: str, words: str) -> None:
    shown = page.evaluate("query => window.bookSearch.find(query).then(hits => hits[0].text)", query)
    assert words in shown[:60]


def test_accents_make_no_difference(page: Page) -> None:
    search = "query => window.bookSearch.find(query).then(hits => hits.map(hit => hit.address))"
    assert page.evaluate(search, "Espírito Santo") == page.evaluate(search, "espirito santo")


@pytest.mark.parametrize(
    ("language", "query", "place"),
    [
        ("es", "accion conjunta", "es/glossary.html#term-joint-action"),
        ("pt", "salmão", "pt/chapters.html#pt-chapter-4"),
    ],
)
def test_a_translated_page_is_searched_and_answers_in_its_language(
    site_folder: Path, browser: Browser, language: str, query: str, place: str
) -> None:
    page = browser.new_page()
    page.goto((site_folder / language / "index.html").as_uri())
    page.locator(".sidebar-search").fill(query)
    page.get_by_role("option").first.wait_for()
    assert "encontrado" in page.locator("[role=status]").first.inner_text()
    address = page.evaluate("query => window.bookSearch.find(query).then(hits => hits[0].address)", query)
    assert place in address
    assert page.locator(".sidebar-tree a").first.get_attribute("href") in ("#", "index.html", "../es/index.html")
    page.close()


def test_the_index_is_made_quickly(site_folder: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((site_folder / "chapters" / "ch04_salmon.html").as_uri())
    tools = page.context.new_cdp_session(page)
    tools.send("Performance.enable", {"timeDomain": "threadTicks"})

    def spent() -> float:
        metrics = {one["name"]: one["value"] for one in tools.send("Performance.getMetrics")["metrics"]}
        return float(metrics["TaskDuration"])

    before = spent()
    page.evaluate("() => window.bookSearch.ready().then(() => null)")
    assert spent() - before < MOST_SECONDS
    page.close()


def test_arrows_choose_and_enter_goes_there(site_folder: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((site_folder / "chapters" / "ch04_salmon.html").as_uri())
    box = page.get_by_role("combobox", name="Search")
    box.fill("sinos valley")
    page.get_by_role("option").first.wait_for()
    box.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == "search-hit-0"
    box.press("Escape")
    assert (box.get_attribute("aria-expanded"), page.get_by_role("option").count()) == ("false", 0)
    box.press("ArrowDown")
    page.get_by_role("option").first.wait_for()
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url("**/clusters/sinos_footwear.html")
    page.close()


def test_the_page_of_results_uses_the_same_index(site_folder: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((site_folder / "search.html").as_uri() + "?q=Boaco")
    page.locator(".search-results a").first.wait_for()
    assert page.locator(".search-results a").first.get_attribute("href") == "./clusters/boaco_chontales_dairy.html"
    assert page.evaluate("typeof window.Search") == "undefined"
    page.close()
