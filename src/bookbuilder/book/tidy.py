"""Notebooks as a book keeps them: without outputs, counts and what an editor writes into them when it saves."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bookbuilder.book.chapters import Chapter
from bookbuilder.book.configuration import load_configuration
from bookbuilder.book.files import write_whole

EDITORS_KEYS = (  # of nbstripout, beside those it takes away by itself
    "metadata.language_info.codemirror_mode",
    "metadata.language_info.file_extension",
    "metadata.language_info.mimetype",
    "metadata.language_info.nbconvert_exporter",
    "metadata.language_info.pygments_lexer",
    "metadata.language_info.version",
    "metadata.papermill",
    "metadata.widgets",
    "cell.metadata.ExecuteTime",
    "cell.metadata.collapsed",
    "cell.metadata.execution",
    "cell.metadata.jupyter",
    "cell.metadata.papermill",
    "cell.metadata.scrolled",
    "cell.metadata.trusted",
)


def tidied(notebook: dict[str, Any]) -> dict[str, Any]:
    """The notebook without what running and saving it left; cells keep their ids."""
    import nbformat
    from nbstripout import strip_output

    node = nbformat.from_dict(copy.deepcopy(notebook))
    return strip_output(node, keep_output=False, keep_count=False, keep_id=True, extra_keys=[*EDITORS_KEYS])


def untidy_faults(root: Path, chapters: Iterable[Chapter]) -> Iterator[str]:
    """A line for each chapter that was saved with what the book does not keep: what it is, and what to do."""
    command = load_configuration(root).command
    for chapter in chapters:
        if tidied(chapter.notebook) != chapter.notebook:
            outputs = sum(bool(cell.get("outputs")) for cell in chapter.code_cells)
            found = f"outputs of {outputs} cells" if outputs else "counts or metadata of an editor"
            yield (
                f"{chapter.name}: found {found}, as JupyterLab saves them; expected a notebook without. "
                f"Run: {command} tidy {chapter.name} (and look whether its parameters are still the book's)"
            )


def tidy_files(files: Iterable[Path]) -> Iterator[Path]:
    """Write notebooks anew that are not tidy; which they were.

    Raises
    ------
    BookError
        If a file is not there, or is no notebook.
    """
    for path in files:
        notebook = Chapter(path.stem, str(path), path).notebook
        tidy = tidied(notebook)
        if tidy != notebook:
            write_whole(path, as_saved(tidy))
            yield path


def as_saved(notebook: dict[str, Any]) -> bytes:
    """A notebook as JupyterLab lays it out in its file."""
    return f"{json.dumps(notebook, indent=1, ensure_ascii=False)}\n".encode()
