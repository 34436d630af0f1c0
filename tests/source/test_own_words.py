"""Sentences of the book's own against a scanned text: an invented one, and the real ones where they are at hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from own_words import LONGEST, check_own_words, copied, own_texts
from whole_book import BOOK

FOLDER = "CLUSTERBOOK_SCANNED_TEXTS"
SOURCE = "The small firms of the valley, which sell their shoes abroad, have grown by 8,000 jobs in ten years."
WORDS = SOURCE.rstrip(".").split()


@pytest.mark.parametrize(("length", "found"), [(LONGEST, 0), (LONGEST + 1, 1), (len(WORDS), 1)])
def test_words_in_a_row_are_counted(length: int, found: int) -> None:
    assert len(copied({"one": f"We say: {' '.join(WORDS[:length])}; and more."}, [SOURCE])) == found


def test_marks_capitals_and_line_ends_hide_nothing() -> None:
    written = f"**{' '.join(WORDS[3:14]).upper().replace(',', ';')}**"
    assert copied({"one": written}, [SOURCE]) == [
        "one: words of the source: of the valley which sell their shoes abroad have grown"
    ]


@pytest.mark.parametrize("marks", ['""', "“”"])
def test_a_quotation_is_none_of_our_sentences(marks: str) -> None:
    assert copied({"one": f"They write {marks[0]}{SOURCE}{marks[1]} of it."}, [SOURCE]) == []


def test_what_the_book_says_itself_is_looked_at_with_its_numbers() -> None:
    texts = own_texts(BOOK)
    assert set(BOOK.claims["claim_id"]) <= set(texts)
    assert "about 28,000 people work in the industry" in " ".join(texts.values())


@pytest.mark.skipif(FOLDER not in os.environ, reason=f"the scanned texts are no part of the book; {FOLDER} names none")
def test_no_sentence_follows_the_words_of_a_source() -> None:
    assert check_own_words(BOOK, Path(os.environ[FOLDER])) == []
