"""In the browser in place of pydantic: models are filled by their annotations, values are not checked.

The data were checked when the site was built, and nobody can change them in the browser.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic_core import ValidationError

NOTHING: Any = object()
ConfigDict = dict
ValidationInfo = Any


class Field:
    """What a model says of a field; only its default and its other name matter here."""

    def __init__(self, default: Any = NOTHING, *, alias: str = "", **_: Any) -> None:
        self.default, self.alias = default, alias


class PlainValidator:
    """Marks a value that is kept as it is."""

    def __init__(self, *_: Any, **__: Any) -> None: ...


def field_validator(*_: Any, **__: Any) -> Callable[[Any], Any]:
    """A check, which is left out."""
    return lambda function: function


class BaseModel:
    """A model that is filled with what a file holds."""

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        return iter(vars(self).items())

    @classmethod
    def model_validate(cls, content: dict[str, Any], context: Any = None) -> Any:
        """The model of a file's content, levels below as models too."""
        made = object.__new__(cls)
        for name, kind in hints_of(cls).items():
            field = getattr(cls, name, NOTHING)
            default = field.default if isinstance(field, Field) else field
            value = content.get(alias_of(kind) or name, default)
            if value is not NOTHING:
                setattr(made, name, filled(kind, value, context=context))
        return made


@cache
def hints_of(model: type) -> dict[str, Any]:
    """Annotations of a model and of those it is made from."""
    return get_type_hints(model, include_extras=True)


def alias_of(kind: Any) -> str:
    """The other name of a field, if its annotation gives one."""
    extras = get_args(kind)[1:] if get_origin(kind) is Annotated else ()
    return next((one.alias for one in extras if isinstance(one, Field)), "")


def filled(kind: Any, value: Any, *, context: Any) -> Any:
    """A value of an annotated kind."""
    if get_origin(kind) is Annotated:
        kept = any(isinstance(one, PlainValidator) for one in get_args(kind)[1:])
        return value if kept else filled(get_args(kind)[0], value, context=context)
    if get_origin(kind) in (Union, types.UnionType):
        return value if value is None else filled(get_args(kind)[0], value, context=context)
    if get_origin(kind) is list:
        return [filled(get_args(kind)[0], one, context=context) for one in value]
    model = get_origin(kind) or kind
    if isinstance(model, type) and issubclass(model, BaseModel):
        return model.model_validate(value, context=context)
    return float(value) if kind is float else value


def create_model(name: str, *, __base__: type[BaseModel], **fields: tuple[Any, Any]) -> type[BaseModel]:
    """A model of fields that must be given."""
    return type(name, (__base__,), {"__annotations__": {field: kind for field, (kind, _) in fields.items()}})
