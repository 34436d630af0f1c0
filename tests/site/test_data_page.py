"""The page of downloads: every file of the package, and all of it while its parts agree."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from clusterbook.data import resource_names
from clusterbook.data.book import Book, load_book
from clusterbook.data.checksums import checksums, checksums_hold
from clusterbook.exports import FORMATS
from clusterbook.paths import data_folder
from clusterbook.site.data_page import data_files, data_page

LINK = re.compile(r'<a href="([^"]+)"')


def copied_data(folder: Path, patch: pytest.MonkeyPatch) -> Path:
    """A copy of the data whose checksums hold, which then is the book's."""
    shutil.copytree(data_folder(), folder / "data")
    patch.setenv("CLUSTERBOOK_ROOT", str(folder))
    (folder / "data" / "SHA256SUMS").write_text(checksums(), encoding="utf-8")
    return folder / "data"


@pytest.fixture(scope="module")
def agreeing(tmp_path_factory: pytest.TempPathFactory, book: Book) -> Iterator[tuple[Path, dict[str, bytes]]]:
    """Data whose parts agree, and what is offered of them."""
    with pytest.MonkeyPatch.context() as patch:
        folder = copied_data(tmp_path_factory.mktemp("agreeing"), patch)
        yield folder, data_files(book)


def test_every_file_and_every_format_is_offered_and_every_link_leads_to_a_file(
    agreeing: tuple[Path, dict[str, bytes]], book: Book
) -> None:
    _, files = agreeing
    links = LINK.findall(data_page(book, files))
    assert set(links) <= set(files)
    assert len(links) == len(set(links)) == len(FORMATS) + len(resource_names())


def test_the_archive_of_csv_is_the_package_itself(agreeing: tuple[Path, dict[str, bytes]]) -> None:
    folder, files = agreeing
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
    book: Book = load_book()
    files = data_files(book)
    assert files["data/table_05_03.csv"] == table.read_bytes()
    assert [name for name in files if name.endswith((".zip", ".xlsx"))] == []
    assert "clusterbook package" in data_page(book, files)
    assert set(LINK.findall(data_page(book, files))) <= set(files)
