"""Fingerprints of the files that one build looks at: each file is read once, however many ask for it."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from bookbuilder.book.files import file_digest

CLOCK_STEP_SECONDS = 0.05  # file systems count time in steps: what changed within one may look unchanged


class Identity(NamedTuple):
    """What a file system says of a file; whatever is written into it or put in its place has another."""

    device: int
    inode: int
    size: int
    modified_ns: int
    status_changed_ns: int

    @classmethod
    def of(cls, path: Path | str) -> Identity | None:
        """A file's identity; None where there is no file."""
        try:
            about = os.stat(path)
        except (FileNotFoundError, NotADirectoryError):
            return None
        return cls(about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns, about.st_ctime_ns)


@dataclass
class Fingerprints:
    """Digests of file contents, kept for as long as one build.

    The digest decides whether a file changed. Its identity only tells whether it was written again
    after it was read in this same build; across builds nothing is remembered.

    Attributes
    ----------
    hashed : int
        How many times a file was read and hashed.
    """

    hashed: int = 0
    _known: dict[str, tuple[Identity | None, str | None]] = field(default_factory=dict)

    def of(self, path: Path | str) -> str | None:
        """Digest of a file's content; None where there is no file."""
        place, identity = os.fspath(path), Identity.of(path)
        known = self._known.get(place)
        if known is not None and known[0] == identity:
            return known[1]
        value = None
        if identity is not None:
            self.hashed += 1
            value = file_digest(path)
        if identity is None or _has_settled(identity):
            self._known[place] = (identity, value)
        return value

    def known(self, path: Path | str) -> str | None:
        """The digest as it was when the file was read last in this build; None if it was not."""
        return self._known.get(os.fspath(path), (None, None))[1]


def _has_settled(identity: Identity) -> bool:
    """Whether a further write would show: the last one is more than a step of the clock away."""
    return abs(time.time() - identity.status_changed_ns / 1e9) > CLOCK_STEP_SECONDS
