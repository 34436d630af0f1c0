"""Links from a chapter to its exercises and back."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from clusterbook.paths import book_root, chapter_page
from clusterbook.site.exercise_notebooks import working_notebook
from clusterbook.site.pages import Page

FOLDER = "exercises"


@cache
def exercise_pages() -> dict[int, str]:
    """Names of the pages of exercises in the site, without ending, by chapter."""
    stems = sorted(path.stem for path in (book_root() / FOLDER).glob("ex[0-9][0-9]_*.ipynb"))
    return {int(stem[2:4]): f"{FOLDER}/{stem}" for stem in stems}


def exercises_of(page: Page) -> str:
    """Address of the exercises to a chapter, from the site's root; empty for all but the page that opens it."""
    opens = page.chapter and page.key == chapter_page(page.chapter)
    name = exercise_pages().get(page.chapter, "") if opens else ""
    return name and f"{name}.html"


def exercise_facts() -> dict[str, dict[str, Any]]:
    """What the templates show of each page of exercises: the chapter it belongs to, and its notebook."""
    return {
        name: {
            "exercises_to": {"label": f"Chapter {chapter}", "href": f"chapters/{chapter_page(chapter)}.html"},
            "downloads": [{"label": "Notebook of this page", "href": notebook_of(name)}],
        }
        for chapter, name in exercise_pages().items()
    }


def notebook_of(name: str) -> str:
    """Address of the notebook of a page of exercises."""
    return f"notebooks/{name.rpartition('/')[2]}.ipynb"


def exercise_files(results: Path) -> dict[str, bytes]:
    """The notebooks of the exercises, to work in, by address from the site's root; ``results`` has the last runs'."""
    folders = (results, book_root() / "results")
    return {
        notebook_of(name): working_notebook((book_root() / f"{name}.ipynb").read_bytes(), folders)
        for name in exercise_pages().values()
    }
