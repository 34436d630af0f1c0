"""The parts of a schema, each as the function that converts a value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

Convert = Callable[[Any], Any]
CoreSchema = Convert


def same(value: Any) -> Any:
    """A value that is left as it is."""
    return value


def str_schema(**_: Any) -> Convert:
    """A text."""
    return same


def literal_schema(_: Sequence[Any]) -> Convert:
    """A word of a closed list."""
    return same


def no_info_plain_validator_function(_: Convert) -> Convert:
    """A value of a closed list."""
    return same


def float_schema(**_: Any) -> Convert:
    """A number."""
    return float


def int_schema(**_: Any) -> Convert:
    """A whole number."""
    return int


def bool_schema() -> Convert:
    """``true`` or ``false``."""
    return lambda word: word == "true"


def nullable_schema(convert: Convert) -> Convert:
    """A value that may be missing."""
    return lambda value: None if value is None else convert(value)


def list_schema(convert: Convert) -> Convert:
    """A column."""
    return lambda values: [convert(value) for value in values]


def chain_schema(steps: Sequence[Convert]) -> Convert:
    """One conversion after the other."""

    def chained(value: Any) -> Any:
        for step in steps:
            value = step(value)
        return value

    return chained
