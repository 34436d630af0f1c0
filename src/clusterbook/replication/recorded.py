"""Which call of a notebook records which of its results, also where a function records several at once."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from clusterbook.data.book import Book
from clusterbook.replication.notebook import PACKAGE, RESULTS, Call, Notebook

RECORD, STATED_VALUES = f"{RESULTS}.record", "stated_values"
ANY_NAME = ".*"
NAMING = ("prefix", "total")  # keywords by which a function is told the names that it records


@dataclass(frozen=True)
class Recording:
    """Names that a call records.

    Parameters
    ----------
    pattern : str
        Regular expression of the names.
    fixed : int
        Characters of the pattern that stand in the names as they are: of two patterns, the one with more tells more.
    call : Call
        The call.
    values : tuple of ast.expr
        What the call records, as far as it is told by name; else all that it is handed.
    stated : str
        Id of the number stated in prose that is recorded as it stands; empty for any other.
    """

    pattern: str
    fixed: int
    call: Call
    values: tuple[ast.expr, ...]
    stated: str = ""


def recordings(notebook: Notebook, book: Book) -> tuple[Recording, ...]:
    """What a notebook records, as far as its code and that of the functions which it calls tell.

    Parameters
    ----------
    notebook : Notebook
        The notebook.
    book : Book
        The data package, for the names of the numbers that the prose states.
    """
    return tuple(recording for call in notebook.calls for recording in _recordings(call, notebook, book))


def recording_of(name: str, known: Sequence[Recording]) -> Recording | None:
    """The recording that a result's name fits best; of equals, the call that is handed more words of the name."""
    fitting = [recording for recording in known if re.fullmatch(recording.pattern, name)]
    return max(fitting, key=lambda recording: (recording.fixed, _words_handed(recording.call.node, name)), default=None)


def _words_handed(call: ast.Call, name: str) -> int:
    """How many of the texts that a call is handed by keyword stand in a name."""
    texts = [keyword.value.value for keyword in call.keywords if isinstance(keyword.value, ast.Constant)]
    return sum(isinstance(text, str) and text in name for text in texts)


def _recordings(call: Call, notebook: Notebook, book: Book) -> Iterator[Recording]:
    """What one call records."""
    if call.function == RECORD:
        for keyword in call.node.keywords:
            named = {keyword.arg: ""} if keyword.arg else _stated_names(keyword.value, book)
            for name, stated in named.items():
                yield Recording(re.escape(name), len(name), call, (keyword.value,), stated)
            if not named:
                patterns = [
                    pattern
                    for function in notebook.origin(keyword.value).functions
                    for pattern in _patterns_of(function)
                ]
                for pattern, fixed in [(ANY_NAME, 0), *patterns]:
                    yield Recording(pattern, fixed, call, (keyword.value,))
    elif _hands_on_results(call.node):
        for pattern, fixed in [*_named(call.node), *_patterns_of(call.function)]:
            yield Recording(pattern, fixed, call, (call.node,))


def _hands_on_results(node: ast.Call) -> bool:
    """Whether a call is handed the recorder."""
    return any(isinstance(argument, ast.Name) and argument.id == RESULTS for argument in node.args)


def _stated_names(value: ast.expr, book: Book) -> dict[str, str]:
    """Names that ``**book.stated_values(N)`` records, each with the id of its number."""
    calls = [node for node in ast.walk(value) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    chapters = [node.args[0] for node in calls if node.func.attr == STATED_VALUES and node.args]  # type: ignore[attr-defined]
    return {
        name: stated_id
        for chapter in map(ast.literal_eval, chapters)
        for stated_id in book.stated_numbers_of(chapter).index
        for name in book.stated_names(stated_id)
    }


@cache
def _patterns_of(function: str) -> tuple[tuple[str, int], ...]:
    """Patterns of the names that a function of the package records."""
    module, _, name = function.rpartition(".")
    spec = find_spec(module) if function.startswith(PACKAGE) else None
    if spec is None or spec.origin is None:
        return ()
    tree = ast.parse(Path(spec.origin).read_text(encoding="utf-8"))
    bodies = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name]
    return tuple(pattern for body in bodies for node in ast.walk(body) for pattern in _named(node))


def _named(node: ast.AST) -> Iterator[tuple[str, int]]:
    """Patterns in one node: keywords of the recorder, keys of a dictionary, a prefix or a name handed on."""
    if isinstance(node, ast.Call):
        records = isinstance(node.func, ast.Attribute) and node.func.attr == "record"
        for keyword in node.keywords:
            if records and keyword.arg:
                yield re.escape(keyword.arg), len(keyword.arg)
            elif keyword.arg in NAMING and isinstance(keyword.value, ast.Constant):
                text = str(keyword.value.value)
                yield re.escape(text) + ("(_.*)?" if keyword.arg == "total" else ".*"), len(text)
    for key in getattr(node, "keys", []) + ([node.key] if isinstance(node, ast.DictComp) else []):
        if isinstance(key, ast.JoinedStr | ast.Constant):
            yield _pattern(key)


def _pattern(text: ast.JoinedStr | ast.Constant) -> tuple[str, int]:
    """A literal or formatted text as a pattern, with the number of characters that are fixed."""
    parts = text.values if isinstance(text, ast.JoinedStr) else [text]
    fixed = [str(part.value) if isinstance(part, ast.Constant) else None for part in parts]
    pattern = "".join(".*" if part is None else re.escape(part) for part in fixed)
    return pattern, sum(len(part or "") for part in fixed)
