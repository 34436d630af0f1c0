"""Results of a chapter: as built, or of its code cells run in this process, each choice of parameters once for all."""

from __future__ import annotations

import hashlib
import json
import pickle
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import nbformat
from filelock import FileLock
from whole_book import BOOK

from bookbuilder.results.files import load_results
from bookbuilder.results.recorder import Results
from bookbuilder.results.result import Declaration, Importance, Result
from clusterbook.data.book import Book

CHAPTERS = Path(__file__).parents[1] / "chapters"
EXERCISES = CHAPTERS.parent / "exercises"


def built_results(path: Path) -> dict[str, Result]:
    """Results of a chapter as its last build has them."""
    return {
        name: Result(
            Declaration(name, entry["description"], entry["unit"], entry["digits"], Importance(entry["importance"])),
            entry["value"],
        )
        for name, entry in load_results(path).items()
    }


def run_once(folder: Path, chapter: str, *, parameters: dict[str, Any], drawn: bool = True) -> dict[str, Result]:
    """Results of a chapter, kept in a folder that all workers of the tests share."""
    choice = json.dumps([chapter, drawn, parameters], sort_keys=True)
    kept = folder / f"{chapter}_{hashlib.sha256(choice.encode()).hexdigest()[:16]}.pickle"
    with FileLock(kept.with_suffix(".lock")):
        if not kept.exists():
            with nullcontext() if drawn else undrawn():
                kept.write_bytes(pickle.dumps(run_notebook(chapter, **parameters)))
    return pickle.loads(kept.read_bytes())


@contextmanager
def undrawn() -> Iterator[None]:
    """Figures are made but not laid out and written, which takes the longest."""
    with (
        patch("clusterbook.display.figure.drawn", return_value=b""),
        patch("clusterbook.display.figure.fit_desk"),
        patch("clusterbook.display.figure.fit_phone"),
    ):
        yield


def run_notebook(chapter: str, *, book: Book = BOOK, **parameters: Any) -> dict[str, Result]:
    """Results by name of a chapter whose code cells run in this process; by default on the data of all tests."""
    path = next(path for folder in (CHAPTERS, EXERCISES) for path in folder.glob(f"{chapter}*.ipynb"))
    notebook = nbformat.read(path, as_version=4)
    namespace: dict[str, Any] = {"__name__": "__main__"}
    with patch("clusterbook.data.book.load_book", return_value=book):
        for cell in notebook.cells:
            if cell.cell_type == "code":
                exec(compile(cell.source, f"{path.name}:{cell.id}", "exec"), namespace)
            if "parameters" in cell.metadata.get("tags", []):
                unknown = set(parameters) - set(namespace)
                assert not unknown, f"{path.name} has no parameters {unknown}"
                namespace.update(parameters)
    results = next(value for value in namespace.values() if isinstance(value, Results))
    return {result.name: result for result in results.show().results}


@cache
def answers(page: str) -> dict[str, Any]:
    """Values of the named results of a page, run once in this process."""
    return {name: result.value for name, result in run_notebook(page).items()}
