"""The page of downloads: every file of the package, and all of it while its parts agree."""

from __future__ import annotations

import io
import os
import re
import shutil
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from bookbuilder.book.layout import BookFolders
from bookbuilder.staleness.data import data_sources
from clusterbook.data import resource_names
from clusterbook.data.book import Book, load_book
from clusterbook.data.checksums import checksums, checksums_hold
from clusterbook.exports import FORMATS
from clusterbook.paths import data_folder
from clusterbook.site.data_page import data_files, data_page
from clusterbook.site.exported import exported_files

REPOSITORY = Path(__file__).parents[2]
LINK = re.compile(r'<a href="([^"]+)"')


def copied_data(folder: Path, patch: pytest.MonkeyPatch) -> Path:
    """A copy of the data whose checksums hold, which then is the book's."""
    shutil.copytree(data_folder(), folder / "data")
    patch.setenv("CLUSTERBOOK_ROOT", str(folder))
    (folder / "data" / "SHA256SUMS").write_text(checksums(), encoding="utf-8")
    return folder / "data"


@contextmanager
def opened_files() -> Iterator[list[str]]:
    """Names of the files that are opened meanwhile."""
    names: list[str] = []
    listening = True

    def note(event: str, arguments: tuple[object, ...]) -> None:
        if listening and event == "open" and isinstance(arguments[0], str | os.PathLike):
            names.append(os.path.abspath(arguments[0]))

    sys.addaudithook(note)
    yield names
    listening = False  # a hook stays for good


class Offered(NamedTuple):
    """What is offered of a folder of data, and what was opened to make it."""

    folder: Path
    files: dict[str, bytes]
    opened: list[str]


@pytest.fixture(scope="module")
def agreeing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Offered]:
    """Data whose parts agree, and what is offered of them."""
    with pytest.MonkeyPatch.context() as patch:
        folder = copied_data(tmp_path_factory.mktemp("agreeing"), patch)
        with opened_files() as opened:
            files = exported_files()
        yield Offered(folder, files, opened)


def sizes_of(files: dict[str, bytes]) -> dict[str, int]:
    """Bytes of each file."""
    return {name: len(content) for name, content in files.items()}


def test_every_file_and_every_format_is_offered_and_every_link_leads_to_a_file(agreeing: Offered, book: Book) -> None:
    links = LINK.findall(data_page(book, sizes_of(agreeing.files)))
    assert set(links) <= {*data_files(), *agreeing.files}
    assert len(links) == len(set(links)) == len(FORMATS) + len(resource_names())


def test_the_builder_asks_for_it_again_whenever_a_file_changes_that_it_is_made_of(agreeing: Offered) -> None:
    paths = data_sources(BookFolders(REPOSITORY), "export").paths
    known = {path.relative_to(REPOSITORY).as_posix() for path in paths}
    folder = agreeing.folder.parent
    read = {os.path.relpath(name, folder) for name in agreeing.opened if name.startswith(str(folder))}
    assert len(read) > 100 and read <= known
    code = {os.path.relpath(name, REPOSITORY) for name in agreeing.opened if name.startswith(str(REPOSITORY / "src"))}
    assert {name for name in code if "__pycache__" not in name} <= known
    assert not [name for name in agreeing.opened if name.startswith(str(REPOSITORY / "data"))]


def test_the_archive_of_csv_is_the_package_itself(agreeing: Offered) -> None:
    folder, files, _ = agreeing
    with zipfile.ZipFile(io.BytesIO(files["data/upgrading_to_compete_csv.zip"])) as bundle:
        assert bundle.testzip() is None
        inside = {name: bundle.read(name) for name in bundle.namelist() if name != "read_data.R"}
    there = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert inside == there


def test_an_edited_file_is_offered_at_once_and_the_whole_only_when_its_parts_agree_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = copied_data(tmp_path, monkeypatch) / "published" / "table_05_03.csv"
    table.write_text(table.read_text("utf-8").replace("chn,China,item,1,8,69", "chn,China,item,1,8,70"), "utf-8")
    assert not checksums_hold()
    (tmp_path / "data" / "SHA256SUMS").write_bytes(b"\xff\xfe")
    assert not checksums_hold()
    book, files = load_book(), data_files()
    assert files["data/table_05_03.csv"] == table.read_bytes()
    assert exported_files() == {}
    assert "clusterbook package" in data_page(book, {})
    assert set(LINK.findall(data_page(book, {}))) <= set(files)
