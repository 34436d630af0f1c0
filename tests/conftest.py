"""Shared helpers of the tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import hypothesis
import matplotlib
import pytest
from notebooks import run_once
from whole_book import BOOK

from bookbuilder.results.result import Result
from clusterbook.data.book import Book

TESTS = Path(__file__).parent
SLOW = (
    "site/browser",
    "bookbuilder",
    "chapters/ch10_cross_case/test_chapter",
    "chapters/test_ch",
)  # begun first: none is the tail

matplotlib.use("Agg")
hypothesis.settings.register_profile(  # the same examples everywhere; a loaded machine is no failure
    "repeatable", derandomize=True, deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def book() -> Book:
    """The book's data, read once for all tests."""
    return BOOK


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep tests that share a module's fixture on one worker, so that what it builds is built once; slow ones first."""
    for item in items:
        definitions = item._fixtureinfo.name2fixturedefs.values() if isinstance(item, pytest.Function) else ()
        if any(fixture.scope == "module" for found in definitions for fixture in found):
            item.add_marker(pytest.mark.xdist_group(str(item.path)))
    items.sort(key=lambda item: not str(item.path.relative_to(TESTS)).startswith(SLOW))


@pytest.fixture(scope="session")
def run_chapter(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Callable[..., dict[str, Result]]:
    """Run a chapter's code cells with other parameters; its results by name. Each run is done once for all workers."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    return lambda chapter, **parameters: run_once(Path(shared), chapter, parameters=parameters)
