"""Mutants of a module: each differs from it in one operator, number or argument, as mutmut makes them."""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff
from importlib import import_module
from pathlib import Path
from types import FunctionType

import libcst as cst
from mutmut.mutation.file_mutation import Mutation, create_mutations, deep_replace

FUTURE = annotations.compiler_flag


@dataclass(frozen=True)
class Mutant:
    """One function changed in one place.

    Parameters
    ----------
    module, function : str
        As Python names them; a method after its class.
    number : int
        Counts the mutants of the function.
    source : str
        Of the changed function, in its class if it is a method.
    lines : range
        Of the module, those of the statement that is changed.
    difference : str
        The lines taken out and put in.
    is_wording : bool
        Whether nothing differs but the words of an error or of a fault.
    """

    module: str
    function: str
    number: int
    source: str
    lines: range
    difference: str
    is_wording: bool

    @property
    def name(self) -> str:
        """Of the mutant, unique."""
        return f"{self.module}.{self.function}#{self.number}"

    @property
    def place(self) -> tuple[str, str]:
        """Module and name of the function."""
        return self.module, self.function

    def made(self) -> FunctionType:
        """The changed function, which knows what its module knows."""
        names = dict(vars(import_module(self.module)))
        exec(compile(self.source, self.name, "exec", flags=FUTURE), names)
        owner, _, method = self.function.rpartition(".")
        made = vars(names[owner])[method] if owner else names[method]
        assert isinstance(made, FunctionType)
        return made


class Undecorated(cst.CSTTransformer):
    """Functions without decorators: mutmut leaves decorated ones alone, though only their bodies are exchanged here."""

    def leave_FunctionDef(  # noqa: N802 (the name that libcst calls)
        self, original_node: cst.FunctionDef, updated_node: cst.FunctionDef
    ) -> cst.FunctionDef:
        """The function alone."""
        return updated_node.with_changes(decorators=[])


def mutants_of(path: Path, *, module: str) -> Iterator[Mutant]:
    """All mutants of a file of Python, function by function."""
    text = path.read_text(encoding="utf-8")
    plain = cst.parse_module(text).visit(Undecorated()).code
    tree, changes, _, _ = create_mutations(str(path), plain)
    owners = {function: owner for owner, function in _functions(tree)}
    places = _statements(ast.parse(text))
    counts: dict[str, int] = {}
    for change in changes:
        function = change.contained_by_top_level_function
        if isinstance(function, cst.FunctionDef):
            name = f"{owners[function]}.{function.name.value}".lstrip(".")
            counts[name] = counts.get(name, 0) + 1
            yield _mutant(tree, change, name=(module, name, counts[name]), statements=places[name])


def _functions(tree: cst.Module) -> Iterator[tuple[str, cst.FunctionDef]]:
    for node in tree.body:
        if isinstance(node, cst.FunctionDef):
            yield "", node
        elif isinstance(node, cst.ClassDef):
            yield from ((node.name.value, child) for child in node.body.body if isinstance(child, cst.FunctionDef))


def _statements(tree: ast.Module) -> dict[str, list[range]]:
    """Lines of each function and of its statements; one that defaults belong to is the whole."""
    found = {}
    owners: list[ast.Module | ast.ClassDef] = [tree, *(node for node in tree.body if isinstance(node, ast.ClassDef))]
    for owner in owners:
        prefix = f"{owner.name}." if isinstance(owner, ast.ClassDef) else ""
        for function in owner.body:
            if isinstance(function, ast.FunctionDef):
                inner = [node for node in ast.walk(function) if isinstance(node, ast.stmt) and node is not function]
                whole = range(function.lineno, (function.end_lineno or 0) + 1)  # defaults are told where no test runs
                found[prefix + function.name] = [whole, *map(_own, inner)]
    return found


def _own(statement: ast.stmt) -> range:
    """Lines of a statement, of one with a body its head alone."""
    body = getattr(statement, "body", None) or getattr(statement, "cases", None)
    first = body[0].pattern if body and isinstance(body[0], ast.match_case) else body and body[0]
    end = max(first.lineno, statement.lineno + 1) if first else (statement.end_lineno or statement.lineno) + 1
    return range(statement.lineno, end)


def _mutant(tree: cst.Module, change: Mutation, *, name: tuple[str, str, int], statements: list[range]) -> Mutant:
    function = cst.ensure_type(change.contained_by_top_level_function, cst.FunctionDef)
    changed = cst.ensure_type(deep_replace(function, change.original_node, change.mutated_node), cst.FunctionDef)
    old, new = (_lines(tree.code_for_node(node)) for node in (function, changed))
    place = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), len(new) - 1)
    line = statements[0].start + place
    owner = name[1].rpartition(".")[0]
    source = "\n".join(new)
    difference = [text for text in unified_diff(old, new, n=0, lineterm="") if text[:2] not in ("--", "++", "@@")]
    return Mutant(
        *name,
        source=f"class {owner}:\n{textwrap.indent(source, '    ')}" if owner else source,
        lines=min((lines for lines in statements if line in lines), key=len, default=statements[0]),
        difference="\n".join(difference),
        is_wording=_without_wording("\n".join(old)) == _without_wording(source),
    )


def _lines(function: str) -> list[str]:
    """Of a function, without indentation and what is written above it."""
    text = textwrap.dedent(function).strip("\n")
    return text.splitlines()[ast.parse(text).body[0].lineno - 1 :]


class _Wording(ast.NodeTransformer):
    """Errors and faults without their words."""

    def visit_Raise(self, node: ast.Raise) -> ast.AST:
        return _Blanked().visit(node)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        is_fault = isinstance(node.func, ast.Name) and node.func.id == "Fault"
        return _Blanked().visit(node) if is_fault else self.generic_visit(node)


class _Blanked(ast.NodeTransformer):
    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
        return ast.Constant("")

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        return ast.Constant("") if isinstance(node.value, str) else node


def _without_wording(source: str) -> str:
    return ast.dump(_Wording().visit(ast.parse(source)))
