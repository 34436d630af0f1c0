"""What the book adds to its release: the data in all formats, described, with their own checksums."""

from __future__ import annotations

from clusterbook.commands.export import needs_export_extra
from clusterbook.commands.package import outdated_files
from clusterbook.data.book import load_book
from clusterbook.errors import ClusterbookError, listed
from clusterbook.metadata import load_project
from clusterbook.metadata.release import release_files

FOLDER = "data"


def released_data() -> dict[str, bytes]:
    """Files of the data by name in the release; the same data give the same bytes.

    Raises
    ------
    ClusterbookError
        If a made file of the data is not as it should be, or a library that writes one of the formats is missing.
    """
    book = load_book()
    if outdated := outdated_files(book):
        raise ClusterbookError(
            f"release: found {listed(outdated)} made of other data than there are; expected them made anew. "
            "Run: clusterbook package, then commit."
        )
    with needs_export_extra("release"):
        files = release_files(load_project(), book)
    return {f"{FOLDER}/{name}": content for name, content in files.items()}
