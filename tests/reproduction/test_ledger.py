"""Every derived cell of every printed table follows from its parts, or is a known, explained discrepancy."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest
from whole_book import BOOK

from clusterbook.data.book import Book
from clusterbook.data.reading import FOOTNOTE
from clusterbook.paths import table_name
from clusterbook.reproduction.checks import CheckKind, checks_of
from clusterbook.reproduction.claims import finding_of
from clusterbook.reproduction.ledger import cell_ledger, check_ledger, status_counts
from clusterbook.reproduction.reconcile import cell_verdicts, check_results, compare
from clusterbook.reproduction_vocabulary import ErratumCause, Status

CHECKS = check_ledger(BOOK, BOOK.tables)
CELLS = cell_ledger(BOOK, BOOK.tables)
CELL = ["table", "row", "column"]
ERRATA = BOOK.errata.set_index(CELL)
LABELS = {(table, field["name"]) for table in BOOK.tables for field in BOOK.fields(table) if field["kind"] == "label"}
WORDS = {cell for cell in ERRATA.index if (cell[0], cell[2]) in LABELS}
KNOWN = set(ERRATA.index) - WORDS
STATED_IN = {
    "recomputed": (CheckKind.EXACT, CheckKind.SAME_FACT),
    "bound_low": (CheckKind.LOWER_BOUND,),
    "bound_high": (CheckKind.UPPER_BOUND,),
}
ONE_FACT = [
    (("1.2", "salmon", "additional_providers"), ("4.3", "direct_supply_subtotal", "total_firms")),
    (("1.2", "salmon", "direct_jobs"), ("4.3", "core_subtotal", "jobs")),
    (("1.2", "melons", "direct_jobs"), ("3.1", "total_employment", "melons_rio_grande_do_norte")),
    (("1.2", "software_mexico_city", "direct_jobs"), ("8.1", "mexico_city", "employees")),
    (("8.1", "nuevo_leon", "average_wage_usd"), ("8.1", "nuevo_leon", "wages_share_percent")),
    (("8.1", "nuevo_leon", "average_wage_usd"), ("8.1", "total_national", "average_wage_usd")),
]
DIFFERING = CHECKS[CHECKS["status"] == Status.DIFFERS]


@pytest.mark.parametrize(("table", "column"), sorted(set(zip(CHECKS["table"], CHECKS["column"], strict=True))))
def test_derived_column_follows_from_its_parts(table: str, column: str) -> None:
    cells = DIFFERING[(DIFFERING["table"] == table) & (DIFFERING["column"] == column)]
    unexplained = [cell for cell in cells[CELL].itertuples(index=False, name=None) if cell not in KNOWN]
    assert not unexplained


@pytest.mark.parametrize(
    "cell",
    [pytest.param(cell, marks=pytest.mark.xfail(strict=True, raises=AssertionError)) for cell in sorted(KNOWN)],
    ids="-".join,
)
def test_known_discrepancy_has_gone(cell: tuple[str, str, str]) -> None:
    found = set(DIFFERING[CELL].itertuples(index=False, name=None))
    assert cell not in found


@pytest.mark.parametrize("cell", sorted(KNOWN), ids="-".join)
def test_erratum_states_both_numbers(cell: tuple[str, str, str]) -> None:
    erratum = ERRATA.loc[cell]
    ours = DIFFERING.set_index(CELL).loc[[cell]]
    assert (ours["published"] == erratum["published"]).all()
    column = next(name for name in STATED_IN if pd.notna(erratum[name]))
    stated, ours = float(erratum[column]), ours[ours["kind"].isin(STATED_IN[column])]
    assert (ours["recomputed"] - stated).abs().min() <= 0.005 * max(1.0, abs(stated))


def test_a_ledger_has_each_check_and_each_cell_once_with_what_its_erratum_says() -> None:
    results, (erratum,) = check_results(BOOK, "10.6"), BOOK.errata.query("table == '10.6'").to_dict("records")
    said, cell = (erratum["cause"], erratum["explanation"]), (erratum["row"], erratum["column"])
    checks, cells = check_ledger(BOOK, ["10.6"]), cell_ledger(BOOK, ["10.6"])
    assert checks["rule"].tolist() == [result.check.rule for result in results]
    assert len(cells) == len({(result.check.row, result.check.column) for result in results})
    for row in [*checks.itertuples(), *cells.itertuples()]:
        assert (row.cause, row.explanation) == (said if (row.row, row.column) == cell else ("", ""))


def test_an_erratum_has_a_number_or_a_bound_and_never_both() -> None:
    assert (BOOK.errata[list(STATED_IN)].notna().sum(axis=1) == 1).all()


def test_no_slip_of_the_book_rests_on_a_restored_cell_or_has_another_admissible_reading() -> None:
    restored = {
        (entry.table, entry.row, column)
        for entry in BOOK.restorations.itertuples()
        for column in entry.column.split("|")
    }
    doubtful = [cell for cell in ERRATA.index if cell in restored or pd.notna(ERRATA.at[cell, "admissible"])]
    assert doubtful
    assert ErratumCause.SLIP_OF_THE_BOOK not in set(ERRATA.loc[doubtful, "cause"])


def test_an_erratum_in_a_restored_cell_does_not_exclude_the_scan() -> None:
    unclear = {
        (entry.table, entry.row, column)
        for entry in BOOK.restorations[BOOK.restorations["admissible"].notna()].itertuples()
        for column in entry.column.split("|")
    }
    doubtful = {cell for cell in ERRATA.index if cell in unclear}
    assert doubtful
    assert set(ERRATA.loc[sorted(doubtful), "cause"]) == {ErratumCause.SCAN_NOT_EXCLUDED}


@pytest.mark.parametrize(("first", "second"), ONE_FACT)
def test_one_fact_in_two_tables_has_one_cause(first: tuple[str, str, str], second: tuple[str, str, str]) -> None:
    assert ERRATA.at[first, "cause"] == ERRATA.at[second, "cause"]


@pytest.mark.parametrize("cell", sorted(WORDS), ids="-".join)
def test_erratum_of_a_label_quotes_the_printed_label(cell: tuple[str, str, str]) -> None:
    erratum = ERRATA.loc[cell]
    assert BOOK.printed(cell[0]).at[cell[1], cell[2]] == erratum["published"]
    assert erratum["recomputed"] != erratum["published"]


@pytest.mark.parametrize("table", BOOK.tables)
def test_restored_cells_stand_in_the_table(table: str) -> None:
    printed, restorations = BOOK.printed(table), BOOK.restorations
    footnotes = BOOK.describe(table_name(table)).get("footnotes", {})
    for entry in restorations[restorations["table"] == table].itertuples():
        restored = "" if pd.isna(entry.restored) else entry.restored
        marks = entry.column.split("|")
        values = [footnotes[mark] if entry.row == FOOTNOTE else printed.at[entry.row, mark] for mark in marks]
        assert " ".join(values) == restored, (table, entry.row, entry.column)


@pytest.mark.parametrize("table", ["10.4", "10.5", "10.6"])
def test_restored_ratings_are_proved_by_row_sums_and_column_totals(table: str) -> None:
    frame = BOOK.table(table)
    kinds = [name for name in frame.columns if name.startswith("upgrading_") and name != "upgrading_sum"]
    clusters = frame[frame["row_type"] == "item"]
    assert (clusters[kinds].sum(axis=1) == clusters["upgrading_sum"]).all()
    assert (clusters[kinds].sum() == frame.loc["total", kinds].astype(float)).all()


def test_a_cell_has_one_status_however_many_checks_it_has() -> None:
    assert not CELLS.duplicated(CELL).any()
    assert CELLS["checks"].sum() == len(CHECKS) > len(CELLS)
    assert status_counts(CELLS)["checked"].sum() == len(CELLS)


def test_cells_that_the_book_leaves_empty_are_not_checked() -> None:
    assert (CHECKS["published"] != "").all()


def test_a_table_without_derived_cells_has_an_empty_ledger(book: Book) -> None:
    assert checks_of(book, "11.1") == ()
    assert cell_ledger(book, ["11.1"]).empty


def test_checks_and_findings_are_computed_once_for_a_book(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    class Counting(Book):
        def table(self, table: str) -> pd.DataFrame:
            asked.append(table)
            return super().table(table)

    book = Counting()
    for _ in range(3):
        check_results(book, "10.4"), cell_verdicts(book, "10.4"), check_ledger(book, ["10.4"])
    assert asked == ["10.4"]
    asked.clear()
    finding_of(book, "c08-03")
    once = len(asked)
    finding_of(book, "c08-03")
    assert len(asked) == once > 0


@pytest.mark.parametrize("place", [column for row, column in BOOK.bounds("3.1") if row == "growers"])
def test_a_printed_lower_bound_fails_when_it_is_above_the_count(book: Book, place: str) -> None:
    bound = next(check for check in checks_of(book, "3.1") if (check.row, check.column) == ("growers", place))
    count = bound.value
    assert bound.kind is CheckKind.UPPER_BOUND
    assert compare(bound, f"{count:.0f}").status is Status.MATCHES
    assert compare(bound, f"{count + 1:.0f}").status is Status.DIFFERS
    assert compare(dataclasses.replace(bound, value=count - 200), f"{count:.0f}").status is Status.DIFFERS
