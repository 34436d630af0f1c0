"""What is out of date or out of order in a catalogue."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from babel.messages.catalog import Catalog, Message

ROLE = re.compile(r"\{([\w:]+)\}`(?:[^`<]*<([^>`]+)>|([^`<]+))`")
LINK = re.compile(r"\]\(([^)]+)\)|href=\"([^\"]+)\"")
CODE = re.compile(r"`[^`]+`|<code>[^<]+</code>")


def faults(catalogue: Catalog, template: Catalog) -> Iterator[str]:
    """A sentence for each message that is missing, untranslated, fuzzy, gone, or not true to its original's marks.

    Parameters
    ----------
    catalogue : Catalog
        Of a language.
    template : Catalog
        The messages of now.
    """
    for message in template:
        if message.id:
            yield from (f"{fault}: {str(message.id)[:80]!r}" for fault in _faults_of(catalogue.get(message.id)))
    yield from (
        f"no longer a message: {str(message.id)[:80]!r}"
        for message in catalogue
        if message.id and message.id not in template
    )


def _faults_of(message: Message | None) -> Iterator[str]:
    if message is None:
        yield "missing"
    elif not message.string:
        yield "not translated"
    else:
        if message.fuzzy:
            yield "fuzzy"
        yield from (str(error) for error in message.check())
        if marks(str(message.id)) != marks(str(message.string)):
            yield "roles, links or code are not those of the original"


def marks(text: str) -> Counter[tuple[str, str]]:
    """The roles, links and code of a text with what they lead to, however they are worded."""
    roles = [(match[1], (match[2] or match[3]).strip().lower()) for match in ROLE.finditer(text)]
    links = [("link", match[1] or match[2]) for match in LINK.finditer(text)]
    code = [("code", match[0]) for match in CODE.finditer(ROLE.sub("", text))]
    return Counter([*roles, *links, *code])
