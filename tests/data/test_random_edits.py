"""Random edits of the data's files, seeded: refused with a sentence that names the file, or loaded and seen."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pandas as pd
import pytest
from random_edits import edited
from whole_book import BOOK

from clusterbook.data.book import Book
from clusterbook.data.cases import case_faults
from clusterbook.data.check import check_data
from clusterbook.data.control import ControlTotal, control_total, watched_files, worths
from clusterbook.errors import ClusterbookError, FaultsError
from clusterbook.paths import book_root

SEED, FEW, MANY = 2006, 1_500, 15_000  # the book's own files have the rest of 2,000 and 20,000
LARGEST = 60_000  # bytes; larger files hold the same kinds of columns and take longest to read
LONGEST = 41_000  # characters of a message: a lost column may have a fault in every row


def what_is_wrong(path: Path, content: bytes) -> str:
    """Why an edited file is neither refused as it should be nor loads and shows; empty if it does one of them."""
    kept, name = path.read_bytes(), path.name.partition(".")[0]
    watched = path.suffix == ".csv" and name in watched_files()
    before = (BOOK.strings(name), control_total(BOOK, name)) if watched else None
    path.write_bytes(content)
    try:
        if path.suffix == ".yaml":
            if faults := case_faults():
                raise FaultsError(faults)
            return ""
        check_data([name])
        return _unseen(name, *before) if before else ""
    except ClusterbookError as error:
        named = path.name.replace(".schema.json", "") in str(error)
        return "" if named and len(str(error)) < LONGEST else f"said in {len(str(error))}: {str(error)[:200]}"
    except Exception as error:
        return repr(error)[:300]
    finally:
        path.write_bytes(kept)


def _unseen(name: str, before: pd.DataFrame, total: ControlTotal) -> str:
    """What an accepted edit changed in numbers, codes or rows that the control total of its file does not show."""
    book = Book()
    book.resource(name)
    after, watched = book.strings(name), list(worths(book, name))
    same = len(before) == len(after) and sorted_rows(before[watched]) == sorted_rows(after[watched])
    return "" if same or control_total(book, name) != total else "accepted, and no total moves"


def sorted_rows(frame: pd.DataFrame) -> list[tuple[str, ...]]:
    """The rows of a frame without their order, which no total holds."""
    return sorted(map(tuple, frame.to_numpy()))


@pytest.mark.parametrize("number", [FEW, pytest.param(MANY, marks=pytest.mark.slow)])
def test_an_edited_file_is_refused_with_a_sentence_or_loads_and_shows(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(book_root() / "data", tmp_path / "data")
    monkeypatch.setenv("CLUSTERBOOK_ROOT", str(tmp_path))
    files = [
        path
        for pattern in ("*.csv", "*.schema.json", "*.yaml")
        for path in sorted((tmp_path / "data").rglob(pattern))
        if path.stat().st_size < LARGEST
    ]
    chance, found = random.Random(SEED), {}
    for one in range(number):
        path = chance.choice(files)
        if said := what_is_wrong(path, edited(path.read_bytes(), chance)):
            found[f"edit {one}, {path.name}"] = said
    assert found == {}
