"""Random edits of a book's contents, settings, notebooks, declarations and results: read, or refused in a sentence."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from random_edits import edited

from bookbuilder.book.chapters import code_pages, load_chapters
from bookbuilder.book.configuration import cell_seconds, load_configuration
from bookbuilder.check import parameter_faults
from bookbuilder.errors import BookError
from bookbuilder.results.changes import compare_snapshots, describe_changes
from bookbuilder.results.declared import load_declarations
from bookbuilder.results.diff import in_folder
from bookbuilder.variants.grids import load_sets

ROOT = Path(__file__).parents[2]
SEED, FEW, MANY = 1605, 500, 5_000
LONGEST = 2_000  # characters of a line that a user is told
FILES = ("_toc.yml", "_config.yml", "pyproject.toml", "grid.yaml", "grid.csv")
FOLDERS = ("chapters", "results")
GRIDS = {"grid.yaml": "alpha: [0.05, 0.10]\n", "grid.csv": "alpha\n0.05\n0.10\n"}


def read_notebook(path: Path) -> None:
    """What is read of a notebook before it runs."""
    chapters = [chapter for chapter in load_chapters(path.parents[1]) if chapter.path == path]
    if faults := parameter_faults(chapters, {}):
        raise BookError(*faults)
    [cell for chapter in chapters for cell in chapter.code_cells]


def read_results(path: Path) -> None:
    """What ``diff`` does with a results file."""
    folder = path.parent
    describe_changes(compare_snapshots(in_folder(folder), {}, used={}), "")


def read_toc(path: Path) -> None:
    """What is done with the table of contents."""
    load_chapters(path.parent)
    code_pages(path.parent)


def read_grid(path: Path) -> None:
    """What a sweep does with its parameter sets."""
    chapter = next(one for one in load_chapters(path.parent) if one.chapter_id == "ch10_tests")
    load_sets(path, chapter)


READERS: dict[str, Callable[[Path], object]] = {
    "_toc.yml": read_toc,
    "_config.yml": lambda path: cell_seconds(path.parent),
    "pyproject.toml": lambda path: load_configuration(path.parent),
    "grid.yaml": read_grid,
    "grid.csv": read_grid,
    ".ipynb": read_notebook,
    ".csv": load_declarations,
    ".json": read_results,
}


def what_is_wrong(path: Path, content: bytes) -> str:
    """Why an edited file is neither read nor refused with its name in short lines; empty if it is one of them."""
    kept = path.read_bytes()
    path.write_bytes(content)
    try:
        READERS[path.name if path.name in READERS else path.suffix](path)
    except BookError as error:
        lines = str(error).splitlines()
        named = all(path.name in line or path.stem.partition("_")[0] in line for line in lines)
        return "" if lines and named and max(map(len, lines)) < LONGEST else f"said: {str(error)[:300]}"
    except Exception as error:
        return repr(error)[:300]
    finally:
        path.write_bytes(kept)
    return ""


@pytest.mark.parametrize("number", [FEW, pytest.param(MANY, marks=pytest.mark.slow)])
def test_an_edited_file_of_a_book_is_read_or_refused_in_a_sentence(number: int, tmp_path: Path) -> None:
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, tmp_path / folder)
    for name in FILES:
        (tmp_path / name).write_text(GRIDS.get(name) or (ROOT / name).read_text(encoding="utf-8"), encoding="utf-8")
    folders = [tmp_path / "chapters", tmp_path / "results", tmp_path / "results" / "declared"]
    files = [path for folder in folders for path in sorted(folder.iterdir()) if path.suffix in READERS]
    files += [tmp_path / name for name in FILES] * 4
    chance, found = random.Random(SEED), {}
    for one in range(number):
        path = chance.choice(files)
        if said := what_is_wrong(path, edited(path.read_bytes(), chance)):
            found[f"edit {one}, {path.name}"] = said
    assert found == {}
