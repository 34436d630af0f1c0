"""The catalogues: ``locale/book.pot`` with all messages, and their translations, a file for each language."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po

from clusterbook.errors import ClusterbookError
from clusterbook.paths import book_root
from clusterbook.site.languages.extraction import site_messages

Translate = Callable[[str], str]

FOLDER = "locale"
TEMPLATE = f"{FOLDER}/book.pot"
WIDTH = 110
PROJECT = "Upgrading to Compete, Reproduced"
HEADER = f"# Messages of {PROJECT}; CONTRIBUTING.md says how they are translated."
OURSELVES = "this project"
FIXED = datetime(2006, 1, 1, tzinfo=UTC)  # a date of writing would change files that are otherwise the same


class Language(StrEnum):
    """The languages into which the site is translated, by their folders."""

    SPANISH = "es"
    """Spanish of Latin America."""
    PORTUGUESE = "pt"
    """Portuguese of Brazil."""

    @property
    def label(self) -> str:
        """Its own name."""
        return {Language.SPANISH: "Español", Language.PORTUGUESE: "Português"}[self]

    @property
    def tag(self) -> str:
        """Its tag in HTML."""
        return {Language.SPANISH: "es", Language.PORTUGUESE: "pt-BR"}[self]

    @property
    def file(self) -> str:
        """Its catalogue, from the book's root."""
        return f"{FOLDER}/{self.value}/LC_MESSAGES/book.po"


def template() -> Catalog:
    """All messages as the sources have them now, without translations."""
    catalogue = Catalog(
        project=PROJECT,
        version="2",
        header_comment=HEADER,
        creation_date=FIXED,
        revision_date=FIXED,
        last_translator=OURSELVES,
        language_team=OURSELVES,
        msgid_bugs_address="",
        fuzzy=False,
    )
    for text, file in site_messages():
        catalogue.add(text, locations=[(file, 0)])
    return catalogue


def load_catalogue(language: Language) -> Catalog:
    """The translations into a language; an empty catalogue where there is no file yet.

    Raises
    ------
    ClusterbookError
        If the file is no catalogue.
    """
    path = book_root() / language.file
    if not path.is_file():
        return Catalog(locale=language.value, last_translator=OURSELVES, language_team=OURSELVES, fuzzy=False)
    try:
        return read_po(io.BytesIO(path.read_bytes()), locale=language.value, abort_invalid=True)
    except (PoFileError, ValueError) as error:
        raise ClusterbookError(
            f"{language.file}: found no catalogue ({error}); expected messages as gettext keeps them. Correct it."
        ) from None


def updated(language: Language) -> Catalog:
    """The catalogue with the messages of now: new ones empty, changed ones fuzzy, those that are gone obsolete."""
    catalogue = load_catalogue(language)
    catalogue.update(template(), update_header_comment=True)
    catalogue.project, catalogue.revision_date = PROJECT, FIXED
    return catalogue


def catalogue_text(catalogue: Catalog) -> bytes:
    """The file of a catalogue."""
    written = io.BytesIO()
    write_po(written, catalogue, width=WIDTH, include_lineno=False, omit_header=False)
    return written.getvalue()


def catalogue_files() -> dict[Path, bytes]:
    """Every catalogue as it should be, by its path."""
    files = {language.file: catalogue_text(updated(language)) for language in Language}
    return {book_root() / name: content for name, content in {TEMPLATE: catalogue_text(template()), **files}.items()}


def translator(language: Language) -> Translate:
    """A function that translates a message; one that has no translation that counts stays English."""
    return partial(_translated, load_catalogue(language))


def _translated(catalogue: Catalog, text: str) -> str:
    found = catalogue.get(text)
    return str(found.string) if found and found.string and not found.fuzzy else text
