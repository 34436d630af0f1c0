"""What a legal value of a column is: the schema's fields as validators of pydantic's core, for check and load alike.

A cell is checked in the form in which it stands in the file before it becomes a value, so that nothing that
Python would read with kindness (``inf``, ``1_0``, a leading blank, full-width digits) passes for a number.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from pydantic_core import SchemaError, SchemaValidator, ValidationError
from pydantic_core import core_schema as core

from clusterbook.data.letters import BEFORE_A_FORMULA, LONGEST, is_filler

INTEGER = r"^(0|-?[1-9][0-9]{0,17})$"  # what an ``Int64`` column holds; no zero has a sign
NUMBER = r"^(-?[1-9][0-9]{0,17}(\.[0-9]+)?|0(\.[0-9]+)?|-0\.0*[1-9][0-9]*)$"
INVISIBLE = r"\p{C}\x{a0}\x{2007}\x{202f}"  # line breaks, zero width, unassigned, private; non-breaking spaces
OTHER_LETTERS = r"[\p{L}--\p{Latin}][\p{N}--0-9]\p{M}\x{ff00}-\x{ffef}"  # other scripts, marks apart, full width
LETTERS = "letters"
ANY = "any"  # of ``letters``: a column that tells what a scan shows has letters of any script
FORM_OF_TEXT = rf"^([^\s{re.escape(BEFORE_A_FORMULA)}{{none}}]([^{{none}}]*[^\s{{none}}])?|-([0-9., ]*[0-9])?)$"
TEXT = FORM_OF_TEXT.replace("{none}", INVISIBLE + OTHER_LETTERS)
SCANNED = FORM_OF_TEXT.replace("{none}", INVISIBLE)
WELL_READ = "^(?:[^ÃÂâ]|[ÃÂ][^ÃÂâ¡-¿‰š‡œ‘“]|â[^ÃÂâ€])*[ÃÂâ]?$"  # not UTF-8 that was read as Windows-1252
WORDED = "[\\p{L}0-9]"  # a letter or digit somewhere
ONE_BLANK = "^[^ ]*(?: [^ ]+)*$"
NO_DIGIT_IN_A_WORD = r"^(?:[^\p{L}]|\p{L}+(?:[^\p{L}01]|[01](?:[^\p{L}]|$)|$))*$"  # as in c0operative, of a scan
NO_FAILED_FORMULA = "^(?:[^#]|#(?:[^A-Z¡¿]|$))"

WORDS = (WORDED, ONE_BLANK, NO_DIGIT_IN_A_WORD)

Value = str | float | int | bool | None


@dataclass(frozen=True)
class Refusal:
    """A cell that its column does not allow.

    ``position`` counts the checked rows from 0; ``is_form`` tells a cell that is no value of the column's
    type at all from a value that its constraints exclude.
    """

    position: int
    field: dict[str, Any]
    cell: str
    is_form: bool


def check_column(field: dict[str, Any], cells: Sequence[str]) -> tuple[list[Value], list[Refusal]]:
    """Values of one column, and every cell that it refuses.

    Parameters
    ----------
    field : dict
        A field of the schema: ``name``, ``type`` and ``constraints``.
    cells : sequence of str
        The column as it stands in the file; an empty cell is missing.

    Returns
    -------
    tuple of list and list
        Values of the type of the field, missing ones ``None``, and no refusal; or no value and all refusals.
    """
    try:
        return _validator(
            field["type"], json.dumps(field.get("constraints", {}) | {LETTERS: field.get(LETTERS)})
        ).validate_python([cell or None for cell in cells]), []
    except ValidationError as error:
        return [], [
            Refusal(int(one["loc"][0]), field, cells[int(one["loc"][0])], one["type"] == FORM_ERRORS[field["type"]])
            for one in error.errors(include_url=False, include_context=False)
        ]


def rules_fault(field: dict[str, Any]) -> str:
    """What is wrong with a column's constraints if no cell can be held against them; empty if nothing is."""
    try:
        check_column(field, [])
        check_column(field | {"constraints": field.get("constraints", {}) | field.get("item_constraints", {})}, [])
    except (SchemaError, TypeError, ValueError) as error:
        return str(error).splitlines()[-1]
    return ""


def check_items(field: dict[str, Any], cells: Sequence[str], *, items: Sequence[int]) -> list[Refusal]:
    """Cells that the rows of a table allow less than its totals and averages do.

    Parameters
    ----------
    field : dict
        A field of the schema with ``item_constraints``, which hold beside its ``constraints``.
    cells : sequence of str
        The column as it stands in the file.
    items : sequence of int
        Positions of the rows that are neither total nor average.
    """
    stricter = field | {"constraints": field.get("constraints", {}) | field["item_constraints"]}
    _, refused = check_column(stricter, [cells[position] for position in items])
    return [replace(one, position=items[one.position]) for one in refused]


@cache
def _validator(kind: str, rules: str) -> SchemaValidator:
    """The validator of all columns of one type with the same constraints."""
    constraints: dict[str, Any] = json.loads(rules)
    cell = TYPES[kind](constraints)
    return SchemaValidator(core.list_schema(cell if constraints.get("required") else core.nullable_schema(cell)))


def _text(rules: dict[str, Any]) -> core.CoreSchema:
    """Words in Latin letters, one blank between two: nothing invisible, misread or empty, no formula."""
    forms = (SCANNED,) if rules[LETTERS] == ANY else (TEXT, WELL_READ, NO_FAILED_FORMULA, *WORDS)
    steps: list[core.CoreSchema] = [core.str_schema(pattern=form, max_length=LONGEST) for form in forms]
    steps += [] if rules[LETTERS] == ANY else [core.no_info_plain_validator_function(_no_filler)]
    if "minLength" in rules:
        steps.append(core.str_schema(min_length=rules["minLength"]))
    if "pattern" in rules:
        steps.append(core.str_schema(pattern=f"^(?:{rules['pattern']})$"))
    return core.chain_schema(steps + _options(rules))


def _no_filler(text: str) -> str:
    """A text that says something."""
    if is_filler(text):
        raise ValueError(text)
    return text


def _number(rules: dict[str, Any]) -> core.CoreSchema:
    """Decimal digits with a point, in the column's range."""
    value = core.float_schema(ge=rules.get("minimum"), le=rules.get("maximum"), multiple_of=rules.get("multipleOf"))
    return core.chain_schema([core.str_schema(pattern=NUMBER), value, *_options(rules)])


def _integer(rules: dict[str, Any]) -> core.CoreSchema:
    """Digits, in the column's range."""
    value = core.int_schema(ge=rules.get("minimum"), le=rules.get("maximum"))
    return core.chain_schema([core.str_schema(pattern=INTEGER), value, *_options(rules)])


def _boolean(rules: dict[str, Any]) -> core.CoreSchema:
    """``true`` or ``false``, and no other word for them."""
    return core.chain_schema([core.literal_schema(["true", "false"]), core.bool_schema(), *_options(rules)])


def _options(rules: dict[str, Any]) -> list[core.CoreSchema]:
    """The closed list of a column, if it has one."""
    if "enum" not in rules:
        return []
    options = list(rules["enum"])

    def one_of(value: Any) -> Any:
        if value not in options:
            raise ValueError(value)
        return value

    return [core.no_info_plain_validator_function(one_of)]


TYPES: dict[str, Callable[[dict[str, Any]], core.CoreSchema]] = {
    "string": _text,
    "number": _number,
    "integer": _integer,
    "boolean": _boolean,
}
FORM_ERRORS = {
    "string": "",
    "number": "string_pattern_mismatch",
    "integer": "string_pattern_mismatch",
    "boolean": "literal_error",
}
ITEM_CONSTRAINTS = {"minimum", "maximum", "multipleOf"}
CONSTRAINTS = {"required", "unique", "enum", "minimum", "maximum", "pattern", "minLength"}
