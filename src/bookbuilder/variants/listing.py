"""``run CHAPTER --help``: the choices that a chapter offers."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from bookbuilder.book.chapters import Chapter
from bookbuilder.book.parameters import Parameter

WIDTH = 100
INDENT = "      "


def describe_parameters(chapter: Chapter, parameters: Mapping[str, Parameter], *, command: str) -> Iterator[str]:
    """Every parameter with its default, its meaning and what is allowed, in lines; then an example.

    Parameters
    ----------
    chapter : Chapter
        The chapter.
    parameters : mapping
        Its parameters, by name.
    command : str
        The words that run a chapter, as in ``bookbuilder run``.
    """
    if not parameters:
        yield f"{chapter.chapter_id} ({chapter.name}) has no parameters"
        return
    yield f"Parameters of {chapter.chapter_id} ({chapter.name}), with their defaults:"
    for one in parameters.values():
        yield f"\n  {one.name}={as_written(one.default)}"
        for words in (one.meaning, one.allowed):
            yield from textwrap.wrap(words, WIDTH, initial_indent=INDENT, subsequent_indent=INDENT)
    yield f"\nExample:\n  {command} {chapter.chapter_id} -p {example(parameters)} -o mine"


def example(parameters: Mapping[str, Parameter]) -> str:
    """An assignment that the first parameter takes, other than its default where its rule names one."""
    first = next(iter(parameters.values()))
    if first.bounds:
        ends = [type(first.default)(end) for end in first.bounds]
        return f"{first.name}={next((end for end in ends if end != first.default), first.default)}"
    others = [choice for choice in first.choices if choice != as_written(first.default)]
    return f"{first.name}={others[0] if others else as_written(first.default)}"


def as_written(value: Any) -> str:
    """A value as the command line takes it: the parts of a list between commas, true and false in small letters."""
    if isinstance(value, list):
        return ",".join(map(as_written, value))
    return value if isinstance(value, str) else json.dumps(value)
