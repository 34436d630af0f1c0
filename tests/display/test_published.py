"""A printed table cell by cell: marks, our numbers, cards, words instead of codes."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from whole_book import BOOK

from clusterbook.data.book import Book
from clusterbook.display.html import html_of
from clusterbook.display.html_extras import card_id
from clusterbook.display.published import published_sheet
from clusterbook.display.sheet import Card, Cell, Row, Sheet
from clusterbook.paths import cell_anchor
from clusterbook.reproduction.reconcile import cell_verdicts
from clusterbook.reproduction_vocabulary import Status

DIFFERING = Cell(
    "6.31", ("number",), "cell-1", Status.DIFFERS, "6.42", card=Card("A: B", (("Printed", "6.31"),), "Why.")
)
PLAIN = Cell("7.6", ("number",), "cell-2")


def sheet_of(*cells: Cell) -> Sheet:
    """A table of one row."""
    headings = ("Name", *(f"Column {place}" for place in range(len(cells))))
    return Sheet("Caption", "name", headings, (Row((Cell("Row"), *cells)),))


def cell_of(sheet: Sheet, table: str, row: str, column: str) -> Cell:
    """A cell by its place."""
    return next(cell for cell in sheet.cells if cell.anchor == cell_anchor(table, row, column))


def test_our_number_stands_below_the_printed_one_in_the_same_cell() -> None:
    html = html_of(sheet_of(DIFFERING, PLAIN))
    assert html.count("<td") == 2
    cell = '<span class="printed">6.31</span><span class="mark">≠</span><span class="ours">6.42</span>'
    assert f'<button type="button" popovertarget="card-1">{cell}</button>' in html
    assert '<td id="cell-2" class="number">7.6</td>' in html


def test_the_switch_counts_differences_and_is_left_out_where_nothing_is_derived() -> None:
    assert "Differences (1 ≠)" in html_of(sheet_of(DIFFERING))
    rounded = Cell("2", ("number",), "cell-3", Status.ROUNDING, "2.4")
    assert "Differences (1 ≠, 1 ≈)" in html_of(sheet_of(DIFFERING, rounded))
    assert "<fieldset" not in html_of(sheet_of(PLAIN))
    assert "Differences (" not in html_of(sheet_of(Cell("2", ("number",), "cell-3", Status.MATCHES)))


def test_every_reason_can_be_read_without_opening_a_card() -> None:
    html = html_of(sheet_of(DIFFERING, Cell("5", ("number",), "cell-4", Status.DIFFERS, "6", card=DIFFERING.card)))
    assert html.count("Why.</li>") == 1, "cells with one reason stand together"
    assert "Where our numbers differ, and why (2)" in html


def test_plain_text_has_both_numbers() -> None:
    assert "6.31 ≠ 6.42" in sheet_of(DIFFERING).text


@pytest.mark.parametrize("table", BOOK.tables)
def test_every_card_opens_from_its_cell_and_no_place_is_given_twice(book: Book, table: str) -> None:
    sheet = published_sheet(book, table)
    html = html_of(sheet)
    ids = Counter(re.findall(r' id="([^"]+)"', html))
    assert [name for name, count in ids.items() if count > 1] == []
    opened = set(re.findall(r'popovertarget="([^"]+)"', html))
    assert {card_id(cell) for cell in sheet.cells if cell.card} <= opened <= set(ids)


@pytest.mark.parametrize("table", BOOK.tables)
def test_what_the_ledger_knows_has_a_place_on_the_page(book: Book, table: str) -> None:
    html = html_of(published_sheet(book, table))
    verdicts = [(verdict.row, verdict.column) for verdict in cell_verdicts(book, table)]
    restored = book.restorations.query("table == @table")
    for row, columns in restored[["row", "column"]].itertuples(index=False, name=None):
        verdicts += [(row, column) for column in columns.split("|")]
    missing = [place for place in verdicts if f'id="{cell_anchor(table, *place)}"' not in html]
    assert missing == []


def test_cells_without_a_column_are_told_of_in_the_notes(book: Book) -> None:
    sheet = published_sheet(book, "4.2", ["dimension", "stage", "entry"])
    places = {note.anchor for note in sheet.notes}
    verdicts = cell_verdicts(book, "4.2")
    assert verdicts and {cell_anchor("4.2", verdict.row, verdict.column) for verdict in verdicts} <= places
    assert published_sheet(book, "4.2", ["dimension", "stage", "entry"], part=1).notes != sheet.notes


def test_a_later_part_repeats_no_place(book: Book) -> None:
    first = published_sheet(book, "4.4", ["business", "capital_origin"], part=1)
    second = published_sheet(book, "4.4", ["business", "locations"], part=2)
    assert first.name != second.name
    assert not {cell.anchor for cell in first.cells} & {cell.anchor for cell in second.cells if cell.anchor}


@pytest.mark.parametrize("table", BOOK.tables)
def test_no_code_or_machine_word_is_shown(book: Book, table: str) -> None:
    html = html_of(published_sheet(book, table))
    visible = re.sub(r"<[^>]+>", " ", html)
    assert re.findall(r"\b\w+_\w+\b|\btrue\b|\bfalse\b|\bnan\b", visible) == []


def test_the_card_of_a_restored_cell_says_what_was_scanned_and_why_it_reads_otherwise(book: Book) -> None:
    card = cell_of(published_sheet(book, "1.2"), "1.2", "grapes", "production_2002_usd_million").card
    assert card is not None
    told = dict(card.entries)
    assert told["Scanned as"] == "26.0" and "Table 3.1" in told["Evidence"] and told["Other readings"] == "26.0"


def test_headings_name_the_unit_once(book: Book) -> None:
    headings = published_sheet(book, "5.3").headings
    assert "Exports to the U.S., 1992 (US$ million)" in headings
    assert "Change in exports, 1992–2001 (%)" in headings


def test_a_number_beyond_its_bound_says_what_it_must_be() -> None:
    cell = Cell("12", ("number",), "cell-5", Status.DIFFERS, "≥ 23.82")
    assert cell.plain == "12, must be ≥ 23.82"


def test_an_empty_cell_shows_what_the_print_shows(book: Book) -> None:
    assert cell_of(published_sheet(book, "10.4"), "10.4", "bucaramanga_garment", "upgrading_functional").text == "N/A"
    assert cell_of(published_sheet(book, "5.3"), "5.3", "world", "rank_1992").text == "–"
    assert cell_of(published_sheet(book, "5.3"), "5.3", "world", "rank_2001").text == ""


def test_the_name_of_a_cluster_leads_to_its_page_and_so_does_every_card_of_its_row() -> None:
    sheet = published_sheet(BOOK, "10.4")
    row = next(row for row in sheet.rows if any("Sinos" in cell.text for cell in row.cells))
    page = "../clusters/sinos_footwear.html"
    assert [cell.text for cell in row.cells if cell.link] == [cell.text for cell in row.cells if "Sinos" in cell.text]
    assert {cell.link for cell in row.cells if cell.link} | {cell.card.cluster for cell in row.cells if cell.card} == {
        page
    }
    assert f'href="{page}"' in html_of(sheet)
    total = next(row for row in sheet.rows if "total" in row.styles)
    assert not any(cell.link or (cell.card and cell.card.cluster) for cell in total.cells)


def test_a_column_about_a_cluster_leads_to_its_page_from_its_cards() -> None:
    cards = {cell.card.cluster for cell in published_sheet(BOOK, "3.1").cells if cell.card}
    assert "../clusters/santa_catarina_apple.html" in cards


def test_a_card_comes_before_a_link_in_the_cell_that_has_both() -> None:
    cell = Cell("Sinos", (), "cell-9", card=Card("A", (), cluster="x.html"), link="x.html")
    html = html_of(sheet_of(cell))
    assert '<button type="button" popovertarget="card-9">Sinos</button>' in html
    assert html.count('href="x.html"') == 1
