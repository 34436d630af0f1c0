"""Facts of a page, made by the book, handed to the templates that write it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

FACTS = "facts.json"


def load_facts(source: Path) -> dict[str, Any]:
    """The facts of all pages by page, as they lie beside the staged pages; none where the book makes none."""
    path = source / FACTS
    return json.loads(path.read_bytes()) if path.is_file() else {}


def facts_of(facts: dict[str, Any], page: str) -> dict[str, Any]:
    """What templates may say of one page: the facts of all pages, under ``""``, and its own."""
    return {**facts.get("", {}), **facts.get(page, {})}


def hand_over_facts(app: Sphinx) -> None:
    """Give the templates of every page ``facts``, those of that page; they are read once."""
    facts = load_facts(Path(app.srcdir))

    def add_facts(
        app: Sphinx, page: str, template: str, context: dict[str, Any], document: nodes.document | None
    ) -> None:
        context["facts"] = facts_of(facts, page)

    app.connect("html-page-context", add_facts)
