"""Sphinx extension of the book: the ``result`` role, MathJax from the site itself, nothing from other hosts.

``{result}`ch10.tau_product`` in a page prints the named result, from ``_build/results`` if the
pipeline made it, else from the committed baseline in ``results/``.
"""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError
from sphinx.util.docutils import SphinxRole

from bookbuilder.errors import BookError
from bookbuilder.results.files import look_up, written

MATHJAX = "mathjax/tex-svg.js"


class ResultRole(SphinxRole):
    """A named result as text; an unknown name fails the build."""

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
        return [nodes.inline(self.rawtext, text, classes=["result"])], []


def result_folders(config: Config, source: Path) -> list[Path]:
    """Where results are looked up, the first folder first."""
    configured = config.bookbuilder_results
    return [Path(folder) for folder in configured] or [source / "_build" / "results", source / "results"]


def mathjax_source() -> Path:
    """The one file of MathJax that draws formulas without fonts or further requests."""
    spec = importlib.util.find_spec("sphinx-mathjax-offline")
    if spec is None or spec.origin is None:
        raise ConfigError("sphinx-mathjax-offline is not installed. Run: pip install -r requirements.txt")
    return Path(spec.origin).parent / "static" / MATHJAX


def adapt_settings(app: Sphinx, config: Config) -> None:
    """Point pages at the MathJax file of the site; results for machines are not shown to readers."""
    config.suppress_warnings = [*config.suppress_warnings, "mystnb.unknown_mime_type"]
    config.mathjax_path = MATHJAX
    config.mathjax_options = {"defer": "defer"}


def copy_mathjax(app: Sphinx, failure: Exception | None) -> None:
    """Put the MathJax file into the finished site."""
    target = Path(app.outdir, "_static", MATHJAX)
    if failure is None and app.builder.format == "html" and not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(mathjax_source(), target)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register role, option and hooks."""
    app.add_config_value("bookbuilder_results", [], "")
    app.add_role("result", ResultRole())
    app.connect("config-inited", adapt_settings, priority=900)
    app.connect("build-finished", copy_mathjax)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
