"""What the locks pin: the packages of every ``requirements*.txt`` beside the book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bookbuilder.running.environment import LOCK, PINNED, plain_name

LOCKS = "requirements*.txt"


@dataclass(frozen=True, order=True)
class Package:
    """A package of a lock.

    Parameters
    ----------
    name : str
        As packaging compares names: lower case, hyphens.
    version : str
        The version that is pinned.
    marker : str
        On which systems or Pythons it is installed; empty for all.
    """

    name: str
    version: str
    marker: str = field(default="", compare=False)


def pinned(text: str) -> list[Package]:
    """The packages of one lock, in its order."""
    return [Package(plain_name(name), version, marker) for name, version, marker in PINNED.findall(text) if version]


def lock_files(root: Path) -> dict[str, Path]:
    """The book's locks by name."""
    return {path.name: path for path in sorted(root.glob(LOCKS))}


def packages_of(texts: Mapping[str, str]) -> dict[Package, list[str]]:
    """Every package with the names of the locks that pin it, sorted.

    Parameters
    ----------
    texts : mapping of str to str
        Locks by name.
    """
    found: dict[Package, list[str]] = {}
    for lock, text in texts.items():
        for package in pinned(text):
            found.setdefault(package, []).append(lock)
    return dict(sorted(found.items()))


def load_packages(root: Path) -> dict[Package, list[str]]:
    """Every package of the book's locks, with the names of those that pin it."""
    return packages_of({name: path.read_text(encoding="utf-8") for name, path in lock_files(root).items()})


def needed(locks: list[str]) -> bool:
    """Whether a package is needed to read and rerun the book, and not only to develop it."""
    return LOCK in locks
