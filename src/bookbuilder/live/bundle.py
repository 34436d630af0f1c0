"""Many files in one: an index in JSON, then their bytes; compressed, and the same bytes each time."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping

LENGTH_BYTES = 4
LEVEL = 9


def pack(files: Mapping[str, bytes]) -> bytes:
    """Files by name as the browser unpacks them (``assets/bundle.js``): length of the index, the index, the files."""
    index = json.dumps([[name, len(files[name])] for name in sorted(files)], ensure_ascii=False).encode()
    return b"".join([len(index).to_bytes(LENGTH_BYTES, "little"), index, *(files[name] for name in sorted(files))])


def compress(content: bytes) -> bytes:
    """``content`` in gzip, which every browser undoes, without a time in it."""
    return gzip.compress(content, LEVEL, mtime=0)
