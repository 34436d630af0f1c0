"""Books for the tests of the builder, and warm processes that build them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tiny_book import new_book

from bookbuilder.book.layout import BookFolders
from bookbuilder.running.warm import KERNEL
from bookbuilder.running.workers import WorkerPool


@pytest.fixture(scope="session", autouse=True)
def few_libraries() -> Iterator[None]:
    """Warm processes import no more than the chapters of the tiny book."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bookbuilder.variants.cells.LIBRARIES", ())
        for user in ("workers", "engine"):
            patch.setattr(f"bookbuilder.running.{user}.LIBRARIES", KERNEL)
        yield


@pytest.fixture(scope="session")
def workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WorkerPool]:
    """Warm processes for the books that stand, one after another, in one folder, alone in its parent."""
    with WorkerPool(tmp_path_factory.mktemp("books") / "shelf" / "book") as pool:
        yield pool


@pytest.fixture
def book(workers: WorkerPool, monkeypatch: pytest.MonkeyPatch) -> BookFolders:
    """A tiny book for one test."""
    return new_book(workers, monkeypatch)
