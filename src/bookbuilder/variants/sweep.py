"""``sweep``: many parameter sets over one chapter, one tidy table, resumed where it stopped."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bookbuilder.book.chapters import Chapter, load_chapters, pick_chapters
from bookbuilder.book.files import digest, file_digest, files_below
from bookbuilder.book.layout import BookFolders
from bookbuilder.errors import BookError
from bookbuilder.running.environment import environment_parts
from bookbuilder.running.workers import WorkerPool
from bookbuilder.staleness.bytecode import secure_bytecode
from bookbuilder.staleness.records import code_fingerprint, module_files
from bookbuilder.variants.grids import load_sets
from bookbuilder.variants.variants import Outcome, add_line, journal_entries

if TYPE_CHECKING:
    import pandas as pd

Report = Callable[[str], None]
Variant = tuple[int, str, dict[str, Any]]


@dataclass(frozen=True)
class Sweep:
    """A sweep asked for.

    Parameters
    ----------
    chapter, grid : the chapter's name and the file with the parameter sets
    output : Path
        Folder for ``sweep_<chapter>.parquet``, ``.csv`` and the journal.
    jobs : int
        Variants at a time on this machine.
    scheduler : str
        Address of a Dask scheduler; empty for this machine.
    """

    chapter: str
    grid: Path
    output: Path
    jobs: int
    scheduler: str = ""


def run_sweep(book: BookFolders, sweep: Sweep, *, report: Report) -> list[Path]:
    """Run what is missing of a sweep and write its table; the files written.

    Raises
    ------
    BookError
        If the chapter, the grid or a value in it has a fault.
    """
    chapter = pick_chapters(load_chapters(book.root), [sweep.chapter])[0]
    sets = load_sets(sweep.grid, chapter)
    ground = sweep_fingerprint(book, chapter)
    variants = [(number, variant_key(ground, values), values) for number, values in enumerate(sets, start=1)]
    journal = sweep.output / f"sweep_{chapter.chapter_id}.journal.jsonl"
    journal.parent.mkdir(parents=True, exist_ok=True)
    done = finished(journal, variants)
    left = [variant for variant in variants if variant[1] not in done]
    if done:
        report(f"{len(done)} of {len(variants)} variants are there already")
    if left:
        secure_bytecode(book.root / "src")
        run_left(book, chapter, left=left, sweep=sweep, journal=journal, report=report)
    done = finished(journal, variants)
    missing = len(variants) - len(done)
    if missing:
        raise BookError(f"sweep: {missing} of {len(variants)} variants did not run. Start it again to resume.")
    return write_tables(variants, done, journal=journal)


def sweep_fingerprint(book: BookFolders, chapter: Chapter) -> str:
    """Fingerprint of all that a variant's results can depend on besides its parameters."""
    names = sorted(module_files(chapter, book.root))
    names += [path.relative_to(book.root).as_posix() for path in files_below(book.root / "data")]
    names += [path.relative_to(book.root).as_posix() for path in files_below(book.baseline)]
    lines = [f"{name} {file_digest(book.root / name)}" for name in names]
    return digest(json.dumps([code_fingerprint(chapter.notebook), environment_parts(book.root), lines]).encode())


def variant_key(ground: str, values: dict[str, Any]) -> str:
    """What tells a variant from every other, also from the same one on other data."""
    return digest(f"{ground} {json.dumps(values, sort_keys=True)}".encode())


def finished(journal: Path, variants: Sequence[Variant]) -> dict[str, Outcome]:
    """Outcomes in the journal that belong to these variants, by key."""
    if not journal.is_file():
        return {}
    keys = {key for _, key, _ in variants}
    return {entry["key"]: entry for entry in journal_entries([journal]) if entry["key"] in keys}


def run_left(
    book: BookFolders, chapter: Chapter, *, left: list[Variant], sweep: Sweep, journal: Path, report: Report
) -> None:
    """Run variants here or on the cluster, telling how far it is and how long it takes."""
    end_line(journal)
    order = {
        "root": str(book.root), "chapter": chapter.chapter_id, "name": chapter.name, "variants": left,
        "jobs": sweep.jobs, "journal": str(journal),
    }  # fmt: skip
    with Progress(journal, len(left), report):
        if sweep.scheduler:
            from bookbuilder.variants.cluster import run_on_cluster

            run_on_cluster(sweep.scheduler, order)
        else:
            run_here(book, order)


def run_here(book: BookFolders, order: dict[str, Any]) -> None:
    """Run variants on this machine: in forks, or one after another where forking is not safe."""
    with WorkerPool(book.root) as pool:
        if pool.forks:
            pool.call("science", "bookbuilder.variants.variants:run_variants", order)
            return
        for variant in order["variants"]:
            outcome = pool.call("science", "bookbuilder.variants.variants:run_one", {**order, "variants": [variant]})
            add_line(Path(order["journal"]), outcome)


def end_line(journal: Path) -> None:
    """Close a line that a stop cut short, so that the next one stands by itself."""
    if journal.is_file() and journal.stat().st_size and not journal.read_bytes().endswith(b"\n"):
        with open(journal, "a", encoding="utf-8") as stream:
            stream.write("\n")


def write_tables(variants: Sequence[Variant], done: dict[str, Outcome], *, journal: Path) -> list[Path]:
    """The tidy table, a row for each variant: number, status, error, parameters, results."""
    import pandas as pd

    rows: list[dict[str, Any]] = []
    for number, key, values in variants:
        outcome = done[key]
        row = {"variant": number, "status": outcome["status"], "error": outcome["error"]}
        row |= {name: json.dumps(value) if isinstance(value, list) else value for name, value in values.items()}
        row |= {f"result_{name}" if name in row else name: value for name, value in outcome["results"].items()}
        rows.append(row)
    frame = pd.DataFrame(rows).apply(one_type)
    base = journal.with_name(journal.name.removesuffix(".journal.jsonl"))
    files = [base.with_name(f"{base.name}.parquet"), base.with_name(f"{base.name}.csv")]
    frame.to_parquet(files[0], index=False)
    frame.to_csv(files[1], index=False)
    return files


def one_type(column: pd.Series) -> pd.Series:
    """A column as Parquet can hold it: values of several kinds as text."""
    kinds = {type(value) for value in column.dropna()}
    mixed = len(kinds) > 1 and not kinds <= {int, float}
    return column.map(lambda value: value if value is None else str(value)) if mixed else column


class Progress:
    """Tells, while a sweep runs, how many variants are done and how long the rest will take."""

    def __init__(self, journal: Path, total: int, report: Report, seconds: float = 2.0) -> None:
        self._journal, self._total, self._report, self._seconds = journal, total, report, seconds
        self._began, self._before = time.monotonic(), self._lines()
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def _lines(self) -> int:
        return self._journal.read_bytes().count(b"\n") if self._journal.is_file() else 0

    def tell(self) -> None:
        """One line, such as ``40 of 100 variants done, about 12 s left``."""
        done = self._lines() - self._before
        passed = time.monotonic() - self._began
        left = f", about {passed / done * (self._total - done):.0f} s left" if 0 < done < self._total else ""
        self._report(f"{done} of {self._total} variants done{left}")

    def _watch(self) -> None:
        while not self._end.wait(self._seconds):
            self.tell()

    def __enter__(self) -> Progress:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        self._thread.join()
        self.tell()
