"""Running one chapter with many parameter sets, quickly: only the results are wanted, no pages.

A template process imports what the chapter imports, once. Every variant runs in a fork of it, so
that no variant sees another. Cells run in an IPython shell that computes no pictures and no tables,
only the named results.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import random
import selectors
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bookbuilder.book.chapters import Chapter, source_of, tags_of
from bookbuilder.results.result import MIME_TYPE
from bookbuilder.running.environment import kernel_environment
from bookbuilder.running.execute import ANSI
from bookbuilder.staleness.imports import cell_imports

Outcome = dict[str, Any]


def run_variants(order: dict[str, Any]) -> int:
    """Run every variant of ``order`` in forks, ``jobs`` at a time, a journal line for each as it ends.

    ``order`` holds ``root``, ``chapter``, ``name``, ``variants`` (lists of number, key, values),
    ``jobs`` and ``journal``. Returns how many ran.
    """
    chapter, shell = prepare(order)
    waiting = iter(order["variants"])
    with selectors.DefaultSelector() as running, open(order["journal"], "a", encoding="utf-8") as journal:
        for _ in range(order["jobs"]):
            start_next(waiting, running, chapter=chapter, shell=shell)
        while running.get_map():
            for ready, _ in running.select():
                if not ready.data.take(ready.fileobj):
                    continue
                running.unregister(ready.fileobj)
                journal.write(json.dumps(ready.data.outcome(), sort_keys=True) + "\n")
                journal.flush()
                start_next(waiting, running, chapter=chapter, shell=shell)
    return len(order["variants"])


def run_one(order: dict[str, Any]) -> Outcome:
    """Run the single variant of ``order`` in this very process."""
    chapter, shell = prepare(order)
    number, key, values = order["variants"][0]
    seed()
    return {"number": number, "key": key, "values": values, **run_cells(chapter, shell, values=values)}


def prepare(order: dict[str, Any]) -> tuple[Chapter, Any]:
    """The chapter and a shell to run it in, with all that it imports imported."""
    root = Path(order["root"])
    os.environ.update(kernel_environment(root))
    chapter = Chapter(order["chapter"], order["name"], root / order["name"])
    os.chdir(chapter.path.parent)
    shell = quiet_shell()
    modules = [entry.module for cell in chapter.code_cells for entry in cell_imports(source_of(cell))]
    for module in dict.fromkeys(modules):
        with contextlib.suppress(Exception):  # whatever is wrong with it, the cell will say
            importlib.import_module(module)
    return chapter, shell


def quiet_shell() -> Any:
    """An IPython shell that keeps no history and formats nothing but named results."""
    import matplotlib
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    matplotlib.use("agg")
    settings = Config()
    settings.HistoryManager.enabled = False
    settings.InteractiveShell.colors = "nocolor"
    shell = InteractiveShell.instance(config=settings)
    shell.display_formatter.active_types = [MIME_TYPE]
    shell.displayhook.write_format_data = lambda data, metadata=None: collect(shell, data)
    shell.display_pub.publish = lambda data, metadata=None, **_: collect(shell, data)
    shell.showtraceback = shell.showsyntaxerror = lambda *_, **__: None
    shell.found_results = {}
    return shell


def collect(shell: Any, data: dict[str, Any]) -> None:
    """Keep the named results among what a cell displays."""
    shell.found_results.update({result["name"]: result["value"] for result in data.get(MIME_TYPE, ())})


def run_cells(chapter: Chapter, shell: Any, *, values: dict[str, Any]) -> Outcome:
    """Run the code cells with ``values`` set after the parameters cell; results, or the first error."""
    shell.found_results.clear()
    for number, cell in enumerate(chapter.code_cells, start=1):
        ran = shell.run_cell(source_of(cell), store_history=False)
        if not ran.success:
            error = ran.error_before_exec or ran.error_in_exec
            told = ANSI.sub("", " ".join(f"{type(error).__name__}: {error}".split()))
            return {"status": "failed", "error": f"code cell {number}: {told}", "results": {}}
        if "parameters" in tags_of(cell):
            shell.user_ns.update(values)
    return {"status": "done", "error": "", "results": dict(shell.found_results)}


class Running:
    """One forked variant and what came out of its pipe so far."""

    def __init__(self, variant: tuple[int, str, dict[str, Any]], child: int) -> None:
        self.variant, self.child, self.received = variant, child, b""

    def take(self, pipe: Any) -> bool:
        """Read what is there; True at the end."""
        piece = os.read(pipe, 65536)
        self.received += piece
        if not piece:
            os.close(pipe)
            os.waitpid(self.child, 0)
        return not piece

    def outcome(self) -> Outcome:
        """The journal's entry, also for a variant whose process died."""
        number, key, values = self.variant
        lost = {"status": "failed", "error": "its process ended without a word", "results": {}}
        return {"number": number, "key": key, "values": values, **(json.loads(self.received or "null") or lost)}


def start_next(waiting: Iterator[Any], running: selectors.BaseSelector, *, chapter: Chapter, shell: Any) -> None:
    """Fork the next variant, if there is one."""
    variant = next(waiting, None)
    if variant is None:
        return
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            seed()
            os.write(into, json.dumps(run_cells(chapter, shell, values=variant[2])).encode())
        finally:
            os._exit(0)
    os.close(into)
    running.register(out, selectors.EVENT_READ, Running(tuple(variant), child))


def seed() -> None:
    """The same random state for every variant; Python itself would give each fork another."""
    random.seed(0)
    if "numpy.random" in sys.modules:
        sys.modules["numpy.random"].seed(0)


def journal_entries(files: Iterable[Path]) -> list[Outcome]:
    """Every complete line of some journals; a line that a stop cut short does not count."""
    entries: list[Outcome] = []
    for path in files:
        for line in path.read_text(encoding="utf-8").splitlines():
            with contextlib.suppress(json.JSONDecodeError):
                entries.append(json.loads(line))
    return entries


def add_line(journal: Path, outcome: Outcome) -> None:
    """Write one outcome into the journal at once."""
    with open(journal, "a", encoding="utf-8") as stream:
        stream.write(json.dumps(outcome, sort_keys=True) + "\n")
