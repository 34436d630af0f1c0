"""Any Jupyter Book of notebooks is built, where no other package of this repository can be imported."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tiny_book import REPOSITORY, notebook

from bookbuilder.book.chapters import documents, load_chapters, notebook_fault
from bookbuilder.book.configuration import load_configuration
from bookbuilder.book.layout import find_root
from bookbuilder.check import call_check, frame_faults
from bookbuilder.errors import BookError

TOC = """\
format: jb-book
root: welcome
parts:
- caption: First
  chapters:
  - file: one/start
    sections:
    - file: one/deeper/more
- caption: Second
  chapters:
  - file: two/start.ipynb
  - url: https://example.org
  - glob: notes/*
"""


def write(root: Path, name: str, content: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


def write_plain_book(root: Path) -> Path:
    """Notebooks with tables and a module beside them, as people keep them; no settings at all."""
    reading = "import helper\nhelper.total('table.csv')"
    write(root, "_toc.yml", TOC)
    write(root, "welcome.ipynb", json.dumps(notebook("Welcome", [("", "'first ' + 'page'")])))
    write(root, "one/start.ipynb", json.dumps(notebook("Start", [("", reading)])))
    write(root, "one/helper.py", "def total(name):\n    return 'total', sum(map(int, open(name).read().split()))\n")
    write(root, "one/table.csv", "1\n2\n")
    write(root, "one/deeper/more.md", "# More\n\n```{code-cell}\n1 + 1\n```\n")
    write(
        root,
        "two/start.ipynb",
        json.dumps(notebook("Another start", [("", "import matplotlib.pyplot as plt"), ("", "plt.plot([1, 2]);")])),
    )
    write(root, "notes/a.md", "# A note\n\n[To nothing](#nowhere)\n")
    return root


@pytest.fixture
def alone(tmp_path: Path) -> dict[str, str]:
    """An environment with the builder, without the book's package, and with a backend that draws in a window."""
    packages = tmp_path / "packages"
    shutil.copytree(REPOSITORY / "src" / "bookbuilder", packages / "bookbuilder")
    write(packages, "clusterbook/__init__.py", "raise ImportError('not here')\n")
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("BOOKBUILDER", "CLUSTERBOOK"))
    }
    return {**environment, "PYTHONPATH": str(packages), "PYTHONWARNINGS": "default", "MPLBACKEND": "TkAgg"}


def bookbuilder(folder: Path, environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bookbuilder", *words]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_a_plain_folder_of_notebooks_is_built_and_followed(tmp_path: Path, alone: dict[str, str]) -> None:
    root = write_plain_book(tmp_path / "plain")
    probe = subprocess.run([sys.executable, "-c", "import clusterbook"], env=alone, capture_output=True, text=True)
    assert "not here" in probe.stderr
    done = bookbuilder(root / "one", alone, "build")
    assert done.returncode == 0, done.stderr
    assert "one/deeper/more.md: its code cells are shown without outputs" in done.stdout
    assert "notes/a.md:3: WARNING: 'myst' cross-reference target not found: 'nowhere'" in done.stdout
    site = root / "_build" / "html"
    assert "first page" in (site / "welcome.html").read_text()
    assert "3)" in (site / "one/start.html").read_text()
    assert "<img" in (site / "two/start.html").read_text()
    assert (site / "notes/a.html").is_file()
    write(root, "one/table.csv", "1\n41\n")
    done = bookbuilder(root, alone, "build")
    assert "one_start runs: one/table.csv changed" in done.stdout
    assert "two_start is left alone" in done.stdout
    assert "42)" in (site / "one/start.html").read_text()
    assert bookbuilder(root, alone, "check").stdout == "data, parameters and notebooks of 3 chapters are in order\n"


def test_pages_are_followed_in_folders_of_any_name(tmp_path: Path, alone: dict[str, str]) -> None:
    pages = [f"{folder}/page" for folder in ("tests", "results", "notes/mine", "notes/src", "notes/tests")]
    write(tmp_path, "_toc.yml", "\n- file: ".join(["format: jb-book\nroot: welcome\nchapters:", *pages]))
    write(tmp_path, "welcome.md", "# Welcome\n")
    for text in ("First", "Second"):
        for page in pages:
            write(tmp_path, f"{page}.md", f"# A page\n\n{text}.\n")
        assert bookbuilder(tmp_path, alone, "build").returncode == 0
        assert all(f"{text}." in (tmp_path / f"_build/html/{page}.html").read_text("utf-8") for page in pages)


def test_the_book_that_jupyter_book_itself_writes_is_built(tmp_path: Path, alone: dict[str, str]) -> None:
    import jupyter_book

    root = tmp_path / "sample"
    shutil.copytree(Path(jupyter_book.__file__).parent / "book_template", root)
    done = bookbuilder(root, alone, "build")
    assert done.returncode == 0, done.stderr
    assert "image/png" in (root / "_build/executed/notebooks.ipynb").read_text()
    assert "notebooks is left alone" in bookbuilder(root, alone, "build").stdout


def test_documents_of_parts_sections_and_patterns_are_found_in_order(tmp_path: Path) -> None:
    root = write_plain_book(tmp_path)
    assert documents(root) == ["welcome", "one/start", "one/deeper/more", "two/start.ipynb", "notes/a.md"]
    assert [chapter.chapter_id for chapter in load_chapters(root)] == ["welcome", "one_start", "two_start"]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("just words", "_toc.yml: found 'just words'; expected root and chapters"),
        ('root: "a\\tb"', r"_toc.yml: found 'a\\tb'; expected the path of a file"),
        (f"root: {'a' * 201}", "expected the path of a file"),
        ("root: 'a{scale}'", "found 'a{scale}'; expected the path of a file"),
        ("root: a\nchapters: &all [*all]", "_toc.yml: found a part that holds itself"),
        ("root: a\nchapters:\n- glob: /etc/*", "_toc.yml, glob: found the pattern '/etc/\\*'"),
        ('root: a\nchapters:\n- glob: ""', "expected one such as chapters/\\*"),
        ("root: a\nchapters:\n- file: ../b", "found '../b'; expected the path of a file inside the book"),
        ("root: a\nchapters:\n- file: /etc/b", "found '/etc/b'; expected the path of a file inside the book"),
        ("root: a\nroot: b", r"_toc.yml: found no valid YAML \(the key 'root' twice\)"),
        (
            "root: a\nchapters:\n- file: .b/c",
            "found '.b/c'; expected the path of a file inside the book, nothing",
        ),
        ("root: _build/html/index", "found '_build/html/index'; expected the path of a file inside the book"),
    ],
)
def test_a_table_of_contents_that_names_no_documents_is_refused(tmp_path: Path, table: str, message: str) -> None:
    write(tmp_path, "_toc.yml", table)
    with pytest.raises(BookError, match=message):
        documents(tmp_path)


def test_a_page_that_is_named_twice_is_told_and_one_that_a_pattern_means_too_is_not(tmp_path: Path) -> None:
    for page in ("welcome", "one/a", "one/b"):
        write(tmp_path, f"{page}.md", "# A page\n")
    chapters = ["file: one/a", "glob: one/*", "file: one/a.md"]
    write(tmp_path, "_toc.yml", "\n- ".join(["format: jb-book\nroot: welcome\nchapters:", *chapters[:2]]))
    assert frame_faults(tmp_path) == []
    write(tmp_path, "_toc.yml", "\n- ".join(["format: jb-book\nroot: welcome\nchapters:", *chapters]))
    assert frame_faults(tmp_path) == [
        "_toc.yml: found the page 'one/a' 2 times; expected each page once. Remove the others."
    ]


def test_a_pattern_for_everything_means_nothing_that_was_built(tmp_path: Path) -> None:
    write(tmp_path, "_toc.yml", "root: a\nchapters:\n- glob: '**/*.ipynb'\n")
    write(tmp_path, "one/b.ipynb", "{}")
    write(tmp_path, "_build/executed/one/b.ipynb", "{}")
    assert documents(tmp_path) == ["a", "one/b.ipynb"]


CELL = {"cell_type": "code", "metadata": {}, "source": "1"}
ABOUT = {"nbformat": 4, "metadata": {}}


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ([], "cells: found no list of cells"),
        ({"cells": {}}, "cells: found no list of cells"),
        ({"cells": [CELL, "code"]}, "cell 2, cell_type: found 'code'; allowed code, markdown, raw"),
        ({"cells": [{**CELL, "cell_type": "heading"}]}, "cell 1, cell_type: found 'heading'"),
        ({"cells": [{**CELL, "source": ["1", 2]}]}, "cell 1, source: found ['1', 2]; expected a text or a list"),
        ({"cells": [{**CELL, "metadata": []}]}, "cell 1, metadata: found []"),
        ({"cells": [{**CELL, "metadata": {"tags": "parameters"}}]}, "expected tags as a list of texts"),
        ({"cells": [{**CELL, "metadata": None}]}, "cell 1, metadata: found None"),
        ({"cells": [{**CELL, "attachments": 5}]}, "cell 1, attachments: found 5; expected files by name"),
        ({"cells": [CELL], "metadata": None}, "metadata: found None"),
        ({"cells": [CELL], "metadata": {"kernelspec": 5}}, "metadata: found {'kernelspec': 5}"),
        ({"cells": [CELL], "nbformat": 3}, "nbformat: found 3; expected 4"),
    ],
)
def test_json_of_another_form_is_no_notebook(content: object, fault: str) -> None:
    assert fault in notebook_fault(ABOUT | content if isinstance(content, dict) else content)


def test_a_notebook_may_keep_its_lines_apart_and_name_no_kernel() -> None:
    assert notebook_fault(ABOUT | {"cells": [CELL, {**CELL, "cell_type": "raw", "source": ["a\n", "b"]}]}) == ""


def test_the_book_around_the_working_directory_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_plain_book(tmp_path / "plain")
    monkeypatch.delenv("BOOKBUILDER_ROOT", raising=False)
    monkeypatch.chdir(root / "one" / "deeper")
    assert find_root() == root
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BookError, match="found no _toc.yml"):
        find_root()


@pytest.mark.parametrize("name", ["data", "a/b.csv", "..a/b..", ".hidden", "mit blank/é"])
def test_names_inside_the_book_are_allowed_as_they_are(tmp_path: Path, name: str) -> None:
    write(tmp_path, "pyproject.toml", f"[tool.bookbuilder]\ndata = ['{name}']\n")
    assert load_configuration(tmp_path).data == (name,)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("raise KeyError('lost')", "faulty:faults: KeyError: 'lost'"),
        ("raise SystemExit(3)", "faulty:faults: SystemExit: 3"),
        ("return None", "faulty:faults: TypeError: found None; expected a list of faults"),
        ("return 'one text'", "faulty:faults: TypeError: found 'one text'; expected a list of faults"),
        ("return (1 / n for n in (1, 0))", "faulty:faults: ZeroDivisionError"),
    ],
)
def test_what_stops_the_books_check_is_told_in_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str, told: str
) -> None:
    write(tmp_path, "pyproject.toml", "[tool.bookbuilder]\ncheck = 'faulty:faults'\n")
    write(tmp_path, "src/faulty.py", f"def faults():\n    {body}\n")
    monkeypatch.delitem(sys.modules, "faulty", raising=False)
    with monkeypatch.context() as patch, pytest.raises(BookError, match=f"^{told}"):
        patch.setattr(sys, "path", [*sys.path])
        call_check(tmp_path)


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("chek = 'a:b'", "found 'chek'; allowed command, check"),
        ("check = 3", "check: found 3; expected a text"),
        ("data = 'data'", "data: found 'data'; expected a list of texts"),
        ("warnings_are_errors = 1", "expected true or false"),
        ("check = ", "found no valid TOML"),
        ("check = 'a.b'", "check: found 'a.b'; expected module:function"),
        ("generate = '../a:b'", "expected module:function"),
        ("root_variable = 'A=B'", "expected a name of letters, digits and underscores"),
        ("memory_gb = -1", "found -1; expected a whole number from 0 to 999999"),
        ("data = ['data', '../..']", "expected names of folders or files inside the book"),
        ("live_stand_ins = '/tmp'", "expected the name of a folder inside the book"),
    ],
)
def test_a_wrong_setting_is_an_error_that_says_what_is_allowed(tmp_path: Path, setting: str, message: str) -> None:
    write(tmp_path, "pyproject.toml", f"[tool.bookbuilder]\n{setting}\n")
    with pytest.raises(BookError, match=message):
        load_configuration(tmp_path)


def test_settings_that_are_no_table_are_refused(tmp_path: Path) -> None:
    write(tmp_path, "pyproject.toml", "[tool]\nbookbuilder = 3\n")
    with pytest.raises(BookError, match=r"\[tool.bookbuilder\]: found 3; expected a table of settings"):
        load_configuration(tmp_path)


def test_a_check_that_cannot_be_called_is_said_so(tmp_path: Path, alone: dict[str, str]) -> None:
    root = write_plain_book(tmp_path / "plain")
    write(root, "pyproject.toml", "[tool.bookbuilder]\ncheck = 'nowhere:faults'\n")
    done = bookbuilder(root, alone, "check")
    assert done.returncode == 1
    assert "check: found 'nowhere:faults' (No module named 'nowhere')" in done.stderr
