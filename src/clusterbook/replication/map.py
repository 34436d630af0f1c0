"""The replication map: each table, figure, number and statement of the site with the code and data behind it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from pathlib import Path

import pandas as pd

from clusterbook.data.book import Book
from clusterbook.paths import anchor, book_root, claim_anchor, table_name, table_page
from clusterbook.replication.notebook import Call, Notebook, Origin
from clusterbook.replication.recorded import recording_of, recordings
from clusterbook.reproduction.claims import claim_function
from clusterbook.reproduction.registry import chapter_functions

SHOW_FRAME = "clusterbook.display.tables.show_frame"
FIGURES_SHOWN = ("show_events",)
TABLES_SHOWN = ("show_episodes", "show_actors", "show_chains")


class Item(StrEnum):
    """What a row of the map is about."""

    PRINTED_TABLE = "printed_table"
    """A table of the book, shown as published beside what was recomputed."""
    TABLE = "table"
    """A table that a page derives."""
    FIGURE = "figure"
    """A picture that a page draws."""
    NUMBER = "number"
    """A named result: what prose prints, and what is compared with the accepted baseline."""
    STATEMENT = "statement"
    """A sentence of the sources that was tested."""


@dataclass(frozen=True)
class Entry:
    """A row of the map.

    Parameters
    ----------
    item : Item
        What it is about.
    name : str
        Printed number of a table, name of a result, id of a statement, function of a figure.
    title : str
        What it is, in words.
    functions : str
        Dotted names of the functions that make it, separated by blanks; empty where a number is shown as it stands.
    data : str
        Resources of the data package that the page hands to them, separated by blanks.
    notebook, cell : str
        Where it is made: the notebook's path and the id of the cell.
    output : str
        Where it comes out: address in the site, or file of named results.
    """

    item: Item
    name: str
    title: str
    functions: str
    data: str
    notebook: str
    cell: str
    output: str


COLUMNS = [field.name for field in fields(Entry)]


def replication_map(book: Book) -> pd.DataFrame:
    """All rows, by notebook and within it tables, figures and numbers as they stand; statements at the end.

    Parameters
    ----------
    book : Book
        The data package.

    Returns
    -------
    DataFrame
        One row for each entry, columns ``COLUMNS``.
    """
    notebooks = [Notebook(path) for path in sorted((book_root() / "chapters").glob("*.ipynb"))]
    rows = [*(row for notebook in notebooks for row in notebook_entries(notebook, book)), *statement_entries(book)]
    return pd.DataFrame([asdict(row) for row in rows], columns=COLUMNS)


def notebook_entries(notebook: Notebook, book: Book) -> Iterator[Entry]:
    """The rows of one notebook."""
    for call in notebook.calls:
        if call.function.endswith(".show_table"):
            yield _printed_table(notebook, call)
        elif call.function == SHOW_FRAME:
            name = _keyword(call.node, "name")
            origin = notebook.origin(call.node.args[0])
            yield _entry(notebook, call, item=Item.TABLE, name=name, origin=origin, place=name)
        elif (item := evidence_item(call.function)) is not None:
            yield _entry(notebook, call, item=item, name=call.function, origin=notebook.origin(call.node), place="")
    yield from number_entries(notebook, book)


def evidence_item(function: str) -> Item | None:
    """What a function that names itself ``plot_`` draws, or one that shows evidence of a chapter; else nothing."""
    name = function.rpartition(".")[2]
    if name.startswith("plot_") or name in FIGURES_SHOWN:
        return Item.FIGURE
    return Item.TABLE if name in TABLES_SHOWN else None


def number_entries(notebook: Notebook, book: Book) -> Iterator[Entry]:
    """The named results of a notebook."""
    for number in numbers_of(notebook, book):
        yield Entry(
            Item.NUMBER,
            number.name,
            number.sentence,
            " ".join(number.origin.functions),
            " ".join(number.origin.data),
            _path(notebook),
            number.cell,
            f"results/{notebook.chapter}.json",
        )


@dataclass(frozen=True)
class Number:
    """A named result of a notebook: its full name, what it is, the cell that records it, where it comes from."""

    name: str
    sentence: str
    cell: str
    origin: Origin


def numbers_of(notebook: Notebook, book: Book) -> Iterator[Number]:
    """The named results of a notebook with their origins, as far as its code tells.

    Parameters
    ----------
    notebook : Notebook
        The notebook.
    book : Book
        The data package.
    """
    if not notebook.chapter:
        return
    known = recordings(notebook, book)
    declared = pd.read_csv(book_root() / "results" / "declared" / f"{notebook.chapter}.csv", index_col="name")
    for name, sentence in declared["sentence"].items():
        found = recording_of(str(name), known)
        if found is not None:
            origin = notebook.origin(*found.values)
            if found.stated:
                origin = Origin((), ("stated",), (found.stated,))
            yield Number(f"{notebook.chapter}.{name}", str(sentence), found.call.cell, origin)


def statement_entries(book: Book) -> Iterator[Entry]:
    """The tested statements, each with the function that tests it."""
    for claim in book.claims.to_dict("records"):
        claim_id = str(claim["claim_id"])
        function = claim_function(claim_id)
        yield Entry(
            Item.STATEMENT,
            claim_id,
            str(claim["paraphrase"]),
            dotted_name(function),
            "claims claim_codes",
            "",
            "",
            f"chapters/ledger.html#{claim_anchor(claim_id)}",
        )


def dotted_name(function: Callable[..., object]) -> str:
    """Module and name of a function."""
    return f"{function.__module__}.{function.__qualname__}"


def _printed_table(notebook: Notebook, call: Call) -> Entry:
    """The row of a printed table: the function that recomputes its derived cells, where there are any."""
    table = str(ast.literal_eval(call.node.args[1]))
    name = table_name(table)
    function = chapter_functions(f"ch{name[6:8]}", "tables").get(name)
    home = table_page(table) == notebook.path.stem
    return Entry(
        Item.PRINTED_TABLE,
        table,
        f"Table {table} as published and as recomputed",
        dotted_name(function) if function else "",
        name,
        _path(notebook),
        call.cell,
        f"chapters/{notebook.path.stem}.html" + (f"#{anchor(table)}" if home else ""),
    )


def _entry(notebook: Notebook, call: Call, *, item: Item, name: str, origin: Origin, place: str) -> Entry:
    """The row of something that a page derives and shows."""
    page = f"chapters/{notebook.path.stem}.html"
    title = _text(call.node.args[1]) if item is Item.TABLE and len(call.node.args) > 1 else ""
    output = f"{page}#{place}" if place else page
    functions = [name for name in origin.functions if name != SHOW_FRAME]
    return Entry(item, name, title, " ".join(functions), " ".join(origin.data), _path(notebook), call.cell, output)


def _keyword(call: ast.Call, name: str) -> str:
    """A text that a call is handed by keyword; empty if it is not."""
    found = [keyword.value for keyword in call.keywords if keyword.arg == name]
    return _text(found[0]) if found else ""


def _text(node: ast.expr) -> str:
    """A literal text; of a formatted one, its fixed parts with dots between them."""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "..." for part in node.values)
    return str(node.value) if isinstance(node, ast.Constant) else ""


def _path(notebook: Notebook) -> str:
    """Path of a notebook below the book's root."""
    return Path("chapters", notebook.path.name).as_posix()
