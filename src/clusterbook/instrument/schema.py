"""JSON Schema of a cluster file, for editors: from the models that check it, with the anchors as explanations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from clusterbook.data.book import Book
from clusterbook.data.case_models import Case
from clusterbook.instrument.anchors import Anchor, anchors

SCHEMA_FILE = "cluster_form.json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def form_schema(book: Book) -> dict[str, Any]:
    """The schema; what only the whole file can tell (its own name, the countries) is left to ``clusterbook``."""
    schema = Case.model_json_schema()
    for dimension, components in anchors(book).items():
        _explain(schema, dimension, components)
    return {"$schema": DIALECT} | schema | {"title": "A coded cluster", "description": "A cluster file of data/cases."}


def _explain(schema: dict[str, Any], dimension: str, components: Iterable[Anchor]) -> None:
    """Put the meaning of each component and of its codes where editors show it."""
    level = _definition(schema, schema["properties"][dimension])
    for anchor in components:
        entry = level["properties"][anchor.component]
        entry["description"] = f"{anchor.meaning}: {anchor.scale} ({anchor.place})"


def _definition(schema: dict[str, Any], entry: dict[str, Any]) -> dict[str, Any]:
    """The definition that a property refers to, whether or not it may be missing."""
    options = [entry, *entry.get("anyOf", [])]
    name = next(option["$ref"] for option in options if "$ref" in option).rpartition("/")[2]
    found: dict[str, Any] = schema["$defs"][name]
    return found
