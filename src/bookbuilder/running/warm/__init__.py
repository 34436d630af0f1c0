"""Warm processes: imports done once, every piece of work in a fresh fork of them."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from multiprocessing.connection import Client, Connection
from pathlib import Path
from typing import Any, TypeVar

from bookbuilder.errors import BookError

Value = TypeVar("Value")
SERVER = Path(__file__).with_name("server.py")
SOCKET_VARIABLE = "BOOKBUILDER_WARM"
KERNEL = (
    "ipykernel.kernelapp", "ipykernel.ipkernel", "ipykernel.debugger", "IPython.core.completerlib",
    "IPython.core.oinspect", "IPython.core.debugger", "IPython.extensions.storemagic", "sqlite3", "faulthandler",
    "tornado.platform.asyncio", "yaml",
    "psutil", "IPython.core.logger", "IPython.core.completer:CompletionSplitter",
)  # fmt: skip
LIBRARIES = (
    "numpy", "pandas", "scipy.stats", "scipy.optimize", "matplotlib", "matplotlib.pyplot", "seaborn",
    "matplotlib.backends.backend_svg", "matplotlib.backends.backend_agg", "statsmodels.formula.api", *KERNEL,
)  # fmt: skip


def swept_folder() -> str | None:
    """Folder that goes with the warm process which this one was forked by, even when it is killed; None for another."""
    return os.path.dirname(os.environ.get(SOCKET_VARIABLE, "")) or None


def can_fork() -> bool:
    """Whether forking a process with these libraries is safe here: on Linux it is."""
    return sys.platform == "linux"


class WorkerError(BookError):
    """A child that ended without an answer."""


class WarmProcess:
    """A server of forks; close it to end it and its children.

    Parameters
    ----------
    modules : sequence of str
        What it imports before it forks; never code of the book.
    environment : dict
        Environment of the server and, unless a request says otherwise, of its children.
    """

    def __init__(self, modules: Sequence[str], environment: dict[str, str]) -> None:
        self.environment = environment
        self._folder = tempfile.mkdtemp(prefix="bookbuilder-")
        self.address = os.path.join(self._folder, "warm")
        with interrupts_held():  # until the server says what they do to it
            self._server = subprocess.Popen(
                [sys.executable, str(SERVER), self.address, *modules],
                stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, env=self.environment, cwd=self._folder,
                start_new_session=True,
            )  # fmt: skip
        self._end = weakref.finalize(self, _end_server, self._server, self._folder)

    def call(self, work: Callable[[], Value], *, folder: Path, kernels: str = "") -> Value:
        """What ``work`` returns in a fresh child; a ``BookError`` that it raises is raised here.

        ``kernels`` is the address of the warm process that the child asks for kernels, if not this one.

        Raises
        ------
        WorkerError
            If the child died, or raised anything else.
        """
        environment = {**self.environment, SOCKET_VARIABLE: kernels or self.address}
        try:
            with start_child(self.address, work, folder=str(folder), environment=environment)[0] as connection:
                return result_of(work, *connection.recv())
        except (EOFError, ConnectionError):
            return result_of(work, None, "it ended without a word")

    @property
    def alive(self) -> bool:
        """Whether the server still runs, and its folder was not swept away."""
        return self._server.poll() is None and os.path.isdir(self._folder)

    def close(self) -> None:
        """End the server and whatever it still runs; it ends with this object and this process too."""
        self._end()


@contextlib.contextmanager
def interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C back here, and in a process that is started meanwhile until it lets it in."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_server(server: subprocess.Popen[bytes], folder: str) -> None:
    server.communicate()  # closes its standard input, which it takes for the end
    shutil.rmtree(folder, ignore_errors=True)


def result_of(work: Callable[[], Value], value: Any, error: BaseException | str | None) -> Value:
    """The value, unless there was an error: one that the user can mend as it is, any other as a stopped process."""
    if isinstance(error, BaseException):
        raise error
    if error is not None:
        name = getattr(work, "func", work).__qualname__
        reason = " ".join(error.split())
        raise WorkerError(f"{name}: found a stopped process ({reason}). Run it again; if it stays, report it.")
    return value


def start_child(
    address: str, work: Callable[[], object], *, folder: str, environment: Mapping[str, str]
) -> tuple[Connection, int]:
    """A child that does ``work``, by the connection that will bring what it returned or raised, and its number."""
    connection = connect(address)
    connection.send((folder, dict(environment)))
    connection.send(work)
    return connection, connection.recv()


def connect(address: str, patience: float = 30.0) -> Connection:
    """A connection to a warm process, which may still be starting.

    Raises
    ------
    WorkerError
        If nobody listens at the address.
    """
    until = time.monotonic() + patience
    while True:
        try:
            return Client(address)
        except (FileNotFoundError, ConnectionRefusedError):
            if time.monotonic() > until or not os.path.isdir(os.path.dirname(address)):
                raise WorkerError(f"{address}: found nobody listening; expected a warm process. Run again.") from None
            time.sleep(0.005)
