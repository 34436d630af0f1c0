"""Running one notebook with papermill and keeping what it made."""

from __future__ import annotations

import errno
import json
import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from bookbuilder.book.chapters import Chapter
from bookbuilder.book.configuration import FILE, MOST_MEGABYTES, SITE_FILE, cell_seconds
from bookbuilder.book.files import dump_json, remove_tree, write_if_new
from bookbuilder.book.fingerprints import Entries, hash_once
from bookbuilder.book.layout import ROOT_VARIABLE, BookFolders
from bookbuilder.errors import BookError
from bookbuilder.results.files import results_file, results_in
from bookbuilder.running.environment import kernel_environment
from bookbuilder.running.warm import swept_folder
from bookbuilder.running.warm.server import MEMORY_VARIABLE, limit_resources
from bookbuilder.staleness.records import new_record, record_file, refusals, save_record, trace_file

ANSI = re.compile(r"\x1b\[[0-9;]*m")
MOST_WORDS = 500  # characters of an error that a message repeats
MEMORY_ERROR = re.compile(r"[\w.]*MemoryError(?:: (.*))?")  # also a library's own, such as numpy's
REFUSED_MEMORY = (f"[Errno {errno.ENOMEM}]", os.strerror(errno.ENOMEM), "std::bad_alloc")  # words of the system


class RunError(BookError):
    """A notebook that stopped: which cell, which error."""


def execute(
    chapter: Chapter,
    *,
    output: Path,
    environment: Mapping[str, str],
    engine: str,
    values: Mapping[str, Any] = MappingProxyType({}),
) -> dict[str, Any]:
    """Run the chapter's notebook, write it with its outputs, and return it.

    Parameters
    ----------
    chapter : Chapter
        The chapter, whose file is read here.
    output : Path
        Where the executed notebook goes.
    environment : mapping
        Environment variables, which this process takes over.
    engine : str
        Name of papermill's engine.
    values : mapping
        Parameters that differ from the notebook's own.

    Raises
    ------
    RunError
        If a cell failed; the executed notebook is written all the same.
    """
    import papermill
    from nbclient.exceptions import CellTimeoutError, DeadKernelError

    from bookbuilder.running.bounds import ExcessiveOutputError
    from bookbuilder.running.engine import register

    register()
    os.environ.update(environment)
    seconds = cell_seconds(Path(environment[ROOT_VARIABLE]))
    limit_resources()  # what a kernel says is kept here; ordinary kernels are children of this process
    output.parent.mkdir(parents=True, exist_ok=True)
    started: list[int] = []
    with tempfile.TemporaryDirectory(prefix="bookbuilder-", dir=swept_folder()) as folder:
        draft = Path(folder, output.name)
        try:
            papermill.execute_notebook(
                chapter.path, draft, dict(values), engine_name=engine, kernel_name="python3",
                cwd=chapter.path.parent, progress_bar=False, request_save_on_cell_execute=False,
                execution_timeout=seconds,
                on_cell_execute=lambda cell, cell_index: started.append(cell_index),
            )  # fmt: skip
        except papermill.PapermillExecutionError as error:
            if not error.evalue:  # a wrong magic, which tells it there alone
                error.evalue = last_on_stderr(draft, error.exec_count)
            raise RunError(failure_line(chapter.name, error)) from None
        except (ExcessiveOutputError, MemoryError):
            raise RunError(excess_line(chapter.name, len(started))) from None
        except DeadKernelError:
            raise RunError(dead_kernel_line(chapter.name, len(started))) from None
        except CellTimeoutError:
            raise RunError(
                f"{chapter.name}, code cell {len(started)}: found it at work after {seconds} s; expected its end. "
                f"Correct it, or allow more: execute, timeout in {SITE_FILE}."
            ) from None
        finally:
            notebook = without_traces(json.loads(draft.read_text(encoding="utf-8"))) if draft.exists() else {}
            if notebook:
                write_if_new(output, dump_json(notebook))
    return notebook


def last_on_stderr(notebook: Path, count: int | None) -> str:
    """The last line that the code cell of this number has written to the standard error; empty if there is none."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    outputs = [output for cell in cells if cell.get("execution_count") == count for output in cell.get("outputs", [])]
    lines = "".join(text for one in outputs if one.get("name") == "stderr" for text in one["text"]).splitlines()
    return next((line for line in reversed(lines) if line.strip()), "")


def failure_line(name: str, error: Any) -> str:
    """One readable line for a cell that failed."""
    where = f"{name}, code cell {error.exec_count}" if error.exec_count else name
    kind, reason = (in_short(text) for text in (error.ename, error.evalue))
    if want := want_of_memory(kind, reason):
        return (
            f"{where}: found MemoryError: {want}; expected at most {os.environ[MEMORY_VARIABLE]} GB. "
            f"Correct the cell, or allow more: memory_gb in {FILE}."
        )
    if not reason:
        return f"{where}: found {kind} without a word. Correct the cell or what it calls."
    remedy = "" if reason.endswith(".") else ". Correct the cell or what it calls."  # a sentence tells what to do
    return f"{where}: found {kind}: {reason}{remedy}"


def want_of_memory(kind: str, reason: str) -> str:
    """What an error says of memory that it could not get; empty if it is another error.

    A kernel that has no memory left to tell an error better writes its kind before the reason.
    """
    named = MEMORY_ERROR.fullmatch(f"{kind}: {reason}") or MEMORY_ERROR.fullmatch(reason)
    if named or any(words in reason for words in REFUSED_MEMORY):
        return (named and named[1]) or "no more memory"
    return ""


def in_short(text: object) -> str:
    """What a chapter says in one line without colours, and not all of what is long."""
    line = ANSI.sub("", " ".join(str(text)[: 2 * MOST_WORDS].split()))
    return line if len(line) <= MOST_WORDS else f"{line[:MOST_WORDS]} [...]"


def excess_line(name: str, cell: int) -> str:
    """One readable line for a chapter that said too much up to the code cell of this number."""
    return (
        f"{name}, code cell {cell}: found more than {MOST_MEGABYTES} MB of output up to here; expected at most "
        f"{MOST_MEGABYTES} MB in a chapter. Print less."
    )


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


def run_and_record(
    book: BookFolders, chapter: Chapter, *, engine: str, parts: dict[str, str | None], known: Entries
) -> None:
    """Run a chapter as the book has it and keep notebook, results and record.

    Parameters
    ----------
    book : BookFolders
        The book.
    chapter : Chapter
        The chapter, whose file is read here.
    engine : str
        Name of papermill's engine.
    parts : dict
        Fingerprints of the environment.
    known : mapping
        Fingerprints of files that the build has hashed already.

    Raises
    ------
    RunError
        If a cell failed, or read in a way that cannot be followed.
    """
    record, trace = record_file(book, chapter.chapter_id), trace_file(book, chapter.chapter_id)
    for path in (record, trace, record.with_suffix(".failed")):
        remove_tree(path)
    trace.parent.mkdir(parents=True, exist_ok=True)
    record.with_suffix(".failed").touch()
    environment = kernel_environment(book.root, trace)
    notebook = execute(chapter, output=book.executed / chapter.name, environment=environment, engine=engine)
    if refused := refusals(trace):
        raise RunError(f"{chapter.name}: {refused[0]}")
    record.with_suffix(".failed").unlink()
    write_if_new(book.results / f"{chapter.chapter_id}.json", results_file(results_in(notebook)))
    with hash_once(known):
        record_of_run = new_record(book, chapter, executed=notebook, trace=trace, parts=parts)
    save_record(book, chapter.chapter_id, record=record_of_run)
