"""Where things live: every folder is found from the book's root, never from the working directory."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from clusterbook.errors import ClusterbookError

ROOT_VARIABLE = "CLUSTERBOOK_ROOT"
INSIDE = "book"  # where a wheel has data, chapters and results, beside this file
# Tables that another page shows than the first of their chapter.
PAGES_OF_TABLES: dict[str, str] = {
    "10.1": "ch10_ratings",
    "10.2": "ch10_ratings",
    "10.3": "ch10_tests",
    "10.4": "ch10_ratings",
    "10.5": "ch10_ratings",
    "10.6": "ch10_ratings",
}
PAGES_OF_CHAPTERS: dict[int, str] = {10: "ch10_cross_case"}  # of a chapter of several pages, the one that opens it


def book_root() -> Path:
    """Folder that holds ``_config.yml``: the environment variable, else what a wheel brings, else this file's checkout.

    Raises
    ------
    ClusterbookError
        If the folder holds no book.
    """
    return _root_at(os.path.abspath(os.environ.get(ROOT_VARIABLE) or installed_book() or Path(__file__).parents[2]))


@cache
def _root_at(place: str) -> Path:
    """The folder at a place, links followed, if it holds a book; looked at once, for it is asked thousands of times."""
    root = Path(place).resolve()
    if not (root / "data").is_dir():
        raise ClusterbookError(
            f"{root}: found no data folder; expected the book's checkout. "
            f"Set {ROOT_VARIABLE} to the folder that holds _config.yml."
        )
    return root


def installed_book() -> Path | None:
    """Data, chapters and results that an installed package brings; None in a checkout."""
    inside = Path(__file__).parent / INSIDE
    return inside if inside.is_dir() else None


def visible_files(folder: Path, pattern: str) -> list[Path]:
    """Files that a pattern means, sorted, without hidden ones, which editors keep beside what they have open."""
    found = (path for path in folder.glob(pattern) if not path.is_dir())
    return sorted(path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts))


def chapter_page(chapter: int) -> str:
    """Name of a chapter's page, ``"ch04_salmon"`` for 4; of several pages, the one that opens it.

    Raises
    ------
    ClusterbookError
        If the chapter has no page.
    """
    if chapter in PAGES_OF_CHAPTERS:
        return PAGES_OF_CHAPTERS[chapter]
    names = sorted(path.stem for path in (book_root() / "chapters").glob(f"ch{chapter:02d}_*.ipynb"))
    if not names:
        raise ClusterbookError(
            f"chapters: found no page of Chapter {chapter}; expected ch{chapter:02d}_NAME.ipynb. Add it."
        )
    return names[0]


def table_page(table: str) -> str:
    """Name of the page that shows a printed table, ``"ch04_salmon"`` for ``"4.1"``."""
    return PAGES_OF_TABLES.get(table) or chapter_page(int(table_name(table)[6:8]))


def data_folder() -> Path:
    """Folder of the data package."""
    return book_root() / "data"


def table_name(table: str) -> str:
    """``"10.4"`` as ``table_10_04``: the one number a table has everywhere."""
    chapter, _, number = table.partition(".")
    if not (chapter.isdigit() and number.isdigit()):
        raise ClusterbookError(f"table: found {table!r}; expected a printed number. Write it as in '10.4'.")
    return f"table_{int(chapter):02d}_{int(number):02d}"


def anchor(table: str) -> str:
    """``"10.4"`` as ``tbl-10-04``: the table's place on its page."""
    return table_name(table).replace("table", "tbl", 1).replace("_", "-")


def cell_anchor(table: str, row: str, column: str) -> str:
    """The place of a printed cell on its page, and of what is said of it in the ledger.

    Parameters
    ----------
    table : str
        Printed number, such as ``"10.4"``.
    row, column : str
        Row key (of two key columns, joined by a bar) and column of the data file.

    Returns
    -------
    str
        Such as ``cell-10-04-sinos_valley-external_economies``; keys hold no hyphen, so that no two cells share it.
    """
    return f"{anchor(table).replace('tbl', 'cell', 1)}-{row.replace('|', '-')}-{column}"


def cluster_page(cluster_id: str) -> str:
    """Address of a cluster's page from the pages of the chapters: ``../clusters/sinos_footwear.html``."""
    return f"../clusters/{cluster_id}.html"


def claim_anchor(claim_id: str) -> str:
    """The place of a statement on its chapter's page, and of what is said of it in the ledger: ``claim-c10-04``."""
    return f"claim-{claim_id}"
