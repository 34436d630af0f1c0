"""``clusterbook package``: what of ``data/`` is made from the rest of it, written anew."""

from __future__ import annotations

from clusterbook.data.assemble import ASSEMBLED, assembled_package
from clusterbook.data.book import Book, load_book
from clusterbook.data.writing import csv_text
from clusterbook.paths import data_folder
from clusterbook.reproduction.tidy import TIDY


def write_made_files() -> int:
    """Write every made file that is not as it should be, and name it."""
    changed = [name for name, content in made_files(load_book()).items() if _write(name, content)]
    print("\n".join(f"data/{name}: written" for name in changed) or "the made files of data/ are as they should be")
    return 0


def made_files(book: Book) -> dict[str, str]:
    """Name below ``data/`` and text of every made file."""
    return tidy_files(book) | {ASSEMBLED: assembled_package() + "\n"}


def tidy_files(book: Book) -> dict[str, str]:
    """The flat files of all cells, checks, claims, clusters and codes."""
    return {
        book.describe(name)["path"]: csv_text(
            make(book), [field["name"] for field in book.describe(name)["schema"]["fields"]]
        )
        for name, make in TIDY.items()
    }


def _write(name: str, content: str) -> bool:
    """Whether a file had to be written."""
    path = data_folder() / name
    if path.is_file() and path.read_bytes() == content.encode():
        return False
    path.write_bytes(content.encode())
    return True
