"""Warm processes: imports done once, every piece of work in a fresh fork of them."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import weakref
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bookbuilder.errors import BookError

SERVER = Path(__file__).with_name("server.py")
SOCKET_VARIABLE = "BOOKBUILDER_WARM"
KERNEL = (
    "ipykernel.kernelapp", "ipykernel.ipkernel", "ipykernel.debugger", "IPython.core.completerlib",
    "IPython.core.oinspect", "IPython.core.debugger", "IPython.extensions.storemagic", "sqlite3", "faulthandler",
    "tornado.platform.asyncio", "yaml",
)  # fmt: skip
LIBRARIES = (
    "numpy", "pandas", "scipy.stats", "scipy.optimize", "matplotlib", "matplotlib.pyplot", "seaborn",
    "matplotlib.backends.backend_svg", "matplotlib.backends.backend_agg", "statsmodels.formula.api", *KERNEL,
)  # fmt: skip


def can_fork() -> bool:
    """Whether forking a process with these libraries is safe here: on Linux it is."""
    return sys.platform == "linux"


class WorkerError(BookError):
    """A child that ended without an answer."""


class WarmProcess:
    """A server of forks; close it, or leave its ``with`` block, to end it and its children.

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
        self._server = subprocess.Popen(
            [sys.executable, str(SERVER), self.address, *modules],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, env=self.environment, start_new_session=True,
        )  # fmt: skip
        self._end = weakref.finalize(self, _end_server, self._server, self._folder)

    def call(self, function: str, argument: Any, *, folder: Path, kernels: str = "") -> Any:
        """What ``function`` (``"module:name"``) returns for ``argument`` in a fresh child.

        ``kernels`` is the address of the warm process that the child asks for kernels, if not this one.

        Raises
        ------
        WorkerError
            If the child died or raised.
        """
        environment = {**self.environment, SOCKET_VARIABLE: kernels or self.address}
        request = {"call": function, "argument": argument, "folder": str(folder), "environment": environment}
        with send_request(self.address, request) as connection:
            line = connection.makefile("rb").readline()
        reply = json.loads(line) if line else {"crash": "it ended without a word"}
        if isinstance(reply, dict) and "crash" in reply:
            last = reply["crash"].strip().splitlines()[-1]
            raise WorkerError(f"{function}: found a stopped process ({last}). Run it again; if it stays, report it.")
        return reply

    @property
    def alive(self) -> bool:
        """Whether the server still runs."""
        return self._server.poll() is None

    def close(self) -> None:
        """End the server and whatever it still runs; it ends with this object and this process too."""
        self._end()

    def __enter__(self) -> WarmProcess:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _end_server(server: subprocess.Popen[bytes], folder: str) -> None:
    server.communicate()  # closes its standard input, which it takes for the end
    shutil.rmtree(folder, ignore_errors=True)


def send_request(address: str, request: dict[str, Any], *, patience: float = 30.0) -> socket.socket:
    """An open connection that has sent ``request``; the server may still be starting.

    Raises
    ------
    WorkerError
        If nobody listens at the address.
    """
    until = time.monotonic() + patience
    while True:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            connection.connect(address)
        except (FileNotFoundError, ConnectionRefusedError):
            connection.close()
            if time.monotonic() > until:
                raise WorkerError(f"{address}: found nobody listening; expected a warm process. Run again.") from None
            time.sleep(0.005)
        else:
            connection.sendall(json.dumps(request).encode() + b"\n")
            return connection
