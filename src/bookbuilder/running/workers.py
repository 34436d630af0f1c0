"""Where work is done: in forks of warm processes, or in processes of its own where forking is not safe."""

from __future__ import annotations

import pickle
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Self

from bookbuilder.book.configuration import load_configuration
from bookbuilder.book.fingerprints import file_digest
from bookbuilder.running.environment import MATPLOTLIB, distributions, kernel_environment
from bookbuilder.running.warm import LIBRARIES, Value, WarmProcess, can_fork, result_of
from bookbuilder.staleness.states import variable

TOOLS = (
    "__main__:remember_entry_points",
    "jupyter_book.config:get_validator", "sphinx.application:builtin_extensions", "sphinx.builders.html.transforms",
    "sphinx.builders.latex.transforms", "sphinx.ext.mathjax", "sphinx.util.parallel", "sphinx.search.en",
    "docutils.languages.en", "jinja2.ext", "multiprocessing.popen_fork", "concurrent.futures.thread",
    "myst_parser.sphinx_ext.main", "myst_parser.sphinx_ext.directives", "myst_parser.sphinx_ext.mathjax",
    "myst_parser.sphinx_ext.myst_refs", "myst_nb.sphinx_ext", "myst_nb.core.lexers", "myst_nb.ext.execution_tables",
    "myst_nb.ext.glue.domain", "sphinx_book_theme", "pydata_sphinx_theme", "furo", "sphinx_basic_ng", "a11y_pygments",
    "sphinx_design.extension", "sphinx_togglebutton", "sphinx_copybutton", "sphinx_external_toc.events",
    "sphinx_external_toc.collectors", "sphinx_multitoc_numbering", "sphinxcontrib.bibtex",
    "sphinxcontrib.bibtex.style.names.last", "sphinxcontrib.bibtex.style.referencing.author_year",
    "sphinxcontrib.bibtex.style.referencing.foot", "sphinx_jupyterbook_latex.events", "sphinx_jupyterbook_latex.theme",
    "sphinx_jupyterbook_latex.transforms", "sphinx.ext.intersphinx", "linkify_it",
    "pybtex.database.input.bibtex", "pybtex.style.formatting.unsrt", "IPython.lib.lexers", "bs4",
    "latex2mathml.converter", "papermill", "nbclient", "ipykernel.kernelspec", "jupyter_client.asynchronous",
    "nbformat.validator:get_validator", "jupyter_client.provisioning:KernelProvisionerFactory.instance",
)  # fmt: skip
PAPERMILL = "papermill"
FORKED = "bookbuilder"
ORDINARY = "bookbuilder-ordinary"  # name of papermill's ordinary way with the bounds of a chapter


def call_in_new_process(work: Callable[[], Value], *, folder: Path, environment: dict[str, str]) -> Value:
    """What ``work`` returns in a process that imports all anew; it raises what ``WarmProcess.call`` does."""
    done = subprocess.run(
        [sys.executable, "-m", "bookbuilder.running.worker"], input=pickle.dumps(work),
        capture_output=True, check=False, cwd=folder, env=environment,
    )  # fmt: skip
    if not done.stdout:
        last = (done.stderr.decode(errors="replace").strip().splitlines() or ["it ended without a word"])[-1]
        return result_of(work, None, last)
    return result_of(work, *pickle.loads(done.stdout))


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
        self.engine = FORKED if self.forks else ORDINARY
        self._warm: dict[str, WarmProcess] = {}
        self._around = self._surroundings()
        self._one_at_a_time = threading.Lock()

    def renew(self) -> None:
        """Let go of processes that began among other packages or environment variables; call it between builds."""
        if self._around != (now := self._surroundings()):
            self.close()
            self._around = now

    def _surroundings(self) -> tuple[object, ...]:
        variables = variable("*", kernel_environment(self.root))
        return distributions(), variables, file_digest(self.root / MATPLOTLIB)

    def warm_up(self, kind: str, *more: str) -> WarmProcess | None:
        """Let the imports begin before there is work, those of ``more`` modules as well."""
        with self._one_at_a_time:
            if self.forks and not (kind in self._warm and self._warm[kind].alive):
                preloads = {
                    "libraries": (*LIBRARIES, *load_configuration(self.root).kernel_preload), "tools": (*TOOLS, *more),
                }  # fmt: skip
                self._warm[kind] = WarmProcess(preloads[kind], kernel_environment(self.root))
            return self._warm.get(kind)

    def call(self, kind: str, work: Callable[[], Value], *, kernels: bool = False) -> Value:
        """What ``work`` returns, called in a fresh process; ``kernels`` says that it starts forks of ``libraries``."""
        libraries = self.warm_up("libraries") if kernels else None
        if warm := self.warm_up(kind):
            return warm.call(work, folder=self.root, kernels=libraries.address if libraries else "")
        return call_in_new_process(work, folder=self.root, environment=kernel_environment(self.root))

    def close(self) -> None:
        """End the warm processes."""
        for process in self._warm.values():
            process.close()
        self._warm.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
