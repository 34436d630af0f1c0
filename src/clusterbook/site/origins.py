"""Where each number in the prose of a page comes from: what it is, by which function, from which data."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from clusterbook.data.book import Book
from clusterbook.paths import anchor, book_root, table_page
from clusterbook.replication.map import Number, numbers_of
from clusterbook.replication.notebook import Notebook
from clusterbook.site.marks import with_marks
from clusterbook.site.prose import RESULT

DATA = "../data"  # beside the folder of the chapters' pages
PRINTED = "table_"
FUNCTIONS_SHOWN = 3


def origins(book: Book, texts: Sequence[str]) -> dict[str, dict[str, Any]]:
    """The origin of every named result that a page prints, by name.

    Parameters
    ----------
    book : Book
        The data package.
    texts : sequence of str
        The page's prose.

    Returns
    -------
    dict
        ``what`` the number is, the ``place`` in the sources where it is stated, the functions ``by`` which it is
        made, and ``data``: pairs of words and address.
    """
    known = numbers(book)
    named = dict.fromkeys(name for text in texts for name in RESULT.findall(text))
    return {name: origin_of(book, known[name]) for name in named if name in known}


def origins_json(book: Book, texts: Sequence[str]) -> str:
    """The origins as JSON that may stand in a page; empty where it prints no result."""
    found = origins(book, texts)
    return json.dumps(found, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c") if found else ""


@cache
def numbers(book: Book) -> Mapping[str, Number]:
    """All named results of the book's notebooks by full name."""
    notebooks = [Notebook(path) for path in sorted((book_root() / "chapters").glob("*.ipynb"))]
    return {number.name: number for notebook in notebooks for number in numbers_of(notebook, book)}


def origin_of(book: Book, number: Number) -> dict[str, Any]:
    """What a reader is told of one number."""
    origin = number.origin
    places = [f"Chapter {int(stated_id[2:4])}, {book.stated(stated_id).place}" for stated_id in origin.stated]
    functions = [function.removeprefix("clusterbook.") for function in origin.functions]
    data = [link(book, name) for name in origin.data]
    return {
        "what": with_marks(number.sentence),
        "place": [with_marks(place) for place in places],
        "by": functions[:FUNCTIONS_SHOWN],
        "data": data,
    }


def link(book: Book, resource: str) -> tuple[str, str]:
    """Words and address of a data file, from a chapter's page: a printed table where it is shown, else the file."""
    if resource.startswith(PRINTED):
        table = str(book.describe(resource)["table"])
        return f"Table {table}", f"{table_page(table)}.html#{anchor(table)}"
    path = str(book.describe(resource)["path"]).rpartition("/")[2]
    return path, f"{DATA}/{path}"
