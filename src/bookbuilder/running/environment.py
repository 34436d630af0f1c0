"""The environment a chapter runs in: what it is, and what a kernel finds in it."""

from __future__ import annotations

import os
import re
import sys
import sysconfig
from functools import lru_cache
from pathlib import Path

from bookbuilder.book.configuration import load_configuration, root_variables
from bookbuilder.book.files import files_below
from bookbuilder.book.fingerprints import digest, file_digest, files_digest
from bookbuilder.running.warm.server import INLINE_BACKEND, MEMORY_VARIABLE
from bookbuilder.staleness.states import library_variables

RECORDER = Path(__file__).parent / "warm" / "record_reads.py"
LOCK = "requirements.txt"
PINNED = re.compile(  # a line of a lock: name, version where it is one, and where it is installed
    r"^([A-Za-z0-9][\w.-]*)(?:\[[^]]*])?\s*(?:==([^\s;\\]+)|[=<>~!@][^;\\\n]*)(?:\s*;\s*([^\\\n]*[^\\\s]))?",
    re.MULTILINE,
)
MATPLOTLIB = "matplotlibrc"
ONE_THREAD = {
    "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "NUMEXPR_NUM_THREADS": "1",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
}  # fmt: skip


def kernel_environment(root: Path, trace: Path | None = None) -> dict[str, str]:
    """Environment variables of a run: the book's own code first, one thread, fixed order of sets, pictures on the page.

    Parameters
    ----------
    root : Path
        The book's root.
    trace : Path, optional
        Where the run notes what it reads.
    """
    paths = [str(root / "src"), str(Path(__file__).parents[2]), *os.environ.get("PYTHONPATH", "").split(os.pathsep)]
    settings = {
        **root_variables(root),
        "PYTHONPATH": os.pathsep.join(dict.fromkeys(filter(None, paths))),
        "PYTHONHASHSEED": "0",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        "MPLBACKEND": INLINE_BACKEND,
        "MATPLOTLIBRC": str(root / MATPLOTLIB) if (root / MATPLOTLIB).is_file() else os.devnull,  # nobody's own
        MEMORY_VARIABLE: str(load_configuration(root).memory_gb),
        **ONE_THREAD,
    }
    if trace is not None:
        settings |= {"PYTHONSTARTUP": str(RECORDER), "BOOKBUILDER_TRACE": str(trace)}
    return {**os.environ, **settings}


def environment_parts(root: Path) -> dict[str, str | None]:
    """Fingerprints of what every chapter depends on: the lock, what is installed, how chapters are run."""
    package = Path(__file__).parents[1]
    shaping = [path for room in ("running", "staleness") for path in files_below(package / room, ("__pycache__",))]
    return {
        **{name: file_digest(root / name) for name in (LOCK, MATPLOTLIB)},
        "the installed packages": digest(f"{sys.version} {installed(root)}".encode()),
        "the way chapters are run": files_digest(shaping),
        "a setting of the language, the time zone or a library in the environment": library_variables(
            kernel_environment(root)
        ),
    }


def distributions() -> list[str]:
    """All distributions beside this interpreter, with their versions."""
    folder = sysconfig.get_paths()["purelib"]
    names = os.listdir(folder) if os.path.isdir(folder) else []
    return sorted(name for name in names if name.endswith((".dist-info", ".egg-info")))


def installed(root: Path) -> list[str]:
    """Distributions that chapters depend on: of a book with a lock those that it names for here, else all.

    What else lies in the environment, as JupyterLab and what that brings, changes no chapter: none is run with it.
    """
    found = distributions()
    lock = root / LOCK
    if not lock.is_file():
        return found
    locked = locked_names(lock.read_text(encoding="utf-8", errors="replace"))
    return [name for name in found if plain_name(name.partition("-")[0]) in locked]


@lru_cache(maxsize=1)
def locked_names(lock: str) -> frozenset[str]:
    """Names of the distributions that the text of a lock has for this interpreter and system, as ``plain_name``."""
    return frozenset(plain_name(name) for name, _, marker in PINNED.findall(lock) if holds_here(marker))


def holds_here(marker: str) -> bool:
    """Whether what a lock says of interpreter and system (``; sys_platform == 'win32'``) is true of these."""
    from packaging.markers import InvalidMarker, Marker

    try:
        return not marker or Marker(marker).evaluate()
    except InvalidMarker:
        return True


def plain_name(name: str) -> str:
    """A distribution's name as packaging compares names."""
    return re.sub(r"[-_.]+", "-", name).lower()
