"""``REPLICATION.md`` and ``results/replication_map.csv``: how each output is made, for who repeats the work."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import jinja2
import pandas as pd

from clusterbook.data.book import Book
from clusterbook.data.codebook import file_list
from clusterbook.data.writing import csv_text
from clusterbook.metadata import Project
from clusterbook.paths import book_root
from clusterbook.replication.map import COLUMNS, Item, replication_map

README, MAP = "REPLICATION.md", "results/replication_map.csv"
RUN_TIMES = "benchmarks/run_times.json"
TEMPLATE = Path(__file__).with_name("readme.md.jinja")
LIBRARIES = ("jupyter-book", "papermill", "pandas", "numpy", "scipy", "statsmodels", "matplotlib", "seaborn")
SEED = re.compile(r"^seed = (\d+)", re.MULTILINE)


def replication_files(project: Project, book: Book) -> dict[str, str]:
    """Name below the book's root and text of the README and of the map.

    Parameters
    ----------
    project : Project
        What there is to say of the project.
    book : Book
        The data package.
    """
    rows = replication_map(book)
    return {README: readme_text(project, book, rows=rows), MAP: csv_text(rows, COLUMNS)}


def readme_text(project: Project, book: Book, *, rows: pd.DataFrame) -> str:
    """The README by the template of the data editors.

    Parameters
    ----------
    project : Project
        What there is to say of the project.
    book : Book
        The data package.
    rows : DataFrame
        As ``replication_map`` gives it.
    """
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, trim_blocks=True, keep_trailing_newline=True)
    measured = json.loads((book_root() / RUN_TIMES).read_text(encoding="utf-8"))
    shown = rows[rows["item"].isin([Item.PRINTED_TABLE, Item.FIGURE])]
    return environment.from_string(TEMPLATE.read_text(encoding="utf-8")).render(
        printed=len(book.tables),
        statements=len(book.claims),
        notebooks=len(list((book_root() / "chapters").glob("*.ipynb"))),
        wait=waiting_time(measured["steps"]),
        files=file_list(book).to_dict("records"),
        libraries=", ".join(main_libraries((book_root() / "requirements.txt").read_text(encoding="utf-8"))),
        seed=SEED.findall(_parameters("ch10_tests"))[0],
        measured=measured,
        counts=rows["item"].value_counts().to_dict(),
        shown=[_shown(row) for row in shown.to_dict("records")],
        works=[work.citation for work in project.works],
    )


def waiting_time(steps: Iterable[dict[str, Any]]) -> str:
    """How long the first build takes, in words that allow for a slower machine.

    Parameters
    ----------
    steps : iterable of dict
        Measured steps; those of setting up and building from nothing count.
    """
    seconds = sum(step["wall_seconds"] for step in steps if step["step"] in {"setting up", "building from nothing"})
    minutes = max(1, round(seconds / 60))
    return f"about {minutes} minute{'s' if minutes > 1 else ''}"


def main_libraries(lock: str) -> list[str]:
    """Names and versions of the libraries that carry the work.

    Parameters
    ----------
    lock : str
        Text of ``requirements.txt``.
    """
    pinned = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", lock, re.MULTILINE))
    return [f"{name} {pinned[name]}" for name in LIBRARIES]


def _parameters(notebook: str) -> str:
    """Text of the parameters cell of a notebook."""
    cells = json.loads((book_root() / "chapters" / f"{notebook}.ipynb").read_text(encoding="utf-8"))["cells"]
    return next("".join(cell["source"]) for cell in cells if "parameters" in cell["metadata"].get("tags", []))


def _shown(row: dict[str, str]) -> dict[str, str]:
    """A row of the map as the README prints it."""
    name = row["name"]
    label = f"Table {name}" if row["item"] == Item.PRINTED_TABLE else f"Figure by `{name.rpartition('.')[2]}`"
    return row | {
        "label": label,
        "functions": "<br>".join(f"`{function}`" for function in row["functions"].split()),
        "data": "<br>".join(f"`{resource}`" for resource in row["data"].split()),
    }
