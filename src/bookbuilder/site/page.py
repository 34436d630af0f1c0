"""One executed notebook as one HTML file that needs nothing else, on line or off."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from typing import Any

from bookbuilder.book.chapters import source_of
from bookbuilder.book.layout import BookFolders
from bookbuilder.errors import BookError
from bookbuilder.results.files import look_up, results_in, written
from bookbuilder.site.formulas import mathml
from bookbuilder.site.run_opening import STYLE, RunFacts, changed_value, run_opening

ROLE = re.compile(r"\{result\}`([^`]+)`")
LINK_ROLE = re.compile(r"\{(?:ref|numref|doc|cite[:\w]*|term)\}`(?:([^`<]+?)\s*<[^`>]+>|([^`]+))`")
ANCHOR = re.compile(r"^\(([\w-]+)\)=\s*$", re.MULTILINE)
MATH = re.compile(r"\$\$[^$]+\$\$|(?<![\\\w])\$[^$\s](?:[^$\n]*[^$\s])?\$(?!\d)")
PLACE = ("\ue000", "\ue001")  # characters of private use: what text has them loses them
FOREIGN_SCRIPT = re.compile(
    r"<script[^>]*\bsrc=\"[^\"]*\"[^>]*>\s*</script>|<script type=\"module\">(?:(?!</script>).)*mermaid.*?</script>",
    re.DOTALL,
)


def page_of(notebook: dict[str, Any], book: BookFolders, *, chapter_id: str, facts: RunFacts | None = None) -> str:
    """HTML of an executed notebook, its prose filled with the values of this very run.

    Parameters
    ----------
    notebook : dict
        The notebook; its prose is filled.
    book : BookFolders
        The book, for the results of other pages.
    chapter_id : str
        The chapter.
    facts : RunFacts, optional
        What the page begins with; values in its prose that are not the book's are marked.
    """
    facts = facts or RunFacts()
    printed = {found for cell in notebook["cells"] for found in ROLE.findall(source_of(cell))}
    import nbformat
    from nbconvert import HTMLExporter

    node = nbformat.reads(json.dumps(with_values(notebook, book, chapter_id=chapter_id)), as_version=4)
    exporter = HTMLExporter(
        template_name="lab", embed_images=True, require_js_url="", jquery_url="", mathjax_url="",
        widget_renderer_url="", html_manager_semver_range="",
    )  # fmt: skip
    page, _ = exporter.from_notebook_node(node)
    opening = run_opening(facts, printed)
    return dressed(filled(page, facts).replace("<main>", f"<main>{opening}", 1), book)


def with_values(notebook: dict[str, Any], book: BookFolders, *, chapter_id: str) -> dict[str, Any]:
    """The notebook with the book's own markup turned into plain Markdown."""
    own = results_in(notebook)

    def value(reference: str) -> str:
        chapter, _, name = reference.partition(".")
        if chapter == chapter_id and name in own:
            return written(own[name])
        try:
            return written(look_up(reference, [book.results, book.baseline]))
        except BookError:
            return f"[{reference}: not in this run]"

    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            cell["source"] = plain_markdown(source_of(cell), value)
    return notebook


def plain_markdown(text: str, value: Callable[[str], str]) -> str:
    """Markdown of the book as any program reads it; ``value`` is the text of a result, which stays text."""
    text = text.translate(dict.fromkeys(map(ord, PLACE)))
    text = MATH.sub(lambda found: place("formula", found[0]), text)
    text = ROLE.sub(lambda found: place("value", json.dumps([found[1], value(found[1])])), text)
    text = LINK_ROLE.sub(lambda found: found[1] or found[2], text)
    return ANCHOR.sub(r'<a id="\1"></a>\n', text)


def place(kind: str, content: str) -> str:
    """A place that Markdown has no word for: the exporter would read a value, and takes elements of formulas apart."""
    return f"{PLACE[0]}{kind}.{content.encode().hex()}{PLACE[1]}"


def filled(page: str, facts: RunFacts) -> str:
    """A page with formulas as MathML and values as plain text in their places, those that the run changed marked."""
    met: set[str] = set()

    def content(found: re.Match[str]) -> str:
        held = bytes.fromhex(found[2]).decode()
        if found[1] == "formula":
            return mathml(held.strip("$"), display=held.startswith("$$"))
        reference, text = json.loads(held)
        change = facts.changes.get(reference)
        if change is None:
            return html.escape(text)
        first = reference not in met
        met.add(reference)
        return changed_value(change, text, first=first)

    return re.sub(f"{PLACE[0]}(value|formula)[.]([0-9a-f]*){PLACE[1]}", content, page)


def dressed(page: str, book: BookFolders) -> str:
    """The page with the book's style put inside it."""
    css = book.root / "_static" / "book.css"
    own = f"{css.read_text(encoding='utf-8')}\n{STYLE}" if css.is_file() else STYLE
    inside = f"<style>\n{own}\n</style>\n"
    head, end, rest = FOREIGN_SCRIPT.sub("", page).partition("</head>")
    return head + inside + end + rest
