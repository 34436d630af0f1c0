"""Shared helpers of the tests."""

from __future__ import annotations

from collections.abc import Callable

import matplotlib
import pytest
from notebooks import run_notebook

from bookbuilder.results.result import Result
from clusterbook.data.book import Book, load_book

matplotlib.use("Agg")


@pytest.fixture(scope="session")
def book() -> Book:
    """The book's data, read once for all tests."""
    return load_book()


@pytest.fixture
def run_chapter() -> Callable[..., dict[str, Result]]:
    """Run a chapter's code cells in this process with other parameters and return its results by name."""
    return run_notebook
