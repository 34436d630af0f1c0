"""The table of edits: whatever happens to a file, an incremental build equals one from nothing, and does no more."""

from __future__ import annotations

import filecmp
import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from edits import TABLE, Edit, make_rich
from tiny_book import made_by, new_book

from bookbuilder.book.layout import BookFolders
from bookbuilder.build import BuildOptions, build_book
from bookbuilder.errors import BookError
from bookbuilder.running.workers import WorkerPool

RUNS = re.compile(r"^(\w+) runs: ")
USUAL = frozenset({
    "data_of_one_chapter-replaced_by_an_older_one", "hidden_file-edit_in_the_same_second", "outside_file-edit",
    "page-replaced_by_one_of_the_future", "data_of_all_chapters-touch_future", "built_results-alter_and_prose",
    "built_executed-alter", "built_environment-damage", "built_record-folder", "chapter_dropped",
    "chapter_dropped_that_prose_prints", "label_moved_to_an_earlier_page", "variable_set", "clock_set_back_and_prose",
})  # fmt: skip
Files = dict[str, bytes]


class Bench:
    """One book that is edited, built, and put back; builds from nothing are kept by what they were built from."""

    def __init__(self, pristine: Path, pool: WorkerPool) -> None:
        self.book, self.pool, self.pristine = BookFolders(pool.root), pool, pristine
        self._from_nothing: dict[str, Files | str] = {}

    def build(self) -> tuple[Files | str, set[str]]:
        """What a build gives, its files or what it says failed, and which chapters ran."""
        lines: list[str] = []
        try:
            build_book(self.book, BuildOptions(), report=lines.append, pool=self.pool)
        except BookError as error:
            return str(error), set()
        return made_by(self.book), {match[1] for line in lines if (match := RUNS.match(line))}

    def sources(self) -> str:
        """Fingerprint of all that a build may read."""
        key = hashlib.sha256(os.environ.get("BOOK_CURRENCY", "").encode())
        shelf = self.book.root.parent
        for path in sorted(shelf.rglob("*")):
            name = path.relative_to(shelf).as_posix()
            if path.is_file() and not name.startswith("book/_build/") and "__pycache__" not in name:
                key.update(f"{name} {path.is_symlink()}".encode() + hashlib.sha256(path.read_bytes()).digest())
        return key.hexdigest()

    def from_nothing(self) -> Files | str:
        """What the book as it is now gives when nothing was built before."""
        sources = self.sources()
        if sources not in self._from_nothing:
            shutil.rmtree(self.book.build)
            self._from_nothing[sources], _ = self.build()
        return self._from_nothing[sources]

    def keep(self) -> None:
        """Remember how book and build are now, the first from nothing."""
        self._from_nothing[self.sources()] = made_by(self.book)
        shutil.copytree(self.book.root.parent, self.pristine, symlinks=True)

    def put_back(self) -> None:
        """Make everything what was remembered, times included."""
        shelf = self.book.root.parent
        kept = {path.relative_to(self.pristine) for path in self.pristine.rglob("*")}
        for path in sorted(shelf.rglob("*"), reverse=True):
            name = path.relative_to(shelf)
            if name not in kept or path.is_dir() != (self.pristine / name).is_dir():
                shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink(missing_ok=True)
        for name in sorted(kept):
            source, target = self.pristine / name, shelf / name
            if source.is_symlink():
                target.unlink(missing_ok=True)
                target.symlink_to(os.readlink(source))
            elif source.is_dir():
                target.mkdir(exist_ok=True)
            elif not target.exists() or not filecmp.cmp(source, target, shallow=False):
                target.unlink(missing_ok=True)
                shutil.copy2(source, target)
            else:
                shutil.copystat(source, target)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory, workers: WorkerPool) -> Iterator[Bench]:
    """The rich book, built once."""
    with pytest.MonkeyPatch.context() as patch:
        make_rich(new_book(workers, patch).root)
        bench = Bench(tmp_path_factory.mktemp("table") / "pristine", workers)
        made, runs = bench.build()
        assert isinstance(made, dict), made
        assert runs == {"ch01", "ch02", "ch03"}
        bench.keep()
        yield bench


def check(bench: Bench, edit: Edit, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the edit, build, compare with a build from nothing, and put everything back."""
    monkeypatch.setattr(os, "environ", os.environ.copy())
    site = {name: content for name, content in made_by(bench.book).items() if name.startswith("html/")}
    try:
        edit.make(bench.book.root)
        made, runs = bench.build()
        if isinstance(made, str):
            assert {name: content for name, content in made_by(bench.book).items() if name in site} == site
        expected = bench.from_nothing()
        assert differences(made, expected) == []
        assert edit.runs is None or isinstance(made, str) or runs == edit.runs
        assert isinstance(made, dict) or not edit.runs, made
    finally:
        bench.put_back()


def differences(made: Files | str, expected: Files | str) -> list[str]:
    """Names of the files that differ, or both failures if one build failed otherwise than the other."""
    if isinstance(made, str) or isinstance(expected, str):
        return [] if made == expected else [_outcome(made), _outcome(expected)]
    return sorted(name for name in made.keys() | expected.keys() if made.get(name) != expected.get(name))


def _outcome(made: Files | str) -> str:
    return made if isinstance(made, str) else f"{len(made)} files"


def test_the_table_has_at_least_150_rows_and_no_two_alike() -> None:
    names = [edit.name for edit in TABLE]
    assert len(set(names)) == len(names) >= 150
    assert set(names) >= USUAL


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("edit", [edit for edit in TABLE if edit.name in USUAL], ids=lambda edit: edit.name)
def test_a_build_after_an_edit_equals_one_from_nothing(
    bench: Bench, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    check(bench, edit, monkeypatch)


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("edit", [edit for edit in TABLE if edit.name not in USUAL], ids=lambda edit: edit.name)
def test_a_build_after_any_edit_of_the_table_equals_one_from_nothing(
    bench: Bench, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    check(bench, edit, monkeypatch)
