"""The choices a student may vary: read from a notebook's parameters cell, checked before anything runs."""

from __future__ import annotations

import ast
import codeop
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bookbuilder.book.chapters import Chapter, source_of, tags_of
from bookbuilder.errors import BookError, listed

LINE = re.compile(r"^(?P<name>[A-Za-z_]\w*)\s*(?::[^=]+)?=\s*(?P<value>.+?)\s*(?:#\s*(?P<comment>.*))?$")
RULE = re.compile(r"\[(?P<rule>[^\[\]]*)\]\s*$")
RANGE = re.compile(r"^\s*(-?[\d.]*\d)\s*\.\.\s*(-?[\d.]*\d)\s*$")


@dataclass(frozen=True)
class Parameter:
    """One line of a parameters cell: ``alpha = 0.10  # highest p-value of a verdict [0..1]``.

    Parameters
    ----------
    name, default : the line's two sides
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
            kind = "a whole number" if isinstance(self.default, int) else "a number"
            return f"allowed {kind} from {self.bounds[0]:g} to {self.bounds[1]:g}"
        if self.choices:
            return f"allowed {'any of ' if isinstance(self.default, list) else ''}{listed(self.choices)}"
        kind = {str: "text", bool: "true or false", int: "a whole number", float: "a number", list: "a list"}
        return f"expected {kind.get(type(self.default), 'a value')}, such as {self.default!r}"

    def read(self, text: str) -> Any:
        """The value that ``text`` writes, as the command line and CSV files give it.

        Raises
        ------
        ValueError
            If it writes no value of this parameter's type.
        """
        if isinstance(self.default, str):
            return text
        if isinstance(self.default, bool):
            return {"true": True, "false": False}[text.strip().lower()] if _is_truth(text) else _refuse(text)
        if isinstance(self.default, list):
            return _read_list(text, self.default)
        if isinstance(self.default, int):
            return int(text)
        return float(text) if isinstance(self.default, float) else ast.literal_eval(text)

    def accepts(self, value: Any) -> bool:
        """Whether ``value`` has the type of the default and lies in the rule."""
        if isinstance(self.default, list):
            return isinstance(value, list) and all(self._is_part(part) and self._is_choice(part) for part in value)
        return self._has_type(value) and self._in_bounds(value) and self._is_choice(value)

    def _has_type(self, value: Any) -> bool:
        if isinstance(value, bool) or isinstance(self.default, bool):
            return isinstance(value, bool) and isinstance(self.default, bool)
        if isinstance(self.default, float):
            return isinstance(value, (int, float))
        return self.default is None or isinstance(value, type(self.default))

    def _is_part(self, part: Any) -> bool:
        """Whether ``part`` may stand in a list like the default."""
        kinds = tuple({type(entry) for entry in self.default}) or (object,)
        return isinstance(part, kinds) and (bool in kinds or not isinstance(part, bool))

    def _in_bounds(self, value: Any) -> bool:
        return self.bounds is None or self.bounds[0] <= value <= self.bounds[1]

    def _is_choice(self, value: Any) -> bool:
        return not self.choices or _as_written(value) in self.choices


def _is_truth(text: str) -> bool:
    return text.strip().lower() in ("true", "false")


def _refuse(text: str) -> Any:
    raise ValueError(text)


def _read_list(text: str, default: list[Any]) -> list[Any]:
    """A list written in brackets, or its parts between commas; numbers where the default has numbers."""
    if text.strip().startswith("["):
        parts = ast.literal_eval(text)
    else:
        parts = [part.strip() for part in text.split(",") if part.strip()]
    return [_like(part, default) for part in parts]


def _like(part: Any, default: list[Any]) -> Any:
    """A part of a list in the type of the default's parts, as far as text or a whole number can have it."""
    kind = type(default[0]) if default else str
    plain = isinstance(part, (str, int)) and not isinstance(part, bool)
    return kind(part) if plain and kind in (int, float) else part


def _as_written(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


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
        if "parameters" not in tags_of(cell):
            continue
        for line in logical_lines(source_of(cell)):
            try:
                parameter = read_line(line)
                parameters[parameter.name] = parameter
            except ValueError as error:
                faults.append(_line_fault(chapter, line, expected=str(error)))
    if faults:
        raise BookError(*faults)
    return parameters


def logical_lines(source: str) -> Iterator[str]:
    """The lines of a parameters cell, without blank lines and comments, a value over several lines joined."""
    parts: list[str] = []
    for line in source.splitlines():
        if not parts and (not line.strip() or line.lstrip().startswith("#")):
            continue
        parts.append(line.strip())
        if not _is_open("\n".join(parts)):
            yield " ".join(parts)
            parts = []
    if parts:
        yield " ".join(parts)


def _is_open(text: str) -> bool:
    """Whether a statement goes on in the next line."""
    try:
        return codeop.compile_command(text) is None
    except (SyntaxError, ValueError, OverflowError):
        return False


def _line_fault(chapter: Chapter, line: str, *, expected: str) -> str:
    return f"{chapter.name}, parameters cell: found '{line.strip()}'; {expected}. Correct the line."


def read_line(line: str) -> Parameter:
    """One line of a parameters cell.

    Raises
    ------
    ValueError
        With the words that tell what a line must look like.
    """
    match = LINE.match(line.strip())
    if not match:
        raise ValueError("expected 'name = value  # meaning [rule]'")
    try:
        default = ast.literal_eval(match["value"])
    except (ValueError, SyntaxError):
        raise ValueError("expected a plain value right of '='") from None
    comment = match["comment"] or ""
    rule = RULE.search(comment)
    meaning = comment[: rule.start()].strip() if rule else comment.strip()
    parameter = _with_rule(match["name"], default, meaning=meaning, rule=rule["rule"] if rule else "")
    if not parameter.accepts(default):
        raise ValueError(f"{parameter.allowed}, but the default is none of these")
    return parameter


def _with_rule(name: str, default: Any, *, meaning: str, rule: str) -> Parameter:
    bounds = RANGE.match(rule)
    if bounds:
        return Parameter(name, default, meaning, bounds=(float(bounds[1]), float(bounds[2])))
    words = rule.strip().removeprefix("any of ")
    choices = tuple(word.strip().strip("'\"") for word in words.split("|") if word.strip())
    return Parameter(name, default, meaning, choices)


def check_values(chapter: Chapter, values: Mapping[str, Any]) -> dict[str, Any]:
    """``values`` as a run of ``chapter`` may use them; texts are read in the parameter's type.

    Raises
    ------
    BookError
        One fault for each wrong name or value, with what is allowed.
    """
    parameters = load_parameters(chapter)
    checked: dict[str, Any] = {}
    faults: list[str] = []
    for name, value in values.items():
        if name not in parameters:
            faults.append(_unknown(chapter, name, parameters=parameters))
            continue
        try:
            checked[name] = _checked(parameters[name], value)
        except (ValueError, SyntaxError):
            faults.append(_illegal(chapter, parameters[name], value=value))
    if faults:
        raise BookError(*faults)
    return checked


def _checked(parameter: Parameter, value: Any) -> Any:
    if isinstance(value, str) and not isinstance(parameter.default, str):
        value = parameter.read(value)
    if isinstance(value, list) and isinstance(parameter.default, list):
        value = [_like(part, parameter.default) for part in value]
    if isinstance(parameter.default, float) and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    return value if parameter.accepts(value) else _refuse(str(value))


def _unknown(chapter: Chapter, name: str, *, parameters: Mapping[str, Parameter]) -> str:
    legal = f"allowed {listed(parameters)}" if parameters else "it has no parameters"
    return f"{chapter.chapter_id}, parameter: found {name}; {legal}. Correct the name."


def _illegal(chapter: Chapter, parameter: Parameter, *, value: Any) -> str:
    where = f"{chapter.chapter_id}, parameter {parameter.name}"
    found = repr(value) if value == "" else str(value)
    return f"{where}: found {found}; {parameter.allowed}. Correct the value."


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
