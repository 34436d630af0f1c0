"""The ledger in a browser: filters, addresses, the way from a cell and back, a CSV of the view, no script at all."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page


@pytest.fixture
def ledger(site_folder: Path) -> str:
    """Address of the ledger in the folder."""
    return (site_folder / "chapters" / "ledger.html").as_uri()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    yield page
    page.close()


def count(page: Page) -> int:
    """Number of rows that the view has."""
    return int(page.locator(".ledger-count").inner_text().split()[0])


def test_it_begins_with_what_matters(page: Page, ledger: str) -> None:
    page.goto(ledger)
    assert 150 < count(page) < 300
    assert page.get_by_role("combobox", name="Show", exact=True).input_value() == "matters"


def test_filters_narrow_the_list_and_stand_in_the_address(page: Page, ledger: str) -> None:
    page.goto(ledger)
    page.get_by_role("combobox", name="Show", exact=True).select_option("all")
    everything = count(page)
    page.get_by_role("combobox", name="Chapter", exact=True).select_option("4")
    page.get_by_role("combobox", name="Verdict", exact=True).select_option("differs")
    narrow = count(page)
    assert 0 < narrow < everything
    assert page.url.endswith("#view=all&chapter=4&status=differs")
    page.goto("about:blank")
    page.goto(f"{ledger}#chapter=4&status=differs")
    assert count(page) == narrow
    assert set(page.locator("#ledger tbody tr td:nth-child(3)").all_inner_texts()) == {"differs"}


def test_a_count_at_the_head_of_a_chapter_leads_to_so_many_rows(page: Page, site_folder: Path) -> None:
    page.goto((site_folder / "chapters" / "ch10_cross_case.html").as_uri())
    links = [(link.inner_text(), link.get_attribute("href")) for link in page.locator("a[href*='ledger.html?']").all()]
    assert links
    for words, address in links:
        page.goto((site_folder / "chapters").as_uri() + f"/{address}")
        assert count(page) == int(words.split()[1])


def test_a_filter_changed_by_hand_takes_the_place_of_what_the_address_asked(page: Page, ledger: str) -> None:
    page.goto(f"{ledger}?chapter=4&kind=checked&status=differs#ledger-cells")
    page.get_by_role("combobox", name="Verdict", exact=True).select_option("matches")
    assert page.url == f"{ledger}#view=all&chapter=4&kind=checked&status=matches"


def test_words_and_numbers_are_found_without_accents(page: Page, ledger: str) -> None:
    page.goto(f"{ledger}#text=Espirito")
    found = count(page)
    page.goto("about:blank")
    page.goto(f"{ledger}#text=Espírito")
    assert found == count(page) > 0


def test_a_row_is_reached_by_its_address_and_leads_back(page: Page, ledger: str, site_folder: Path) -> None:
    for place in ("cell-05-03-chn-share_2001_percent", "claim-c10-04"):
        page.goto("about:blank")
        page.goto(f"{ledger}#{place}")
        page.wait_for_function("place => document.activeElement.id === place", arg=place)
        back = page.locator(f"#{place} a").first.get_attribute("href") or ""
        file, _, anchor = back.partition("#")
        text = (site_folder / "chapters" / file).read_text(encoding="utf-8")
        assert anchor == place and f'id="{place}"' in text and f'href="ledger.html#{place}"' in text


def test_the_view_is_given_as_csv(page: Page, ledger: str) -> None:
    page.goto(f"{ledger}#kind=statement&status=disagrees")
    with page.expect_download() as download:
        page.get_by_role("button", name="This view as CSV").click()
    rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8-sig"))))
    assert len(rows) == count(page) > 0
    assert {row["verdict"] for row in rows} == {"disagrees"}


def test_more_rows_come_on_request_and_the_focus_follows(page: Page, ledger: str) -> None:
    page.goto(f"{ledger}#view=all")
    shown = page.locator("#ledger tbody tr").count()
    page.get_by_role("button", name="Show 100 more").press("Enter")
    assert page.locator("#ledger tbody tr").count() == shown + 100
    assert page.evaluate("document.activeElement.closest('tr').sectionRowIndex") == shown


def test_without_a_script_the_rows_lie_folded_by_chapter(browser: Browser, ledger: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(ledger)
    assert page.locator("#ledger details").count() == 12
    assert page.locator("#ledger tbody tr").count() > 1400
    context.close()
