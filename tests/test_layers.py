"""Imports run one way: from errors and paths over data, analysis and presentation to the pipeline."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src"
PACKAGE = SOURCE / "clusterbook"
LAYERS = {
    "foundations": ["errors", "paths"],
    "vocabulary": ["vocabulary"],
    "data": ["data"],
    "analysis": [
        "indices", "reconcile", "recompute", "association", "robustness", "models", "configurations", "lattice",
        "trade", "claims", "ledger", "fieldstudies", "dairy", "fruit", "salmon", "furniture", "districts",
        "metalworking", "software", "policy", "coding", "fair_trade",
    ],
    "presentation": ["figures", "tables", "dictionary"],
    "results": ["results", "summary", "crosscase"],
    "pipeline": ["pipeline", "__main__"],
}  # fmt: skip
RANK = {module: rank for rank, modules in enumerate(LAYERS.values()) for module in modules}
FILES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    """Dotted name of a module file."""
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(path: Path) -> set[str]:
    """Modules of the package that a file imports, at its head or inside a function."""
    known = {name_of(file) for file in FILES}
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("clusterbook"):
            found |= {
                f"{node.module}.{alias.name}" if f"{node.module}.{alias.name}" in known else node.module
                for alias in node.names
            }
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name.startswith("clusterbook")}
    return found - {name_of(path)}


def part_of(module: str) -> str:
    """The layer's entry a module belongs to."""
    return module.split(".")[1] if "." in module else ""


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.parent != PACKAGE or path.name != "__init__.py"], ids=name_of
)
def test_module_imports_only_from_its_own_layer_or_those_above(path: Path) -> None:
    rank = RANK[part_of(name_of(path))]
    assert {module for module in imports_of(path) if RANK[part_of(module)] > rank} == set()


def test_no_module_imports_itself_by_a_detour() -> None:
    graph = {
        name_of(path): {module for module in imports_of(path) if not name_of(path).startswith(f"{module}.")}
        for path in FILES
    }
    graph = {
        module: {target for target in targets if not target.startswith(f"{module}.")}
        for module, targets in graph.items()
    }
    assert len(list(TopologicalSorter(graph).static_order())) >= len(FILES)


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_module_is_short_enough_to_be_read(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) < 300
