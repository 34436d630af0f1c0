"""The list of the ledger: what has a row, what each row says, and what its script finds in it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape

import pytest

from clusterbook.claim_vocabulary import ClaimResult
from clusterbook.data.book import Book
from clusterbook.display.ledger_list import DIGITS, VERDICTS, list_html, row_html
from clusterbook.display.ledger_rows import NOT_DERIVED, LedgerRow, RowKind, ledger_rows
from clusterbook.paths import cell_anchor, claim_anchor
from clusterbook.reproduction.facts import FactAgreement
from clusterbook.reproduction.ledger import cell_ledger
from clusterbook.reproduction_vocabulary import Status

ROW = LedgerRow(
    anchor="cell-10-04-here-jobs",
    address="ch10.html#cell-10-04-here-jobs",
    chapter=10,
    tables=("10.4",),
    kinds=(RowKind.CHECKED, RowKind.RESTORED),
    name="Table 10.4",
    place="Here: Jobs <all>",
    printed="12",
    verdict="differs",
    why="Sum.",
    ours="13 ≠",
    causes=("round_figure",),
    distance=0.0769,
)


@pytest.fixture(scope="module")
def rows(book: Book) -> tuple[LedgerRow, ...]:
    return ledger_rows(book)


def test_everything_that_was_checked_restored_or_tested_has_one_row(book: Book, rows: tuple[LedgerRow, ...]) -> None:
    anchors = [row.anchor for row in rows]
    checked = cell_ledger(book, book.tables)
    restored = [
        (entry.table, entry.row, column)
        for entry in book.restorations.itertuples()
        for column in str(entry.column).split("|")
    ]
    expected = {cell_anchor(cell.table, cell.row, cell.column) for cell in checked.itertuples()}
    expected |= {cell_anchor(*cell) for cell in restored}
    expected |= {claim_anchor(claim) for claim in book.claims["claim_id"]}
    expected |= {f"fact-{fact.replace('_', '-')}" for fact in book.fact_links["fact_id"]}
    assert len(set(anchors)) == len(anchors)
    assert set(anchors) - expected == {row.anchor for row in rows if row.kinds == (RowKind.LABEL,)}
    assert expected <= set(anchors)


def test_verdicts_are_those_of_the_cells(book: Book, rows: tuple[LedgerRow, ...]) -> None:
    checked = cell_ledger(book, book.tables)
    expected = {cell_anchor(cell.table, cell.row, cell.column): cell.status for cell in checked.itertuples()}
    assert {row.anchor: row.verdict for row in rows if RowKind.CHECKED in row.kinds} == expected


def test_every_verdict_has_words() -> None:
    assert set(VERDICTS) == {*Status, *ClaimResult, *FactAgreement, NOT_DERIVED}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, True),
        ({"verdict": "matches", "causes": ()}, False),
        ({"verdict": "not_derived", "causes": ("undecided",)}, True),
        ({"verdict": "agrees", "causes": (), "importance": "central"}, True),
        ({"verdict": "differs", "causes": ("different_date",), "kinds": (RowKind.FACT,)}, False),
        ({"verdict": "differs", "causes": ("same",), "kinds": (RowKind.FACT,)}, True),
    ],
)
def test_what_matters_differs_is_undecided_or_central(changes: dict[str, object], expected: bool) -> None:
    assert replace(ROW, **changes).matters is expected


def test_a_row_is_linked_escaped_and_has_its_codes() -> None:
    html = row_html(ROW)
    assert html.startswith('<tr id="cell-10-04-here-jobs" class="off" data-f="01;0;')
    assert '<a href="ch10.html#cell-10-04-here-jobs">Table 10.4</a> Here: Jobs &lt;all&gt;' in html
    assert "12<br><i>13 ≠</i>" in html and 'data-d="0.077"' in html


def test_the_script_reads_the_codes_that_the_rows_have(rows: tuple[LedgerRow, ...]) -> None:
    html = list_html(rows)
    found = re.search(r'<script type="application/json" id="ledger-words">(.*?)</script>', html)
    assert found
    words = json.loads(found[1])
    coded = re.findall(r'<tr id="([^"]+)"[^>]*? data-f="([^"]*)"', html)
    by_anchor = {row.anchor: row for row in rows}
    assert len(coded) == len(rows)
    for anchor, facets in coded:
        kinds, verdict, causes, importance, matters = facets.split(";")
        row = by_anchor[unescape(anchor)]
        assert tuple(words["kind"][DIGITS.index(digit)][0] for digit in kinds) == row.kinds
        assert words["status"][DIGITS.index(verdict)][0] == row.verdict
        assert tuple(words["cause"][DIGITS.index(digit)][0] for digit in causes) == row.causes
        assert [words["importance"][DIGITS.index(digit)][0] for digit in importance] == [row.importance] * bool(
            row.importance
        )
        assert (matters == "1") is row.matters


def test_the_list_leaves_room_on_a_page_of_a_megabyte(rows: tuple[LedgerRow, ...]) -> None:
    assert len(list_html(rows).encode()) < 600_000
