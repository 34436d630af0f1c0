"""Imports run one way; ``python tests/test_layers.py`` prints the arrows between the rooms of the house."""

from __future__ import annotations

import ast
import re
from collections import Counter
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src"
LAYERS = {
    "builder": ["bookbuilder"],
    "errors": ["clusterbook.errors"],
    "vocabulary": [
        "clusterbook.vocabulary",
        "clusterbook.claim_vocabulary",
        "clusterbook.reproduction_vocabulary",
        "clusterbook.evidence_vocabulary",
        "clusterbook.paths",
        "clusterbook.arithmetic",
    ],
    "inputs": ["clusterbook.data", "clusterbook.stats"],
    "reproduction": ["clusterbook.reproduction"],
    "display": ["clusterbook.display"],
    "chapters": ["clusterbook.chapters"],
    "exercises": ["clusterbook.exercises"],
    "exports": ["clusterbook.exports"],
    "instrument": ["clusterbook.instrument"],
    "metadata": ["clusterbook.metadata"],
    "replication": ["clusterbook.replication"],
    "site": ["clusterbook.site"],
    "command": ["clusterbook.__main__", "clusterbook.check", "clusterbook.commands"],
}
RANK = {part: rank for rank, parts in enumerate(LAYERS.values()) for part in parts}
FILES = sorted(path for package in ("bookbuilder", "clusterbook") for path in (SOURCE / package).rglob("*.py"))
RECORDER = {"bookbuilder.results", "bookbuilder.results.recorder", "bookbuilder.results.result"}
SHARED_CHAPTER = "clusterbook.chapters.ch10_cross_case"


def name_of(path: Path) -> str:
    """Dotted name of a module file."""
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


KNOWN = {name_of(path): path for path in FILES}


@cache
def tree_of(path: Path) -> ast.Module:
    """A file's syntax, parsed once."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports_of(path: Path) -> set[str]:
    """Modules of the two packages that a file imports, at its head or inside a function."""
    found = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            full = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= full & set(KNOWN) or {node.module} & set(KNOWN)
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names} & set(KNOWN)
    return found - {name_of(path)}


def room_of(module: str) -> str:
    """The folder a module stands in; the modules at a package's top are rooms of their own."""
    path = KNOWN[module]
    folder = path.parent.relative_to(SOURCE).as_posix().replace("/", ".")
    return module if folder in ("clusterbook", "bookbuilder") else folder


def rank_of(module: str) -> int:
    """The layer of a module; the package's own head, which hands the chapters down, stands above them."""
    if module == "clusterbook":
        return RANK["clusterbook.__main__"]
    return max((rank for part, rank in RANK.items() if f"{module}.".startswith(f"{part}.")), default=-1)


def arrows() -> Counter[tuple[str, str]]:
    """Imports between rooms, with how many there are."""
    pairs = [(room_of(name), room_of(target)) for name, path in KNOWN.items() for target in imports_of(path)]
    return Counter(pair for pair in pairs if pair[0] != pair[1])


UPWARD: set[str] = set()
STILL_UPWARD = [
    pytest.param(name, marks=pytest.mark.xfail(raises=AssertionError)) if name in UPWARD else name for name in KNOWN
]


@pytest.mark.parametrize("name", STILL_UPWARD)
def test_module_imports_only_from_its_own_layer_or_those_below(name: str) -> None:
    assert {target for target in imports_of(KNOWN[name]) if rank_of(target) > rank_of(name)} == set()


@pytest.mark.parametrize("name", [name for name in KNOWN if name.startswith("clusterbook.chapters.")])
def test_no_chapter_imports_another_but_for_the_cross_case_chapter(name: str) -> None:
    own = ".".join(name.split(".")[:3])
    others = {target for target in imports_of(KNOWN[name]) if target.startswith("clusterbook.chapters.")}
    assert {target for target in others if not target.startswith((own, SHARED_CHAPTER))} == set()


def test_the_builder_imports_nothing_of_the_books_package() -> None:
    builder = [path for name, path in KNOWN.items() if f"{name}.".startswith("bookbuilder.")]
    assert builder
    assert [path.name for path in builder if "clusterbook" in path.read_text(encoding="utf-8")] == []


def test_the_books_package_imports_of_the_builder_the_recorder_alone_and_its_command_the_command_line() -> None:
    found = {
        (name == "clusterbook.__main__", target)
        for name, path in KNOWN.items()
        for target in imports_of(path)
        if name.startswith("clusterbook") and target.startswith("bookbuilder")
    }
    assert {target for command, target in found if command} == {"bookbuilder.cli"}
    assert {target for command, target in found if not command} <= RECORDER


def test_no_module_imports_itself_by_a_detour() -> None:
    graph = {
        name: {target for target in imports_of(path) if not f"{name}.".startswith(f"{target}.")}
        for name, path in KNOWN.items()
    }
    assert len(list(TopologicalSorter(graph).static_order())) >= len(KNOWN)


def test_the_tree_in_architecture_names_every_part_of_both_packages() -> None:
    tree = (SOURCE.parent / "ARCHITECTURE.md").read_text(encoding="utf-8").split("```")[1]
    named = set()
    for folder in re.findall(r"^src/(\w+)/.*\n((?:  .*\n)+)", tree, re.MULTILINE):
        heads = [re.split(r"\s{2,}|:", line.strip())[0] for line in folder[1].splitlines()]
        named |= {f"{folder[0]}.{part}" for head in heads for part in re.findall(r"\w+", head)}
    parts = {".".join(name.split(".")[:2]) for name in KNOWN if "." in name and not name.endswith("__main__")}
    assert parts - named == set()


READERS = re.compile(r"(load|read)_\w+|open|read_text|read_bytes")
HANDED_THE_BOOK = ("clusterbook.reproduction.", "clusterbook.display.", "clusterbook.chapters.")


@pytest.mark.parametrize("name", [name for name in KNOWN if name.startswith(HANDED_THE_BOOK)])
def test_what_is_handed_the_book_reads_no_file(name: str) -> None:
    calls = [node.func for node in ast.walk(tree_of(KNOWN[name])) if isinstance(node, ast.Call)]
    called = {call.id if isinstance(call, ast.Name) else getattr(call, "attr", "") for call in calls}
    assert {function for function in called if READERS.fullmatch(function)} == set()


@pytest.mark.parametrize("name", KNOWN)
def test_module_is_short_enough_to_be_read(name: str) -> None:
    assert len(KNOWN[name].read_text(encoding="utf-8").splitlines()) < 300


if __name__ == "__main__":
    for (source, target), count in sorted(arrows().items()):
        print(f"{source} -> {target}  ({count})")
