"""``python -m benchmarks.pipeline``: measures both ways, interleaved, and writes ``benchmarks/pipeline.md``.

The ordinary way is ``jupyter-book build`` that executes, made correct after an edit by building all
again, and a loop over papermill, one notebook after another or on as many processes as there are
cores. What two lines of the table share is done once a round. The table is written after every round.
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
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.pipeline.reference import REPOSITORY, write_reference

TABLE = REPOSITORY / "benchmarks" / "pipeline.md"
HEAD = "| work | rounds | ordinary way, s | ours, s | times faster | at least |\n|---|---:|---:|---:|---:|---:|"


LOOP = """
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial

import papermill


def run(source, folder, number):
    papermill.execute_notebook(source, f"{folder}/{number}.ipynb", {"scale": float(number)}, progress_bar=False)


if __name__ == "__main__":
    source, folder, sets, processes = *sys.argv[1:3], *map(int, sys.argv[3:])
    with ProcessPoolExecutor(processes) as pool:
        list(pool.map(partial(run, source, folder), range(1, sets + 1)))
"""


@dataclass
class Case:
    """One line of the table: two ways of doing the same work, and the seconds each took."""

    name: str
    ordinary: Callable[[], float]
    ours: Callable[[], float]
    goal: int | None = None
    ordinary_seconds: list[float] = field(default_factory=list)
    our_seconds: list[float] = field(default_factory=list)

    def measure(self, taken: dict[Callable[[], float], float]) -> None:
        """Both ways, one after the other; ``taken`` keeps the seconds of what this round has done already."""
        for way, seconds in ((self.ordinary, self.ordinary_seconds), (self.ours, self.our_seconds)):
            if way not in taken:
                taken[way] = way()
            seconds.append(taken[way])
        print(f"{self.name}: {self.ordinary_seconds[-1]:.2f} s, {self.our_seconds[-1]:.2f} s", flush=True)

    def row(self) -> str:
        """Number of rounds, medians and their ratio."""
        ordinary, ours = statistics.median(self.ordinary_seconds), statistics.median(self.our_seconds)
        numbers = f"{len(self.our_seconds)} | {ordinary:.2f} | {ours:.2f} | {ordinary / ours:.1f}"
        return f"| {self.name} | {numbers} | {self.goal or '-'} |"


@dataclass(frozen=True)
class Edit:
    """One text of one file for another; every second time it is taken back."""

    name: str
    old: str
    new: str

    def apply(self, root: Path) -> None:
        """Edit the file below ``root``."""
        path = root / self.name
        text = path.read_text()
        path.write_text(text.replace(self.old, self.new) if self.old in text else text.replace(self.new, self.old))


class Book:
    """The reference book twice: once for each way, so that neither profits from the other."""

    def __init__(self, folder: Path, chapters: int) -> None:
        self.chapters = chapters
        self.theirs = write_reference(folder / "theirs", chapters)
        self.ours = write_reference(folder / "ours", chapters)

    def jupyter_book(self, *, clean: bool) -> float:
        """Seconds of ``jupyter-book build``."""
        if clean:
            shutil.rmtree(self.theirs / "_build", ignore_errors=True)
        return timed(["-c", "from jupyter_book.cli.main import main; main()", "build", "."], self.theirs)

    def bookbuilder(self, *, clean: bool, engine: str = "bookbuilder") -> float:
        """Seconds of ``bookbuilder build``."""
        if clean:
            shutil.rmtree(self.ours / "_build", ignore_errors=True)
        return timed(["-m", "bookbuilder", "build", "--engine", engine], self.ours)

    def edited(self, edit: Edit) -> float:
        """Seconds of ``bookbuilder build`` after an edit."""
        edit.apply(self.ours)
        return self.bookbuilder(clean=False)

    def served(self, edit: Edit) -> float:
        """Seconds from an edit to the new site under ``bookbuilder serve``."""
        command = [sys.executable, "-m", "bookbuilder", "serve", "--port", "0"]
        with subprocess.Popen(
            command, cwd=self.ours, env=environment(self.ours), stdout=subprocess.PIPE, text=True
        ) as server:
            assert server.stdout is not None
            wait_for(server.stdout, "http://")
            for _ in "ab":  # there and back: by then it is warm
                edit.apply(self.ours)
                wait_for(server.stdout, "site: ")
            started = time.perf_counter()
            edit.apply(self.ours)
            wait_for(server.stdout, "site: ")
            seconds = time.perf_counter() - started
            server.terminate()
        return seconds


def wait_for(lines: object, start: str) -> None:
    """Read until a line begins so."""
    for line in lines:  # type: ignore[attr-defined]
        if line.startswith(start):
            return


def environment(root: Path) -> dict[str, str]:
    """Environment of both ways: the book's helper importable, compiled modules kept."""
    paths = os.pathsep.join([str(root / "src"), str(REPOSITORY / "src")])
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": paths, "BOOKBUILDER_ROOT": str(root)}


def timed(words: list[str], root: Path) -> float:
    """Seconds of a command that has to succeed."""
    started = time.perf_counter()
    done = subprocess.run([sys.executable, *words], cwd=root, env=environment(root), capture_output=True, text=True)
    seconds = time.perf_counter() - started
    if done.returncode:
        raise SystemExit(f"{' '.join(words)} failed:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return seconds


def papermill(root: Path, sets: int, *, processes: int) -> float:
    """Seconds of a loop over papermill, in one process or shared by several."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder, "loop.py")
        script.write_text(LOOP)
        source = root / "chapters" / "ch01_reference.ipynb"
        return timed([str(script), str(source), folder, str(sets), str(processes)], root)


def sweep(root: Path, sets: int) -> float:
    """Seconds of ``bookbuilder sweep`` over as many."""
    with tempfile.TemporaryDirectory() as folder:
        grid = Path(folder, "grid.yml")
        grid.write_text(f"scale: {list(range(1, sets + 1))}\n")
        return timed(["-m", "bookbuilder", "sweep", "ch01", "--grid", str(grid), "-o", folder], root)


def cases(small: Book, large: Book, *, sets: int) -> list[Case]:
    """Every line of the table."""
    cell = Edit("data/table_03.csv", "c7,d,", "c7,a,")
    helper = Edit("src/reference.py", "figsize=(8, 2.5)", "figsize=(8, 2.6)")
    prose = Edit("chapters/ch05_reference.ipynb", "Its first line.", "Its first line, edited.")
    cores = os.cpu_count() or 1

    def from_nothing() -> float:
        return small.jupyter_book(clean=True)

    def by_papermills_engine() -> float:
        return small.bookbuilder(clean=True, engine="papermill")

    def by_forks() -> float:
        return small.bookbuilder(clean=True)

    def prose_only() -> float:
        prose.apply(small.theirs)
        return small.jupyter_book(clean=False)

    def swept() -> float:
        return sweep(small.ours, sets)

    return [
        Case("cold build, 12 chapters", from_nothing, by_forks, 6),
        Case("nothing changed, 12", lambda: small.jupyter_book(clean=False), lambda: small.bookbuilder(clean=False), 8),
        Case("one CSV cell, 12", from_nothing, lambda: small.edited(cell), 10),
        Case("one CSV cell, 12, under serve", from_nothing, lambda: small.served(cell), 18),
        Case("one helper line, 12", from_nothing, lambda: small.edited(helper)),
        Case("one prose line, 12", prose_only, lambda: small.edited(prose)),
        Case("cold build, 60", lambda: large.jupyter_book(clean=True), lambda: large.bookbuilder(clean=True), 8),
        Case(f"sweep of {sets}, one after another", lambda: papermill(small.ours, sets, processes=1), swept, 16),
        Case(f"sweep of {sets}, {cores} at a time", lambda: papermill(small.ours, sets, processes=cores), swept, 8),
        # last: what papermill's engine ran depends on every file, which would make the next edit a longer one
        Case("cold build, 12, papermill's engine beside forked kernels", by_papermills_engine, by_forks),
    ]  # fmt: skip


def write_table(measured: list[Case], loads: list[float]) -> str:
    """The table with what it was measured on, and how many processes wanted its cores."""
    about = (
        f"Medians of the rounds, both ways interleaved in one run; {os.cpu_count()} cores, {platform.system()}, "
        f"Python {platform.python_version()}, load average {min(loads):.0f} to {max(loads):.0f} (above the number of "
        "cores other work took part of them: seconds are longer, ratios less sure). "
        "Made by `python -m benchmarks.pipeline`."
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
        measured = [case for case in cases(small, large, sets=chosen.sets) if chosen.only in case.name]
        small.bookbuilder(clean=True)
        small.jupyter_book(clean=True)
        loads = [os.getloadavg()[0]]
        for _ in range(chosen.repeat):
            taken: dict[Callable[[], float], float] = {}
            for case in measured:
                case.measure(taken)
            loads.append(os.getloadavg()[0])
            print(write_table(measured, loads), flush=True)


if __name__ == "__main__":
    main()
