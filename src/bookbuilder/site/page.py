"""One executed notebook as one HTML file that needs nothing else, on line or off."""

from __future__ import annotations

import json
import re
from typing import Any

from bookbuilder.book.chapters import source_of
from bookbuilder.book.layout import BookFolders
from bookbuilder.errors import BookError
from bookbuilder.results.files import look_up, results_in, written
from bookbuilder.site.formulas import mathml

ROLE = re.compile(r"\{result\}`([^`]+)`")
LINK_ROLE = re.compile(r"\{(?:ref|numref|doc|cite[:\w]*|term)\}`(?:([^`<]+?)\s*<[^`>]+>|([^`]+))`")
ANCHOR = re.compile(r"^\(([\w-]+)\)=\s*$", re.MULTILINE)
MATH = re.compile(r"\$\$[^$]+\$\$|(?<![\\\w])\$[^$\s](?:[^$\n]*[^$\s])?\$(?!\d)")
PLACE = ("\ue000", "\ue001")  # characters of private use: no text has them
FOREIGN_SCRIPT = re.compile(
    r"<script[^>]*\bsrc=\"[^\"]*\"[^>]*>\s*</script>|<script type=\"module\">(?:(?!</script>).)*mermaid.*?</script>",
    re.DOTALL,
)


def page_of(notebook: dict[str, Any], book: BookFolders, *, chapter_id: str) -> str:
    """HTML of an executed notebook, its prose filled with the values of this very run."""
    import nbformat
    from nbconvert import HTMLExporter

    node = nbformat.reads(json.dumps(with_values(notebook, book, chapter_id=chapter_id)), as_version=4)
    exporter = HTMLExporter(
        template_name="lab", embed_images=True, require_js_url="", jquery_url="", mathjax_url="",
        widget_renderer_url="", html_manager_semver_range="",
    )  # fmt: skip
    html, _ = exporter.from_notebook_node(node)
    return dressed(with_formulas(html), book)


def with_values(notebook: dict[str, Any], book: BookFolders, *, chapter_id: str) -> dict[str, Any]:
    """The notebook with the book's own markup turned into plain Markdown."""
    own = results_in(notebook)

    def value(match: re.Match[str]) -> str:
        chapter, _, name = match[1].partition(".")
        if chapter == chapter_id and name in own:
            return written(own[name])
        try:
            return written(look_up(match[1], [book.results, book.baseline]))
        except BookError:
            return f"[{match[1]}: not in this run]"

    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            text = with_places(ROLE.sub(value, source_of(cell)))
            text = LINK_ROLE.sub(lambda match: match[1] or match[2], text)
            cell["source"] = ANCHOR.sub(r'<a id="\1"></a>\n', text)
    return notebook


def with_places(text: str) -> str:
    """Markdown with a place for each formula, since the exporter takes elements apart that it does not know."""
    return MATH.sub(lambda found: f"{PLACE[0]}{found[0].encode().hex()}{PLACE[1]}", text)


def with_formulas(html: str) -> str:
    """A page with MathML in the places of its formulas."""

    def drawn(place: re.Match[str]) -> str:
        formula = bytes.fromhex(place[1]).decode()
        return mathml(formula.strip("$"), display=formula.startswith("$$"))

    return re.sub(f"{PLACE[0]}([0-9a-f]+){PLACE[1]}", drawn, html)


def dressed(html: str, book: BookFolders) -> str:
    """The page with the book's style put inside it."""
    css = book.root / "_static" / "book.css"
    inside = f"<style>\n{css.read_text(encoding='utf-8')}\n</style>\n" if css.is_file() else ""
    head, end, rest = FOREIGN_SCRIPT.sub("", html).partition("</head>")
    return head + inside + end + rest
