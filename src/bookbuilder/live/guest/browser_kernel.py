"""Runs the cells of a notebook inside the browser's Python, one request at a time, as a kernel does.

The page's worker writes a request into a file, calls ``answer_request`` and reads the answer from another: no threads,
no sockets, nothing that a page without special headers may not use. Until a cell runs, the standard library suffices.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import logging
import os
import sys
import traceback
import types
import warnings
from pathlib import Path
from typing import Any

REQUEST = Path("/tmp/request.json")
ANSWER = Path("/tmp/answer.json")
RESULTS = "application/vnd.bookbuilder.results+json"
MIME_METHODS = {"text/html": "_repr_html_", "image/svg+xml": "_repr_svg_", "text/markdown": "_repr_markdown_"}
recorded: list[dict[str, Any]] = []  # named results of the run; the page would make whole numbers of 1.0


def answer_request() -> None:
    """Do what the request asks: ``begin`` a run, run one ``cell`` in it, or ``compare`` its results."""
    request = json.loads(REQUEST.read_text(encoding="utf-8"))
    answer: dict[str, Any] = {}
    if request["task"] == "begin":
        begin()
    elif request["task"] == "cell":
        answer = {"outputs": run_cell(request["source"], place=request["place"])}
    else:
        answer = compare(recorded, chapter=request["chapter"])
    ANSWER.write_text(json.dumps(answer, ensure_ascii=False, allow_nan=False, default=repr), encoding="utf-8")


def begin() -> None:
    """Forget the names of the run before; the modules stay, as they stay between the forks of a native build."""
    sys.modules["__main__"] = types.ModuleType("__main__")
    recorded.clear()
    warnings.resetwarnings()
    warnings.simplefilter("ignore")
    logging.getLogger("matplotlib").setLevel(logging.ERROR)  # it says that it looks for typefaces, each time anew


def run_cell(source: str, *, place: str) -> list[dict[str, Any]]:
    """Outputs of one cell as notebooks keep them: what it printed, then what it shows or its error."""
    out, err = io.StringIO(), io.StringIO()
    shown: list[dict[str, Any]] = []
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            value = evaluate(source, place)
            if value is not None:
                shown = [display_output(value)]
                recorded.extend(shown[0]["data"].get(RESULTS, []))
        except BaseException as error:  # whatever ends a cell is told on the page
            shown = [error_output(error)]
    printed = [
        {"output_type": "stream", "name": name, "text": stream.getvalue()}
        for name, stream in (("stdout", out), ("stderr", err))
        if stream.getvalue()
    ]
    return printed + shown


def evaluate(source: str, place: str) -> Any:
    """The value of a cell's last line if that is an expression, else None."""
    names = vars(sys.modules["__main__"])
    tree = ast.parse(source, place)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, place, "exec"), names)
    if not isinstance(last, ast.Expr):
        return None
    return eval(compile(ast.Expression(last.value), place, "eval"), names)


def compare(results: list[dict[str, Any]], *, chapter: str) -> dict[str, Any]:
    """How many results the run has, and those that are not the baseline's, in parts."""
    from bookbuilder.results.changes import compare_snapshots
    from bookbuilder.results.files import load_results, written

    baseline = load_results(Path(os.environ["BOOKBUILDER_ROOT"], "results", f"{chapter}.json"))
    changes = compare_snapshots({chapter: baseline}, {chapter: {one["name"]: one for one in results}}, used={})
    told = [
        {
            "reference": change.reference,
            "shown": change.shown(),
            "unit": change.about.get("unit", ""),
            "description": change.about["description"],
            "importance": change.about["importance"],
            "written": written(change.new) if change.new else "",
        }
        for change in changes
    ]
    return {"count": len(results), "changes": told}


def display_output(value: Any) -> dict[str, Any]:
    """What a cell shows, as notebooks keep it."""
    return {"output_type": "execute_result", "data": mime_bundle(value), "metadata": {}, "execution_count": None}


def mime_bundle(value: Any) -> dict[str, Any]:
    """A value in all forms that it knows of itself."""
    if hasattr(value, "_repr_mimebundle_"):
        return dict(value._repr_mimebundle_())
    forms = {kind: getattr(value, method)() for kind, method in MIME_METHODS.items() if hasattr(value, method)}
    return {kind: form for kind, form in forms.items() if form is not None} | {"text/plain": repr(value)}


def error_output(error: BaseException) -> dict[str, Any]:
    """An error as notebooks keep it."""
    return {
        "output_type": "error",
        "ename": type(error).__name__,
        "evalue": str(error),
        "traceback": traceback.format_exception(error),
    }
