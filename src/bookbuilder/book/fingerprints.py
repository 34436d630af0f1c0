"""Fingerprints of contents; within a build each file is read and hashed once, however many ask."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
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


_known: dict[str, tuple[Sequence[int], str]] | None = None  # identity and digest by path, while a build goes on


@contextmanager
def hash_once(entries: Entries | None = None) -> Iterator[None]:
    """Let ``file_digest`` hash each file once for as long as this lasts, beginning with what is known already.

    The digest decides whether a file changed. Its identity only tells whether it was written again
    after it was read in this same build; from build to build nothing is remembered.
    """
    global _known
    before = _known
    if _known is None or entries is not None:
        _known = dict(entries or {})
    try:
        yield
    finally:
        _known = before


def known_entries() -> Entries:
    """What this build has hashed so far, as another process of it can take it over."""
    return dict(_known or {})


def file_digest(path: Path | str) -> str | None:
    """Fingerprint of a file's content, or None where there is no file."""
    if (known := _known) is None:
        return _read_digest(path)
    place, identity = os.path.abspath(path), identity_of(path)
    if place in known and list(known[place][0]) == identity:
        return known[place][1]
    value = _read_digest(path)
    if value is not None and identity is not None and _has_settled(identity):
        known[place] = (identity, value)
    return value


def files_digest(paths: Iterable[Path | str], *more: object) -> str:
    """Fingerprint of the names and contents of files, and of whatever ``more`` is told as text."""
    lines = [*(f"{path} {file_digest(path)}" for path in paths), *map(str, more)]
    return digest("\n".join(lines).encode("utf-8", "surrogateescape"))


@dataclass(frozen=True)
class Sources:
    """Files, and what work that reads them depends on besides, at the moment before the work.

    Parameters
    ----------
    paths : tuple of Path
        The files.
    identities : tuple
        Of each what any writing changes, also one that is taken back before the work ends.
    digest : str
        Fingerprint of their names and contents, and of what else counts.
    """

    paths: tuple[Path, ...]
    identities: tuple[list[int] | None, ...]
    digest: str

    @property
    def untouched(self) -> bool:
        """Whether nobody has written any of them since: only then is what was made of them known to be theirs."""
        return _identities(self.paths) == self.identities


def read_sources(paths: Iterable[Path], *more: object) -> Sources:
    """Files as they are now, with whatever ``more`` is told as text."""
    found = tuple(paths)
    return Sources(found, _identities(found), files_digest(found, *more))


def _identities(paths: Iterable[Path]) -> tuple[list[int] | None, ...]:
    return tuple(map(identity_of, paths))


def _read_digest(path: Path | str) -> str | None:
    try:
        with open(path, "rb") as stream:
            return digest(stream.read())
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return None


def _has_settled(identity: Sequence[int]) -> bool:
    """Whether a further write would show: the last one is more than a step of the clock away."""
    return abs(time.time() - identity[-1] / 1e9) > CLOCK_STEP_SECONDS
