"""Origins are read from the text of a notebook's cells."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from clusterbook.data.book import Book
from clusterbook.replication.notebook import Notebook, Origin, data_of
from clusterbook.replication.recorded import recording_of, recordings

CELLS = {
    "imports": """
from clusterbook.arithmetic import share_percent
from clusterbook.chapters.ch05_furniture import measures
from clusterbook.reproduction.summary import record_reconciliation
from bookbuilder.results.recorder import Results
results = Results("ch05")
""",
    "work": """
first, second = book.table("5.1"), book.table("5.2")
share = measures.puebla_share(first, second)
results.record(lowest=share.min(), part=share_percent(1, 2), **book.stated_values(5))
record_reconciliation(results, book, 5)
""",
}


@pytest.fixture
def notebook(tmp_path: Path) -> Notebook:
    """A notebook that assigns, computes and records."""
    cells = [{"id": name, "cell_type": "code", "source": text} for name, text in CELLS.items()]
    path = tmp_path / "ch05_invented.ipynb"
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    return Notebook(path)


def test_a_value_comes_from_the_functions_and_data_behind_its_names(notebook: Notebook) -> None:
    origin = notebook.origin(ast.parse("share.min()", mode="eval").body)
    measure = "clusterbook.chapters.ch05_furniture.measures.puebla_share"
    assert origin == Origin((measure,), ("table_05_01", "table_05_02"))


def test_a_notebook_knows_under_which_chapter_it_records(notebook: Notebook) -> None:
    assert notebook.chapter == "ch05"


@pytest.mark.parametrize(
    ("name", "function", "data"),
    [
        ("lowest", "clusterbook.chapters.ch05_furniture.measures.puebla_share", "table_05_01"),
        ("part", "clusterbook.arithmetic.share_percent", None),
        ("segusino_cluster_shops_peak", None, "stated"),
        ("cells_restored", "clusterbook.reproduction.summary.record_reconciliation", None),
        ("claims_agrees", "clusterbook.reproduction.summary.record_reconciliation", None),
    ],
)
def test_each_result_is_traced_to_the_call_that_records_it(
    notebook: Notebook, book: Book, name: str, function: str | None, data: str | None
) -> None:
    found = recording_of(name, recordings(notebook, book))
    assert found is not None
    origin = notebook.origin(*found.values)
    assert found.call.cell == "work"
    assert origin.functions[:1] == ((function,) if function else ())
    assert origin.data[:1] == ((data,) if data else ())


def test_a_name_that_nothing_records_has_no_origin(notebook: Notebook, book: Book) -> None:
    assert recording_of("unheard_of", recordings(notebook, book)) is None


@pytest.mark.parametrize(
    ("code", "resource"),
    [
        ('book.printed("10.4")', "table_10_04"),
        ('book.resource("countries")', "countries"),
        ("book.errata", "errata"),
        ('table("10.4")', ""),
        ("book.tables", ""),
    ],
)
def test_what_the_book_is_asked_for_is_a_resource(code: str, resource: str) -> None:
    assert data_of(ast.parse(code, mode="eval").body) == resource
