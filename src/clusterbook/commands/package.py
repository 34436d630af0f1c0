"""``clusterbook package``: what of ``data/`` is made from the rest of it, written anew."""

from __future__ import annotations

from collections.abc import Mapping

from clusterbook.data.assemble import ASSEMBLED, assembled_package
from clusterbook.data.book import Book, load_book
from clusterbook.data.checksums import FILE, checksums
from clusterbook.data.codebook import codebook_text
from clusterbook.data.writing import csv_text
from clusterbook.paths import data_folder
from clusterbook.reproduction.tidy import TIDY

CODEBOOK = "CODEBOOK.md"


def write_made_files() -> int:
    """Write every made file that is not as it should be, and name it: what describes others after them."""
    changed = _write_all(tidy_files(load_book()))
    changed += _write_all(describing_files(load_book()))
    changed += _write_all({FILE: checksums()})
    print("\n".join(f"data/{name}: written" for name in changed) or "the made files of data/ are as they should be")
    return 0


def made_files(book: Book) -> dict[str, str]:
    """Name below ``data/`` and text of every made file."""
    return tidy_files(book) | describing_files(book) | {FILE: checksums()}


def describing_files(book: Book) -> dict[str, str]:
    """The codebook and the schemas in one file; the flat files are described as they stand."""
    return {CODEBOOK: codebook_text(book), ASSEMBLED: assembled_package() + "\n"}


def tidy_files(book: Book) -> dict[str, str]:
    """The flat files of all cells, checks, claims, clusters and codes."""
    return {
        book.describe(name)["path"]: csv_text(
            make(book), [field["name"] for field in book.describe(name)["schema"]["fields"]]
        )
        for name, make in TIDY.items()
    }


def _write_all(files: Mapping[str, str]) -> list[str]:
    """Write the files that are not as they should be; their names."""
    changed = [name for name, text in files.items() if not _stands(name, text)]
    for name in changed:
        (data_folder() / name).write_bytes(files[name].encode())
    return changed


def _stands(name: str, text: str) -> bool:
    """Whether a file holds this text."""
    path = data_folder() / name
    return path.is_file() and path.read_bytes() == text.encode()
