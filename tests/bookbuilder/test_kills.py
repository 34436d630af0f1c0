"""Builds killed at any moment: no torn site, nothing left running, and the next build as from nothing."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from processes import MARK, marked, wait_until_gone
from tiny_book import files_of, made_by, new_book

from bookbuilder.book.files import remove_tree
from bookbuilder.book.layout import BookFolders
from bookbuilder.build import BuildOptions, build_book
from bookbuilder.running.warm import KERNEL
from bookbuilder.running.workers import WorkerPool

pytestmark = [
    pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="processes are found in /proc"),
]
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGKILL)
COMMAND = (
    "from bookbuilder.running import workers; from bookbuilder.cli import main; import sys;"
    f"workers.LIBRARIES = {KERNEL!r}; sys.exit(main(['build']))"
)
Files = dict[str, bytes]


@dataclass(frozen=True)
class Editions:
    """A tiny book, its two versions of one table, and what each gives when built from nothing."""

    book: BookFolders
    tables: tuple[str, str]
    made: tuple[Files, Files]

    def write(self, number: int) -> None:
        """Save one version of the table."""
        (self.book.root / "data" / "ratings_two.csv").write_text(self.tables[number], encoding="utf-8")


@pytest.fixture(scope="module")
def editions(workers: WorkerPool) -> Iterator[Editions]:
    """Both versions built from nothing."""
    with pytest.MonkeyPatch.context() as patch:
        book = new_book(workers, patch)
        first = (book.root / "data" / "ratings_two.csv").read_text(encoding="utf-8")
        tables = (first, first.replace("mangoes_peru,1", "mangoes_peru,0"))
        made = []
        for table in tables:
            (book.root / "data" / "ratings_two.csv").write_text(table, encoding="utf-8")
            remove_tree(book.build)
            build_book(book, BuildOptions(), report=print, pool=workers)
            made.append(made_by(book))
        assert made[0] != made[1]
        yield Editions(book, tables, (made[0], made[1]))


def kill_a_build(book: BookFolders, chance: random.Random, *, seconds: float, scratch: Path) -> int:
    """Begin a build, send a signal to the command or one of its children at some moment; its exit status."""
    mark = f"{os.getpid()}-{chance.getrandbits(32)}"
    process = subprocess.Popen(
        [sys.executable, "-c", COMMAND], cwd=book.root, env={**os.environ, MARK: mark, "TMPDIR": str(scratch)},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    time.sleep(chance.uniform(0.05, seconds))
    children = sorted(set(marked(mark)) - {process.pid})
    target = chance.choice(children) if children and chance.random() < 0.5 else process.pid
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(target, chance.choice(SIGNALS))
    reported, told = process.communicate(timeout=120)
    assert wait_until_gone(mark) == []
    assert list(scratch.iterdir()) == []
    assert process.returncode in (0, 1) or process.returncode < 0
    begun = bool(reported)  # before that, Python itself tells of an interrupt
    assert not begun or "Traceback" not in told, told
    return process.returncode


def check_kills(editions: Editions, workers: WorkerPool, scratch: Path, *, count: int, seed: int) -> None:
    """Edit, kill, look at the site, build and compare, ``count`` times."""
    chance, book, stopped = random.Random(seed), editions.book, 0
    editions.write(0)
    build_book(book, BuildOptions(), report=print, pool=workers)
    began = time.monotonic()
    editions.write(1)
    build_book(book, BuildOptions(), report=print, pool=workers)
    seconds = 2.5 * (time.monotonic() - began) + 0.5  # without warm processes it takes longer
    sites = [files_of_site(files) for files in editions.made]
    for number in range(count):
        editions.write(number % 2)
        stopped += kill_a_build(book, chance, seconds=seconds, scratch=scratch) != 0
        assert files_of(book.site) in sites, f"kill {number}: the site is of neither edition"
        build_book(book, BuildOptions(), report=print, pool=workers)
        assert made_by(book) == editions.made[number % 2], f"kill {number}"
        assert not list(book.build.glob(".*.new*"))
    assert stopped > count // 5, f"only {stopped} of {count} builds were stopped before they ended"


def files_of_site(made: Files) -> Files:
    return {name.removeprefix("html/"): content for name, content in made.items() if name.startswith("html/")}


def test_twenty_kills_tear_nothing(editions: Editions, workers: WorkerPool, tmp_path: Path) -> None:
    check_kills(editions, workers, tmp_path, count=20, seed=20)


@pytest.mark.slow
def test_two_hundred_kills_tear_nothing(editions: Editions, workers: WorkerPool, tmp_path: Path) -> None:
    check_kills(editions, workers, tmp_path, count=200, seed=200)
