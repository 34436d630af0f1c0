"""What the linters cannot hold: choices that explain themselves, colours from one palette."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from matplotlib.colors import CSS4_COLORS, TABLEAU_COLORS

SOURCE = Path(__file__).parents[1] / "src"
MODULES = sorted(SOURCE.rglob("*.py"))
PALETTE = SOURCE / "clusterbook" / "display" / "palette.py"
HEX_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}\b")
NAMED_COLOURS = {*CSS4_COLORS, *TABLEAU_COLORS} - {"salmon"}  # here a fish


def enum_members(tree: ast.Module) -> Iterator[tuple[str, ast.stmt | None]]:
    """Each member of an enum with the statement under it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and any("Enum" in ast.unparse(base) for base in node.bases):
            for member, below in zip(node.body, [*node.body[1:], None], strict=True):
                if isinstance(member, ast.Assign):
                    yield f"{node.name}.{ast.unparse(member.targets[0])}", below


def is_docstring(statement: ast.stmt | None) -> bool:
    """Whether a statement is a bare string."""
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )


def literal_colours(tree: ast.Module) -> list[str]:
    """Strings that are colours: hexadecimal ones, or names of colours."""
    strings = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return [value for value in strings if HEX_COLOUR.fullmatch(value) or value in NAMED_COLOURS]


@pytest.mark.parametrize("package", ["clusterbook", "bookbuilder"])
def test_every_choice_has_a_docstring_under_it(package: str) -> None:
    modules = [path for path in MODULES if path.is_relative_to(SOURCE / package)]
    members = [member for path in modules for member in enum_members(ast.parse(path.read_text("utf-8")))]
    assert members
    assert [name for name, below in members if not is_docstring(below)] == []


def test_colours_are_named_in_the_palette_alone() -> None:
    found = {
        f"{path.relative_to(SOURCE)}: {colour}"
        for path in MODULES
        if path != PALETTE
        for colour in literal_colours(ast.parse(path.read_text("utf-8")))
    }
    assert found == set()


def test_a_colour_written_into_a_figure_is_seen() -> None:
    assert literal_colours(ast.parse("axis.plot(x, color='#0072B2', markerfacecolor='white')")) == ["#0072B2", "white"]
