"""The conversion to Jupyter Book 2: its plugin prints results as our role does, and its messages are counted."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from benchmarks.jupyter_book_2.messages import CLASSES_AS_TEXT, counted, errors_in, pages_built, silent, table
from benchmarks.jupyter_book_2.rewriting import rewritten, rewritten_notebook
from bookbuilder.results.files import load_results, written
from bookbuilder.results.result import format_value

ROOT = Path(__file__).parents[2]
PLUGIN = ROOT / "benchmarks" / "jupyter_book_2" / "plugin.mjs"
BASELINE = ROOT / "results"
CALL = """
import {{ readFileSync }} from "node:fs";
const plugin = await import({plugin!r});
console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf-8")).map((one) => {call} ?? null)));
"""
LOG = """building myst-cli session
⚠️  myst.yml 'authors.0' No given name for name '' (at myst.yml#config.project)
⛔️ intro.md:3:266 unknown role: result
⛔️ chapters/ch04_salmon.ipynb:12:1 unknown role: result
⚠️  glossary.md:7:218 Usage of the {doc} role is not recommended, use a markdown link to the file instead.
   For {doc}`Chapter 1 <chapters/ch01>` use [Chapter 1 ](chapters/ch01)
⚠️  pt/glossary.md:111 No target for internal reference "#term-joint-action" was found.
⚠️  es/glossary.md:11 No target for internal reference "#term-leader" was found.
📚 Built 84 pages for project in 34 s.
"""


def in_node(call: str, given: list[Any]) -> list[Any]:
    """What an expression of the plugin gives for each ``one``, in the book's folder; None where it is undefined."""
    if not (node := shutil.which("node")):
        pytest.skip("there is no Node.js here")
    program = CALL.format(plugin=PLUGIN.as_uri(), call=call)
    said = subprocess.run(
        [node, "--input-type=module", "--eval", program],
        input=json.dumps(given),
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(said.stdout)


@pytest.mark.slow
def test_the_plugin_prints_every_result_as_our_role_does() -> None:
    results = {
        f"{path.stem}.{name}": written(result)
        for path in sorted(BASELINE.glob("*.json"))
        for name, result in load_results(path).items()
    }
    assert len(results) > 2000
    assert in_node("plugin.lookUp(one, ['results'])", list(results)) == list(results.values())
    assert in_node("plugin.lookUp(one, ['results'])", ["ch04.no_such", "none.at_all", "ch04"]) == [None] * 3


@pytest.mark.slow
def test_the_plugin_rounds_and_writes_numbers_as_python_does() -> None:
    values = [2.5, 0.5, 1.5, 0.125, 0.375, 2.675, 1e22, 1234567.5, 0.0, 1e-7, 123456, 999999.95, 1e16, 1e-300]
    cases = [(sign * value, digits) for value in values for sign in (1, -1) for digits in (None, 0, 1, 2, 15)]
    given = [{"value": {"number": repr(value)}, "digits": digits} for value, digits in cases]
    assert in_node("plugin.written(one)", given) == [format_value(value, digits) for value, digits in cases]
    others = [{"value": value, "digits": None} for value in (None, True, False, "rejected")]
    assert in_node("plugin.written(one)", others) == ["undefined", "yes", "no", "rejected"]


@pytest.mark.slow
def test_the_plugin_gives_words_in_brackets_their_class() -> None:
    emphasis = {"type": "emphasis"}
    line = [{"type": "text", "value": "see [Chapter 4, "}, emphasis, {"type": "text", "value": " 2]{.place}, [sic]."}]
    (made,) = in_node("plugin.withSpans(one)", [line])
    assert made[1] == {
        "type": "span",
        "class": "place",
        "children": [{"type": "text", "value": "Chapter 4, "}, emphasis, {"type": "text", "value": " 2"}],
    }
    assert "".join(part["value"] for part in [made[0], *made[2:]]) == "see , [sic]."
    unopened = [{"type": "text", "value": "no beginning]{.place}"}]
    assert "".join(part["value"] for part in in_node("plugin.withSpans(one)", [unopened])[0]) == unopened[0]["value"]


def test_messages_are_counted_by_kind_without_what_is_particular_to_one() -> None:
    assert counted(LOG) == {
        "warning: … No given name for name … (at myst.yml#config.project)": 1,
        "error: unknown role: result": 2,
        "warning: Usage of the {doc} role is not recommended, use a markdown link to the file instead.": 1,
        "warning: No target for internal reference … was found.": 2,
    }
    assert errors_in(counted(LOG)) == ["unknown role: result"]
    assert (pages_built(LOG), pages_built("myst: command not found")) == (84, 0)


def test_what_is_compiled_as_typed_is_seen() -> None:
    page = {"children": [{"type": "text", "value": "[a]{.place} and [b]{.place}"}, {"type": "code", "value": "]{.x}"}]}
    assert silent(page) == {CLASSES_AS_TEXT: 2}


def test_the_table_has_a_column_for_each_build_and_the_sum_of_its_messages() -> None:
    written_table = table(
        {"before": Counter({"error: a": 1200, CLASSES_AS_TEXT: 5}), "after": Counter({"warning: b": 3})}
    )
    assert written_table.splitlines()[2:] == [
        "| error | a | 1,200 | 0 |",
        "| warning | b | 0 | 3 |",
        "| **said** | all messages | 1,200 | 3 |",
        f"| seen | {CLASSES_AS_TEXT} | 5 | 0 |",
    ]


def test_pages_are_rewritten_where_roles_and_directives_cannot_be_replaced() -> None:
    page = "```{raw} html\n<p>{doc}</p>\n```\n{doc}`One <ch01>`, {doc}`rights`\n:::{dropdown} A\n:class-container: b\n"
    expected = "```{page_html}\n<p>{doc}</p>\n```\n[One](ch01), [](rights)\n:::{dropdown} A\n:class: b\n"
    assert rewritten(page) == expected
    code = {"cell_type": "code", "source": ["'{doc}`rights`'"]}
    notebook = {"cells": [{"cell_type": "markdown", "source": [page]}, code], "nbformat": 4}
    assert rewritten_notebook(notebook) == {
        "cells": [{"cell_type": "markdown", "source": expected}, code],
        "nbformat": 4,
    }
