"""The form of a chapter that runs in the browser refuses what the command line refuses, in the same words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from served import page_for

from bookbuilder.book.chapters import Chapter, load_chapters
from bookbuilder.book.parameters import Parameter, check_values, load_parameters
from bookbuilder.errors import BookError
from bookbuilder.live.build import ASSETS
from bookbuilder.live.forms import field_of
from bookbuilder.live.pages import with_button
from clusterbook.paths import book_root

OTHERS = [
    "",
    " ",
    "words",
    "-1",
    "0",
    "1",
    "0.5",
    "3.0",
    "2006",
    "99999999",
    "1e-1",
    "nan",
    "inf",
    "1,5",
    "true",
    "True",
]
READ = """async ([address, fields]) => {
  const { readValue } = await import(address);
  return fields.map(([field, entry]) => {
    try { return [readValue(field, entry).python, null]; } catch (error) { return [null, error.message]; }
  });
}"""


def entries_of(parameter: Parameter) -> list[str]:
    """What a reader may write: what is allowed, its ends and beyond them, and what is none of it."""
    ends = [str(type(parameter.default)(end) + step) for end in parameter.bounds or () for step in (-1, 0, 1)]
    choices = [*parameter.choices, *(choice.upper() for choice in parameter.choices)]
    lists = ["1, 2", ", ".join(choices[:2]), ", ".join(choices[:1] * 2), "", "1, x"]
    return [*ends, *choices, *(lists if isinstance(parameter.default, list) else OTHERS)]


def native(chapter: Chapter, name: str, entry: str) -> tuple[Any, str | None]:
    """What the command line makes of an entry: its value, or what it says."""
    try:
        return check_values(chapter, {name: entry})[name], None
    except BookError as error:
        return None, str(error).split(", parameter ")[1]


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page that may load the form's script."""
    with page_for(ASSETS / "form.js", browser, folder=tmp_path_factory.mktemp("form")) as opened:
        yield opened


def test_every_parameter_of_the_book_takes_and_refuses_what_the_command_line_does(page: Page) -> None:
    asked = [
        (chapter, parameter, entry)
        for chapter in load_chapters(book_root())
        for parameter in load_parameters(chapter).values()
        for entry in entries_of(parameter)
    ]
    assert len(asked) > 500
    address = page.url.replace("index.html", "form.js")
    fields = [[field_of(parameter), entry] for _, parameter, entry in asked]
    for (chapter, parameter, entry), (python, said) in zip(asked, page.evaluate(READ, [address, fields]), strict=True):
        value, message = native(chapter, parameter.name, entry)
        place = f"{chapter.chapter_id} {parameter.name} {entry!r}"
        assert (said is None) == (message is None), place
        if message is None:
            assert eval(python) == value and type(eval(python)) is type(value), place
        else:
            assert said is not None and said.split("; ")[1:] == message.split("; ")[1:], place


def test_every_page_of_a_notebook_can_be_given_its_button(site_folder: Path) -> None:
    for chapter in load_chapters(book_root()):
        page = (site_folder / chapter.name).with_suffix(".html").read_text("utf-8")
        assert "live/panel.js" in with_button(
            page, chapter, download_bytes=50_000_000, command="clusterbook live --serve"
        )
