"""Validate descriptions by the generated models of schema.org; ``python validate_schema_org.py FILE``."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import schema_org


def modelled(value: Any, name: str = "") -> Any:
    """A value as the models take it: an object by its type, a day as a day."""
    if isinstance(value, list):
        return [modelled(one, name) for one in value]
    if isinstance(value, dict):
        model = getattr(schema_org, value["@type"])
        return model(**{key: modelled(one, key) for key, one in value.items() if not key.startswith("@")})
    return date.fromisoformat(value) if name.startswith("date") else value


def main(file: str) -> int:
    """Build every description; a word or a value that schema.org does not know raises an error."""
    described = json.loads(Path(file).read_text(encoding="utf-8"))
    for one in described:
        modelled(one)
    return 0 if described else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
