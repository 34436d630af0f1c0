"""``diff`` and ``accept``: which named results changed, and the baseline they are compared with."""

from __future__ import annotations

import json
import math
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bookbuilder.book.chapters import documents, load_chapters, source_of
from bookbuilder.book.configuration import load_configuration
from bookbuilder.book.files import all_files_below, files_below
from bookbuilder.book.layout import BookFolders
from bookbuilder.book.swap import replace_folder
from bookbuilder.check import data_changed
from bookbuilder.errors import BookError, listed
from bookbuilder.results.files import Result, load_results
from bookbuilder.results.result import Importance, Value, format_value
from bookbuilder.staleness.lock import build_lock
from bookbuilder.staleness.outputs import restore_outputs
from bookbuilder.staleness.records import decide

SAME = 1e-9  # relative: the last digits of a float differ between processors, no statement does
ROLE = re.compile(r"\{result\}`\s*([\w.-]+)\s*`")
Snapshot = dict[str, dict[str, Result]]


@dataclass(frozen=True)
class Change:
    """A named result that is not what it was.

    Parameters
    ----------
    reference : str
        ``chapter.name``.
    old, new : Result or None
        None where there was, or is, no such result.
    used : tuple of str
        Pages whose prose prints it.
    """

    reference: str
    old: Result | None
    new: Result | None
    used: tuple[str, ...] = ()

    @property
    def about(self) -> Result:
        """The result's description and importance, as they are now or were last."""
        known = self.new or self.old
        assert known is not None
        return known

    @property
    def rank(self) -> tuple[int, int, float, str]:
        """Sorting key: importance, then words and gaps before numbers, then the larger change."""
        order = [*map(str, Importance), self.about.get("importance")]
        size = self.size
        return order.index(self.about.get("importance")), int(size is not None), -(size or 0.0), self.reference

    @property
    def size(self) -> float | None:
        """Relative change of a number; None for anything else."""
        old, new = _number(self.old), _number(self.new)
        if old is None or new is None:
            return None
        return abs(new - old) / max(abs(old), abs(new))

    def __str__(self) -> str:
        old, new = self._shown()
        where = f"; used in {listed(self.used)}" if self.used else ""
        unit = f" {self.about['unit']}" if self.about.get("unit") else ""
        change = f"{self.reference}: {old} \u2192 {new}{unit}"
        return f"{self.about['importance']}: {change} ({self.about['description']}{where})"

    def _shown(self) -> tuple[str, str]:
        """Both values at the digits they are printed with, in full where those hide the change."""
        old, new = _at_digits(self.old), _at_digits(self.new)
        if self.old is None or self.new is None or old != new:
            return old, new
        return repr(self.old["value"]), repr(self.new["value"])


def _number(result: Result | None) -> float | None:
    """The value of a result that has a number."""
    value: Value = result["value"] if result else None
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _at_digits(result: Result | None) -> str:
    return "not there" if result is None else format_value(result["value"], result.get("digits"))


def compare_snapshots(old: Snapshot, new: Snapshot, *, used: dict[str, tuple[str, ...]]) -> list[Change]:
    """Results that differ between two snapshots, the most important first."""
    found: list[Change] = []
    for chapter in sorted(set(old) | set(new)):
        before, after = old.get(chapter, {}), new.get(chapter, {})
        for name in sorted(set(before) | set(after)):
            if not same(before.get(name), after.get(name)):
                reference = f"{chapter}.{name}"
                found.append(Change(reference, before.get(name), after.get(name), used.get(reference, ())))
    return sorted(found, key=lambda change: change.rank)


def same(old: Result | None, new: Result | None) -> bool:
    """Whether two results say the same."""
    if old is None or new is None:
        return False
    before, after = old["value"], new["value"]
    if isinstance(before, float) and isinstance(after, float):
        return math.isclose(before, after, rel_tol=SAME, abs_tol=SAME)
    return before == after and isinstance(before, bool) == isinstance(after, bool)


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
    if stale or data_changed(book):
        raise BookError(
            f"results: found a build that is out of date ({listed(stale) or 'data were edited'}). "
            f"Run: {load_configuration(book.root).command} build"
        )


def accept_results(book: BookFolders) -> list[Change]:
    """Take the results of the last build as the new baseline, all in one step; what changed.

    What else the folder holds, such as the declarations, is left alone.
    """
    changes = compare_results(book)
    accepted = set(book.baseline.glob("*.json"))
    others = [path for path in all_files_below(book.baseline) if path not in accepted]
    sources: dict[str, Path | bytes] = {path.relative_to(book.baseline).as_posix(): path for path in others}
    replace_folder(book.baseline, sources | {path.name: path for path in files_below(book.results)})
    return changes


def describe_changes(changes: Sequence[Change], base: str) -> list[str]:
    """What changed, in lines: a count, then one line per result."""
    against = f"the baseline at {base}" if base else "the accepted baseline"
    if not changes:
        return [f"no named result changed against {against}"]
    count = "1 named result" if len(changes) == 1 else f"{len(changes)} named results"
    return [f"{count} changed against {against}:", *map(str, changes)]
