"""``sweep``: many parameter sets over one chapter, one tidy table, resumed where it stopped."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from concurrent.futures import as_completed
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bookbuilder.book.chapters import Chapter, load_chapters, pick_chapters
from bookbuilder.book.files import files_below, write_whole
from bookbuilder.book.fingerprints import digest, files_digest
from bookbuilder.book.layout import BookFolders
from bookbuilder.running.environment import environment_parts
from bookbuilder.staleness.bytecode import compile_by_content
from bookbuilder.staleness.data import data_files
from bookbuilder.staleness.records import code_fingerprint, module_files, states_now
from bookbuilder.variants.cells import DONE, LOST, Template, run_variant
from bookbuilder.variants.executors import open_executor
from bookbuilder.variants.grids import load_sets
from bookbuilder.variants.journal import Entry, Progress, add_entry, load_journal

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Variant:
    """One parameter set: its number in the grid's order, what tells it from all others, its values."""

    number: int
    key: str
    values: dict[str, Any]


@dataclass(frozen=True)
class SweepTable:
    """What a sweep gave.

    Parameters
    ----------
    files : list of Path
        The table, as Parquet and as CSV.
    variants : int
        Rows of the table.
    failed : int
        Rows without results: a cell failed, or the process was lost.
    """

    files: list[Path]
    variants: int
    failed: int


@dataclass(frozen=True)
class Sweep:
    """A sweep asked for.

    Parameters
    ----------
    chapter : str
        Name of the chapter.
    grid : Path
        File with the parameter sets.
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


def run_sweep(book: BookFolders, sweep: Sweep, *, report: Callable[[str], None]) -> SweepTable:
    """Run what is missing of a sweep and write its table; variants that were lost before are tried again.

    Raises
    ------
    BookError
        If the chapter, the grid or a value in it has a fault.
    """
    chapter = pick_chapters(load_chapters(book.root), [sweep.chapter])[0]
    sets = load_sets(sweep.grid, chapter)
    template = Template(str(book.root), chapter.name, sweep_fingerprint(book, chapter))
    variants = [Variant(number, variant_key(template, values), values) for number, values in enumerate(sets, start=1)]
    journal = sweep.output / f"sweep_{chapter.chapter_id}.journal.jsonl"
    journal.parent.mkdir(parents=True, exist_ok=True)
    done = {key for key, entry in ended(journal, variants).items() if entry["status"] != LOST["status"]}
    if done:
        report(f"{len(done)} of {len(variants)} variants are there already")
    missing = [variant for variant in variants if variant.key not in done]
    if missing:
        compile_by_content(book.root / "src")
        with open_executor(sweep.jobs, sweep.scheduler) as executor:
            futures = {executor.submit(run_variant, template, variant.values): variant for variant in missing}
            progress = Progress(len(missing), report)
            for future in as_completed(futures):
                outcome = future.result()
                add_entry(journal, {**asdict(futures[future]), **outcome})
                progress.advance(failed=outcome["status"] != DONE)
    entries = ended(journal, variants)
    files = write_tables(variants, entries, journal=journal)
    return SweepTable(files, len(variants), sum(entry["status"] != DONE for entry in entries.values()))


def sweep_fingerprint(book: BookFolders, chapter: Chapter) -> str:
    """Fingerprint of all that a variant's results can depend on besides its parameters."""
    modules = [book.root / name for name in sorted(module_files(chapter, book.root))]
    files = [*modules, *data_files(book), *files_below(book.baseline)]
    seen = states_now(book, chapter.chapter_id)
    return files_digest(files, code_fingerprint(chapter.notebook), environment_parts(book.root), *seen)


def variant_key(template: Template, values: dict[str, Any]) -> str:
    """What tells a variant from every other, also from the same one on other data."""
    return digest(f"{template.fingerprint} {json.dumps(values, sort_keys=True)}".encode())


def ended(journal: Path, variants: Sequence[Variant]) -> dict[str, Entry]:
    """The last entries of the journal that belong to these variants, by key."""
    keys = {variant.key for variant in variants}
    return {entry["key"]: entry for entry in load_journal(journal) if entry["key"] in keys}


def write_tables(variants: Sequence[Variant], done: dict[str, Entry], *, journal: Path) -> list[Path]:
    """The tidy table, a row for each variant: number, status, error, parameters, results."""
    import pandas as pd

    rows: list[dict[str, Any]] = []
    for variant in variants:
        outcome, values = done[variant.key], variant.values
        row = {"variant": variant.number, "status": outcome["status"], "error": outcome["error"]}
        row |= {name: json.dumps(value) if isinstance(value, list) else value for name, value in values.items()}
        row |= {f"result_{name}" if name in row else name: value for name, value in outcome["results"].items()}
        rows.append(row)
    frame = pd.DataFrame(rows).apply(one_type)
    base = journal.with_name(journal.name.removesuffix(".journal.jsonl"))
    files = [base.with_name(f"{base.name}.parquet"), base.with_name(f"{base.name}.csv")]
    for path, content in zip(files, (frame.to_parquet(index=False), frame.to_csv(index=False).encode()), strict=True):
        write_whole(path, content)
    return files


def one_type(column: pd.Series) -> pd.Series:
    """A column as Parquet can hold it: values of several kinds as text."""
    kinds = {type(value) for value in column.dropna()}
    mixed = len(kinds) > 1 and not kinds <= {int, float}
    return column.map(lambda value: value if value is None else str(value)) if mixed else column
