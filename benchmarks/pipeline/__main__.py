"""``python -m benchmarks.pipeline``: measures both ways, interleaved, and writes ``benchmarks/pipeline.md``.

The ordinary way is ``jupyter-book build`` that executes, made correct after an edit by building all
again, and papermill one notebook after another or on as many processes as there are cores.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.pipeline.reference import REPOSITORY, write_reference

TABLE = REPOSITORY / "benchmarks" / "pipeline.md"
HEAD = "| work | the ordinary way | ours | times faster | to reach |\n|---|---:|---:|---:|---:|"


@dataclass
class Case:
    """One line of the table: two ways of doing the same work, and the seconds each took."""

    name: str
    ordinary: Callable[[], float]
    ours: Callable[[], float]
    goal: float
    ordinary_seconds: list[float] = field(default_factory=list)
    our_seconds: list[float] = field(default_factory=list)

    def measure(self) -> None:
        """Both ways, one after the other."""
        self.ordinary_seconds.append(self.ordinary())
        self.our_seconds.append(self.ours())
        print(f"{self.name}: {self.ordinary_seconds[-1]:.2f} s, {self.our_seconds[-1]:.2f} s", flush=True)

    def row(self) -> str:
        """Medians and their ratio."""
        ordinary, ours = statistics.median(self.ordinary_seconds), statistics.median(self.our_seconds)
        return f"| {self.name} | {ordinary:.2f} s | {ours:.2f} s | {ordinary / ours:.1f} | {self.goal:g} |"


class Book:
    """The reference book twice: once for each way, so that neither profits from the other."""

    def __init__(self, folder: Path, chapters: int) -> None:
        self.chapters = chapters
        self.theirs = write_reference(folder / "theirs", chapters)
        self.ours = write_reference(folder / "ours", chapters)
        self.edits = 0

    def jupyter_book(self, *, clean: bool) -> float:
        """Seconds of ``jupyter-book build``."""
        if clean:
            shutil.rmtree(self.theirs / "_build", ignore_errors=True)
        return timed(["-c", "from jupyter_book.cli.main import main; main()", "build", "."], self.theirs)

    def clusterbook(self, *, clean: bool) -> float:
        """Seconds of ``clusterbook build``."""
        if clean:
            shutil.rmtree(self.ours / "_build", ignore_errors=True)
        return timed(["-m", "clusterbook", "build"], self.ours)

    def edit(self, name: str, old: str, new: str) -> None:
        """The same edit in both copies; every second time it is taken back."""
        for root in (self.theirs, self.ours):
            path = root / name
            text = path.read_text()
            path.write_text(text.replace(old, new) if old in text else text.replace(new, old))

    def after(self, name: str, old: str, new: str, *, clean: bool) -> tuple[Callable[[], float], Callable[[], float]]:
        """Both ways after an edit; the ordinary one is correct only from nothing, unless prose was edited."""

        def ordinary() -> float:
            self.edit(name, old, new)
            return self.jupyter_book(clean=clean)

        return ordinary, lambda: self.clusterbook(clean=False)

    def served(self, name: str, old: str, new: str) -> tuple[Callable[[], float], Callable[[], float]]:
        """An edit made correct from nothing, and under ``clusterbook serve``."""

        def ours() -> float:
            command = [sys.executable, "-m", "clusterbook", "serve", "--port", "0"]
            with subprocess.Popen(
                command, cwd=self.ours, env=environment(self.ours), stdout=subprocess.PIPE, text=True
            ) as server:
                assert server.stdout is not None
                wait_for(server.stdout, "http://")
                for _ in "ab":  # there and back: by then it is warm
                    self.edit(name, old, new)
                    wait_for(server.stdout, "site: ")
                started = time.perf_counter()
                self.edit(name, old, new)
                wait_for(server.stdout, "site: ")
                seconds = time.perf_counter() - started
                server.terminate()
            return seconds

        return lambda: self.jupyter_book(clean=True), ours


def wait_for(lines: object, start: str) -> None:
    """Read until a line begins so."""
    for line in lines:  # type: ignore[attr-defined]
        if line.startswith(start):
            return


def environment(root: Path) -> dict[str, str]:
    """Environment of both ways: the book's helper importable, compiled modules kept."""
    paths = os.pathsep.join([str(root / "src"), str(REPOSITORY / "src")])
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": paths, "CLUSTERBOOK_ROOT": str(root)}


def timed(words: list[str], root: Path) -> float:
    """Seconds of a command that has to succeed."""
    started = time.perf_counter()
    done = subprocess.run([sys.executable, *words], cwd=root, env=environment(root), capture_output=True, text=True)
    seconds = time.perf_counter() - started
    if done.returncode:
        raise SystemExit(f"{' '.join(words)} failed:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return seconds


def papermill(root: Path, sets: int, processes: int) -> float:
    """Seconds of papermill over so many parameter sets."""
    source, target = root / "chapters" / "ch01_reference.ipynb", Path(tempfile.mkdtemp())

    def one(number: int) -> None:
        timed(["-m", "papermill", str(source), str(target / f"{number}.ipynb"), "-p", "scale", str(number)], root)

    started = time.perf_counter()
    with ThreadPoolExecutor(processes) as pool:
        list(pool.map(one, range(1, sets + 1)))
    shutil.rmtree(target)
    return time.perf_counter() - started


def sweep(root: Path, sets: int) -> float:
    """Seconds of ``clusterbook sweep`` over as many."""
    with tempfile.TemporaryDirectory() as folder:
        grid = Path(folder, "grid.yml")
        grid.write_text(f"scale: {list(range(1, sets + 1))}\n")
        return timed(["-m", "clusterbook", "sweep", "ch01", "--grid", str(grid), "-o", folder], root)


def cases(small: Book, large: Book, sets: int) -> list[Case]:
    """Every line of the table."""
    cell = ("data/table_03.csv", "c7,d,", "c7,a,")
    helper = ("src/reference.py", "figsize=(8, 2.5)", "figsize=(8, 2.6)")
    prose = ("chapters/ch05_reference.ipynb", "Its first line.", "Its first line, edited.")
    cores = os.cpu_count() or 1

    def cold(book: Book) -> tuple[Callable[[], float], Callable[[], float]]:
        return lambda: book.jupyter_book(clean=True), lambda: book.clusterbook(clean=True)

    def swept(processes: int) -> tuple[Callable[[], float], Callable[[], float]]:
        return lambda: papermill(small.ours, sets, processes), lambda: sweep(small.ours, sets)

    return [
        Case("cold build, 12 chapters", *cold(small), 6),
        Case("nothing changed, 12", lambda: small.jupyter_book(clean=False), lambda: small.clusterbook(clean=False), 8),
        Case("one CSV cell, 12", *small.after(*cell, clean=True), 10),
        Case("one CSV cell, 12, under serve", *small.served(*cell), 18),
        Case("one helper line, 12", *small.after(*helper, clean=True), 1),
        Case("one prose line, 12", *small.after(*prose, clean=False), 1),
        Case("cold build, 60 chapters", *cold(large), 8),
        Case(f"sweep of {sets}, one after another", *swept(1), 16),
        Case(f"sweep of {sets}, {cores} at a time", *swept(cores), 8),
    ]  # fmt: skip


def write_table(measured: list[Case], repeats: int) -> str:
    """The table with what it was measured on."""
    about = (
        f"Medians of {repeats}, both ways interleaved in one run; {os.cpu_count()} cores, "
        f"{platform.system()}, Python {platform.python_version()}. Made by `python -m benchmarks.pipeline`."
    )
    text = "\n".join([HEAD, *(case.row() for case in measured)]) + f"\n\n{about}\n"
    TABLE.write_text(text)
    return text


def main() -> None:
    """Measure and write the table."""
    options = argparse.ArgumentParser(description="Measure the ordinary way beside ours.")
    options.add_argument("--repeat", type=int, default=5)
    options.add_argument("--sets", type=int, default=100)
    options.add_argument("--only", default="", help="cases whose name contains this")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        small, large = Book(Path(folder, "small"), 12), Book(Path(folder, "large"), 60)
        measured = [case for case in cases(small, large, chosen.sets) if chosen.only in case.name]
        small.clusterbook(clean=True)
        small.jupyter_book(clean=True)
        for _ in range(chosen.repeat):
            for case in measured:
                case.measure()
    print(write_table(measured, chosen.repeat))


if __name__ == "__main__":
    main()
