"""Named results are found, kept and printed."""

from __future__ import annotations

import json
import math

import pytest
from tiny_book import MIME

from bookbuilder.book.layout import BookFolders
from bookbuilder.errors import BookError
from bookbuilder.results.files import look_up, results_file, results_in, written


def result(name: str, value: object, **more: object) -> dict[str, object]:
    return {"name": name, "value": value, "description": "", "unit": "", "digits": 2, "importance": "finding", **more}


def test_results_are_taken_from_the_outputs_of_a_notebook() -> None:
    shown = {"output_type": "display_data", "data": {MIME: [result("tau", 0.5)]}}
    cells = [{"cell_type": "markdown"}, {"cell_type": "code", "outputs": [{"output_type": "stream"}, shown]}]
    assert results_in({"cells": cells}) == {"tau": result("tau", 0.5)}


@pytest.mark.parametrize(
    "shown",
    [5, [5], [{"name": "tau"}], {"name": "tau", "value": 1}, [result("tau", math.inf)], [result("tau", math.nan)]],
)
def test_what_only_calls_itself_results_is_refused(shown: object) -> None:
    cells = [{"cell_type": "code", "outputs": [{"output_type": "display_data", "data": {MIME: shown}}]}]
    with pytest.raises(BookError, match="^cell 1: found .* as results; expected a list of named results"):
        results_in({"cells": cells})


def test_a_results_file_is_sorted_and_keeps_every_digit() -> None:
    content = results_file({"b": result("b", 0.1 + 0.2), "a": result("a", None)})
    assert [entry["name"] for entry in json.loads(content)] == ["a", "b"]
    assert b"0.30000000000000004" in content


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        (result("x", 0.704), "0.70"),
        (result("x", -0.5, digits=1), "\u22120.5"),
        (result("x", 1234, digits=0), "1,234"),
        (result("x", 12.4, digits=0, unit="percent"), "12"),
        (result("x", 0.7049, digits=None), "0.7049"),
        (result("x", "Positive"), "Positive"),
        (result("x", True), "yes"),
        (result("x", None), "undefined"),
    ],
)
def test_a_result_is_printed_at_its_digits(entry: dict[str, object], text: str) -> None:
    assert written(entry) == text


def test_the_first_folder_that_has_the_chapter_answers(book: BookFolders) -> None:
    for folder, value in ((book.results, 2), (book.baseline, 1)):
        folder.mkdir(parents=True)
        (folder / "ch01.json").write_bytes(results_file({"n": result("n", value)}))
    assert look_up("ch01.n", [book.results, book.baseline])["value"] == 2
    assert look_up("ch01.n", [book.build / "nowhere", book.baseline])["value"] == 1


@pytest.mark.parametrize(("reference", "message"), [("ch01.m", "ch01 has n"), ("ch09.n", "no results of 'ch09'")])
def test_an_unknown_result_is_an_error_that_lists_the_names(book: BookFolders, reference: str, message: str) -> None:
    book.baseline.mkdir()
    (book.baseline / "ch01.json").write_bytes(results_file({"n": result("n", 1)}))
    with pytest.raises(BookError, match=message):
        look_up(reference, [book.baseline])
