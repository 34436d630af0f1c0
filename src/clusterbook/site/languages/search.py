"""What the search finds besides on pages in another language, and the words in which it answers there."""

from __future__ import annotations

import json
from collections.abc import Iterator

from clusterbook.data.references import references
from clusterbook.site.languages.catalogues import Language, Translate, translator
from clusterbook.site.languages.extraction import openings, terms, without_places
from clusterbook.site.languages.marking import message
from clusterbook.site.languages.pages import CHAPTERS, GLOSSARY, chapter_anchor
from clusterbook.site.marks import with_marks
from clusterbook.site.prose import plain
from clusterbook.site.search_index import KINDS, SECTION, TERM, Document
from clusterbook.site.search_words import with_authors

ANSWERS = (message("Found"), message("%(count)s found"), message("Nothing found"))
KIND_WORDS = (
    message("page"),
    message("cluster"),
    message("term"),
    message("section"),
    message("table"),
    message("row of a table"),
    message("figure"),
    message("episode of joint action"),
    message("statement"),
)


def language_search_files() -> dict[str, bytes]:
    """For each language a script that adds its documents and words to the search of its pages."""
    return {f"search/documents-{language}.js": _script(language).encode() for language in Language}


def language_documents(language: Language, translate: Translate) -> Iterator[Document]:
    """The openings of the chapters and the terms of the glossary in the language, each at its place."""
    for opening in openings():
        title, question, short = (translate(text) for text in (opening.title, opening.question, opening.short))
        anchor = chapter_anchor(language, opening.chapter)
        yield Document(
            f"{language}/chapters",
            anchor,
            SECTION,
            title,
            plain(with_authors(f"{question} {short}", references()), _nothing),
        )
    for term in terms():
        names = ", ".join(dict.fromkeys(translate(name) for name in term.names))
        meaning = plain(with_authors(translate(without_places(term.meaning)), references()), _nothing)
        yield Document(f"{language}/glossary", term.anchor, TERM, names, meaning)


def _nothing(_: str) -> str:
    """Results are left out of what is searched."""
    return ""


def _script(language: Language) -> str:
    """Documents by page, then what the search says in the language."""
    translate = translator(language)
    titles = {f"{language}/chapters": translate(CHAPTERS), f"{language}/glossary": translate(GLOSSARY)}
    pages = list(titles)
    content = {
        "pages": [[page, title] for page, title in titles.items()],
        "kinds": [translate(kind) for kind in KINDS],
        "documents": [
            [
                pages.index(one.page),
                one.anchor,
                KINDS.index(one.kind),
                with_marks(one.title, language),
                with_marks(one.text, language),
            ]
            for one in language_documents(language, translate)
        ],
        "words": {answer: translate(answer) for answer in ANSWERS},
    }
    return f"window.bookDocumentsHere = {json.dumps(content, ensure_ascii=False, separators=(',', ':'))};\n"
