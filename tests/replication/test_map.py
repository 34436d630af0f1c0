"""The map leads from every output to code and data that exist."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path

import pandas as pd
import pytest

from clusterbook.commands.package import root_files
from clusterbook.data.book import Book
from clusterbook.data.package import resource_names
from clusterbook.metadata import load_project
from clusterbook.replication.map import Item, replication_map
from clusterbook.replication.readme import main_libraries, readme_text, waiting_time

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def rows(book: Book) -> pd.DataFrame:
    """The map of the book."""
    return replication_map(book)


def of(rows: pd.DataFrame, item: Item) -> set[str]:
    """Names of one kind of item."""
    return set(rows.loc[rows["item"] == item, "name"])


def test_every_declared_result_of_the_chapters_is_a_row(rows: pd.DataFrame) -> None:
    declared = [
        f"{file.stem}.{name}"
        for file in sorted((ROOT / "results" / "declared").glob("*.csv"))
        if not file.stem.startswith(("ex", "meeting"))  # exercises and slides replicate nothing
        for name in pd.read_csv(file)["name"]
    ]
    assert of(rows, Item.NUMBER) == set(declared)


def test_every_printed_table_and_statement_is_a_row(book: Book, rows: pd.DataFrame) -> None:
    assert of(rows, Item.PRINTED_TABLE) == set(book.tables)
    assert of(rows, Item.STATEMENT) == set(book.claims["claim_id"])


def test_every_function_of_the_map_exists(rows: pd.DataFrame) -> None:
    for name in {name for names in rows["functions"] for name in names.split() if name.startswith("clusterbook")}:
        module, _, function = name.rpartition(".")
        assert callable(getattr(import_module(module), function)), name


def test_every_data_file_and_cell_of_the_map_exists(rows: pd.DataFrame) -> None:
    assert {name for names in rows["data"] for name in names.split()} <= set(resource_names())
    for notebook, part in rows[rows["notebook"] != ""].groupby("notebook"):
        cells = {cell["id"] for cell in json.loads((ROOT / str(notebook)).read_text(encoding="utf-8"))["cells"]}
        assert set(part["cell"]) <= cells


def test_the_readme_shows_every_printed_table_and_figure(book: Book, rows: pd.DataFrame) -> None:
    text = readme_text(load_project(), book, rows=rows)
    assert all(f"| Table {table} |" in text for table in book.tables)
    assert text.count("| Figure by `") == (rows["item"] == Item.FIGURE).sum()


def test_the_checked_in_descriptions_are_those_that_data_and_notebooks_give(book: Book) -> None:
    for name, text in root_files(book).items():
        assert (ROOT / name).read_text(encoding="utf-8") == text, f"{name}: run clusterbook package"


def test_waiting_counts_setting_up_and_building() -> None:
    steps = [("setting up", 100.0), ("building from nothing", 80.0), ("the tests", 999.0)]
    assert waiting_time({"step": step, "wall_seconds": seconds} for step, seconds in steps) == "about 3 minutes"


def test_libraries_are_named_with_the_versions_of_the_lock() -> None:
    lock = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    assert all(len(entry.split()) == 2 for entry in main_libraries(lock))
