"""A mutant that moves a result of a page is noticed by ``clusterbook diff``; here each page is run in this process."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from notebooks import run_notebook, undrawn

RESULTS = Path(__file__).parents[2] / "results"


@pytest.mark.parametrize("page", sorted(path.stem for path in RESULTS.glob("*.json")))
def test_the_results_of_a_page_are_the_accepted_ones(page: str) -> None:
    accepted = {entry["name"]: entry["value"] for entry in json.loads((RESULTS / f"{page}.json").read_text("utf-8"))}
    with undrawn():
        found = {name: result.value for name, result in run_notebook(page).items()}
    assert found.keys() == accepted.keys()
    for name, value in found.items():
        close = pytest.approx(accepted[name], nan_ok=True) if isinstance(value, float) else accepted[name]
        assert value == close, name
