"""Formulas as MathML, which browsers draw by themselves: no script, no fonts, read aloud as mathematics."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from bookbuilder.errors import BookError

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

RENDERER = "mathml"
UNKNOWN = re.compile(r"<m[io]>(\\[^<]*)</m[io]>")


def mathml(formula: str, *, display: bool) -> str:
    """A formula of LaTeX as MathML.

    Parameters
    ----------
    formula : str
        LaTeX without its delimiters.
    display : bool
        Whether it stands in a line of its own.

    Raises
    ------
    BookError
        If the formula is not closed, or names a command that is not known.
    """
    from latex2mathml.converter import convert

    try:
        drawn: str = convert(formula, display="block" if display else "inline")
    except Exception as error:  # the library has a dozen kinds, without a common one
        raise BookError(f"formula {formula!r}: found {type(error).__name__}. Correct the LaTeX.") from error
    if unknown := UNKNOWN.search(drawn):
        raise BookError(f"formula {formula!r}: found the unknown command {unknown[1]}. Use one that LaTeX has.")
    return drawn


def write_inline(translator: HTML5Translator, node: nodes.math) -> None:
    """A formula in a line of text."""
    translator.body.append(_checked(translator, node, display=False))
    raise nodes.SkipNode


def write_block(translator: HTML5Translator, node: nodes.math_block) -> None:
    """A formula in a line of its own, with its number where it has one."""
    number = f'<span class="eqno">({node["number"]})</span>' if node.get("number") else ""
    drawn = _checked(translator, node, display=True)
    start = translator.starttag(node, "div", CLASS="math", tabindex="0")  # a long one scrolls, with the keyboard too
    translator.body.append(f"{start}{number}{drawn}</div>\n")
    raise nodes.SkipNode


def _checked(translator: HTML5Translator, node: nodes.Element, *, display: bool) -> str:
    """MathML of a node; one that is no formula is a warning with its place, and shown as it was written."""
    from sphinx.util.logging import getLogger

    try:
        return mathml(node.astext(), display=display)
    except BookError as error:
        getLogger(__name__).warning(str(error), location=node)
        return f"<code>{translator.encode(node.astext())}</code>"


def add_renderer(app: Sphinx) -> None:
    """Make MathML the way in which Sphinx writes formulas."""
    app.add_html_math_renderer(RENDERER, (write_inline, None), (write_block, None))
