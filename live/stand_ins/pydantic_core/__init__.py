"""In the browser in place of pydantic's core, which is compiled for no browser: cells are converted, not checked.

The data were checked when the site was built, and nobody can change them in the browser.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic_core import core_schema
from pydantic_core.core_schema import Convert

ErrorDetails = dict[str, Any]


class ValidationError(ValueError):
    """Never raised here."""


class SchemaError(ValueError):
    """Never raised here."""


class PydanticCustomError(ValueError):
    """Never raised here."""


class SchemaValidator:
    """Converts a column as its schema says."""

    def __init__(self, schema: Convert) -> None:
        self.validate_python: Callable[[Any], Any] = schema
