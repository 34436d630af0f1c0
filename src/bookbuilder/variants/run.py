"""``run``: one chapter with a student's own parameters, as executed notebook and as a page."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bookbuilder.book.chapters import load_chapters, pick_chapters
from bookbuilder.book.files import replace_file
from bookbuilder.book.layout import BookFolders
from bookbuilder.book.parameters import check_values, read_assignments
from bookbuilder.running.environment import kernel_environment
from bookbuilder.running.execute import execute
from bookbuilder.running.workers import PAPERMILL
from bookbuilder.site.page import page_of
from bookbuilder.staleness.bytecode import compile_by_content


def run_chapter(book: BookFolders, name: str, *, assignments: Sequence[str], output: Path, engine: str) -> list[Path]:
    """Run a chapter with other parameters; the notebook and the page written into ``output``.

    Raises
    ------
    BookError
        If chapter, parameter name or value is none of the allowed ones, or a cell fails.
    """
    chapter = pick_chapters(load_chapters(book.root), [name])[0]
    values = check_values(chapter, read_assignments(assignments))
    target = output / f"{file_stem(chapter.path.stem, values)}.ipynb"
    compile_by_content(book.root / "src")
    ordinary = "nbclient" if engine == PAPERMILL else engine
    environment = kernel_environment(book.root)
    notebook = execute(chapter, output=target, environment=environment, engine=ordinary, values=values)
    page = target.with_suffix(".html")
    replace_file(page, page_of(notebook, book, chapter_id=chapter.chapter_id).encode())
    return [target, page]


def file_stem(stem: str, values: dict[str, Any]) -> str:
    """File name that tells the variants apart: ``ch10_cross_case_na_policy-zero``."""
    words = [f"{name}-{json.dumps(value).strip('[]')}" for name, value in values.items()]
    safe = ["".join(character for character in word if character.isalnum() or character in "-._") for word in words]
    return "_".join([stem, *safe])[:150]
