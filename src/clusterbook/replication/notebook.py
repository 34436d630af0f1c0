"""What the code of a notebook shows and records, and which functions and data files that comes from.

Nothing is run: the origins are read from the cells' text, through the names that the notebook imports and assigns.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from clusterbook.paths import table_name

PACKAGE = "clusterbook."
NO_SOURCE = (".load_book", ".Results")
CONSTANT = re.compile(r"\.[A-Z_]+\.")  # a method of one of the package's constants is no function of it
BOOK, RESULTS = "book", "results"
LIBRARIES = ("statsmodels.", "scipy.")  # whose functions are named beside our own
FILES_OF_BOOK = {
    "stated": "stated",
    "stated_values": "stated",
    "errata": "errata",
    "restorations": "restorations",
    "claims": "claims",
    "clusters": "all_clusters",
    "cases": "all_codes",
}


@dataclass(frozen=True)
class Origin:
    """Where a value of a page comes from.

    Parameters
    ----------
    functions : tuple of str
        Dotted names of the functions that make it, in the order in which they are found.
    data : tuple of str
        Names of the resources of the data package that the cell hands them.
    stated : tuple of str
        Ids of the numbers stated in prose that are among them.
    """

    functions: tuple[str, ...]
    data: tuple[str, ...]
    stated: tuple[str, ...] = ()


@dataclass(frozen=True)
class Call:
    """A call that shows or records something.

    Parameters
    ----------
    cell : str
        Id of the cell.
    function : str
        Dotted name, such as ``clusterbook.display.tables.show_frame`` or ``results.record``.
    node : ast.Call
        The call.
    """

    cell: str
    function: str
    node: ast.Call


class Notebook:
    """The code of one notebook.

    Parameters
    ----------
    path : Path
        The notebook.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @cached_property
    def cells(self) -> dict[str, ast.Module]:
        """Syntax of the code cells by id."""
        cells = json.loads(self.path.read_text(encoding="utf-8"))["cells"]
        return {cell["id"]: ast.parse("".join(cell["source"])) for cell in cells if cell["cell_type"] == "code"}

    @cached_property
    def chapter(self) -> str:
        """Identifier under which the notebook records its results, ``ch05``; empty if it records none."""
        made = [node for node in self._nodes if isinstance(node, ast.Call) and _dotted(node.func) == "Results"]
        return str(ast.literal_eval(made[0].args[0])) if made else ""

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        """All calls of imported functions and of the recorder, from the first cell to the last."""
        return tuple(
            Call(cell, name, node)
            for cell, tree in self.cells.items()
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and (name := self.full_name(node.func))
        )

    def full_name(self, function: ast.expr) -> str:
        """Dotted name of a called function by the notebook's imports; empty if it is none of them."""
        root, _, rest = _dotted(function).partition(".")
        if root == RESULTS:
            return f"{RESULTS}.{rest}"
        home = self._imports.get(root, "")
        return f"{home}.{rest}".rstrip(".") if home.startswith((PACKAGE, *LIBRARIES)) else ""

    def origin(self, *expressions: ast.expr) -> Origin:
        """Functions and data that values come from, those of the names in them included."""
        nodes = list(self._reached(expressions))
        functions = [self.full_name(node.func) for node in nodes if isinstance(node, ast.Call)]
        data = [name for node in nodes if (name := data_of(node))]
        own = [name for name in functions if name and not name.endswith(NO_SOURCE) and not CONSTANT.search(name)]
        stated = [name for node in nodes if (name := stated_of(node))]
        return Origin(*(tuple(dict.fromkeys(names)) for names in (own, data, stated)))

    def _reached(self, expressions: tuple[ast.expr, ...]) -> Iterator[ast.AST]:
        """The nodes of expressions and of what is assigned to the names in them, each name once."""
        waiting, seen = list(expressions), {BOOK, RESULTS}
        while waiting:
            for node in ast.walk(waiting.pop(0)):
                yield node
                if isinstance(node, ast.Name) and node.id not in seen:
                    seen.add(node.id)
                    waiting += self._assigned.get(node.id, [])

    @cached_property
    def _nodes(self) -> tuple[ast.AST, ...]:
        return tuple(node for tree in self.cells.values() for node in ast.walk(tree))

    @cached_property
    def _imports(self) -> dict[str, str]:
        """Dotted name of what each imported name stands for."""
        found: dict[str, str] = {}
        for node in self._nodes:
            if isinstance(node, ast.Import):
                found |= {entry.asname or entry.name: entry.name for entry in node.names}
            elif isinstance(node, ast.ImportFrom):
                found |= {entry.asname or entry.name: f"{node.module}.{entry.name}" for entry in node.names}
        return found

    @cached_property
    def _assigned(self) -> dict[str, list[ast.expr]]:
        """What each name of the notebook is assigned to, wherever that is."""
        found: dict[str, list[ast.expr]] = {}
        for node in self._nodes:
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    for name, value in _pairs(target, node.value):
                        found.setdefault(name, []).append(value)
        return found


def data_of(node: ast.AST) -> str:
    """Resource of the data package that a call on the book, or an attribute of it, reads; empty if none is told."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _dotted(node.func.value) == BOOK:
        first = node.args[0] if node.args else None
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            if node.func.attr in {"table", "printed"}:
                return table_name(first.value)
            if node.func.attr == "resource":
                return first.value
        return FILES_OF_BOOK.get(node.func.attr, "")
    if isinstance(node, ast.Attribute) and _dotted(node.value) == BOOK:
        return FILES_OF_BOOK.get(node.attr, "")
    return ""


def stated_of(node: ast.AST) -> str:
    """Id of the number stated in prose that a call asks the book for; empty if it asks for none."""
    if isinstance(node, ast.Call) and _dotted(node.func) == f"{BOOK}.stated" and isinstance(node.args[0], ast.Constant):
        return str(node.args[0].value)
    return ""


def _pairs(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    """Names of an assignment with what each is given; of a tuple from one call, the call."""
    if isinstance(target, ast.Name):
        yield target.id, value
    elif isinstance(target, ast.Tuple):
        parts = value.elts if isinstance(value, ast.Tuple) and len(value.elts) == len(target.elts) else None
        for place, part in enumerate(target.elts):
            yield from _pairs(part, parts[place] if parts else value)


def _dotted(node: ast.expr) -> str:
    """``a.b.c`` of names and attributes; empty for any other expression."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        home = _dotted(node.value)
        return f"{home}.{node.attr}" if home else ""
    return ""
