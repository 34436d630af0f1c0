"""``clusterbook export``: the data package in the formats that other programs read, written into a folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from clusterbook.data.book import load_book
from clusterbook.errors import ClusterbookError, listed
from clusterbook.exports import FORMATS, export_files

EXTRA = "clusterbook[export]"


@contextmanager
def needs_export_extra(where: str) -> Iterator[None]:
    """A library that is missing inside is told with what installs it.

    Raises
    ------
    ClusterbookError
        If a library is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        raise ClusterbookError(
            f"{where}: found no library {error.name}; expected the extra export. Run: pip install '{EXTRA}'"
        ) from None


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
        with needs_export_extra(f"--format {name}"):
            files = export_files(book, name)
        for path, content in files.items():
            target = folder / name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        print(f"{folder / name}: {len(files)} files ({FORMATS[name].title})")
    return 0
