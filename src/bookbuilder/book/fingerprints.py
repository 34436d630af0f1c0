"""Fingerprints of contents; within a build each file is read and hashed once, however many ask."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path

CLOCK_STEP_SECONDS = 0.05  # file systems count time in steps: what changed within one may look unchanged
Entries = Mapping[str, tuple[Sequence[int], str]]


def digest(content: bytes) -> str:
    """Fingerprint of some bytes."""
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def identity_of(path: Path | str) -> list[int] | None:
    """Device, inode, size and times of a file: whatever is written into it or put in its place has others."""
    try:
        about = os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return [about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns, about.st_ctime_ns]


@dataclass
class Fingerprints:
    """Digests of file contents, kept for as long as one build.

    The digest decides whether a file changed. Its identity only tells whether it was written again
    after it was read in this same build; from build to build nothing is remembered.

    Attributes
    ----------
    entries : dict
        Identity and digest by path, as another process of the build can take them over.
    hashed : int
        How many times a file was read and hashed.
    """

    entries: dict[str, tuple[Sequence[int], str]] = field(default_factory=dict)
    hashed: int = 0

    def of(self, path: Path | str) -> str | None:
        """Digest of a file's content; None where there is no file."""
        place, identity = os.path.abspath(path), identity_of(path)
        if identity is None:
            return None
        if place in self.entries and list(self.entries[place][0]) == identity:
            return self.entries[place][1]
        self.hashed += 1
        value = _read_digest(path)
        if value is not None and _has_settled(identity):
            self.entries[place] = (identity, value)
        return value


_OF_THIS_BUILD: ContextVar[Fingerprints | None] = ContextVar("fingerprints", default=None)


@contextmanager
def hash_once(entries: Entries | None = None) -> Iterator[Fingerprints]:
    """Let ``file_digest`` hash each file once for as long as this lasts, beginning with what is known already."""
    active = _OF_THIS_BUILD.get()
    if active is not None and entries is None:
        yield active
        return
    token = _OF_THIS_BUILD.set(Fingerprints(dict(entries or {})))
    try:
        found = _OF_THIS_BUILD.get()
        assert found is not None
        yield found
    finally:
        _OF_THIS_BUILD.reset(token)


def known_entries() -> Entries:
    """What this build has hashed so far."""
    active = _OF_THIS_BUILD.get()
    return active.entries if active else {}


def file_digest(path: Path | str) -> str | None:
    """Fingerprint of a file's content, or None where there is no file."""
    active = _OF_THIS_BUILD.get()
    return active.of(path) if active else _read_digest(path)


def _read_digest(path: Path | str) -> str | None:
    try:
        with open(path, "rb") as stream:
            return digest(stream.read())
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return None


def _has_settled(identity: Sequence[int]) -> bool:
    """Whether a further write would show: the last one is more than a step of the clock away."""
    return abs(time.time() - identity[-1] / 1e9) > CLOCK_STEP_SECONDS
