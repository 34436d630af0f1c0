"""A process that has imported what every chapter needs, and forks a child for each request.

Run by path, so that it holds no module that an author may edit meanwhile: ``python server.py SOCKET
MODULE...``. A request comes on a connection of its own: folder and environment, then a callable. The
child answers with its process number, then with what the callable returns or raises. The server keeps
to one thread, because forking is safe only then, and ends when its standard input closes.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import importlib
import operator
import os
import random
import resource
import select
import shutil
import signal
import socket
import sys
import time
from collections.abc import Callable, Collection, Mapping
from multiprocessing.connection import Connection
from typing import Any

MEMORY_VARIABLE = "BOOKBUILDER_MEMORY_GB"
GIGABYTE = 2**30
PROCESSES = "/proc"  # folder where Linux lists them
MOST_PROCESSES = 1000  # that a chapter may add to those of its user; the system does not hold root to it
FAREWELL_SECONDS = 5
WITHOUT_TIPS = "--InteractiveShell.enable_tip=False"  # each is drawn at random whenever a kernel is asked who it is
ADOPT_ORPHANS = 36  # PR_SET_CHILD_SUBREAPER of Linux
INLINE_BACKEND = "module://matplotlib_inline.backend_inline"


def main() -> None:
    """Listen at once, so that requests may queue while the imports run."""
    path, *modules = sys.argv[1:]
    sys.path.pop(0)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # whoever interrupts this process alone gets no traceback
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.bind(path)
    listener.listen(128)
    if os.environ.get("MPLBACKEND") == INLINE_BACKEND:
        del os.environ["MPLBACKEND"]  # it is loaded by a kernel, into whose shell it hooks itself
    gc.disable()  # searching what is kept anyway takes a tenth of the time of the imports
    for name in modules:
        if sys.stdin in select.select([sys.stdin], [], [], 0)[0]:
            break  # nobody waits any more
        with contextlib.suppress(ImportError):
            preload(name)
    gc.freeze()
    gc.enable()
    serve(listener)
    os._exit(0)  # nothing here needs the slow farewell of thousands of modules


def remember_entry_points() -> None:
    """Read once what installed packages offer one another: whoever asks for a part of it else has all files read."""
    for name in ("importlib.metadata", "importlib_metadata"):
        metadata: Any = importlib.import_module(name)
        metadata.entry_points = metadata.entry_points().select


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
    adopt_orphans()
    while True:
        ready, _, _ = select.select([listener, sys.stdin], [], [], 1.0)
        reap(children)
        if sys.stdin in ready:
            break
        if listener in ready:
            accepted, _ = listener.accept()
            with Connection(accepted.detach()) as connection:
                children.add(fork_child(listener, connection))
    for child in children:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
    end_descendants()
    shutil.rmtree(os.path.dirname(listener.getsockname()), ignore_errors=True)  # who asked may have been killed


def reap(children: set[int]) -> None:
    """Let go of children that have ended, and end what they leave running, while their numbers are still theirs."""
    with contextlib.suppress(ChildProcessError):
        while ended := os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(ended.si_pid, signal.SIGKILL)
            os.waitpid(ended.si_pid, 0)
            children.discard(ended.si_pid)
    end_orphans(children)


def adopt_orphans() -> None:
    """Become the parent of what descendants leave running, however it hides: a kernel's orphans come to the kernel.

    So what comes to the server without having been forked by it is of a kernel that has ended.
    """
    with contextlib.suppress(AttributeError, OSError):
        ctypes.CDLL(None).prctl(ADOPT_ORPHANS, 1, 0, 0, 0)


def end_orphans(children: Collection[int]) -> bool:
    """End the processes of this one that are none of its children any more, and say whether there were any."""
    own = f"{PROCESSES}/self/task/{os.getpid()}/children"
    numbers = []
    with contextlib.suppress(OSError), open(own, encoding="ascii") as stream:
        numbers = [int(number) for number in stream.read().split() if int(number) not in children]
    for number in numbers:
        with contextlib.suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)
    return bool(numbers)


def end_descendants() -> None:
    """End all children of this process, and theirs, which come to it as orphans."""
    until = time.monotonic() + FAREWELL_SECONDS
    while end_orphans(()) and time.monotonic() < until:
        reap(set())


def fork_child(listener: socket.socket, connection: Connection) -> int:
    """Answer one connection in a child of its own session."""
    child = os.fork()
    if child:
        return child
    try:
        os.setsid()
        adopt_orphans()
        listener.close()
        silence()
        answer(connection)
    finally:
        os._exit(0)  # nothing may return into the server's loop


def silence() -> None:
    """Children read nothing from the server's terminal and write nothing to it."""
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    sys.stdin, sys.stdout, sys.stderr = os.fdopen(0), os.fdopen(1, "w"), os.fdopen(2, "w")
    for name in ("stdin", "stdout", "stderr"):
        setattr(sys, f"__{name}__", getattr(sys, name))


def answer(connection: Connection) -> None:
    """Do what the request asks, as a fresh process would."""
    reset_process(*connection.recv())
    connection.send(os.getpid())
    connection.send(outcome(connection.recv))


def outcome(receive: Callable[[], Callable[[], Any]]) -> tuple[Any, BaseException | str | None]:
    """What the callable that is received returns, and what it raised: of builder or system as it is, else in words."""
    try:
        return receive()(), None
    except BaseException as error:
        known = isinstance(error, OSError) or type(error).__module__.startswith("bookbuilder.")
        return None, error if known else f"{type(error).__name__}: {error}"


def reset_process(folder: str, environment: Mapping[str, str]) -> None:
    """Working directory, environment, interrupts and random state of the child, not of the server."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    random.seed(0)
    if "numpy.random" in sys.modules:
        sys.modules["numpy.random"].seed(0)
    importlib.invalidate_caches()


def limit_resources() -> None:
    """Give this process, and each that it starts, the memory that the book allows, and end the forking without end."""
    if memory := int(os.environ.get(MEMORY_VARIABLE, 0)) * GIGABYTE:
        set_limit(resource.RLIMIT_DATA, memory)
    if os.path.isdir(PROCESSES):
        set_limit(resource.RLIMIT_NPROC, threads_of_user() + MOST_PROCESSES)


def set_limit(kind: int, limit: int) -> None:
    """Lower a limit of this process, unless it is lower already."""
    soft, hard = resource.getrlimit(kind)
    if soft == resource.RLIM_INFINITY or limit < soft:
        resource.setrlimit(kind, (limit, hard))


def threads_of_user() -> int:
    """Threads of all processes of this user, as the system counts them against the limit."""
    found = 0
    for process in os.scandir(PROCESSES):
        with contextlib.suppress(OSError):
            if process.name.isdigit() and process.stat().st_uid == os.getuid():
                found += len(os.listdir(f"{process.path}/task"))
    return found


def run_kernel(arguments: list[str]) -> None:
    """Be a Jupyter kernel until told to stop."""
    from ipykernel.kernelapp import IPKernelApp

    limit_resources()

    os.environ.setdefault("MPLBACKEND", INLINE_BACKEND)
    if "matplotlib" in sys.modules:  # it read the variable when the server imported it
        sys.modules["matplotlib"].rcParams["backend"] = os.environ["MPLBACKEND"]
    launcher = importlib.util.find_spec("ipykernel_launcher")
    sys.argv = [str(launcher and launcher.origin), *arguments]
    app = IPKernelApp.instance()
    app.initialize([*arguments, WITHOUT_TIPS])
    # An interrupt between two cells would drop a request without an answer, for which the chapter's limit is waited.
    app.kernel.pre_handler_hook = app.kernel.post_handler_hook = lambda: None
    app.start()


if __name__ == "__main__":
    main()
