"""What the chapters left behind: kept where it is what their last runs made, gone with its chapter."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from bookbuilder.book.chapters import Chapter
from bookbuilder.book.files import all_files_below, mirror
from bookbuilder.book.layout import BookFolders
from bookbuilder.results.files import results_file, results_in
from bookbuilder.staleness.records import outputs_are_whole, record_file


def restore_outputs(book: BookFolders, chapters: Sequence[Chapter]) -> None:
    """Make results those of the executed notebooks, and drop what no chapter of the book left as it is.

    A chapter that is no longer in the table of contents takes its executed notebook, results and
    records with it; so does one whose executed notebook is not what its last run wrote.
    """
    whole = [chapter for chapter in chapters if outputs_are_whole(book, chapter)]
    executed: dict[str, Path | bytes] = {chapter.name: book.executed / chapter.name for chapter in whole}
    mirror(executed, book.executed)
    results: dict[str, Path | bytes] = {
        f"{chapter.chapter_id}.json": results_file(results_in(json.loads((book.executed / chapter.name).read_bytes())))
        for chapter in whole
    }
    mirror(results, book.results)
    drop_unexpected_records(book, chapters)


def drop_unexpected_records(book: BookFolders, chapters: Sequence[Chapter]) -> None:
    """Remove records of chapters that are not in the table of contents."""
    known = {chapter.chapter_id for chapter in chapters}
    for path in all_files_below(record_file(book, "").parent):
        if path.suffix != ".state" and path.stem not in known:
            path.unlink()
