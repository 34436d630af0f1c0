"""The explorer as a reader uses it, from a folder: by keyboard, by link, on a phone, without a script."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from whole_book import BOOK

from clusterbook.paths import book_root
from clusterbook.site.assets import asset_files
from clusterbook.site.explorer import explorer_files

MARKUP = re.compile(r"```\{raw\} html\n(.*)```", re.DOTALL)
VERDICTS = ".explorer-verdict"
PRODUCT = "collective_efficiency.traditional_manufacturing.product"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page's own markup with its scripts and data, in a folder."""
    folder = tmp_path_factory.mktemp("explorer")
    found = MARKUP.search((book_root() / "chapters" / "explorer.md").read_text("utf-8"))
    assert found is not None
    markup = found[1].replace("```{raw} html\n", "").replace("```\n", "")
    page = folder / "chapters" / "explorer.html"
    files = {page.relative_to(folder).as_posix(): markup.encode(), **asset_files(), **explorer_files(BOOK)}
    head = b'<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><body>'
    files["chapters/explorer.html"] = head + files["chapters/explorer.html"]
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return page.as_uri()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A window of a desk; whatever goes wrong in it fails the test."""
    opened = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    wrong: list[str] = []
    opened.on("weberror", lambda error: wrong.append(str(error.error)))
    opened.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    opened.on("request", lambda request: wrong.append(request.url) if request.url.startswith("http") else None)
    yield opened
    opened.close()
    assert wrong == []


def opened(context: BrowserContext, address: str) -> Page:
    """The page once it has answered."""
    page = context.new_page()
    page.goto(address)
    answered(page)
    return page


def answered(page: Page) -> None:
    """Wait for the answer to what was last chosen."""
    expect(page.locator("#explorer")).not_to_have_attribute("aria-busy", "true", timeout=20_000)
    expect(page.locator(VERDICTS).first).to_be_visible(timeout=20_000)


def standing(page: Page, key: str) -> str:
    """The word of a cell, without its mark."""
    return page.locator(f'[data-cell="{key}"] .explorer-standing').inner_text().strip("✓✕?∅ ")


def test_it_opens_with_the_verdicts_that_chapter_10_recorded(context: BrowserContext, address: str) -> None:
    recorded = json.loads((book_root() / "results" / "ch10_tests.json").read_text("utf-8"))
    words = {entry["name"]: str(entry["value"]) for entry in recorded if entry["name"].startswith("verdict_")}
    assert len(words) == 18
    page = opened(context, address)
    assert page.locator(VERDICTS).count() == 24
    signs = {"(+)": "leaning positive", "(0)": "leaning to neither side", "(-)": "leaning negative"}
    for cell in page.locator(VERDICTS).all():
        relation, sector, outcome = str(cell.get_attribute("data-cell")).split(".")
        if sector != "all_sectors":
            word, _, sign = words[f"verdict_{relation}_{sector}_{outcome}"].partition(" ")
            assert standing(page, f"{relation}.{sector}.{outcome}") == ", ".join(filter(None, [word, signs.get(sign)]))
    assert "Every verdict stands as in Chapter 10." in page.locator(".explorer-summary").inner_text()
    assert page.url == address


def test_the_keyboard_changes_a_choice_and_the_address_keeps_it(context: BrowserContext, address: str) -> None:
    page = opened(context, address)
    page.locator("input[name=alpha]").focus()
    for _ in range(9):
        page.keyboard.press("ArrowLeft")
    answered(page)
    assert page.url.endswith("#alpha=0.01")
    assert page.locator("output[data-for=alpha]").inner_text() == "0.01"
    assert standing(page, PRODUCT) == "undecided, leaning positive"
    assert page.locator(f'[data-cell="{PRODUCT}"] .explorer-was').inner_text() == "was supported"
    assert "stand otherwise than in Chapter 10" in page.locator(".explorer-summary").inner_text()


def test_a_link_brings_back_the_assumptions_and_says_what_it_cannot_read(context: BrowserContext, address: str) -> None:
    chosen = "na_policy=zero&strata=sector_and_country&left_out=sinos_footwear,leon_footwear&delta=2"
    page = opened(context, f"{address}#{chosen}&cell=leaders.all_sectors.process")
    assert page.locator("select[name=na_policy]").input_value() == "zero"
    assert page.locator("select[name=strata]").input_value() == "sector_and_country"
    assert page.locator("input[name=left_out]:checked").count() == 2
    assert page.locator('[aria-pressed=true][data-cell="leaders.all_sectors.process"]').count() == 1
    assert "delta=2" in page.locator(".explorer-notice").inner_text()
    assert "Sinos Valley" in page.locator(".explorer-assumed").inner_text()


def test_a_named_set_is_one_press_and_the_first_leads_back(context: BrowserContext, address: str) -> None:
    page = opened(context, address)
    page.locator("[data-preset=Cautious]").focus()
    page.keyboard.press("Enter")
    answered(page)
    assert page.locator("[data-preset=Cautious]").get_attribute("aria-pressed") == "true"
    assert "alpha=0.05" in page.url and "strata=sector_and_country" in page.url
    page.locator("[data-preset='As in Chapter 10']").click()
    answered(page)
    assert page.url == address


def test_a_cluster_is_left_out_by_its_box_or_its_mark(context: BrowserContext, address: str) -> None:
    page = opened(context, address)
    compared = page.locator(".explorer-values dd").first
    assert compared.inner_text() == "15"
    page.locator(".explorer-clusters summary").click()
    page.locator("input[value=torreon_garment]").press("Space")
    answered(page)
    expect(compared).to_have_text("14")
    page.locator(".explorer-point").first.click()
    answered(page)
    expect(compared).to_have_text("13")
    assert page.url.count("left_out=torreon_garment") + page.url.count(",torreon_garment") == 1


def test_a_cell_shows_what_is_behind_it(context: BrowserContext, address: str) -> None:
    page = opened(context, address)
    page.locator('[data-cell="leaders.traditional_manufacturing.functional"]').press("Enter")
    detail = page.locator(".explorer-detail")
    expect(detail.locator("h2")).to_have_text("Functional upgrading and global leaders: traditional manufacturing")
    for words in ("“often negative”", "The verdict is opposed", "One cluster decides: it would be"):
        expect(detail.locator("p").first).to_contain_text(words)
    assert detail.locator(".explorer-point").count() == 13
    assert detail.locator("svg").count() == 2


def test_the_numbers_can_be_taken_away(context: BrowserContext, address: str) -> None:
    page = opened(context, address)
    with page.expect_download() as download:
        page.get_by_role("button", name="These numbers (CSV)").click()
    lines = Path(download.value.path()).read_text("utf-8").splitlines()
    assert len(lines) == 1 + 24
    assert lines[1].startswith("collective_efficiency,traditional_manufacturing,product,positive,supported,15,29,0.415")


def test_without_workers_the_page_calculates_itself(context: BrowserContext, address: str) -> None:
    context.add_init_script("delete window.Worker;")
    page = opened(context, address)
    assert standing(page, PRODUCT) == "supported"


@pytest.mark.parametrize("width", [320, 390, 768])
def test_nothing_is_wider_than_a_small_window(context: BrowserContext, address: str, width: int) -> None:
    page = opened(context, address)
    page.set_viewport_size({"width": width, "height": 844})
    answered(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("svg text").first.evaluate("text => parseFloat(getComputedStyle(text).fontSize)") >= 11


def test_without_scripts_the_page_says_where_the_verdicts_are(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    expect(page.locator("#explorer")).to_contain_text("needs JavaScript")
    expect(page.locator("#explorer")).to_contain_text("Table 10.3")
    context.close()
