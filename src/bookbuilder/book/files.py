"""Writing files: only when the content is new, and never half a file."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from bookbuilder.book.fingerprints import digest, file_digest


def write_if_new(path: Path, content: bytes) -> bool:
    """Put ``content`` into ``path`` whole, unless it is there already; say whether it was new."""
    if file_digest(path) == digest(content):
        return False
    replace_file(path, content)
    return True


def replace_file(path: Path, content: bytes) -> None:
    """Put ``content`` into ``path`` whole, whatever stood in its way: for what the builder made itself."""
    for parent in path.parents:
        if parent.is_file() or (parent.is_symlink() and not parent.exists()):
            parent.unlink()
        if parent.is_dir():
            break
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    write_whole(path, content)


def write_whole(path: Path, content: bytes) -> None:
    """Put ``content`` into ``path`` whole.

    Raises
    ------
    OSError
        If it cannot be written there, because a folder has its name or a file that of one of its folders.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        os.replace(part, path)
    except OSError as error:
        error.filename = error.filename or str(path)  # a full disk names no file
        raise
    finally:
        part.unlink(missing_ok=True)


def dump_json(value: Any) -> bytes:
    """JSON as this project writes it: one entry per line, keys sorted, floats in full."""
    return (json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def mirror(sources: Mapping[str, Path | bytes], target: Path) -> set[str]:
    """Make ``target`` a folder of exactly ``sources`` (name to file or content); the names that changed."""
    if not target.is_dir():
        remove_tree(target)
        target.mkdir(parents=True)
    changed = changes(sources, target)
    for name in sorted(changed - set(sources)):
        (target / name).unlink()
    for name, source in sources.items():
        if name in changed:
            replace_file(target / name, source if isinstance(source, bytes) else source.read_bytes())
    drop_empty_folders(target)
    return changed


def drop_empty_folders(folder: Path) -> None:
    """Remove every folder below ``folder`` that holds no file."""
    for parent, folders, _ in os.walk(folder, topdown=False):
        for name in folders:
            with contextlib.suppress(OSError):  # it holds something, or is a link
                os.rmdir(os.path.join(parent, name))


def changes(sources: Mapping[str, Path | bytes], target: Path) -> set[str]:
    """Names in which the files below ``target`` differ from ``sources``: new, other content, surplus."""
    wanted = {
        name: digest(source) if isinstance(source, bytes) else file_digest(source) for name, source in sources.items()
    }
    surplus = {path.relative_to(target).as_posix() for path in all_files_below(target)} - set(sources)
    return surplus | {name for name, content in wanted.items() if file_digest(target / name) != content}


def all_files_below(folder: Path) -> list[Path]:
    """Every file below ``folder``, sorted, hidden ones and links too."""
    return sorted(
        Path(parent, name)
        for parent, folders, names in os.walk(folder)
        for name in [*names, *(entry for entry in folders if os.path.islink(os.path.join(parent, entry)))]
    )


def files_below(folder: Path, skip: Iterable[str] = (), *, at_top: Iterable[str] = ()) -> list[Path]:
    """Every file below ``folder``, sorted, without hidden ones and the folders named in ``skip``.

    Those named in ``at_top`` are left out right below ``folder`` alone: further down they mean what they like.
    """
    found: list[Path] = []
    everywhere, here = set(skip), {*skip, *at_top}
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in here and not name.startswith("."))
        here = everywhere
        found += [Path(parent, name) for name in sorted(names) if not name.startswith(".")]
    return found


def remove_tree(folder: Path) -> None:
    """Remove a folder with all it holds, or the file in its place, if it is there."""
    if folder.is_file() or folder.is_symlink():
        folder.unlink()
    shutil.rmtree(folder, ignore_errors=True)
