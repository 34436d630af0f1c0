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
from bookbuilder.running.warm import SCIENCE, WarmProcess, WorkerError, can_fork

OFFICE = (
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


class WorkerPool:
    """Calls functions elsewhere: in forks of ``science``, which also forks the kernels, or of ``office``.

    The office leads notebooks through their kernels, runs Sphinx and, having imported what the book's check asks for
    too, checks data. Both import at the same time.

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
        self._installed = installed()
        self._one_at_a_time = threading.Lock()

    def renew(self) -> None:
        """Let go of processes that have imported packages other than those installed now; call it between builds."""
        if self._installed != installed():
            self.close()
            self._installed = installed()

    def warm_up(self, kind: str, *more: str) -> WarmProcess | None:
        """Let the imports begin before there is work, those of ``more`` modules as well."""
        with self._one_at_a_time:
            if self.forks and kind not in self._warm:
                preloads = {
                    "science": (*SCIENCE, *load_configuration(self.root).kernel_preload), "office": (*OFFICE, *more),
                }  # fmt: skip
                self._warm[kind] = WarmProcess(preloads[kind], kernel_environment(self.root))
            return self._warm.get(kind)

    def call(self, kind: str, function: str, argument: Any, *, kernels: bool = False) -> Any:
        """What ``function`` (``"module:name"``) returns for ``argument``, called in a fresh process.

        ``kernels`` says that it starts kernels, which are forks of ``science`` then.
        """
        science = self.warm_up("science") if kernels else None
        if warm := self.warm_up(kind):
            return warm.call(function, argument, folder=self.root, kernels=science.address if science else "")
        done = subprocess.run(
            [sys.executable, "-m", "bookbuilder.running.worker", function], input=json.dumps(argument),
            capture_output=True, text=True, check=False, cwd=self.root, env=kernel_environment(self.root),
        )  # fmt: skip
        if done.returncode:
            last = (done.stderr.strip().splitlines() or ["no message"])[-1]
            raise WorkerError(f"{function}: found a stopped process ({last}). Run it again; if it stays, report it.")
        return json.loads(done.stdout.splitlines()[-1])

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
