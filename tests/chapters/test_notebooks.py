"""Chapters hold no outputs, no logic, no paths; every choice a student may vary says what is allowed."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import nbformat
import pytest

from bookbuilder.book.chapters import Chapter
from bookbuilder.book.parameters import load_parameters

ROOT = Path(__file__).parents[2]
SLIDES = sorted((ROOT / "teaching").glob("*.ipynb"))
NOTEBOOKS = sorted([*(ROOT / "chapters").glob("*.ipynb"), *(ROOT / "exercises").glob("*.ipynb"), *SLIDES])
LONGEST_CELL = 12  # lines, without imports
LONGEST_LINE = 120
SHOWING = ("show", "plot_")
LOGIC = (ast.FunctionDef, ast.For, ast.While, ast.ClassDef, ast.Lambda, ast.Try, ast.With)


def cells_of(path: Path, kind: str) -> list[dict[str, object]]:
    """Cells of one kind, their source as one string."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [{**cell, "source": "".join(cell["source"])} for cell in cells if cell["cell_type"] == kind]


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request: pytest.FixtureRequest) -> Path:
    return request.param


def test_notebook_has_neither_outputs_nor_execution_counts(notebook: Path) -> None:
    assert all(not cell["outputs"] and cell["execution_count"] is None for cell in cells_of(notebook, "code"))


def test_cells_only_load_call_and_show(notebook: Path) -> None:
    for cell in cells_of(notebook, "code"):
        found = [type(node).__name__ for node in ast.walk(ast.parse(cell["source"])) if isinstance(node, LOGIC)]
        assert not found, (cell["id"], found)


def calls_of(source: str) -> list[str]:
    """Names of what the statements of a cell call."""
    return [
        ast.unparse(node.value.func)
        for node in ast.parse(source).body
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
    ]


def length(source: str) -> int:
    """Lines of a cell that are no import."""
    imports = [node for node in ast.parse(source).body if isinstance(node, (ast.Import, ast.ImportFrom))]
    return len(source.splitlines()) - sum(node.end_lineno - node.lineno + 1 for node in imports)


def test_cells_are_short(notebook: Path) -> None:
    lengths = {
        cell["id"]: length(cell["source"])
        for cell in cells_of(notebook, "code")
        if "parameters" not in cell["metadata"].get("tags", [])
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_CELL} == {}


def test_lines_are_short(notebook: Path) -> None:
    lines = [line for cell in cells_of(notebook, "code") for line in cell["source"].splitlines()]
    assert [line for line in lines if len(line) > LONGEST_LINE] == []


def test_a_cell_shows_one_thing(notebook: Path) -> None:
    shown = {
        cell["id"]: [name for name in calls_of(cell["source"]) if name.rpartition(".")[2].startswith(SHOWING)]
        for cell in cells_of(notebook, "code")
    }
    assert {name: calls for name, calls in shown.items() if len(calls) > 1} == {}


def test_a_notebook_is_written_as_nbformat_writes_it(notebook: Path) -> None:
    text = notebook.read_text(encoding="utf-8")
    assert nbformat.writes(nbformat.reads(text, as_version=4)) + "\n" == text


def test_cells_name_no_path_and_no_warnings_filter(notebook: Path) -> None:
    text = "\n".join(cell["source"] for cell in cells_of(notebook, "code"))
    assert not re.search(r"\.csv|open\(|Path\(|warnings\.", text)


def test_every_parameter_says_what_it_does(notebook: Path) -> None:
    parameters = load_parameters(Chapter(notebook.stem, notebook.relative_to(ROOT).as_posix(), notebook)).values()
    assert [parameter.name for parameter in parameters if not parameter.meaning] == []


@pytest.mark.parametrize("notebook", sorted(set(NOTEBOOKS) - set(SLIDES)), ids=lambda path: path.stem)
def test_chapter_ends_with_its_results(notebook: Path) -> None:
    assert cells_of(notebook, "code")[-1]["source"].strip() == "results.show()"


@pytest.mark.parametrize(
    "table", sorted(path.stem.removeprefix("table_") for path in (ROOT / "data" / "published").glob("*.csv"))
)
def test_one_number_leads_from_file_to_page(table: str) -> None:
    anchor = f"(tbl-{table.replace('_', '-')})="
    pages = [path for path in NOTEBOOKS if any(anchor in cell["source"] for cell in cells_of(path, "markdown"))]
    assert len(pages) == 1 and pages[0].stem.startswith(f"ch{table[:2]}")
