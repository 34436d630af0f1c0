"""``clusterbook instructor``: the finished site once more, with hints and solutions of the exercises open."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from clusterbook.errors import ClusterbookError

PAGES = "exercises/ex[0-9][0-9]_*.html"
NOTE = '<p class="edition">Instructor\'s edition: hints and solutions are open.</p>'
FOLDED = re.compile(r'<details(?= class="[^"]*\bfolded-part\b)')


def write_instructor_edition(site: Path, folder: Path) -> int:
    """Copy the site and open what its exercises fold.

    Parameters
    ----------
    site : Path
        The finished site.
    folder : Path
        Where the edition goes; it must not exist.

    Raises
    ------
    ClusterbookError
        If there is no site with exercises, or the folder exists.
    """
    exercise_pages(site, folder)
    shutil.copytree(site, folder)
    pages = sorted(folder.glob(PAGES))
    for page in pages:
        page.write_text(opened(page.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"{folder}: {len(pages)} pages of exercises, with hints and solutions open")
    return 0


def exercise_pages(site: Path, folder: Path) -> list[Path]:
    """Pages of exercises of a site that is to be written anew into a folder; raises as ``write_instructor_edition``."""
    pages = sorted(site.glob(PAGES))
    if not pages:
        raise ClusterbookError(f"{site}: found no site with exercises. Build it first: clusterbook build.")
    if folder.exists():
        raise ClusterbookError(f"{folder}: found a folder or file; expected none. Remove it or name another.")
    return pages


def opened(page: str) -> str:
    """A page with its folded parts open, and a line below its title that says so; other folds stay as they are."""
    return FOLDED.sub("<details open", page).replace("</h1>", f"</h1>\n{NOTE}", 1)
