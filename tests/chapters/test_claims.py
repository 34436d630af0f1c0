"""What all claim functions keep to."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import clusterbook.chapters
from clusterbook.data.book import load_book

FILES = sorted(Path(clusterbook.chapters.__path__[0]).glob("ch*/claims*.py"))
CALLS = {
    f"{path.parent.name}/{path.name}:{node.lineno}": node
    for path in FILES
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "held"
}
NAMES = {name for path in FILES for name in re.findall(r"def (claim_\d\d_\d\d)", path.read_text(encoding="utf-8"))}


def test_every_statement_has_a_function_and_every_function_a_statement() -> None:
    assert {claim_id.replace("ch", "claim_", 1) for claim_id in load_book().claims["claim_id"]} == NAMES


@pytest.mark.parametrize("place", CALLS)
def test_evidence_is_built_from_the_outcome_and_never_a_constant(place: str) -> None:
    evidence = CALLS[place].args[1]
    assert not isinstance(evidence, ast.Constant)


@pytest.mark.parametrize("place", CALLS)
def test_limits_of_a_statement_are_those_of_its_hedge(place: str) -> None:
    condition = CALLS[place].args[0]
    rounded = [node for node in ast.walk(condition) if isinstance(node, ast.Name) and node.id in ("round", "abs")]
    assert not rounded
