"""Folders put in place as a whole: who looks into one sees its old content or its new one, never some of each."""

from __future__ import annotations

import ctypes
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from bookbuilder.book.files import changes, remove_tree

RENAME_EXCHANGE = 2
IN_WORKING_DIRECTORY = -100  # AT_FDCWD


def replace_folder(folder: Path, sources: Mapping[str, Path | bytes]) -> set[str]:
    """Make ``folder`` hold exactly ``sources`` (name to file or content), in one step; the names that changed.

    The new folder is built beside the old one, of which it takes over what stays by hard links.
    """
    aside = folder.with_name(f".{folder.name}.new")
    remove_tree(aside)  # of a build that was stopped
    changed = changes(sources, folder)
    if changed or not folder.is_dir():
        try:
            for name, source in sources.items():
                put_file(aside / name, source if name in changed else folder / name, link=name not in changed)
            aside.mkdir(exist_ok=True)
            exchange(aside, folder)
        finally:
            remove_tree(aside)
    return changed


def put_file(path: Path, source: Path | bytes, *, link: bool) -> None:
    """Write a file of a folder that nobody sees yet; ``link`` where ``source`` is a file that nobody writes into."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(source, bytes):
        path.write_bytes(source)
        return
    if link:
        try:
            os.link(source, path)
            return
        except OSError:  # some file systems have no hard links, and some systems refuse those to another user's files
            pass
    shutil.copyfile(source, path)


def exchange(new: Path, place: Path) -> None:
    """Put ``new`` where ``place`` is, and what was there, if anything, where ``new`` was.

    In one step where the system can exchange two folders, as Linux can on its usual file systems;
    elsewhere in two, between which there is nothing at ``place``.
    """
    if not os.path.lexists(place):
        new.rename(place)
    elif not exchanged(new, place):
        old = new.with_name(f"{new.name}.old")
        remove_tree(old)
        place.rename(old)
        new.rename(place)
        remove_tree(old)


def exchanged(one: Path, other: Path) -> bool:
    """Whether the system exchanged two names in one step."""
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    if rename is None:
        return False
    names = (os.fsencode(one), os.fsencode(other))
    return rename(IN_WORKING_DIRECTORY, names[0], IN_WORKING_DIRECTORY, names[1], RENAME_EXCHANGE) == 0
