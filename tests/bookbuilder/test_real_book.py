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
from pathlib import Path

import pytest
from tiny_book import REPOSITORY

from bookbuilder.book.chapters import Chapter, load_chapters
from bookbuilder.book.files import files_below
from bookbuilder.book.layout import Places
from bookbuilder.build import Wish, build_book, run_until_settled
from bookbuilder.running.environment import environment_parts
from bookbuilder.running.workers import Workshop
from bookbuilder.staleness.records import decide, load_record, outputs_fingerprint

pytestmark = pytest.mark.slow
LEFT_OUT = (".*", "_build", "tests", "benchmarks", "__pycache__", "*.egg-info")
RUNNER = (
    "src/bookbuilder/",
    "src/clusterbook/__init__.py",
    "src/clusterbook/errors.py",
    "src/clusterbook/paths.py",
    "src/clusterbook/results.py",
)


def copied(root: Path) -> Places:
    """A copy of the book in ``root``, with nothing built."""
    shutil.copytree(REPOSITORY, root, ignore=shutil.ignore_patterns(*LEFT_OUT))
    return Places(root)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Places, Workshop]]:
    """A copy of the book with every chapter run."""
    places = copied(tmp_path_factory.mktemp("real") / "book")
    root = places.root
    with pytest.MonkeyPatch.context() as patch, Workshop(root) as workshop:
        patch.setenv("CLUSTERBOOK_ROOT", str(root))
        chapters = load_chapters(root)
        decisions = decide(places, chapters, wanted=[chapter.chapter_id for chapter in chapters])
        run_until_settled(places, chapters, decisions=decisions, wish=Wish(), shop=workshop, say=print)
        yield places, workshop


def strangers(places: Places, chapter: Chapter) -> list[Path]:
    """Data files and modules that the chapter's record does not name."""
    record = load_record(places, chapter.chapter_id)
    assert record is not None
    found: list[Path] = []
    for path in [*files_below(places.root / "data"), *files_below(places.root / "src", ("__pycache__",))]:
        name = path.relative_to(places.root).as_posix()
        listed = path.parent.relative_to(places.root).as_posix() in record.folders
        if name not in record.files and not listed and not name.startswith(RUNNER):
            found.append(path)
    return found


@contextmanager
def taken_away(paths: list[Path], places: Places) -> Iterator[None]:
    """The files are elsewhere meanwhile."""
    aside = places.build / "aside"
    moved = [(path, aside / path.relative_to(places.root)) for path in paths]
    for path, target in moved:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(path, target)
    try:
        yield
    finally:
        for path, target in moved:
            shutil.move(target, path)


def test_a_chapter_gives_the_same_without_all_it_is_not_said_to_depend_on(shop: tuple[Places, Workshop]) -> None:
    places, workshop = shop
    parts = environment_parts(places.root)
    somewhere: set[Path] = set()
    for chapter in load_chapters(places.root):
        before, others = outputs_fingerprint(places, chapter), strangers(places, chapter)
        somewhere |= set(others)
        order = {
            "root": str(places.root), "chapter": chapter.chapter_id, "name": chapter.name,
            "engine": workshop.engine, "parts": parts,
        }  # fmt: skip
        with taken_away(others, places):
            failure = workshop.call("office", "bookbuilder.running.execute:run_and_record", order, kernels=True)
        assert failure is None
        assert outputs_fingerprint(places, chapter) == before, chapter.chapter_id
    assert len(somewhere) > 50, "hardly anything was taken away: the records name too much"


def test_two_builds_from_nothing_give_the_same_bytes_with_one_job_and_with_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[dict[str, bytes]] = []
    for name, jobs in (("here", 1), ("elsewhere", 2)):
        places = copied(tmp_path / name / "book")
        monkeypatch.setenv("CLUSTERBOOK_ROOT", str(places.root))
        build_book(places, Wish(jobs=jobs), say=print)
        built.append({
            path.relative_to(places.build).as_posix(): path.read_bytes()
            for folder in (places.site, places.executed, places.results)
            for path in files_below(folder)
        })  # fmt: skip
    assert built[0].keys() == built[1].keys()
    assert [name for name, content in built[0].items() if content != built[1][name]] == []
