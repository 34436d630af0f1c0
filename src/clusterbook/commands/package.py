"""``clusterbook package``: what of ``data/`` is made from the rest of it, and what describes it, written anew."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from clusterbook.data.assemble import ASSEMBLED, assembled_package
from clusterbook.data.book import Book, load_book
from clusterbook.data.cases import FOLDER
from clusterbook.data.checksums import FILE, checksums
from clusterbook.data.codebook import codebook_text
from clusterbook.data.writing import csv_text
from clusterbook.instrument import SCHEMA_FILE, form_schema
from clusterbook.metadata import load_project, metadata_files
from clusterbook.paths import book_root, data_folder
from clusterbook.replication.readme import replication_files
from clusterbook.reproduction.tidy import TIDY

CODEBOOK = "CODEBOOK.md"


def write_made_files() -> int:
    """Write every made file that is not as it should be, and name it: what describes others after them."""
    changed = _write_all(data_folder(), tidy_files(load_book()))
    changed += _write_all(data_folder(), describing_files(load_book()))
    changed += _write_all(data_folder(), {FILE: checksums()})
    changed += _write_all(book_root(), root_files(load_book()))
    print("\n".join(f"{name}: written" for name in changed) or "the made files are as they should be")
    return 0


def outdated_files(book: Book) -> list[str]:
    """Names below the book's root of made files that are not as they should be."""
    wanted = {data_folder() / name: text for name, text in made_files(book).items()}
    wanted |= {book_root() / name: text for name, text in root_files(book).items()}
    return [path.relative_to(book_root()).as_posix() for path, text in wanted.items() if not _stands(path, text)]


def made_files(book: Book) -> dict[str, str]:
    """Name below ``data/`` and text of every made file."""
    return tidy_files(book) | describing_files(book) | {FILE: checksums()}


def root_files(book: Book) -> dict[str, str]:
    """Name below the book's root and text of what tells catalogues and replicators of the project."""
    project = load_project()
    return metadata_files(project) | replication_files(project, book)


def describing_files(book: Book) -> dict[str, str]:
    """The codebook, the schemas in one file, that of a cluster form; the flat files are described as they stand."""
    schema = json.dumps(form_schema(book), indent=1, ensure_ascii=False)
    return {
        CODEBOOK: codebook_text(book),
        ASSEMBLED: assembled_package() + "\n",
        f"{FOLDER}/{SCHEMA_FILE}": schema + "\n",
    }


def tidy_files(book: Book) -> dict[str, str]:
    """The flat files of all cells, checks, claims, clusters and codes."""
    return {
        book.describe(name)["path"]: csv_text(
            make(book), [field["name"] for field in book.describe(name)["schema"]["fields"]]
        )
        for name, make in TIDY.items()
    }


def _write_all(folder: Path, files: Mapping[str, str]) -> list[str]:
    """Write the files that are not as they should be; their names below the book's root."""
    changed = [folder / name for name, text in files.items() if not _stands(folder / name, text)]
    for path in changed:
        path.write_bytes(files[path.relative_to(folder).as_posix()].encode())
    return [path.relative_to(book_root()).as_posix() for path in changed]


def _stands(path: Path, text: str) -> bool:
    """Whether a file holds this text."""
    return path.is_file() and path.read_bytes() == text.encode()
