"""The catalogues are whole and of today: what a translator has to do is told by these tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from clusterbook.commands import translations
from clusterbook.errors import ClusterbookError
from clusterbook.paths import book_root
from clusterbook.site.languages import catalogues
from clusterbook.site.languages.catalogues import (
    TEMPLATE,
    Language,
    catalogue_files,
    catalogue_text,
    load_catalogue,
    template,
    translator,
)
from clusterbook.site.languages.checking import faults, marks

REPAIR = "run `clusterbook translations`, then translate what it names"


@pytest.fixture(scope="module")
def messages() -> Catalog:
    return template()


@pytest.mark.parametrize("language", Language)
def test_every_message_is_translated_and_true_to_its_original(language: Language, messages: Catalog) -> None:
    assert list(faults(load_catalogue(language), messages)) == [], REPAIR


def test_the_catalogues_hold_the_messages_of_now() -> None:
    stale = [path.name for path, content in catalogue_files().items() if path.read_bytes() != content]
    assert stale == [], REPAIR


def test_the_command_writes_what_is_not_as_it_should_be_and_says_what_is_open(
    messages: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "locale/xx.po"
    complete = [f"{language.file}: complete" for language in Language]
    monkeypatch.setattr(translations, "catalogue_files", lambda: {file: b"new"})
    monkeypatch.setattr(translations, "template", lambda: messages)
    monkeypatch.setattr(translations, "book_root", lambda: tmp_path)
    assert translations.write_catalogues() == 0
    assert capsys.readouterr().out.splitlines() == ["locale/xx.po: written", *complete]
    assert file.read_bytes() == b"new"
    assert translations.write_catalogues() == 0
    assert capsys.readouterr().out.splitlines() == complete


def test_the_template_has_a_message_of_every_kind_of_source(messages: Catalog) -> None:
    files = {file for message in messages for file, _ in message.locations}
    assert {"_templates/page.html", "_templates/landing.html", "intro.md", "glossary.md"} <= files
    assert {"src/clusterbook/site/landing.py", "src/clusterbook/vocabulary.py"} <= files
    assert sum(file.startswith("chapters/ch") for file in files) == 12


def test_a_catalogue_is_written_with_the_same_bytes_again(messages: Catalog) -> None:
    assert catalogue_text(messages) == (book_root() / TEMPLATE).read_bytes()


def catalogue(**translations: str) -> Catalog:
    made = Catalog(locale="es", fuzzy=False)
    for text, translation in translations.items():
        made.add(text, translation)
    return made


def test_what_is_missing_empty_or_gone_is_named() -> None:
    found = list(faults(catalogue(kept="queda", open="", old="viejo"), catalogue(kept="", open="", new="")))
    assert found == ["not translated: 'open'", "missing: 'new'", "no longer a message: 'old'"]


def test_a_changed_message_is_fuzzy_and_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    translated = catalogue(**{"Two clusters of Brazil": "Dos clústeres de Brasil"})
    changed = catalogue(**{"Two clusters of Brasil": ""})
    translated.update(changed)
    assert list(faults(translated, changed)) == ["fuzzy: 'Two clusters of Brasil'"]
    monkeypatch.setattr(catalogues, "load_catalogue", lambda language: translated)
    assert translator(Language.SPANISH)("Two clusters of Brasil") == "Two clusters of Brasil"


@pytest.mark.parametrize(
    ("text", "translation"),
    [
        ("{result}`ch01.a` clusters", "{result}`ch01.b` clústeres"),
        ("see {term}`network`", "véase {term}`red`"),
        ("as {cite}`one` says", "como se dice"),
        ("[rights](rights.md)", "[derechos](derechos.md)"),
        ('<a href="%(r)s">R</a>', '<a href="%(s)s">R</a>'),
        ("<code>make book</code>", "<code>hacer libro</code>"),
        ("%(count)s clusters", "clústeres %(cuantos)s"),
    ],
)
def test_marks_that_are_not_those_of_the_original_are_faults(text: str, translation: str) -> None:
    assert list(faults(catalogue(**{text: translation}), catalogue(**{text: ""})))


def test_words_around_the_same_marks_may_differ() -> None:
    assert marks("see {term}`Network` and `x`") == marks("véase `x` y la {term}`red <network>`")


def test_a_file_that_is_no_catalogue_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / Language.SPANISH.file
    file.parent.mkdir(parents=True)
    file.write_text('msgid "open\n', encoding="utf-8")
    monkeypatch.setattr(catalogues, "book_root", lambda: tmp_path)
    with pytest.raises(ClusterbookError, match=r"locale/es/LC_MESSAGES/book\.po: found no catalogue"):
        load_catalogue(Language.SPANISH)
