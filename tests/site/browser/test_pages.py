"""Pages opened in a browser at three widths, zoomed and printed, from below a path of a server and from a folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from html_pages import ALL, ONE_OF_EACH, ONE_OF_EACH_KIND, readable_pages
from playwright.sync_api import Browser
from visits import WIDTHS, Visit, visits_of

HIGHEST = 12_000  # CSS pixels at the width of a desk
HEAVIEST = 1_000_000  # bytes of a page with all it loads, uncompressed, without figures
FLOOR = 600_000  # bytes of what every page loads

CHOICES = [ONE_OF_EACH, pytest.param(ALL, marks=pytest.mark.slow)]

Visits = dict[str, Visit]


@pytest.fixture(scope="module", params=CHOICES)
def visits(browser: Browser, site_url: str, site_folder: Path, request: pytest.FixtureRequest) -> Iterator[Visits]:
    """Pages from the server, by name."""
    with browser.new_context() as context:
        yield visits_of(context, {name: site_url + name for name in readable_pages(site_folder, request.param)})


@pytest.fixture(scope="module", params=["one of each kind", pytest.param(ALL, marks=pytest.mark.slow)])
def visits_from_folder(browser: Browser, site_folder: Path, request: pytest.FixtureRequest) -> Iterator[Visits]:
    """Pages from their folder, by name."""
    with browser.new_context() as context:
        names = readable_pages(site_folder, ALL) if request.param == ALL else ONE_OF_EACH_KIND
        yield visits_of(context, {name: (site_folder / name).as_uri() for name in names}, measured=False)


def test_nothing_is_asked_of_another_host(visits: Visits, site_url: str) -> None:
    asked = {f"{name}: {address}" for name, seen in visits.items() for address in seen.requests}
    assert {entry for entry in asked if not entry.split(": ", 1)[1].startswith((site_url, "data:", "blob:"))} == set()


def test_from_a_folder_nothing_is_asked_of_any_host(visits_from_folder: Visits) -> None:
    asked = {f"{name}: {address}" for name, seen in visits_from_folder.items() for address in seen.requests}
    assert {entry for entry in asked if not entry.split(": ", 1)[1].startswith(("file:", "data:", "blob:"))} == set()


def test_the_console_stays_empty(visits: Visits) -> None:
    assert {name: seen.messages for name, seen in visits.items() if seen.messages} == {}


def test_from_a_folder_the_console_stays_empty(visits_from_folder: Visits) -> None:
    assert {name: seen.messages for name, seen in visits_from_folder.items() if seen.messages} == {}


def test_no_table_is_cut_without_a_cue(visits: Visits) -> None:
    cut = [
        f"{name} at {width}: {m.cut}" for name, seen in visits.items() for width, m in seen.measures.items() if m.cut
    ]
    assert not cut, "\n".join(cut)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_wider_than_its_window(visits: Visits, width: int) -> None:
    wide = {name: seen.measures[width].overflow for name, seen in visits.items()}
    assert {name: by for name, by in wide.items() if by > 0} == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_the_text_of_every_page_begins_at_one_place(visits: Visits, width: int) -> None:
    assert len({seen.measures[width].begins for seen in visits.values()}) == 1


def test_no_page_is_too_high_at_a_desk(visits: Visits) -> None:
    heights = {name: seen.measures[1280].height for name, seen in visits.items()}
    assert {name: height for name, height in heights.items() if height > HIGHEST} == {}


def test_no_page_is_too_heavy_and_the_lightest_is_light(visits: Visits) -> None:
    weights = {name: seen.weight for name, seen in visits.items()}
    assert {name: weight for name, weight in weights.items() if weight > HEAVIEST} == {}
    assert 0 < min(weights.values()) <= FLOOR


def test_a_zoomed_page_is_read_in_one_direction(visits: Visits) -> None:
    assert {name: seen.zoomed for name, seen in visits.items() if seen.zoomed} == {}


def test_nothing_printed_is_cut_or_has_to_be_scrolled(visits: Visits) -> None:
    assert {name: seen.printed for name, seen in visits.items() if seen.printed} == {}
