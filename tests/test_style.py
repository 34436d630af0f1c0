"""What the linters cannot hold: choices that explain themselves, docstrings that keep up, one palette."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from matplotlib.colors import CSS4_COLORS, TABLEAU_COLORS

from clusterbook import stats
from clusterbook.display import diagram, figure, map, sheet, tables

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


def documented_parameters(docstring: str) -> list[tuple[str, str]]:
    """Names and types under ``Parameters``; a name without a type has an empty one."""
    section = re.search(r"^Parameters\n-+\n(.*?)(?=\n\n\w+\n-+\n|\Z)", docstring, re.DOTALL | re.MULTILINE)
    heads = [line.partition(" : ") for line in section[1].splitlines() if re.match(r"\S", line)] if section else []
    return [(name.strip().lstrip("*"), kind) for names, _, kind in heads for name in names.split(",")]


def stale_docstrings(tree: ast.Module) -> list[str]:
    """Functions whose ``Parameters`` are not those of their signature, in its order, each with a type."""
    stale = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            found = documented_parameters(ast.get_docstring(node) or "")
            given = node.args
            arguments = [*given.posonlyargs, *given.args, given.vararg, *given.kwonlyargs, given.kwarg]
            expected = [one.arg for one in arguments if one and one.arg not in ("self", "cls")]
            if found and ([name for name, _ in found] != expected or not all(kind for _, kind in found)):
                stale.append(node.name)
    return stale


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


def test_documented_parameters_are_those_of_the_signature() -> None:
    stale = {path.stem: names for path in MODULES if (names := stale_docstrings(ast.parse(path.read_text("utf-8"))))}
    assert stale == {}


def test_a_docstring_that_lags_behind_is_seen() -> None:
    function = 'def share(part, whole):\n    """Share.\n\n    Parameters\n    ----------\n    part : float\n    """'
    assert stale_docstrings(ast.parse(function)) == ["share"]


def test_what_others_call_says_what_it_takes_and_gives() -> None:
    offered = [getattr(module, name) for module in (stats, tables) for name in module.__all__]
    offered += [diagram.plot_chain, map.plot_points_on_outline, figure.picture, sheet.frame_sheet, sheet.plain_sheet]
    functions = [one for one in offered if inspect.isroutine(inspect.unwrap(one))]
    documented = {one.__name__: inspect.getdoc(one) or "" for one in functions}
    lacking = [name for name, text in documented.items() if "Parameters\n---" not in text or "Returns\n---" not in text]
    assert len(functions) > 30
    assert lacking == []


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


SCRIPTS = [path for place in ("src", "_static") for path in sorted((SOURCE.parent / place).rglob("*.js"))]
COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL)


@pytest.mark.parametrize("path", [path for path in SCRIPTS if ".min." not in path.name], ids=lambda path: path.name)
def test_what_our_scripts_say_has_typographic_apostrophes(path: Path) -> None:
    code = COMMENT.sub("", path.read_text(encoding="utf-8"))
    assert re.findall(r"\w+'\w+", code) == []
