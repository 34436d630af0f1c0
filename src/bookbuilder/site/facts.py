"""Facts of a page, made by the book, handed to the templates that write it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from bookbuilder.book.reading import read_json
from bookbuilder.site.launch import load_launches

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

FACTS = "facts.json"


def load_facts(source: Path) -> dict[str, Any]:
    """The facts of all pages by page, as they lie beside the staged pages; none where the book makes none."""
    path = source / FACTS
    return read_json(path, FACTS) if path.is_file() else {}


def facts_of(facts: dict[str, Any], page: str) -> dict[str, Any]:
    """What templates may say of one page: the facts of all pages, under ``""``, and its own."""
    return {**facts.get("", {}), **facts.get(page, {})}


def in_language(facts: dict[str, Any]) -> dict[str, Any]:
    """What templates take of a page in another language than the site's: its tag, and its words for their messages.

    Facts name it as ``language``, and under ``messages`` the words for each message that the templates mark by
    ``_("...")`` or ``{% trans %}``; a message that is not there stays as it is.
    """
    if "language" not in facts:
        return {}
    messages: dict[str, str] = facts.get("messages", {})
    return {"language": facts["language"], "gettext": lambda text: messages.get(text, text)}


def hand_over_facts(app: Sphinx) -> None:
    """Give the templates of every page ``facts``, its language, and of a notebook ``launches``: where it opens."""
    facts = load_facts(Path(app.srcdir))

    def add_facts(
        app: Sphinx, page: str, template: str, context: dict[str, Any], document: nodes.document | None
    ) -> None:
        own = facts_of(facts, page)
        context.update(in_language(own), facts=own, launches=load_launches(Path(app.srcdir), f"{page}.ipynb"))

    app.connect("html-page-context", add_facts)
