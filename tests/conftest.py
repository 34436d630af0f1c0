"""Shared helpers of the tests."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import hypothesis
import matplotlib
import pytest
from filelock import FileLock
from notebooks import built_results, run_once
from whole_book import BOOK

from bookbuilder.book.layout import BookFolders
from bookbuilder.results.result import Result
from clusterbook.data.book import Book

TESTS = Path(__file__).parent
REPOSITORY = TESTS.parent
ENVIRONMENT = dict(os.environ)  # as the tests begin: some run papermill in their own process, which adds to it
SLOW = (  # begun first, in this order: none is the tail
    "site/browser/test_pages",
    "site/browser/test_accessibility",
    "bookbuilder/test_kills",
    "chapters/ch10_cross_case/test_chapter",
    "bookbuilder",
    "site/browser",
    "chapters/test_ch",
)

gc.set_threshold(50_000, 20, 20)  # tests make much that lives on and little that only refers to itself
matplotlib.use("Agg")
hypothesis.settings.register_profile(  # the same examples everywhere; a loaded machine is no failure
    "repeatable", derandomize=True, deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def book() -> Book:
    """The book's data, read once for all tests."""
    return BOOK


def pytest_xdist_auto_num_workers() -> int:
    """One worker more than cores: tests wait for browsers, servers and limits of time."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the slow files; what a file builds is built once, since workers are given whole files."""
    items.sort(key=lambda item: rank(str(item.path.relative_to(TESTS))))


def rank(name: str) -> int:
    """Place of a file of tests among the slow ones, after them for any other."""
    return next((place for place, start in enumerate(SLOW) if name.startswith(start)), len(SLOW))


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end: garbage is not looked for in it again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all workers of one run of the tests have in common."""
    base = Path(tmp_path_factory.getbasetemp())
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session")
def built_book(shared_folder: Path) -> BookFolders:
    """The book itself, built by the worker that needs it first; where nothing changed this takes two seconds."""
    done = shared_folder / "built"
    with FileLock(done.with_suffix(".lock")):
        if not done.exists():
            command = [sys.executable, "-m", "clusterbook", "build"]
            built = subprocess.run(command, cwd=REPOSITORY, env=ENVIRONMENT, capture_output=True, text=True)
            assert built.returncode == 0, built.stdout + built.stderr
            done.touch()
    return BookFolders(REPOSITORY)


@pytest.fixture(scope="session")
def run_chapter(shared_folder: Path, request: pytest.FixtureRequest) -> Callable[..., dict[str, Result]]:
    """Results of a chapter by name: as built, or of a run with other parameters, done once for all workers.

    ``drawn=False`` leaves figures unwritten, for chapters that another test runs with other parameters and draws.
    """

    def results(chapter: str, *, drawn: bool = True, **parameters: Any) -> dict[str, Result]:
        if not parameters:
            book: BookFolders = request.getfixturevalue("built_book")
            return built_results(book.results / f"{chapter}.json")
        return run_once(shared_folder, chapter, parameters=parameters, drawn=drawn)

    return results
