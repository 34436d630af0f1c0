"""Scripts and styles of single pages, kept below ``assets`` and put into the site as they are."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).with_name("assets")


def asset_files() -> dict[str, bytes]:
    """Content of every file below ``assets``, by address from the site's root."""
    paths = sorted(path for path in FOLDER.rglob("*") if path.is_file())
    return {path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in paths}
