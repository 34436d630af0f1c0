"""The pages in other languages: a start page, the openings, the words of verdicts, the glossary."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable

from clusterbook.site.glossary import LINK as TERM
from clusterbook.site.glossary import Term
from clusterbook.site.languages.catalogues import Language, Translate, translator
from clusterbook.site.languages.extraction import intro, openings, terms, without_places
from clusterbook.site.languages.marking import message
from clusterbook.site.languages.verdict_words import JUDGED

CHAPTERS = message("The chapters in short")
READ = message("Read the chapter, in English")
WORDS = message("The words of the verdicts")
GLOSSARY = message("Glossary")
GLOSSARY_LEAD = message(
    "Terms of the book and of the article, in our words. Under each stands the English term, which leads to the "
    "places in the sources and to the pages that use it."
)
OWN_PAGE = re.compile(r"\]\((?=[\w-]+\.md)")


def language_pages(language: Language) -> dict[str, str]:
    """The pages of a language in MyST, by name with ending."""
    translate = translator(language)
    made: dict[str, Callable[[Language, Translate], str]] = {
        "index": start_page,
        "chapters": openings_page,
        "words": words_page,
        "glossary": glossary_page,
    }
    return {f"{language}/{name}.md": make(language, translate) for name, make in made.items()}


def start_page(language: Language, translate: Translate) -> str:
    """Title and lead; what stands below is the template of the first page."""
    title, lead = (translate(text) for text in intro())
    return f"# {title}\n\n{OWN_PAGE.sub('](../', lead)}\n"


def openings_page(language: Language, translate: Translate) -> str:
    """The openings of the chapters, each with the way to the chapter."""
    parts = [f"# {translate(CHAPTERS)}\n"]
    for opening in openings():
        title, question, short = (translate(text) for text in (opening.title, opening.question, opening.short))
        parts += [
            f"({chapter_anchor(language, opening.chapter)})=\n## {opening.chapter}. {title}\n",
            f"**{question}**\n\n{short}\n",
            f"{{doc}}`{translate(READ)} </{opening.page}>`\n",
        ]
    return "\n".join(parts)


def words_page(language: Language, translate: Translate) -> str:
    """The words of the verdicts with their meanings, each with the English word that the chapters have."""
    parts = [f"# {translate(WORDS)}\n"]
    for judged in JUDGED:
        entries = (f"{translate(word)} (*{word}*)\n: {translate(meaning)}\n" for word, meaning in judged.words.values())
        parts += [f"## {translate(judged.title)}\n", *entries]
    return "\n".join(parts)


def glossary_page(language: Language, translate: Translate) -> str:
    """The terms in the order of their translations, each with the way to the English entry."""
    entries = sorted(_entries(terms(), translate), key=lambda entry: _in_alphabet(entry.partition("]")[0]))
    return "\n".join([f"# {translate(GLOSSARY)}\n", f"{translate(GLOSSARY_LEAD)}\n", *entries])


def _entries(found: Iterable[Term], translate: Translate) -> Iterable[str]:
    places = {name: term.anchor for term in found for name in term.names}
    for term in found:
        names = ", ".join(dict.fromkeys(translate(name) for name in term.names))
        meaning = TERM.sub(lambda match: _local(match, places), translate(without_places(term.meaning)))
        yield f"[{names}]{{#{term.anchor}}}\n: {meaning}\n\n  {{term}}`{term.names[0]}`\n"


def _local(match: re.Match[str], places: dict[str, str]) -> str:
    """The link of a term as a link inside the page: each language has its own entries."""
    target = match["target"] or match["word"]
    words = match["word"] or match[0].partition("`")[2].partition("<")[0].strip()
    return f"[{words}](#{places[target.strip().lower()]})"


def _in_alphabet(text: str) -> str:
    """The text as an alphabet without accents orders it."""
    return "".join(part for part in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(part))


def chapter_anchor(language: Language, chapter: int) -> str:
    """The place of a chapter on the page of the openings."""
    return f"{language}-chapter-{chapter}"
