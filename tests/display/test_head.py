"""The head of a page counts what the ledger and the claims hold, and leads to where it is listed."""

from __future__ import annotations

import re

import pytest

from clusterbook.data.book import Book
from clusterbook.display.head import number_parts, show_head, statement_parts
from clusterbook.reproduction.claims import claims_of
from clusterbook.reproduction.ledger import cell_ledger

CHAPTERS = range(1, 13)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_checked_number_and_statement_is_counted_once(book: Book, chapter: int) -> None:
    assert sum(part.count for part in number_parts(book, chapter)) == len(cell_ledger(book, book.tables_of(chapter)))
    assert sum(part.count for part in statement_parts(book, chapter)) == len(claims_of(book, chapter))


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_an_outcome_that_did_not_occur_is_not_named(book: Book, chapter: int) -> None:
    assert all(part.count > 0 for part in [*number_parts(book, chapter), *statement_parts(book, chapter)])


def test_a_chapter_without_tables_shows_its_statements_alone(book: Book) -> None:
    html = show_head(book, 7).html
    assert "Numbers checked" not in html and "Statements of the text tested" in html


def test_counts_lead_to_the_ledger_of_the_chapter_and_to_its_claims(book: Book) -> None:
    addresses = re.findall(r'<li class="\w+"><a href="([^"]+)"', show_head(book, 4).html)
    assert {address.partition("?")[0] for address in addresses} == {"ledger.html", "#claims-04"}
    assert "ledger.html?chapter=4&amp;kind=checked&amp;status=differs#ledger-cells" in addresses


def test_tables_on_another_page_of_the_chapter_are_reached_there(book: Book) -> None:
    html = show_head(book, 10).html
    assert 'href="ch10_ratings.html#tbl-10-01"' in html and 'href="ch10_tests.html#tbl-10-03"' in html
    assert 'href="#tbl-04-01"' in show_head(book, 4).html


def test_marks_are_not_read_aloud_and_words_are(book: Book) -> None:
    html = show_head(book, 10).html
    assert '<span aria-hidden="true">≠</span>' in html and "differ" in re.sub("<[^>]+>", "", html)
