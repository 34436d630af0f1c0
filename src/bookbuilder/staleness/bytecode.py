"""Compiled helper modules that can never be older than their source.

Python trusts a compiled file whose source has the same second and size. An author's quick edit can
have both, so the book's modules are compiled with the fingerprint of their source instead, which
Python then checks at every import and keeps up to date by itself.
"""

from __future__ import annotations

import py_compile
from importlib.util import cache_from_source
from pathlib import Path

from bookbuilder.book.files import files_below

CHECKED = py_compile.PycInvalidationMode.CHECKED_HASH


def compile_by_content(folder: Path) -> None:
    """Compile every module below ``folder`` whose compiled file goes by time, or is missing."""
    for path in files_below(folder):
        if path.suffix == ".py" and not goes_by_content(Path(cache_from_source(str(path)))):
            py_compile.compile(str(path), invalidation_mode=CHECKED, quiet=2)


def goes_by_content(compiled: Path) -> bool:
    """Whether a compiled file carries the fingerprint of its source and has it checked."""
    try:
        with open(compiled, "rb") as stream:
            return int.from_bytes(stream.read(8)[4:], "little") == 0b11
    except FileNotFoundError:
        return False
