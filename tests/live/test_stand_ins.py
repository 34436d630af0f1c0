"""In the browser modules of this project stand for pydantic: the data are the same with them."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys

import pandas as pd
from whole_book import BOOK

from clusterbook.data.book import Book
from clusterbook.data.package import resource_names
from clusterbook.paths import book_root

PRINT = "import sys; sys.path[:0] = sys.argv[1:]; import test_stand_ins as one; print(one.all_data(one.load_book()))"


def load_book() -> Book:
    """The data, read with whatever stands for pydantic."""
    from clusterbook.data.book import load_book

    return load_book()


def all_data(book: Book) -> str:
    """A fingerprint of every file of the package and of the clusters that this project coded."""
    frames = [book.resource(name) for name in resource_names()]
    frames += [book.case_codes, book.second_case_codes, book.clusters_with(cases=True)]
    kinds = [str(frame.dtypes.to_dict()) for frame in frames]
    return hashlib.sha256("".join([*kinds, *map(pd.DataFrame.to_json, frames)]).encode()).hexdigest()


def test_every_file_reads_alike_with_the_stand_ins_and_they_were_there() -> None:
    folders = [str(book_root() / "live" / "stand_ins"), str(book_root() / "tests"), str(book_root() / "tests" / "live")]
    asked = f"{PRINT}; import pydantic; print(pydantic.__file__)"
    done = subprocess.run([sys.executable, "-c", asked, *folders], capture_output=True, text=True, env=dict(os.environ))
    assert done.returncode == 0, done.stderr
    fingerprint, place = done.stdout.split()
    assert place.startswith(folders[0])
    assert fingerprint == all_data(BOOK)
