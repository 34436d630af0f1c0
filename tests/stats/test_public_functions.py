"""Every public function of ``stats`` is called by the tests of odd input."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

import pytest

from clusterbook import stats

FILES = sorted(Path(__file__).parent.glob("test_odd_input*.py"))
PUBLIC = sorted(name for name in stats.__all__ if inspect.isfunction(getattr(stats, name)))


def called() -> set[str]:
    """Names of ``stats`` that a test of odd input uses."""
    nodes = [node for file in FILES for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))]
    return {node.attr for node in nodes if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "stats"}


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_function_has_a_test_of_odd_input(name: str) -> None:
    assert name in called()
