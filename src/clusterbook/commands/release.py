"""What the book adds to its release: the data in all formats, described, with their own checksums."""

from __future__ import annotations

from clusterbook.commands.export import needs_export_extra
from clusterbook.data.book import load_book
from clusterbook.metadata import load_project
from clusterbook.metadata.release import release_files

FOLDER = "data"


def released_data() -> dict[str, bytes]:
    """Files of the data by name in the release; the same data give the same bytes.

    Raises
    ------
    ClusterbookError
        If a library that writes one of the formats is not installed.
    """
    with needs_export_extra("release"):
        files = release_files(load_project(), load_book())
    return {f"{FOLDER}/{name}": content for name, content in files.items()}
