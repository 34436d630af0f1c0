"""Where work is done: in forks of warm processes, or in processes of its own where forking is not safe."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from bookbuilder.book.configuration import load_configuration
from bookbuilder.running.environment import installed, kernel_environment
from bookbuilder.running.warm import LIBRARIES, WarmProcess, WorkerError, can_fork
from bookbuilder.staleness.states import variable

TOOLS = (
    "jupyter_book.config", "sphinx.application:builtin_extensions", "sphinx.builders.html",
    "sphinx.util.parallel", "sphinx.search.en",
    "myst_parser.sphinx_ext.main", "myst_nb.sphinx_ext", "sphinx_book_theme", "pydata_sphinx_theme",
    "sphinx_design", "sphinx_togglebutton", "sphinx_copybutton", "sphinx_external_toc", "sphinx_multitoc_numbering",
    "sphinxcontrib.bibtex", "sphinx_jupyterbook_latex", "sphinx.ext.intersphinx", "sphinx.ext.mathjax", "linkify_it",
    "pybtex.database.input.bibtex", "pybtex.style.formatting.unsrt", "IPython.lib.lexers", "bs4",
    "papermill", "nbclient", "ipykernel.kernelspec", "jupyter_client.asynchronous",
    "nbformat.validator:get_validator", "jupyter_client.provisioning:KernelProvisionerFactory.instance",
)  # fmt: skip
PAPERMILL = "papermill"
FORKED = "bookbuilder"


def call_in_new_process(function: str, argument: Any, *, folder: Path, environment: dict[str, str]) -> Any:
    """What ``function`` (``"module:name"``) returns for ``argument``, in a process that imports all anew.

    Raises
    ------
    WorkerError
        If the process died or the function raised.
    """
    done = subprocess.run(
        [sys.executable, "-m", "bookbuilder.running.worker", function], input=json.dumps(argument),
        capture_output=True, text=True, check=False, cwd=folder, env=environment,
    )  # fmt: skip
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise WorkerError(f"{function}: found a stopped process ({last}). Run it again; if it stays, report it.")
    return json.loads(done.stdout.splitlines()[-1])


class WorkerPool:
    """Calls functions elsewhere: in forks of ``libraries``, which also forks the kernels, or of ``tools``.

    The process of the tools leads notebooks through their kernels, runs Sphinx and, having imported what
    the book's check asks for too, checks data. Both import at the same time.

    Parameters
    ----------
    root : Path
        The book's root.
    engine : str
        ``"bookbuilder"`` for forks, ``"papermill"`` for papermill's ordinary way.
    """

    def __init__(self, root: Path, engine: str = FORKED) -> None:
        self.root = root
        self.forks = engine == FORKED and can_fork()
        self.engine = FORKED if self.forks else "nbclient"
        self._warm: dict[str, WarmProcess] = {}
        self._around = self._surroundings()
        self._one_at_a_time = threading.Lock()

    def renew(self) -> None:
        """Let go of processes that began among other packages or environment variables; call it between builds."""
        if self._around != (now := self._surroundings()):
            self.close()
            self._around = now

    def _surroundings(self) -> tuple[list[str], str]:
        return installed(), variable("*", kernel_environment(self.root))

    def warm_up(self, kind: str, *more: str) -> WarmProcess | None:
        """Let the imports begin before there is work, those of ``more`` modules as well."""
        with self._one_at_a_time:
            if self.forks and kind not in self._warm:
                preloads = {
                    "libraries": (*LIBRARIES, *load_configuration(self.root).kernel_preload), "tools": (*TOOLS, *more),
                }  # fmt: skip
                self._warm[kind] = WarmProcess(preloads[kind], kernel_environment(self.root))
            return self._warm.get(kind)

    def call(self, kind: str, function: str, argument: Any, *, kernels: bool = False) -> Any:
        """What ``function`` (``"module:name"``) returns for ``argument``, called in a fresh process.

        ``kernels`` says that it starts kernels, which are forks of ``libraries`` then.
        """
        libraries = self.warm_up("libraries") if kernels else None
        if warm := self.warm_up(kind):
            return warm.call(function, argument, folder=self.root, kernels=libraries.address if libraries else "")
        return call_in_new_process(function, argument, folder=self.root, environment=kernel_environment(self.root))

    def close(self) -> None:
        """End the warm processes."""
        for process in self._warm.values():
            process.close()
        self._warm.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
