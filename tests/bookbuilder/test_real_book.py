"""Proofs on the book itself: nothing is stale, and the same input gives the same bytes.

A chapter gives the same without everything it is not said to depend on: every data file and every
helper module that no record names for it is taken away at once, and it runs from nothing. What it
still gives, to the byte, cannot have depended on any of them, so that an edit of any of them leaves
nothing stale. Editing a file that the record does name makes the chapter run, and a chapter always
runs from nothing.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from tiny_book import copied_book, made_by

from bookbuilder.book.chapters import Chapter, load_chapters
from bookbuilder.book.files import files_below
from bookbuilder.book.layout import BookFolders
from bookbuilder.build import BuildOptions, build_book, run_until_settled
from bookbuilder.running.environment import environment_parts
from bookbuilder.running.execute import run_and_record
from bookbuilder.running.workers import WorkerPool
from bookbuilder.staleness.records import decide, load_record, outputs_fingerprint

pytestmark = pytest.mark.slow
BUILDER = "src/bookbuilder/"


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[BookFolders, WorkerPool]]:
    """A copy of the book with every chapter run."""
    book = copied_book(tmp_path_factory.mktemp("real") / "book")
    root = book.root
    with pytest.MonkeyPatch.context() as patch, WorkerPool(root) as pool:
        patch.setenv("BOOKBUILDER_ROOT", str(root))
        chapters = load_chapters(root)
        decisions = decide(book, chapters, wanted=[chapter.chapter_id for chapter in chapters])
        run_until_settled(book, chapters, decisions=decisions, options=BuildOptions(), pool=pool, report=print)
        yield book, pool


def unnamed_files(book: BookFolders, chapter: Chapter) -> list[Path]:
    """Data files and modules that the chapter's record does not name."""
    record = load_record(book, chapter.chapter_id)
    assert record is not None
    assert "tree" not in record.seen, f"{chapter.chapter_id} starts a program, so that it depends on all of the book"
    named = {name for kind in ("file", "look", "size", "link") for name in record.seen.get(kind, ())}
    listed = {name for kind in ("folder", "modules") for name in record.seen.get(kind, ())}
    found: list[Path] = []
    for path in [*files_below(book.root / "data"), *files_below(book.root / "src", ("__pycache__",))]:
        name = path.relative_to(book.root).as_posix()
        folder = path.parent.relative_to(book.root).as_posix()
        if name not in named and folder not in listed and not name.startswith(BUILDER):
            found.append(path)
    return found


@contextmanager
def taken_away(paths: list[Path], book: BookFolders) -> Iterator[None]:
    """The files are elsewhere meanwhile."""
    aside = book.build / "aside"
    moved = [(path, aside / path.relative_to(book.root)) for path in paths]
    for path, target in moved:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(path, target)
    try:
        yield
    finally:
        for path, target in moved:
            shutil.move(target, path)


def test_a_chapter_gives_the_same_without_all_it_is_not_said_to_depend_on(pool: tuple[BookFolders, WorkerPool]) -> None:
    book, pool = pool
    parts = environment_parts(book.root)
    somewhere: set[Path] = set()
    for chapter in load_chapters(book.root):
        before, others = outputs_fingerprint(book, chapter), unnamed_files(book, chapter)
        somewhere |= set(others)
        with taken_away(others, book):
            run = partial(run_and_record, book, chapter, engine=pool.engine, parts=parts, known={})
            pool.call("tools", run, kernels=True)
        assert outputs_fingerprint(book, chapter) == before, chapter.chapter_id
    assert len(somewhere) > 50, "hardly anything was taken away: the records name too much"


def test_two_builds_from_nothing_give_the_same_bytes_with_one_job_and_with_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[dict[str, bytes]] = []
    for name, jobs in (("here", 1), ("elsewhere", 2)):
        book = copied_book(tmp_path / name / "book")
        monkeypatch.setenv("BOOKBUILDER_ROOT", str(book.root))
        build_book(book, BuildOptions(jobs=jobs), report=print)
        built.append(made_by(book))
    assert built[0].keys() == built[1].keys()
    assert [name for name, content in built[0].items() if content != built[1][name]] == []
