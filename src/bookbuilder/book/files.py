"""Writing files: only when the content is new, and never half a file."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any


def digest(content: bytes) -> str:
    """Fingerprint of some bytes."""
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def file_digest(path: Path | str) -> str | None:
    """Fingerprint of a file's content, or None where there is no file."""
    try:
        with open(path, "rb") as stream:
            return digest(stream.read())
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return None


def write_if_new(path: Path, content: bytes) -> bool:
    """Put ``content`` into ``path`` whole, unless it is there already; say whether it was new."""
    if file_digest(path) == digest(content):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    part.write_bytes(content)
    os.replace(part, path)
    return True


def dump_json(value: Any) -> bytes:
    """JSON as this project writes it: one entry a line, keys sorted, floats in full."""
    return (json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def mirror(sources: Mapping[str, Path | bytes], target: Path) -> set[str]:
    """Make ``target`` hold exactly ``sources`` (name to file or content); the names that changed."""
    changed: set[str] = set()
    for name, source in sources.items():
        if write_if_new(target / name, source if isinstance(source, bytes) else source.read_bytes()):
            changed.add(name)
    surplus = {path.relative_to(target).as_posix() for path in files_below(target)} - set(sources)
    for name in surplus:
        (target / name).unlink()
    return changed | surplus


def files_below(folder: Path, skip: Iterable[str] = ()) -> list[Path]:
    """Every file below ``folder``, sorted, without hidden ones and the folders named in ``skip``."""
    found: list[Path] = []
    barred = set(skip)
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in barred and not name.startswith("."))
        found += [Path(parent, name) for name in sorted(names) if not name.startswith(".")]
    return found


def remove_tree(folder: Path) -> None:
    """Remove a folder with all it holds, if it is there."""
    shutil.rmtree(folder, ignore_errors=True)
