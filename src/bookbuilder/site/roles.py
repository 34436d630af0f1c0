"""Sphinx extension of the book: the ``result`` role, folded sections, and formulas that need no script.

``{result}`ch10.tau_product`` in a page prints the named result, from ``_build/results`` if the
pipeline made it, else from the committed baseline in ``results/``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.docutils import SphinxRole

from bookbuilder.errors import BookError
from bookbuilder.results.files import look_up, written
from bookbuilder.site.folding import add_folding
from bookbuilder.site.formulas import RENDERER, add_renderer


class ResultRole(SphinxRole):
    """A named result as text, with its name among its classes; an unknown name fails the build."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The text node, or the message that says which names there are."""
        folders = result_folders(self.config, Path(self.env.srcdir))
        chapter = self.text.partition(".")[0]
        for folder in folders:
            self.env.note_dependency(str(folder / f"{chapter}.json"))
        try:
            text = written(look_up(self.text, folders))
        except BookError as error:
            message = self.inliner.reporter.error(str(error), line=self.lineno)
            return [self.inliner.problematic(self.rawtext, self.rawtext, message)], [message]
        return [nodes.inline(self.rawtext, text, classes=["result", self.text])], []


def result_folders(config: Config, source: Path) -> list[Path]:
    """Where results are looked up, the first folder first."""
    configured = config.bookbuilder_results
    return [Path(folder) for folder in configured] or [source / "_build" / "results", source / "results"]


def adapt_settings(app: Sphinx, config: Config) -> None:
    """Formulas are written as MathML; results for machines are not shown to readers."""
    config.suppress_warnings = [*config.suppress_warnings, "mystnb.unknown_mime_type"]
    config.html_math_renderer = RENDERER


def setup(app: Sphinx) -> dict[str, Any]:
    """Register role, option and hooks."""
    app.add_config_value("bookbuilder_results", [], "")
    app.add_role("result", ResultRole())
    add_renderer(app)
    add_folding(app)
    app.connect("config-inited", adapt_settings, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
