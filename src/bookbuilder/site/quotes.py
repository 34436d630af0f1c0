"""Quotation marks and apostrophes as print has them, in what cells and generated pages display too.

Sphinx's ``smartquotes`` sets them in prose alone; where it is on, the rest of a page follows it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils.utils.smartquotes import educateQuotes

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

PART = re.compile(
    r"(?P<literal><(?P<name>script|style|code|pre|kbd|samp|textarea|math)\b.*?</(?P=name)>|<!--.*?-->)"
    r"|<(?P<tag>[/!]?[a-zA-Z][\w-]*)[^>]*>|(?P<text>[^<]+|<)",
    re.DOTALL,
)
WITHIN_A_LINE = frozenset(["a", "abbr", "b", "cite", "em", "i", "mark", "small", "span", "strong", "sub", "sup", "u"])
MARKS = {"&#x27;": "'", "&#39;": "'", "&quot;": '"', "&#34;": '"'}
ESCAPED = re.compile("|".join(MARKS))


def set_quotes(app: Sphinx, page: str, template: str, context: dict[str, Any], document: nodes.document | None) -> None:
    """Give a page that is about to be written the marks of its prose."""
    if app.config.smartquotes and "body" in context:
        context["body"] = with_quotes(context["body"], app.config.language or "en")


def with_quotes(html: str, language: str = "en") -> str:
    """The HTML with typographic marks in its text; code, formulas and attributes stay as they are.

    Parameters
    ----------
    html : str
        A page's body.
    language : str
        Tag of its language by BCP 47; it decides which marks.
    """
    before = " "  # what stands before the text on its line: it tells an opening mark from a closing one
    parts: list[str] = []
    for part in PART.finditer(html):
        if part["text"] is None:
            parts.append(part[0])
            is_within = part["literal"] or (part["tag"] or "").strip("/").lower() in WITHIN_A_LINE
            before = before if is_within else " "
            continue
        text = ESCAPED.sub(lambda mark: MARKS[mark[0]], part["text"])
        parts.append(educateQuotes(before + text, language)[1:])
        before = parts[-1][-1]
    return "".join(parts)
