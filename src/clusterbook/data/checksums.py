"""Checksums of the data package: which bytes belong together, for whoever receives them and for the site.

An edited file no longer fits ``data/SHA256SUMS``, so that nothing made of the whole package is offered until
``clusterbook package`` has made the flat files and the checksums anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from clusterbook.paths import data_folder

FILE = "SHA256SUMS"


def package_paths() -> list[str]:
    """Files of the package below ``data/``, sorted, without hidden ones."""
    folder = data_folder()
    paths = [path.relative_to(folder) for path in folder.rglob("*") if path.is_file()]
    return sorted(path.as_posix() for path in paths if not any(part.startswith(".") for part in path.parts))


def checksums() -> str:
    """A line per file, as ``sha256sum --check`` reads it, but for the file of checksums itself."""
    folder = data_folder()
    return checksum_lines({path: (folder / path).read_bytes() for path in package_paths() if path != FILE})


def checksum_lines(files: Mapping[str, bytes]) -> str:
    """A line per file, in the order given."""
    return "".join(f"{hashlib.sha256(content).hexdigest()}  {path}\n" for path, content in files.items())


def checksums_hold() -> bool:
    """Whether the files are those of which the checksums were taken."""
    path = data_folder() / FILE
    return path.is_file() and path.read_bytes() == checksums().encode()
