"""Pages in other languages say all that their English counterparts say, and nothing of it in English."""

from __future__ import annotations

import re
from typing import Any

import jinja2
import pytest
from whole_book import BOOK

from clusterbook.claim_vocabulary import ClaimResult
from clusterbook.paths import book_root
from clusterbook.reproduction_vocabulary import Status
from clusterbook.site.landing import landing_facts
from clusterbook.site.languages import pages
from clusterbook.site.languages.catalogues import Language
from clusterbook.site.languages.extraction import openings, terms, without_places
from clusterbook.site.languages.facts import alternates, language_facts
from clusterbook.site.languages.openings import opening_of
from clusterbook.site.languages.pages import glossary_page, language_pages
from clusterbook.site.languages.verdict_words import JUDGED, ExactOutcome
from clusterbook.site.pages import book_pages


@pytest.fixture(scope="module")
def facts() -> dict[str, Any]:
    return language_facts(landing_facts(BOOK, book_pages(), book_root() / "results"))


@pytest.mark.parametrize("language", Language)
def test_no_page_falls_back_on_english(language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    fallen: list[str] = []
    real = pages.translator(language)

    def strict(text: str) -> str:
        if real(text) is text:
            fallen.append(text)
        return real(text)

    monkeypatch.setattr(pages, "translator", lambda language: strict)
    assert len(language_pages(language)) == 4
    assert fallen == []


@pytest.mark.parametrize("language", Language)
def test_every_message_of_the_first_page_has_words_in_the_language(language: Language, facts: dict[str, Any]) -> None:
    loader = jinja2.FileSystemLoader(book_root() / "_templates")
    environment = jinja2.Environment(loader=loader, extensions=["jinja2.ext.i18n"], autoescape=False)
    own = facts[f"{language}/index"]
    page = environment.get_template("landing.html").render(
        facts=own, pathto=lambda address, _: address, gettext=own["messages"].__getitem__
    )
    assert "%(" not in page
    assert page.count("<li><a href=") == 12


def test_a_page_knows_itself_in_all_languages() -> None:
    assert [page["name"] for page in alternates("glossary")] == ["glossary", "es/glossary", "pt/glossary"]
    assert [page["equal"] for page in alternates("words")] == [False, True, True]


def test_a_page_has_the_tag_of_its_language(facts: dict[str, Any]) -> None:
    assert facts["pt/words"]["language"] == "pt-BR"
    assert "language" not in facts["intro"]
    assert [start["href"] for start in facts[""]["languages"]] == ["es/index.html", "pt/index.html"]


@pytest.mark.parametrize("language", Language)
def test_the_openings_have_the_results_of_the_chapters(language: Language) -> None:
    roles = re.compile(r"\{result\}`[^`]+`")
    expected = sorted(role for opening in openings() for role in roles.findall(opening.short))
    assert sorted(roles.findall(language_pages(language)[f"{language}/chapters.md"])) == expected


@pytest.mark.parametrize("language", Language)
def test_the_glossary_has_every_term_with_the_way_to_the_english_entry(language: Language) -> None:
    page = language_pages(language)[f"{language}/glossary.md"]
    assert sorted(re.findall(r"\{#([\w-]+)\}", page)) == sorted(term.anchor for term in terms())
    assert page.count("{term}") == len(terms())
    assert {*re.findall(r"\]\(#([\w-]+)\)", page)} <= {term.anchor for term in terms()}


def test_terms_stand_in_the_alphabet_of_the_language() -> None:
    words = {"cluster": "zona", "network": "árbol"}
    page = glossary_page(Language.SPANISH, lambda text: words.get(text, f"m {text}"))
    first, *_, last = re.findall(r"^\[([^\]]+)\]\{", page, re.MULTILINE)
    assert (first, last) == ("árbol", "zona")


def test_places_in_the_sources_are_no_message() -> None:
    assert without_places("One. [Chapter 1, ¶ 2]{.place} Two. [Note 1]{.place}") == "One. Two."


def test_an_opening_is_read_in_its_parts() -> None:
    first = opening_of(book_pages()[0])
    assert first.chapter == 1 and first.question.endswith("?")
    assert not first.short.startswith("**")


def test_every_word_of_a_verdict_is_explained() -> None:
    assert [list(judged.words) for judged in JUDGED] == [list(Status), list(ExactOutcome), list(ClaimResult)]
