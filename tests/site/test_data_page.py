"""The page of downloads: every file of the package, and all of it while its parts agree."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from pathlib import Path

import pytest

from clusterbook.data import resource_names
from clusterbook.data.book import Book, load_book
from clusterbook.data.checksums import checksums, checksums_hold
from clusterbook.exports import FORMATS
from clusterbook.paths import data_folder
from clusterbook.site.data_page import data_files, data_page

LINK = re.compile(r'<a href="([^"]+)"')


@pytest.fixture
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the data whose checksums hold."""
    shutil.copytree(data_folder(), tmp_path / "data")
    monkeypatch.setenv("CLUSTERBOOK_ROOT", str(tmp_path))
    (tmp_path / "data" / "SHA256SUMS").write_text(checksums(), encoding="utf-8")
    return tmp_path / "data"


def test_every_file_and_every_format_is_offered_and_every_link_leads_to_a_file(own_data: Path) -> None:
    book = load_book()
    files = data_files(book)
    links = LINK.findall(data_page(book, files))
    assert set(links) <= set(files)
    assert len(links) == len(set(links)) == len(FORMATS) + len(resource_names())


def test_the_archive_of_csv_is_the_package_itself(own_data: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(data_files(load_book())["data/upgrading_to_compete_csv.zip"])) as bundle:
        assert bundle.testzip() is None
        inside = {name: bundle.read(name) for name in bundle.namelist() if name != "read_data.R"}
    there = {path.relative_to(own_data).as_posix(): path.read_bytes() for path in own_data.rglob("*") if path.is_file()}
    assert inside == there


def test_an_edited_file_is_offered_at_once_and_the_whole_only_when_its_parts_agree_again(own_data: Path) -> None:
    table = own_data / "published" / "table_05_03.csv"
    table.write_text(table.read_text("utf-8").replace("chn,China,item,1,8,69", "chn,China,item,1,8,70"), "utf-8")
    assert not checksums_hold()
    book: Book = load_book()
    files = data_files(book)
    assert files["data/table_05_03.csv"] == table.read_bytes()
    assert [name for name in files if name.endswith((".zip", ".xlsx"))] == []
    assert "clusterbook package" in data_page(book, files)
    assert set(LINK.findall(data_page(book, files))) <= set(files)
