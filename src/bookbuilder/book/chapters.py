"""The chapters of the book, as ``_toc.yml`` lists them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from bookbuilder.errors import BookError, listed

Cell = dict[str, Any]


@dataclass(frozen=True)
class Chapter:
    """One notebook of the book.

    Parameters
    ----------
    chapter_id : str
        First part of the file name: ``ch10`` of ``ch10_cross_case.ipynb``.
    name : str
        Path from the book's root, with ``/``.
    path : Path
        The notebook file.
    """

    chapter_id: str
    name: str
    path: Path

    @cached_property
    def notebook(self) -> dict[str, Any]:
        """The notebook as its JSON stands."""
        try:
            return json.loads(self.path.read_text(encoding="utf-8"))
        except json.JSONDecodeError as error:
            raise BookError(
                f"{self.name}, line {error.lineno}: found no valid notebook ({error.msg}). "
                "Restore the file or save it again from JupyterLab."
            ) from None

    @property
    def code_cells(self) -> list[Cell]:
        """The cells that run."""
        return [cell for cell in self.notebook["cells"] if cell["cell_type"] == "code"]


def source_of(cell: Cell) -> str:
    """A cell's text, whether its file keeps it as one string or as lines."""
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)


def tags_of(cell: Cell) -> list[str]:
    """A cell's tags."""
    return cell.get("metadata", {}).get("tags", [])


def toc_files(entry: Any) -> Iterator[str]:
    """Every document of a table of contents, in reading order."""
    if isinstance(entry, list):
        for part in entry:
            yield from toc_files(part)
    elif isinstance(entry, dict):
        yield from (entry[key] for key in ("root", "file") if key in entry)
        for key, part in entry.items():
            if isinstance(part, (list, dict)) and key != "options":
                yield from toc_files(part)


def load_chapters(root: Path) -> list[Chapter]:
    """Notebooks of the book below ``root``, in reading order.

    Raises
    ------
    BookError
        If ``_toc.yml`` is missing or broken, or two notebooks would share an id.
    """
    chapters: dict[str, Chapter] = {}
    for document in toc_files(read_toc(root)):
        path = root / document if document.endswith(".ipynb") else root / f"{document}.ipynb"
        if not path.is_file():
            continue
        chapter = Chapter(path.stem.split("_")[0], path.relative_to(root).as_posix(), path)
        if chapter.chapter_id in chapters:
            raise BookError(
                f"_toc.yml: found {chapter.name} and {chapters[chapter.chapter_id].name}, both "
                f"{chapter.chapter_id}; a chapter's id is its file name up to the first '_'. Rename one."
            )
        chapters[chapter.chapter_id] = chapter
    return list(chapters.values())


def read_toc(root: Path) -> Any:
    """The table of contents as its file stands."""
    try:
        return yaml.load((root / "_toc.yml").read_bytes(), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except FileNotFoundError:
        raise BookError(f"{root}: found no _toc.yml; expected the book's folder. Restore it.") from None
    except yaml.YAMLError as error:
        raise BookError(f"_toc.yml: found no valid YAML ({' '.join(str(error).split())}). Correct it.") from None


def pick_chapters(chapters: Sequence[Chapter], names: Sequence[str]) -> list[Chapter]:
    """The chapters a user named by id, file name or path; all of them for no name.

    Raises
    ------
    BookError
        If a name is none of the book's chapters.
    """
    known = {alias: chapter for chapter in chapters for alias in _aliases(chapter)}
    for name in names:
        if name not in known:
            legal = listed(chapter.chapter_id for chapter in chapters)
            raise BookError(f"chapter: found {name!r}; allowed {legal}. Name one of these.")
    wanted = {known[name].chapter_id for name in names}
    return [chapter for chapter in chapters if not names or chapter.chapter_id in wanted]


def _aliases(chapter: Chapter) -> tuple[str, ...]:
    return chapter.chapter_id, chapter.path.stem, chapter.path.name, chapter.name
