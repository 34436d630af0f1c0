"""Books for the tests of the builder."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny_book import write_tiny_book

from bookbuilder.book.layout import BookFolders


@pytest.fixture
def few_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes that variants are forked from import only what the tiny book's chapters do."""
    monkeypatch.setattr("bookbuilder.variants.cells.LIBRARIES", ())


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> BookFolders:
    """A tiny book of its own for one test."""
    root = write_tiny_book(tmp_path / "book")
    monkeypatch.setenv("BOOKBUILDER_ROOT", str(root))
    return BookFolders(root)
