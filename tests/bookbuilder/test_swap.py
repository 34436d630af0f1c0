"""Folders and files come into place whole; what the system refuses is told in a sentence."""

from __future__ import annotations

import errno
import os
import resource
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from tiny_book import files_of

from bookbuilder.book import swap
from bookbuilder.book.layout import BookFolders
from bookbuilder.book.swap import exchanged, replace_folder
from bookbuilder.build import BuildOptions, build_book
from bookbuilder.cli import main
from bookbuilder.errors import BookError, system_errors
from bookbuilder.running.workers import WorkerPool

PAGES = 30


def edition(mark: str) -> dict[str, Path | bytes]:
    """A site whose every page says of which edition it is, with one page that only this edition has."""
    pages: dict[str, Path | bytes] = {f"part-{number % 3}/page-{number}.html": mark.encode() for number in range(PAGES)}
    return {**pages, f"only-{mark}.html": mark.encode(), "style.css": b"always the same"}


def test_a_folder_takes_on_its_new_content_and_tells_what_changed(tmp_path: Path) -> None:
    place = tmp_path / "html"
    assert replace_folder(place, edition("old")) == set(edition("old"))
    kept = (place / "style.css").stat().st_ino
    assert replace_folder(place, edition("new")) == (set(edition("new")) | {"only-old.html"}) - {"style.css"}
    assert files_of(place) == edition("new")
    assert (place / "style.css").stat().st_ino == kept
    assert replace_folder(place, edition("new")) == set()
    assert [path.name for path in tmp_path.iterdir()] == ["html"]


@pytest.mark.parametrize("in_the_way", ["file", "link", "nothing", "folder"])
def test_whatever_stands_in_the_place_of_a_folder_makes_way(tmp_path: Path, in_the_way: str) -> None:
    place = tmp_path / "html"
    if in_the_way == "file":
        place.write_text("a file")
    elif in_the_way == "link":
        place.symlink_to(tmp_path / "nowhere")
    elif in_the_way == "folder":
        place.mkdir()
    replace_folder(place, edition("new"))
    assert files_of(place) == edition("new") and not place.is_symlink()
    assert [path.name for path in tmp_path.iterdir()] == ["html"]


def test_without_an_exchange_in_one_step_the_new_folder_comes_into_place_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swap, "exchanged", lambda *_: False)
    replace_folder(tmp_path / "html", edition("old"))
    replace_folder(tmp_path / "html", edition("new"))
    assert files_of(tmp_path / "html") == edition("new")
    assert [path.name for path in tmp_path.iterdir()] == ["html"]


def seen_by_a_reader(place: Path, stop: threading.Event) -> Iterator[set[bytes]]:
    """What all pages said, each time that the folder was the same one before and after."""
    while not stop.is_set():
        before = identity(place)
        marks: set[bytes] = set()
        for name in edition(""):
            if name.startswith("part"):
                try:
                    marks.add((place / name).read_bytes())
                except FileNotFoundError:
                    marks.add(b"missing")
        if identity(place) == before:
            yield marks


def identity(place: Path) -> tuple[int, int]:
    """Inode and time of a folder: numbers of folders that are gone are given out again."""
    about = place.stat()
    return about.st_ino, about.st_mtime_ns


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take two steps")
def test_a_reader_meets_one_edition_or_the_other_and_never_both(tmp_path: Path) -> None:
    place, stop = tmp_path / "html", threading.Event()
    seen: list[set[bytes]] = []
    replace_folder(place, edition("old"))
    reader = threading.Thread(target=lambda: seen.extend(seen_by_a_reader(place, stop)))
    reader.start()
    for number in range(40):
        replace_folder(place, edition("new" if number % 2 == 0 else "old"))
    stop.set()
    reader.join()
    assert seen and all(marks in ({b"old"}, {b"new"}) for marks in seen)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take two steps")
def test_this_system_exchanges_folders_in_one_step(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    assert exchanged(tmp_path / "one", tmp_path / "other")
    assert [path.name for path in (tmp_path / "one").iterdir()] == ["other"]
    assert not exchanged(tmp_path / "one", tmp_path / "nowhere")


def test_a_full_disk_leaves_the_old_folder_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace_folder(tmp_path / "html", edition("old"))
    write, written = Path.write_bytes, []

    def until_full(path: Path, data: bytes) -> int:
        written.append(path)
        if len(written) > PAGES // 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", until_full)
    with pytest.raises(BookError, match=r"found it refused by the system \(No space left on device\)"), system_errors():
        replace_folder(tmp_path / "html", edition("new"))
    assert files_of(tmp_path / "html") == edition("old")
    assert [path.name for path in tmp_path.iterdir()] == ["html"]


def test_files_that_may_not_grow_stop_a_build_with_a_sentence_and_leave_the_site(
    book: BookFolders, workers: WorkerPool
) -> None:
    build_book(book, BuildOptions(), report=print, pool=workers)
    before = files_of(book.site)
    (book.root / "intro.md").write_text("# Another introduction\n\n" + "It is long. " * 400, encoding="utf-8")
    command = [sys.executable, "-m", "bookbuilder", "build"]
    no_room = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (2_000, 2_000))
    done = subprocess.run(command, cwd=book.root, capture_output=True, text=True, check=False, preexec_fn=no_room)
    assert done.returncode == 1
    assert "File too large" in done.stderr and "Traceback" not in done.stderr
    assert files_of(book.site) == before


def test_a_file_that_cannot_be_read_is_named(book: BookFolders, capsys: pytest.CaptureFixture[str]) -> None:
    loop = book.root / "data" / "loop.csv"
    loop.symlink_to(loop)
    assert main(["build"], root=book.root) == 1
    told = capsys.readouterr().err
    assert f"{loop}: found it refused by the system" in told and told.count("\n") == 1


@pytest.mark.skipif(sys.platform != "linux", reason="a folder in which nobody may write")
def test_a_folder_that_takes_no_files_is_named(book: BookFolders, capsys: pytest.CaptureFixture[str]) -> None:
    book.build.symlink_to("/sys")
    assert main(["build"], root=book.root) == 1
    told = capsys.readouterr().err
    assert f"{book.build}/.lock: found it refused by the system" in told and told.count("\n") == 1


def test_a_temporary_folder_swept_away_between_builds_is_made_again(tmp_path: Path) -> None:
    with WorkerPool(tmp_path) as pool:
        first = pool.warm_up("libraries")
        assert first is not None
        swap.remove_tree(Path(first.address).parent)
        assert not first.alive
        second = pool.warm_up("libraries")
        assert second is not None and second is not first and second.alive
