"""Running one notebook with papermill and keeping what it made."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bookbuilder.book.chapters import Chapter
from bookbuilder.book.files import dump_json, remove_tree, write_if_new
from bookbuilder.book.fingerprints import Entries, hash_once
from bookbuilder.book.layout import BookFolders
from bookbuilder.errors import BookError
from bookbuilder.results.files import results_file, results_in
from bookbuilder.running.environment import kernel_environment
from bookbuilder.staleness.records import new_record, record_file, refusals, save_record

ANSI = re.compile(r"\x1b\[[0-9;]*m")


class RunError(BookError):
    """A notebook that stopped: which cell, which error."""


@dataclass(frozen=True)
class Job:
    """One run of one notebook.

    Parameters
    ----------
    root : Path
        The book's root; its ``src`` comes first on the import path.
    name : str
        The notebook's path from the root.
    output : Path
        Where the executed notebook goes.
    engine : str
        Name of papermill's engine.
    values : mapping
        Parameters that differ from the notebook's own.
    trace : Path, optional
        Where the run notes what it reads.
    """

    root: Path
    name: str
    output: Path
    engine: str = "nbclient"
    values: Mapping[str, Any] = field(default_factory=dict)
    trace: Path | None = None


@dataclass(frozen=True)
class ChapterRun:
    """One chapter of the book, as the process that runs it is asked for it.

    Parameters
    ----------
    root : str
        The book's root.
    chapter_id : str
        Its name in records and results.
    name : str
        The notebook's path from the root.
    engine : str
        Name of papermill's engine.
    parts : dict
        Fingerprints of the environment.
    fingerprints : mapping
        Those of files that the build has hashed already.
    """

    root: str
    chapter_id: str
    name: str
    engine: str
    parts: dict[str, str | None]
    fingerprints: Entries = field(default_factory=dict)


def execute(job: Job) -> dict[str, Any]:
    """Run the notebook, write it with its outputs, and return it.

    Raises
    ------
    RunError
        If a cell failed; the executed notebook is written all the same.
    """
    import papermill
    from nbclient.exceptions import DeadKernelError

    from bookbuilder.running.engine import register

    register()
    os.environ.update(kernel_environment(job.root, job.trace))
    job.output.parent.mkdir(parents=True, exist_ok=True)
    begun: list[int] = []
    with tempfile.TemporaryDirectory(prefix="bookbuilder-") as folder:
        draft = Path(folder, job.output.name)
        try:
            papermill.execute_notebook(
                job.root / job.name, draft, dict(job.values), engine_name=job.engine, kernel_name="python3",
                cwd=(job.root / job.name).parent, progress_bar=False, request_save_on_cell_execute=False,
                on_cell_execute=lambda cell, cell_index: begun.append(cell_index),
            )  # fmt: skip
        except papermill.PapermillExecutionError as error:
            raise RunError(failure_line(job.name, error)) from None
        except DeadKernelError:
            raise RunError(dead_kernel_line(job.name, len(begun))) from None
        finally:
            notebook = without_traces(json.loads(draft.read_text(encoding="utf-8"))) if draft.exists() else {}
            if notebook:
                write_if_new(job.output, dump_json(notebook))
    return notebook


def failure_line(name: str, error: Any) -> str:
    """One readable line for a cell that failed."""
    where = f"{name}, code cell {error.exec_count}" if error.exec_count else name
    reason = ANSI.sub("", " ".join(str(error.evalue).split()))
    return f"{where}: found {error.ename}: {reason}. Correct the cell or what it calls."


def dead_kernel_line(name: str, cell: int) -> str:
    """One readable line for a kernel that ended by itself in the code cell of this number."""
    return (
        f"{name}, code cell {cell}: found a kernel that ended by itself; expected one that lasts to the last cell. "
        "Look for what ends the process, or needs more memory than there is."
    )


def without_traces(notebook: dict[str, Any]) -> dict[str, Any]:
    """The notebook without what differs from run to run: times, the paths of this run, the pieces of a stream."""
    notebook["metadata"].pop("papermill", None)
    for cell in notebook["cells"]:
        cell["metadata"].pop("papermill", None)
        cell["metadata"].pop("execution", None)
        if "outputs" in cell:
            cell["outputs"] = join_streams(cell["outputs"])
    return notebook


def join_streams(outputs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Outputs with each stream in one piece between two others: in how many it comes is a matter of the machine."""
    found: list[dict[str, Any]] = []
    streams: dict[str, dict[str, Any]] = {}
    for output in outputs:
        if output["output_type"] != "stream":
            streams = {}
        elif first := streams.get(output["name"]):
            first["text"] = "".join([*first["text"], *output["text"]]).splitlines(keepends=True)
            continue
        else:
            streams[output["name"]] = output
        found.append(output)
    return found


def run_and_record(request: dict[str, Any]) -> str | None:
    """Run a chapter as the book has it and keep notebook, results and record; what failed, if it did.

    Parameters
    ----------
    request : dict
        The fields of a ``ChapterRun``.
    """
    run = ChapterRun(**request)
    book = BookFolders(Path(run.root))
    chapter = Chapter(run.chapter_id, run.name, book.root / run.name)
    record, trace = record_file(book, chapter.chapter_id), book.build / "records" / f"{chapter.chapter_id}.trace"
    for path in (record, trace, record.with_suffix(".failed")):
        remove_tree(path)
    trace.parent.mkdir(parents=True, exist_ok=True)
    try:
        notebook = execute(Job(book.root, chapter.name, book.executed / chapter.name, run.engine, trace=trace))
    except RunError as error:
        record.with_suffix(".failed").touch()
        return str(error)
    if refused := refusals(trace):
        record.with_suffix(".failed").touch()
        return f"{chapter.name}: {refused[0]}"
    write_if_new(book.results / f"{chapter.chapter_id}.json", results_file(results_in(notebook)))
    with hash_once(run.fingerprints):
        record_of_run = new_record(book, chapter, executed=notebook, trace=trace, parts=run.parts)
    save_record(book, chapter.chapter_id, record=record_of_run)
    return None
