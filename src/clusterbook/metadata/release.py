"""The archive of a release: the data package, the other formats, how to cite it, what it holds, and checksums."""

from __future__ import annotations

from clusterbook.data.book import Book
from clusterbook.data.checksums import FILE, checksum_lines
from clusterbook.exports import FORMATS, export_files
from clusterbook.metadata.crate import CRATE, crate_text
from clusterbook.metadata.project import Project
from clusterbook.paths import book_root

BESIDE = ("CITATION.cff", "REPLICATION.md", "results/replication_map.csv")  # of the repository, where they are


def release_files(project: Project, book: Book) -> dict[str, bytes]:
    """Everything in the archive by name: each format in a folder of its own, the data package in ``csv``."""
    files = {f"{name}/{path}": content for name in FORMATS for path, content in export_files(book, name).items()}
    files |= {name: path.read_bytes() for name in BESIDE if (path := book_root() / name).is_file()}
    files[FILE] = checksum_lines(dict(sorted(files.items()))).encode()
    return files | {CRATE: crate_text(project, files).encode()}
