"""Compiling the site: stage the sources, let Sphinx build them, publish only what succeeded."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from bookbuilder.book.chapters import Chapter, code_cells, page_files
from bookbuilder.book.configuration import load_configuration
from bookbuilder.book.files import all_files_below, dump_json, files_below, mirror, remove_tree, write_if_new
from bookbuilder.book.fingerprints import files_digest, known_entries
from bookbuilder.book.layout import BookFolders
from bookbuilder.book.swap import replace_folder
from bookbuilder.errors import BookError
from bookbuilder.results import files
from bookbuilder.results.result import MIME_TYPE
from bookbuilder.running.environment import installed
from bookbuilder.running.workers import WorkerPool
from bookbuilder.site.facts import FACTS
from bookbuilder.site.generated import generated_pages, with_made_files
from bookbuilder.site.sphinx_worker import SiteBuild, build_site
from bookbuilder.staleness.records import code_fingerprint
from bookbuilder.staleness.sealed import load_sealed, save_sealed, state_file

OTHERS = ("_build", "mine", "src", "tests", "results")  # folders of a book whose files Sphinx needs none of
FOREIGN = ("node_modules", "__pycache__")  # and those that are no author's, wherever they lie
PAGES = (".md", ".ipynb")
DATA = "data/"
SHAPING = (Path(__file__).parent, Path(files.__file__).parent)  # the code that decides how pages look
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


class SiteError(BookError):
    """Pages that Sphinx would not build without a warning."""


def stage(book: BookFolders, chapters: Iterable[Chapter]) -> set[str]:
    """Lay out the sources as Sphinx reads them, prose as it is now beside the outputs of the last run; what changed."""
    files = [*files_below(book.root, FOREIGN, at_top=OTHERS), *(book.root / name for name in page_files(book.root))]
    sources: dict[str, Path | bytes] = {path.relative_to(book.root).as_posix(): path for path in files}
    sources |= generated_pages(book)
    for chapter in chapters:
        executed = json.loads((book.executed / chapter.name).read_text(encoding="utf-8"))
        notebook = with_outputs(chapter.notebook, executed)
        write_if_new(book.executed / chapter.name, dump_json(notebook))
        sources[chapter.name] = dump_json(without_results(notebook))
    return mirror(sources, book.staged)


def with_outputs(notebook: dict[str, Any], executed: dict[str, Any]) -> dict[str, Any]:
    """The chapter as its author wrote it last, prose and tags included, with the outputs of its last run.

    Where its code is not what ran, as in a chapter left out of the build, it is the chapter as it ran.
    """
    if code_fingerprint(notebook) != code_fingerprint(executed):
        return executed
    merged = copy.deepcopy(notebook)
    for cell, last in zip(code_cells(merged), code_cells(executed), strict=True):
        cell["outputs"], cell["execution_count"] = last["outputs"], last["execution_count"]
    merged["metadata"] = {**merged["metadata"], "language_info": executed["metadata"].get("language_info", {})}
    return merged


def without_results(notebook: dict[str, Any]) -> dict[str, Any]:
    """The notebook without its lists of named results, which are for machines and those who run a chapter."""
    shown = copy.deepcopy(notebook)
    for cell in code_cells(shown):
        cell["outputs"] = [output for output in cell["outputs"] if MIME_TYPE not in output.get("data", {})]
    return shown


def compile_site(book: BookFolders, pool: WorkerPool, *, jobs: int, report: Callable[[str], None]) -> bool:
    """Bring the site up to date with the staged sources; whether there was anything to do.

    Raises
    ------
    SiteError
        If Sphinx warned or failed; the published site is as it was.
    """
    base, inputs = site_fingerprints(book)
    last_good = state_file(book, "site")
    state = load_sealed(last_good) or {}
    if state.get("made") != made(book):
        state = {}
    if (state.get("base"), state.get("inputs")) == (base, inputs):
        return bool(publish(book))
    remove_tree(last_good)
    sphinx = run_sphinx(book, pool, anew=state.get("base") != base, jobs=jobs)
    if sphinx.order_dependent and state.get("base") == base:
        sphinx = run_sphinx(book, pool, anew=True, jobs=jobs)
    if sphinx.failed:
        raise SiteError(describe_warnings(sphinx.warnings, book))
    if sphinx.warnings.strip():
        report(describe_warnings(sphinx.warnings, book))
    publish(book)
    save_sealed(last_good, {"base": base, "inputs": inputs, "made": made(book)})
    return True


def run_sphinx(book: BookFolders, pool: WorkerPool, *, anew: bool, jobs: int) -> SiteBuild:
    """What Sphinx made, having begun ``anew`` or gone on from its last good build."""
    if anew:
        for folder in own_folders(book):
            remove_tree(folder)
    strict = load_configuration(book.root).warnings_are_errors
    return pool.call("tools", partial(build_site, book, jobs=jobs, strict=strict, known=known_entries()))


def own_folders(book: BookFolders) -> tuple[Path, ...]:
    """What Sphinx and MyST-NB keep between builds."""
    return book.work, book.build / "doctrees", book.build / "jupyter_execute"


def made(book: BookFolders) -> str:
    """Fingerprint of all that Sphinx made and goes on from, so that damage to any of it is noticed."""
    return files_digest(path for folder in own_folders(book) for path in all_files_below(folder))


def site_fingerprints(book: BookFolders) -> tuple[str, str]:
    """Fingerprints of what asks for a site from nothing, and of what Sphinx follows from page to page.

    Sphinx keeps pages apart well, with the data and results they show; it does not follow
    everything that its configuration, its style, its list of pages or its own code change.
    """
    names = {path: path.relative_to(book.staged).as_posix() for path in files_below(book.staged)}
    followed = [path for path, name in names.items() if name.endswith(PAGES) or name.startswith(DATA) or name == FACTS]
    others = [path for path in names if path not in followed]
    pages = [name for name in names.values() if name.endswith(PAGES)]
    code = [path for folder in SHAPING for path in files_below(folder, {"__pycache__"})]
    foundation = files_digest([*others, *code], installed(book.root), pages)
    return foundation, files_digest([*followed, *files_below(book.results)])


def describe_warnings(warnings: str, book: BookFolders) -> str:
    """Sphinx's warnings with the paths an author knows."""
    text = COLOUR.sub("", warnings).replace(f"{book.staged}/", "").strip()
    command = load_configuration(book.root).command
    return text or f"the site: found a failure of Sphinx without a message. Run: {command} build --force"


def publish(book: BookFolders) -> set[str]:
    """Put a finished site in the place of the last one, as a whole; the names of the files that changed."""
    compiled = {path.relative_to(book.work).as_posix(): path for path in files_below(book.work)}
    return replace_folder(book.site, with_made_files(book, compiled))
