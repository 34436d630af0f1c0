"""The form of a chapter: its parameters with the rules by which the browser refuses a value before anything runs."""

from __future__ import annotations

from typing import Any

from bookbuilder.book.parameters import Parameter

KINDS = {bool: "truth", int: "integer", float: "number", str: "text", list: "list"}


def form_of(parameters: dict[str, Parameter]) -> list[dict[str, Any]]:
    """One field for each parameter, in the order of the cell."""
    return [field_of(parameter) for parameter in parameters.values()]


def field_of(parameter: Parameter) -> dict[str, Any]:
    """A parameter as ``assets/form.js`` takes it.

    Returns
    -------
    dict
        ``name``, ``meaning``, ``kind`` (truth, integer, number, text or list), ``parts`` (kind of the parts of a
        list), ``default``, ``choices``, ``bounds`` (None or two numbers) and ``allowed``, in words.
    """
    default = parameter.default
    parts = KINDS[type(default[0])] if isinstance(default, list) and default else "text"
    return {
        "name": parameter.name,
        "meaning": parameter.meaning,
        "kind": KINDS.get(type(default), "text"),
        "parts": parts if isinstance(default, list) else "",
        "default": default,
        "choices": list(parameter.choices),
        "bounds": parameter.bounds,
        "allowed": parameter.allowed,
    }
