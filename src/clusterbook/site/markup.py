"""Words from the data as words in generated pages: no role, no directive, no formula, no end of a block of HTML."""

from __future__ import annotations

import re
from typing import Any

from markupsafe import Markup, escape

MEANINGFUL = re.compile(r"^[^\w\s]|^\d|[\\`*_{}\[\]$~|<>&\"^#@!]", re.ASCII)


class Myst(Markup):
    """Text that was written in MyST, which a template prints as it is."""


def as_words(text: object) -> Myst:
    """Any text in one line in which MyST finds no markup: what could be some is a numeric character reference."""
    return Myst(MEANINGFUL.sub(lambda found: f"&#{ord(found[0])};", " ".join(str(text).split())))


def in_html(value: Any) -> Markup:
    """What a template prints inside a block of HTML, escaped unless it is HTML; no backtick in it ends the block."""
    return value if isinstance(value, Myst) else Markup(str(escape(value)).replace("`", "&#96;"))
