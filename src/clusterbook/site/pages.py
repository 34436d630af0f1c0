"""The chapters' pages as the site knows them: name, number, title, first sentence."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from clusterbook.paths import book_root

CHAPTER = re.compile(r"^ch(\d\d)_")
ROLE = re.compile(r"\{[\w:]+\}`[^`]*`|[*_`]")
SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z])")


@dataclass(frozen=True)
class Page:
    """A chapter's page.

    Parameters
    ----------
    path : Path
        The notebook.
    """

    path: Path

    @property
    def name(self) -> str:
        """Name of the page in the site, without ending: ``chapters/ch04_salmon``."""
        return f"chapters/{self.path.stem}"

    @property
    def key(self) -> str:
        """Name of its files in the site, without ending: ``ch04_salmon``."""
        return self.path.stem

    @property
    def chapter(self) -> int:
        """Number of the chapter."""
        found = CHAPTER.match(self.path.stem)
        return int(found[1]) if found else 0

    @property
    def address(self) -> str:
        """Address from the site's root: ``chapters/ch04_salmon.html``."""
        return f"{self.name}.html"

    @cached_property
    def markdown(self) -> tuple[str, ...]:
        """The prose, a text for each cell of it."""
        cells: list[dict[str, Any]] = json.loads(self.path.read_text(encoding="utf-8"))["cells"]
        return tuple("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")

    @property
    def _opening(self) -> list[str]:
        return self.markdown[0].split("\n\n")

    @property
    def title(self) -> str:
        """Title as it stands at the head of the page."""
        return self._opening[0].lstrip("# ").strip()

    @property
    def description(self) -> str:
        """First sentence, without markup, for search engines; empty where it holds a result."""
        first = SENTENCE.split(" ".join(self._opening[1].split()) if len(self._opening) > 1 else "")[0]
        return "" if "{result}" in first else ROLE.sub("", first).strip()


@cache
def book_pages() -> tuple[Page, ...]:
    """The chapters' pages in the order of their numbers, read once."""
    return tuple(Page(path) for path in sorted((book_root() / "chapters").glob("ch[0-9][0-9]_*.ipynb")))
