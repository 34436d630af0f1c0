"""What the builder keeps for itself, with a fingerprint of its own: damaged or altered, it counts as not there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bookbuilder.book.files import dump_json, replace_file
from bookbuilder.book.fingerprints import digest
from bookbuilder.book.layout import BookFolders


def state_file(book: BookFolders, name: str) -> Path:
    """Where the builder keeps what it knows of one thing: the data, the site, the whole build."""
    return book.build / "records" / f"{name}.state"


def save_sealed(path: Path, content: Any) -> None:
    """Keep ``content``, of what JSON knows."""
    replace_file(path, dump_json({"content": content, "seal": seal_of(content)}))


def load_sealed(path: Path) -> Any:
    """What was kept; None if there is nothing, or not what was written."""
    try:
        kept = json.loads(path.read_bytes())
        content, seal = kept["content"], kept["seal"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return content if seal == seal_of(content) else None


def seal_of(content: Any) -> str:
    """Fingerprint of what JSON can hold."""
    return digest(json.dumps(content, sort_keys=True).encode())
