"""What the templates show of pages in other languages, and of the pages that exist in several."""

from __future__ import annotations

from typing import Any

from clusterbook.site.languages.catalogues import Language, translator
from clusterbook.site.languages.extraction import frame_messages
from clusterbook.site.languages.pages import chapter_anchor

Facts = dict[str, Any]

ENGLISH = ("en", "English")
# The pages of a language with their counterparts in English, and whether these say the same.
COUNTERPARTS = {
    "index": ("intro", True),
    "chapters": ("intro", False),
    "words": ("chapters/verdicts", False),
    "glossary": ("glossary", True),
}


def language_facts(landing: Facts) -> dict[str, Facts]:
    """Facts by page: of the pages in other languages, of their counterparts, and, under ``""``, of all pages.

    Parameters
    ----------
    landing : dict
        What the template of the first page takes.
    """
    starts = [_page(language.tag, language.label, f"{language}/index") for language in Language]
    facts: dict[str, Facts] = {"": {"languages": starts}}
    facts |= {english: {"alternates": alternates(name)} for name, (english, equal) in COUNTERPARTS.items() if equal}
    messages = dict.fromkeys(source.text for source in frame_messages())
    for language in Language:
        words = dict(zip(messages, map(translator(language), messages), strict=True))
        for name in COUNTERPARTS:
            own = {"language": language.tag, "messages": words, "alternates": alternates(name)}
            facts[f"{language}/{name}"] = own | ({"landing": landing_in(language, landing)} if name == "index" else {})
    return facts


def alternates(name: str) -> list[Facts]:
    """A page in all its languages, English first."""
    english, equal = COUNTERPARTS[name]
    others = [_page(language.tag, language.label, f"{language}/{name}") for language in Language]
    return [_page(*ENGLISH, english) | {"equal": equal}, *(other | {"equal": True} for other in others)]


def _page(tag: str, label: str, name: str) -> Facts:
    return {"tag": tag, "label": label, "name": name, "href": f"{name}.html"}


def landing_in(language: Language, landing: Facts) -> Facts:
    """The first page's facts with the ways to pages of the language."""
    chapters = [
        chapter | {"address": f"{language}/chapters.html#{chapter_anchor(language, chapter['number'])}"}
        for chapter in landing["chapters"]
    ]
    return landing | {"chapters": chapters, "glossary": f"{language}/glossary.html"}
