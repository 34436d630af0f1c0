"""The kernel of the browser, run here: cells, what they show, their errors, a run's results against the baseline."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bookbuilder.live.guest import browser_kernel as kernel


@pytest.fixture(autouse=True)
def own_main() -> Iterator[None]:
    """The module that runs the tests is put back, and what matplotlib logs."""
    main, level = sys.modules["__main__"], logging.getLogger("matplotlib").level
    kernel.begin()
    yield
    sys.modules["__main__"] = main
    logging.getLogger("matplotlib").setLevel(level)


class Drawn:
    """Something with HTML."""

    def _repr_html_(self) -> str:
        return "<b>drawn</b>"

    def __repr__(self) -> str:
        return "drawn"


def test_a_cell_shows_what_it_prints_and_its_last_value() -> None:
    printed, shown = kernel.run_cell("print('words')\nvalue = 2\nvalue + 1", place="cell 1")
    assert printed == {"output_type": "stream", "name": "stdout", "text": "words\n"}
    assert shown["data"] == {"text/plain": "3"}
    assert kernel.run_cell("value = 5", place="cell 2") == []
    assert kernel.run_cell("value", place="cell 3")[0]["data"] == {"text/plain": "5"}


def test_a_value_is_shown_in_all_its_forms() -> None:
    assert kernel.mime_bundle(Drawn()) == {"text/html": "<b>drawn</b>", "text/plain": "drawn"}


def test_an_error_is_an_output_with_the_cell_it_came_from() -> None:
    (shown,) = kernel.run_cell("def broken():\n    return 1 / 0\nbroken()", place="cell 7")
    assert (shown["output_type"], shown["ename"], shown["evalue"]) == ("error", "ZeroDivisionError", "division by zero")
    assert 'File "cell 7", line 2' in "".join(shown["traceback"])
    assert kernel.run_cell("1 +", place="cell 8")[0]["ename"] == "SyntaxError"


def test_a_run_knows_no_name_of_the_run_before() -> None:
    kernel.run_cell("left = 1", place="cell 1")
    kernel.begin()
    assert kernel.run_cell("left", place="cell 1")[0]["ename"] == "NameError"


def result(name: str, value: Any) -> dict[str, Any]:
    return {
        "name": name,
        "value": value,
        "description": f"about {name}",
        "unit": "",
        "digits": 1,
        "importance": "finding",
    }


def test_results_are_compared_in_the_words_of_diff(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "results").mkdir()
    baseline = [result("same", 1.0), result("moved", 2.0)]
    (tmp_path / "results" / "ch01.json").write_text(json.dumps(baseline), encoding="utf-8")
    monkeypatch.setenv("BOOKBUILDER_ROOT", str(tmp_path))
    told = kernel.compare([result("same", 1.0), result("moved", 2.5)], chapter="ch01")
    assert told["count"] == 2
    (change,) = told["changes"]
    assert (change["reference"], change["shown"], change["written"]) == ("ch01.moved", ("2.0", "2.5"), "2.5")
    assert kernel.compare(baseline, chapter="ch01")["changes"] == []


def test_results_that_cells_show_are_kept_as_they_are_until_the_next_run() -> None:
    bundle = f"{{{kernel.RESULTS!r}: [{{'name': 'whole', 'value': 1.0}}]}}"
    shown = f"class Shown:\n    def _repr_mimebundle_(self):\n        return {bundle}\nShown()"
    kernel.run_cell(shown, place="cell 1")
    assert [(one["name"], type(one["value"])) for one in kernel.recorded] == [("whole", float)]
    kernel.begin()
    assert kernel.recorded == []


def test_a_request_is_answered_through_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "REQUEST", tmp_path / "request.json")
    monkeypatch.setattr(kernel, "ANSWER", tmp_path / "answer.json")
    kernel.REQUEST.write_text('{"task": "cell", "source": "6 * 7", "place": "cell 1"}', encoding="utf-8")
    kernel.answer_request()
    assert json.loads(kernel.ANSWER.read_text("utf-8"))["outputs"][0]["data"] == {"text/plain": "42"}
