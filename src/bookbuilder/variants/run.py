"""``run``: one chapter with a student's own parameters, as executed notebook, as a page, beside the baseline."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bookbuilder.book.chapters import load_chapters, pick_chapters
from bookbuilder.book.files import write_whole
from bookbuilder.book.layout import BookFolders
from bookbuilder.book.parameters import check_values, load_parameters
from bookbuilder.errors import BookError
from bookbuilder.results.changes import Change, compare_snapshots, describe_changes
from bookbuilder.results.diff import uses
from bookbuilder.results.files import Result, load_results, results_in
from bookbuilder.running.environment import kernel_environment
from bookbuilder.running.execute import execute
from bookbuilder.running.workers import ORDINARY, PAPERMILL
from bookbuilder.site.page import page_of
from bookbuilder.site.run_opening import RunFacts
from bookbuilder.staleness.bytecode import compile_by_content

MOST_CHANGES = 12


@dataclass(frozen=True)
class ChapterRun:
    """What one run of a chapter gave.

    Parameters
    ----------
    chapter_id : str
        The chapter.
    values : dict
        All its parameters as they were in this run, by name.
    notebook, page : Path
        The executed notebook, and the page that needs nothing else.
    results : dict
        Named results, by name.
    changes : tuple of Change
        Results that are not those of the accepted baseline, the most important first; none without a baseline.
    """

    chapter_id: str
    values: dict[str, Any]
    notebook: Path
    page: Path
    results: dict[str, Result]
    changes: tuple[Change, ...]


def run_chapter(book: BookFolders, name: str, *, values: Mapping[str, Any], output: Path, engine: str) -> ChapterRun:
    """Run a chapter with other parameters; the notebook and the page written into ``output``.

    Parameters
    ----------
    book : BookFolders
        The book.
    name : str
        The chapter, as the command line names it.
    values : mapping
        Parameters that are not to have their defaults, by name; texts are read in the parameter's type.
    output : Path
        Folder of both files.
    engine : str
        How the notebook is run.

    Raises
    ------
    BookError
        If chapter, parameter name or value is none of the allowed ones, a cell fails, or the notebook would be written
        over the chapter itself.
    """
    chapter = pick_chapters(load_chapters(book.root), [name])[0]
    chosen = check_values(chapter, values)
    target = output / f"{file_stem(chapter.path.stem, chosen)}.ipynb"
    if target.resolve() == chapter.path.resolve():
        raise BookError(f"{target}: found the chapter itself; expected another folder for its run. Name one: -o FOLDER")
    compile_by_content(book.root / "src")
    ordinary = ORDINARY if engine == PAPERMILL else engine
    environment = kernel_environment(book.root)
    notebook = execute(chapter, output=target, environment=environment, engine=ordinary, values=chosen)
    results = results_in(notebook)
    page = target.with_suffix(".html")
    defaults = {name: one.default for name, one in load_parameters(chapter).items()}
    changes = changed_results(book, chapter.chapter_id, results)
    known = len(results) if load_results(book.baseline / f"{chapter.chapter_id}.json") else 0
    facts = RunFacts(chosen, {change.reference: change for change in changes}, known)
    write_whole(page, page_of(notebook, book, chapter_id=chapter.chapter_id, facts=facts).encode())
    return ChapterRun(chapter.chapter_id, defaults | chosen, target, page, results, changes)


def changed_results(book: BookFolders, chapter_id: str, results: dict[str, Result]) -> tuple[Change, ...]:
    """What of a chapter's results is not as in the accepted baseline; nothing where the chapter has none there."""
    before = load_results(book.baseline / f"{chapter_id}.json")
    if not before:
        return ()
    return tuple(compare_snapshots({chapter_id: before}, {chapter_id: results}, used=uses(book)))


def describe_run(done: ChapterRun) -> list[str]:
    """The files of a run, and which results it changed, in lines."""
    count, *lines = describe_changes(done.changes, "")
    more = len(lines) - MOST_CHANGES
    listed = [*lines[:MOST_CHANGES], *([f"and {more} more: --json lists all"] if more > 0 else [])]
    return [str(done.notebook), str(done.page), count, *listed]


def file_stem(stem: str, values: dict[str, Any]) -> str:
    """File name that tells the variants apart: ``ch10_cross_case_na_policy-zero``."""
    words = [f"{name}-{json.dumps(value).strip('[]')}" for name, value in values.items()]
    safe = ["".join(character for character in word if character.isalnum() or character in "-._") for word in words]
    return "_".join([stem, *safe])[:150]
