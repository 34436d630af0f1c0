"""``clusterbook export``: the data package in the formats that other programs read, written into a folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from clusterbook.data.book import load_book
from clusterbook.errors import ClusterbookError, listed
from clusterbook.exports import FORMATS, export_files

EXTRA = "clusterbook[export]"


def write_exports(folder: Path, formats: Sequence[str]) -> int:
    """Write the named formats, or all of them, each into a folder of its own, and name these.

    Raises
    ------
    ClusterbookError
        If there is no format of a name, or a library that writes it is not installed.
    """
    if unknown := [name for name in formats if name not in FORMATS]:
        raise ClusterbookError(
            f"--format: found {listed(unknown)}; allowed {listed(FORMATS)}. Choose one of these, or none for all."
        )
    book = load_book()
    for name in formats or FORMATS:
        try:
            files = export_files(book, name)
        except ModuleNotFoundError as error:
            raise ClusterbookError(
                f"--format {name}: found no library {error.name}; expected the extra export. Run: pip install '{EXTRA}'"
            ) from None
        for path, content in files.items():
            target = folder / name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        print(f"{folder / name}: {len(files)} files ({FORMATS[name].title})")
    return 0
