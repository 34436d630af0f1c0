"""Debian's Firefox without a window, led by its own protocol, Marionette: Playwright leads only its own."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PROGRAMS = ("firefox-esr", "firefox")
START_SECONDS = 120.0
SETTINGS = """user_pref("marionette.port", {port});
user_pref("app.update.auto", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("toolkit.telemetry.enabled", false);
"""


def firefox_program() -> str | None:
    """Firefox of this machine: that of the variable ``FIREFOX``, else one on the path."""
    return os.environ.get("FIREFOX") or next(filter(None, map(shutil.which, PROGRAMS)), None)


class Window:
    """A window of Firefox."""

    def __init__(self, connection: socket.socket) -> None:
        self._stream = connection.makefile("rwb")
        self._number = 0
        self._receive()
        self.command("WebDriver:NewSession", {"capabilities": {}})

    def open(self, address: str) -> None:
        """Go to a page and wait until it has been loaded."""
        self.command("WebDriver:Navigate", {"url": address})

    def evaluate(self, expression: str) -> Any:
        """Value of an expression of JavaScript on the page."""
        script = {"script": f"return {expression};", "args": []}
        return self.command("WebDriver:ExecuteScript", script)["value"]

    def wait_for(self, expression: str, *, seconds: float) -> Any:
        """The first value of an expression that is true."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if value := self.evaluate(expression):
                return value
            time.sleep(0.5)
        raise TimeoutError(f"{expression} is not true after {seconds:g} seconds")

    def command(self, name: str, values: dict[str, Any]) -> Any:
        """What Firefox answers to a command of WebDriver."""
        self._number += 1
        content = json.dumps([0, self._number, name, values]).encode()
        self._stream.write(f"{len(content)}:".encode() + content)
        self._stream.flush()
        _, _, error, result = self._receive()
        if error:
            raise RuntimeError(f"{name}: {error['message']}")
        return result

    def _receive(self) -> Any:
        """One message: its length, a colon, JSON."""
        length = b""
        while (letter := self._stream.read(1)) != b":":
            if not letter:
                raise ConnectionError("Firefox has gone")
            length += letter
        return json.loads(self._stream.read(int(length)))


@contextmanager
def firefox_window(program: str, folder: Path) -> Iterator[Window]:
    """A window of a Firefox whose profile is an empty ``folder``; closed at the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (folder / "user.js").write_text(SETTINGS.format(port=port), encoding="utf-8")
    command = [program, "--headless", "--marionette", "--no-remote", "--profile", str(folder)]
    environment = os.environ | {"HOME": str(folder), "MOZ_DISABLE_CONTENT_SANDBOX": "1"}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        with connected(port) as connection:
            yield Window(connection)
    finally:
        process.terminate()
        process.wait(timeout=30)


def connected(port: int) -> socket.socket:
    """A connection to Firefox, once it listens."""
    end = time.monotonic() + START_SECONDS
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=600)
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.5)
