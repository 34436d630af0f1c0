"""Chapter 9's notebook: what its parameters do to its results."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bookbuilder.results.result import Result

Run = Callable[..., dict[str, Result]]


def test_the_text_reading_finds_six_rows_and_the_printed_sign_twenty(run_chapter: Run) -> None:
    results = run_chapter("ch09")
    values = {name: result.value for name, result in results.items()}
    assert (values["rows"], values["shares_missing"]) == (51, 12)
    assert (values["upgrading_text"], values["upgrading_printed"]) == (6, 20)
    assert (values["upgrading_now"], values["open_now"]) == (6, 5)
    assert (values["words_disagree_text"], values["words_disagree_printed"]) == (0, 2)
    assert (values["identity_by_value"], values["identity_neither"], values["ledger_differs"]) == (7, 10, 10)


@pytest.mark.parametrize(
    ("parameters", "name", "value"),
    [
        ({"reading": "printed"}, "mexico_upgrading", 1),
        ({"share_basis": "bounded"}, "open_now", 1),
        ({"share_basis": "constant_reporters"}, "chile_upgrading", 3),
        ({"doubtful_cells": "admissible"}, "outcome_collapse", 9),
        ({"weights": "mirrored"}, "unit_value_part_upgrading", 600),
        ({"years": 8}, "identity_by_value", 2),
        ({"largest_ratio": 50.0}, "identity_neither", 3),
    ],
)
def test_each_parameter_moves_its_result(run_chapter: Run, parameters: dict[str, Any], name: str, value: float) -> None:
    results = run_chapter("ch09", drawn=parameters == {"reading": "printed"}, **parameters)  # figures of one are enough
    assert results[name].value == value
