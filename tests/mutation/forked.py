"""Work done in a fork of this process, which it can neither change nor exhaust."""

from __future__ import annotations

import os
import pickle
import resource
import signal
from collections.abc import Callable
from typing import Any

MEMORY = 6 << 30  # bytes of addresses


class Fork:
    """A function that has begun in a fork."""

    def __init__(self, function: Callable[[], Any]) -> None:
        reading, writing = os.pipe()
        self._child = os.fork()
        if self._child == 0:
            os.close(reading)
            _tell(function, writing)
        os.close(writing)
        self._pipe = os.fdopen(reading, "rb")

    def told(self) -> Any:
        """What the function returned, None if it was stopped or failed."""
        with self._pipe:
            told = self._pipe.read()
        _, status = os.waitpid(self._child, 0)
        return pickle.loads(told) if status == 0 else None


def _tell(function: Callable[[], Any], writing: int) -> None:
    status = 1
    try:
        silence = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(silence, stream)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(pickle.dumps(function()))
        status = 0
    finally:
        os._exit(status)


def stop_after(seconds: float) -> None:
    """End this process when it has used the processor for so many seconds from now, within compiled code too."""
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)
