"""What the schema beside a file may say: a closed list of properties, each once, in JSON without depth or doubt."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from clusterbook.data.letters import text_faults
from clusterbook.data.relations import RULES
from clusterbook.errors import Fault, FaultsError

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=80)]


class _Part(BaseModel):
    """A part of a schema: what it does not name is refused, so that no dialect, address or script slips in."""

    model_config = ConfigDict(extra="forbid", strict=True)


class _Column(_Part):
    """A column; what its type and constraints may be, the check of the schema says in its own words."""

    name: Name
    type: str
    title: str = ""
    description: str = ""
    kind: Literal["", "key", "label", "group", "primitive", "derived", "bound", "note"] = ""
    unit: str | None = None
    constraints: dict[str, Any] = {}
    item_constraints: dict[str, Any] = {}
    categories: list[Any] | None = None
    empty_means: Any = None
    bounds: str = ""
    cluster_id: Any = None
    letters: Literal["any"] = "any"


class _Target(_Part):
    """The file and columns that a key leads to."""

    resource: str
    fields: Annotated[list[Name], Field(min_length=1)]


class _ForeignKey(_Part):
    """A key into another file."""

    fields: Annotated[list[Name], Field(min_length=1)]
    reference: _Target


class _Relation(_Part):
    """What cells of a row, or rows of the file, say of each other."""

    rule: Literal[*RULES]  # type: ignore[valid-type]
    fields: Annotated[list[Name], Field(min_length=1)]
    where: dict[Name, Annotated[list[str | int], Field(min_length=1)]] = {}
    values: list[str | int] = []
    minimum: float | None = None
    maximum: float | None = None
    by: str = ""
    limits: dict[str, float] = {}


class _Columns(_Part):
    """The columns of a file and its keys."""

    fields: Annotated[list[_Column], Field(min_length=1)]
    primaryKey: Annotated[list[Name], Field(min_length=1)]  # noqa: N815
    foreignKeys: list[_ForeignKey] = []  # noqa: N815


class _Descriptor(_Part):
    """A file of the data package."""

    title: str
    description: str = ""
    table: str = ""
    chapter: Annotated[int, Field(ge=1, le=12)] | None = None
    printed_page: Annotated[int, Field(ge=1)] | None = None
    source_line: Annotated[int, Field(ge=1)] | None = None
    printed_source: str | None = None
    footnotes: dict[str, str] = {}
    printed_rows: list[str] = []
    may_be_empty: bool = False
    relations: list[_Relation] = []
    licenses: list[dict[str, str]] = []
    sources: list[dict[str, str]] = []
    schema_: Annotated[_Columns, Field(alias="schema")]


class _Contributor(_Part):
    """Who made the package."""

    title: Annotated[str, Field(min_length=1)]
    role: str


class _Head(_Part):
    """The package as a whole."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    id: str
    title: Annotated[str, Field(min_length=1)]
    description: Annotated[str, Field(min_length=1)]
    version: Annotated[str, Field(pattern=r"^[0-9]+(\.[0-9]+){2}$")]
    created: Annotated[str, Field(pattern=r"^[0-9]{4}-[01][0-9]-[0-3][0-9]T00:00:00Z$")]
    keywords: Annotated[list[str], Field(min_length=1)]
    contributors: Annotated[list[_Contributor], Field(min_length=1)]
    licenses: Annotated[list[dict[str, str]], Field(min_length=1)]
    sources: list[dict[str, str]]
    doi: str = ""


def parse_descriptor(text: str, place: str) -> dict[str, Any]:
    """Content of a schema file.

    Parameters
    ----------
    text : str
        The file.
    place : str
        The file as the messages name it.

    Raises
    ------
    FaultsError
        If it is no JSON, says a thing twice, or has a property that no schema of the package has.
    """
    return _parsed(text, place, form=_Descriptor)


def parse_head(text: str, place: str) -> dict[str, Any]:
    """Content of ``data/package_head.json``; errors as of ``parse_descriptor``."""
    return _parsed(text, place, form=_Head)


def _parsed(text: str, place: str, *, form: type[_Part]) -> dict[str, Any]:
    """Content of a JSON file of a form."""
    if faults := list(text_faults(text, place)):
        raise FaultsError(faults)
    content: dict[str, Any] = parse_json(text, place)
    try:
        form.model_validate(content)
    except ValidationError as error:
        raise FaultsError(list(_faults(error, place))) from None
    return content


def parse_json(text: str, place: str) -> Any:
    """Content of a JSON file in which each key stands once and each number is finite.

    Raises
    ------
    FaultsError
        One fault, with its line where JSON itself is broken.
    """
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise FaultsError(
            [Fault(f"{place}, line {error.lineno}", error.msg, "expected JSON", "Correct the line.")]
        ) from None
    except RecursionError:
        raise FaultsError(
            [Fault(place, "brackets nested too deeply", "expected a plain schema", "Restore the file.")]
        ) from None
    except ValueError as error:
        raise FaultsError(
            [Fault(place, str(error), "expected JSON, each key once, numbers finite", "Correct it.")]
        ) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON, if no key of it stands twice."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"the key {next(name for name in names if names.count(name) > 1)!r} twice")
    return found


def _no_constant(word: str) -> Any:
    """Refuse the words that Python takes for numbers."""
    raise ValueError(f"the number {word}")


def _faults(error: ValidationError, place: str) -> Iterator[Fault]:
    """What a schema says against the list of properties."""
    for one in error.errors(include_url=False, include_context=False, include_input=False):
        part = ", ".join(str(step) for step in one["loc"]) or "the whole"
        wrong = "an unknown property" if one["type"] == "extra_forbidden" else f"what is refused ({one['msg']})"
        yield Fault(f"{place}, {part}", wrong, "expected what such files have", "Correct or remove it.")
