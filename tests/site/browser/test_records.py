"""What the chapters' records name: no chapter of the book depends on all of it."""

from __future__ import annotations

import json
from pathlib import Path


def test_no_chapter_depends_on_the_whole_book_or_on_every_variable(site_folder: Path) -> None:
    records = sorted((site_folder.parent / "records").glob("*.json"))
    seen = {path.stem: json.loads(path.read_text(encoding="utf-8"))["content"]["seen"] for path in records}
    assert len(seen) > 15
    assert {name for name, kinds in seen.items() if "tree" in kinds or "*" in kinds.get("variable", {})} == set()
