"""Shell lines, files that change while a chapter runs, two builds at once."""

from __future__ import annotations

import json
import multiprocessing
import os
from pathlib import Path

import pytest
from tiny_book import write_notebook, write_toc

import bookbuilder.running.workers
from bookbuilder.book.layout import BookFolders
from bookbuilder.build import BuildOptions, build_book
from bookbuilder.errors import BookError
from bookbuilder.running.warm import KERNEL
from bookbuilder.running.workers import WorkerPool
from bookbuilder.staleness.lock import build_lock

pytestmark = pytest.mark.filterwarnings("default")
ALONE = "ch03_alone"


def lines_of(book: BookFolders, pool: WorkerPool | None = None) -> list[str]:
    """What a build reports."""
    lines: list[str] = []
    build_book(book, BuildOptions(), report=lines.append, pool=pool)
    return lines


def outputs_of(book: BookFolders, stem: str) -> str:
    notebook = json.loads((book.executed / "chapters" / f"{stem}.ipynb").read_text(encoding="utf-8"))
    return "".join(
        "".join(output["text"]) for cell in notebook["cells"] for output in cell.get("outputs", []) if "text" in output
    )


def one_chapter(book: BookFolders, *sources: str) -> None:
    """A book of one chapter whose page prints nothing of others."""
    write_notebook(book.root, ALONE, [("", source) for source in sources])
    write_toc(book.root, [ALONE])
    (book.root / "intro.md").write_text("# The tiny book\n", encoding="utf-8")


def test_a_shell_line_works_and_its_chapter_depends_on_every_file_of_the_book(
    book: BookFolders, workers: WorkerPool
) -> None:
    one_chapter(book, "!cat ../data/unused.csv ../.hidden")
    (book.root / ".hidden").write_text("kept quiet 1\n")
    lines_of(book, workers)
    assert "nowhere,9" in outputs_of(book, ALONE)
    (book.root / ".hidden").write_text("kept quiet 2\n")
    assert any(line.startswith("ch03 runs: a file of the book changed") for line in lines_of(book, workers))
    assert "kept quiet 2" in outputs_of(book, ALONE)
    assert lines_of(book, workers)[0].startswith("ch03 is left alone")


def test_a_file_replaced_by_an_older_one_while_the_chapter_runs_is_read_again(
    book: BookFolders, workers: WorkerPool
) -> None:
    change = (
        "import os\nfrom pathlib import Path\n"
        "path, new = Path('../data/unused.csv'), Path('../data/later')\n"
        "print(path.read_text())\n"
        "if new.exists():\n    os.utime(new, (946684800, 946684800))\n    os.replace(new, path)"
    )
    one_chapter(book, change)
    (book.root / "data/later").write_text("cluster,rating\nlater,7\n")
    lines = lines_of(book, workers)
    assert any("data/unused.csv changed while the chapter ran" in line for line in lines)
    assert "later,7" in outputs_of(book, ALONE)


def test_a_refused_way_fails_the_chapter_with_its_sentence_even_if_the_chapter_catches_it(
    book: BookFolders, workers: WorkerPool
) -> None:
    one_chapter(book, "import os\ntry:\n    os.path.getmtime('../data/unused.csv')\nexcept Exception:\n    pass")
    with pytest.raises(BookError, match="found a chapter that asks for the time of data/unused.csv; expected"):
        lines_of(book, workers)


def test_a_chapter_that_failed_runs_again_only_if_it_looked_at_what_moved(
    book: BookFolders, workers: WorkerPool
) -> None:
    results = "Path(os.environ['BOOKBUILDER_ROOT'], '_build/results/ch01.json')"
    write_notebook(book.root, "ch02_spreads", [("", "1 / 0")])
    write_notebook(book.root, ALONE, [("", f"import os\nfrom pathlib import Path\nprint({results}.read_text())")])
    write_toc(book.root, [ALONE, "ch02_spreads", "ch01_means"])
    lines: list[str] = []
    with pytest.raises(BookError, match=r"^chapters/ch02_spreads.ipynb, code cell 1: found ZeroDivisionError.*$"):
        build_book(book, BuildOptions(jobs=1), report=lines.append, pool=workers)
    runs = [line.partition(" runs: ")[0] for line in lines if " runs: " in line]
    assert runs == ["ch03", "ch02", "ch01", "ch03"]
    assert "mean_rating" in outputs_of(book, ALONE)


def _build_elsewhere(root: str, reports: multiprocessing.Queue[list[str]]) -> None:
    os.environ["BOOKBUILDER_ROOT"] = root
    bookbuilder.running.workers.LIBRARIES = KERNEL
    reports.put(lines_of(BookFolders(Path(root))))


def test_of_two_builds_at_once_one_waits_and_both_succeed(book: BookFolders) -> None:
    one_chapter(book, "6 * 7")
    context = multiprocessing.get_context("spawn")
    reports: multiprocessing.Queue[list[str]] = context.Queue()
    with build_lock(book, print):
        builds = [context.Process(target=_build_elsewhere, args=(str(book.root), reports)) for _ in range(2)]
        for build in builds:
            build.start()
    lines = [reports.get(timeout=300) for _ in builds]
    for build in builds:
        build.join()
    assert [build.exitcode for build in builds] == [0, 0]
    assert sum(any(line.startswith("ch03 runs") for line in report) for report in lines) == 1
    assert (book.site / "index.html").is_file()


def test_a_build_that_finds_another_says_that_it_waits(book: BookFolders) -> None:
    from threading import Event, Thread

    said, done = Event(), Event()

    def wait() -> None:
        with build_lock(book, lambda line: said.set() if "another build works in this folder" in line else None):
            done.set()

    with build_lock(book, print):
        thread = Thread(target=wait)
        thread.start()
        assert said.wait(30)
        assert not done.is_set()
    thread.join()
    assert done.is_set()
