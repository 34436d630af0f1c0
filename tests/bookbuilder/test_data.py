"""What a check, or an export, is called again for."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookbuilder.book.layout import BookFolders
from bookbuilder.staleness.data import data_sources

FILES = {
    "pyproject.toml": "[tool.bookbuilder]\ncheck = 'rules:all'\ndata = ['data', 'works.bib', 'src/found', 'lists']\n",
    "data/table.csv": "1\n",
    "works.bib": "@book{a}\n",
    "notes.bib": "@book{b}\n",
    "src/rules.py": "def all(): ...\n",
    "src/found/by_name.py": "from helper import value\n",
    "src/helper.py": "value = 1\n",
    "src/other.py": "value = 2\n",
    "src/listed.py": "value = 3\n",
    "lists/code.py": "import listed\n",
}


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("data/table.csv", True),
        ("data/new.csv", True),
        ("data/.table.csv.swp", False),
        ("works.bib", True),
        ("notes.bib", False),
        ("src/rules.py", True),
        ("src/found/by_name.py", True),
        ("src/helper.py", True),
        ("src/listed.py", True),
        ("src/other.py", False),
    ],
)
def test_data_named_files_and_all_code_that_is_reached_count(tmp_path: Path, name: str, counts: bool) -> None:
    for file, content in FILES.items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(content, encoding="utf-8")
    before = data_sources(BookFolders(tmp_path), "check").digest
    with open(tmp_path / name, "a", encoding="utf-8") as stream:
        stream.write("# edited\n")
    assert (data_sources(BookFolders(tmp_path), "check").digest != before) is counts
