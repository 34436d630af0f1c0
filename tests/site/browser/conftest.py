"""The built site in a browser: served below a path, opened in Debian's Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from served import served_below

from bookbuilder.book.layout import BookFolders
from bookbuilder.errors import BookError
from bookbuilder.site.pdf import find_chromium

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--font-render-hinting=none",  # without windows letters are else as wide as whole pixels
]  # fmt: skip


@pytest.fixture(scope="session")
def site_folder(built_book: BookFolders) -> Path:
    """The finished site."""
    return built_book.site


@pytest.fixture(scope="module")
def site_url(site_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the site below a path of a server, as on a project's page at a public host; ends with a slash."""
    with served_below(site_folder, tmp_path_factory.mktemp("server"), path="some/path") as address:
        yield address


class Chromium:
    """The browser of one process, started when a test first needs it."""

    def __init__(self) -> None:
        self._open = ExitStack()
        self._started: Browser | None = None

    def started(self) -> Browser:
        """The browser; a test is skipped where there is none."""
        if self._started is None:
            try:
                program = find_chromium()
            except BookError as error:
                pytest.skip(f"{error}; .ci/browser installs Debian's, as root")
            playwright = self._open.enter_context(sync_playwright())
            self._started = playwright.chromium.launch(executable_path=program, args=FLAGS)
            self._open.callback(self._started.close)
        return self._started

    def close(self) -> None:
        """End it, and Playwright with it."""
        self._open.close()
        self._started = None


CHROMIUM = Chromium()


@pytest.fixture(scope="module")
def browser() -> Browser:
    """Chromium, one for all tests of this folder that a process runs in a row."""
    return CHROMIUM.started()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Close Chromium before a test of another folder: while Playwright runs, no loop may start beside it."""
    if nextitem is None or Path(__file__).parent not in nextitem.path.parents:
        CHROMIUM.close()
