"""Processes that a test has started, found by a mark in their environment."""

from __future__ import annotations

import time
from pathlib import Path

MARK = "BOOKBUILDER_TEST_PROCESS"
GRACE_SECONDS = 20


def marked(mark: str) -> list[int]:
    """Processes that were started with this mark, or are children of such; not those that have ended."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                environment = (folder / "environ").read_bytes()
                ended = (folder / "stat").read_text().rpartition(")")[2].split()[0] in "ZX"
            except OSError:
                continue
            found += [int(folder.name)] if f"{MARK}={mark}".encode() in environment and not ended else []
    return found


def wait_until_gone(mark: str) -> list[int]:
    """Processes with the mark that are still there after some grace."""
    until = time.monotonic() + GRACE_SECONDS
    while (left := marked(mark)) and time.monotonic() < until:
        time.sleep(0.02)
    return left
