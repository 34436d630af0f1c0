"""The archive's bytes: a ZIP that is the same each time, and ends in a checksum of all that stands before.

The checksum is the archive's comment. Whatever byte is changed, also one that no program looks at, is noticed.
"""

from __future__ import annotations

import hashlib
import io
import time
import zipfile
from collections.abc import Mapping

from bookbuilder.release.verify import SEAL_LENGTH, SUMS

EARLIEST = 315532800  # 1980-01-01, the first second that a ZIP can hold


def checksum_lines(files: Mapping[str, bytes]) -> bytes:
    """A line per file in the order of names, as ``sha256sum --check`` reads it."""
    return "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)).encode()


def sealed_archive(files: Mapping[str, bytes], *, seconds: int) -> bytes:
    """Files in the order of their names, with their checksums in ``SHA256SUMS``.

    Parameters
    ----------
    files : mapping of str to bytes
        Content by name.
    seconds : int
        The time that every member bears, since 1970; before 1980 is 1980.
    """
    members = {**files, SUMS: checksum_lines(files)}
    moment = time.gmtime(max(seconds, EARLIEST))[:6]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as bundle:
        bundle.comment = b"0" * SEAL_LENGTH
        for name in sorted(members):
            entry = zipfile.ZipInfo(name, moment)
            entry.create_system = 3  # permissions are those of Unix, wherever this runs
            entry.external_attr = 0o100644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            bundle.writestr(entry, members[name])
    content = buffer.getvalue()[:-SEAL_LENGTH]
    return content + hashlib.sha256(content).hexdigest().encode()
