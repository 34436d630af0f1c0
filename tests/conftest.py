"""Shared helpers of the tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import matplotlib
import nbformat
import pytest

from clusterbook.results import Result, Results

matplotlib.use("Agg")
CHAPTERS = Path(__file__).parents[1] / "chapters"


@pytest.fixture
def run_chapter() -> Callable[..., dict[str, Result]]:
    """Run a chapter's code cells in this process with other parameters and return its results by name."""
    return run_notebook


def run_notebook(chapter: str, **parameters: Any) -> dict[str, Result]:
    """Results by name of a chapter whose code cells run in this process."""
    path = next(CHAPTERS.glob(f"{chapter}*.ipynb"))
    notebook = nbformat.read(path, as_version=4)
    namespace: dict[str, Any] = {"__name__": "__main__"}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            exec(compile(cell.source, f"{path.name}:{cell.id}", "exec"), namespace)
        if "parameters" in cell.metadata.get("tags", []):
            unknown = set(parameters) - set(namespace)
            assert not unknown, f"{path.name} has no parameters {unknown}"
            namespace.update(parameters)
    results = next(value for value in namespace.values() if isinstance(value, Results))
    return {result.name: result for result in results.show().results}
