"""Sections that a page shows folded, such as hints and solutions: found by their titles, readable without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator
    from sphinx.writers.latex import LaTeXTranslator
    from sphinx.writers.text import TextTranslator


class folded(nodes.General, nodes.Element):  # noqa: N801, docutils names visitors by the class
    """A part of a page under a line that opens it; ``title`` is that line."""


class FoldSections(SphinxTransform):
    """Turns sections whose title is one of ``bookbuilder_folded`` into folded parts.

    They stay sections in the notebook, where JupyterLab folds them by itself, but are no entries of the contents. Its
    anchor is that of the section around it with its title: ``exercise-1-hint``.
    """

    default_priority = 700  # after labels have reached their sections

    def apply(self, **kwargs: Any) -> None:
        """Replace the sections, innermost last."""
        for section in list(self.document.findall(nodes.section)):
            title = section[0].astext()
            if title in self.config.bookbuilder_folded:
                section.parent.replace(section, folded_part(section, title))


def folded_part(section: nodes.section, title: str) -> folded:
    """The section's content without its heading, as a folded part."""
    kind = nodes.make_id(title)
    outer = section.parent.get("ids", [])
    return folded("", *section[1:], title=title, classes=[kind], ids=[f"{outer[-1]}-{kind}" if outer else kind])


def open_html(translator: HTML5Translator, node: folded) -> None:
    """The part's beginning, and the line that opens it."""
    translator.body.append(translator.starttag(node, "details", CLASS="folded-part"))
    translator.body.append(f"<summary>{translator.encode(node['title'])}</summary>\n")


def close_html(translator: HTML5Translator, node: folded) -> None:
    """The part's end."""
    translator.body.append("</details>\n")


def open_text(translator: LaTeXTranslator | TextTranslator, node: folded) -> None:
    """Where nothing can be folded the line stands above the part."""
    node.insert(0, nodes.paragraph("", "", nodes.strong("", node["title"])))


def close_text(translator: LaTeXTranslator | TextTranslator, node: folded) -> None:
    """Nothing ends the part but what follows."""


def add_folding(app: Sphinx) -> None:
    """Register the option, the transform and how a folded part is written."""
    app.add_config_value("bookbuilder_folded", [], "env")
    app.add_node(folded, html=(open_html, close_html), latex=(open_text, close_text), text=(open_text, close_text))
    app.add_transform(FoldSections)
