"""The files of named results, each read once, for what the site says of them outside the chapters."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any


@cache
def entries_of(file: Path) -> dict[str, dict[str, Any]]:
    """The entries of a file of results, by name."""
    return {entry["name"]: entry for entry in json.loads(file.read_text(encoding="utf-8"))}
