"""What is printed: tables and claims as the pages show them, against plain files.

After an intended change: ``python -m pytest tests/display/test_snapshots.py --snapshot-update``, then read the diff.
"""

from __future__ import annotations

import re

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from whole_book import BOOK

from clusterbook.data.book import Book
from clusterbook.display.tables import show_claims, show_table

CHAPTERS = sorted(int(chapter) for chapter in set(BOOK.claims["chapter"]))


class PlainFile(SingleFileSnapshotExtension):
    """One HTML file per table, a row per line."""

    _write_mode = WriteMode.TEXT
    file_extension = "html"


@pytest.fixture
def printed(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """The printed form kept in a file of the test's name."""
    return snapshot.use_extension(PlainFile)


def lines(html: str) -> str:
    """The same HTML with a line for each row and note, so that a change shows where it is."""
    return re.sub(r"(?=<(?:tr|tbody|li|details|div popover)\b)", "\n", html) + "\n"


@pytest.mark.parametrize("table", BOOK.tables)
def test_printed_table(book: Book, printed: SnapshotAssertion, table: str) -> None:
    assert lines(show_table(book, table).html) == printed


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_claims(book: Book, printed: SnapshotAssertion, chapter: int) -> None:
    assert lines(show_claims(book, chapter).html) == printed
