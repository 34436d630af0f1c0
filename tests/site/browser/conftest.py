"""The built site in a browser: built if a source is newer, served below a path, opened in Debian's Chromium."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from served import served_below
from tiny_book import REPOSITORY

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
ENVIRONMENT = dict(os.environ)  # as the tests begin: some run papermill in their own process, which adds to it
NONE_FOUND = "found no Chromium; run .ci/browser (Debian, as root), or name a program: CHROMIUM=/path/to/chromium"


@pytest.fixture(scope="session")
def site_folder() -> Path:
    """The finished site. A build that finds nothing changed takes two seconds; two at a time wait for one another."""
    command = [sys.executable, "-m", "clusterbook", "build"]
    built = subprocess.run(command, cwd=REPOSITORY, env=ENVIRONMENT, capture_output=True, text=True)
    assert built.returncode == 0, built.stdout + built.stderr
    return REPOSITORY / "_build" / "html"


@pytest.fixture(scope="module")
def site_url(site_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the site below a path of a server, as on a project's page at a public host; ends with a slash."""
    with served_below(site_folder, tmp_path_factory.mktemp("server"), path="some/path") as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, closed after the module: while Playwright runs, no test of the same process may start a loop."""
    named = os.environ.get("CHROMIUM")
    program = named or next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.skip(NONE_FOUND)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield chromium
        chromium.close()
