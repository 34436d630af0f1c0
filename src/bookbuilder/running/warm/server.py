"""A process that has imported what every chapter needs, and forks a child for each request.

Run by path, so that it holds no module that an author may edit meanwhile:
``python server.py SOCKET MODULE...``. A request is one line of JSON on a connection of its own:
``{"kernel": [arguments], ...}`` starts a Jupyter kernel, ``{"call": "module:function",
"argument": ..., ...}`` answers with what the function returns. The process keeps to one thread,
because forking is safe only then, and ends when its standard input closes.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import operator
import os
import random
import select
import signal
import socket
import sys
import traceback
from typing import Any

INLINE_BACKEND = "module://matplotlib_inline.backend_inline"


def main() -> None:
    """Listen at once, so that requests may queue while the imports run."""
    path, *modules = sys.argv[1:]
    sys.path.pop(0)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.bind(path)
    listener.listen(128)
    if os.environ.get("MPLBACKEND") == INLINE_BACKEND:
        del os.environ["MPLBACKEND"]  # it is loaded by a kernel, into whose shell it hooks itself
    gc.disable()  # searching what is kept anyway takes a tenth of the time of the imports
    for name in modules:
        with contextlib.suppress(ImportError):
            preload(name)
    gc.freeze()
    gc.enable()
    serve(listener)
    os._exit(0)  # nothing here needs the slow farewell of thousands of modules


def preload(name: str) -> None:
    """Import a module; for ``module:function``, also call the function; for ``module:names``, import those too."""
    module, _, attribute = name.partition(":")
    found = importlib.import_module(module)
    if attribute:
        value = operator.attrgetter(attribute)(found)
        if isinstance(value, tuple):
            for other in value:
                importlib.import_module(other)
        else:
            value()


def serve(listener: socket.socket) -> None:
    """Fork a child for every connection until standard input closes."""
    children: set[int] = set()
    while True:
        ready, _, _ = select.select([listener, sys.stdin], [], [], 1.0)
        reap(children)
        if sys.stdin in ready:
            break
        if listener in ready:
            connection, _ = listener.accept()
            children.add(fork_child(listener, connection))
            connection.close()
    for child in children:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)


def reap(children: set[int]) -> None:
    """Let go of children that have ended."""
    with contextlib.suppress(ChildProcessError):
        while True:
            child, _ = os.waitpid(-1, os.WNOHANG)
            if child == 0:
                break
            children.discard(child)


def fork_child(listener: socket.socket, connection: socket.socket) -> int:
    """Answer one connection in a child of its own session."""
    child = os.fork()
    if child:
        return child
    try:
        os.setsid()
        listener.close()
        silence()
        answer(connection)
    except BaseException:  # nothing may return into the server's loop
        with contextlib.suppress(OSError):
            send(connection, {"crash": traceback.format_exc()})
    finally:
        os._exit(0)


def silence() -> None:
    """Children read nothing from the server's terminal and write nothing to it."""
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    sys.stdin, sys.stdout, sys.stderr = os.fdopen(0), os.fdopen(1, "w"), os.fdopen(2, "w")
    for name in ("stdin", "stdout", "stderr"):
        setattr(sys, f"__{name}__", getattr(sys, name))


def answer(connection: socket.socket) -> None:
    """Do what the request asks, as a fresh process would."""
    request = json.loads(connection.makefile("rb").readline())
    reset_process(request)
    if "kernel" in request:
        send(connection, {"pid": os.getpid()})
        run_kernel(request["kernel"])
    else:
        module, _, name = request["call"].partition(":")
        function = getattr(importlib.import_module(module), name)
        send(connection, function(request["argument"]))


def send(connection: socket.socket, value: Any) -> None:
    """One line of JSON."""
    connection.sendall(json.dumps(value).encode() + b"\n")


def reset_process(request: dict[str, Any]) -> None:
    """Working directory, environment and random state of the child, not of the server."""
    os.environ.clear()
    os.environ.update(request["environment"])
    os.chdir(request["folder"])
    random.seed(0)
    if "numpy.random" in sys.modules:
        sys.modules["numpy.random"].seed(0)
    importlib.invalidate_caches()


def run_kernel(arguments: list[str]) -> None:
    """Be a Jupyter kernel until told to stop."""
    from ipykernel.kernelapp import IPKernelApp

    os.environ.setdefault("MPLBACKEND", INLINE_BACKEND)
    if "matplotlib" in sys.modules:  # it read the variable when the server imported it
        sys.modules["matplotlib"].rcParams["backend"] = os.environ["MPLBACKEND"]
    launcher = importlib.util.find_spec("ipykernel_launcher")
    sys.argv = [str(launcher and launcher.origin), *arguments]
    app = IPKernelApp.instance()
    app.initialize(arguments)
    app.start()


if __name__ == "__main__":
    main()
