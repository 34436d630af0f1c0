"""``diff`` and ``accept``: the baseline, what is compared with it, and a new one."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from bookbuilder.book.chapters import documents, load_chapters, source_of
from bookbuilder.book.configuration import load_configuration
from bookbuilder.book.files import all_files_below, files_below
from bookbuilder.book.layout import BookFolders
from bookbuilder.book.swap import replace_folder
from bookbuilder.check import unchecked_data
from bookbuilder.errors import BookError, listed
from bookbuilder.results.changes import Change, Snapshot, compare_snapshots
from bookbuilder.results.defaults import FILE, defaults_file
from bookbuilder.results.files import load_results
from bookbuilder.staleness.lock import build_lock
from bookbuilder.staleness.outputs import restore_outputs
from bookbuilder.staleness.records import decide

ROLE = re.compile(r"\{result\}`\s*([\w.-]+)\s*`")


def in_folder(folder: Path) -> Snapshot:
    """Results files of a folder, by chapter."""
    return {path.stem: load_results(path) for path in files_below(folder) if path.suffix == ".json"}


def at_revision(book: BookFolders, revision: str) -> Snapshot:
    """The baseline that was committed at a git revision.

    Raises
    ------
    BookError
        If git knows no such revision.
    """
    names = _git(book, revision, "ls-tree", "--name-only", "--full-tree", revision, "results/")
    files = [name for name in names.splitlines() if name.endswith(".json")]
    texts = {Path(name).stem: _git(book, revision, "show", f"{revision}:{name}") for name in files}
    return {chapter: {result["name"]: result for result in json.loads(text)} for chapter, text in texts.items()}


def _git(book: BookFolders, revision: str, *words: str) -> str:
    done = subprocess.run(["git", "-C", str(book.root), *words], capture_output=True, text=True, check=False)
    if done.returncode:
        reasons = done.stderr.strip().splitlines() or ["git gave no reason"]
        raise BookError(f"diff: found no revision {revision!r} ({reasons[0]}). Name a commit, a branch or a tag.")
    return done.stdout


def uses(book: BookFolders) -> dict[str, tuple[str, ...]]:
    """Pages whose prose prints a result, by reference."""
    found: dict[str, dict[str, None]] = {}
    for page, prose in prose_of(book):
        for reference in ROLE.findall(prose):
            found.setdefault(reference, {})[page] = None
    return {reference: tuple(pages) for reference, pages in found.items()}


def prose_of(book: BookFolders) -> Iterator[tuple[str, str]]:
    """Name and text of every page, each piece of prose by itself."""
    for chapter in load_chapters(book.root):
        for cell in chapter.notebook["cells"]:
            if cell["cell_type"] == "markdown":
                yield chapter.chapter_id, source_of(cell)
    for document in documents(book.root):
        page = book.root / f"{document.removesuffix('.md')}.md"
        if page.is_file():
            yield page.name, page.read_text(encoding="utf-8")


def compare_results(book: BookFolders, base: str = "") -> list[Change]:
    """What changed between the baseline, or that of a git revision, and the last build.

    Raises
    ------
    BookError
        If there is no complete build to compare, or no such revision.
    """
    with build_lock(book, partial(print, file=sys.stderr)):
        require_build(book)
    old = at_revision(book, base) if base else in_folder(book.baseline)
    return compare_snapshots(old, in_folder(book.results), used=uses(book))


def require_build(book: BookFolders) -> None:
    """Refuse to speak of results that are older than what they depend on."""
    chapters = load_chapters(book.root)
    restore_outputs(book, chapters)
    decisions = decide(book, chapters, wanted=[chapter.chapter_id for chapter in chapters])
    stale = [name for name, why in decisions.items() if why]
    if stale or unchecked_data(book):
        raise BookError(
            f"results: found a build that is out of date ({listed(stale) or 'data were edited'}). "
            f"Run: {load_configuration(book.root).command} build"
        )


def accept_results(book: BookFolders) -> list[Change]:
    """Take the results of the last build, and the defaults behind them, as the new baseline, in one step; what changed.

    What else the folder holds, such as the declarations, is left alone.
    """
    changes = compare_results(book)
    accepted = set(book.baseline.glob("*.json"))
    others = [path for path in all_files_below(book.baseline) if path not in accepted]
    sources: dict[str, Path | bytes] = {path.relative_to(book.baseline).as_posix(): path for path in others}
    made = {path.name: path for path in files_below(book.results)}
    defaults = {FILE: defaults_file(load_chapters(book.root))}
    replace_folder(book.baseline, sources | made | defaults)
    return changes
