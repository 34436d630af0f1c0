"""The chapters of the book, as ``_toc.yml`` lists them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Any

from bookbuilder.book.reading import read_json, read_yaml, shortened
from bookbuilder.errors import BookError, listed

Cell = dict[str, Any]
FORMAT = 4  # of notebooks, since 2015
CELL_TYPES = ("code", "markdown", "raw")
FILE_NAME = re.compile(r"[^\x00-\x1f\x7f{}]+")  # papermill puts parameters in the place of braces
PAGE_ENDINGS = (".md", ".ipynb", ".rst")
LONGEST_NAME = 200  # bytes of one part of a path, with the ending
CODE_CELL = re.compile(r"^(`{3,}|~{3,})\s*\{code-cell\}", re.MULTILINE)


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
        content = read_json(self.path, self.name)
        if fault := notebook_fault(content):
            raise BookError(f"{self.name}, {fault}. Restore the file or save it again from JupyterLab.")
        return content

    @property
    def code_cells(self) -> list[Cell]:
        """The cells that run."""
        return code_cells(self.notebook)


def notebook_fault(content: Any) -> str:
    """Where JSON does not have the shape of a notebook, and what stands there; empty if it has."""
    cells = content.get("cells") if isinstance(content, dict) else None
    if not isinstance(cells, list):
        return "cells: found no list of cells; expected one, as in every notebook"
    about = content.get("metadata")
    if not isinstance(about, dict) or not isinstance(about.get("kernelspec", {}), dict):
        return f"metadata: found {shortened(repr(about))}; expected it, and kernelspec in it, with names and values"
    if content.get("nbformat") != FORMAT:
        return f"nbformat: found {shortened(repr(content.get('nbformat')))}; expected {FORMAT}"
    for number, cell in enumerate(cells, start=1):
        if not isinstance(cell, dict) or cell.get("cell_type") not in CELL_TYPES:
            found = cell.get("cell_type") if isinstance(cell, dict) else cell
            return f"cell {number}, cell_type: found {shortened(repr(found))}; allowed {listed(CELL_TYPES)}"
        source = cell.get("source")
        if not isinstance(source, str) and not _is_texts(source):
            return f"cell {number}, source: found {shortened(repr(source))}; expected a text or a list of lines"
        metadata = cell.get("metadata")
        if not isinstance(metadata, dict) or not _is_texts(metadata.get("tags", [])):
            return f"cell {number}, metadata: found {shortened(repr(metadata))}; expected tags as a list of texts"
        if not isinstance(cell.get("attachments", {}), dict):
            return f"cell {number}, attachments: found {shortened(repr(cell['attachments']))}; expected files by name"
    return ""


def _is_texts(value: Any) -> bool:
    """Whether a value is a list of texts."""
    return isinstance(value, list) and all(isinstance(entry, str) for entry in value)


def code_cells(notebook: dict[str, Any]) -> list[Cell]:
    """The cells of a notebook that run."""
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def source_of(cell: Cell) -> str:
    """A cell's text, whether its file keeps it as one string or as lines."""
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)


def tags_of(cell: Cell) -> list[str]:
    """A cell's tags."""
    return cell.get("metadata", {}).get("tags", [])


def documents(root: Path) -> list[str]:
    """Every document of the book below ``root`` as ``_toc.yml`` names it, in reading order.

    Raises
    ------
    BookError
        If ``_toc.yml`` is missing or broken, or names what no file can be called.
    """
    toc = read_toc(root)
    if not isinstance(toc, (dict, list)):
        raise BookError(f"_toc.yml: found {shortened(repr(toc))}; expected root and chapters. Restore it.")
    try:
        found = list(_documents(toc, root))
    except RecursionError:
        raise BookError("_toc.yml: found a part that holds itself; expected none. Write its files out.") from None
    for name in found:
        if not (FILE_NAME.fullmatch(name) and all(map(_may_be_named, name.split("/")))):
            shown, expected = shortened(repr(name)), "the path of a file inside the book, nothing of it hidden"
            raise BookError(f"_toc.yml: found {shown}; expected {expected}. Correct it.")
    return found


def _may_be_named(part: str) -> bool:
    """Whether a part of a document's path leads to a page: nothing that is made or hidden, and not out of the book."""
    hidden = part.startswith(".") and part != "."
    return part not in ("", "_build") and not hidden and len(part.encode()) <= LONGEST_NAME


def _documents(entry: Any, root: Path, *, patterns: bool = True) -> Iterator[str]:
    """Documents of a part of the table: its files, those that ``patterns`` mean, and what stands below them."""
    if isinstance(entry, list):
        for part in entry:
            yield from _documents(part, root, patterns=patterns)
    elif isinstance(entry, dict):
        yield from (str(entry[key]) for key in ("root", "file") if key in entry)
        if "glob" in entry and patterns:
            yield from _matching(str(entry["glob"]), root)
        for key, part in entry.items():
            if isinstance(part, (list, dict)) and key not in ("options", "defaults"):
                yield from _documents(part, root, patterns=patterns)


def _matching(pattern: str, root: Path) -> list[str]:
    """Documents that a pattern of ``_toc.yml`` means."""
    try:
        names = (path.relative_to(root) for path in root.glob(pattern))
        return sorted(name.as_posix() for name in names if name.parts and name.parts[0] != "_build")
    except (ValueError, NotImplementedError, IndexError) as error:
        found = f"the pattern {shortened(repr(pattern))} ({error})"
        raise BookError(f"_toc.yml, glob: found {found}; expected one such as chapters/*. Correct it.") from None


def page_files(root: Path) -> list[str]:
    """Files of the pages and notebooks in the table of contents, wherever in the book they stand."""
    return list(dict.fromkeys(file for name in documents(root) for file in _files_of(root, name)))


def is_page(root: Path, name: str) -> bool:
    """Whether the book has a page or notebook of a name in its table of contents, with or without its ending."""
    return bool(_files_of(root, name))


def _files_of(root: Path, name: str) -> list[str]:
    """The files that a document's name, with or without its ending, means."""
    named = (f"{name.removesuffix(ending)}{ending}" for ending in PAGE_ENDINGS)
    return [file for file in named if (root / file).is_file()]


def lost_pages(root: Path, *, generates: bool) -> list[str]:
    """Pages of the table of contents that are not there, one line each; a book that generates some may lack others.

    What it generates lies beside its own pages or in folders of its own, never in those of the book.
    """
    lost = [name for name in dict.fromkeys(documents(root)) if not is_page(root, name)]
    own = [name for name in lost if not generates or ("/" in name and (root / name).parent.is_dir())]
    return [
        f"_toc.yml: found no page {name!r}; expected it in the book. Correct its name, or remove it." for name in own
    ]


def repeated_pages(root: Path) -> list[str]:
    """Pages that the table of contents names more than once, one line each; a pattern may mean named ones too."""
    names = [Path(name) for name in _documents(read_toc(root), root, patterns=False)]
    pages = Counter(path.with_suffix("") if path.suffix in PAGE_ENDINGS else path for path in names)
    return [
        f"_toc.yml: found the page {page.as_posix()!r} {count} times; expected each page once. Remove the others."
        for page, count in pages.items()
        if count > 1
    ]


def require_pages(root: Path) -> None:
    """Refuse a folder that has chapters to run but no book around them to build.

    Raises
    ------
    BookError
        If the first page that ``_toc.yml`` names is not there.
    """
    first = next(iter(documents(root)), "")
    if not is_page(root, first):
        raise BookError(
            f"_toc.yml: found no page {first!r} in {root}; expected the whole book. Restore the page; "
            "where the book came as an installed package, work in a copy of its repository."
        )


def load_chapters(root: Path) -> list[Chapter]:
    """Notebooks of the book below ``root``, in reading order.

    A chapter's id is its file name up to the first ``_``; where two would share it, the whole file name;
    where they share that too, the path.

    Raises
    ------
    BookError
        If ``_toc.yml`` is missing or broken.
    """
    names = [name if name.endswith(".ipynb") else f"{name}.ipynb" for name in documents(root)]
    notebooks = [name for name in dict.fromkeys(names) if (root / name).is_file()]
    shared = Counter(form for name in notebooks for form in set(_id_forms(name)))
    ids = [next((form for form in _id_forms(name) if shared[form] == 1), name) for name in notebooks]
    return [Chapter(chapter_id, name, root / name) for chapter_id, name in zip(ids, notebooks, strict=True)]


def _id_forms(name: str) -> tuple[str, str, str]:
    """What a notebook may be called, the shortest first."""
    path = Path(name)
    return path.stem.split("_")[0], path.stem, "_".join(path.with_suffix("").parts)


def code_pages(root: Path) -> list[str]:
    """Markdown pages of the book with cells that jupyter-book would run, and this builder only shows."""
    names = [name if name.endswith(".md") else f"{name}.md" for name in documents(root)]
    pages = [root / name for name in names]
    return [
        path.relative_to(root).as_posix()
        for path in pages
        if path.is_file() and CODE_CELL.search(path.read_text(encoding="utf-8", errors="replace"))
    ]


def read_toc(root: Path) -> Any:
    """The table of contents as its file stands."""
    try:
        return read_yaml(root / "_toc.yml", "_toc.yml")
    except FileNotFoundError:
        raise BookError(f"{root}: found no _toc.yml; expected the book's folder. Restore it.") from None


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
            raise BookError(f"chapter: found {name!r}; {_meant(name, [chapter.chapter_id for chapter in chapters])}")
    wanted = {known[name].chapter_id for name in names}
    return [chapter for chapter in chapters if not names or chapter.chapter_id in wanted]


def _meant(name: str, ids: Sequence[str]) -> str:
    """What a wrong name may stand for: ids that begin with it, have its number or look like it; all where none does."""
    begun = [one for one in ids if name and one.startswith(name)]
    numbered = [one for one in ids if _numbers(name) and _numbers(one) == _numbers(name)]
    near = begun or numbered or get_close_matches(name, ids, n=3, cutoff=0.75)
    return f"near it are {listed(near)}. Name one of these." if near else f"allowed {listed(ids)}. Name one of these."


def _numbers(name: str) -> list[int]:
    """The whole numbers in a name."""
    return [int(digits) for digits in re.findall("[0-9]+", name)]


def _aliases(chapter: Chapter) -> tuple[str, ...]:
    return chapter.chapter_id, chapter.path.stem, chapter.path.name, chapter.name
