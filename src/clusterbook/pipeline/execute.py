"""Running one notebook with papermill and keeping what it made."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from clusterbook.errors import ClusterbookError
from clusterbook.paths import ROOT_VARIABLE
from clusterbook.pipeline.files import dump_json, write_if_new

ANSI = re.compile(r"\x1b\[[0-9;]*m")


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
    values : mapping
        Parameters that differ from the notebook's own.
    """

    root: Path
    name: str
    output: Path
    values: Mapping[str, Any] = field(default_factory=dict)
    engine: str = "nbclient"


class RunError(ClusterbookError):
    """A notebook that stopped: which cell, which error."""


def execute(job: Job) -> dict[str, Any]:
    """Run the notebook, write it with its outputs, and return it.

    Raises
    ------
    RunError
        If a cell failed; the executed notebook is written all the same.
    """
    import papermill

    set_environment(job.root)
    source = job.root / job.name
    job.output.parent.mkdir(parents=True, exist_ok=True)
    draft = job.output.with_suffix(".draft.ipynb")
    try:
        papermill.execute_notebook(
            source, draft, dict(job.values), engine_name=job.engine, cwd=source.parent,
            progress_bar=False, kernel_name="python3", request_save_on_cell_execute=False,
        )  # fmt: skip
    except papermill.PapermillExecutionError as error:
        raise RunError(failure_line(job.name, error)) from None
    finally:
        if draft.exists():
            notebook = without_traces(json.loads(draft.read_text(encoding="utf-8")))
            write_if_new(job.output, dump_json(notebook))
            draft.unlink()
    return notebook


def set_environment(root: Path) -> None:
    """What a kernel of this book finds in its environment."""
    os.environ[ROOT_VARIABLE] = str(root)
    paths = [str(root / "src"), *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    os.environ["PYTHONPATH"] = os.pathsep.join(dict.fromkeys(paths))
    os.environ.setdefault("PYTHONHASHSEED", "0")


def failure_line(name: str, error: Any) -> str:
    """One readable line for a cell that failed."""
    where = f"{name}, code cell {error.exec_count}" if error.exec_count else name
    reason = ANSI.sub("", " ".join(str(error.evalue).split()))
    return f"{where}: found {error.ename}: {reason}. Correct the cell or what it calls."


def without_traces(notebook: dict[str, Any]) -> dict[str, Any]:
    """The notebook without what differs from run to run: times, paths and process numbers."""
    notebook["metadata"].pop("papermill", None)
    for cell in notebook["cells"]:
        cell["metadata"].pop("papermill", None)
        cell["metadata"].pop("execution", None)
    return notebook


def main() -> int:
    """Run the job that standard input describes; for worker processes."""
    fields = json.load(sys.stdin)
    job = Job(Path(fields["root"]), fields["name"], Path(fields["output"]), fields["values"], fields["engine"])
    try:
        execute(job)
    except ClusterbookError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
