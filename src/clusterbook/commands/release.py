"""``clusterbook release``: the archive that is deposited: the data in all formats, with description and checksums."""

from __future__ import annotations

from pathlib import Path

from clusterbook.commands.export import needs_export_extra
from clusterbook.data.book import load_book
from clusterbook.metadata import load_project
from clusterbook.metadata.release import release_files
from clusterbook.site.downloads import archive


def write_release(folder: Path) -> int:
    """Write the archive into a folder and name it; the same data give the same bytes.

    Raises
    ------
    ClusterbookError
        If a library that writes one of the formats is not installed.
    """
    project = load_project()
    with needs_export_extra("release"):
        files = release_files(project, load_book())
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{project.head['name']}-{project.version}.zip"
    path.write_bytes(archive(files))
    print(f"{path}: {len(files)} files")
    return 0
