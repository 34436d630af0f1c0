"""Running one chapter with other parameters, quickly: only the results are wanted, no pages.

A template process imports what the chapter imports, once, and every variant runs in a fork of it, so
that no variant sees another. Cells run in an IPython shell that computes no pictures and no tables,
only the named results.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import signal
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from bookbuilder.book.chapters import Chapter, source_of, tags_of
from bookbuilder.book.configuration import SITE_FILE, cell_seconds
from bookbuilder.book.layout import ROOT_VARIABLE
from bookbuilder.errors import BookError
from bookbuilder.results.recorder import MIME_TYPE
from bookbuilder.running.environment import kernel_environment
from bookbuilder.running.execute import ANSI
from bookbuilder.running.warm import LIBRARIES, WarmProcess, WorkerError, can_fork
from bookbuilder.running.warm.server import limit_resources
from bookbuilder.running.workers import call_in_new_process
from bookbuilder.staleness.imports import cell_imports

Outcome = dict[str, Any]
NOTEBOOK_VARIABLE = "BOOKBUILDER_NOTEBOOK"
PREPARE = "bookbuilder.variants.cells:prepared"
DONE = "done"
ATTEMPTS = 2  # a process may be ended from outside, for want of memory or by hand
LOST: Outcome = {"status": "lost", "error": "its process ended without a word", "results": {}}
GRACE_SECONDS = 5  # for a cell that catches the error by which it is stopped
_ONE_AT_A_TIME = threading.Lock()


class OverTimeError(Exception):
    """A cell took longer than the book allows."""


@dataclass(frozen=True)
class Template:
    """A chapter whose variants run in forks of one process.

    Parameters
    ----------
    root : str
        The book's folder, as this machine and every Dask worker sees it.
    name : str
        The notebook's path from the root.
    fingerprint : str
        All that results depend on besides parameters; with another one, another process is started.
    """

    root: str
    name: str
    fingerprint: str


def run_variant(template: Template, values: dict[str, Any]) -> Outcome:
    """Status, error and results of one variant; the function that an executor, here or on Dask, is given.

    A variant whose process ended without a word is tried once more, then lost.

    Raises
    ------
    BookError
        If the machine that runs it does not see the book.
    """
    folder = Path(template.root, template.name).parent
    if not folder.is_dir():
        raise BookError(f"a worker: found no {folder}; expected the book there. Share the folder.")
    for _ in range(ATTEMPTS):
        with contextlib.suppress(WorkerError):
            if process := warm_template(template):
                return process.call(partial(run_cells, values), folder=folder)
            environment = template_environment(template)
            return call_in_new_process(partial(run_cells, values), folder=folder, environment=environment)
    return LOST


def warm_template(template: Template) -> WarmProcess | None:
    """The process that variants are forked from, started anew if it has ended; None where forking is not safe."""
    with _ONE_AT_A_TIME:
        process = _start_template(template)
        if process is None or process.alive:
            return process
        _start_template.cache_clear()
        return _start_template(template)


@lru_cache(maxsize=1)
def _start_template(template: Template) -> WarmProcess | None:
    return WarmProcess((*LIBRARIES, PREPARE), template_environment(template)) if can_fork() else None


def template_environment(template: Template) -> dict[str, str]:
    """Environment of variants: that of kernels, pictures drawn nowhere, and the notebook's name."""
    environment = kernel_environment(Path(template.root))
    return {**environment, "MPLBACKEND": "agg", NOTEBOOK_VARIABLE: template.name}


@lru_cache(maxsize=1)
def prepared() -> tuple[Chapter, Any]:
    """The chapter that the environment names and a shell to run it in, with all that it imports imported."""
    root, name = Path(os.environ[ROOT_VARIABLE]), os.environ[NOTEBOOK_VARIABLE]
    chapter = Chapter(Path(name).stem, name, root / name)
    os.chdir(chapter.path.parent)
    shell = quiet_shell()
    modules = [entry.module for cell in chapter.code_cells for entry in cell_imports(source_of(cell))]
    for module in dict.fromkeys(modules):
        with contextlib.suppress(Exception):  # whatever is wrong with it, the cell will say
            importlib.import_module(module)
    return chapter, shell


def quiet_shell() -> Any:
    """An IPython shell that keeps no history and formats nothing but named results."""
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    settings = Config()
    settings.HistoryManager.enabled = False
    settings.InteractiveShell.colors = "nocolor"
    shell: Any = InteractiveShell.instance(config=settings)
    shell.display_formatter.active_types = [MIME_TYPE]
    shell.displayhook.write_format_data = lambda data, metadata=None: collect_results(shell, data)
    shell.display_pub.publish = lambda data, metadata=None, **_: collect_results(shell, data)
    shell.showtraceback = shell.showsyntaxerror = lambda *_, **__: None
    shell.found_results = {}
    return shell


def collect_results(shell: Any, data: dict[str, Any]) -> None:
    """Keep the named results among what a cell displays."""
    shell.found_results.update({result["name"]: result["value"] for result in data.get(MIME_TYPE, ())})


def run_cells(values: dict[str, Any]) -> Outcome:
    """Run the code cells with ``values`` set after the parameters cell; results, or the first error."""
    chapter, shell = prepared()
    limit_resources()
    seconds = cell_seconds(Path(os.environ[ROOT_VARIABLE]))
    for number, cell in enumerate(chapter.code_cells, start=1):
        with limited(seconds):
            ran = shell.run_cell(source_of(cell), store_history=False)
        if not ran.success:
            error = ran.error_before_exec or ran.error_in_exec
            message = ANSI.sub("", " ".join(f"{type(error).__name__}: {error}".split()))
            status = LOST["status"] if isinstance(error, OverTimeError) else "failed"  # what is lost is tried again
            return {"status": status, "error": f"code cell {number}: {message}", "results": {}}
        if "parameters" in tags_of(cell):
            shell.user_ns.update(values)
    return {"status": DONE, "error": "", "results": dict(shell.found_results)}


@contextlib.contextmanager
def limited(seconds: int | None) -> Iterator[None]:
    """Stop what takes longer: by an error and, if that is caught and work goes on, by the end of the process.

    Parameters
    ----------
    seconds : int, optional
        How long it may take; any time for none, and where the system has no alarm.
    """
    if not seconds or not hasattr(signal, "SIGALRM"):
        yield
        return

    def stop(*_: object) -> None:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(GRACE_SECONDS)
        raise OverTimeError(f"found it at work after {seconds} s; allow more in {SITE_FILE}: execute, timeout")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
