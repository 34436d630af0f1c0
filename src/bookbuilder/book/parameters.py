"""The choices a student may vary: read from a notebook's parameters cell, checked before anything runs.

The cell is read by Python's own parser. Papermill's ``inspect_notebook`` takes seconds to import and leaves out
lines with a second ``=``, even in a comment; a test holds that it lists every parameter of this book alike.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any

from bookbuilder.book.chapters import Chapter, source_of, tags_of
from bookbuilder.book.reading import shortened
from bookbuilder.errors import BookError, listed

RULE = re.compile(r"\[(?P<rule>[^\[\]]*)\]\s*$")
RANGE = re.compile(r"^\s*(-?[\d.]*\d)\s*\.\.\s*(-?[\d.]*\d)\s*$")
KINDS = {str: "text", bool: "true or false", int: "a whole number", float: "a number", list: "a list"}
FORM = "expected 'name = value  # meaning [rule]'"


@dataclass(frozen=True)
class Parameter:
    """One line of a parameters cell: ``alpha = 0.10  # highest p-value of a verdict [0..1]``.

    Parameters
    ----------
    name : str
        Left of the equals sign.
    default : Any
        Right of it; its type is the type of every value.
    meaning : str
        The comment without its bracket.
    choices : tuple of str
        Allowed values, as ``[a | b]`` or ``[any of a | b]`` lists them.
    bounds : tuple of float, optional
        Closed range, as ``[0..1]`` gives it.
    """

    name: str
    default: Any
    meaning: str = ""
    choices: tuple[str, ...] = ()
    bounds: tuple[float, float] | None = None

    @property
    def allowed(self) -> str:
        """What may stand here, in words."""
        if self.bounds:
            kind = KINDS[int] if isinstance(self.default, int) else KINDS[float]
            return f"allowed {kind} from {self.bounds[0]:g} to {self.bounds[1]:g}"
        if self.choices:
            return f"allowed {'any of ' if isinstance(self.default, list) else ''}{listed(self.choices)}"
        return f"expected {KINDS.get(type(self.default), 'a value')}, such as {self.default!r}"

    def validate(self, value: Any) -> Any:
        """``value`` in the parameter's type; a text is read as the command line and CSV files write it.

        Raises
        ------
        ValueError
            If it has another type, or breaks the rule.
        """
        from pydantic import TypeAdapter

        adapter: TypeAdapter[Any] = TypeAdapter(self._annotation())
        if isinstance(value, str) and isinstance(self.default, bool):
            value = {"true": True, "false": False}.get(value.strip().lower(), value)
        elif isinstance(value, str) and isinstance(self.default, (int, float)):
            return adapter.validate_strings(value.strip())
        elif isinstance(value, str) and not isinstance(self.default, str):
            value = _read_literal(value, as_list=isinstance(self.default, list))
        return adapter.validate_python(value, strict=not isinstance(self.default, list))

    def _annotation(self) -> Any:
        """The type of a value as pydantic takes it."""
        from pydantic import AfterValidator

        part: Any = AfterValidator(self._check_choice)
        if not isinstance(self.default, list):
            return Annotated[_bounded(type(self.default), self.bounds), part]
        kinds = {type(entry) for entry in self.default} or {str}
        kind = kinds.pop() if len(kinds) == 1 else Any
        entries: Any = list[Annotated[_bounded(kind, self.bounds), part]]  # type: ignore[misc]
        return Annotated[entries, AfterValidator(self._check_entries)]

    def _check_choice(self, value: Any) -> Any:
        if self.choices and (str(value).lower() if isinstance(value, bool) else str(value)) not in self.choices:
            raise ValueError(self.allowed)
        return value

    def _check_entries(self, values: list[Any]) -> list[Any]:
        """Choices stand once each, and there are some, unless the notebook itself has none."""
        if self.choices and (len({*map(str, values)}) < len(values) or (self.default and not values)):
            raise ValueError(self.allowed)
        return values


def _bounded(kind: Any, bounds: tuple[float, float] | None) -> Any:
    """A type with its range; no default at all allows any value."""
    from pydantic import Field

    if kind is type(None) or kind is Any:
        return Any
    if kind is float:
        low, high = bounds or (None, None)
        return Annotated[float, Field(ge=low, le=high, allow_inf_nan=False)]
    return Annotated[kind, Field(ge=bounds[0], le=bounds[1])] if bounds else kind


def _read_literal(text: str, *, as_list: bool) -> Any:
    """A value as Python writes it, or the parts of a list between commas."""
    if as_list and not text.strip().startswith("["):
        return [part.strip() for part in text.split(",") if part.strip()]
    try:
        return ast.literal_eval(text.strip())
    except SyntaxError:
        raise ValueError(text) from None


def load_parameters(chapter: Chapter) -> dict[str, Parameter]:
    """Parameters of a chapter by name; none if it has no cell tagged ``parameters``.

    Raises
    ------
    BookError
        If a line of the cell is no ``name = value``, or a default breaks its own rule.
    """
    parameters: dict[str, Parameter] = {}
    faults: list[str] = []
    for cell in chapter.code_cells:
        for line, read in read_cell(source_of(cell)) if "parameters" in tags_of(cell) else ():
            if isinstance(read, Parameter):
                parameters[read.name] = read
            else:
                faults.append(f"{chapter.name}, parameters cell: found '{shortened(line)}'; {read}. Correct the line.")
    if faults:
        raise BookError(*faults)
    return parameters


@lru_cache
def read_cell(source: str) -> tuple[tuple[str, Parameter | str], ...]:
    """Every statement of a parameters cell: its last line, and its parameter or what was expected instead."""
    return tuple(_read_statements(source))


def _read_statements(source: str) -> Iterator[tuple[str, Parameter | str]]:
    lines = source.splitlines()
    try:
        statements = ast.parse(source).body
    except SyntaxError as error:
        yield lines[min(error.lineno or 1, len(lines)) - 1], FORM
        return
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    comments = {token.start[0]: token.string.lstrip("# ") for token in tokens if token.type == tokenize.COMMENT}
    for statement in statements:
        last = statement.end_lineno or statement.lineno
        try:
            yield lines[last - 1], read_statement(statement, comments.get(last, ""))
        except ValueError as error:
            yield lines[last - 1], str(error)


def read_statement(statement: ast.stmt, comment: str) -> Parameter:
    """The parameter that an assignment and the comment behind it declare.

    Raises
    ------
    ValueError
        With the words that tell what a line must look like.
    """
    targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
    if not isinstance(statement, (ast.Assign, ast.AnnAssign)) or statement.value is None:
        raise ValueError(FORM)
    if len(targets) != 1 or not isinstance(targets[0], ast.Name):
        raise ValueError(FORM)
    try:
        default = ast.literal_eval(statement.value)
    except (ValueError, SyntaxError):
        raise ValueError("expected a plain value right of '='") from None
    parameter = _with_rule(targets[0].id, default, comment=comment)
    try:
        parameter.validate(default)
    except ValueError:
        raise ValueError(f"{parameter.allowed}, but the default is none of these") from None
    return parameter


def _with_rule(name: str, default: Any, *, comment: str) -> Parameter:
    rule = RULE.search(comment)
    meaning = comment[: rule.start()].strip() if rule else comment.strip()
    bounds = RANGE.match(rule["rule"]) if rule else None
    if bounds:
        return Parameter(name, default, meaning, bounds=(float(bounds[1]), float(bounds[2])))
    words = rule["rule"].strip().removeprefix("any of ") if rule else ""
    choices = tuple(word.strip().strip("'\"") for word in words.split("|") if word.strip())
    return Parameter(name, default, meaning, choices)


def check_values(chapter: Chapter, values: Mapping[str, Any]) -> dict[str, Any]:
    """``values`` as a run of ``chapter`` may use them; texts are read in the parameter's type.

    Raises
    ------
    BookError
        One line for each wrong name or value, with what is allowed.
    """
    parameters = load_parameters(chapter)
    checked: dict[str, Any] = {}
    faults: list[str] = []
    for name, value in values.items():
        where = f"{chapter.chapter_id}, parameter"
        if name not in parameters:
            legal = f"allowed {listed(parameters)}" if parameters else "it has no parameters"
            faults.append(f"{where}: found {_seen(name)}; {legal}. Correct the name.")
            continue
        try:
            checked[name] = parameters[name].validate(value)
        except ValueError:
            faults.append(f"{where} {name}: found {_seen(value)}; {parameters[name].allowed}. Correct the value.")
    if faults:
        raise BookError(*faults)
    return checked


def _seen(value: Any) -> str:
    """A name or value as a message shows it: invisible characters to be seen, and not all of a long one."""
    text = str(value)
    return shortened(text if text and text.isprintable() and text == text.strip() else ascii(value))


def read_assignments(texts: Iterable[str]) -> dict[str, str]:
    """``name=value`` words of a command line.

    Raises
    ------
    BookError
        If a word has no ``=``.
    """
    values: dict[str, str] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals:
            raise BookError(f"parameter: found {text!r}; expected name=value. Write it as in alpha=0.05.")
        values[name.strip()] = value
    return values
